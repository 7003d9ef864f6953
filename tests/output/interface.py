"""Languages on trial: data sets in them, and what of the English interface is left in what is made of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.layers.packages import borrowed, write_in, write_manifest
from waterbed.layers.locale.faults import pairs
from waterbed.layers.locale.file import file_of, text_of
from waterbed.layers.locale.strings import installed_strings, strings

TRIED = ("es", "th", "pt")
"""Two that come along, and one that a folder brings."""
_SPOKEN_ATTRIBUTES = {"aria-label", "aria-description", "alt", "title", "placeholder", "content"}
_LEAST_LETTERS = 4


def write_tried(folder: Path, lang: str) -> Path:
    """Write the tiny package in a language on trial."""
    write_in(folder, lang)
    if lang == "pt":
        (folder / file_of(lang)).write_text(text_of(borrowed(lang, _marked)), encoding="utf-8")
    return write_manifest(folder, languages=[lang])


def _marked(text: str) -> str:
    """Made-up words: every English one with letters changed, what stands in braces as it is."""
    swapped = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")
    return "".join(
        part if part.startswith("{") else part.translate(swapped) for part in re.split(r"(\{\w*\})", text)
    )


def english_left(texts: Iterable[str], lang: str) -> list[str]:
    """Texts that are, as a whole, an English string of the interface which the language says otherwise."""
    own = {text for _, _, said in pairs(strings(lang)) for text in _forms(said)}
    english = {text for _, said, _ in pairs(installed_strings("en")) for text in _forms(said)} - own
    whole = {text.strip().casefold() for text in english if "{" not in text}
    filled = [_filled(text) for text in english if "{" in text and len(_letters(text)) >= _LEAST_LETTERS]
    left = []
    for text in {re.sub(r"[\u2066-\u2069\u00a0]", " ", one).strip() for one in texts}:
        if (text.casefold() in whole and len(_letters(text)) >= _LEAST_LETTERS) or any(
            one.fullmatch(text) for one in filled
        ):
            left.append(text)
    return sorted(left)


def _forms(said: Any) -> Iterator[str]:
    yield from said.values() if isinstance(said, Mapping) else [said]


def _letters(text: str) -> str:
    return re.sub(r"\{\w*\}|[\W\d_]", "", text)


def _filled(text: str) -> re.Pattern[str]:
    return re.compile(
        "".join(".+?" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w*\})", text))
    )


def spoken_texts(page: str) -> set[str]:
    """Texts of a page that a reader sees or hears: between tags, and in attributes that are spoken."""
    reader = _Reader()
    reader.feed(page)
    return {text for text in reader.found if text.strip()}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.unspoken = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unspoken += tag in ("script", "style")
        named = dict(attrs)
        technical = tag == "meta" and named.get("name") != "description"
        self.found |= {value or "" for name, value in attrs if name in _SPOKEN_ATTRIBUTES and not technical}

    def handle_endtag(self, tag: str) -> None:
        self.unspoken -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.unspoken:
            self.found.add(data)
