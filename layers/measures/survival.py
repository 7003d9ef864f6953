"""How soon something happens, when it is known only to have happened between two days, or not yet.

Turnbull 1976, J R Stat Soc B 38(3) 290-295: the distribution that makes such intervals likeliest, found by EM. It is the
Kaplan-Meier estimate where every day is known. The interval of a share is that of the likelihood ratio: all shares whose
likelihood, at best, is not below the highest one by more than chi-square allows.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
from numpy.typing import ArrayLike

from waterbed.layers.measures.intervals import LEVEL

Floats = npt.NDArray[np.float64]

_ROUNDS = 2_000
_CLOSE = 1e-8
_MOST_DISTINCT = 250
"""With more distinct intervals they are widened to whole weeks, then to two, four … weeks."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Probability of each stretch of time in which something can have happened; where within a stretch is not known."""

    after: Floats
    """Where each stretch begins; it does not hold that time."""
    until: Floats
    """Where each ends, infinity for what has not happened."""
    mass: Floats
    """Probability of each."""


@dataclass(frozen=True, slots=True)
class Share:
    """Probability that something happens within some time."""

    least: float
    """Least value of the estimate; where the days do not tell more, it is a range."""
    most: float
    """Largest value of the estimate."""
    low: float
    """Lower end of its interval."""
    high: float
    """Upper end of its interval."""
    level: float


def turnbull(after: ArrayLike, until: ArrayLike) -> Curve:
    """Estimate when something happens from intervals that hold it.

    Parameters
    ----------
    after, until
        Of each case the time after which and by which it happened; infinity where it had not happened by `after`.

    >>> turnbull([0, 1, 2, 1.5], [1, 2, 3, np.inf]).mass.round(3).tolist()
    [0.25, 0.375, 0.375]
    """
    left, right = (np.asarray(ends, dtype=np.float64) for ends in (after, until))
    cases, weight = _distinct(left, right)
    q, p = _innermost(cases)
    inside = _holds(cases, q, p)
    mass, _ = _likeliest(inside, weight, np.full(len(q), 1 / len(q)), lambda mass: mass / mass.sum())
    return Curve(q, p, mass)


def share_within(after: ArrayLike, until: ArrayLike, time: float, *, level: float = LEVEL) -> Share | None:
    """Estimate the share of cases in which something happens within some time; None without a case.

    Parameters
    ----------
    after, until
        As for `turnbull`.
    time
        Happening at this time is within it.
    level
        Level of the interval.
    """
    left, right = (np.asarray(ends, dtype=np.float64) for ends in (after, until))
    if not len(left):
        return None
    step = 7.0
    cases, weight = _distinct(left, right)
    while len(cases) > _MOST_DISTINCT:
        cases, weight = _distinct(
            time + np.floor((left - time) / step) * step, time + np.ceil((right - time) / step) * step
        )
        step *= 2
    # The likeliest place for a given probability is in the innermost intervals of either side of the time.
    early, late = cases[cases[:, 0] < time], cases[cases[:, 1] > time]
    q, p = np.hstack(
        [
            _innermost(np.column_stack([early[:, 0], np.minimum(early[:, 1], time)])),
            _innermost(np.column_stack([np.maximum(late[:, 0], time), late[:, 1]])),
        ]
    )
    # A side in which no case can lie has a stretch of its own all the same: what is not seen is not impossible.
    if not (p <= time).any():
        q, p = np.append(q, time - 0.5), np.append(p, time)
    if not (p > time).any():
        q, p = np.append(q, time), np.append(p, time + 0.5)
    inside, soon = _holds(cases, q, p), p <= time

    def at(share: float) -> float:
        def shared(mass: Floats) -> Floats:
            parts = np.where(soon, mass, 0.0), np.where(soon, 0.0, mass)
            sums = [part.sum() for part in parts]
            wanted = (share, 1 - share)
            return sum(
                (part * (to / has) for part, has, to in zip(parts, sums, wanted, strict=True) if has),
                np.zeros(len(mass)),
            )

        return _likeliest(inside, weight, shared(np.ones(len(q))), shared)[1]

    mass, _ = _likeliest(inside, weight, np.full(len(q), 1 / len(q)), lambda mass: mass / mass.sum())
    best = float(mass[soon].sum())
    top = at(best)
    drop = NormalDist().inv_cdf((1 + level) / 2) ** 2 / 2
    least, most = (_edge(at, best, end, top - 1e-5) for end in (0.0, 1.0))
    low, high = (_edge(at, best, end, top - drop) for end in (0.0, 1.0))
    return Share(least, most, low, high, level)


def _distinct(left: Floats, right: Floats) -> tuple[Floats, Floats]:
    cases, count = np.unique(np.column_stack([left, right]), axis=0, return_counts=True)
    return cases, count.astype(np.float64)


def _innermost(cases: Floats) -> tuple[Floats, Floats]:
    """The stretches between a left end and the right end that is next to it; all probability can lie in these."""
    ends = np.concatenate([cases[:, 1], cases[:, 0]])
    is_left = np.repeat([0, 1], len(cases))
    order = np.lexsort((is_left, ends))
    ends, is_left = ends[order], is_left[order]
    at = np.flatnonzero((is_left[:-1] == 1) & (is_left[1:] == 0))
    return ends[at], ends[at + 1]


def _holds(cases: Floats, q: Floats, p: Floats) -> Floats:
    return ((cases[:, :1] <= q) & (p <= cases[:, 1:])).astype(np.float64)


def _likeliest(
    inside: Floats, weight: Floats, mass: Floats, shared: Callable[[Floats], Floats]
) -> tuple[Floats, float]:
    """The likeliest probabilities of a form, by EM, and the logarithm of their likelihood."""
    before = -math.inf
    for _ in range(_ROUNDS):
        seen = inside @ mass
        if (seen <= 0).any():
            return mass, -math.inf
        likelihood = float(weight @ np.log(seen))
        if likelihood - before < _CLOSE:
            break
        before = likelihood
        mass = shared(mass * ((weight / seen) @ inside))
    return mass, likelihood


def _edge(at: Callable[[float], float], best: float, end: float, height: float) -> float:
    """How far towards an end a function is still as high."""
    if at(end) >= height:
        return end
    good, bad = best, end
    for _ in range(20):
        middle = (good + bad) / 2
        good, bad = (middle, bad) if at(middle) >= height else (good, middle)
    return good
