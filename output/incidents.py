"""Events with a point of their own: which are lit on a day, and which lie so close that one disc stands for them.

The Python half of ``viewer/src/data/incidents.js``.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from waterbed.output.timeline import Timeline

Days = NDArray[np.float64]

VAGUE_KM = 25.0
"""A point known less well than this is drawn as an open ring."""

_WINDOWS = 45
"""So many windows follow one another in a whole story: played in 45 seconds, each incident is lit for a second."""

_SHORTEST, _LONGEST = 12, 366

_CELL = 14.0
"""Pixels within which incidents are one."""

_GAP, _LEAST_SIGN = 1.5, 6.0
"""Pixels between a disc and a sign that it gives way to, and the least of such signs."""

_ALONE, _LEAST, _GROWS, _MOST = 3.6, 6.5, 1.15, 17.0


@dataclass(slots=True)
class Spot:
    """An incident on a picture, or several."""

    x: float
    y: float
    """Pixels, the middle of its incidents."""
    radius: float = _ALONE
    rows: list[int] = field(default_factory=list)
    """Rows of incidents."""

    def add(self, x: float, y: float, rows: Sequence[int]) -> None:
        """Let it stand for more incidents, whose middle is given."""
        has, more = len(self.rows), len(rows)
        self.x = (self.x * has + x * more) / (has + more)
        self.y = (self.y * has + y * more) / (has + more)
        self.rows.extend(rows)
        self.radius = disc_radius(len(self.rows))


def lit_days(meta: Mapping[str, Any]) -> int:
    """Days that an incident is lit for."""
    span: int = meta["last_day"] - meta["first_day"]
    return min(_LONGEST, max(_SHORTEST, math.floor(span / _WINDOWS + 0.5)))


def disc_radius(count: int) -> float:
    """Pixels from the middle of a disc that stands for some incidents to its edge."""
    return _ALONE if count < 2 else min(_MOST, _LEAST + _GROWS * math.sqrt(count))


def lit_from(timeline: Timeline) -> tuple[Days, Days]:
    """From when to when each incident is lit, the end exclusive; NaN for one without a date."""
    events, rows = timeline["events"], timeline["incidents"]["event"]

    def days(column: str) -> Days:
        return np.array([math.nan if (day := events[column][row]) is None else day for row in rows], float)

    start = np.where(np.isnan(days("start_min")), days("start_max"), days("start_min"))
    return start, np.fmax(start + lit_days(timeline["meta"]), days("end_max") + 1)


def step_aside(spots: Iterable[Spot], signs: Sequence[tuple[float, float, float]]) -> None:
    """Let discs with a number give way to the signs of places, which would hide it; ``signs`` are x, y and radius."""
    for spot in spots:
        for x, y, radius in signs if len(spot.rows) > 1 else ():
            dx, dy, need = spot.x - x, spot.y - y, spot.radius + radius + _GAP
            away = math.hypot(dx, dy)
            if radius < _LEAST_SIGN or away >= need:
                continue
            across, down = (math.sqrt(0.5), -math.sqrt(0.5)) if away < 0.5 else (dx / away, dy / away)
            spot.x, spot.y = x + across * need, y + down * need


def gathered(x: ArrayLike, y: ArrayLike, rows: Sequence[int]) -> list[Spot]:
    """Gather incidents that would lie on one another, the most numerous first.

    ``x``, ``y`` are pixels of all incidents, ``rows`` those that are drawn.
    """
    across, down = (np.asarray(axis, float).tolist() for axis in (x, y))
    cells: dict[tuple[int, int], Spot] = {}
    for row in rows:
        key = math.floor(across[row] / _CELL), math.floor(down[row] / _CELL)
        if key in cells:
            cells[key].add(across[row], down[row], [row])
        else:
            cells[key] = Spot(across[row], down[row], rows=[row])
    spots: list[Spot] = []
    for cell in sorted(cells.values(), key=lambda cell: (-len(cell.rows), cell.rows[0])):
        near = next(
            (one for one in spots if math.hypot(one.x - cell.x, one.y - cell.y) < one.radius + cell.radius),
            None,
        )
        if near:
            near.add(cell.x, cell.y, cell.rows)
        else:
            spots.append(cell)
    return spots
