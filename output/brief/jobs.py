"""What there is to do for a briefing pack, and how each file of it is made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from waterbed.layers.disk.folder import put
from waterbed.output.brief.deck.layout import deck_orders
from waterbed.output.brief.deck.options import DeckOptions, FilmSlide
from waterbed.output.brief.deck.slides import deck_bytes
from waterbed.output.brief.handout import handout_bytes, handout_orders
from waterbed.output.brief.options import BriefOptions
from waterbed.output.film.options import FilmOptions
from waterbed.output.film.timetable import timetable
from waterbed.output.film.write import write_film
from waterbed.output.pool import Desk, Job
from waterbed.output.still.orders import Drawn, Order, drawn
from waterbed.output.text.briefing import Briefing
from waterbed.output.timeline import Timeline

_STILLS = {"16:9": (1920, 1080), "4:3": (1600, 1200)}


_MP4_WEIGHT, _GIF_WEIGHT = 30.0, 15.0
"""Seconds, about; a picture is one."""


_SQUARE = 1080
"""Pixels of the sides of the film that is shown upright and in feeds."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do, settled."""

    timeline: Timeline
    options: BriefOptions
    told: Mapping[str, Briefing]
    """What the pack says, by language, in the order of the languages."""
    scenes: tuple[int, ...]
    address: str
    pictures: dict[Order, str] = field(default_factory=dict)
    """File in the folder of pictures that slides and handouts share, by picture."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the pack, its main one first."""
        return tuple(self.told)

    @property
    def deck(self) -> DeckOptions:
        """How the slides look."""
        return DeckOptions(ratio=self.options.ratio, template=self.options.template)

    def folder(self, lang: str) -> str:
        """Where the files of a language lie in the pack: at its top when it has only one."""
        return f"{lang}/" if len(self.languages) > 1 else ""


@dataclass(frozen=True, kw_only=True)
class PackDesk(Desk):
    """What a job of the pack finds where it is done."""

    timeline: Timeline
    folder: Path
    """Where it writes."""


def jobs(plan: Plan) -> tuple[list[Job[PackDesk]], list[Job[PackDesk]]]:
    """What takes time: first films and pictures, longest first; then the files that they go into."""
    options = plan.options
    first = [job for lang in plan.languages if options.has("film") for job in _film_jobs(plan, lang)]
    second: list[Job[PackDesk]] = []
    for lang, told in plan.told.items():
        folder = plan.folder(lang)
        if options.has("stills"):
            first += (
                Job(1, partial(_draw_into, name=name, order=order)) for name, order in _stills(plan, lang)
            )
        if options.has("deck"):
            files = _shared(plan, deck_orders(plan.timeline, told, plan.deck))
            seconds = _film_seconds(plan) if options.has("film") else 0.0
            deck = partial(
                _make_deck, told=told, options=plan.deck, folder=folder, files=files, film_seconds=seconds
            )
            second.append(Job(4, deck))
        if options.has("handout"):
            files = _shared(plan, handout_orders(plan.timeline, told))
            handout = partial(_make_handout, told=told, address=plan.address, folder=folder, files=files)
            second.append(Job(3, handout))
    first += (Job(1, partial(_draw_aside, file=file, order=order)) for order, file in plan.pictures.items())
    return sorted(first, key=lambda job: -job.weight), second


def _shared(plan: Plan, orders: Sequence[Order]) -> dict[Order, str]:
    """Where each picture will be found, once, whoever needs it."""
    for order in orders:
        plan.pictures.setdefault(order, f"{len(plan.pictures)}.{order.format}")
    return {order: plan.pictures[order] for order in orders}


def _stills(plan: Plan, lang: str) -> Iterator[tuple[str, Order]]:
    size = _STILLS[plan.options.ratio]
    for format in ("png", "svg"):
        for row in plan.scenes:
            name = f"{plan.folder(lang)}{still_name(plan, row, format)}"
            yield name, Order(lang=lang, scene=row, size=size, parts="full", format=format)


def still_name(plan: Plan, row: int, format: str) -> str:
    """Path in a language's folder of the still of a scene."""
    return f"stills/{row + 1:02}-{plan.timeline['scenes']['id'][row]}.{format}"


def _film_jobs(plan: Plan, lang: str) -> Iterator[Job[PackDesk]]:
    wide, square = plan.options.film_pixels, (_SQUARE, _SQUARE)
    films = [("film.mp4", wide, _MP4_WEIGHT), ("film.gif", wide, _GIF_WEIGHT)]
    if wide != square:
        films.append(("film-square.mp4", square, _MP4_WEIGHT))
    for name, size, weight in films:
        options = FilmOptions(lang=lang, size=size, seconds=plan.options.film_seconds)
        place = f"{plan.folder(lang)}{name}"
        yield Job(weight, partial(_make_film, place=place, options=options, weight=weight))


def _film_seconds(plan: Plan) -> float:
    """How long the film is: one of few presses is shorter than it may be."""
    options = FilmOptions(seconds=plan.options.film_seconds)
    return len(timetable(plan.timeline, options)) / options.rate


def _make_film(desk: PackDesk, *, place: str, options: FilmOptions, weight: float) -> None:
    """The film in the pack; beside an MP4 its poster, beside the first its captions, which are those of the others too."""
    aside = _shared_folder(desk.folder) / place.replace("/", "-")
    aside.mkdir(parents=True)
    made = write_film(
        desk.timeline,
        aside / Path(place).name,
        options,
        progress=lambda done, total, left: desk.advance(weight / total),
    )
    film = desk.folder / place
    film.parent.mkdir(parents=True, exist_ok=True)
    made.path.replace(film)
    if film.name == "film.mp4":
        made.captions.replace(film.with_suffix(".vtt"))
    if film.suffix == ".mp4":
        made.poster.replace(film.with_suffix(".png"))


def _draw_into(desk: PackDesk, *, name: str, order: Order) -> None:
    put(desk.folder, name, drawn(desk.timeline, order))


def _draw_aside(desk: PackDesk, *, file: str, order: Order) -> None:
    put(_shared_folder(desk.folder), file, drawn(desk.timeline, order))


def _make_deck(
    desk: PackDesk,
    *,
    told: Briefing,
    options: DeckOptions,
    folder: str,
    files: Mapping[Order, str],
    film_seconds: float,
) -> None:
    shown = None
    if film_seconds:
        base = desk.folder / folder
        content, poster = ((base / name).read_bytes() for name in ("film.mp4", "film.png"))
        shown = FilmSlide(content, poster, "film.mp4", film_seconds)
    made = deck_bytes(desk.timeline, told, options, film=shown, there=_there(desk.folder, files))
    put(desk.folder, f"{folder}deck.pptx", made)


def _make_handout(
    desk: PackDesk, *, told: Briefing, address: str, folder: str, files: Mapping[Order, str]
) -> None:
    made = handout_bytes(desk.timeline, told, address=address, there=_there(desk.folder, files))
    put(desk.folder, f"{folder}handout.pdf", made)


def _shared_folder(staged: Path) -> Path:
    """Pictures that go into slides and handouts, beside what will be the pack."""
    return staged.parent / "aside"


def _there(staged: Path, files: Mapping[Order, str]) -> Drawn:
    return {order: (_shared_folder(staged) / file).read_bytes() for order, file in files.items()}
