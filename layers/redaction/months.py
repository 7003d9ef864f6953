"""How languages name months, and what stands between a day, its month and the year: Unicode's own patterns, loosened."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.dates import tokenize_pattern

from waterbed.geo.locale import known_locale
from waterbed.layers.dates.months import names_of_months
from waterbed.layers.redaction.names import folded, normal, signs

_WITHOUT_NAME = re.compile(r"m\d\d")
"""What Unicode has where a language is said to have no names of months."""


_WITH_NUMBERS = re.compile(r"\d\s?[月월]")
"""Months that are counted, which no list of names has to know."""


_ANY_WORDS = r"\D{0,12}?"


_BETWEEN = r"(?:(?!\s\()[^\w\[\]]|_){0,4}"
"""What may stand between day, month and year: no bracket that opens a remark, as in ``5 (février 2015)``."""


_DIGIT = re.compile(r"[^\D0-9]")


_PARTED = r"[\W_]{1,3}"


_LEAST_LETTERS = 2


_LONGEST_SIDE = 6
"""A year, and a sign more."""


_LETTER_BEFORE = re.compile(r"(?:[^\W\d_]\d{0,4}|\d{5})\Z")


_LETTER_AFTER = re.compile(r"\d{1,4}[^\W\d_]|\d{5}")


_Tokens = list[tuple[str, "str | tuple[str, int]"]]


@dataclass(frozen=True, slots=True)
class Form:
    """What a language writes on the two sides of a month; the groups ``d`` and ``y`` are the day and the year."""

    before: re.Pattern[str]
    """Ends where the month begins."""
    after: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Months:
    """The names of the months in some languages."""

    pattern: re.Pattern[str]
    """Finds them in a text that `plain_dates` gave; whether a whole word was found is still to be seen."""
    named: dict[str, tuple[tuple[int, str], ...]]
    """Number of the month and language, by name; a name may be another month in another language."""
    forms: dict[str, tuple[Form, ...]]
    """By language."""

    def meant(self, name: str) -> tuple[tuple[int, str], ...]:
        """Return the months that a name that was found may mean, each with its language."""
        return self.named.get(_key(name), ())


def plain_dates(text: str) -> str:
    """Return a text without case, accents and unseen signs, its digits those of ASCII, as dates are read."""
    return text.lower() if text.isascii() else _DIGIT.sub(_in_ascii, folded(text))


def _in_ascii(digit: re.Match[str]) -> str:
    return str(unicodedata.decimal(digit[0]))


@cache
def months(languages: tuple[str, ...]) -> Months:
    """Gather the months of some languages; one that Unicode does not know has none."""
    named: dict[str, dict[tuple[int, str], None]] = {}
    forms: dict[str, tuple[Form, ...]] = {}
    for language in languages:
        locale = known_locale(language)
        if locale is None:
            continue
        sides = [side for pattern in _patterns(locale) for side in _sides(pattern)]
        glued = dict.fromkeys((left, right) for _, _, left, right in sides)
        for number, name in _names(locale):
            for left, right in (("", ""), *glued):
                named.setdefault(_key(f"{left}{name}{right}"), {})[number, language] = None
        unique = dict.fromkeys((before, after) for before, after, _, _ in sides)
        forms[language] = tuple(Form(re.compile(rf"{one}\Z"), re.compile(two)) for one, two in unique)
    return Months(_any_of(named), {key: tuple(found) for key, found in named.items()}, forms)


def _names(locale: Locale) -> Iterator[tuple[int, str]]:
    for number, name in names_of_months(locale):
        plain = plain_dates(normal(name)).strip(" .,")
        if sum(unicodedata.category(c)[0] in "LM" for c in plain) >= _LEAST_LETTERS and not (
            _WITHOUT_NAME.fullmatch(plain) or _WITH_NUMBERS.search(plain)
        ):
            yield number, plain


def _key(name: str) -> str:
    return " ".join(_parts(name))


def _parts(name: str) -> list[str]:
    """The stretches of a name between its spaces, points and apostrophes; marks belong to their letters."""
    spaced = "".join(" " if unicodedata.category(c)[0] in "PZSC" else c for c in name)
    return spaced.split()


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern without a group in front, which would cost the engine its quick look at first letters."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    any_name = "|".join(f"{_PARTED.join(map(re.escape, name.split()))}{_end(name)}" for name in longest_first)
    return re.compile(any_name or r"(?!)")


def _end(name: str) -> str:
    """A name ends with its word, where its script parts words."""
    return "" if signs().match(name[-1]) else r"(?!\d)" if name[-1].isdigit() else r"(?![^\W\d_])"


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text is a word, digits beside it aside: "17march2024" has one, a hash like "b8dec32" none."""
    if signs().match(text[start]):
        return True
    before, after = text[max(0, start - _LONGEST_SIDE) : start], text[end : end + _LONGEST_SIDE]
    return not _LETTER_BEFORE.search(before) and not _LETTER_AFTER.match(after)


def _patterns(locale: Locale) -> list[str]:
    given = [locale.date_formats[width].pattern for width in ("full", "long", "medium")]
    return list(dict.fromkeys([*given, *(form.pattern for form in locale.datetime_skeletons.values())]))


def _sides(pattern: str) -> Iterator[tuple[str, str, str, str]]:
    """The two sides of the month in a pattern with a day, as regular expressions, and what is glued to its name."""
    tokens: _Tokens = list(tokenize_pattern(pattern))
    at = next((n for n, (kind, value) in enumerate(tokens) if kind == "field" and _is_month(value)), -1)
    fields = [value for kind, value in tokens if kind == "field"]
    if at < 0 or not any(field[0] == "d" for field in fields) or ("y", 2) in fields:
        return
    left, right = tokens[:at], tokens[at + 1 :]
    head, left = _glued(left[::-1], -1)
    tail, right = _glued(right, 1)
    before, after = (_as_pattern(_telling(side)) for side in (left, right))
    yield "".join(before[::-1]), "".join(after), head, tail


def _is_month(field: object) -> bool:
    return isinstance(field, tuple) and field[0] in "ML" and field[1] in (3, 4)


def _glued(side: _Tokens, step: int) -> tuple[str, _Tokens]:
    """Letters that stand beside a month without a space, and the side without them; the side begins at the month."""
    if not side or side[0][0] != "chars":
        return "", side
    plain = plain_dates(normal(str(side[0][1])))[::step]
    size = next(
        (n for n, c in enumerate(plain) if not (c.isalpha() or unicodedata.category(c)[0] == "M")), len(plain)
    )
    return plain[:size][::step], [("chars", plain[size:][::step]), *side[1:]]


def _telling(side: _Tokens) -> _Tokens:
    """A side, which begins at the month, as far as its last day or year."""
    last = max(
        (n for n, (kind, value) in enumerate(side) if kind == "field" and value[0] in "dy"), default=-1
    )
    return side[: last + 1]


def _as_pattern(side: _Tokens) -> list[str]:
    return [
        (_loosely(str(value)) if kind == "chars" else _FIELDS.get(value[0], _ANY_WORDS))
        for kind, value in side
    ]


_FIELDS = {"d": r"(?<!\d)(?P<d>\d{1,2})(?!\d|[.,]\d)", "y": r"(?<!\d)(?P<y>[12]\d{3})(?!\d)"}


def _loosely(text: str) -> str:
    """What stands between two fields: its words, with any signs around them."""
    words = _parts(plain_dates(normal(text)))
    return _BETWEEN.join(["", *map(re.escape, words), ""]) if words else _BETWEEN
