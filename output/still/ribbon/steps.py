"""Series in the rows of the ribbon: steps behind the phases, one scale for all rows. The player's ``steps.js``."""

from collections.abc import Iterator
from dataclasses import dataclass

from waterbed.output.ink.pen import Pen, box
from waterbed.output.series import lines_of, measures
from waterbed.output.still.ribbon.layout import RibbonLayout
from waterbed.output.timeline import Timeline

_AIR = 2.5
"""Room above the steps of a row."""


@dataclass(frozen=True, slots=True)
class Step:
    """A number in its row, in pixels; a recorded 0 lies on the foot of the row, what is not on record has no step."""

    x0: float
    x1: float
    top: float
    foot: float
    zero: bool


def steps(timeline: Timeline, layout: RibbonLayout) -> Iterator[Step]:
    """The steps of every row that is the place of a series of the main measure."""
    found = measures(timeline)
    if not found:
        return
    table, largest = timeline["series"], found[0].largest or 1.0
    for row in layout.rows:
        for measure, line in lines_of(timeline, row.place):
            if measure is not found[0]:
                continue
            foot = row.y + layout.row_height - 0.5
            for i in line.rows:
                x0 = max(layout.left, layout.x(table["start"][i]))
                x1 = min(layout.right, layout.x(table["end"][i] + 1))
                if x1 > x0:
                    value = table["value"][i]
                    yield Step(
                        x0, x1, foot - value / largest * (layout.row_height - _AIR), foot, zero=value == 0
                    )


def draw_steps(pen: Pen, timeline: Timeline, layout: RibbonLayout) -> None:
    """Draw the steps: the line on top is what is read."""
    for step in steps(timeline, layout):
        pen.fill(box(step.x0, step.top, step.x1, step.foot), "ink3", alpha=0.3)
        top = step.top - (1.0 if step.zero else 0.5)
        pen.fill(box(step.x0, top, max(step.x1, step.x0 + 0.8), top + 1), "ink3", alpha=0.85)
