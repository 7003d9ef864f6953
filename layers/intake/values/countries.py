"""Countries by what a table calls them: a name in any language that CLDR knows, or a code."""

from collections.abc import Mapping
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

from waterbed.geo.locale import known_locale
from waterbed.layers.intake.values.words import AT_HAND, spoken

_OFTEN = ("en", "fr", "es", "pt", "de", "it", "nl", "id", "vi", "th", "ru", "ar", "zh", "ja", "my", "km")
_MORE = {
    "burma": "MM", "ivory coast": "CI", "cape verde": "CV", "swaziland": "SZ", "macedonia": "MK", "east timor": "TL",
    "drc": "CD", "dr congo": "CD", "democratic republic of congo": "CD", "congo brazzaville": "CG", "congo kinshasa": "CD",
    "republic of korea": "KR", "south korea": "KR", "dprk": "KP", "north korea": "KP", "russia": "RU",
    "russian federation": "RU",
    "viet nam": "VN", "lao pdr": "LA", "syrian arab republic": "SY", "iran islamic republic of": "IR", "usa": "US",
    "united states of america": "US", "uk": "GB", "great britain": "GB", "uae": "AE", "czech republic": "CZ", "turkey": "TR",
    "bolivia plurinational state of": "BO", "venezuela bolivarian republic of": "VE", "tanzania united republic of": "TZ",
    "moldova republic of": "MD", "state of palestine": "PS", "palestine": "PS", "micronesia": "FM",
    "brunei darussalam": "BN",
}  # fmt: skip
"""Names that tables use and CLDR does not, by their spoken form."""
_TWO = frozenset(("congo", "korea", "kongo"))
"""Names that could be two countries."""


@lru_cache(AT_HAND)
def country_of(text: str) -> str:
    """ISO 3166-1 alpha-2 code of a country; "" where the text is none, or could be two.

    >>> country_of("Birmanie"), country_of("KHM"), country_of("104"), country_of("Yangon")
    ('MM', 'KH', 'MM', '')
    """
    said = text.strip()
    if said.isascii() and said.isalpha() and len(said) == 2 and said.isupper():
        return said if said in _codes() else ""
    alias = get_global("territory_aliases").get(
        said.zfill(3) if said.isdigit() else said if said.isupper() else ""
    )
    if alias and (len(said) == 3 or said.isdigit()) and len(alias) == 1 and alias[0] in _codes():
        return str(alias[0])
    name = spoken(said)
    if name in _TWO:
        return ""
    return _MORE.get(name) or _names(_OFTEN).get(name) or (_all_names().get(name, "") if name else "")


def country_label(code: str, lang: str) -> str:
    """Name of a country in a language, in English where CLDR has none."""
    for locale in filter(None, map(known_locale, (lang, "en"))):
        if name := locale.territories.get(code):
            return str(name)
    return code


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
