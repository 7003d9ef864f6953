"""What the pages of a site say in one language, and where their links lead."""

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.lists import format_list

from waterbed.layers.dates import date_text
from waterbed.layers.vocabulary import word_label
from waterbed.output.siteindex import SiteFacts, SiteIndex
from waterbed.output.wording import interface, number, period, templates

_LOCALE = Path(__file__).parent / "locale"
_CERTAINTY = {2: "high", 1: "medium", 0: "low"}
_STANDING = {0: "article", 1: "article_and_others", 2: "others"}

PER_PAGE = 400
"""Rows of a list on one page; a longer list is parted."""


class Words:
    """The texts of a site in one language."""

    def __init__(self, index: SiteIndex, facts: SiteFacts, lang: str) -> None:
        self.index, self.facts, self.lang = index, facts, lang
        self.timeline = index.timeline
        self.texts: Mapping[str, Any] = self.timeline["texts"][lang]
        self.ui = interface(lang)
        self.said = strings(lang)
        self.locale = _locale(lang)

    def t(self, key: str, **values: object) -> str:
        """A string of the site, filled in; with ``n`` in the plural form that fits."""
        said = self.said[key]
        if not values:
            return str(said)
        if isinstance(said, Mapping):
            n = values["n"]
            form = self.locale.plural_form(n) if isinstance(n, int | float) else "other"
            said = said.get(form, said["other"])
        shown = {name: self.number(v) if isinstance(v, int | float) else v for name, v in values.items()}
        return str(said).format(**shown)

    def word(self, code: str) -> str:
        """A word of the vocabulary, also one that no picture says and the timeline lacks, or the code with spaces."""
        return str(self.texts["words"].get(code) or word_label(code, self.lang)) if code else ""

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return number(value, self.lang)

    def day(self, day: int | None) -> str:
        """A day number as a date."""
        return "" if day is None else period(date_text(day), self.lang)

    def record(self, column: str, row: int) -> str:
        """A text of a record, "" for none."""
        return str(self.texts["records"][column][row]) if row >= 0 else ""

    def label(self, row: int) -> str:
        """The name of a record."""
        return self.record("label", row)

    def place(self, place: int) -> str:
        """The name of a place."""
        return self.label(self.timeline["places"]["record"][place]) if place >= 0 else ""

    def listed(self, names: Iterable[str]) -> str:
        """Names as a list in words."""
        return format_list(list(names), locale=self.locale)

    def certainty(self, code: int) -> str:
        """Certainty in a word, "" where it is not graded."""
        return self.word(_CERTAINTY.get(code, ""))

    def standing(self, code: int) -> str:
        """Standing of the evidence in words."""
        return self.word(_STANDING.get(code, ""))

    @property
    def undated(self) -> str:
        """What stands where a date would."""
        return str(templates(self.lang)["undated"])


class Links:
    """Where the page of a record is, below the folder of a language; "" for a record that has none."""

    def __init__(self, index: SiteIndex) -> None:
        timeline = index.timeline
        self.timeline, self.index = timeline, index
        self._paged = {
            name: len(index.table.get(name, [])) > PER_PAGE
            for name in ("organisations", "movements", "figures")
        }
        self._sources_paged = len(timeline["sources"]["id"]) > PER_PAGE

    def record(self, row: int) -> str:
        """Path, with a fragment where the record stands in a list."""
        if row < 0:
            return ""
        table, name = (self.timeline["records"][column][row] for column in ("table", "id"))
        if table in ("countries", "zones", "hubs", "events"):
            return f"{table}/{name}.html"
        if table == "organisations" and self.has_page(row):
            return f"organisations/{name}.html"
        if table == "scenes":
            return f"story.html#{name}"
        if table in ("gaps", "context") or (table in self._paged and not self._paged[table]):
            return f"{table}.html#{name}"
        return ""

    def place(self, place: int) -> str:
        """Path of a place's page."""
        return self.record(self.timeline["places"]["record"][place]) if place >= 0 else ""

    def has_page(self, organisation: int) -> bool:
        """Whether an organisation has a page of its own: from two records on, or where the list has several pages."""
        return self._paged["organisations"] or len(self.index.records_of.get(organisation, ())) > 1

    def source_has_page(self, source: int) -> bool:
        """The same for a source."""
        return self._sources_paged or len(self.index.records_from.get(source, ())) > 1

    def source(self, source: int) -> str:
        """Path of a source's page, or its place in the list."""
        name = self.timeline["sources"]["id"][source]
        return f"sources/{name}.html" if self.source_has_page(source) else f"sources.html#{name}"


@functools.cache
def strings(lang: str) -> Mapping[str, Any]:
    """The strings of a site in a language; those that it lacks are English."""
    return {**_read("en"), **_read(lang)}


def said_in(text: str | Mapping[str, str], lang: str, languages: Sequence[str]) -> str:
    """A text that may be given by language, in a language, else in the first one that has it."""
    if isinstance(text, str):
        return text
    return next((text[one] for one in (lang, *languages, *text) if text.get(one)), "")


@functools.cache
def _read(lang: str) -> Mapping[str, Any]:
    path = _LOCALE / f"site-{lang}.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return content


@functools.cache
def _locale(lang: str) -> Locale:
    try:
        return Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
