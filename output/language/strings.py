"""Fixed phrases of a language, and texts that a data set gives by language."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from waterbed.layers.locale.file import EDIT
from waterbed.layers.locale.strings import strings, until_taught
from waterbed.output.language.script import isolated


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
    """Interface strings of a language, flat: plural forms have the key of their string with ``.one``, ``.other``."""
    return _flat("player", lang)


def templates(lang: str) -> Mapping[str, Any]:
    """Sentence templates of a language."""
    return _strings("sentences", lang)


def site_strings(lang: str) -> Mapping[str, Any]:
    """The strings of a site."""
    return _strings("site", lang)


def picture_strings(lang: str) -> Mapping[str, str]:
    """The words that only pictures have, flat as those of the interface."""
    return _flat("pictures", lang)


def edit_strings(lang: str) -> Mapping[str, Any]:
    """The words of the page to edit records."""
    return _strings(EDIT, lang)


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


@until_taught
def _flat(section: str, lang: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, said in _strings(section, lang).items():
        if isinstance(said, Mapping):
            # A form that is as the others are is not said again: a page is smaller without it.
            found |= {
                f"{key}.{form}": text
                for form, text in said.items()
                if form == "other" or text != said["other"]
            }
        else:
            found[key] = said
    return found


@until_taught
def _strings(section: str, lang: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _phrases(strings(lang)[section], lang)
    return found


def _phrases(said: Any, lang: str) -> Any:
    if isinstance(said, Mapping):
        return {key: _phrases(one, lang) for key, one in said.items()}
    if isinstance(said, list):
        return [_phrases(one, lang) for one in said]
    return Phrase.of(said, lang) if isinstance(said, str) else said
