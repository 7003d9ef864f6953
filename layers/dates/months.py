"""Names of months, seasons and days of the week in the languages that records are most often kept in."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale

from waterbed.geo.locale import known_locale

OFTEN = ("en", "fr", "de", "es", "pt", "it", "nl", "id", "ms", "vi", "pl", "ru", "uk", "tr", "sv", "sw")
"""Languages whose months are known without being asked for."""
OWN_SCRIPTS = ("ar", "fa", "he", "hi", "bn", "ta", "th", "lo", "my", "km", "ka", "hy", "el", "bg", "sr", "am")
"""Languages whose months no other of the often used ones can be taken for, by their letters."""

_SEASONS = {
    21: "spring printemps fruhling fruhjahr primavera lente voorjahr",
    22: "summer ete sommer verano verao estate zomer",
    23: "autumn fall automne herbst otono outono autunno herfst",
    24: "winter hiver invierno inverno",
}


def folded(word: str) -> str:
    """Write a word without case and accents, as typists do.

    >>> folded("Août")
    'aout'
    """
    # In other scripts the marks are vowels: without them March is January in Thai.
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", word.casefold()))


def names_of_months(locale: Locale) -> Iterator[tuple[int, str]]:
    """Number and name of each month of a language, long and short, within dates and alone."""
    for form in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from locale.months[form][width].items()


def season_number(word: str) -> int | None:
    """Return the EDTF number of a northern season, 21 to 24; None for another word."""
    return next((number for number, said in _SEASONS.items() if folded(word) in said.split()), None)


def month_number(word: str) -> int | None:
    """Return the number of a month by its name, whole or short; None for another word.

    >>> month_number("avril"), month_number("Sept."), month_number("lundi")
    (4, 9, None)
    """
    return month_names(OFTEN).get(folded(word).rstrip("."))


@cache
def month_names(languages: tuple[str, ...]) -> Mapping[str, int]:
    """Months by their folded names, long and short; a word that is another month in another language says nothing.

    Parameters
    ----------
    languages
        Codes; one that the locale data do not have is passed over.
    """
    numbers: dict[str, set[int]] = {"sept": {9}}
    for locale in filter(None, map(known_locale, languages)):
        for number, name in names_of_months(locale):
            numbers.setdefault(folded(name).rstrip("."), set()).add(number)
    return {name: min(those) for name, those in numbers.items() if len(those) == 1 and not name.isdigit()}


@cache
def weekday_names(languages: tuple[str, ...]) -> frozenset[str]:
    """Folded names of the days of the week, long and short."""
    return frozenset(
        folded(name).rstrip(".")
        for locale in filter(None, map(known_locale, languages))
        for width in ("wide", "abbreviated")
        for name in locale.days["format"][width].values()
    )
