"""What a text mentions: names in any spelling of theirs, days and months as dates are written, numbers."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from waterbed.layers.redaction.months import Form, months, plain_dates, stands_alone

_YEAR_FIRST = re.compile(
    r"(?<!\d)([12]\d{3})([-/._])\s?(\d{1,2})\2\s?(\d{1,2})(?:[/–](\d{2})(?![-\d]))?(?!\d)"
)


_YEAR_MONTH = re.compile(r"(?<!\d)([12]\d{3})-(0[1-9]|1[0-2])(?!-?\d)")


_YEAR_LAST = re.compile(r"(?<![\d./-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?([12]\d{3})(?!\.?\d)")


_SHORT_YEAR = re.compile(r"(?<![\d./-])(\d{1,2})/(\d{1,2})/(\d{2})(?![\d/-]|\.\d)")


_RUN_ON = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")


_IDEOGRAPHS = re.compile(
    r"(?:([12]\d{3})\s{0,2}[年년]\s{0,2})?(?<!\d)(\d{1,2})\s{0,2}[月월]\s{0,2}(?:(\d{1,2})\s{0,2}[日일])?"
)


_DIGIT = re.compile(r"\d")


_WORD = re.compile(r"[^\W_]+")


_AROUND = 60


_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|re|e|o|a)?")


_OF = frozenset({"of", "de", "d", "del", "do", "den", "the", "nam"})


_AND = frozenset({"and", "et", "to", "au", "a", "bis", "und", "y", "e", "or", "ou", "through", "until", "al"})


_GAP = re.compile(r"[\s.,/_\u2013\u2014-]{0,3}")


_FULL_STOP = re.compile(r"\.\s+")


_TO = re.compile(rf"[\s.,]{{0,3}}(?:[–—-]|\b(?:{'|'.join(sorted(_AND))})\b)\s{{0,2}}")


_MORE_DIGITS = re.compile(r"[.,]\d")


_BUDDHIST, _LATEST_BUDDHIST = 2400, 2699
"""Years that are counted from the Buddha's death, as in Thailand: 543 more."""


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
    languages: frozenset[str] = frozenset()
    """Languages whose name for the month it is; none where it is in digits."""


def dates(text: str, languages: Collection[str], *, others: Collection[str] = ()) -> list[DateMention]:
    """Find the days, and the months of a year, that a text mentions.

    Parameters
    ----------
    text
        As `normal` gives it.
    languages
        Languages that the text may be in: words are read in these. "1. Des" is no day in French.
    others
        Languages that it may quote: their dates count where day, month and year stand together.
    """
    if not any(c.isdecimal() for c in text):
        return []
    own = tuple(sorted(set(languages)))
    return list(_dates_of_cell(text, own, tuple(sorted({*others} - {*own}))))


def dates_of_page(text: str, languages: Collection[str]) -> Iterator[DateMention]:
    """Find the same in a long text; their places are those in the text as `plain_dates` gives it."""
    plain = plain_dates(text)
    return iter(_dates(plain, tuple(sorted(set(languages))), ())) if _DIGIT.search(plain) else iter(())


@lru_cache(maxsize=1 << 14)
def _dates_of_cell(text: str, own: tuple[str, ...], others: tuple[str, ...]) -> tuple[DateMention, ...]:
    # A cell is asked about when it is blacked out, and again when what it lost is listed.
    if text.isascii():
        return _dates(text.lower(), own, others)
    pieces = [plain_dates(c) for c in text]
    place = [at for at, piece in enumerate(pieces) for _ in piece]
    return tuple(
        replace(one, start=place[one.start], end=place[one.end - 1] + 1)
        for one in _dates("".join(pieces), own, others)
    )


def _dates(text: str, own: tuple[str, ...], others: tuple[str, ...]) -> tuple[DateMention, ...]:
    found = [*_in_digits(text), *_in_words(text, own, others)]
    return tuple(sorted(found, key=lambda one: one.start))


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
    for m in _SHORT_YEAR.finditer(text):
        yield from _day(m, f"20{m[3]}", m[2], m[1], f"20{m[3]}")
        yield from _day(m, f"20{m[3]}", m[1], m[2], f"20{m[3]}")
        yield from _day(m, f"20{m[1]:0>2}", m[2], m[3], f"20{m[1]:0>2}")
    for m in _RUN_ON.finditer(text):
        yield from _day(m, m[1], m[2], m[3], f"{m[1]}{m[2]}")
    for m in _IDEOGRAPHS.finditer(text):
        if m[3]:
            yield from _day(m, m[1], m[2], m[3], "")
        elif m[1] and int(m[2]) <= 12:
            yield from (
                DateMention(m.start(), m.end(), year, int(m[2]), None, f"{m[1]}年") for year in _years(m[1])
            )


def _day(m: re.Match[str], year: str | None, month: str, day: str, coarser: str) -> Iterator[DateMention]:
    if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        for one in _years(year):
            yield DateMention(m.start(), m.end(), one, int(month), int(day), coarser)


def _years(year: str | None) -> list[int | None]:
    """The years that digits may mean."""
    if year is None:
        return [None]
    number = int(year)
    return [number, number - 543] if _BUDDHIST <= number <= _LATEST_BUDDHIST else [number]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A month in words, and what stands around it."""

    month: int
    days: tuple[tuple[int, int, int], ...]
    """Start, end, and number of each day."""
    year: str | None
    last: int
    """End of what was read."""

    @property
    def fields(self) -> int:
        """How much it says of the date."""
        return bool(self.days) + (self.year is not None)


_Read = tuple[re.Match[str], _Reading, frozenset[str]]


def _in_words(text: str, own: tuple[str, ...], others: tuple[str, ...]) -> Iterator[DateMention]:
    known = months(tuple(sorted({*own, *others})))
    read: list[_Read] = []
    for found in known.pattern.finditer(text):
        if not stands_alone(text, found.start(), found.end()):
            continue
        by_reading: dict[_Reading, set[str]] = {}
        for number, language in known.meant(found[0]):
            by_reading.setdefault(_around(text, found, number, known.forms[language]), set()).add(language)
        ours = [
            (found, one, frozenset(langs & {*own})) for one, langs in by_reading.items() if langs & {*own}
        ]
        told = [one for one in ours if one[1].fields]
        quoted = [(found, one, frozenset(langs)) for one, langs in by_reading.items() if one.fields == 2]
        read += told or quoted
    for at, (found, reading, langs) in enumerate(read):
        for year in _years(reading.year or _year_of_span(text, read, at)):
            for start, end, day in reading.days:
                yield DateMention(start, end, year, reading.month, day, languages=langs)
            yield DateMention(found.start(), found.end(), year, reading.month, None, languages=langs)


def _year_of_span(text: str, read: list[_Read], at: int) -> str | None:
    """The year of a span stands with its end: "30 March – 2 April 2025"."""
    _, reading, _ = read[at]
    for found, following, _ in read[at + 1 : at + 3]:
        begins = min([found.start(), *(start for start, _, _ in following.days)])
        if reading.days and begins > reading.last and _TO.fullmatch(text, reading.last, begins):
            return following.year
    return None


def _around(text: str, found: re.Match[str], month: int, forms: tuple[Form, ...]) -> _Reading:
    """Read a month with the days and the year around it: a few words tell all, and a page has a hundred thousand."""
    low = max(0, found.start() - _AROUND)
    before = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, low, found.start())]
    after = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, found.end(), found.end() + _AROUND)]
    best = _in_order(text, found, month, before, after)
    for form in forms if best.fields < 2 else ():
        said = _by_form(text, found, month, form, low)
        if said is not None and said.fields > best.fields:
            best = said
    return best


_Words = list[tuple[int, int, str]]


def _in_order(text: str, found: re.Match[str], month: int, before: _Words, after: _Words) -> _Reading:
    """Days and year in the usual orders, in lists and spans too."""
    days = _days_before(text, before, found.start())
    taken = 0
    if not days and (days := _days_after(text, after, found.end())):
        taken = after.index(days[-1]) + 1
    numbers = tuple(
        (start, end, int(number[1])) for start, end, word in days if (number := _DAY.fullmatch(word))
    )
    at = after[taken - 1][1] if taken else found.end()
    year = _year(text, after[taken:], at)
    return _Reading(month, numbers, year[2] if year else None, year[1] if year else at)


def _by_form(text: str, found: re.Match[str], month: int, form: Form, low: int) -> _Reading | None:
    """The same as a language's own pattern has it."""
    left = form.before.search(text, low, found.start())
    right = form.after.match(text, found.end(), found.end() + _AROUND)
    if left is None or right is None:
        return None
    said = {name: side for side in (left, right) for name in side.re.groupindex}
    if "d" not in said or not 1 <= int(said["d"]["d"]) <= 31:
        return None
    day = (said["d"].start("d"), said["d"].end("d"), int(said["d"]["d"]))
    return _Reading(month, (day,), said["y"]["y"] if "y" in said else None, right.end())


def _days_before(text: str, words: _Words, ends: int) -> _Words:
    """Find the days before the name of a month, in lists and spans too: "10, 11 and 13 March"."""
    if words and "," in text[words[-1][1] : ends]:
        return []
    at = len(words) - 1
    if at > 0 and words[at][2] in _OF and _DAY.fullmatch(words[at - 1][2]):
        ends, at = words[at][0], at - 1
    found: _Words = []
    while at >= 0 and _DAY.fullmatch(words[at][2]) and _GAP.fullmatch(text, words[at][1], ends):
        if found and _FULL_STOP.fullmatch(text, words[at][1], ends):  # page 3. 9 November
            break
        found.append(words[at])
        ends, at = words[at][0], at - 1
        if at > 0 and words[at][2] in _AND and _DAY.fullmatch(words[at - 1][2]):
            ends, at = words[at][0], at - 1
    return found[::-1]


def _days_after(text: str, words: _Words, ends: int) -> _Words:
    """Find the days after the name of a month, as Americans write: "March 10-11, 2025"."""
    found: _Words = []
    at = 0
    while at < len(words) and _DAY.fullmatch(words[at][2]) and _GAP.fullmatch(text, ends, words[at][0]):
        if _MORE_DIGITS.match(text, words[at][1]):  # 2,349 people
            break
        found.append(words[at])
        ends, at = words[at][1], at + 1
        if at + 1 < len(words) and words[at][2] in _AND and _DAY.fullmatch(words[at + 1][2]):
            ends, at = words[at][1], at + 1
    return found


def _year(text: str, words: _Words, ends: int) -> tuple[int, int, str] | None:
    at = 0
    if words and words[0][2] in _OF:
        ends, at = words[0][1], 1
    if (
        at < len(words)
        and re.fullmatch(r"[12]\d{3}", words[at][2])
        and _GAP.fullmatch(text, ends, words[at][0])
    ):
        return words[at]
    return None
