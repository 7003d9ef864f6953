"""Sightings of groups with a known truth: who was seen where, who left after a crackdown, and where to."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

if TYPE_CHECKING:
    import pyarrow as pa

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]

_DAY_US = 86_400_000_000
_WEST, _SOUTH = 90.0, 0.0
_NO_PLACE, _AT_CORNER = 0.001, 0.0002
"""Shares of the sightings that have no coordinates, and that lie on a corner which zones share."""


@dataclass(frozen=True, slots=True)
class Roaming:
    """A world of square-like zones of one degree, and groups that are seen in and around the zone they live in.

    Each group is seen as a Poisson process. It is in the zone it lives in or, for a share of its sightings, in one
    beside it. From the crackdown on a share of the groups that lived in the fallen zone live in the receiving zone, another
    share is not seen any more; each goes on a day of its own.
    """

    groups: int
    sightings: float
    """Mean number in all, before those that are not seen are taken off."""
    side: int = 20
    """Zones in a row and in a column; every eleventh square belongs to no zone."""
    days: int = 731
    start: str = "2023-01-01"
    """First day, UTC."""
    crackdown: int = 365
    """Days from the start."""
    fallen: int = 0
    """The zone, by its ordinal in `zones_of`."""
    receiving: int = 1
    leave: float = 0.6
    """Share of the groups of the fallen zone that go to the receiving zone."""
    quit: float = 0.2
    """Share of them that are not seen any more."""
    within_days: int = 10
    """They go in the days after the crackdown."""
    away: float = 0.2
    """Share of the sightings in a neighbouring square."""
    noise_deg: float = 0.02
    """Standard deviation of what is measured of a position, degrees."""
    missing_days: tuple[int, ...] = ()
    """Days from the start on which nobody watched."""
    seed: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class KnownMoves:
    """Who lives where, and from which day on."""

    before: Ints
    """The square of each group before the crackdown."""
    after: Ints
    """And from its day on; -1 where it is not seen any more."""
    day: Ints
    """On which it goes; `Roaming.days` where it stays."""

    @property
    def moved(self) -> int:
        """Groups that went from the fallen to the receiving zone."""
        return int(((self.after != self.before) & (self.after >= 0)).sum())

    @property
    def gone(self) -> int:
        """Groups that were not seen any more."""
        return int((self.after < 0).sum())


def zones_of(world: Roaming, vertices: int = 40) -> gpd.GeoDataFrame:
    """Draw the zones: neighbours have each vertex of their crooked border in common.

    Parameters
    ----------
    vertices
        On each of the four sides of a zone.

    Returns
    -------
    GeoDataFrame
        Column ``name`` and polygons, EPSG:4326.
    """
    rng = np.random.default_rng(world.seed)
    along = np.linspace(0, 1, vertices, endpoint=False)
    # Less by the corners, so that two sides never cross.
    most = np.minimum(0.03, np.minimum(along, 1 - along) / 2)
    shift = rng.uniform(-most, most, (2, world.side + 1, world.side + 1, vertices))
    rows, columns = np.divmod(_squares(world), world.side)

    def flat(row: int, column: int) -> Floats:
        return np.column_stack([_WEST + column + along, _SOUTH + row + shift[0, row, column]])

    def upright(row: int, column: int) -> Floats:
        return np.column_stack([_WEST + column + shift[1, row, column], _SOUTH + row + along])

    shapes = []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        # A side that is walked backwards begins at the corner where the next one would.
        top, left = flat(row + 1, column), upright(row, column)
        corner_ne, corner_nw = (np.array([[_WEST + column + x, _SOUTH + row + 1.0]]) for x in (1, 0))
        ring = np.concatenate(
            [flat(row, column), upright(row, column + 1), corner_ne, top[:0:-1], corner_nw, left[:0:-1]]
        )
        shapes.append(shapely.Polygon(ring))
    return gpd.GeoDataFrame(
        {"name": [f"Zone {at + 1}" for at in range(len(shapes))]}, geometry=shapes, crs=4326
    )


def known_moves(world: Roaming) -> KnownMoves:
    """Decide who lives where: the truth that a trace is held against."""
    rng = np.random.default_rng((world.seed, 1))
    squares = _squares(world)
    before = squares[rng.integers(0, len(squares), world.groups)]
    after, day = before.copy(), np.full(world.groups, world.days, dtype=np.int64)
    there = np.flatnonzero(before == squares[world.fallen])
    chance = rng.random(len(there))
    after[there[chance < world.leave]] = squares[world.receiving]
    after[there[(chance >= world.leave) & (chance < world.leave + world.quit)]] = -1
    goes = after != before
    day[goes] = world.crackdown + rng.integers(0, max(world.within_days, 1), int(goes.sum()))
    return KnownMoves(before, after, day)


def seen_in(world: Roaming, truth: KnownMoves, part: int, parts: int) -> "pa.Table":
    """Make the sightings of one of several equally long spans of time.

    Returns
    -------
    pyarrow.Table
        Columns ``group``, ``lon``, ``lat``, ``time`` (UTC) and ``count``, in no order.
    """
    import pyarrow as pa

    rng = np.random.default_rng((world.seed, 2, part))
    span_us = world.days * _DAY_US // parts
    often = rng.poisson(world.sightings / world.groups / parts, world.groups)
    group = rng.permutation(np.repeat(np.arange(world.groups), often))
    minute = 60_000_000
    us = part * span_us + rng.integers(0, span_us // minute, len(group)) * minute
    day = us // _DAY_US
    home = np.where(day < truth.day[group], truth.before[group], truth.after[group])
    watched = (home >= 0) & ~np.isin(day, world.missing_days)
    group, us, home = group[watched], us[watched], home[watched]
    row, column = np.divmod(home, world.side)
    step = np.array([(0, 1), (0, -1), (1, 0), (-1, 0)])[rng.integers(0, 4, len(home))]
    step[rng.random(len(home)) >= world.away] = 0
    at = np.c_[column, row] + step + rng.uniform(0.1, 0.9, (len(home), 2))
    at += rng.normal(0, world.noise_deg, at.shape)
    corner = rng.random(len(at)) < _AT_CORNER
    at[corner] = np.floor(at[corner])
    at[rng.random(len(at)) < _NO_PLACE] = np.nan
    start = pd.Timestamp(world.start, tz="UTC").value // 1000
    names = pa.array([f"group-{number:07}" for number in range(world.groups)])
    return pa.table(
        {
            "group": names.take(pa.array(group)),
            "lon": _WEST + at[:, 0],
            "lat": _SOUTH + at[:, 1],
            "time": pa.array(start + us, pa.timestamp("us", "UTC")),
            "count": rng.integers(1, 4, len(group), dtype=np.int32),
        }
    )


def write_sightings(world: Roaming, folder: Path, parts: int) -> list[Path]:
    """Write the sightings as Parquet, a file for each of several spans of time; only one of them is held at a time."""
    from pyarrow import parquet

    folder.mkdir(parents=True, exist_ok=True)
    truth = known_moves(world)
    files = [folder / f"sightings-{part:04}.parquet" for part in range(parts)]
    for part, path in enumerate(files):
        parquet.write_table(seen_in(world, truth, part, parts), path)
    return files


def _squares(world: Roaming) -> Ints:
    """The squares that are zones, in the order of the zones."""
    every = np.arange(world.side**2)
    return np.asarray(every[every % 11 != 10])
