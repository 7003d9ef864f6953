"""Intervals for what is computed from counts of events, each count being Poisson around a true mean.

Where every count is large the difference of counts is close to normal. Scam-hub counts are tens and units, so the other
intervals are simulated: each true mean is drawn from the gamma distribution with shape count + 1/2, the approximate
fiducial distribution of a Poisson mean (Krishnamoorthy & Lee 2010, J Stat Plan Inference 140(5), doi
10.1016/j.jspi.2009.11.004), and the measure is computed from the drawn means. Unlike in a resampling of the counts
themselves, a count of zero keeps its doubt: the mean behind it need not be zero. The draws are seeded: the same counts give
the same interval.
"""

import functools
from collections.abc import Callable, Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


Formula = Callable[[Array], Array]
"""Computes a measure from an array with a row per count."""

LEVEL = 0.95


SEED = 0


DRAWS = 20_000


def normal_interval(value: float, se: float, level: float = LEVEL) -> tuple[float, float]:
    """Bounds value -/+ z * se, z being the normal quantile of `level`.

    >>> [round(bound) for bound in normal_interval(-118, 1568**0.5)]
    [-196, -40]
    """
    reach = NormalDist().inv_cdf((1 + level) / 2) * se
    return value - reach, value + reach


def drawn_means(counts: Sequence[float], *, seed: int = SEED) -> Array:
    """Draw the true means behind some counts.

    Returns
    -------
    ndarray
        A row per count, in their order, of ``DRAWS`` means, each above 0.
    """
    return _drawn(tuple(map(float, counts)), seed)


@functools.lru_cache(maxsize=8)
def _drawn(counts: tuple[float, ...], seed: int) -> Array:
    """The measures of one design draw from the same counts one after the other; what they share is not to be changed."""
    means = np.array([_mean(count, seed, row) for row, count in enumerate(counts)])
    means.flags.writeable = False
    return means


@functools.lru_cache(maxsize=64)
def _mean(count: float, seed: int, row: int) -> Array:
    """Draws of one mean; each row of counts has its own, so that a count is drawn once for all measures it goes into."""
    stream = np.random.Generator(np.random.PCG64(seed).jumped(row))
    return stream.standard_gamma(count + 0.5, size=DRAWS)


def drawn_sums(counts: Sequence[float], coefficients: Sequence[float], *, seed: int = SEED) -> Array:
    """Draw a weighted sum of the true means behind some counts.

    Counts of equal coefficient are added up first: their sum is again Poisson, and one half is added to it only once.
    """
    distinct, group = np.unique(np.asarray(coefficients, dtype=float), return_inverse=True)
    pooled = np.bincount(group, weights=np.asarray(counts, dtype=float))
    return np.asarray(distinct @ drawn_means(pooled.tolist(), seed=seed), dtype=np.float64)


def drawn_interval(
    draws: Array, level: float = LEVEL, *, valid: NDArray[np.bool_] | None = None
) -> tuple[float, float]:
    """Bounds between which the middle `level` of the draws lie.

    Parameters
    ----------
    draws
        Simulated values of a measure.
    level
        Share of the draws between the bounds.
    valid
        Draws for which the measure means anything. The others count against both ends, so that an end is infinite where
        more than (1 - level) / 2 of the draws are not valid.
    """
    tail = (1 - level) / 2
    lows = draws if valid is None else np.where(valid, draws, -np.inf)
    highs = draws if valid is None else np.where(valid, draws, np.inf)
    low = np.quantile(lows, tail, method="lower")
    high = np.quantile(highs, 1 - tail, method="higher")
    return float(low), float(high)


def student(level: float, degrees: float | None) -> float:
    """Quantile of Student's t that holds the middle `level`; of the normal distribution without degrees of freedom.

    By Fisher's expansion, right to 0.03 from 3 degrees on.

    >>> [round(student(0.95, degrees), 2) for degrees in (3, 5, 10, 30, None)]
    [3.16, 2.57, 2.23, 2.04, 1.96]
    """
    z = NormalDist().inv_cdf((1 + level) / 2)
    if degrees is None:
        return z
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return z + sum((term / float(degrees**power) for power, term in enumerate(terms, start=1)), 0.0)
