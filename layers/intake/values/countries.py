"""Countries by what a table calls them: a name in any language that CLDR knows, or a code."""

import csv
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

from waterbed.geo.locale import known_locale
from waterbed.layers.intake.values.words import AT_HAND, spoken

_OFTEN = ("en", "fr", "es", "pt", "de", "it", "nl", "id", "vi", "th", "ru", "ar", "zh", "ja", "my", "km")
_SEVERAL = {
    "congo": ("CD", "CG"), "kongo": ("CD", "CG"), "korea": ("KR", "KP"), "coree": ("KR", "KP"), "corea": ("KR", "KP"),
    "sudans": ("SD", "SS"),
}  # fmt: skip
"""Names that could be two countries."""


@lru_cache(AT_HAND)
def country_of(text: str) -> str:
    """ISO 3166-1 alpha-2 code of a country; "" where the text is none, or could be two.

    >>> country_of("Birmanie"), country_of("KHM"), country_of("104"), country_of("Yangon")
    ('MM', 'KH', 'MM', '')
    """
    said = re.sub(r"\s*(?:\*+|†|\(\d{1,2}\)|\[\w{1,3}\])$", "", text.strip())  # that lead to a note
    if said.isascii() and said.isalpha() and len(said) == 2 and said.isupper() and said in _codes():
        return said
    alias = get_global("territory_aliases").get(
        said.zfill(3) if said.isdigit() else said if said.isupper() else ""
    )
    if alias and (len(said) == 3 or said.isdigit()) and len(alias) == 1 and alias[0] in _codes():
        return str(alias[0])
    name = spoken(said)
    if name in _SEVERAL:
        return ""
    return _more().get(name) or _names(_OFTEN).get(name) or (_all_names().get(name, "") if name else "")


def countries_meant(text: str) -> tuple[str, ...]:
    """Codes of the countries that a text could mean: none, one, or several, with their names then."""
    one = country_of(text)
    if one:
        return (one,)
    return tuple(f"{country_label(code, 'en')} ({code})" for code in _SEVERAL.get(spoken(text), ()))


def country_label(code: str, lang: str) -> str:
    """Name of a country in a language, in English where CLDR has none."""
    for locale in filter(None, map(known_locale, (lang, "en"))):
        if name := locale.territories.get(code):
            return str(name)
    return code


@cache
def _more() -> Mapping[str, str]:
    """Names that tables use and CLDR does not, as `spoken` compares them: those of statistics, short ones, former ones."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["iso2"] for row in csv.DictReader(file)}


@cache
def _codes() -> frozenset[str]:
    """Codes of territories, not of groups of them such as EU or UN."""
    codes = [str(code) for code in Locale("en").territories]
    return frozenset(
        code for code in codes if len(code) == 2 and code not in ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ")
    )


@cache
def _names(languages: tuple[str, ...]) -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for code in languages:
        for territory, name in Locale.parse(code).territories.items():
            if territory in _codes():
                found.setdefault(spoken(name), set()).add(territory)
    return {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1 and name}


@cache
def _all_names() -> Mapping[str, str]:
    """Names in every language; reading them takes a second, so they are asked for last."""
    return _names(tuple(code for code in locale_identifiers() if "_" not in code))
