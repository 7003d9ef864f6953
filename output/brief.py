"""The briefing pack: map, slides, handout, film, stills, texts, data and a snippet, all from one timeline."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates import date_text
from waterbed.output import embedpage, scenenotes
from waterbed.output.briefing import data_hash
from waterbed.output.deck import DeckOptions, FilmSlide, deck_bytes, deck_pictures
from waterbed.output.decktemplate import RATIOS
from waterbed.output.errors import OptionError, UnknownLanguageError
from waterbed.output.extras import av_needed, matplotlib_needed, pptx_needed, typst_needed
from waterbed.output.film import write_film
from waterbed.output.filmoptions import FilmOptions
from waterbed.output.handout import HandoutOptions, handout_bytes, handout_pictures
from waterbed.output.ownfolder import own_folder
from waterbed.output.packparts import PARTS
from waterbed.output.page import PageOptions, render_page
from waterbed.output.pictures import Drawn, Picture, board_scenes, drawn
from waterbed.output.spreadsheets import table_files
from waterbed.output.timeline import Timeline
from waterbed.output.workers import Desk, Job, Told, done_all

KIND = "waterbed brief"
_STILLS = {"16:9": (1920, 1080), "4:3": (1600, 1200)}
_FILMS = {"16:9": (1280, 720), "4:3": (960, 720)}
_MP4_WEIGHT, _GIF_WEIGHT = 60.0, 20.0
"""Seconds, about; a picture is one."""
_PACKAGES = (
    "waterbed",
    "matplotlib",
    "python-pptx",
    "typst",
    "segno",
    "av",
    "geopandas",
    "shapely",
    "pyproj",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefOptions:
    """What goes into a pack.

    Raises
    ------
    OptionError
        If an option has a value that it cannot have.
    """

    languages: tuple[str, ...] = ()
    """Languages; empty for all of the data set. With more than one, each has a folder of its own."""
    only: tuple[str, ...] = ()
    """Parts (`PARTS`); empty for all."""
    scenes: str = ""
    """Scenes by number or id, such as ``1-4;7``; empty for all."""
    size: str = "16:9"
    """``16:9``, ``4:3``, or width x height of the film in pixels, such as ``1920x1080``."""
    film_seconds: float = 45.0
    """How long the film is; it tells the whole story, whichever scenes are chosen."""
    template: Path | None = None
    """A presentation whose look the slides take."""
    address: str = ""
    """Where the map will be published, for QR codes and the snippet; else the data set's ``homepage``."""

    def __post_init__(self) -> None:
        for part in self.only:
            if part not in PARTS:
                raise OptionError(f"only: {part!r} is not one of {', '.join(PARTS)}.")
        if self.address and not self.address.startswith(("https://", "http://")):
            raise OptionError(f"address: {self.address!r} does not begin with https:// or http://.")
        FilmOptions(size=self.film_pixels, seconds=self.film_seconds)

    @property
    def film_pixels(self) -> tuple[int, int]:
        """Width and height of the film."""
        if self.size in _FILMS:
            return _FILMS[self.size]
        sides = re.fullmatch(r"(\d{3,4})x(\d{3,4})", self.size)
        if sides is None:
            raise OptionError(f"size: {self.size!r} is not one of {', '.join(RATIOS)}, nor like 1920x1080.")
        return int(sides[1]), int(sides[2])

    @property
    def ratio(self) -> str:
        """The ratio of slides that comes nearest."""
        width, height = self.film_pixels
        return min(RATIOS, key=lambda name: abs(RATIOS[name][0] / RATIOS[name][1] - width / height))

    def has(self, part: str) -> bool:
        """Whether a part is wanted; the snippet needs the map that it shows."""
        return not self.only or part in self.only or (part == "map" and "embed" in self.only)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What there is to do, settled."""

    timeline: Timeline
    options: BriefOptions
    languages: tuple[str, ...]
    scenes: tuple[int, ...]
    address: str
    pictures: dict[Picture, str] = field(default_factory=dict)
    """File in the folder of pictures that slides and handouts share, by picture."""

    def folder(self, lang: str) -> str:
        return f"{lang}/" if len(self.languages) > 1 else ""

    def deck(self, lang: str) -> DeckOptions:
        options = self.options
        return DeckOptions(lang=lang, scenes=self.scenes, ratio=options.ratio, template=options.template)

    def handout(self, lang: str) -> HandoutOptions:
        return HandoutOptions(lang=lang, scenes=self.scenes, address=self.address)


def write_brief(
    dataset: Dataset,
    folder: str | Path,
    options: BriefOptions | None = None,
    *,
    processes: int = 1,
    told: Told | None = None,
) -> Path:
    """Write the briefing pack of a data set as one folder.

    The folder is written aside and put in its place at the end; a failed or interrupted run leaves what was there.

    Parameters
    ----------
    dataset
        The records.
    folder
        New, empty, or a pack that waterbed made before, which is replaced (files of others in it stay).
    options
        What goes into the pack.
    processes
        How many work at once. More than one needs a script that does its work under
        ``if __name__ == "__main__":``.
    told
        Called with the work done and the work in all, now and then.

    Raises
    ------
    OptionError
        If an option does not suit the data set.
    OSError
        If the folder holds anything else or cannot be written.
    MissingExtraError
        If a package that a part needs is not installed.
    """
    options = options or BriefOptions()
    plan = _planned(dataset, options)
    _check_extras(options)
    place = Path(folder)
    with own_folder(place, KIND, _about(plan)) as staged:
        waves = _jobs(plan)
        for name, content in _small_files(dataset, plan):
            _put(staged, name, content)
        done_all(plan.timeline, staged, waves, processes, told)
    return place


def _planned(dataset: Dataset, options: BriefOptions) -> _Plan:
    timeline = Timeline.of(dataset)
    known = timeline["meta"]["languages"]
    for lang in options.languages:
        if lang not in known:
            raise UnknownLanguageError(lang, known)
    homepage = str(dataset.settings["homepage"])
    return _Plan(
        timeline,
        options,
        tuple(dict.fromkeys(options.languages)) or tuple(known),
        tuple(chosen_scenes(timeline, options.scenes)),
        options.address or (homepage if homepage.startswith(("https://", "http://")) else ""),
    )


def chosen_scenes(timeline: Timeline, text: str) -> list[int]:
    """Rows of scenes by number (from 1), range of numbers, or id.

    Raises
    ------
    OptionError
        If there is no such scene.
    """
    ids = list(timeline["scenes"]["id"])
    rows: list[int] = []
    for part in filter(None, re.split(r"[;,\s]+", text)):
        span = re.fullmatch(r"(\d+)(?:-(\d+))?", part)
        if part in ids:
            rows.append(ids.index(part))
        elif span and 1 <= int(span[1]) <= int(span[2] or span[1]) <= len(ids):
            rows += range(int(span[1]) - 1, int(span[2] or span[1]))
        else:
            raise OptionError(f"scenes: {part!r} is no scene; there are 1 to {len(ids)}, such as 1-3;5.")
    return sorted(set(rows)) if rows else list(range(len(ids)))


def _check_extras(options: BriefOptions) -> None:
    """What is missing is said before an hour's work, not after it."""
    if any(options.has(part) for part in ("deck", "handout", "stills", "film")):
        matplotlib_needed()
    if options.has("film"):
        av_needed()
    if options.has("deck"):
        pptx_needed()
    if options.has("handout"):
        typst_needed()


def _about(plan: _Plan) -> Mapping[str, Any]:
    meta, options = plan.timeline["meta"], plan.options
    return {
        "generator": meta["generator"],
        "data": {"id": meta["id"], "as_of": date_text(meta["as_of"]), "sha256": data_hash(plan.timeline)},
        "profile": str(meta.get("profile") or ""),
        "languages": list(plan.languages),
        "parts": [part for part in PARTS if options.has(part)],
        "scenes": [plan.timeline["scenes"]["id"][row] for row in plan.scenes],
        "size": options.size,
        "versions": {name: found for name in _PACKAGES if (found := _version(name))},
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _small_files(dataset: Dataset, plan: _Plan) -> Iterator[tuple[str, bytes]]:
    """What takes no time: the map, texts, tables, the snippet."""
    timeline, options, scenes = plan.timeline, plan.options, plan.scenes
    if options.has("map"):
        yield "map.html", render_page(timeline, PageOptions(lang=plan.languages[0])).encode()
    if options.has("embed"):
        yield (
            "embed.html",
            embedpage.render(timeline, plan.languages, plan.address, _plain_picture(plan)).encode(),
        )
    if options.has("data"):
        yield from ((f"data/{name}", content) for name, content in table_files(dataset).items())
    for lang in plan.languages if options.has("text") else ():
        yield f"{plan.folder(lang)}alt-text.txt", scenenotes.alt_texts(timeline, lang, scenes).encode()
        yield f"{plan.folder(lang)}transcript.txt", scenenotes.transcript(timeline, lang, scenes).encode()


def _plain_picture(plan: _Plan) -> tuple[str, int] | None:
    """The still of the scene with the most change, and its row."""
    if not (plan.options.has("stills") and plan.scenes):
        return None
    row = board_scenes(plan.timeline, plan.scenes, most=1)[0]
    return f"{plan.folder(plan.languages[0])}{_still_name(plan, row, 'png')}", row


def _jobs(plan: _Plan) -> tuple[list[Job], list[Job]]:
    """What takes time: first films and pictures, longest first; then the files that they go into."""
    options = plan.options
    first = [job for lang in plan.languages if options.has("film") for job in _film_jobs(plan, lang)]
    second: list[Job] = []
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


def _shared(plan: _Plan, pictures: Sequence[Picture]) -> dict[Picture, str]:
    """Where each picture will be found, once, whoever needs it."""
    for picture in pictures:
        plan.pictures.setdefault(picture, f"{len(plan.pictures)}.{picture.format}")
    return {picture: plan.pictures[picture] for picture in pictures}


def _stills(plan: _Plan, lang: str) -> Iterator[tuple[str, Picture]]:
    size = _STILLS[plan.options.ratio]
    for format in ("png", "svg"):
        for row in plan.scenes:
            name = f"{plan.folder(lang)}{_still_name(plan, row, format)}"
            yield name, Picture(lang=lang, scene=row, size=size, parts="full", format=format)


def _still_name(plan: _Plan, row: int, format: str) -> str:
    return f"stills/{row + 1:02}-{plan.timeline['scenes']['id'][row]}.{format}"


def _film_jobs(plan: _Plan, lang: str) -> Iterator[Job]:
    for name, weight in (("film.mp4", _MP4_WEIGHT), ("film.gif", _GIF_WEIGHT)):
        options = FilmOptions(lang=lang, size=plan.options.film_pixels, seconds=plan.options.film_seconds)
        place = f"{plan.folder(lang)}{name}"
        yield Job(weight, partial(_make_film, place=place, options=options, weight=weight))


def _make_film(desk: Desk, *, place: str, options: FilmOptions, weight: float) -> None:
    """The film in the pack; beside the MP4 its captions and its poster, which are those of the GIF as well."""
    aside = _shared_folder(desk.folder) / place.replace("/", "-")
    aside.mkdir(parents=True)
    made = write_film(
        desk.timeline,
        aside / Path(place).name,
        options,
        progress=lambda done, total, left: desk.advance(weight / total),
    )
    _put(desk.folder, place, made.path.read_bytes())
    if made.path.suffix == ".mp4":
        _put(desk.folder, str(Path(place).with_suffix(".vtt")), made.captions.read_bytes())
        _put(desk.folder, str(Path(place).with_suffix(".png")), made.poster.read_bytes())


def _draw_into(desk: Desk, *, name: str, picture: Picture) -> None:
    _put(desk.folder, name, drawn(desk.timeline, picture))


def _draw_aside(desk: Desk, *, file: str, picture: Picture) -> None:
    _put(_shared_folder(desk.folder), file, drawn(desk.timeline, picture))


def _make_deck(
    desk: Desk, *, options: DeckOptions, folder: str, files: Mapping[Picture, str], film_seconds: float
) -> None:
    shown = None
    if film_seconds:
        base = desk.folder / folder
        content, poster = ((base / name).read_bytes() for name in ("film.mp4", "film.png"))
        shown = FilmSlide(content, poster, "film.mp4", film_seconds)
    made = deck_bytes(desk.timeline, options, film=shown, there=_there(desk.folder, files))
    _put(desk.folder, f"{folder}deck.pptx", made)


def _make_handout(desk: Desk, *, options: HandoutOptions, folder: str, files: Mapping[Picture, str]) -> None:
    made = handout_bytes(desk.timeline, options, there=_there(desk.folder, files))
    _put(desk.folder, f"{folder}handout.pdf", made)


def _shared_folder(staged: Path) -> Path:
    """Pictures that go into slides and handouts, beside what will be the pack."""
    return staged.parent / "pictures"


def _there(staged: Path, files: Mapping[Picture, str]) -> Drawn:
    return {picture: (_shared_folder(staged) / file).read_bytes() for picture, file in files.items()}


def _put(folder: Path, name: str, content: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
