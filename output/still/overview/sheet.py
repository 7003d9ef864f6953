"""The overview laid out: headline and numbers, the map, what followed, what the data are."""

from collections.abc import Sequence
from dataclasses import dataclass

from waterbed.output.ink.blocks import Run, block, draw_block, fitted
from waterbed.output.ink.pen import Path, Pen, box, line, run
from waterbed.output.ink.typeface import Face
from waterbed.output.still.options import SMALLEST
from waterbed.output.still.overview.map import draw_overview_map, lay_overview
from waterbed.output.still.overview.signs import draw_back, draw_pressed
from waterbed.output.still.overview.strip import draw_strip, rows_for, strip_height
from waterbed.output.still.sources import seen_at_once, source_runs, sources_of, status_runs
from waterbed.output.text.speaker import Speaker

_LANDSCAPE = 1.25
_STRIP_SHARE = 0.37
_STACKED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Sheet:
    say: Speaker
    width: float
    height: float
    margin: float
    full: bool


def draw_overview(pen: Pen, say: Speaker, width: float, height: float, *, full: bool = True) -> None:
    """Draw the picture in a size; one that is not ``full`` leaves headline and sources to the page around it."""
    margin = (24.0 if min(width, height) > 560 else 14.0) if full else 2.0
    sheet = _Sheet(say, width, height, margin, full)
    pen.fill(box(0, 0, width, height), "page")
    top = _draw_head(pen, sheet) if full else margin
    foot = height - margin - _draw_foot(pen, sheet)
    if not sheet.say.timeline["cycles"]["record"]:
        # Nothing was pressed: there is nothing that could have followed.
        _draw_map(pen.at(margin, top), sheet, [], width - 2 * margin, foot - top)
        return
    if width / height >= _LANDSCAPE:
        rows = rows_for(sheet.say, foot - top)
        strip = max(230.0, _STRIP_SHARE * (width - 2 * margin))
        wide = width - 2 * margin - strip - 20
        _draw_map(pen.at(margin, top), sheet, rows, wide, foot - top)
        draw_strip(pen.at(margin + wide + 20, top), sheet.say, rows, strip, foot - top)
        return
    wide, room = width - 2 * margin, _STACKED_SHARE * (foot - top)
    rows = rows_for(sheet.say, room)
    strip = strip_height(len(rows), room)
    _draw_map(pen.at(margin, top), sheet, rows, wide, foot - top - strip - 10)
    draw_strip(pen.at(margin, foot - strip), sheet.say, rows, wide, strip)


def _draw_head(pen: Pen, sheet: _Sheet) -> float:
    """Headline and line; returns where the map begins."""
    say, margin = sheet.say, sheet.margin
    wide = sheet.width - 2 * margin
    large = 28.0 if wide > 600 else 21.0
    head = fitted(
        [Run(say.finding("headline"), bold=True, ink="ink")],
        (large, 0.88 * large, 0.76 * large),
        wide,
        2,
        say.lang,
    )
    draw_block(pen, head, margin, margin - 6)
    told = fitted([Run(say.finding("line"))], (14.0, 13.0, 12.0), wide, 2, say.lang, leading=1.3)
    draw_block(pen, told, margin, margin + head.height)
    return margin + head.height + told.height + 10


def _draw_map(pen: Pen, sheet: _Sheet, rows: Sequence[int], wide: float, high: float) -> None:
    say = sheet.say
    key = _key(pen, say)
    room = sum(width for _, _, width in key) + 10
    corner = (6.0, high - 30, 6.0 + room, high - 6)
    shown = lay_overview(pen, say, rows, wide, high, [corner])
    draw_overview_map(pen, shown, say.timeline)
    pen.fill(box(*corner), "page")
    pen.stroke(box(*corner), "line", 1)
    x = corner[0] + 6
    for sign, text, width in key:
        _draw_sign(pen, sign, x, corner[1] + 12)
        pen.text(text, x + 26, corner[1] + 16, Face(11), "ink")
        x += width
    right = wide - 8
    for text in seen_at_once(say):
        room = pen.width(text, Face(11, bold=True)) + 12
        pen.fill(box(right - room, 8, right, 26), "page")
        pen.text(text, right - room / 2, 21, Face(11, bold=True), "crackdown-t", align="middle")
        right -= room + 6


def _key(pen: Pen, say: Speaker) -> list[tuple[str, str, float]]:
    """Signs that are on the map, their words, and the width of each."""
    presses = say.timeline["presses"]
    there = {
        "pressed": bool(presses["place"]),
        "next": any(presses["moves"]),
        "back": any(row >= 0 for row in presses["returned"]),
    }
    words = [(sign, say.t(f"overview.{sign}")) for sign, shown in there.items() if shown]
    return [(sign, text, pen.width(text, Face(11)) + 40) for sign, text in words]


def _draw_sign(pen: Pen, sign: str, x: float, y: float) -> None:
    if sign == "pressed":
        draw_pressed(pen.at(x + 11, y, size=0.72), 0, 0, "1")
    elif sign == "back":
        draw_back(pen, x + 12, y)
    else:
        pen.stroke(line((x, y), (x + 15, y)), "displacement", 3)
        pen.fill(_head(x + 22, y), "displacement")


def _head(x: float, y: float) -> Path:
    return run([(x, y), (x - 8, y - 4.5), (x - 8, y + 4.5)], closed=True)


def _draw_foot(pen: Pen, sheet: _Sheet) -> float:
    """How to read it, what is left out, what the data are; returns the height that it takes."""
    say, timeline = sheet.say, sheet.say.timeline
    presses = timeline["presses"]
    runs = [Run(f"{say.t(key)} ") for key in _notes(say)]
    records = [
        record for rows in presses["cycles"] for row in rows for record in timeline["cycles"]["basis"][row]
    ]
    if sheet.full:
        runs += source_runs(say, sources_of(say, records), 6 if sheet.width > 700 else 3) if records else []
        runs += status_runs(say, None, brief=True)
    text = block(runs, SMALLEST, sheet.width - 2 * sheet.margin, say.lang, leading=1.25)
    draw_block(pen, text, sheet.margin, sheet.height - sheet.margin - text.height)
    return text.height + 4


def _notes(say: Speaker) -> list[str]:
    presses = say.timeline["presses"]
    notes = ["overview.open"] if any(presses["open"]) else []
    return [*notes, *(["overview.lines"] if any(presses["moves"]) else []), "overview.after"]
