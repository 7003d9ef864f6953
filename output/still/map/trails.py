"""Movements on a picture: where a curve lies, and how its state looks. The player's ``trails.js``."""

import itertools
import math
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from waterbed.geo.bends import control_point
from waterbed.layers.dates.bounds import SPAN
from waterbed.output.ink.palette import RGB, Palette, mixed
from waterbed.output.ink.pen import Path, Pen
from waterbed.output.still.map.curve import Curve, arc_curve, quadratic
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.heads import draw_head, draw_head_ahead, draw_outward_mark, head_room
from waterbed.output.still.map.places import is_around
from waterbed.output.timeline import Timeline

_SHORTEST = 16
"""A shorter curve, in pixels, would be all head."""


_STUB = 64
"""Pixels of a movement whose other end is no more than a region around the picture."""


_OLD_AFTER, _QUIET_AFTER, _TURN = 30, 365, 8


ASIDE = 0.66
"""Opacity of a movement that is not the scene's own: paler, but 2.5 : 1 on any ground of any theme."""


DASHES: dict[int, Sequence[float]] = {2: (), 1: (9, 4), 0: (3, 6)}


_BOUND_DASHES: dict[int, Sequence[float]] = {2: (14, 4), 1: (9, 4), 0: (3, 6)}


_SHADES = 12
"""Pieces in which a line fades: opaque colours, so that neighbours may overlap without a seam."""


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a movement is drawn: ways along its curve, clear of the signs at its ends, cut at the frame."""

    row: int
    curve: Curve
    start: float
    end: float
    cut_start: bool
    cut_end: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """State of a movement: under_way, past, since, by or undated; share of the way, days since."""

    state: str
    fraction: float = 1.0
    age: float = 0.0


@dataclass(frozen=True, slots=True)
class TrailStyle:
    """How a trail is drawn."""

    kind: str
    ink: str
    width: float
    alpha: float
    certainty: int


def curve_on(timeline: Timeline, row: int, frame: MapFrame, bend: float | None = None) -> Curve | None:
    """The curve of a movement in pixels: its own bend or a given one, to the right of travel on this picture's plane."""
    table, places = timeline["movements"], timeline["places"]
    start, end = table["origin"][row], table["destination"][row]
    lon, lat = (tuple(places[axis][place] for place in (start, end)) for axis in ("lon", "lat"))
    return _curve(frame, lon, lat, table["shift"][row], table["bend"][row] if bend is None else bend)


@lru_cache(maxsize=4096)
def _curve(
    frame: MapFrame, lon: tuple[float, ...], lat: tuple[float, ...], shift: int, bend: float
) -> Curve | None:
    (x0, x1), (y0, y1) = (axis.tolist() for axis in frame.pixels(lon, lat))
    turns = _turns(frame, lon, shift)
    if turns:
        x1 += turns * frame.projection.turn_width(lat[1]) / frame.metres
    if not all(map(math.isfinite, (x0, y0, x1, y1))):
        return None
    return quadratic(x0, y0, *control_point(x0, y0, x1, y1, bend), x1, y1)


def _turns(frame: MapFrame, lon: Sequence[float], shift: int) -> int:
    """Turns around the globe from where the plane has the destination to where the short way leads."""
    near = frame.projection.near_centre(lon)
    return round((float(near[0] - near[1]) + lon[1] + 360 * shift - lon[0]) / 360)


def lay_trail(
    timeline: Timeline,
    row: int,
    frame: MapFrame,
    radius_of: Callable[[int], float],
    bend: float | None = None,
) -> Trail | None:
    """Lay a curve on the picture; None when nothing of it is in the frame."""
    curve = curve_on(timeline, row, frame, bend)
    if curve is None or curve.total <= _SHORTEST:
        return None
    part = curve.inside(5, 5, frame.width - 5, frame.height - 5)
    if part is None:
        return None
    table = timeline["movements"]
    away, home = (is_around(timeline, table[end][row], frame) for end in ("destination", "origin"))
    cut = part[0] > 0, part[1] < curve.total
    if (away and (home or cut[0])) or (home and cut[1]):
        return None
    gaps = radius_of(table["origin"][row]) + 2, radius_of(table["destination"][row]) + 4
    room = curve.total > sum(gaps) + 8
    start = max(part[0], gaps[0] if room else 0.0)
    end = min(part[1], curve.total - gaps[1] if room else curve.total)
    # A region has no point in the midst of itself: of the way only the end is drawn that is known.
    if away:
        end = min(end, start + _STUB)
    if home:
        start = max(start, end - _STUB)
    return Trail(row, curve, start, end, home or cut[0], away or cut[1])


def quantity_of(timeline: Timeline, row: int) -> float:
    """Size of a movement: best estimate, middle of a range, or its one bound; NaN when not stated."""
    low, best, high = (timeline["movements"][column][row] for column in ("low", "best", "high"))
    if best is not None:
        return float(best)
    if low is not None and high is not None:
        return float(low + high) / 2
    return float(low if low is not None else high if high is not None else math.nan)


def trail_width(timeline: Timeline, row: int) -> float:
    """Width by quantity, on a scale of its own for each unit; 1.9 when the size is not stated."""
    quantity = quantity_of(timeline, row)
    most = largest_of(timeline).get(timeline["movements"]["unit"][row], 0.0)
    return max(3.2, 8 * quantity / most) if quantity >= 0 and most > 0 else 1.9


_largest: "weakref.WeakKeyDictionary[Timeline, dict[str, float]]" = weakref.WeakKeyDictionary()


def largest_of(timeline: Timeline) -> dict[str, float]:
    """Largest quantity of each unit: flows of one unit share one scale of widths."""
    if timeline not in _largest:
        found: dict[str, float] = {}
        for row, unit in enumerate(timeline["movements"]["unit"]):
            quantity = quantity_of(timeline, row)
            if quantity >= 0:
                found[unit] = max(found.get(unit, 0.0), quantity)
        _largest[timeline] = found
    return _largest[timeline]


def trail_style(
    timeline: Timeline,
    palette: Palette,
    row: int,
    progress: Progress,
    size: float,
    *,
    focused: bool,
    aside: bool,
) -> TrailStyle:
    """How a trail looks: old ones thinner and paler, the scene's own at full strength, those aside of it paler."""
    kind = timeline["movements"]["kind"][row]
    old = _turned(progress.age, _OLD_AFTER)
    quiet = 0.0 if focused else _turned(progress.age, _QUIET_AFTER)
    rest, faint = (0.72, 0.32) if palette.dark else (0.66, 0.28)
    aged = aside or (old > 0.5 and progress.state != "undated" and not focused)
    alpha = 1.0 if focused else ASIDE if aside else 1 - (1 - rest) * old - (rest - faint) * quiet
    return TrailStyle(
        kind,
        palette.old_kind(kind) if aged else palette.kind(kind),
        size * trail_width(timeline, row) * (1 - 0.28 * old) * (1 - 0.2 * quiet),
        alpha,
        timeline["movements"]["certainty"][row],
    )


def _turned(age: float, limit: float) -> float:
    return min(1.0, max(0.0, (age - limit) / _TURN))


def doubt_of(timeline: Timeline, row: int) -> tuple[float, float]:
    """How far a head may be off, as shares of the way, at the start and at the end."""
    table = timeline["movements"]
    margins = [table[column][row] or 0 for column in ("start_margin", "end_margin")]
    days = [table[column][row] for column in SPAN]
    if not any(margins) or None in days:
        return 0.0, 0.0
    whole = days[3] + 1 - days[0]
    return (margins[0] + (days[1] - days[0]) / 2) / whole, (margins[1] + (days[3] - days[2]) / 2) / whole


def draw_trail(
    pen: Pen, trail: Trail, progress: Progress, style: TrailStyle, doubt: tuple[float, float]
) -> None:
    """Draw a movement in its state."""
    if progress.state == "under_way":
        _draw_under_way(pen, trail, progress.fraction, style, doubt)
    elif progress.state == "past":
        _draw_past(pen, trail, style)
    elif progress.state == "undated":
        _draw_undated(pen, trail, style)
    else:
        _draw_bound(pen, trail, style, progress.state)


def _draw_past(pen: Pen, trail: Trail, style: TrailStyle) -> None:
    end = max(trail.start, trail.end - head_room(style.kind, style.width))
    _casing(pen, trail.curve, trail.start, end, style)
    dash = DASHES.get(style.certainty, ())
    _stroke(pen, trail.curve, trail.start, end, style.ink, style.width, dash, style.alpha)
    draw_head(pen, style.kind, trail.curve.station(trail.end), style.width, style.ink, style.alpha)


def _draw_undated(pen: Pen, trail: Trail, style: TrailStyle) -> None:
    width = max(2.3, style.width)
    end = max(trail.start, trail.end - head_room(style.kind, style.width))
    _casing(pen, trail.curve, trail.start, end, style)
    dash = (0, max(5.0, 1.7 * width))
    _stroke(pen, trail.curve, trail.start, end, style.ink, width, dash, style.alpha, cap="round")
    draw_head(pen, style.kind, trail.curve.station(trail.end), style.width, style.ink, style.alpha)


def _draw_bound(pen: Pen, trail: Trail, style: TrailStyle, state: str) -> None:
    """One bound only: the whole curve at once, dashed, without a travelling head; the end not known fades away."""
    headed = state == "by" or trail.cut_end
    end = max(trail.start, trail.end - head_room(style.kind, style.width)) if headed else trail.end
    shades = (0.1, 1.0, 0.45) if state == "by" else (1.0, 0.1, 0.55)
    _fading(pen, trail.curve, trail.start, end, style, _BOUND_DASHES.get(style.certainty, (3, 6)), shades)
    if headed:
        draw_head(pen, style.kind, trail.curve.station(trail.end), style.width, style.ink, style.alpha)
    else:
        at = trail.start + 0.55 * (trail.end - trail.start)
        draw_outward_mark(pen, trail.curve.station(at), style.ink, style.alpha)


def _draw_under_way(
    pen: Pen, trail: Trail, fraction: float, style: TrailStyle, doubt: tuple[float, float]
) -> None:
    curve, start, end = trail.curve, trail.start, trail.end
    # The head keeps to the whole way even where only a part is in the frame, so that it crosses the edge at the right time.
    whole = 0.0 if trail.cut_start else start, curve.total if trail.cut_end else end
    at = whole[0] + fraction * (whole[1] - whole[0])
    tip = min(end, max(start, at))
    bare = max(start, tip - head_room(style.kind, style.width))
    if tip < end - 6:
        last = end - 8
        _stroke(pen, curve, tip, last, "casing", 3.6, (), style.alpha)
        _stroke(pen, curve, min(last, tip + 4), last, style.ink, 1.5, (0, 4.4), style.alpha, cap="round")
        draw_head_ahead(pen, curve.station(end), style.ink, style.alpha)
    share = (1 - fraction) * doubt[0] + fraction * doubt[1]
    if share > 0:
        reach = max(9.0, min(share, 0.25) * curve.total)
        first, last = max(start, at - reach), min(end, at + reach)
        _stroke(pen, curve, first, last, style.ink, style.width + 9, (), 0.2 * style.alpha, cap="round")
    if at <= start:
        return
    _fading(pen, curve, start, bare, style, DASHES.get(style.certainty, ()), (0.4, 1.0, 0.7))
    if at <= end + 1:
        draw_head(pen, style.kind, curve.station(tip), style.width, style.ink, style.alpha)


def _fading(
    pen: Pen,
    curve: Curve,
    start: float,
    end: float,
    style: TrailStyle,
    dash: Sequence[float],
    shades: tuple[float, float, float],
) -> None:
    """A line whose colour goes from one strength to another, reached at a share of the way."""
    _casing(pen, curve, start, end, style)
    if style.alpha < 1:
        _stroke(pen, curve, start, end, style.ink, style.width, dash, style.alpha)
        return
    first, last, turn = shades
    cuts = np.linspace(start, end, _SHADES + 1)
    for left, right in itertools.pairwise(cuts):
        share = ((left + right) / 2 - start) / max(1e-9, end - start)
        if first < last:
            strength = first + (last - first) * min(1.0, share / turn)
        else:
            strength = first + (last - first) * max(0.0, (share - turn) / (1 - turn))
        colour = mixed(pen.palette.colour(style.ink), pen.palette.colour("casing"), strength)
        beyond = min(end, float(right) + 0.6)
        _stroke(pen, curve, float(left), beyond, colour, style.width, dash, 1.0, done=float(left) - start)


def _casing(pen: Pen, curve: Curve, start: float, end: float, style: TrailStyle) -> None:
    _stroke(pen, curve, start, end, "casing", style.width + 3.2, (), 0.9 * style.alpha)


def _stroke(
    pen: Pen,
    curve: Curve,
    start: float,
    end: float,
    colour: str | RGB,
    width: float,
    dash: Sequence[float],
    alpha: float,
    *,
    cap: str = "butt",
    done: float = 0.0,
) -> None:
    if end - start >= 0.5:
        pen.stroke(curve.part(start, end), colour, width, alpha=alpha, dash=dash, start=done, cap=cap)


def loop_under(x: float, y: float, radius: float) -> Curve:
    """The loop of a movement inside one place, under its sign."""
    return arc_curve(x, y + radius + 9.5, 8, -0.28 * math.pi, 1.62 * math.pi)


def draw_loop(pen: Pen, x: float, y: float, radius: float, progress: Progress, style: TrailStyle) -> None:
    """A movement inside one place."""
    curve, width = loop_under(x, y, radius), min(style.width, 2.2)
    tip = max(0.3, progress.fraction if progress.state == "under_way" else 1.0) * curve.total
    _casing(pen, curve, 0, curve.total, replace(style, width=width))
    if tip < curve.total:
        _stroke(pen, curve, tip, curve.total, style.ink, 1.4, (0, 3.8), style.alpha, cap="round")
    undated = progress.state == "undated"
    dash = (0, 4.2) if undated else DASHES.get(style.certainty, ())
    _stroke(pen, curve, 0, tip - 6, style.ink, width, dash, style.alpha, cap="round" if undated else "butt")
    draw_head(pen, style.kind, curve.station(tip), 1, style.ink, style.alpha)


def draw_arrival(pen: Pen, x: float, y: float, radius: float, progress: Progress, style: TrailStyle) -> None:
    """An arrival whose origin is not known: two dotted rings, drawn inwards."""
    out = 12 * (1 - progress.fraction) if progress.state == "under_way" else 0.0
    here = pen.at(x, y)
    for reach, share in ((radius + 5 + out * 0.6, 0.95), (radius + 11 + out, 0.6)):
        here.stroke(
            Path.circle((0, 0), reach), style.ink, 2, dash=(0, 4.3), cap="round", alpha=style.alpha * share
        )
