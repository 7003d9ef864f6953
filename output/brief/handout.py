"""The handout: in brief, storyboard, ribbon, story, tables, method, sources on A4; a tagged PDF set by typst."""

import base64
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from babel.core import get_global

from waterbed.output.brief.figures import draw_code, draw_measured
from waterbed.output.brief.told import in_brief, unknown
from waterbed.output.extras import matplotlib_needed, typst_needed
from waterbed.output.ink.mark import raster
from waterbed.output.ink.palette import palette
from waterbed.output.ink.typeface import families
from waterbed.output.language.script import direction, in_its_direction, tag
from waterbed.output.language.strings import interface, templates
from waterbed.output.still.orders import Drawn, Order, board_scenes, drawn_or_there
from waterbed.output.text.alt import alt_text, ribbon_alt, storyboard_alt
from waterbed.output.text.briefing import Briefing, SceneText, Table
from waterbed.output.text.notes import overview_alt
from waterbed.output.text.sources import Source, sources_in_short
from waterbed.output.timeline import Timeline
from waterbed.output.type import faces

_TEMPLATE = Path(__file__).parent / "templates" / "handout.typ"


_WIDTHS = {
    "numbers": (20, 18, 18, 18, 18, 8),
    "cycles": (11, 20, 22, 16, 17, 9, 8),
    "quiet": (18, 56, 12, 10),
    "measures": (18, 13, 8, 17, 17, 11, 16),
    "gaps": (50, 50),
}


_PICTURE, _PICTURE_SCALE = (1480, 1190), 2.72
"""A map of 3 : 2 with its key; at half the width of a page its smallest letters have 7 points."""


_STORYBOARD = (2246, 1440)


_OVERVIEW = (1480, 1080)
_RIBBON = (1480, 2060)
"""Sizes in pixels; the pictures are vectors, so that only their ratio and their lettering depend on them."""


_A_PAGE = 3
"""Scenes whose sources stand together under them."""


_LONGEST_ADDRESS = 90


def handout_bytes(
    timeline: Timeline, told: Briefing, *, address: str = "", there: Drawn | None = None
) -> bytes:
    """The handout as a tagged PDF (PDF/UA-1), the same bytes for the same timeline, address and versions.

    Parameters
    ----------
    timeline
        What is where when.
    told
        What is said, in the language and of the scenes of the handout.
    address
        Where the map is published; each scene then has a QR code that leads to its moment.
    there
        Pictures that are drawn already; the others are drawn now (:func:`handout_orders` lists all).

    Raises
    ------
    MissingExtraError
        If typst, segno or matplotlib is not installed (extra ``brief``).
    """
    typst_needed()
    matplotlib_needed()
    import matplotlib as mpl
    import typst

    files: dict[str, bytes] = {}
    data = _turned(_data(timeline, told, address, there, files), told.lang)
    files["main.typ"] = _TEMPLATE.read_bytes()
    files["data.json"] = json.dumps(data, ensure_ascii=False).encode()
    made = typst.compile(  # type: ignore[call-overload]  # files by their names are taken as well
        files,
        format="pdf",
        # The family that comes with matplotlib is the last resort of every text.
        font_paths=[str(faces.FOLDER), str(Path(mpl.get_data_path()) / "fonts" / "ttf")],
        pdf_standards=["ua-1"],
    )
    return bytes(made)


_UNTURNED = frozenset(
    ("lang", "dir", "region", "fonts", "colours", "file", "link", "address", "made_with", "colour")
)
"""What is not read."""


def _turned(value: Any, lang: str) -> Any:
    """Everything that is read, each text in its own direction."""
    if isinstance(value, str):
        return in_its_direction(value, lang)
    if isinstance(value, Mapping):
        return {key: one if key in _UNTURNED else _turned(one, lang) for key, one in value.items()}
    return [_turned(one, lang) for one in value] if isinstance(value, list | tuple) else value


def handout_orders(timeline: Timeline, told: Briefing) -> list[Order]:
    """The pictures that the handout needs."""
    scenes = [_scene_order(told.lang, scene.row) for scene in told.scenes]
    board = [_storyboard(timeline, told)] if scenes else []
    return [_overview(told.lang), *scenes, *board, _ribbon(told.lang)]


def moment_address(timeline: Timeline, address: str, scene: int, lang: str) -> str:
    """Where the published map shows a scene: its address with the state behind #."""
    return f"{address}#scene={quote(timeline['scenes']['id'][scene], safe='')}&lang={quote(lang, safe='')}"


def _data(
    timeline: Timeline, told: Briefing, address: str, there: Drawn | None, files: dict[str, bytes]
) -> dict[str, Any]:
    """What the template says, and beside it in ``files`` the pictures that it shows."""
    lang, words = told.lang, templates(told.lang)["pack"]

    def picture(name: str, wanted: Order, alt: str) -> dict[str, str]:
        files[name] = drawn_or_there(timeline, wanted, there)
        return {"file": name, "alt": alt}

    board = _storyboard(timeline, told)
    likely = str(get_global("likely_subtags").get(lang, "")).rpartition("_")[2]
    colours = {name: palette("print").colour(name) for name in ("ink", "ink2", "line", "crackdown")}
    return {
        "lang": tag(lang).split("-")[0],
        "dir": direction(lang),
        "region": likely.lower() if re.fullmatch("[A-Z]{2}", likely) else None,
        "fonts": list(families(lang)),
        "colours": {**colours, "link": palette("print").colour("k-expansion")},
        "words": {
            name: words[name]
            for name in ("story", "storyboard", "brief", "ribbon", "ribbon_lead", "method", "sources", "scan")
        }
        | {name: interface(lang)[f"measures.{name}"] for name in ("unusual", "fewer", "more")}
        | {"borders": interface(lang)["disclaimer"]},
        **{
            name: getattr(told, name)
            for name in (
                "title",
                "description",
                "as_of",
                "marking",
                "warning",
                "foot",
                "headline",
                "line",
                "detail",
            )
        },
        "mark": _mark(timeline["meta"].get("mark"), lang, files),
        "method": told.method,
        "disclaimers": told.disclaimers,
        "made_with": timeline["meta"]["generator"],
        "overview": picture("overview.svg", _overview(lang), overview_alt(told)),
        "storyboard": picture("storyboard.svg", board, storyboard_alt(timeline, lang, board.scenes))
        if told.scenes
        else None,
        "brief": [asdict(line) for line in in_brief(timeline, told)],
        "unknown": unknown(timeline, told),
        "pages": [
            _page(timeline, told, told.scenes[first : first + _A_PAGE], address, there, files)
            for first in range(0, len(told.scenes), _A_PAGE)
        ],
        "ribbon": picture("ribbon.svg", _ribbon(lang), ribbon_alt(timeline, lang)),
        "tables": list(_tables(told)),
        "measured": [draw_measured(timeline, told, one, files) for one in told.measured],
        "sources": [_source(source) for source in told.sources],
    }


def _mark(mark: Mapping[str, Any] | None, lang: str, files: dict[str, bytes]) -> dict[str, str] | None:
    """The data set's own mark; files are texts here, so that a picture of pixels stands in a drawing."""
    if not mark:
        return None
    head, _, coded = mark["logo"].partition(",")
    if (picture := raster(mark["logo"])) is not None:
        made = io.BytesIO()
        picture.save(made, "PNG")
        wide, high = picture.size
        files["logo.svg"] = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"><image width="{wide}" '
            f'height="{high}" href="data:image/png;base64,{base64.b64encode(made.getvalue()).decode()}"/></svg>'
        ).encode()
    elif "svg" in head:
        files["logo.svg"] = base64.b64decode(coded)
    file = "logo.svg" if "logo.svg" in files else ""
    return {"name": mark["name"].get(lang, ""), "colour": mark["accent"], "file": file}


def _page(
    timeline: Timeline,
    told: Briefing,
    scenes: Sequence[SceneText],
    address: str,
    there: Drawn | None,
    files: dict[str, bytes],
) -> dict[str, Any]:
    """Some scenes, and under them the sources of all."""
    cited = sorted({number for scene in scenes for number in scene.sources})
    return {
        "scenes": [_scene(timeline, told, scene, address, there, files) for scene in scenes],
        "sources": [
            {"number": one.number, "text": one.text} for one in sources_in_short(timeline, told.lang, cited)
        ],
    }


def _scene(
    timeline: Timeline,
    told: Briefing,
    scene: SceneText,
    address: str,
    there: Drawn | None,
    files: dict[str, bytes],
) -> dict[str, Any]:
    lang, name = told.lang, f"scene-{scene.row}.svg"
    files[name] = drawn_or_there(timeline, _scene_order(lang, scene.row), there)
    return {
        "number": scene.row + 1,
        "title": scene.title,
        "state": templates(lang)["spoken"]["state"].format(day=scene.day),
        "lines": [asdict(line) for line in scene.lines],
        "file": name,
        "alt": alt_text(timeline, lang, scene.row),
        "qr": draw_code(moment_address(timeline, address, scene.row, lang), scene.row, lang, files)
        if address
        else None,
    }


def _tables(told: Briefing) -> Iterator[dict[str, Any]]:
    for name, widths in _WIDTHS.items():
        table: Table = getattr(told, name)
        if table.rows or table.lead:
            yield {**asdict(table), "widths": widths, "file": name}


def _source(source: Source) -> dict[str, Any]:
    shown = source.link.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    short = shown if len(shown) <= _LONGEST_ADDRESS else f"{shown[: _LONGEST_ADDRESS - 1]}…"
    # A long address may break after any slash: a zero-width space says so.
    return {
        "number": source.number,
        "text": source.text,
        "link": source.link,
        "shown": short.replace("/", "/\u200b"),
    }


def _scene_order(lang: str, row: int) -> Order:
    return Order(
        lang=lang,
        scene=row,
        size=_PICTURE,
        parts="plain",
        theme="print",
        format="svg",
        scale=_PICTURE_SCALE,
    )


def _storyboard(timeline: Timeline, told: Briefing) -> Order:
    rows = board_scenes(timeline, [scene.row for scene in told.scenes])
    return Order(
        kind="storyboard", lang=told.lang, scenes=rows, size=_STORYBOARD, theme="print", format="svg"
    )


def _overview(lang: str) -> Order:
    return Order(kind="overview", lang=lang, size=_OVERVIEW, theme="print", format="svg", scale=1.15)


def _ribbon(lang: str) -> Order:
    return Order(kind="ribbon", lang=lang, size=_RIBBON, theme="print", format="svg", scale=1.15)
