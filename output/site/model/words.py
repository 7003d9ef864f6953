"""What the pages of a site say in one language, and where their links lead."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from babel.lists import format_list

from waterbed.layers.dates.days import date_text
from waterbed.layers.locale.strings import locale_of
from waterbed.layers.schema.vocabulary import word_label
from waterbed.output.columns.codes import certainty_of, standing_of
from waterbed.output.language.dates import period
from waterbed.output.language.numbers import number
from waterbed.output.language.script import isolated
from waterbed.output.language.strings import interface, site_strings, templates
from waterbed.output.site.model.index import SiteFacts, SiteIndex
from waterbed.output.text.speaker import Speaker


class Words:
    """The texts of a site in one language."""

    def __init__(self, index: SiteIndex, facts: SiteFacts, lang: str) -> None:
        self.index, self.facts, self.lang = index, facts, lang
        self.timeline = index.timeline
        self.texts: Mapping[str, Any] = self.timeline["texts"][lang]
        self.ui = interface(lang)
        self.said = site_strings(lang)
        self.locale = locale_of(lang)

    @cached_property
    def speaker(self) -> Speaker:
        """What says the numbers of a series."""
        return Speaker(self.timeline, self.lang)

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
        return format_list([self.apart(name) for name in names], locale=self.locale)

    def apart(self, text: str) -> str:
        """A name or date to be put beside other words, which it leaves where they are."""
        return isolated(text, self.lang)

    def certainty(self, code: int) -> str:
        """Certainty in a word, "" where it is not graded."""
        return self.word(certainty_of(code))

    def standing(self, code: int) -> str:
        """Standing of the evidence in words."""
        return self.word(standing_of(code))

    @property
    def made(self) -> str:
        """That nobody wrote the scenes, where it is so, and how many crackdowns and disruptions they leave out."""
        told, of = len(self.timeline["scenes"]["id"]), self.timeline["meta"]["made_of"]
        said = self.ui["scene.made.some" if told < of else "scene.made"]
        return said.format(n=self.number(told), of=self.number(of)) if of else ""

    @property
    def undated(self) -> str:
        """What stands where a date would."""
        return str(templates(self.lang)["undated"])
