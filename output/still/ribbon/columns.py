"""Where other events are so many that their marks would be a barcode: columns of their numbers. As in ``columns.js``."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from waterbed.output.crowds import MOST_MARKED
from waterbed.output.ink.pen import Pen, box
from waterbed.output.still.ribbon.layout import RibbonLayout, Row
from waterbed.output.timeline import Timeline

_STEPS, _LEAST = (1, 7, 30, 91, 365), 10.0
"""Days of a column, and the least pixels: the first of them that is wide enough."""

_AIR = 2.5
"""Room above the columns of a row."""


@dataclass(frozen=True, slots=True)
class Column:
    """How many events fall into some days of a row, in pixels."""

    row: Row
    x0: float
    x1: float
    top: float
    foot: float
    count: int


def many(timeline: Timeline, layout: RibbonLayout) -> dict[Row, list[float]]:
    """The days of the other events of each row, where they are many."""
    rows = {place: row for row in layout.rows for place in row.places}
    found: dict[Row, list[float]] = {row: [] for row in layout.rows}
    events = timeline["events"]
    for place, first, last, sign in zip(
        *(events[name] for name in ("place", "start_min", "end_max", "sign")), strict=True
    ):
        if place in rows and first is not None and not sign:
            day = (first + (first if last is None else last) + 1) / 2
            if layout.left <= layout.x(day) <= layout.right:
                found[rows[place]].append(day)
    return {row: days for row, days in found.items() if len(days) > MOST_MARKED}


def columns(layout: RibbonLayout, days_of: Mapping[Row, list[float]]) -> list[Column]:
    """Return the columns row by row, from left to right; one scale for all places."""
    first = layout.first
    wide = (days for days in _STEPS if layout.x(first + days) - layout.x(first) >= _LEAST)
    step = next(wide, _STEPS[-1])
    counted = {
        row: Counter(math.floor((day - first) / step) for day in days) for row, days in days_of.items()
    }
    highest = max((max(counts.values()) for row, counts in counted.items() if not row.held), default=0)
    found = []
    for row, counts in counted.items():
        # Places that stand together have a scale of their own.
        most = max(counts.values()) if row.held else highest
        foot = row.y + layout.row_height - 0.5
        for at, count in sorted(counts.items()):
            x0 = max(layout.left, layout.x(first + at * step))
            x1 = min(layout.right, layout.x(first + (at + 1) * step))
            top = foot - count / most * (layout.row_height - _AIR)
            found.append(Column(row, x0, x1, top, foot, count))
    return found


def draw_columns(pen: Pen, every: list[Column]) -> None:
    """Draw the columns, behind the bars of phases."""
    for one in every:
        pen.fill(box(one.x0, one.top, max(one.x0 + 0.8, one.x1 - 0.8), one.foot), "ink3", alpha=0.55)
