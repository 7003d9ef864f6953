"""Views: boxes in degrees around places, the short way round where they lie on both sides of 180°."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from waterbed.geo.plane import Floats

KM_A_DEGREE = 111.32
"""Kilometres of a degree of latitude, and of longitude at the equator."""


_FARTHEST_DEG = 85.0


def view_around(lon: ArrayLike, lat: ArrayLike, radius_km: ArrayLike = 0.0) -> list[float]:
    """Return west, south, east and north in degrees of the smallest box that holds circles around some points.

    Of the ways around the globe it takes the shortest one that meets all: `west` is at least -180, and `east` passes 180 for
    a box over the dateline. Latitudes end at 85°.

    Parameters
    ----------
    lon, lat
        The points in degrees, at least one.
    radius_km
        Of a circle around each point, or around all.

    Examples
    --------
    >>> [round(side, 6) for side in view_around([178.4, -171.8], [-18.1, -13.8])]
    [178.4, -18.1, 188.2, -13.8]
    """
    lon, lat, radius_km = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(values, dtype=float)) for values in (lon, lat, radius_km))
    )
    high = radius_km / KM_A_DEGREE
    wide = high / np.maximum(0.1, np.cos(np.radians(lat)))
    west, east = shortest_arc(lon - wide, lon + wide)
    return _within(west, (lat - high).min(), east, (lat + high).max())


def widened(view: Sequence[float], share: float, least_deg: float = 0.0) -> list[float]:
    """Return a view with room on all sides: a share of its longer side, and so many degrees at least."""
    west, south, east, north = view
    room = max(least_deg, share * max(east - west, north - south))
    return _within(west - room, south - room, east + room, north + room)


def shortest_arc(west: ArrayLike, east: ArrayLike) -> tuple[float, float]:
    """Return where the shortest arc begins and ends that holds some arcs of a parallel, in degrees; east may pass 180."""
    start, length = np.asarray(west, dtype=float), np.subtract(east, west)
    order = np.argsort(_turned(start), kind="stable")
    start, length = _turned(start)[order], length[order]
    end = start + length
    # What reaches over the dateline covers the beginning as well.
    reached = np.maximum(np.maximum.accumulate(end), end.max() - 360)
    gaps = np.append(start[1:], start[0] + 360) - reached
    # Of equal gaps the one over the dateline stays open, as on most maps.
    widest = len(gaps) - 1 - int(np.argmax(gaps[::-1]))
    if gaps[widest] <= 0:
        return -180.0, 180.0
    first = float(start[(widest + 1) % len(start)])
    return first, first + 360 - float(gaps[widest])


def _turned(lon: Floats) -> Floats:
    turned: Floats = (lon + 180) % 360 - 180
    return turned


def _within(west: float, south: float, east: float, north: float) -> list[float]:
    """A box on the globe: never wider than one turn, west from -180 to 180."""
    if east - west >= 360:
        west, east = -180.0, 180.0
    turn = 360.0 * np.floor((west + 180) / 360)
    return [
        float(west - turn),
        max(float(south), -_FARTHEST_DEG),
        float(east - turn),
        min(float(north), _FARTHEST_DEG),
    ]
