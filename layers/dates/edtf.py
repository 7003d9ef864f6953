"""EDTF dates (Extended Date/Time Format, levels 0 and 1) as bounds in days.

A day is an integer: days since 1970-01-01 in the proleptic Gregorian calendar. The plain forms are read by a
regular expression, seasons and unspecified digits by the edtf library. Four habits of that library are undone
here: winter ends in December, an open end lies ten years off, a reversed interval passes, "about" widens a
month by a year.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from waterbed.layers.dates.days import HALF_UNIT_DAYS, Precision, day_number
from waterbed.layers.dates.mends import date_mend
from waterbed.layers.errors import DateError

Mode = Literal["bounded", "lower", "upper", "undated"]

_SIMPLE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


_LIBRARY = re.compile(r"[0-9]{4}-2[1-4]|[0-9X]{3}X|[0-9]{4}-XX(?:-XX)?|[0-9]{4}-[0-9]{2}-XX")


_COARSENESS = {"": 0, "day": 1, "month": 2, "year": 3}


_LONGEST_TEXT = 64


_OPEN = ("", "..")


_FORMS = "write YYYY, YYYY-MM or YYYY-MM-DD"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Earliest and latest days of the start and the end of something; None where a day is unknown.

    A single date of coarse precision, such as a month, may start on any of its days and end on any of them.
    """

    start_min: int | None = None
    """First day on which it can have begun."""
    start_max: int | None = None
    """Last day on which it can have begun."""
    end_min: int | None = None
    """First day on which it can have ended."""
    end_max: int | None = None
    """Last day on which it can have ended."""
    start_margin: float = 0.0
    """Days of doubt each way about the start when its date is approximate; the bounds stay strict."""
    end_margin: float = 0.0
    """Days of doubt each way about the end when its date is approximate."""
    approximate: bool = False
    """Whether the source gives the date, or one end, as approximate (``~`` or ``%``)."""
    uncertain: bool = False
    """Whether the date, or one end, is doubted (``?`` or ``%``)."""
    precision: Precision = ""
    """Unit of the coarser end; seasons count as months, decades as years, "" when there is no date."""
    mode: Mode = "undated"
    """Which ends are known: both (bounded), only the start (lower), only the end (upper), none (undated)."""

    def __post_init__(self) -> None:
        """Refuse bounds that cannot be true."""
        for low, high in ((self.start_min, self.start_max), (self.end_min, self.end_max)):
            if (low is None) != (high is None):
                raise ValueError(f"A bound has one side only: {low}, {high}.")
            if low is not None and high is not None and low > high:
                raise ValueError(f"The earliest day {low} is after the latest day {high}.")
        known = (self.start_min is not None, self.end_min is not None)
        if known != _ENDS_OF[self.mode]:
            raise ValueError(f"Bounds of mode {self.mode!r} have the wrong ends.")


_ENDS_OF: dict[str, tuple[bool, bool]] = {
    "bounded": (True, True),
    "lower": (True, False),
    "upper": (False, True),
    "undated": (False, False),
}


@dataclass(frozen=True, slots=True)
class OneDate:
    """One date of an interval, or a date by itself."""

    first: int
    """Its first day."""
    last: int
    """Its last day."""
    precision: Precision
    """Its unit; a season counts as a month, a decade as a year."""
    approximate: bool = False
    """Whether the source gives it as approximate."""
    uncertain: bool = False
    """Whether it is doubted."""

    @property
    def margin(self) -> float:
        """Days of doubt each way."""
        if not self.approximate:
            return 0.0
        # A season or a decade is wider than the unit it is filed under.
        return max(HALF_UNIT_DAYS[self.precision], float((self.last - self.first + 1) // 2))


def parse(text: str) -> Bounds:
    """Read an EDTF date or interval; cached.

    Parameters
    ----------
    text
        ``2024``, ``2024-04``, ``2024-04-05``, each with ``~`` (about), ``?`` (doubtful) or ``%`` (both); a
        season ``2024-21`` to ``2024-24`` (winter runs into the next year); unspecified digits ``202X``,
        ``2024-XX``; an interval ``a/b``, or with one end open or unknown: ``a/``, ``a/..``, ``/b``, ``../b``.
        "" is no date.

    Raises
    ------
    DateError
        With what is wrong and what to write instead.

    Examples
    --------
    >>> from waterbed.layers.dates.days import from_day
    >>> b = parse("2024-04")
    >>> [from_day(d).isoformat() for d in (b.start_min, b.start_max)]
    ['2024-04-01', '2024-04-30']
    >>> parse("2019-08-18/").mode
    'lower'
    """
    found = _parse(text)
    if isinstance(found, DateError):
        # A new error each time: a cached one would collect tracebacks.
        raise DateError(found.problem, lambda: found.mend)
    return found


@lru_cache(maxsize=1 << 17)
def _parse(text: str) -> Bounds | DateError:
    # Failures are cached as values: a column of 100,000 equal faults is then as quick as one.
    try:
        return _read(text)
    except DateError as error:
        return error


def _read(text: str) -> Bounds:
    if not text:
        return Bounds()
    if len(text) > _LONGEST_TEXT:
        raise DateError("is too long for a date", _FORMS)
    start, slash, end = text.partition("/")
    if not slash:
        return _bounded(one_date(text), one_date(text))
    if start in _OPEN and end in _OPEN:
        raise DateError("has neither a start nor an end", "leave the cell empty when there is no date")
    if end in _OPEN:
        known = _bounded(_end_of(text, start), _end_of(text, start))
        return replace(known, end_min=None, end_max=None, end_margin=0.0, mode="lower")
    if start in _OPEN:
        known = _bounded(_end_of(text, end), _end_of(text, end))
        return replace(known, start_min=None, start_max=None, start_margin=0.0, mode="upper")
    first, last = _end_of(text, start), _end_of(text, end)
    if first.first > last.last:
        turned = f"write {end}/{start} if that is meant"
        raise DateError("ends before it starts", lambda: date_mend(text) or turned)
    return _bounded(first, last)


def _bounded(start: OneDate, end: OneDate) -> Bounds:
    return Bounds(
        start.first,
        start.last,
        end.first,
        end.last,
        start_margin=start.margin,
        end_margin=end.margin,
        approximate=start.approximate or end.approximate,
        uncertain=start.uncertain or end.uncertain,
        precision=max(start.precision, end.precision, key=_COARSENESS.__getitem__),
        mode="bounded",
    )


def _end_of(interval: str, text: str) -> OneDate:
    """Read one end of an interval; the interval as a whole may explain what is wrong with it."""
    try:
        return one_date(text)
    except DateError as error:
        wrong = error
    raise DateError(wrong.problem, lambda: date_mend(interval) or f"at {text}: {wrong.mend}")


@lru_cache(maxsize=1 << 16)
def one_date(text: str) -> OneDate:
    """Read an EDTF date that is no interval; cached.

    Raises
    ------
    DateError
        As `parse` does.
    """
    bare = text.rstrip("~?%")
    marks = text[len(bare) :]
    if len(marks) > 1:
        raise DateError("has more than one mark", f"write {bare}% for about and doubtful")
    simple = _SIMPLE.fullmatch(bare)
    if simple and int(simple[2] or 1) <= 12:
        first, last, precision = _simple(simple)
    elif _LIBRARY.fullmatch(bare):
        first, last, precision = _by_library(bare)
    else:
        raise _not_a_date(text)
    return OneDate(first, last, precision, marks in ("~", "%"), marks in ("?", "%"))


def _simple(found: re.Match[str]) -> tuple[int, int, Precision]:
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise _not_a_date(found[0]) from None
    if month is None:
        return day_number(first), day_number(first.replace(month=12, day=31)), "year"
    if day is None:
        last = first.replace(day=monthrange(first.year, month)[1])
        return day_number(first), day_number(last), "month"
    return day_number(first), day_number(first), "day"


def _by_library(text: str) -> tuple[int, int, Precision]:
    # Imported here: its grammar takes a tenth of a second to build and few data sets need it.
    from edtf import parse_edtf, struct_time_to_date
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        read = parse_edtf(text)
        first, last = struct_time_to_date(read.lower_strict()), struct_time_to_date(read.upper_strict())
    except (EDTFParseException, ValueError):
        raise _not_a_date(text) from None
    if text.endswith("-24"):  # northern winter: December and the two months after it
        last = date(last.year + 1, 3, 1) - timedelta(days=1) if last.year < date.max.year else date.max
    by_year = text[:4].endswith("X") or text[4:7] == "-XX"
    return day_number(first), day_number(last), "year" if by_year else "month"


def _not_a_date(text: str) -> DateError:
    return DateError("is not a date", lambda: date_mend(text) or _FORMS)
