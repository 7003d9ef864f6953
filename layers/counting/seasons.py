"""Does what is counted have a season? Then periods that are no whole years compare one season with another.

The test, which is ours, asks whether the same months of the years before stand out alike. The years are turned against one
another, each as a whole, so that what a month owes to the months beside it stays as it is; a slow trend is taken out
before, by a mean over twelve months.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from waterbed.layers.counting.tally import Tally

YEAR_DAYS = 365
"""Length of a period of a whole year."""

FEWEST_YEARS = 4
"""Under so many whole years before a crackdown nothing is said of a season."""

LEVEL = 0.05
"""Chance that a season is said to show where there is none."""

MOST_YEARS = 20

TURNS = 999

_MONTHS = 12

Floats = npt.NDArray[np.float64]


def season_shows(areas: Iterable[Tally], first: int, day: int) -> bool:
    """Whether what is counted in some areas goes with the time of the year.

    Parameters
    ----------
    areas
        What is counted in each.
    first
        First day on record.
    day
        The day before which months are compared, that of the crackdown.
    """
    years = min(MOST_YEARS, int((day - first) // (YEAR_DAYS + 0.25)))
    if years < FEWEST_YEARS:
        return False
    edges = np.round(day - np.arange(years * _MONTHS, -1, -1) * (YEAR_DAYS + 0.25) / _MONTHS).astype(int)
    counts = np.array([np.diff(one.upto(edges[0], day)[edges - edges[0]]) for one in areas])
    return season_chance(counts[counts.sum(axis=1) > 0]) < LEVEL


def season_chance(counts: Floats, *, seed: int = 0) -> float:
    """How often months that have nothing to do with the time of the year stand out as much (p-value).

    Parameters
    ----------
    counts
        A row an area, a column a month, in whole years.
    seed
        Seed of the turns of the years.
    """
    if not counts.size:
        return 1.0
    years = counts.shape[1] // _MONTHS - 1
    # A mean over twelve months, centred on a month, takes half of the months at both ends: half a year each side goes.
    ends = np.full(_MONTHS + 1, 1 / _MONTHS)
    ends[[0, -1]] /= 2
    trend = np.array([np.convolve(row, ends, mode="valid") for row in counts])
    rest = counts[:, _MONTHS // 2 : _MONTHS // 2 + trend.shape[1]] - trend
    rest = rest[:, : years * _MONTHS].reshape(len(counts), years, _MONTHS)
    scale = counts.mean(axis=1)
    turns = np.random.default_rng(seed).integers(0, _MONTHS, (TURNS + 1, years))
    turns[0] = 0
    month = (np.arange(_MONTHS) + turns[:, :, np.newaxis]) % _MONTHS
    year = np.arange(years)[:, np.newaxis]
    found = np.zeros(TURNS + 1)
    for row, size in zip(rest, scale, strict=True):
        found += (row[year, month].sum(axis=1) ** 2).sum(axis=1) / size
    # Months of unlike length make a pattern of their own: what is under the expectation of Poisson counts is no season.
    chance = len(counts) * years * (_MONTHS - 1)
    return 1.0 if found[0] <= chance else float((found >= found[0] - 1e-9).mean())
