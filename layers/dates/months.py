"""Names of months and weekdays in many languages."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale

OFTEN = ("en", "fr", "es", "pt", "de", "it", "nl", "id", "ms", "vi", "ru", "uk", "tr", "pl", "sw")
"""Languages whose months are known without being asked for: those that tables of the field are often in."""


def plain(text: str) -> str:
    """A word without case, accents and the dot of an abbreviation, as names are compared.

    >>> plain("Févr.")
    'fevr'
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in folded if not unicodedata.combining(sign)).strip(". ")


@cache
def month_names(languages: tuple[str, ...]) -> Mapping[str, int]:
    """Months by their plain names, long and short; a name that means two months in these languages is left out.

    Parameters
    ----------
    languages
        CLDR codes; one that CLDR does not know is passed over.
    """
    found: dict[str, set[int]] = {}
    for code in languages:
        if (locale := _locale(code)) is None:
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in locale.months[context][width].items():
                    found.setdefault(plain(name), set()).add(month)
    names = {name: next(iter(months)) for name, months in found.items() if len(months) == 1}
    # "Sept" stands beside CLDR's "Sep" in English tables everywhere.
    return {name: month for name, month in names.items() if len(name) > 1 and not name.isdigit()} | {
        "sept": 9
    }


@cache
def weekday_names(languages: tuple[str, ...]) -> frozenset[str]:
    """Plain names of the days of the week."""
    return frozenset(
        plain(name)
        for code in languages
        if (locale := _locale(code)) is not None
        for width in ("wide", "abbreviated")
        for name in locale.days["format"][width].values()
    )


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code.replace("-", "_"))
    except (ValueError, LookupError):
        return None
