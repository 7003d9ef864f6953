"""Periods as whole numbers: the moments where they begin, and their names."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from waterbed.layers.trace.rules import Rules

_EPOCH = date(1970, 1, 1)
_PARTS = {"year": 1, "quarter": 4, "month": 12}


def period_of(us: NDArray[np.int64], rules: Rules) -> NDArray[np.int32]:
    """Return the number of the period of each moment.

    Parameters
    ----------
    us
        Microseconds since 1970 (UTC), years 1 to 9999.

    Returns
    -------
    numpy.ndarray
        ``year``, ``year * 4 + quarter - 1``, ``year * 12 + month - 1``, or days since 1970-01-01, in the rules' time zone.
    """
    if not len(us):
        return np.empty(0, dtype=np.int32)
    numbers, begin = period_edges(int(us.min()), int(us.max()), rules)
    return numbers[np.searchsorted(begin, us, side="right") - 1]


def period_edges(low_us: int, high_us: int, rules: Rules) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the periods that hold some moments.

    Returns
    -------
    tuple
        The number of each period, without a gap, and the moment where it begins (microseconds of UTC), ascending; the
        first begins at `low_us` or before, the last one holds `high_us`.
    """
    first, last = (_day_of(us, rules) for us in (low_us, high_us))
    numbers = np.arange(_number(first, rules.period), _number(last, rules.period) + 1, dtype=np.int32)
    begin = [_begin_us(int(number), rules.period, rules.time_zone or "UTC") for number in numbers]
    return numbers, np.array(begin, dtype=np.int64)


def first_day(number: int, period: str) -> date:
    """Return the first day of a period.

    >>> first_day(24289, "month"), first_day(8096, "quarter")
    (datetime.date(2024, 2, 1), datetime.date(2024, 1, 1))
    """
    if period == "day":
        return _EPOCH + timedelta(days=number)
    parts = _PARTS[period]
    return date(number // parts, number % parts * (12 // parts) + 1, 1)


def period_name(number: int, period: str) -> str:
    """Write a period as a date of EDTF: ``2024``, ``2024-02``, ``2024-02-01``; a quarter as ``2024-01/2024-03``."""
    first = first_day(number, period)
    if period == "quarter":
        return f"{first:%Y-%m}/{first_day(first.year * 12 + first.month + 1, 'month'):%Y-%m}"
    return first.isoformat()[: {"year": 4, "month": 7, "day": 10}[period]]


def _number(day: date, period: str) -> int:
    if period == "day":
        return (day - _EPOCH).days
    parts = _PARTS[period]
    return day.year * parts + (day.month - 1) * parts // 12


def _day_of(us: int, rules: Rules) -> date:
    moment = datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC")) + timedelta(microseconds=us)
    return moment.astimezone(ZoneInfo(rules.time_zone or "UTC")).date()


@lru_cache(maxsize=50_000)
def _begin_us(number: int, period: str, zone: str) -> int:
    day = first_day(number, period)
    local = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    # Where clocks leave midnight out, the offset before it gives the moment of the change, at which the day begins.
    return int(local.timestamp()) * 1_000_000
