"""Bent curves on the map plane, the way over the dateline, and distances.

The plane is unit Web Mercator: x from 0 (180° W) to 1 (180° E), y from 0 (85.05° N) down to 1. A movement
is a quadratic Bézier curve that bulges to the right of travel, so that out and back form a loop.
"""

from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from waterbed.geo.plane import Floats, Ints

Number = TypeVar("Number", float, Floats)

SAME_PAIR_STEP = 0.07

FAN_STEP = 0.06

FAN_DEG = 25.0

BEND_LIMITS = (0.04, 0.36)


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

    Movements between the same two points, the same way, get 0.07 more each; where they would pass the upper
    limit they begin lower, and where all of the room is too little they share it evenly. Movements from one
    point, or to one point, whose directions there lie within 25° of the next one's form a fan and are spread by
    0.06, the middle one unchanged; a movement takes the offset of the larger of its two fans. All bends stay
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
    lowest, highest = BEND_LIMITS
    last = np.bincount(pair, minlength=1)[pair] - 1
    step = np.minimum(SAME_PAIR_STEP, (highest - lowest) / np.maximum(last, 1))
    begin = np.clip(basic + shared, lowest, np.maximum(lowest, highest - step * last))
    return np.asarray(np.minimum(begin + step * rank, highest), dtype=np.float64)


def control_point(x0: Number, y0: Number, x1: Number, y1: Number, bend: Number) -> tuple[Number, Number]:
    """Return the control point of a curve: the middle of its chord plus 2 · bend · (-dy, dx), with y down."""
    return (x0 + x1) / 2 - 2 * bend * (y1 - y0), (y0 + y1) / 2 + 2 * bend * (x1 - x0)


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
