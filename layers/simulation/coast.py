"""The coast of a simulated set: an island that no map has, and the two countries on it."""

from functools import lru_cache

import numpy as np
import shapely

WEST, SOUTH, EAST, NORTH = 78.0, -34.0, 94.0, -14.0
"""Where places may lie, in degrees: in open sea far from any coast, so that none can be taken for a real one."""

_ACROSS_DEG, _UP_DEG, _SQUARE = 10.0, 12.2, 4
"""How far the island reaches from its middle, and how square it is: the corners of the box above lie on it."""
_BAYS = ((3, 0.4, 0.022), (5, 1.9, 0.018), (8, 4.4, 0.012))
"""Waves of its coast: how many around it, where they begin, their height as a share of the way to the middle."""
_POINTS = 120


@lru_cache(maxsize=64)
def countries(border_deg: float) -> tuple[str, str]:
    """Outlines of the western and the eastern country, parted near a longitude, as WKT in degrees."""
    angle = np.linspace(0, 2 * np.pi, _POINTS, endpoint=False)
    reach = np.add.reduce(
        [height * np.sin(waves * angle + start) for waves, start, height in _BAYS], 0, dtype=float
    )
    reach = (1 + reach) / (np.abs(np.cos(angle)) ** _SQUARE + np.abs(np.sin(angle)) ** _SQUARE) ** (
        1 / _SQUARE
    )
    middle = np.array([(WEST + EAST) / 2, (SOUTH + NORTH) / 2])
    around = np.column_stack([_ACROSS_DEG * np.cos(angle), _UP_DEG * np.sin(angle)])
    island = shapely.Polygon(middle + around * reach[:, np.newaxis])
    west, south, _, north = shapely.bounds(island)
    up = np.linspace(south - 1, north + 1, 24)
    border = np.column_stack([border_deg + 0.12 * np.sin(1.1 * up), up])
    side = shapely.Polygon([*border, (west - 1, north + 1), (west - 1, south - 1)])
    return _wkt(shapely.intersection(island, side)), _wkt(shapely.difference(island, side))


def _wkt(shape: shapely.Geometry) -> str:
    return str(shapely.to_wkt(shape, rounding_precision=3))
