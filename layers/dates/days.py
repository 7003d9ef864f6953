"""Days as numbers, counted from 1970-01-01, and as the dates that they are."""

from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year", ""]


_EPOCH = date(1970, 1, 1).toordinal()


FIRST_DAY, LAST_DAY = (day.toordinal() - _EPOCH for day in (date.min, date.max))
"""The days of the calendar: years have four digits."""


HALF_UNIT_DAYS = {"day": 1.0, "month": 15.0, "year": 183.0}


def day_number(day: date) -> int:
    """Days from 1970-01-01 to a date.

    >>> day_number(date(2025, 5, 1))
    20209
    """
    return day.toordinal() - _EPOCH


def from_day(day: int) -> date:
    """Return the date of a day number; before year 1 and after 9999 the first or last that a calendar has.

    Windows around a date reach that far: half a year before a crackdown of year 1.

    >>> from_day(day_number(date(1, 1, 1)) - 180).isoformat()
    '0001-01-01'
    """
    return date.fromordinal(min(max(int(day) + _EPOCH, 1), date.max.toordinal()))


def date_text(day: int, precision: Precision = "day") -> str:
    """Write a day as EDTF, cut to a precision.

    >>> date_text(20209), date_text(20209, "month")
    ('2025-05-01', '2025-05')
    """
    if precision not in HALF_UNIT_DAYS:
        raise ValueError(f"{precision!r} is no precision of a date; use 'day', 'month' or 'year'.")
    return from_day(day).isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]
