"""How far does a change reach? Counts before and after by distance from the target."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from waterbed.geo.plane import distance_km
from waterbed.layers.counting.design import Design
from waterbed.layers.counting.tally import Tally
from waterbed.layers.dataset import Dataset
from waterbed.layers.measures.estimates import FEWEST
from waterbed.layers.patterns.points import Points

EDGES_KM = (0.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0)
"""Each ring is as wide as all within it."""

_EARTH_KM = 6_371.0
_RATE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Ring:
    """What was counted between two distances from the target."""

    inner_km: float
    outer_km: float
    before: float
    after: float
    area_km2: float
    """Land and sea."""

    @property
    def telling(self) -> bool:
        """Whether enough was counted to be told as a change."""
        return self.before + self.after >= FEWEST

    def per_1000_km2(self, days: tuple[int, int]) -> tuple[float, float]:
        """Numbers a 1,000 km² and 30 days, before and after."""
        before, after = (
            1000 * _RATE_DAYS * n / self.area_km2 / length
            for n, length in zip((self.before, self.after), days, strict=True)
        )
        return before, after


@dataclass(frozen=True, slots=True)
class Rings:
    """Counts by distance from the target, the nearest ring first."""

    rings: tuple[Ring, ...]
    vague: int
    """Left out: points vaguer than the ring that they lie in."""


def rings(
    dataset: Dataset, plan: Design, things: Tally, where: Points, edges_km: Sequence[float] = EDGES_KM
) -> Rings | None:
    """Count by distance from the target's point; None without one, or where fewer than five are counted.

    Parameters
    ----------
    dataset
        The records.
    plan
        Says the target and the periods.
    things, where
        What is counted, and its points.
    edges_km
        Distances that part the rings, rising from 0.
    """
    point = dataset.places.geometry.get(plan.target)
    if point is None or point.is_empty or plan.before is None or plan.after is None:
        return None
    known = np.isfinite(where.lon)
    away = np.full(len(known), np.inf)
    away[known] = distance_km(point.x, point.y, where.lon[known], where.lat[known])
    edges = np.asarray(edges_km, dtype=np.float64)
    ring = np.searchsorted(edges, away, side="left") - 1
    ring[away == 0] = 0
    inside = known & (ring < len(edges) - 1)
    exact = inside & (where.precision_km <= np.diff(edges)[np.clip(ring, 0, len(edges) - 2)])
    before, after = (
        np.bincount(ring[exact], weights=things.weights(*period)[exact], minlength=len(edges) - 1)
        for period in (plan.before, plan.after)
    )
    seen = (things.weights(*plan.before) + things.weights(*plan.after)) > 0
    if before.sum() + after.sum() < FEWEST:
        return None
    area = 2 * np.pi * _EARTH_KM**2 * -np.diff(np.cos(edges / _EARTH_KM))
    found = zip(edges[:-1], edges[1:], before, after, area, strict=True)
    told = tuple(Ring(*(float(number) for number in one)) for one in found)
    return Rings(told, int((inside & ~exact & seen).sum()))
