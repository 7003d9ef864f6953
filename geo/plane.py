"""The plane that maps are drawn on: web Mercator, world copies, lengths and angles."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LATITUDE_LIMIT = float(np.degrees(np.arctan(np.sinh(np.pi))))
"""Where the square Web Mercator map ends, 85.0511°."""

OVER_THE_PACIFIC_DEG = 150.0
LEAST_STEP_DEG = 120.0
"""From these angles between two places on, on the globe and in longitude, a curve goes over the Pacific."""

_WGS84 = Geod(ellps="WGS84")


def mercator(lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
    """Project degrees to the unit Web Mercator plane.

    The spherical formula of EPSG method 1024, scaled to a square of side 1 with y down. Latitudes beyond
    the square's edge are moved to it.

    Examples
    --------
    >>> x, y = mercator(0, 0)
    >>> float(x), float(y)
    (0.5, 0.5)
    """
    lat_rad = np.radians(np.clip(np.asarray(lat, dtype=float), -LATITUDE_LIMIT, LATITUDE_LIMIT))
    x = np.asarray(lon, dtype=float) / 360 + 0.5
    return x, 0.5 - np.arcsinh(np.tan(lat_rad)) / (2 * np.pi)


def degrees(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Return lon and lat in degrees of points of the unit Web Mercator plane."""
    lat = np.degrees(np.arctan(np.sinh((0.5 - np.asarray(y, dtype=float)) * 2 * np.pi)))
    return (np.asarray(x, dtype=float) - 0.5) * 360, lat


def world_shift(lon0: ArrayLike, lat0: ArrayLike, lon1: ArrayLike, lat1: ArrayLike) -> Ints:
    """Return which copy of the world the destination is taken from: -1, 0 or 1, to be added to its x.

    It is the copy that is nearer in x. Places 150° or more apart on the globe, and 120° or more in longitude, have
    two ways of nearly equal length: they take the copy whose way crosses 180°, over the Pacific.
    """
    lon0, lat0, lon1, lat1 = (np.asarray(values, dtype=float) for values in (lon0, lat0, lon1, lat1))
    step = lon1 - lon0
    over_the_dateline = np.where(step < 0, 1, -1)
    # Places far apart along one meridian have no second way on the map: it would circle the world.
    far = (_angle_deg(lon0, lat0, lon1, lat1) >= OVER_THE_PACIFIC_DEG) & (np.abs(step) >= LEAST_STEP_DEG)
    return np.where((np.abs(step) > 180) | far, over_the_dateline, 0)


def distance_km(lon0: ArrayLike, lat0: ArrayLike, lon1: ArrayLike, lat1: ArrayLike) -> Floats:
    """Return the lengths of the shortest ways over the ellipsoid WGS 84, in kilometres."""
    lon0, lat0, lon1, lat1 = np.broadcast_arrays(
        *(np.asarray(ends, float) for ends in (lon0, lat0, lon1, lat1))
    )
    _, _, metres = _WGS84.inv(lon0, lat0, lon1, lat1)
    return np.asarray(metres, dtype=np.float64) / 1000


def _angle_deg(lon0: Floats, lat0: Floats, lon1: Floats, lat1: Floats) -> Floats:
    """Return the angle between places seen from the centre of a sphere (haversine formula)."""
    a, b = np.radians(lat0), np.radians(lat1)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lon1 - lon0) / 2) ** 2
    angle: Floats = np.degrees(2 * np.arcsin(np.sqrt(np.clip(half, 0, 1))))
    return angle
