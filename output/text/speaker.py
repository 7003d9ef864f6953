"""Words of a timeline in one language: interface strings, labels, dates; the twin of ``viewer/src/language/speaker.js``."""

import re
from calendar import monthrange
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from waterbed.layers.dates.days import from_day
from waterbed.layers.locale.strings import locale_of
from waterbed.output.language.dates import period
from waterbed.output.language.numbers import number
from waterbed.output.language.script import isolated
from waterbed.output.language.strings import interface, picture_strings, said_in, shortened
from waterbed.output.timeline import Timeline

MOST_LETTERS = 36
"""Of a name on a map or a clock."""


class Speaker:
    """Says what a timeline holds in a reader's language; what it lacks there is said in the data set's first one."""

    def __init__(self, timeline: Timeline, lang: str) -> None:
        self.timeline, self.lang = timeline, lang
        self._own: Mapping[str, Any] = timeline["texts"][lang]
        self._first: Mapping[str, Any] = timeline["texts"][timeline["meta"]["languages"][0]]

    def t(self, key: str, **values: str | float) -> str:
        """An interface string with ``{name}`` filled in; with a number ``n`` the plural form of the language."""
        return self.filled(self._strings, key, **values)

    def filled(self, strings: Mapping[str, str], key: str, **values: str | float) -> str:
        """The same from other strings than those of the interface."""
        n = values.get("n")
        if isinstance(n, int | float):
            text = (
                strings.get(f"{key}.{self._plural(n)}")
                or strings.get(f"{key}.other")
                or strings.get(key, key)
            )
        else:
            text = strings.get(key, key)
        return re.sub(r"\{(\w+)\}", lambda m: self._said(values[m[1]]) if m[1] in values else m[0], text)

    def record(self, column: str, row: int) -> str:
        """A text of a record, empty for none."""
        if row < 0:
            return ""
        return self._own["records"][column][row] or self._first["records"][column][row] or ""

    def place(self, row: int) -> str:
        """Name of a place."""
        return self.record("label", self.timeline["places"]["record"][row]) or str(
            self.timeline["places"]["id"][row]
        )

    def finding(self, part: str, stop: int = 0) -> str:
        """Headline, line or detail of the finding, on all records or on those of a least certainty."""
        return str(self._own["finding"][part][stop])

    def cycle(self, column: str, row: int) -> str:
        """A text of a row of the cycle table."""
        return str(self._own["cycles"][column][row])

    def short_place(self, row: int, most: int = MOST_LETTERS) -> str:
        """Name of a place where there is little room; lists have the whole."""
        return shortened(self.place(row), most)

    def source(self, column: str, row: int) -> str:
        """A text of a source."""
        return self._own["sources"][column][row] or self._first["sources"][column][row] or ""

    def scene(self, row: int) -> Mapping[str, Any]:
        """Title and text of a scene."""
        scene: Mapping[str, Any] = self._own["scenes"][row] or self._first["scenes"][row]
        return scene

    def word(self, code: str) -> str:
        """A word of the vocabulary; one of your own is shown as it is."""
        if not code:
            return ""
        return str(self._own["words"].get(code) or self._first["words"].get(code) or code.replace("_", " "))

    def meta(self, key: str) -> str:
        """A text of the data set: title, description, disclaimer."""
        meta = self.timeline["meta"]
        return said_in(meta[key], self.lang, meta["languages"])

    def number(self, value: float) -> str:
        """A number with the separators of the language."""
        return number(value, self.lang)

    def day(self, day: float) -> str:
        """A day in words."""
        return period(iso_of(day), self.lang)

    def month(self, day: float) -> str:
        """The month of a day in words."""
        return period(iso_of(day)[:7], self.lang)

    def year(self, day: float) -> str:
        """The year of a day in words."""
        return period(iso_of(day)[:4], self.lang)

    def span(self, row: int) -> str:
        """When a phase was, in the words of the record it rests on."""
        basis = self.timeline["spans"]["basis"][row]
        return (self.record("when", basis[0]) if basis else "") or self.t("undated.word")

    def event(self, row: int, chance: float) -> str:
        """When an event was; one that may not have happened yet is said to be so."""
        events = self.timeline["events"]
        when = self.record("when", events["record"][row])
        least, most = events["start_min"][row], events["start_max"][row]
        if chance >= 1 or most is None:
            return when
        if least is not None and unit_of(least, most):
            return self.t("event.in", when=when)
        return self.t("event.by", date=self.day(most))

    def upper(self, text: str) -> str:
        """Capitals; a language with a dotted i keeps it."""
        return (
            text.replace("i", "İ").upper() if re.split("[-_]", self.lang)[0] in ("tr", "az") else text.upper()
        )

    @cached_property
    def _strings(self) -> Mapping[str, str]:
        return {**interface(self.lang), **self._own.get("ui", {})}

    def _plural(self, n: float) -> str:
        return str(locale_of(self.lang).plural_form(n))

    def _said(self, value: str | float) -> str:
        return isolated(value, self.lang) if isinstance(value, str) else self.number(value)


def iso_of(day: float) -> str:
    """A day as in EDTF: 2024-01-04."""
    return from_day(int(day // 1)).isoformat()


def unit_of(first: int, last: int) -> str | None:
    """The calendar unit two days enclose exactly: ``month``, ``year``, or None."""
    start, end = from_day(first), from_day(last)
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return None
    if (start.year, start.month) == (end.year, end.month):
        return "month"
    return "year" if (start.month, end.month) == (1, 12) and start.year == end.year else None


def picture_word(say: Speaker, key: str, **values: str | float) -> str:
    """A word or sentence of pictures with ``{name}`` filled in; with a number ``n`` in the plural form of the language."""
    return say.filled(picture_strings(say.lang), key, **values)


def spanned(say: Speaker, key: str, first: str, last: str) -> str:
    """A word or sentence of pictures about an extent: where it begins and ends, or the one year of both."""
    if first == last:
        return picture_word(say, f"{key}.one", first=first)
    return picture_word(say, key, first=first, last=last)


def first_words(marking: str) -> str:
    """What of a marking must be seen at once: its first words, without what was made coarser."""
    return marking.split(". ")[0].split(" · ")[0].rstrip(".")
