"""What an axis of days is marked with: centuries, years, months or days, whatever has room. The player's ``ticks.js``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from waterbed.layers.dates.days import date_text, day_number, from_day
from waterbed.output.language.dates import period

_LINES_APART = 12.0
"""Nearer than this, in pixels, not every year has a line."""


_YEAR_ROOM, _MONTH_ROOM, _DAY_ROOM = 44.0, 104.0, 116.0
"""Pixels that a label takes with the gap to the next."""


_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


_MONTHS = (1, 2, 3, 6)


_DAYS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of an axis, and what stands beside it where there is room."""

    day: int
    text: str


def ticks(first: int, last: int, pixels: float, lang: str) -> list[Tick]:
    """Mark an axis from one day to the end of another, as long as so many pixels.

    Years, all of them where their lines do not crowd, else round ones; months in an extent with less than two New Year's
    days, and days in one with less than two first days of a month. There is always one.
    """
    a_day = pixels / (last + 1 - first)
    step = _step(_YEARS, 365.25 * a_day, _LINES_APART, _YEAR_ROOM)
    found = [Tick(day, str(from_day(day).year)) for day in _new_years(first, last, step)]
    if len(found) > 1 or last - first > 2 * 366:
        return found or [Tick(first, str(from_day(first).year))]
    step = _step(_MONTHS, 30.44 * a_day, _MONTH_ROOM, _MONTH_ROOM)
    months = [day for day in _months(first, last) if (from_day(day).month - 1) % step == 0]
    if len(months) > 1:
        return [Tick(day, period(date_text(day, "month"), lang)) for day in months]
    step = _step((*_DAYS, last + 1 - first), a_day, _DAY_ROOM, _DAY_ROOM)
    return [Tick(day, period(date_text(day), lang)) for day in range(first, last + 1, step)]


def _step(steps: tuple[int, ...], unit: float, enough: float, room: float) -> int:
    """The smallest step whose labels have room; one of every unit where that is enough."""
    if unit >= enough:
        return 1
    return next((step for step in steps if step * unit >= room), steps[-1])


def _new_years(first: int, last: int, step: int) -> Iterator[int]:
    begin = -(-from_day(first).year // step) * step
    for year in range(max(begin, 1), from_day(last).year + 1, step):
        if first <= (day := day_number(date(year, 1, 1))) <= last:
            yield day


def _months(first: int, last: int) -> Iterator[int]:
    year, month = from_day(first).year, from_day(first).month
    while (year, month) <= (from_day(last).year, from_day(last).month):
        if (day := day_number(date(year, month, 1))) >= first:
            yield day
        year, month = year + month // 12, month % 12 + 1
