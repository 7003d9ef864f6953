"""Did the pattern of places change? The spatial point pattern test, on the counts of places before and after.

Andresen 2009, Applied Geography 29(3), doi 10.1016/j.apgeog.2008.12.004, asks in how many of the areas the share of all that
is counted stayed the same: the index S. In the newest form (Wheeler, Steenbeek & Andresen 2018, Transactions in GIS 22(3),
doi 10.1111/tgis.12341) each share is compared by a test of two proportions, and the many tests are corrected for one another
(Benjamini & Yekutieli 2001, Ann Stat 29(4)); the robust S leaves out areas with nothing before and after.

The test takes counts for independent events. Real ones come in bursts, so that with no change at all many places would seem
changed. What most places vary by is read off the places themselves: the median of their statistics over that of chi-square
(Devlin & Roeder 1999, Biometrics 55(4)). Only what stands out of that is told as changed; it takes 20 places.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from numpy.typing import ArrayLike

from waterbed.layers.measures.estimates import FEWEST

Floats = npt.NDArray[np.float64]

LEVEL = 0.05
"""Share of false ones among the places told as changed, at most."""

FEWEST_PLACES = 20
"""Under so many places with `FEWEST` counted or more, how much places vary by themselves is not known."""

_MEDIAN = 0.454936
"""Median of chi-square with one degree of freedom."""

_DEGREES_A_PLACE = 0.37
"""A median of k such statistics tells a variance as well as 0.37 k independent squares do."""


@dataclass(frozen=True, slots=True, eq=False)
class Similarity:
    """How alike two patterns of counts are; arrays have a row a place, in the order given."""

    s: float
    """Index S: share of places whose part did not change."""
    robust_s: float
    """The same without places with nothing before and after."""
    places: int
    """Places compared."""
    empty: int
    """Those with nothing before and after."""
    p: Floats
    """Of each place the p-value of a change in its share, 1 where nothing was counted."""
    q: Floats
    """The same, corrected for the number of places (Benjamini & Yekutieli)."""
    difference: Floats
    """Share of all after, less that before."""
    spread: float | None
    """How many times as much as by chance alone the shares vary, at least 1; None under `FEWEST_PLACES` places."""
    changed: npt.NDArray[np.bool_]
    """Places that stand out of that; none where it is not known."""


def similarity(before: ArrayLike, after: ArrayLike) -> Similarity | None:
    """Compare the share of each place in all that was counted, before and after.

    Parameters
    ----------
    before, after
        Counts of the places, 0 where nothing was counted.

    Returns
    -------
    Similarity or None
        None where fewer than five were counted before, or after.

    >>> found = similarity([10, 10, 10, 0], [30, 3, 3, 0])
    >>> (found.s, round(found.robust_s, 2), found.empty, found.spread)
    (0.25, 0.0, 1, None)
    """
    b, a = (np.asarray(counts, dtype=np.float64) for counts in (before, after))
    if b.sum() < FEWEST or a.sum() < FEWEST:
        return None
    seen = a + b > 0
    statistic = _statistics(b, a)
    p, q = np.ones(len(b)), np.ones(len(b))
    p[seen] = _tail(statistic[seen])
    q[seen] = adjusted(p[seen])
    same = q > LEVEL
    plain = _statistics(b, a, corrected=False)
    spread = _spread(plain[a + b >= FEWEST])
    changed = np.zeros(len(b), dtype=bool)
    if spread is not None:
        degrees = _DEGREES_A_PLACE * int((a + b >= FEWEST).sum())
        changed[seen] = adjusted(_tail(_rated(plain[seen] / spread, degrees)), dependent=False) <= LEVEL
    return Similarity(
        s=float(same.mean()),
        robust_s=float(same[seen].mean()),
        places=len(b),
        empty=int((~seen).sum()),
        p=p,
        q=q,
        difference=a / a.sum() - b / b.sum(),
        spread=spread,
        changed=changed,
    )


def adjusted(p: Floats, *, dependent: bool = True) -> Floats:
    """P-values corrected for their number, however they hang together (Benjamini & Yekutieli 2001).

    >>> adjusted(np.array([0.01, 0.5])).round(3).tolist()
    [0.03, 0.75]
    """
    count = len(p)
    order = np.argsort(p)[::-1]
    rank = np.arange(count, 0, -1)
    raised = p[order] * count * ((1 / rank).sum() if dependent else 1.0) / rank
    q = np.empty(count)
    q[order] = np.minimum(np.minimum.accumulate(raised), 1)
    return q


def _statistics(before: Floats, after: Floats, *, corrected: bool = True) -> Floats:
    """Chi-square of each place's share, before and after, with Yates' correction or without."""
    b, a = before.sum(), after.sum()
    rest = np.abs(before * (a - after) - after * (b - before)) - (a + b) / 2 * corrected
    margins = (before + after) * (a + b - before - after) * a * b
    raised = np.clip(rest, 0, None) ** 2 * (a + b)
    return np.asarray(np.divide(raised, margins, out=np.zeros(len(before)), where=margins > 0))


def _tail(statistic: Floats) -> Floats:
    """Probability of a larger chi-square with one degree of freedom."""
    return np.array([math.erfc(math.sqrt(one / 2)) for one in statistic])


def _rated(statistic: Floats, degrees: float) -> Floats:
    """Squares of Student's t as the chi-squares that are as unlikely (Wallace 1959, Ann Math Stat 30(4))."""
    shrunk = (8 * degrees + 1) / (8 * degrees + 3)
    return np.asarray(shrunk**2 * degrees * np.log1p(statistic / degrees))


def _spread(statistic: Floats) -> float | None:
    return max(1.0, float(np.median(statistic)) / _MEDIAN) if len(statistic) >= FEWEST_PLACES else None
