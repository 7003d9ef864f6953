"""Names of months and seasons in the languages that records are most often kept in."""

import unicodedata
from functools import cache

_LANGUAGES = ("en", "fr", "de", "es", "pt", "it", "nl", "id", "ms", "vi", "pl", "ru", "uk", "tr", "sv")


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
    found: int | None = _months().get(folded(word).rstrip("."))
    return found


@cache
def _months() -> dict[str, int]:
    # Imported here: only a date that cannot be read asks for names.
    from babel import Locale

    numbers: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        months = Locale.parse(language).months
        for form, width in ((f, w) for f in ("format", "stand-alone") for w in ("wide", "abbreviated")):
            for number, name in months[form][width].items():
                numbers.setdefault(folded(name).rstrip("."), set()).add(number)
    numbers.setdefault("sept", {9})
    # A word that is another month in another language says nothing.
    return {name: min(those) for name, those in numbers.items() if len(those) == 1 and not name.isdigit()}
