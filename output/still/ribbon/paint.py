"""Draws the ribbon: bars of phases, ticks of events, links of movements. ``ribbon-bars.js`` and ``ribbon-paint.js``."""

import math
from collections.abc import Collection, Sequence

import numpy as np

from waterbed.output.ink.pen import Path, Pen, box, line, run
from waterbed.output.ink.typeface import Face
from waterbed.output.still.ribbon.bars import diamond, draw_bars, fade
from waterbed.output.still.ribbon.columns import columns, draw_columns, many
from waterbed.output.still.ribbon.layout import Link, RibbonLayout, Row, Undated
from waterbed.output.still.ribbon.marks import Mark, ends, marks
from waterbed.output.still.ribbon.steps import draw_steps
from waterbed.output.timeline import Timeline

_DASHES: dict[int, Sequence[float]] = {2: (), 1: (4, 2), 0: (2, 3)}


_FEW_LINKS = 12


def draw_ribbon(
    pen: Pen,
    timeline: Timeline,
    layout: RibbonLayout,
    *,
    focus: frozenset[int] | None = None,
    ground: str = "page",
) -> None:
    """Draw the rows; ``focus`` are the movements whose links are drawn when there are many."""
    _draw_grid(pen, layout)
    draw_steps(pen, timeline, layout)
    heaps = many(timeline, layout)
    draw_columns(pen, columns(layout, heaps))
    for row in layout.rows:
        # Where places stand together their bars could not be told apart: the row has marks only.
        if not row.held:
            draw_bars(pen, timeline, layout, row, ground)
    _draw_doubts(pen, timeline, layout, ground, heaps)
    every = marks(timeline, layout, heaps)
    for mark in every:
        _draw_mark(pen, layout, mark, ground)
    all_links = focus is None or (not focus and len(layout.links) <= _FEW_LINKS)
    for link in layout.links:
        if all_links or (focus is not None and link.movement in focus):
            _draw_link(pen, layout, link, every, ground)
    for way in layout.undated:
        _draw_undated(pen, layout, way)


def _draw_grid(pen: Pen, layout: RibbonLayout) -> None:
    above = layout.rows[:1] + layout.rows
    for before, row in zip(above, layout.rows, strict=False):
        rule = line((0 if row.head else layout.left, row.y), (layout.width, row.y))
        # Below the rows of the scene the others begin.
        parts = before.told != row.told
        token = "ink3" if parts else "border-story" if row.head else "line"
        pen.stroke(rule, token, 0.8, alpha=1.0 if parts else 0.9 if row.head else 0.6)
    pen.stroke(line((0, layout.height), (layout.width, layout.height)), "border-story", 0.8)


def _draw_doubts(
    pen: Pen, timeline: Timeline, layout: RibbonLayout, ground: str, heaps: Collection[Row]
) -> None:
    """How vague the dates of events are, under their marks."""
    events, rows = timeline["events"], {row.place: row for row in layout.rows if not row.held}
    for i, place in enumerate(events["place"]):
        row, first = rows.get(place), events["start_min"][i]
        if row is None or first is None or (not events["sign"][i] and row in heaps):
            continue
        last = first if events["end_max"][i] is None else events["end_max"][i]
        left, right = max(layout.left, layout.x(first)), min(layout.right, layout.x(last + 1))
        x = layout.x((first + last + 1) / 2)
        if layout.x(last + 1) - layout.x(first) > 8 and left < x < right:
            middle = row.y + layout.row_height / 2
            token = "crackdown" if events["sign"][i] == "crackdown" else "ink"
            fade(pen, left, x, middle, 3.0, token, True, ground)
            fade(pen, x, right, middle, 3.0, token, False, ground)


def _draw_mark(pen: Pen, layout: RibbonLayout, mark: Mark, ground: str) -> None:
    middle = mark.row.y + layout.row_height / 2
    if mark.sign == "attested":
        diamond(pen.at(mark.x, middle), ground)
    else:
        tick(pen.at(mark.x, middle), mark.sign, ground)
    if mark.count > 1:
        pen.text(str(mark.count), mark.x + 5, middle + 3.5, Face(10, bold=True), "ink", halo=2.5)


def tick(pen: Pen, sign: str, ground: str) -> None:
    """The mark of an event: a bar with a mark above it, a bolt for a disruption, a plain bar for others."""
    if sign == "crackdown":
        pen.fill(box(-2.8, -4.8, 2.8, 5.3), ground)
        pen.fill(box(-1.8, -4, 1.8, 4.5), "crackdown")
        pen.stroke(line((-1.8, 1.6), (1.8, -1.2)), ground, 0.8)
        pen.fill(run([(-3.8, -8), (3.8, -8), (0, -3.4)], closed=True), "crackdown")
    elif sign == "disruption":
        bolt = run([(1.8, -7), (-2.2, 0.4), (2.2, -0.8), (-1.8, 6)])
        pen.stroke(bolt, ground, 4.2, join="miter")
        pen.stroke(bolt, "ink", 1.7, join="miter")
    else:
        pen.fill(box(-1.8, -5.5, 1.8, 5.5), ground)
        pen.fill(box(-0.8, -5, 0.8, 5), "ink2")


def _draw_link(pen: Pen, layout: RibbonLayout, link: Link, every: list[Mark], ground: str) -> None:
    half, down = layout.row_height / 2, link.end.y > link.start.y
    y0 = link.start.y + half + (4 if down else -3)
    y1 = link.end.y + half + (-5 if down else 6)
    if link.x1 < layout.left or link.x0 > layout.right:
        return
    a, b = ends(layout, link, every)
    if a > layout.right or b > layout.right:
        return
    bend = (y1 - y0) * 0.5
    path = s_curve(a, y0, b, y1, bend)
    token = pen.palette.kind(link.kind)
    pen.stroke(path, ground, 3.4, cap="round")
    pen.stroke(path, token, 1.4, dash=_DASHES.get(link.certainty, ()))
    small_head(pen.at(b, y1, math.pi / 2 if down else -math.pi / 2), token)


def s_curve(x0: float, y0: float, x1: float, y1: float, bend: float) -> Path:
    """A vertical S from one point to another."""
    t = np.linspace(0, 1, 25)[:, None]
    points = np.array([(x0, y0), (x0, y0 + bend), (x1, y1 - bend), (x1, y1)])
    weights = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    return run(weights @ points)


def small_head(pen: Pen, token: str) -> None:
    """A head that points to the right."""
    pen.fill(run([(4, 0), (-1.5, -3), (-1.5, 3)], closed=True), token)


def _draw_undated(pen: Pen, layout: RibbonLayout, mark: Undated) -> None:
    """In the column of what has no date: a head toward the bars comes in, away from them goes out."""
    room = layout.width - layout.right
    if room < 34 or mark.slot > (0 if room < 60 else 1):
        return
    x, y = layout.right + 19 + mark.slot * 31, mark.row.y + layout.row_height / 2
    draw_way(pen.at(x, y), mark.kind, mark.away)
    if mark.count > 1 and room >= 60:
        pen.text(f"×{mark.count}", x + 14, y + 3.5, Face(10), "ink2")


def draw_way(pen: Pen, kind: str, away: bool = True) -> None:
    """A short dotted arrow, to the right or to the left."""
    tail, tip = (0, 12) if away else (12, 0)
    way, token = 1 if away else -1, pen.palette.kind(kind)
    pen.stroke(line((tail, 0), (tip - 3 * way, 0)), token, 1.8, dash=(0, 3.4), cap="round")
    pen.fill(run([(tip, 0), (tip - 6 * way, -3.4), (tip - 6 * way, 3.4)], closed=True), token)


def draw_playhead(pen: Pen, layout: RibbonLayout, day: float, top: float) -> None:
    """The line of a day with its grip."""
    x = max(layout.left, min(layout.right, layout.x(day)))
    pen.fill(box(layout.left, 0, x, layout.height), "ink", alpha=0.035)
    rule = line((x, top), (x, layout.height))
    pen.stroke(rule, "page", 3.6)
    pen.stroke(rule, "ink", 1.8)
    grip = run([(-4.5, -9), (4.5, -9), (4.5, -3), (0, 2), (-4.5, -3)], closed=True)
    pen.at(x, top).stroke(grip, "page", 2)
    pen.at(x, top).fill(grip, "ink")
