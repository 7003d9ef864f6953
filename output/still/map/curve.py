"""Bent lines on a picture: a quadratic curve as points that are measured by length. The player's ``curve.js``."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from waterbed.output.ink.pen import Path, run

Floats = NDArray[np.float64]


_PIECE, _FEWEST, _MOST = 14, 24, 180
"""Pixels a piece is long, within bounds that keep small curves round and large ones cheap."""


@dataclass(frozen=True, slots=True)
class Station:
    """A point of a curve and the direction of travel there, radians clockwise from the right."""

    x: float
    y: float
    angle: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Points (n, 2) in pixels and the way from the start to each."""

    points: Floats
    lengths: Floats

    @property
    def total(self) -> float:
        """Length in pixels."""
        return float(self.lengths[-1])

    def station(self, way: float) -> Station:
        """The point after a way of so many pixels."""
        i = self._piece(way)
        (x0, y0), (x1, y1) = self.points[i].tolist(), self.points[i + 1].tolist()
        piece = float(self.lengths[i + 1] - self.lengths[i])
        t = min(1.0, max(0.0, (way - float(self.lengths[i])) / piece)) if piece > 0 else 0.0
        return Station(x0 + t * (x1 - x0), y0 + t * (y1 - y0), math.atan2(y1 - y0, x1 - x0))

    def part(self, start: float, end: float) -> Path:
        """The part between two ways as a path."""
        return run(self.part_points(start, end))

    def part_points(self, start: float, end: float) -> Floats:
        """The part between two ways as points."""
        first, last = self.station(start), self.station(end)
        inner = self.points[(self.lengths > start) & (self.lengths < end)]
        return np.vstack([[(first.x, first.y)], inner, [(last.x, last.y)]])

    def inside(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float] | None:
        """From the first way into a frame to the last way out of it; None where it never enters."""
        x, y = self.points.T
        found = np.flatnonzero((x >= left) & (x <= right) & (y >= top) & (y <= bottom))
        if not len(found):
            return None
        frame = (left, top, right, bottom)
        first, last, end = int(found[0]), int(found[-1]), len(self.lengths) - 1
        return (
            0.0 if first == 0 else self._crossing(first, first - 1, frame),
            self.total if last == end else self._crossing(last, last + 1, frame),
        )

    def _crossing(self, within: int, beyond: int, frame: tuple[float, float, float, float]) -> float:
        left, top, right, bottom = frame
        near, far = float(self.lengths[within]), float(self.lengths[beyond])
        for _ in range(10):
            middle = (near + far) / 2
            at = self.station(middle)
            if left <= at.x <= right and top <= at.y <= bottom:
                near = middle
            else:
                far = middle
        return near

    def _piece(self, way: float) -> int:
        return min(len(self.lengths) - 2, max(0, int(np.searchsorted(self.lengths, way, side="right")) - 1))


def quadratic(x0: float, y0: float, cx: float, cy: float, x1: float, y1: float) -> Curve:
    """The quadratic Bézier curve with a control point."""
    way = math.hypot(cx - x0, cy - y0) + math.hypot(x1 - cx, y1 - cy)
    # The player rounds halves up, Python to even.
    pieces = math.floor(min(_MOST, max(_FEWEST, way / _PIECE)) + 0.5)
    t = np.linspace(0.0, 1.0, pieces + 1)[:, None]
    points = (1 - t) ** 2 * [x0, y0] + 2 * t * (1 - t) * [cx, cy] + t**2 * [x1, y1]
    return _measured(points)


def arc_curve(x: float, y: float, radius: float, start: float, sweep: float) -> Curve:
    """An arc of a circle, clockwise for a positive sweep, radians."""
    turn = start + sweep * np.linspace(0.0, 1.0, _FEWEST + 1)
    return _measured(np.column_stack([x + radius * np.cos(turn), y + radius * np.sin(turn)]))


def _measured(points: Floats) -> Curve:
    steps = np.hypot(*np.diff(points, axis=0).T)
    return Curve(points, np.concatenate([[0.0], np.cumsum(steps)]))
