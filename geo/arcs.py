"""Bent curves on the map plane, the way over the dateline, and distances.

The plane is unit Web Mercator: x from 0 (180° W) to 1 (180° E), y from 0 (85.05° N) down to 1. A movement
is a quadratic Bézier curve that bulges to the right of travel, so that out and back form a loop.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LATITUDE_LIMIT = float(np.degrees(np.arctan(np.sinh(np.pi))))
"""Where the square Web Mercator map ends, 85.0511°."""

OVER_THE_PACIFIC_DEG = 150.0
LEAST_STEP_DEG = 120.0
"""From these angles between two places on, on the globe and in longitude, a curve goes over the Pacific."""

SAME_PAIR_STEP = 0.07
FAN_STEP = 0.06
FAN_DEG = 25.0
BEND_LIMITS = (0.04, 0.36)

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


def bend(distance: ArrayLike, view_width: float) -> Floats:
    """Return how high a curve stands over its chord, as a share of the chord: 0.12 when short to 0.22 when long.

    Parameters
    ----------
    distance
        Length of the chord, in the unit of `view_width`.
    view_width
        Width of the view that the curves are made for.
    """
    u = np.minimum(1.0, np.asarray(distance, dtype=float) / (0.55 * view_width))
    share: Floats = 0.12 + 0.10 * u**2 * (3 - 2 * u)
    return share


def bends(x0: ArrayLike, y0: ArrayLike, x1: ArrayLike, y1: ArrayLike, *, view_width: float) -> Floats:
    """Return the bend of every movement of a map, kept apart where they would lie on one another.

    Movements between the same two points, the same way, get 0.07 more each. Movements from one point, or to
    one point, whose directions there lie within 25° of the next one's form a fan and are spread by 0.06,
    the middle one unchanged; a movement takes the offset of the larger of its two fans. All bends stay
    within 0.04 and 0.36.

    Parameters
    ----------
    x0, y0, x1, y1
        Starts and ends in the plane, one of each per movement; the destination's x with its `world_shift`
        added.
    view_width
        Width of the view that the curves are made for, in the plane's unit.
    """
    start = np.column_stack([np.atleast_1d(x0), np.atleast_1d(y0)]).astype(float)
    end = np.column_stack([np.atleast_1d(x1), np.atleast_1d(y1)]).astype(float)
    chord = end - start
    basic = bend(np.hypot(chord[:, 0], chord[:, 1]), view_width)
    # One movement stands for all of its pair in the fans: its doubles are told apart by their own step.
    leaves, reaches = _numbered(start), _numbered(end)
    pair = pd.factorize(leaves * len(end) + reaches)[0]
    rank = _rank_in_pair(pair)
    first = np.flatnonzero(rank == 0)
    outward, inward = _fan_offsets(leaves[first], chord[first]), _fan_offsets(reaches[first], -chord[first])
    shared = np.where(np.abs(inward) > np.abs(outward), inward, outward)[pair]
    return np.asarray(np.clip(basic + SAME_PAIR_STEP * rank + shared, *BEND_LIMITS), dtype=np.float64)


def control_points(
    x0: ArrayLike, y0: ArrayLike, x1: ArrayLike, y1: ArrayLike, bend: ArrayLike
) -> tuple[Floats, Floats]:
    """Return the control points of the curves: the middle plus 2 · bend · (-dy, dx), with y down."""
    x0, y0, x1, y1, k = (np.asarray(values, dtype=float) for values in (x0, y0, x1, y1, bend))
    return (x0 + x1) / 2 - 2 * k * (y1 - y0), (y0 + y1) / 2 + 2 * k * (x1 - x0)


def curve_point(
    x0: ArrayLike, y0: ArrayLike, cx: ArrayLike, cy: ArrayLike, x1: ArrayLike, y1: ArrayLike, t: ArrayLike
) -> tuple[Floats, Floats]:
    """Return the point of a quadratic curve at a share `t` of its parameter, 0 at the start and 1 at the end."""
    x0, y0, cx, cy, x1, y1, t = (np.asarray(values, dtype=float) for values in (x0, y0, cx, cy, x1, y1, t))
    start, middle, end = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return start * x0 + middle * cx + end * x1, start * y0 + middle * cy + end * y1


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


def _numbered(points: Floats) -> Ints:
    """Number points; equal points have the same number."""
    numbers: Ints = pd.factorize(points[:, 0] + 1j * points[:, 1])[0].astype(np.int64)
    return numbers


def _rank_in_pair(pair: Ints) -> Ints:
    """Count, for each row, the rows of the same pair before it."""
    order = np.argsort(pair, kind="stable")
    begins = np.searchsorted(pair[order], pair[order])
    rank = np.empty(len(pair), dtype=np.int64)
    rank[order] = np.arange(len(pair)) - begins
    return rank


def _fan_offsets(nodes: Ints, away: Floats) -> Floats:
    """Spread the movements that leave a node in nearly the same direction, by direction and then by length."""
    offsets = np.zeros(len(nodes))
    angle = np.degrees(np.arctan2(away[:, 1], away[:, 0]))
    order = _turned(np.lexsort((np.hypot(away[:, 0], away[:, 1]), angle, nodes)), nodes, angle)
    begins = _fans(nodes[order], angle[order])
    size = np.diff(begins, append=len(order))
    place = np.arange(len(order)) - np.repeat(begins, size)
    offsets[order] = FAN_STEP * (place - np.repeat((size - 1) / 2, size))
    return offsets


def _turned(order: Ints, nodes: Ints, angle: Floats) -> Ints:
    """Members sorted by node and direction, each node's turned so that they begin after the widest gap of its circle."""
    first, size = _runs(nodes[order])
    last = first + size - 1
    gaps = np.diff(angle[order], append=0.0)
    gaps[last] = angle[order[first]] + 360 - angle[order[last]]
    is_widest = np.flatnonzero(gaps == np.repeat(np.maximum.reduceat(gaps, first), size))
    widest = is_widest[np.searchsorted(is_widest, first)]
    turn = np.repeat(widest + 1 - first, size)
    begin = np.repeat(first, size)
    turned: Ints = order[begin + (np.arange(len(order)) - begin + turn) % np.repeat(size, size)]
    return turned


def _fans(nodes: Ints, angle: Floats) -> Ints:
    """Where fans begin: runs of at most 25° of members sorted by node and then by direction from the node's first one on."""
    first, size = _runs(nodes)
    along = np.mod(angle - np.repeat(angle[first], size), 360)
    # A circle has so few fans that all nodes can take the next one together.
    sweep = np.repeat(np.arange(len(first)) * 1000.0, size) + along
    begins, here, ends = [first], first, first + size
    while len(here):
        beyond = np.searchsorted(sweep, sweep[here] + FAN_DEG, side="right")
        more = beyond < ends
        here, ends = beyond[more], ends[more]
        begins.append(here)
    return np.sort(np.concatenate(begins))


def _runs(nodes: Ints) -> tuple[Ints, Ints]:
    """Where the members of each node begin, and how many there are."""
    first = np.flatnonzero(np.diff(nodes, prepend=-1))
    return first, np.diff(first, append=len(nodes))
