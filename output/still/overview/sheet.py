"""The overview laid out: headline and numbers, the map, what followed, what the data are."""

from collections.abc import Sequence
from dataclasses import dataclass

from waterbed.output.ink.blocks import Block, Run, block, draw_block, fitted
from waterbed.output.ink.mark import under_mark
from waterbed.output.ink.palette import Theme
from waterbed.output.ink.pen import Path, Pen, box, line, run
from waterbed.output.ink.typeface import Face
from waterbed.output.still.card import PAD, PILL, draw_pill
from waterbed.output.still.options import SMALLEST, StillOptions, Story
from waterbed.output.still.overview.map import draw_overview_map, lay_overview
from waterbed.output.still.overview.signs import draw_back, draw_pressed
from waterbed.output.still.overview.strip import draw_strip, rows_for, strip_height
from waterbed.output.still.panel import draw_map, lay_map
from waterbed.output.still.sources import seen_at_once, source_runs, sources_of, status_runs
from waterbed.output.text.speaker import Speaker

_LANDSCAPE = 1.25
_STRIP_SHARE = 0.37
_STACKED_SHARE = 0.5
_WORDS = Face(11)
_KEY = 24.0
"""Height of the key."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    say: Speaker
    width: float
    height: float
    margin: float
    full: bool


def draw_overview(
    pen: Pen, say: Speaker, width: float, height: float, *, full: bool = True, theme: Theme = "light"
) -> None:
    """Draw the picture in a size; one that is not ``full`` leaves headline and sources to the page around it."""
    margin = (24.0 if min(width, height) > 560 else 14.0) if full else 2.0
    if full:
        pen, height = under_mark(pen, say.timeline["meta"], say.lang, theme, width, height, margin)
    sheet = _Sheet(say, width, height, margin, full)
    pen.fill(box(0, 0, width, height), "page")
    top = _draw_head(pen, sheet) if full else margin
    wide, high = width - 2 * margin, height - margin - top
    if not say.timeline["cycles"]["record"]:
        # Nothing was pressed, so nothing can have followed: the map shows what is on record at the end.
        text = _foot(sheet, [])
        draw_map(pen.at(margin, top), lay_map(say, *last_day(say), wide, high - text.height - 4), say)
        draw_block(pen, text, margin, height - margin - text.height)
        return
    beside = width / height >= _LANDSCAPE
    # How many rows there is room for depends on the foot, which names the sources of the rows: that of all is the highest.
    room = high - _foot(sheet, rows_for(say, height)).height - 4
    rows = rows_for(say, room if beside else _STACKED_SHARE * room)
    text = _foot(sheet, rows)
    room = high - text.height - 4
    if beside:
        strip = max(230.0, _STRIP_SHARE * wide)
        _draw_map(pen.at(margin, top), sheet, rows, wide - strip - 20, room)
        draw_strip(pen.at(margin + wide - strip, top), say, rows, strip, room)
    else:
        strip = strip_height(len(rows), _STACKED_SHARE * room)
        _draw_map(pen.at(margin, top), sheet, rows, wide, room - strip - 10)
        draw_strip(pen.at(margin, top + room - strip), say, rows, wide, strip)
    draw_block(pen, text, margin, height - margin - text.height)


def last_day(say: Speaker) -> tuple[Story, StillOptions]:
    """What a map shows where nothing was pressed."""
    options = StillOptions(lang=say.lang, undated=True)
    return Story.of(say.timeline, None, None, options), options


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
    """The map, with its key below it: nothing lies on what is told."""
    say = sheet.say
    draw_overview_map(pen, lay_overview(pen, say, rows, wide, high - _KEY), say.timeline)
    x = 0.0
    for sign, text, width in key_of(pen, say, rows):
        draw_sign(pen, sign, x, high - _KEY / 2 + 1)
        pen.text(text, x + 26, high - _KEY / 2 + 5, _WORDS, "ink")
        x += width
    right = wide - PAD
    for text in seen_at_once(say):
        room = pen.width(text, PILL) + 16
        draw_pill(pen, text, right - room, PAD, room)
        right -= room + 6


def key_of(pen: Pen, say: Speaker, rows: Sequence[int]) -> list[tuple[str, str, float]]:
    """Signs that are on the map, their words, and the width of each."""
    presses = say.timeline["presses"]
    there = {
        "pressed": bool(rows),
        "next": any(presses["moves"][row] for row in rows),
        "back": any(presses["returned"][row] >= 0 for row in rows),
    }
    words = [(sign, say.t(f"overview.{sign}")) for sign, shown in there.items() if shown]
    return [(sign, text, pen.width(text, _WORDS) + 40) for sign, text in words]


def draw_sign(pen: Pen, sign: str, x: float, y: float) -> None:
    """A sign of the key: pressed, next or back."""
    if sign == "pressed":
        draw_pressed(pen.at(x + 11, y, size=0.72), 0, 0, "1")
    elif sign == "back":
        draw_back(pen, x + 12, y)
    else:
        pen.stroke(line((x, y), (x + 15, y)), "displacement", 3)
        pen.fill(_head(x + 22, y), "displacement")


def _head(x: float, y: float) -> Path:
    return run([(x, y), (x - 8, y - 4.5), (x - 8, y + 4.5)], closed=True)


def _foot(sheet: _Sheet, rows: Sequence[int]) -> Block:
    """How to read the picture of some presses, its sources, what the data are."""
    say, timeline = sheet.say, sheet.say.timeline
    presses = timeline["presses"]
    runs = [Run(f"{say.t(key)} ") for key in _notes(say, rows)]
    records = [
        record
        for press in rows
        for row in presses["cycles"][press]
        for record in timeline["cycles"]["basis"][row]
    ]
    if sheet.full:
        # Where no press is told the picture rests on all that is recorded.
        sources = sources_of(say, records) if rows else list(range(len(timeline["sources"]["id"])))
        runs += source_runs(say, sources, 6 if sheet.width > 700 else 3)
        runs += status_runs(say, None, brief=True)
    return block(runs, SMALLEST, sheet.width - 2 * sheet.margin, say.lang, leading=1.25)


def _notes(say: Speaker, rows: Sequence[int]) -> list[str]:
    presses = say.timeline["presses"]
    there = {
        "overview.open": any(presses["open"][row] for row in rows),
        "overview.lines": any(presses["moves"][row] for row in rows),
        "overview.after": bool(rows),
    }
    return [key for key, shown in there.items() if shown]
