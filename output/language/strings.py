"""How a language says dates, numbers and fixed phrases."""

import functools
import json
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

_LOCALE = Path(__file__).parent / "locale"


_FALLBACK = "en"


@functools.cache
def interface(lang: str) -> Mapping[str, str]:
    """Interface strings of a language; those that it lacks are English."""
    return {**read_strings("{}.json", _FALLBACK).get("ui", {}), **read_strings("{}.json", lang).get("ui", {})}


@functools.cache
def templates(lang: str) -> Mapping[str, Any]:
    """Sentence templates of a language; those that it lacks are English."""
    return {**read_strings("wording-{}.json", _FALLBACK), **read_strings("wording-{}.json", lang)}


@functools.cache
def locale_of(lang: str) -> Locale:
    """Locale for dates and numbers: the one that the language's templates name, its own, else English."""
    named = str(read_strings("wording-{}.json", lang).get("calendar", lang))
    try:
        return Locale.parse(named.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(str(templates(_FALLBACK)["calendar"]))


@functools.cache
def read_strings(pattern: str, lang: str) -> Mapping[str, Any]:
    """The strings of a file of a language; none where there is no such file."""
    path = _LOCALE / pattern.format(lang)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return content


@functools.cache
def site_strings(lang: str) -> Mapping[str, Any]:
    """The strings of a site in a language; those that it lacks are English."""
    return {**read_strings("site-{}.json", _FALLBACK), **read_strings("site-{}.json", lang)}


def said_in(text: str | Mapping[str, str], lang: str, languages: Sequence[str]) -> str:
    """A text that may be given by language, in a language, else in the first one that has it."""
    if isinstance(text, str):
        return text
    return next((text[one] for one in (lang, *languages, *text) if text.get(one)), "")


def shortened(text: str, most: int) -> str:
    """A text of no more than so many characters, cut with an ellipsis: between words, or within one that is too long.

    Examples
    --------
    >>> shortened("Phnom Penh and all of its outer districts", 20)
    'Phnom Penh and all…'
    """
    if len(text) <= most:
        return text
    end = most - 1
    # A letter keeps the marks that belong to it.
    while end > 1 and unicodedata.category(text[end])[0] == "M":
        end -= 1
    space = text.rfind(" ", 0, end + 1)
    return text[: space if space >= most / 2 else end].rstrip(" ,;:(–-") + "…"


@functools.cache
def picture_strings(lang: str) -> Mapping[str, str]:
    """The words of a language; those that it lacks are English."""
    found: dict[str, str] = {}
    for language in (_FALLBACK, lang):
        path = _LOCALE / f"still-{language}.json"
        if path.exists():
            found.update(json.loads(path.read_text(encoding="utf-8")))
    return found
