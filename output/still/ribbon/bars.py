"""Phases as bars, sure and soft, with open ends; the sign of an attestation."""

import itertools

import numpy as np

from waterbed.layers.cycle.phases import LASTS_DAYS
from waterbed.layers.dates.bounds import SPAN
from waterbed.output.ink.palette import RGB, mixed
from waterbed.output.ink.pen import Pen, box, line, lines, run
from waterbed.output.ink.typeface import Face
from waterbed.output.still.ribbon.layout import RibbonLayout, Row
from waterbed.output.timeline import Timeline

_ORDER = ("presence", "arrival", "displacement", "return", "crackdown", "disruption")


_SHADES = (6, 40)


_HIGHEST = 21.0
"""Rows are as high on paper."""


def _scale(layout: RibbonLayout) -> float:
    """Bars grow with their row, but not where it is as high as a series needs it."""
    return min(layout.row_height, _HIGHEST) / 15


def draw_bars(pen: Pen, timeline: Timeline, layout: RibbonLayout, row: Row, ground: str) -> None:
    """Draw the phases of a row's places as bars."""
    spans = timeline["spans"]
    here = [i for i, place in enumerate(spans["place"]) if place in row.places]
    here.sort(key=lambda i: _ORDER.index(spans["phase"][i]))

    def extent(i: int) -> tuple[float, float]:
        days = [spans[column][i] for column in SPAN]
        first = next(day for day in (*days[:2], layout.first) if day is not None)
        last = next(day for day in (days[3], days[2], layout.last) if day is not None)
        return layout.x(first), layout.x(last + 1)

    presence = [extent(i) for i in here if spans["phase"][i] == "presence"]
    others = [extent(i) for i in here if spans["phase"][i] != "presence"]
    # Where presence goes on under another phase both are seen: the bar moves up, presence runs below it.
    stacked = any(min(a[1], b[1]) - max(a[0], b[0]) > 4 for a in presence for b in others)
    scale, asked = _scale(layout), ""
    for i in here:
        thin = spans["phase"][i] == "presence"
        middle = row.y + layout.row_height / 2 + ((4.5 if thin else -1.5) * scale if stacked else 0)
        if _draw_span(pen, timeline, layout, middle, i, ground):
            asked = _token(timeline, i)
    if asked:
        # One for all the phases of a row, beside the axis, where no mark lies.
        face = Face(10.5, bold=True)
        pen.text("?", layout.right + 12, row.y + layout.row_height / 2 + 3.7, face, asked, align="middle")


def _draw_span(
    pen: Pen, timeline: Timeline, layout: RibbonLayout, middle: float, i: int, ground: str
) -> bool:
    """One phase: soft where the dates are vague, sure and hatched between, open ends dotted; tell whether it has one."""
    spans = timeline["spans"]
    start = spans["start_min"][i], spans["start_max"][i]
    end = spans["end_min"][i], spans["end_max"][i]
    known = [day for day in start if day is not None]
    if not known:
        return False
    phase, candidate = spans["phase"][i], bool(spans["candidate"][i])
    half = (2.0 if phase == "presence" else 4.0) * _scale(layout)
    token = _token(timeline, i)
    # What has no end on record is drawn for as long as it is shown on the map, and dotted after that.
    last = min(layout.last, known[-1] + LASTS_DAYS)
    soft0 = layout.x(start[0] if start[0] is not None else known[0] - 120)
    sure0 = layout.x(start[1] if start[1] is not None else known[0])
    sure1 = layout.x(last if end[0] is None else end[0] + 1)
    soft1 = layout.x(next(day for day in (end[1], end[0], last) if day is not None) + 1)
    if end[1] is not None and soft1 - soft0 < 6 and phase in ("crackdown", "disruption"):
        return False
    left = max(layout.left, min(soft0, sure0 - (10 if sure0 - soft0 > 1 else 0)))
    right = min(layout.right, max(soft1, sure1 + (10 if soft1 - sure1 > 1 else 0)))
    if right < layout.left or left > layout.right:
        return False
    whole, pen = pen, pen.within(layout.left, middle - half - 2, layout.right, middle + half + 2)
    if sure1 > sure0:
        fade(pen, left, sure0, middle, half, token, True, ground)
        fade(pen, sure1, right, middle, half, token, False, ground)
        sure = max(sure0, layout.left), min(sure1, layout.right)
        _draw_sure(pen, *sure, middle, half, phase, token, candidate, ground)
    else:
        # No day is sure: the whole is soft, darkest where the two doubts meet.
        peak = (max(left, sure1) + min(right, sure0)) / 2
        fade(pen, left, peak, middle, half, token, True, ground)
        fade(pen, peak, right, middle, half, token, False, ground)
    # An end that is known to lie beyond the axis is no question on it.
    if end[1] is None and (end[0] is None or end[0] < layout.last):
        _draw_open_end(whole, layout, max(sure0, sure1), middle, half, token, ground)
        return True
    return False


def _token(timeline: Timeline, i: int) -> str:
    phase = str(timeline["spans"]["phase"][i])
    return "ink" if phase == "disruption" else "return" if timeline["spans"]["candidate"][i] else phase


def fade(
    pen: Pen, left: float, right: float, middle: float, half: float, token: str, rising: bool, ground: str
) -> None:
    """A bar that comes up or dies away."""
    if right - left < 0.5:
        return
    count = int(min(_SHADES[1], max(_SHADES[0], (right - left) / 2)))
    cuts = np.linspace(left, right, count + 1).tolist()
    for i, (a, b) in enumerate(itertools.pairwise(cuts)):
        share = (i + 0.5) / count
        colour = mixed(
            pen.palette.colour(token), pen.palette.colour(ground), 0.85 * (share if rising else 1 - share)
        )
        pen.fill(box(a, middle - half, min(right, b + 0.3), middle + half), colour)


def paint_bar(pen: Pen, room: float, phase: str) -> None:
    """A sure bar of a phase, for a legend."""
    half = 2.0 if phase == "presence" else 4.0
    _draw_sure(pen, 0, room, 0, half, phase, phase, False, "page")


def _draw_sure(
    pen: Pen,
    left: float,
    right: float,
    middle: float,
    half: float,
    phase: str,
    token: str,
    candidate: bool,
    ground: str,
) -> None:
    right = max(left + 1.5, right)
    bar = box(left, middle - half, right, middle + half)
    if phase == "presence":
        pen.fill(bar, token)
        return
    solid = phase == "crackdown"
    pen.fill(bar, token if solid else ground)
    _hatch(
        pen.within(left, middle - half, right, middle + half),
        left,
        right,
        middle,
        half,
        phase,
        ground if solid else token,
        candidate,
    )
    inner = box(left + 0.45, middle - half + 0.45, max(left + 1.05, right - 0.45), middle + half - 0.45)
    pen.stroke(inner, token, 0.9, dash=(3, 2) if candidate else (), join="miter")


def _hatch(
    pen: Pen,
    left: float,
    right: float,
    middle: float,
    half: float,
    phase: str,
    colour: str | RGB,
    candidate: bool,
) -> None:
    top, bottom = middle - half, middle + half
    k = half / 4
    if candidate or phase == "return":
        gap = 6 if candidate else 3.4
        pen.stroke(lines([[(x, top), (x, bottom)] for x in np.arange(left + 2, right, gap)]), colour, 1.5)
    elif phase == "crackdown":
        slopes = [[(x, bottom), (x + 2 * half, top)] for x in np.arange(left - 6, right + 6, 4.5)]
        pen.stroke(lines(slopes), colour, 1.1)
    elif phase == "displacement":
        points = [
            [(x, middle - 2.6 * k), (x + 2.8 * k, middle), (x, middle + 2.6 * k)]
            for x in np.arange(left + 3, right, 6.5 * k)
        ]
        pen.stroke(lines(points), colour, 1.6 * k, join="miter")
    elif phase == "arrival":
        if right - left > 4.5:
            dots = line((left + 3.5, middle), (right - 1, middle))
            pen.stroke(dots, colour, 2.8 * k, dash=(0, 5.2 * k), cap="round")
    elif phase == "disruption":
        xs = np.arange(left, right + 3, 3.0)
        pen.stroke(run([(x, middle + (2 if i % 2 == 0 else -2)) for i, x in enumerate(xs)]), colour, 1.2)


def _draw_open_end(
    pen: Pen, layout: RibbonLayout, left: float, middle: float, half: float, token: str, ground: str
) -> None:
    start, last = max(layout.left, min(left, layout.right)), layout.right
    if last - start > 14:
        fade(pen, start, min(start + 14, last), middle, half, token, False, ground)
        pen.stroke(line((start + 12, middle), (last - 2, middle)), token, 1.4, dash=(1.5, 3.5), alpha=0.8)


def diamond(pen: Pen, ground: str) -> None:
    """The sign of an attestation."""
    shape = run([(0, -4.2), (4.2, 0), (0, 4.2), (-4.2, 0)], closed=True)
    pen.fill(shape, ground)
    pen.stroke(shape, "presence", 1.4, join="miter")
