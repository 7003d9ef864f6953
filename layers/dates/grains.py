"""Lengths of periods: a number a year and a number a month are not on one scale."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from waterbed.layers.dates.days import from_day

Grain = Literal["day", "week", "month", "quarter", "half", "year", "span"]

_MONTHS: dict[int, Grain] = {1: "month", 3: "quarter", 6: "half", 12: "year"}


def grain_of(first: int, last: int) -> Grain:
    """What a period is called by its length; ``span`` for one that is no whole unit.

    Whole months count from any first of a month, so that a budget year from July is a year.

    Examples
    --------
    >>> from waterbed.layers.dates.edtf import parse
    >>> [grain_of(b.start_min, b.end_max) for b in map(parse, ("2024", "2024-02", "2023-07/2024-06", "2024-02-03"))]
    ['year', 'month', 'year', 'day']
    """
    if last == first:
        return "day"
    start, after = from_day(first), from_day(last + 1)
    if start.day == 1 and after.day == 1:
        months = 12 * (after.year - start.year) + after.month - start.month
        return _MONTHS.get(months, "span")
    return "week" if last - first == 6 else "span"


def grains_of(first: npt.NDArray[np.float64], last: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    """`grain_of` for columns of days, "" where a day is not known."""
    known = {
        pair: grain_of(int(pair[0]), int(pair[1])) if np.isfinite(pair).all() else ""
        for pair in set(zip(first.tolist(), last.tolist(), strict=True))
        if pair == pair
    }
    return np.array(
        [known.get(pair, "") for pair in zip(first.tolist(), last.tolist(), strict=True)], dtype=object
    )
