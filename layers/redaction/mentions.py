"""What a text mentions: names in any spelling of theirs, days and months as dates are written, numbers."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from waterbed.geo.locale import known_locale
from waterbed.layers.redaction.names import folded, normal, words_of

_YEAR_FIRST = re.compile(r"(?<!\d)([12]\d{3})([-/._])(\d{2})\2(\d{2})(?:[/–](\d{2})(?![-\d]))?(?!\d)")


_YEAR_MONTH = re.compile(r"(?<!\d)([12]\d{3})-(0[1-9]|1[0-2])(?!-?\d)")


_YEAR_LAST = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2([12]\d{3})(?!\.?\d)")


_RUN_ON = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")


# Runs of blanks and digits are bounded or start where they begin: else a cell full of them takes the square of its length.
_IDEOGRAPHS = re.compile(
    r"(?:([12]\d{3})\s{0,9}[年년]\s{0,9})?(\d{1,2})\s{0,9}[月월](?:\s{0,9}(\d{1,2})\s{0,9}[日일])?"
)


_DIGIT = re.compile(r"\d")


_AROUND = 60


_LONGEST_CELL = 2000


_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|re|e|o|a)?")


_OF = frozenset({"of", "de", "d", "del", "do", "den", "the"})


_AND = frozenset({"and", "et", "to", "au", "a", "bis", "und", "y", "e", "or", "ou", "through", "until", "al"})


_GAP = re.compile(r"[\s.,/_\u2013\u2014-]{0,3}")


_MORE_DIGITS = re.compile(r"[.,]\d")


_NUMBER = re.compile(r"(?<!\d)\d+[.,]\d+")


_LONG_NUMBER = re.compile(
    r"(?<![\d.,])\d{1,3}(?:([,. '’\u00a0\u202f])\d{3})(?:\1\d{3})*(?![\d])|(?<![\d.])\d{6,}"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """Where a text mentions a day or a month."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    coarser: str = ""
    """What to put in its place when the day (of a month: the month) is withheld; "" where nothing is left of it."""


def dates(text: str, languages: Collection[str]) -> list[DateMention]:
    """Find the days, and the months of a year, that a text mentions.

    Parameters
    ----------
    text
        As `normal` gives it.
    languages
        Languages whose names of months are known; English always is.
    """
    if not _DIGIT.search(text):
        return []
    known = tuple(sorted({"en", *languages}))
    return list(_dates_of_cell(text, known) if len(text) < _LONGEST_CELL else _dates(text, known))


@lru_cache(maxsize=1 << 14)
def _dates_of_cell(text: str, languages: tuple[str, ...]) -> tuple[DateMention, ...]:
    # A cell is asked about when it is blacked out, and again when what it lost is listed.
    return _dates(text, languages)


def _dates(text: str, languages: tuple[str, ...]) -> tuple[DateMention, ...]:
    found = [*_in_digits(text), *_in_words(text, languages)]
    return tuple(sorted(found, key=lambda one: one.start))


def decimals(text: str) -> Iterator[tuple[int, int, str]]:
    """Find the decimal numbers in a text: start, end, the digits with a point and without zeros at the end."""
    for found in _NUMBER.finditer(text):
        yield found.start(), found.end(), bare_decimal(found[0])


def bare_decimal(digits: str) -> str:
    """Write a decimal number without sign and without zeros at the end, so that two spellings of it are equal."""
    return digits.lstrip("-+").replace(",", ".").rstrip("0").rstrip(".")


def long_numbers(text: str) -> Iterator[tuple[int, int, int]]:
    """Find the whole numbers of six digits and more in a text, grouped or not: start, end, the number."""
    for found in _LONG_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if 6 <= len(digits) <= 18:
            yield found.start(), found.end(), int(digits)


def _in_digits(text: str) -> Iterator[DateMention]:
    for m in _YEAR_FIRST.finditer(text):
        for day in filter(None, (m[4], m[5])):
            yield from _day(m, m[1], m[3], day, f"{m[1]}{m[2]}{m[3]}")
    for m in _YEAR_MONTH.finditer(text):
        yield DateMention(m.start(), m.end(), int(m[1]), int(m[2]), None, m[1])
    for m in _YEAR_LAST.finditer(text):
        # Day first or month first: nobody can tell, so both are meant.
        yield from _day(m, m[4], m[3], m[1], m[4])
        yield from _day(m, m[4], m[1], m[3], m[4])
    for m in _RUN_ON.finditer(text):
        yield from _day(m, m[1], m[2], m[3], f"{m[1]}{m[2]}")
    for m in _IDEOGRAPHS.finditer(text):
        if m[3]:
            yield from _day(m, m[1], m[2], m[3], "")
        elif m[1] and int(m[2]) <= 12:
            yield DateMention(m.start(), m.end(), int(m[1]), int(m[2]), None, f"{m[1]}年")


def _day(m: re.Match[str], year: str | None, month: str, day: str, coarser: str) -> Iterator[DateMention]:
    if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        yield DateMention(m.start(), m.end(), int(year) if year else None, int(month), int(day), coarser)


def _in_words(text: str, languages: tuple[str, ...]) -> Iterator[DateMention]:
    months = _months(languages)
    for found in _month_names(languages).finditer(text):
        # A few words around the name tell all; a page has a hundred thousand others.
        low = max(0, found.start() - _AROUND)
        words = [
            (low + start, low + end, word) for start, end, word in words_of(text[low : found.end() + _AROUND])
        ]
        at = next((n for n, word in enumerate(words) if word[0] == found.start()), -1)
        if at < 0 or (month := months.get(words[at][2])) is None:
            continue
        start, end, _ = words[at]
        days = _days_before(text, words, at)
        last = at
        if not days and (days := _days_after(text, words, at)):
            last = at + 1 + words[at + 1 :].index(days[-1])
        year = _year(text, words, last + 1)
        for day in days:
            number = _DAY.fullmatch(day[2])
            if number:
                yield DateMention(day[0], day[1], year, month, int(number[1]))
        if year is not None or days:
            yield DateMention(start, end, year, month, None)


@cache
def _month_names(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Names of months as they may stand in a text, accents composed, apart or left out."""
    heads = sorted({name[:3] for name in _months(languages)}, key=len, reverse=True)
    any_accent = "|".join("".join(_with_accents(c) for c in head) for head in heads)
    return re.compile(rf"(?<![^\W\d_])(?:{any_accent})[^\W\d_]*", re.IGNORECASE)


def _with_accents(letter: str) -> str:
    """A pattern for a letter and its accented forms."""
    forms = [chr(c) for c in range(0xC0, 0x250) if folded(chr(c)) == letter]
    return f"[{re.escape(letter)}{''.join(forms)}]"


_Words = list[tuple[int, int, str]]


def _days_before(text: str, words: _Words, at: int) -> _Words:
    """Find the days before the name of a month, in lists and spans too: "10, 11 and 13 March"."""
    if "," in text[words[at - 1][1] : words[at][0]]:
        return []
    at -= 1
    if at > 0 and words[at][2] in _OF and _DAY.fullmatch(words[at - 1][2]):
        at -= 1
    found: _Words = []
    while at >= 0 and _DAY.fullmatch(words[at][2]) and _near(text, words, at):
        found.append(words[at])
        at -= 1
        if at > 0 and words[at][2] in _AND and _DAY.fullmatch(words[at - 1][2]):
            at -= 1
    return found[::-1]


def _days_after(text: str, words: _Words, at: int) -> _Words:
    """Find the days after the name of a month, as Americans write: "March 10-11, 2025"."""
    found: _Words = []
    at += 1
    while at < len(words) and _DAY.fullmatch(words[at][2]) and _near(text, words, at - 1):
        if _MORE_DIGITS.match(text, words[at][1]):  # 2,349 people
            break
        found.append(words[at])
        at += 1
        if at + 1 < len(words) and words[at][2] in _AND and _DAY.fullmatch(words[at + 1][2]):
            at += 1
    return found


def _near(text: str, words: _Words, at: int) -> bool:
    """Whether the next word follows in the same breath."""
    return at + 1 < len(words) and bool(_GAP.fullmatch(text, words[at][1], words[at + 1][0]))


def _year(text: str, words: _Words, at: int) -> int | None:
    if at < len(words) and words[at][2] in _OF:
        at += 1
    if at < len(words) and re.fullmatch(r"[12]\d{3}", words[at][2]) and _near(text, words, at - 1):
        return int(words[at][2])
    return None


@cache
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    """The number of each name of a month, whole and short, in some languages."""
    found: dict[str, int] = {}
    for language in languages:
        locale = known_locale(language)
        if locale is None:
            continue
        for names in (
            locale.months[form][width]
            for form in ("format", "stand-alone")
            for width in ("wide", "abbreviated")
        ):
            for number, name in names.items():
                words = words_of(normal(name))
                if len(words) == 1 and not words[0][2].isdigit():
                    found.setdefault(words[0][2], number)
    return found
