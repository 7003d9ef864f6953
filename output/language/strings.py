"""Fixed phrases of a language (``locale/``), and texts that a data set gives by language."""

import functools
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from babel import Locale

from waterbed.geo.locale import known_locale
from waterbed.output.language.script import isolated

_LOCALE = Path(__file__).parent / "locale"

_FALLBACK = "en"

_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


class Phrase(str):
    """A fixed phrase of a language; names and dates that are put into it keep their own direction of writing."""

    lang: str

    @classmethod
    def of(cls, text: str, lang: str) -> "Phrase":
        """A phrase as it stands in a sentence of a language, whichever language its words are in."""
        made = cls(text)
        made.lang = lang
        return made

    def __str__(self) -> str:
        return self

    @property
    def plain(self) -> str:
        """The text alone."""
        return super().__str__()

    def format(self, *values: object, **named: object) -> str:
        """The phrase filled in."""
        return super().format(
            *map(self._apart, values), **{key: self._apart(one) for key, one in named.items()}
        )

    def join(self, parts: Iterable[str]) -> str:
        """The parts with the phrase between them."""
        return super().join(isolated(part, self.lang) for part in parts)

    def _apart(self, value: object) -> object:
        return isolated(value, self.lang) if isinstance(value, str) else value


def interface(lang: str) -> Mapping[str, str]:
    """Interface strings of a language."""
    strings: Mapping[str, str] = _strings("{}.json", lang)["ui"]
    return strings


def templates(lang: str) -> Mapping[str, Any]:
    """Sentence templates of a language."""
    return _strings("wording-{}.json", lang)


def site_strings(lang: str) -> Mapping[str, Any]:
    """The strings of a site."""
    return _strings("site-{}.json", lang)


def picture_strings(lang: str) -> Mapping[str, str]:
    """The words that only pictures have."""
    return _strings("still-{}.json", lang)


@functools.cache
def locale_of(lang: str) -> Locale:
    """Locale for dates, numbers, lists, plurals: the one that the language's templates name, its own, else English."""
    named = str(_read("wording-{}.json", lang).get("calendar", lang))
    return known_locale(named) or locale_of(_FALLBACK)


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
def _strings(pattern: str, lang: str) -> Mapping[str, Any]:
    """The strings of a file of a language; those that it lacks are English."""
    found: Mapping[str, Any] = _phrases(_filled(_read(pattern, lang), _read(pattern, _FALLBACK)), lang)
    return found


def _phrases(said: Any, lang: str) -> Any:
    if isinstance(said, Mapping):
        return {key: _phrases(one, lang) for key, one in said.items()}
    if isinstance(said, list):
        return [_phrases(one, lang) for one in said]
    return Phrase.of(said, lang) if isinstance(said, str) else said


@functools.cache
def _read(pattern: str, lang: str) -> Mapping[str, Any]:
    """What a file of a language holds; nothing where there is no such file."""
    path = _LOCALE / pattern.format(lang)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return content


def _filled(own: Mapping[str, Any], english: Mapping[str, Any]) -> Mapping[str, Any]:
    """Strings with those that are lacking, at whatever depth; the plural forms of a string are one string."""
    if own and own.keys() <= _PLURALS:
        return own
    groups = {key: text for key, text in own.items() if isinstance(text, Mapping) and key in english}
    return {**english, **own, **{key: _filled(group, english[key]) for key, group in groups.items()}}
