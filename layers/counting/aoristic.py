"""Aoristic weights: an event known only to lie in a span counts in each period by its probability.

Reference: Ratcliffe 2002, J Quant Criminol 18(1) 23-43; found accurate where start, end and midpoint mislead (Ashby & Bowers
2013, Crime Science 2:1). Long spans distort (Andresen & Jenion 2004, Western Criminology Review 5(3)): their number is told.
"""

import numpy as np
import numpy.typing as npt
from numpy.typing import ArrayLike

Array = npt.NDArray[np.float64]


def aoristic_weights(start: ArrayLike, end: ArrayLike, edges: ArrayLike) -> Array:
    """Weigh events in periods, each by the share of its span that lies in the period (Ratcliffe 2002).

    The weight of an event between s and e in a period b is overlap(b, [s, e)) / (e - s). An event of a single moment, s = e,
    counts wholly in the period that holds it. Unknown bounds are not guessed.

    Parameters
    ----------
    start, end
        Bounds of each event in one unit, such as days, NaN unknown. The end is where the span stops: for an event on one of
        the whole days 3 to 5, that is 3 and 6.
    edges
        Bounds of the periods in the same unit, rising; a period holds its first edge and not its last.

    Returns
    -------
    numpy.ndarray
        Shape (events, edges - 1); NaN for an event without a span: a bound is unknown, or the end lies before the start.

    Examples
    --------
    >>> aoristic_weights([0, 5], [10, 5], [0, 4, 10]).tolist()
    [[0.4, 0.6], [0.0, 1.0]]
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
