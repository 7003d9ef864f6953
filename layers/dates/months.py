"""Names of months, seasons and days of the week in the languages that records are most often kept in."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from waterbed.geo.locale import known_locale

OFTEN = ("en", "fr", "de", "es", "pt", "it", "nl", "id", "ms", "vi", "pl", "ru", "uk", "tr", "sv", "sw")
"""Languages whose months are known without being asked for."""

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
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


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
        for form, width in ((f, w) for f in ("format", "stand-alone") for w in ("wide", "abbreviated")):
            for number, name in locale.months[form][width].items():
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
