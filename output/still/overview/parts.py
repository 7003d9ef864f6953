"""Parts of the overview as pictures of their own, for slides: the map of some presses, the strip."""

from collections.abc import Sequence

from waterbed.geo.projection import View
from waterbed.output.ink.blocks import Run, block, draw_block
from waterbed.output.ink.pen import Pen, box, line
from waterbed.output.ink.typeface import Face
from waterbed.output.still.card import PAD, PILL, draw_pill
from waterbed.output.still.overview.map import draw_overview_map, lay_overview
from waterbed.output.still.overview.sheet import draw_sign, key_of, last_day
from waterbed.output.still.overview.strip import draw_strip
from waterbed.output.still.overview.views import near_views
from waterbed.output.still.panel import draw_map, lay_map
from waterbed.output.still.sources import seen_at_once
from waterbed.output.text.speaker import Speaker

MAP_SMALLEST, STRIP_SMALLEST = 10.5, 10.5
"""The smallest letters of either, in pixels."""


_WORDS, _NOTE = Face(11.0), 10.5
_ROW, _SIGN = 21.0, 1.2


def draw_presses(
    pen: Pen, say: Speaker, rows: Sequence[int], of: Sequence[int], wide: float, high: float
) -> None:
    """The map of some of the presses ``of`` the picture, whose numbers they keep, with key and disclaimer under it."""
    pen.fill(box(0, 0, wide, high), "page")
    note = block([Run(say.t("disclaimer"), ink="ink3")], _NOTE, wide - 2 * PAD, say.lang, leading=1.2)
    foot = _ROW + note.height + 8 if rows else note.height + 10
    room = high - foot
    if say.timeline["cycles"]["record"]:
        blocked = _pills_box(pen, say, wide)
        around = _around(say, rows, of)
        numbers = [of.index(row) + 1 for row in rows]
        shown = lay_overview(pen, say, rows, wide, room, around=around, blocked=blocked, numbers=numbers)
        draw_overview_map(pen, shown, say.timeline)
    else:
        # Nothing was pressed: the map shows what is on record at the end.
        draw_map(pen, lay_map(say, *last_day(say), wide, room), say)
    x = PAD
    for sign, text, _ in key_of(pen, say, rows):
        draw_sign(pen.at(x, room + 6 + _ROW / 2 - 1, size=_SIGN), sign, 0, 0)
        pen.text(text, x + 26 * _SIGN, room + 6 + _ROW / 2 + 3, _WORDS, "ink")
        x += 26 * _SIGN + pen.width(text, _WORDS) + 14
    draw_block(pen, note, PAD, high - note.height - 4)
    if say.timeline["cycles"]["record"]:
        right = wide - PAD
        for text in seen_at_once(say):
            across = pen.width(text, PILL) + 16
            draw_pill(pen, text, right - across, PAD, across)
            right -= across + 6


def draw_followed(pen: Pen, say: Speaker, rows: Sequence[int], wide: float, high: float) -> None:
    """The strip: what followed some presses, in months."""
    pen.fill(box(0, 0, wide, high), "page")
    pen.stroke(line((wide, 0), (wide, high)), "line", 2)
    pad = 20.0
    notes = " ".join(
        say.t(key)
        for key, there in (
            ("overview.open", any(say.timeline["presses"]["open"][row] for row in rows)),
            ("overview.after", bool(rows)),
        )
        if there
    )
    note = block([Run(notes)], STRIP_SMALLEST, wide - 2 * pad, say.lang, leading=1.2)
    draw_strip(pen.at(pad, pad), say, rows, wide - 2 * pad, high - 2.5 * pad - note.height)
    draw_block(pen, note, pad, high - pad - note.height + 6)


def _around(say: Speaker, rows: Sequence[int], of: Sequence[int]) -> View | None:
    """A press alone is shown near, with what is around it."""
    if len(rows) != 1:
        return None
    return near_views(say.timeline, of)[1][of.index(rows[0])]


def _pills_box(pen: Pen, say: Speaker, wide: float) -> list[tuple[float, float, float, float]]:
    room = sum(pen.width(text, PILL) + 22 for text in seen_at_once(say))
    return [(wide - room - PAD, 0, wide, 32)] if room else []
