"""Where the signs of the overview stand, and what they stand for; the twin of ``viewer/src/overview/spots.js``."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from waterbed.output.columns.presses import has_point
from waterbed.output.still.overview.signs import RADIUS
from waterbed.output.timeline import Timeline

_ONE_SIGN = 2.2 * RADIUS
"""Presses nearer to one another than that, in pixels, share a sign."""
_FREE = 12.0
"""As far from other signs a return stands well."""


@dataclass(slots=True)
class Spot:
    """A place on the map of the overview."""

    x: float
    y: float
    places: list[int]
    numbers: list[int] = field(default_factory=list)
    """Of the presses there."""
    returned: list[int] = field(default_factory=list)
    """Movements that came back here."""

    @property
    def said(self) -> str:
        """The numbers as they stand in the sign."""
        return ",\u2009".join(map(str, self.numbers))


def gathered(
    timeline: Timeline,
    rows: Mapping[int, int],
    told: Sequence[int],
    x: Sequence[float],
    y: Sequence[float],
) -> list[Spot]:
    """The signs of some presses at places in pixels; presses whose signs would lie on one another share one.

    ``rows`` are the numbers of the presses by their rows.
    """
    places, presses, moves = timeline["places"], timeline["presses"], timeline["movements"]
    numbers: dict[int, list[int]] = {}
    returned: dict[int, list[int]] = {}
    for row, number in rows.items():
        place = presses["place"][row]
        numbers.setdefault(place, []).append(number)
        if (back := presses["returned"][row]) >= 0:
            to = moves["destination"][back]
            returned.setdefault(to if has_point(places, to) else place, []).append(back)
    spots: list[Spot] = []
    for place, px, py in sorted(zip(told, x, y, strict=True), key=lambda one: -len(numbers.get(one[0], []))):
        mine = numbers.get(place, [])
        near = next(
            (s for s in spots if mine and s.numbers and math.hypot(s.x - px, s.y - py) < _ONE_SIGN), None
        )
        if near is None:
            spots.append(Spot(px, py, [place], list(mine), list(returned.get(place, []))))
        else:
            near.places.append(place)
            near.numbers = sorted([*near.numbers, *mine])
            near.returned += returned.get(place, [])
    return spots


def back_at(spot: Spot, spots: Sequence[Spot], reach: Callable[[Spot], float]) -> tuple[float, float]:
    """Where the sign of a return stands: beside that of the press, where other signs are farthest."""
    away = reach(spot) + 11
    sides = [(-away, 8.0), (away, 8.0), (-away, -8.0), (away, -8.0), (0.0, away), (0.0, -away)]
    others = [one for one in spots if one is not spot]

    def free(side: tuple[float, float]) -> float:
        x, y = spot.x + side[0], spot.y + side[1]
        return min((math.hypot(one.x - x, one.y - y) - reach(one) for one in others), default=math.inf)

    roomy = next((side for side in sides if free(side) > _FREE), max(sides, key=free))
    return spot.x + roomy[0], spot.y + roomy[1]
