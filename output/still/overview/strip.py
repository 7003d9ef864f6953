"""What followed each press, in months or years: a row a press, aligned on its day."""

from collections.abc import Sequence

from waterbed.output.columns.presses import strongest
from waterbed.output.ink.blocks import Block, Run, block, draw_block
from waterbed.output.ink.pen import Pen, box, line
from waterbed.output.ink.typeface import Face
from waterbed.output.still.overview.bars import LEAST_MONTHS, Bar, bars, month_text, step_of, strip_title
from waterbed.output.still.overview.signs import RADIUS, draw_pressed
from waterbed.output.text.speaker import Speaker

_HEAD = 40.0
"""Height of the title and the axis."""
LEAST_ROW, _MOST_ROW = 35.0, 62.0
"""Height of a row."""
_LONGEST = 0.42
"""Share of the width that a bar takes at most."""
_LAST = 22.0
"""Height of the line on what is not in the picture."""


def strip_height(count: int, room: float) -> float:
    """Height of a strip of so many rows, no more than there is room for."""
    return min(room, _HEAD + _LAST + count * _MOST_ROW)


def rows_for(say: Speaker, room: float) -> list[int]:
    """The presses that a strip of a height has room for, those of the first ranks, in their order."""
    return strongest(say.timeline.content, max(1, int((room - _HEAD - _LAST) / LEAST_ROW)))


def _more(say: Speaker, told: Sequence[int]) -> str:
    """How many presses are not in the picture, and how many of those had nothing after them."""
    cycles, presses = say.timeline["cycles"], say.timeline["presses"]
    shown = {cycles["record"][row] for one in told for row in presses["cycles"][one]}
    quiet = set(cycles["record"]) - {
        record
        for row, record in enumerate(cycles["record"])
        if cycles["departure"][row] >= 0 or cycles["returned"][row] >= 0
    }
    n = len(set(cycles["record"]) - shown)
    return say.t("overview.more", n=n, neither=say.number(len(quiet))) if n else ""


def draw_strip(pen: Pen, say: Speaker, told: Sequence[int], wide: float, high: float) -> None:
    """Draw the strip of some presses into a box."""
    rows = bars(say, told)
    longest = max((bar.months or 0.0 for bar in rows), default=0.0)
    left = 14.0
    # Names stand behind the bars, in one line where rows are low.
    scale = _LONGEST * (wide - left) / max(LEAST_MONTHS, longest)
    step = step_of(46 / scale)
    pen.text(strip_title(say, step), 0, 13, Face(14, bold=True), "ink")
    if not rows:
        draw_block(pen, block([Run(say.t("overview.nothing"))], 12, wide, say.lang), 0, 28)
        return
    more = _more(say, told)
    height = max(LEAST_ROW, min(_MOST_ROW, (high - _HEAD - (_LAST if more else 0)) / len(rows)))
    foot = _HEAD + height * len(rows)
    _draw_axis(pen, say, left, wide, foot, scale, step)
    for n, bar in enumerate(rows):
        _draw_row(pen.at(0, _HEAD + n * height), say, bar, n + 1, left, wide, height, scale)
    if more:
        draw_block(pen, block([Run(more)], 11.5, wide, say.lang), 0, foot + 5)


def _draw_axis(
    pen: Pen, say: Speaker, left: float, wide: float, foot: float, scale: float, step: int
) -> None:
    pen.text(say.t("overview.pressed"), max(0.0, left - 14), 32, Face(10.5), "ink2")
    n = 0
    while left + n * scale <= wide - 6:
        x = left + n * scale
        pen.stroke(line((x, _HEAD - 3), (x, foot)), "line", 1)
        if n * scale > pen.width(say.t("overview.pressed"), Face(10.5)):
            pen.text(month_text(say, n, step), x, 32, Face(10.5), "ink2", align="middle")
        n += step


def _draw_row(
    pen: Pen, say: Speaker, bar: Bar, number: int, left: float, wide: float, height: float, scale: float
) -> None:
    small = height < 46
    y = height * (0.72 if small else 0.66)
    pen.stroke(line((0, height), (wide, height)), "line", 1)
    title, top = _title(say, bar, wide), height * 0.34 - (13 if small else 11)
    pen.fill(box(0, top + 1, min(wide, _widest(pen, title) + 4), top + 16), "page")
    draw_block(pen, title, 0, top, last=1)
    x = left + (bar.months or 0.0) * scale
    if bar.months:
        bar_box = box(left, y - 4, x, y + 4)
        if bar.linked:
            pen.fill(bar_box, bar.ink)
        else:
            # It came after the press; no record says because of it.
            pen.fill(bar_box, "page")
            pen.stroke(bar_box, bar.ink, 1.4)
    if bar.open:
        # No last day on record: the bar goes on as dots.
        x = max(x, left + RADIUS)
        pen.stroke(
            line((x + 3, y), (x + 20, y)),
            bar.ink,
            3,
            dash=(0, 6),
            cap="round",
        )
        x += 16
    draw_pressed(pen.at(left, y, size=0.78 if small else 1.0), 0, 0, str(number))
    start = max(x, left + RADIUS) + 8
    text = block([Run(bar.text, ink=f"{bar.ink}-t")], 11.5, max(90.0, wide - start), say.lang, leading=1.15)
    if len(text.lines) <= 2:
        room = text.height
        pen.fill(
            box(start - 3, y - room / 2 - 1, min(wide, start + _widest(pen, text) + 3), y + room / 2 + 1),
            "page",
        )
        draw_block(pen, text, start, y - room / 2)
    else:
        draw_block(pen, text, start, y - text.leading, last=2)


def _title(say: Speaker, bar: Bar, wide: float) -> Block:
    """The place and what hit it, all of it that fits on a line."""
    for count in range(len(bar.triggers), 0, -1):
        said = "; ".join(bar.triggers[:count]) + ("" if count == len(bar.triggers) else " …")
        made = block([Run(bar.title + "  ", bold=True, ink="ink"), Run(said)], 12, wide, say.lang)
        if len(made.lines) == 1:
            break
    return made


def _widest(pen: Pen, text: Block) -> float:
    return max(
        (x + pen.width(one.text, Face(text.size, bold=one.bold)) for row in text.lines for x, one in row),
        default=0.0,
    )
