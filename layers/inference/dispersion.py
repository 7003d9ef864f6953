"""How much counts vary by themselves: between dates before a crackdown, else between places that it did not touch.

Periods of placebo dates overlap: a date a month later is half the same. How many independent dates they are worth follows
from how much any two share (Satterthwaite 1946, Biometrics Bulletin 2(6)): far more than can be laid side by side, far fewer
than there are.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from waterbed.layers.measures.intervals import student

Floats: TypeAlias = npt.NDArray[np.float64]
Days: TypeAlias = npt.NDArray[np.int64]

FEWEST_DEGREES = 3.0
"""Under so many degrees of freedom nothing is known of how much counts vary."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How much something varies, as a multiple of what Poisson counts would."""

    phi: float
    """Variance as a multiple of that of Poisson counts; what is under 1 is chance."""
    degrees: float
    """Degrees of freedom that it is known by."""

    by_places: bool = False
    """Whether it is what control places differ by, and not what dates do."""

    def factor(self, level: float) -> float:
        """By how much an interval for Poisson counts is widened; it is never made narrower."""
        return max(1.0, float(self.phi**0.5) * student(level, self.degrees) / student(level, None))


def worth(dates: Days, days: int, between: int) -> float:
    """How many independent dates some dates are worth whose periods overlap.

    Parameters
    ----------
    dates
        First days of the periods after.
    days
        Length of a period.
    between
        Days between the two periods of a date.

    >>> [round(worth(dates, 180, 0), 1) for dates in (np.array([0, 1000, 2000]), np.arange(0, 1800, 30))]
    [3.0, 15.2]
    """
    if not len(dates):
        return 0.0
    apart = np.abs(dates[:, np.newaxis] - dates)
    same = np.clip(days - apart, 0, None)
    opposite = np.clip(days - np.abs(apart - days - between), 0, None)
    shared = (2 * same - opposite) / (2 * days)
    return float(len(dates) ** 2 / (shared**2).sum())


def between_places(before: Floats, after: Floats, size: float) -> Spread | None:
    """What places differ by in how they changed; None where they are too few.

    Pearson's chi-square of places by periods over its degrees of freedom. Counts that come in bursts vary the more the
    larger they are: for an area with more than these places have on average it is raised in proportion.

    Parameters
    ----------
    before, after
        Counts of places that the crackdown did not touch.
    size
        What was counted in a place of the area that is judged.
    """
    seen = before + after
    before, after, seen = before[seen > 0], after[seen > 0], seen[seen > 0]
    degrees = len(seen) - 1
    if degrees < FEWEST_DEGREES or not before.sum() or not after.sum():
        return None
    share = after.sum() / seen.sum()
    phi = float(((after - seen * share) ** 2 / (seen * share * (1 - share))).sum() / degrees)
    return Spread(
        1 + (phi - 1) * max(1.0, size / float(seen.mean())) if phi > 1 else phi, degrees, by_places=True
    )
