"""The briefing pack."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from waterbed.layers.disk.folder import put
from waterbed.output.brief.deck.options import DeckOptions, FilmSlide
from waterbed.output.brief.deck.slides import deck_bytes, deck_pictures
from waterbed.output.brief.handout import HandoutOptions, handout_bytes, handout_pictures
from waterbed.output.brief.options import BriefOptions
from waterbed.output.film.options import FilmOptions
from waterbed.output.film.write import write_film
from waterbed.output.pool import Desk, Job
from waterbed.output.still.orders import Drawn, Picture, drawn
from waterbed.output.timeline import Timeline

_STILLS = {"16:9": (1920, 1080), "4:3": (1600, 1200)}


_MP4_WEIGHT, _GIF_WEIGHT = 60.0, 20.0
"""Seconds, about; a picture is one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do, settled."""

    timeline: Timeline
    options: BriefOptions
    languages: tuple[str, ...]
    scenes: tuple[int, ...]
    address: str
    pictures: dict[Picture, str] = field(default_factory=dict)
    """File in the folder of pictures that slides and handouts share, by picture."""

    def folder(self, lang: str) -> str:
        """Where the files of a language lie in the pack: at its top when it has only one."""
        return f"{lang}/" if len(self.languages) > 1 else ""

    def deck(self, lang: str) -> DeckOptions:
        """How the slides of a language look."""
        options = self.options
        return DeckOptions(lang=lang, scenes=self.scenes, ratio=options.ratio, template=options.template)

    def handout(self, lang: str) -> HandoutOptions:
        """How the handout of a language looks."""
        return HandoutOptions(lang=lang, scenes=self.scenes, address=self.address)


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
    for lang in plan.languages:
        if options.has("stills"):
            first += (
                Job(1, partial(_draw_into, name=name, picture=picture))
                for name, picture in _stills(plan, lang)
            )
        if options.has("deck"):
            files = _shared(plan, deck_pictures(plan.timeline, plan.deck(lang)))
            second.append(
                Job(
                    4,
                    partial(
                        _make_deck,
                        options=plan.deck(lang),
                        folder=plan.folder(lang),
                        files=files,
                        film_seconds=options.film_seconds if options.has("film") else 0.0,
                    ),
                )
            )
        if options.has("handout"):
            files = _shared(plan, handout_pictures(plan.timeline, plan.handout(lang)))
            second.append(
                Job(
                    3,
                    partial(_make_handout, options=plan.handout(lang), folder=plan.folder(lang), files=files),
                )
            )
    first += (
        Job(1, partial(_draw_aside, file=file, picture=picture)) for picture, file in plan.pictures.items()
    )
    return sorted(first, key=lambda job: -job.weight), second


def _shared(plan: Plan, pictures: Sequence[Picture]) -> dict[Picture, str]:
    """Where each picture will be found, once, whoever needs it."""
    for picture in pictures:
        plan.pictures.setdefault(picture, f"{len(plan.pictures)}.{picture.format}")
    return {picture: plan.pictures[picture] for picture in pictures}


def _stills(plan: Plan, lang: str) -> Iterator[tuple[str, Picture]]:
    size = _STILLS[plan.options.ratio]
    for format in ("png", "svg"):
        for row in plan.scenes:
            name = f"{plan.folder(lang)}{still_name(plan, row, format)}"
            yield name, Picture(lang=lang, scene=row, size=size, parts="full", format=format)


def still_name(plan: Plan, row: int, format: str) -> str:
    """Path in a language's folder of the still of a scene."""
    return f"stills/{row + 1:02}-{plan.timeline['scenes']['id'][row]}.{format}"


def _film_jobs(plan: Plan, lang: str) -> Iterator[Job[PackDesk]]:
    for name, weight in (("film.mp4", _MP4_WEIGHT), ("film.gif", _GIF_WEIGHT)):
        options = FilmOptions(lang=lang, size=plan.options.film_pixels, seconds=plan.options.film_seconds)
        place = f"{plan.folder(lang)}{name}"
        yield Job(weight, partial(_make_film, place=place, options=options, weight=weight))


def _make_film(desk: PackDesk, *, place: str, options: FilmOptions, weight: float) -> None:
    """The film in the pack; beside the MP4 its captions and its poster, which are those of the GIF as well."""
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
    if film.suffix == ".mp4":
        made.captions.replace(film.with_suffix(".vtt"))
        made.poster.replace(film.with_suffix(".png"))


def _draw_into(desk: PackDesk, *, name: str, picture: Picture) -> None:
    put(desk.folder, name, drawn(desk.timeline, picture))


def _draw_aside(desk: PackDesk, *, file: str, picture: Picture) -> None:
    put(_shared_folder(desk.folder), file, drawn(desk.timeline, picture))


def _make_deck(
    desk: PackDesk, *, options: DeckOptions, folder: str, files: Mapping[Picture, str], film_seconds: float
) -> None:
    shown = None
    if film_seconds:
        base = desk.folder / folder
        content, poster = ((base / name).read_bytes() for name in ("film.mp4", "film.png"))
        shown = FilmSlide(content, poster, "film.mp4", film_seconds)
    made = deck_bytes(desk.timeline, options, film=shown, there=_there(desk.folder, files))
    put(desk.folder, f"{folder}deck.pptx", made)


def _make_handout(
    desk: PackDesk, *, options: HandoutOptions, folder: str, files: Mapping[Picture, str]
) -> None:
    made = handout_bytes(desk.timeline, options, there=_there(desk.folder, files))
    put(desk.folder, f"{folder}handout.pdf", made)


def _shared_folder(staged: Path) -> Path:
    """Pictures that go into slides and handouts, beside what will be the pack."""
    return staged.parent / "aside"


def _there(staged: Path, files: Mapping[Picture, str]) -> Drawn:
    return {picture: (_shared_folder(staged) / file).read_bytes() for picture, file in files.items()}
