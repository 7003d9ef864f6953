"""Aoristic counts: an event known only to lie in a span counts in each period by its probability.

Reference: Ratcliffe 2002, J Quant Criminol 18(1) 23-43; found accurate where start, end and midpoint mislead (Ashby & Bowers
2013, Crime Science 2:1). Long spans distort (Andresen & Jenion 2004, Western Criminology Review 5(3)): their number is told.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from waterbed.layers.measures.intervals import Array


@dataclass(frozen=True, slots=True)
class AoristicCounts:
    """Sums of weights by period, and what they leave out."""

    counts: Array
    """Events in each period, in the order of the edges; one number fewer than edges."""
    outside: float
    """Weight that falls before the first edge or after the last one, in events."""
    unknown: int
    """Events without a span: a bound is unknown, or the end lies before the start. They count nowhere."""
    spread: int
    """Events that fall into more than one period, or partly outside."""
    longer: int
    """Events whose span is longer than the longest period: where they are many, the counts are smoothed."""


def aoristic_counts(start: ArrayLike, end: ArrayLike, edges: ArrayLike) -> AoristicCounts:
    """Count events by period, each by the share of its span that lies in the period (Ratcliffe 2002).

    The weight of an event between s and e in a period b is overlap(b, [s, e)) / (e - s). An event of a single moment, s = e,
    counts wholly in the period that holds it. Unknown bounds are reported, not guessed.

    Parameters
    ----------
    start, end
        Bounds of each event in one unit, such as days, NaN unknown. The end is where the span stops: for an event on one of
        the whole days 3 to 5, that is 3 and 6.
    edges
        Bounds of the periods in the same unit, rising; a period holds its first edge and not its last.

    Returns
    -------
    AoristicCounts
        The weights of all events with a span add up to ``counts.sum() + outside``.

    >>> aoristic_counts([0, 5], [10, 5], [0, 4, 10]).counts.tolist()
    [0.4, 1.6]
    """
    starts, ends, bounds = (np.asarray(values, dtype=float) for values in (start, end, edges))
    if bounds.ndim != 1 or len(bounds) < 2 or not (np.diff(bounds) > 0).all():
        raise ValueError(f"The edges {bounds.tolist()} do not rise; give two or more in rising order.")
    has_span = ends >= starts
    starts, ends = starts[has_span], ends[has_span]
    counts = np.zeros(len(bounds) - 1)
    whole = 0
    share_before = _share_before(starts, ends, bounds[0])
    for at, edge in enumerate(bounds[1:]):
        share_before_next = _share_before(starts, ends, edge)
        weight = share_before_next - share_before
        counts[at] = weight.sum()
        whole += int((weight == 1).sum())
        share_before = share_before_next
    return AoristicCounts(
        counts=counts,
        outside=max(0.0, float(len(starts) - counts.sum())),
        unknown=int((~has_span).sum()),
        spread=_touching(starts, ends, bounds) - whole,
        longer=int((ends - starts > np.diff(bounds).max()).sum()),
    )


def aoristic_weights(start: ArrayLike, end: ArrayLike, edges: ArrayLike) -> Array:
    """Weight of each event in each period, shape (events, edges - 1); NaN for an event without a span.

    Arguments as in :func:`aoristic_counts`, of which these are the weights before they are summed.
    """
    starts, ends = (np.asarray(values, dtype=float)[:, np.newaxis] for values in (start, end))
    weights = np.diff(_share_before(starts, ends, np.asarray(edges, dtype=float)), axis=1)
    return np.where(ends >= starts, weights, np.nan)


def _share_before(starts: Array, ends: Array, edge: Array | float) -> Array:
    """Share of each span that lies before an edge; a moment lies before an edge that comes after it."""
    length = ends - starts
    moment = length == 0
    share = np.clip((edge - starts) / np.where(moment, 1.0, length), 0.0, 1.0)
    return np.asarray(np.where(moment, starts < edge, share))


def _touching(starts: Array, ends: Array, bounds: Array) -> int:
    """Number of events with some weight between the first and the last edge."""
    inside = _share_before(starts, ends, bounds[-1]) - _share_before(starts, ends, bounds[0])
    return int((inside > 0).sum())
