"""The spoken map: dates, places, numbers and cited sentences in the reader's language."""

import functools
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import DateTimeFormat, format_interval, parse_pattern
from babel.numbers import format_decimal

from waterbed.layers.dates import Bounds, from_day, one_date, parse
from waterbed.layers.vocabulary import word_label

_LOCALE = Path(__file__).parent / "locale"
_FALLBACK = "en"
_SHARED = {"day": "yMMMd", "month": "yMMMM"}
_SHORT_MONTH = re.compile(r"(?<!M)MMM(?!M)")
_CITED = re.compile(r"\s*(?P<sentence>[^\[\]]*?)\s*\[(?P<records>[^\]]*)\]", re.DOTALL)


@functools.cache
def interface(lang: str) -> Mapping[str, str]:
    """Interface strings of a language; those that it lacks are English."""
    return {**_read("{}.json", _FALLBACK).get("ui", {}), **_read("{}.json", lang).get("ui", {})}


@functools.cache
def templates(lang: str) -> Mapping[str, Any]:
    """Sentence templates of a language; those that it lacks are English."""
    return {**_read("wording-{}.json", _FALLBACK), **_read("wording-{}.json", lang)}


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


def _interval(start: str, end: str, lang: str) -> str:
    """Two plain dates of one precision share their month and year, as the language has it: "10–11 March 2025"."""
    (first, unit), (last, other) = _plain(start), _plain(end)
    if not unit or unit != other:
        return str(templates(lang)["date"]["span"]).format(_date(start, lang), _date(end, lang))
    # Babel's `format_interval`; its halves are remembered, since thousands of intervals share them.
    field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    if first != last and (half := _half(start, lang, field, 0)):
        return half + _half(end, lang, field, 1)
    return str(format_interval(first, last, _SHARED[unit], locale=_locale_of(lang)))


@functools.lru_cache(maxsize=65_536)
def _plain(text: str) -> tuple[date, str]:
    """The first day of a date, and its precision where halves can be shared: day or month, neither about nor doubtful."""
    one = one_date(text)
    plain = not (one.approximate or one.uncertain) and one.precision in _SHARED
    return from_day(one.first), one.precision if plain else ""


@functools.lru_cache(maxsize=65_536)
def _half(text: str, lang: str, field: str, which: int) -> str:
    """The first or second half of an interval whose dates differ in a field; "" where the language has no such halves."""
    day, unit = _plain(text)
    patterns = _interval_patterns(unit, lang, field)
    if not patterns:
        return ""
    said = _by_pattern(patterns[which], day, lang)
    return _first_of_month(said, day, lang) if unit == "day" else said


@functools.cache
def _interval_patterns(unit: str, lang: str, field: str) -> tuple[str, ...]:
    """Babel has intervals of days with short names of months only; a single day beside them has the long one."""
    known = _locale_of(lang).interval_formats.get(_SHARED[unit], {}).get(field, ())
    return tuple(_SHORT_MONTH.sub("MMMM", half) for half in known)


def _by_pattern(pattern: str, day: date, lang: str) -> str:
    """A date by a CLDR pattern of day, month and year."""
    return _by_month(pattern, lang)[day.month - 1] % {"d": day.day, "dd": f"{day.day:02}", "y": day.year}


@functools.cache
def _by_month(pattern: str, lang: str) -> tuple[str, ...]:
    """A pattern with the month said, for each of the twelve: so Babel, which takes its time, is not asked for every date."""
    days = (date(2000, month, 1) for month in range(1, 13))
    fields = (_WithoutNumbers(day, _locale_of(lang)) for day in days)
    return tuple(str(parse_pattern(pattern) % of_month) for of_month in fields)


class _WithoutNumbers(DateTimeFormat):
    """Babel's fields of a date, with those of its day and year left open."""

    def __getitem__(self, name: str) -> str:
        return f"%({name})s" if name[0] in "dy" else str(super().__getitem__(name))


@functools.lru_cache(maxsize=65_536)
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
    calendar = _locale_of(lang)
    if first == last:
        return _first_of_month(_by_pattern(calendar.date_formats["long"].pattern, first, lang), first, lang)
    skeleton = "y" if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) else "yMMMM"
    pattern = calendar.datetime_skeletons[skeleton].pattern
    return " – ".join(dict.fromkeys(_by_pattern(pattern, day, lang) for day in (first, last)))


def number(value: float, lang: str) -> str:
    """A number with the separators of the language, at most three decimals."""
    return str(format_decimal(float(f"{value:.12g}"), locale=_locale_of(lang)))


def plural(forms: Mapping[str, str], n: float, lang: str) -> str:
    """The form of a template that a number takes in the language (CLDR plural rules).

    Examples
    --------
    >>> plural({"one": "{n} place", "other": "{n} places"}, 0, "en")
    '{n} places'
    >>> plural({"one": "{n} lieu", "other": "{n} lieux"}, 0, "fr")
    '{n} lieu'
    """
    return str(forms.get(str(_locale_of(lang).plural_form(n)), forms["other"]))


def about(value: float, lang: str) -> str:
    """A computed number at the precision that counts of events can carry: two or three digits, or all before the point.

    Examples
    --------
    >>> [about(value, "en") for value in (-148.34, 55.08, 0.1126, -0.0001)]
    ['−148', '55.1', '0.11', '0']
    """
    digits = 3 - sum(abs(value) >= size for size in (0.1, 10, 100))
    return number(round(value, digits) + 0.0, lang).replace("-", "−")


def figure(value: float, qualifier: str, unit: str, lang: str) -> str:
    """A figure in words: "more than 970,000 users"."""
    qualified = "" if qualifier in ("", "exact") else word_label(qualifier, lang)
    said = str(templates(lang)["figure"])
    return said.format(qualifier=qualified, n=number(value, lang), unit=word_label(unit, lang)).strip()


def quantity(low: float, best: float, high: float, unit: str, lang: str) -> str:
    """A size in words, the best estimate before a range; empty when none is stated (NaN)."""
    known = {
        name: number(size, lang)
        for name, size in (("low", low), ("best", best), ("high", high))
        if size == size
    }
    if not known:
        return ""
    words, said = templates(lang)["quantity"], word_label(unit, lang)
    if "best" in known:
        return str(words["best"]).format(n=known["best"], unit=said)
    if len(known) == 2:
        return str(words["range"]).format(**known, unit=said)
    return str(words["from" if "low" in known else "to"]).format(n=next(iter(known.values())), unit=said)


def cited_sentences(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Split a scene's text into sentences and the ids of the records that each rests on.

    Examples
    --------
    >>> cited_sentences("A ban is announced. [evt-a] Operations move on. [mov-b; mov-c]")
    [('A ban is announced.', ('evt-a',)), ('Operations move on.', ('mov-b', 'mov-c'))]
    """
    found = [
        (m["sentence"], tuple(r.strip() for r in m["records"].split(";"))) for m in _CITED.finditer(text)
    ]
    rest = _CITED.sub("", text).strip()
    return [*found, (rest, ())] if rest else found


@functools.cache
def _locale_of(lang: str) -> Locale:
    """Locale for dates and numbers: the one that the language's templates name, its own, else English."""
    named = str(_read("wording-{}.json", lang).get("calendar", lang))
    try:
        return Locale.parse(named.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(str(templates(_FALLBACK)["calendar"]))


@functools.cache
def _read(pattern: str, lang: str) -> Mapping[str, Any]:
    path = _LOCALE / pattern.format(lang)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return content
