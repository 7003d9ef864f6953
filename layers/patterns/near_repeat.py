"""Does one thing come soon after another near by? The test of Knox, on points and days.

Knox 1964, Applied Statistics 13(1); for crime Johnson et al. 2007, J Quant Criminol 23(3), doi 10.1007/s10940-007-9025-3.
The pairs that are near in space and in time are counted; what chance alone gives is seen by handing the days out to the
points anew. Where places become busier or quieter at different times the test finds that too (Kulldorff & Hjalmars 1999,
Biometrics 55(2)): it says that things gather, not why.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from numpy.typing import ArrayLike

from waterbed.geo.plane import distance_km
from waterbed.layers.measures.intervals import SEED

Floats = npt.NDArray[np.float64]
Pairs = tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]

NEAR_KM = 10.0
SOON_DAYS = 30.0
PERMUTATIONS = 199
LEVEL = 0.05
"""Chance of telling that things gather where days have nothing to do with places."""

FEWEST_POINTS = 20
"""Under so many points with a day nothing is tested."""

MOST_PAIRS = 1_000_000
"""Above so many pairs that are near, the distance is too wide for the points to tell anything."""

_KM_A_DEGREE = 110.5
"""A degree of latitude is nowhere shorter."""


@dataclass(frozen=True, slots=True)
class NearRepeat:
    """How many pairs are near and soon."""

    points: int
    """Points with a day."""
    near_km: float
    soon_days: float
    pairs: int
    """Pairs not farther apart than that in space and in time."""
    expected: float
    """Pairs to expect where days have nothing to do with places."""
    p: float
    """Share of ways to hand the days out to the points that give as many pairs, this one among them."""

    @property
    def gathers(self) -> bool:
        """Whether so many pairs are more than chance gives."""
        return self.p <= LEVEL


def near_repeat(
    lon: ArrayLike,
    lat: ArrayLike,
    day: ArrayLike,
    *,
    near_km: float = NEAR_KM,
    soon_days: float = SOON_DAYS,
    seed: int = SEED,
) -> NearRepeat | None:
    """Count pairs that are near and soon, and how often chance gives as many.

    Parameters
    ----------
    lon, lat
        Points in degrees (EPSG:4326).
    day
        Day of each.
    near_km, soon_days
        Pairs up to so far apart are near, and soon.
    seed
        Of the permutations.

    Returns
    -------
    NearRepeat or None
        None under twenty points, where no two points are near, and where too many are (`MOST_PAIRS`).
    """
    x, y, days = (np.asarray(values, dtype=np.float64) for values in (lon, lat, day))
    near = _near(x, y, near_km) if len(days) >= FEWEST_POINTS else None
    if near is None or not len(near[0]):
        return None
    first, second = near

    def soon(of: Floats) -> int:
        return int((np.abs(of[first] - of[second]) <= soon_days).sum())

    rng = np.random.default_rng(seed)
    pairs = soon(days)
    as_many = sum(soon(rng.permutation(days)) >= pairs for _ in range(PERMUTATIONS))
    every = len(days) * (len(days) - 1) / 2
    expected = len(first) * _soon_pairs(days, soon_days) / every
    return NearRepeat(len(days), near_km, soon_days, pairs, expected, (1 + as_many) / (1 + PERMUTATIONS))


def _near(lon: Floats, lat: Floats, km: float) -> Pairs | None:
    """Pairs of points up to so far apart, each once; None where there are too many."""
    reach_lat = km / _KM_A_DEGREE
    squeeze = np.cos(np.radians(np.clip(np.abs(lat) + reach_lat, 0, 89.9)))
    reach_lon = np.minimum(reach_lat / squeeze, 180.0)
    # A point has a copy to either side of the world: near is near over the dateline too.
    copies = np.column_stack([np.concatenate([lon - 360, lon, lon + 360]), np.tile(lat, 3)])
    tree = shapely.STRtree(np.asarray(shapely.points(copies)))
    count, step = len(lon), 2_000
    found: list[Pairs] = []
    total = 0
    for start in range(0, count, step):
        part = slice(start, start + step)
        boxes = shapely.box(
            lon[part] - reach_lon[part],
            lat[part] - reach_lat,
            lon[part] + reach_lon[part],
            lat[part] + reach_lat,
        )
        here, there = tree.query(boxes)
        here, there = here + start, there % count
        once = here < there
        here, there = here[once], there[once]
        close = distance_km(lon[here], lat[here], lon[there], lat[there]) <= km
        found.append((here[close], there[close]))
        total += int(close.sum())
        if total > MOST_PAIRS:
            return None
    firsts, seconds = zip(*found, strict=True)
    return np.concatenate(firsts), np.concatenate(seconds)


def _soon_pairs(day: Floats, soon_days: float) -> int:
    ordered = np.sort(day)
    return int(
        (np.searchsorted(ordered, ordered + soon_days, side="right") - np.arange(len(ordered)) - 1).sum()
    )
