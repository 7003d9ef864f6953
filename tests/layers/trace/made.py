"""Small sightings and zones for the tests of traces."""

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from waterbed.layers.trace.grid import grid_of
from waterbed.layers.trace.kernel import tag
from waterbed.layers.trace.rules import Rules

Row = tuple[str, float, float, str]


def row_of_squares(count: int = 3) -> gpd.GeoDataFrame:
    """Squares of one degree side by side at 10 degrees north, from 0 to the east: A, B, C …"""
    return gpd.GeoDataFrame(
        {"name": [chr(ord("A") + at) for at in range(count)]},
        geometry=[shapely.box(at, 10, at + 1, 11) for at in range(count)],
        crs=4326,
    )


def seen(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Sightings of a group in a square ("-" for none) at a time of UTC."""
    at = {"-": -5.0} | {chr(ord("A") + one): one + 0.5 for one in range(20)}
    return sightings((group, at[zone], 10.5, time) for group, zone, time in rows)


def sightings(rows: Any) -> pd.DataFrame:
    frame = pd.DataFrame(list(rows), columns=["group", "lon", "lat", "time"])
    return frame.assign(time=pd.to_datetime(frame["time"], utc=True, format="ISO8601"))


def tagged(
    frame: pd.DataFrame, rules: Rules | None = None, zones: Sequence[Any] | None = None
) -> pd.DataFrame:
    shapes = np.asarray(row_of_squares(6).geometry if zones is None else zones, dtype=object)
    return tag(frame, grid_of(shapes, 64), rules or Rules())


def roaming(rows: int, groups: int, seed: int) -> pd.DataFrame:
    """Groups that stay and go among six squares, with gaps, equal times and points on borders."""
    rng = np.random.default_rng(seed)
    group, hours = np.sort(rng.integers(0, groups, rows)), rng.integers(0, 6_000, rows)
    order = np.lexsort((hours, group))
    square = np.cumsum(rng.random(rows) < 0.4) * 5 % 7 - 0.5
    lon = np.where(rng.random(rows) < 0.1, np.round(square), square + rng.uniform(-0.4, 0.4, rows))
    frame = pd.DataFrame(
        {
            "group": [f"g{one}" for one in group],
            "lon": lon,
            "lat": rng.uniform(10.1, 10.9, rows),
            "time": pd.Timestamp("2024-01-01", tz="UTC") + pd.to_timedelta(hours[order], unit="h"),
            "count": rng.integers(0, 4, rows),
        }
    )
    return frame.iloc[rng.permutation(rows)].reset_index(drop=True)
