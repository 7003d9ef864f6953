"""The last look before anything is published: no withheld value may stand in the bytes, inflated data included."""

import html
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import numpy as np

from waterbed.geo.plane import mercator
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.dates.days import from_day
from waterbed.layers.redaction.mentions import bare_decimal, dates, decimals, long_numbers
from waterbed.layers.redaction.names import Names, normal
from waterbed.layers.redaction.redact import Redaction
from waterbed.layers.redaction.withheld import Withheld, day_of, spellings, texts_of
from waterbed.layers.schema.tables import schema
from waterbed.layers.schema.vocabulary import vocabulary
from waterbed.output.columns.texts import ALWAYS_SAID
from waterbed.output.edition.contents import Piece, unpacked
from waterbed.output.player.assets import basemap_data, leaflet_css, leaflet_js, viewer_css, viewer_js
from waterbed.output.timeline import Timeline

Point = tuple[float, float]

_HERE = Path(__file__).parents[1]


_SHOWN = 20


_DAYS = re.compile(
    r'"(?:start_min|start_max|end_min|end_max|start|end|attested|day|date|first_day|last_day|article_day)"'
    r"\s*:\s*(\[[\[\]\d,\snul-]*\]|-?\d+)"
)


_COLUMNS = re.compile(r'"(lon|lat|x|y)"\s*:\s*\[([^\[\]]*)\]')


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


_FARTHEST_PAIR = 12


_JSON_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


_COARSEST_PAIR_DECIMALS = 2


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
        self._by_text = {str(one.value): one for one in redaction.withheld if one.kind == "text"}
        for name in set(_house_words(tuple(self._by_text))):
            # Not searched for: every page holds these words, whatever the data.
            del self._by_text[name]
        self._names = Names(self._by_text)
        self._languages = redaction.languages
        self._months = {one.value: one for one in redaction.withheld if one.kind == "month"}
        self._numbers = {one.value: one for one in redaction.withheld if one.kind == "number"}
        timeline = Timeline.of(redaction.dataset) if redaction.withheld else None
        self._ours = (
            viewer_js(),
            leaflet_js(),
            viewer_css(),
            leaflet_css(),
            *([basemap_data(timeline)] if timeline else []),
        )
        self._days = {
            int(one.value): one
            for one in redaction.withheld
            if one.kind == "day" and isinstance(one.value, int)
        }
        for day in _known_days(redaction.dataset, timeline) if timeline else ():
            self._days.pop(day, None)
            self._months.pop((from_day(day).year, from_day(day).month), None)
        self._yearless = self._without_year(redaction.dataset)
        points = [one for one in redaction.withheld if one.kind == "point" and isinstance(one.value, tuple)]
        kept = _points(redaction.dataset)
        self._decimals = {text: one for one in points for text in _alone(one.value)}
        self._pairs = {pair: one for one in points for pair in _in_pairs(one.value)}
        self._doubles = {packed: one for one in points for packed in _packed(one.value)}
        for point in kept:
            for text in _alone(point):
                self._decimals.pop(text, None)
            for pair in _in_pairs(point):
                self._pairs.pop(pair, None)
            for packed in _packed(point):
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
        pieces = [Piece("its name", name), *unpacked(name, self._without_ours(content))]
        return tuple(dict.fromkeys(leak for piece in pieces for leak in self._in_piece(piece)))

    def _without_ours(self, content: bytes) -> bytes:
        # Our own scripts are the same for every data set, and long: they would hold many a short name by chance.
        for text in self._ours:
            content = content.replace(text.encode(), b" ")
        return content

    def _in_piece(self, piece: Piece) -> Iterator[Leak]:
        plain = normal(piece.text)
        for text in dict.fromkeys((plain, _unescaped(plain))):
            for what in self._in_text(text):
                yield Leak(piece.where, what)
        for packed, what in self._doubles.items() if piece.binary else ():
            if packed in piece.binary:
                yield Leak(piece.where, what)

    def _in_text(self, text: str) -> Iterator[Withheld]:
        yield from (self._by_text[name] for name in sorted(self._names.mentioned(text)))
        if self._days or self._months:
            yield from self._dated(text)
        if self._numbers:
            yield from (
                self._numbers[number] for _, _, number in long_numbers(text) if number in self._numbers
            )
        if self._decimals or self._pairs:
            yield from (self._decimals[digits] for _, _, digits in decimals(text) if digits in self._decimals)
            yield from (self._pairs[pair] for pair in _pairs_in(text) if pair in self._pairs)

    def _dated(self, text: str) -> Iterator[Withheld]:
        for one in dates(text, self._languages):
            if one.year is None:
                day = self._yearless.get((one.month, one.day))
            elif one.day is None:
                day = self._months.get((one.year, one.month))
            else:
                day = self._days.get(day_of(one.year, one.month, one.day) or 0)
            if day is not None:
                yield day
        for found in _DAYS.finditer(text):
            for number in re.findall(r"-?\d+", found[1]):
                if int(number) in self._days:
                    yield self._days[int(number)]

    def _without_year(self, dataset: Dataset) -> dict[tuple[int, int | None], Withheld]:
        """Withheld days by month and day, but for those that a text which is let out names."""
        found: dict[tuple[int, int | None], Withheld] = {
            (from_day(day).month, from_day(day).day): one for day, one in self._days.items()
        }
        for text in dict.fromkeys(texts_of(dataset.tables)) if found else ():
            for one in dates(normal(text), self._languages):
                found.pop((one.month, one.day), None)
        return found


def _unescaped(text: str) -> str:
    """A text without the escapes of JSON, HTML and addresses."""
    if "\\u" in text:
        text = _JSON_ESCAPE.sub(lambda code: chr(int(code[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return normal(unquote(html.unescape(text.replace('\\"', '"').replace("\\/", "/"))))


@cache
def _house_texts() -> tuple[str, ...]:
    files = [
        *(_HERE / "language" / "locale").glob("*.json"),
        *(path for path in _HERE.glob("*/templates/*.*ml")),
        _HERE / "timeline.schema.json",
    ]
    labels = vocabulary().loc[sorted(ALWAYS_SAID)].filter(like="label_").to_numpy().ravel()
    fields = [f"{name} {' '.join(one.name for one in known)}" for name, known in schema().items()]
    return (
        *(path.read_text(encoding="utf-8") for path in sorted(files)),
        " ".join(map(str, labels)),
        *fields,
    )


def _house_words(names: tuple[str, ...]) -> Iterator[str]:
    known = Names(names)
    for text in _house_texts():
        yield from known.mentioned(normal(text))


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


def _points(dataset: Dataset) -> list[Point]:
    known = dataset.places.geometry[dataset.places.geometry.notna()]
    return [(float(point.x), float(point.y)) for point in known]


def _alone(point: object) -> frozenset[str]:
    """Spellings of a coordinate that tell by themselves: degrees, and the unit Web Mercator plane."""
    lon, lat = _lon_lat(point)
    x, y = mercator(lon, lat)
    return frozenset(text for value in (lon, lat, float(x), float(y)) for text in spellings(value))


def _in_pairs(point: object) -> Iterator[tuple[str, str]]:
    """Spellings of a point that tell when they stand side by side, in either order."""
    lon, lat = _lon_lat(point)
    for digits in range(_COARSEST_PAIR_DECIMALS, 8):
        pair = bare_decimal(f"{lon:.{digits}f}"), bare_decimal(f"{lat:.{digits}f}")
        if "." in pair[0] and "." in pair[1]:
            yield pair
            yield pair[::-1]


def _packed(point: object) -> Iterator[bytes]:
    """A point as two doubles, as geometries and databases hold it."""
    lon, lat = _lon_lat(point)
    for digits in (None, *range(4, 8)):
        pair = (lon, lat) if digits is None else (round(lon, digits), round(lat, digits))
        yield struct.pack("<dd", *pair)
        yield struct.pack(">dd", *pair)


def _lon_lat(point: object) -> Point:
    if not isinstance(point, tuple):
        raise TypeError(f"{point!r} is no point.")
    return point[0], point[1]


def _pairs_in(text: str) -> Iterator[tuple[str, str]]:
    """Numbers that stand side by side, in a text or in two parallel columns."""
    for one, two in pairwise(_NUMBER.finditer(text)):
        if two.start() - one.end() <= _FARTHEST_PAIR and ("." in one[0] or "." in two[0]):
            yield (
                bare_decimal(one[0]) if "." in one[0] else one[0],
                bare_decimal(two[0]) if "." in two[0] else two[0],
            )
    for one, two in pairwise(_COLUMNS.finditer(text)):
        if (one[1], two[1]) in (("lon", "lat"), ("lat", "lon")):
            sides = [
                [bare_decimal(number.strip()) for number in column[2].split(",")] for column in (one, two)
            ]
            yield from zip(*sides, strict=False)
