"""How a language is named on a page, which way it is written, and names of another script kept together in a sentence."""

import re
import unicodedata
from functools import cache, lru_cache

from babel.core import get_global

from waterbed.geo.locale import known_locale

_RIGHT_TO_LEFT = frozenset(
    ("Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa")
)
"""Scripts of living languages that are written from right to left (ISO 15924)."""

_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")

_FIRST_STRONG, _LEFT_TO_RIGHT, _RIGHT_TO_LEFT_TEXT, _END = "\u2068", "\u2066", "\u2067", "\u2069"


def tag(lang: str) -> str:
    """The language as pages name it (BCP 47), whichever way the data set writes it; "" for what is none.

    Examples
    --------
    >>> tag("pt_BR"), tag("zh-hant_tw"), tag("in French")
    ('pt-BR', 'zh-Hant-TW', '')
    """
    if not _TAG.fullmatch(lang):
        return ""
    first, *rest = lang.replace("_", "-").split("-")
    return "-".join([first.lower(), *(_cased(part) for part in rest)])


def _cased(part: str) -> str:
    return (
        part.upper()
        if len(part) == 2
        else part.title()
        if len(part) == 4 and part.isalpha()
        else part.lower()
    )


def own_name(lang: str) -> str:
    """What a language calls itself, else its tag.

    Examples
    --------
    >>> own_name("fr"), own_name("pt_BR"), own_name("ksw")
    ('français', 'português (Brasil)', 'ksw')
    """
    known = known_locale(lang)
    return (known and known.get_display_name()) or tag(lang)


@cache
def direction(lang: str) -> str:
    """Which way a language is written: "rtl" from right to left, else "ltr".

    Examples
    --------
    >>> [direction(lang) for lang in ("ar", "fr", "uz_Arab", "az-Cyrl", "rhg", "xx")]
    ['rtl', 'ltr', 'rtl', 'ltr', 'rtl', 'ltr']
    """
    named = tag(lang).split("-")
    script = next((part for part in named[1:] if len(part) == 4 and part.isalpha()), "")
    if not script and (known := known_locale(lang)):
        return "rtl" if known.character_order == "right-to-left" else "ltr"
    likely = str(get_global("likely_subtags").get(named[0], "")).split("_")
    script = script or (likely[1] if len(likely) == 3 else "")
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"


def isolated(text: str, lang: str) -> str:
    r"""A name or date that is put into a sentence, so that it cannot reorder what stands beside it.

    Marks for that (U+2068, U+2069) are added only where the text, or the sentence, is written from right to left.

    Examples
    --------
    >>> isolated("Phnom Penh", "en"), ascii(isolated("Phnom Penh", "ar"))
    ('Phnom Penh', "'\\u2068Phnom Penh\\u2069'")
    """
    if not text or not (direction(lang) == "rtl" or turns(text)) or _is_one(text):
        return text
    return f"{_FIRST_STRONG}{text}{_END}"


def _is_one(text: str) -> bool:
    """Whether a text is held together already."""
    return text[0] in (_FIRST_STRONG, _LEFT_TO_RIGHT) and text.find(_END) == len(text) - 1


def from_to(start: str, end: str, lang: str) -> str:
    """Two names with an arrow between: it leads from the first to the second whichever way they are written."""
    joined = f"{isolated(start, lang)} → {isolated(end, lang)}"
    return joined if joined == f"{start} → {end}" else f"{_LEFT_TO_RIGHT}{joined}{_END}"


def base_direction(text: str, lang: str) -> str:
    """Which way a text as a whole is written: as its first letter that stands in no name, else as its language is.

    What a language lacks is said in English: such a sentence runs from left to right on a page that does not.

    Examples
    --------
    >>> base_direction("State on 30 June.", "ar"), base_direction("\u2068KK Park\u2069", "ar"), base_direction("12", "ar")
    ('ltr', 'rtl', 'rtl')
    """
    depth = 0
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        depth += (kind in ("LRI", "RLI", "FSI")) - (kind == "PDI" and depth > 0)
        if not depth and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return direction(lang)


def in_its_direction(text: str, lang: str) -> str:
    """A whole text for a page of a language, marked where it runs the other way than the page."""
    runs = base_direction(text, lang)
    if not text or runs == direction(lang):
        return text
    return f"{_LEFT_TO_RIGHT if runs == 'ltr' else _RIGHT_TO_LEFT_TEXT}{text}{_END}"


@lru_cache(maxsize=65_536)
def turns(text: str) -> bool:
    """Whether a text holds anything that is written from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text
    )
