"""The last look before anything is published: no withheld value may stand in the bytes, inflated data included."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import unquote

import numpy as np

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.dates.days import from_day
from waterbed.layers.redaction.mentions import (
    DateMention,
    dates_of_page,
)
from waterbed.layers.redaction.names import Names, normal, words_of
from waterbed.layers.redaction.numbers import decimals, long_numbers
from waterbed.layers.redaction.redact import Redaction
from waterbed.layers.redaction.withheld import Withheld, day_of, said_in, texts_of
from waterbed.layers.schema.tables import schema
from waterbed.output.edition import points
from waterbed.output.edition.contents import Piece, unpacked
from waterbed.output.edition.ours import Ours
from waterbed.output.timeline import Timeline

_SHOWN = 20


_DAYS = re.compile(
    r'"(?:start_min|start_max|end_min|end_max|start|end|attested|day|date|first_day|last_day|article_day)"'
    r"\s*:\s*(\[[\[\]\d,\snul-]*\]|-?\d+)"
)


_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


_RUN = 6
"""Words in a row that tell a text of more."""


@dataclass(frozen=True, slots=True)
class Leak:
    """A withheld value, and where it was found."""

    where: str
    """File, and the way to the place inside it."""
    what: Withheld
    """The value."""

    def __str__(self) -> str:
        """Say where and what, without the value itself."""
        return f"{self.where}: holds {self.what.shown}, which the profile withholds."


class LeakError(ValueError):
    """A file holds what its profile withholds; nothing was published.

    Attributes
    ----------
    leaks
        What was found, each value once a place. The message shows the first twenty.
    """

    def __init__(self, leaks: tuple[Leak, ...]) -> None:
        shown = [str(leak) for leak in leaks[:_SHOWN]]
        if len(leaks) > len(shown):
            shown.append(f"… and {len(leaks) - len(shown):,} more.")
        super().__init__("\n".join([*shown, "Nothing was published: what was there before is as it was."]))
        self.leaks = leaks


class LeakCheck:
    """Searches bytes for the values that a redaction withholds, in every spelling that matters.

    Parameters
    ----------
    redaction
        What is withheld, and the data set that is let out: what follows from that is no leak.
    """

    def __init__(self, redaction: Redaction) -> None:
        texts = {str(one.value): one for one in redaction.withheld if one.kind == "text"}
        self._ours = Ours(redaction.dataset, texts)
        for name in self._ours.said:
            # Not searched for: every page says these words, whatever the data.
            del texts[name]
        self._by_text = {**texts, **_runs(texts.values(), redaction.dataset)}
        self._names = Names(self._by_text)
        self._languages = redaction.languages
        self._months = {one.value: one for one in redaction.withheld if one.kind == "month"}
        self._numbers = {one.value: one for one in redaction.withheld if one.kind == "number"}
        timeline = Timeline.of(redaction.dataset) if redaction.withheld else None
        self._views = [(points.view(one.value), one) for one in redaction.withheld if one.kind == "view"]
        self._days = {
            int(one.value): one
            for one in redaction.withheld
            if one.kind == "day" and isinstance(one.value, int)
        }
        for day in _known_days(redaction.dataset, timeline) if timeline else ():
            self._days.pop(day, None)
            self._months.pop((from_day(day).year, from_day(day).month), None)
        self._yearless = {(from_day(day).month, from_day(day).day): one for day, one in self._days.items()}
        self._let_out = self._days_let_out(redaction.dataset) if self._days else frozenset()
        placed = [one for one in redaction.withheld if one.kind == "point" and isinstance(one.value, tuple)]
        kept = _points(redaction.dataset)
        self._decimals = {text: one for one in placed for text in points.alone(one.value)}
        self._pairs = {pair: one for one in placed for pair in points.in_pairs(one.value)}
        self._doubles = {packed: one for one in placed for packed in points.packed(one.value)}
        for point in kept:
            for text in points.alone(point):
                self._decimals.pop(text, None)
            for pair in points.in_pairs(point):
                self._pairs.pop(pair, None)
            for packed in points.packed(point):
                self._doubles.pop(packed, None)

    def __call__(self, name: str, content: bytes) -> None:
        """Search a file; nothing happens if it holds nothing.

        Raises
        ------
        LeakError
            With everything that was found.
        """
        if leaks := self.leaks(name, content):
            raise LeakError(leaks)

    def leaks(self, name: str, content: bytes) -> tuple[Leak, ...]:
        """Find the withheld values in a file: in its name, its bytes, and everything packed into it."""
        pieces = [Piece("its name", name), *unpacked(name, content, without=self._ours.without)]
        return tuple(dict.fromkeys(leak for piece in pieces for leak in self._in_piece(piece)))

    def _in_piece(self, piece: Piece) -> Iterator[Leak]:
        texts = _readings(piece.text)
        prose = _readings(piece.prose) if piece.noise else texts
        for what in chain(*map(self._in_text, texts), *map(self._dated, prose)):
            yield Leak(piece.where, what)
        for packed, what in self._doubles.items() if piece.binary else ():
            if packed in piece.binary:
                yield Leak(piece.where, what)

    def _in_text(self, text: str) -> Iterator[Withheld]:
        if named := self._names.mentioned(text):
            yield from (self._by_text[name] for name in self._ours.without_ours(named, text))
        if self._numbers:
            yield from (
                self._numbers[number] for _, _, number in long_numbers(text) if number in self._numbers
            )
        if self._decimals or self._pairs:
            yield from (self._decimals[digits] for _, _, digits in decimals(text) if digits in self._decimals)
            yield from (self._pairs[pair] for pair in points.pairs_in(text) if pair in self._pairs)
        yield from (one for view, one in self._views if view.search(text))

    def _dated(self, text: str) -> Iterator[Withheld]:
        if not self._days and not self._months:
            return
        for one in dates_of_page(text, self._languages):
            if one.year is None:
                said = {(lang, one.month, one.day) for lang in _spellings_of(one)}
                day = self._yearless.get((one.month, one.day or 0)) if said - self._let_out else None
            elif one.day is None:
                day = self._months.get((one.year, one.month))
            else:
                day = self._days.get(day_of(one.year, one.month, one.day) or 0)
            if day is not None:
                yield day
        for found in _DAYS.finditer(text):
            for number in re.findall(r"-?\d{1,9}(?!\d)", found[1]):
                if int(number) in self._days:
                    yield self._days[int(number)]

    def _days_let_out(self, dataset: Dataset) -> frozenset[tuple[str, int, int | None]]:
        """Days without a year that texts which are let out name, or seem to name in a language that is not theirs."""
        return frozenset(
            (lang, one.month, one.day)
            for text in dict.fromkeys(texts_of(dataset.tables))
            for one in dates_of_page(normal(text), self._languages)
            for lang in _spellings_of(one)
        )


def _spellings_of(one: DateMention) -> frozenset[str]:
    """The languages that a mention is in; "" where its month is in digits."""
    return one.languages or frozenset({""})


def _readings(text: str) -> tuple[str, ...]:
    """A text as it stands, and without its escapes."""
    plain = normal(text)
    return tuple(dict.fromkeys((plain, _unescaped(plain))))


def _unescaped(text: str) -> str:
    """A text without the escapes of JSON, HTML and addresses."""
    if "\\u" in text:
        text = _JSON_ESCAPE.sub(lambda code: chr(int(code[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return normal(unquote(html.unescape(text.replace('\\"', '"').replace("\\/", "/"))))


def _runs(withheld: Iterable[Withheld], dataset: Dataset) -> dict[str, Withheld]:
    """Stretches of long texts, which a picture may cut or part; those that stand in a text that is let out are none."""
    found: dict[str, Withheld] = {}
    for one in withheld:
        # An id is looked for whole: parts of it are names and dates of its neighbours.
        for run in _runs_of(str(one.value)) if one.column != "id" else ():
            found.setdefault(run, one)
    for text in (*texts_of(dataset.tables), *said_in(dataset.meta)) if found else ():
        for run in _runs_of(text, whole=True):
            found.pop(run, None)
    return found


def _runs_of(text: str, *, whole: bool = False) -> Iterator[str]:
    """Stretches of a text of more words than one takes; with ``whole`` also the text that is one."""
    words = [word for _, _, word in words_of(normal(text))]
    # Where each sign is a word, more of them make a phrase.
    size = _RUN if sum(map(len, words)) > 2 * len(words) else 3 * _RUN
    for at in range(len(words) - size + 1 if len(words) > size or whole else 0):
        yield " ".join(words[at : at + size])


def _known_days(dataset: Dataset, timeline: Timeline) -> Iterator[int]:
    """Days that the redacted data set itself gives: the bounds of its dates, the windows of its measures."""
    for table, known in schema().items():
        for column in known:
            if column.type in ("edtf", "edtfs"):
                bounds = dataset.bounds(table, column.name)[SPAN].to_numpy()
                yield from (int(day) for day in np.unique(bounds[np.isfinite(bounds)]))
    yield dataset.as_of
    for side in ("before", "after"):
        yield from (int(day) for window in timeline["findings"][side] for day in window or ())


def _points(dataset: Dataset) -> list[points.Point]:
    known = dataset.places.geometry[dataset.places.geometry.notna()]
    return [(float(point.x), float(point.y)) for point in known]
