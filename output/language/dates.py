"""Dates in words."""

import functools
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from babel.dates import DateTimeFormat, parse_pattern

from waterbed.layers.dates.days import from_day
from waterbed.layers.dates.edtf import Bounds, one_date, parse
from waterbed.layers.locale.strings import locale_of, until_taught
from waterbed.output.language.script import direction, tag
from waterbed.output.language.strings import templates

_SHARED = {"day": "yMMMd", "month": "yMMMM"}


_SHORT_MONTH = re.compile(r"(?<!M)MMM(?!M)")
_OPEN_DASH = re.compile(r"^d\s+–\s+$")


def period(text: str, lang: str, *, bound_words: str = "period") -> str:
    """EDTF text as a reader says it, at the precision of the data.

    ``bound_words`` chooses how bounds are said: ``period`` (something happened after or before) or ``presence``
    (something went on since or until).

    Examples
    --------
    >>> period("2023-09~/2024-04", "en")
    'about September 2023 – April 2024'
    >>> period("2020-01-01", "fr")
    '1er janvier 2020'
    >>> period("/2025-12", "en"), period("", "fr")
    ('by December 2025', 'sans date')
    """
    if not text:
        return str(templates(lang)["undated"])
    start, slash, end = text.partition("/")
    if slash and start not in ("", "..") and end not in ("", ".."):
        return _interval(start, end, lang)
    bounds = parse(text)
    if bounds.mode in ("lower", "upper"):
        known = start if bounds.mode == "lower" else end
        return str(templates(lang)[bound_words][bounds.mode]).format(_date(known, lang))
    return _date(text, lang)


@until_taught
def locale_texts(lang: str) -> Mapping[str, Any]:
    """How a language is named and written on a page: its ``tag``, its ``dir``, its dates.

    A ``day`` and a ``month`` have a pattern for each of the twelve months, a ``year`` has one: ``{d}``, ``{dd}`` and
    ``{y}`` stand for numbers; ``first_day`` for the 1 of a first of the month, where it is not "1". The calendar is the
    Gregorian one and digits are those of English, as wherever waterbed writes a date.
    """
    known = locale_of(lang)
    patterns = {
        "day": known.date_formats["long"].pattern,
        "month": known.datetime_skeletons["yMMMM"].pattern,
        "year": known.datetime_skeletons["y"].pattern,
    }
    said = {
        name: [re.sub(r"%\((\w+)\)s", r"{\1}", one).replace("%%", "%") for one in _by_month(pattern, lang)]
        for name, pattern in patterns.items()
    }
    dates = {**said, "year": said["year"][0], "first_day": str(templates(lang)["first_day"] or "")}
    return {"tag": tag(lang), "dir": direction(lang), **dates}


def _interval(start: str, end: str, lang: str) -> str:
    """Two plain dates of one precision share their month and year, as the language has it: "10–11 March 2025"."""
    (first, unit), (last, other) = _plain(start), _plain(end)
    # Babel's `format_interval`; its halves are remembered, since thousands of intervals share them.
    field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    if unit and unit == other and first != last and (half := _half(start, lang, field, 0)):
        return half + _half(end, lang, field, 1)
    ends = dict.fromkeys(_date(text, lang) for text in (start, end))
    return str(templates(lang)["date"]["span"]).format(*ends) if len(ends) == 2 else next(iter(ends))


@functools.lru_cache(maxsize=65_536)
def _plain(text: str) -> tuple[date, str]:
    """The first day of a date, and its precision where halves can be shared: day or month, neither about nor doubtful."""
    one = one_date(text)
    plain = not (one.approximate or one.uncertain) and one.precision in _SHARED
    return from_day(one.first), one.precision if plain else ""


@until_taught
def _half(text: str, lang: str, field: str, which: int) -> str:
    """The first or second half of an interval whose dates differ in a field; "" where the language has no such halves."""
    day, unit = _plain(text)
    patterns = _interval_patterns(unit, lang, field)
    if not patterns:
        return ""
    said = _by_pattern(patterns[which], day, lang)
    return _first_of_month(said, day, lang) if unit == "day" else said


@until_taught
def _interval_patterns(unit: str, lang: str, field: str) -> tuple[str, ...]:
    """The two halves of an interval, none where the language has no two.

    Babel has intervals of days with short names of months only; a single day beside them has the long one.
    """
    known = locale_of(lang).interval_formats.get(_SHARED[unit], {}).get(field, ())
    if len(known) != 2:
        return ()
    # thin spaces around the dash between bare days come and go with the release of CLDR: "10–11 March" has none
    closed = (_OPEN_DASH.sub("d–", half) for half in known)
    return tuple(_SHORT_MONTH.sub("MMMM", half) for half in closed)


def _by_pattern(pattern: str, day: date, lang: str) -> str:
    """A date by a CLDR pattern of day, month and year."""
    return _by_month(pattern, lang)[day.month - 1] % {"d": day.day, "dd": f"{day.day:02}", "y": day.year}


@until_taught
def _by_month(pattern: str, lang: str) -> tuple[str, ...]:
    """A pattern with the month said, for each of the twelve: so Babel, which takes its time, is not asked for every date."""
    days = (date(2000, month, 1) for month in range(1, 13))
    fields = (_WithoutNumbers(day, locale_of(lang)) for day in days)
    return tuple(str(parse_pattern(pattern) % of_month) for of_month in fields)


class _WithoutNumbers(DateTimeFormat):
    """Babel's fields of a date, with those of its day and year left open."""

    def __getitem__(self, name: str) -> str:
        return f"%({name})s" if name[0] in "dy" else str(super().__getitem__(name))


@until_taught
def _date(text: str, lang: str) -> str:
    words, bounds = templates(lang), parse(text)
    plain = _calendar(bounds, lang)
    if bounds.approximate and bounds.uncertain:
        return str(words["date"]["both"]).format(plain)
    if bounds.approximate:
        return str(words["date"]["approximate"]).format(plain)
    return str(words["date"]["uncertain"]).format(plain) if bounds.uncertain else plain


def _first_of_month(said: str, day: date, lang: str) -> str:
    """French has "1er janvier" where Babel has "1 janvier"."""
    first_day: str | None = templates(lang)["first_day"]
    return re.sub(r"\b1\b", first_day, said, count=1) if first_day and day.day == 1 else said


def _calendar(bounds: Bounds, lang: str) -> str:
    if bounds.start_min is None or bounds.end_max is None:
        raise ValueError(f"{bounds} is not one date")
    first, last = from_day(bounds.start_min), from_day(bounds.end_max)
    calendar = locale_of(lang)
    if first == last:
        return _first_of_month(_by_pattern(calendar.date_formats["long"].pattern, first, lang), first, lang)
    skeleton = "y" if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) else "yMMMM"
    pattern = calendar.datetime_skeletons[skeleton].pattern
    return " – ".join(dict.fromkeys(_by_pattern(pattern, day, lang) for day in (first, last)))
