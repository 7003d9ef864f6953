"""What an edition withholds: every value of the data set that is nowhere in the redacted one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
import shapely

from waterbed.layers.dates.days import from_day
from waterbed.layers.dates.edtf import parse
from waterbed.layers.manifest.profiles import Dates
from waterbed.layers.manifest.views import is_view
from waterbed.layers.redaction.mentions import dates
from waterbed.layers.redaction.names import Names, normal, words_of
from waterbed.layers.redaction.spoken import spoken
from waterbed.layers.schema.tables import TABLES, Column, columns
from waterbed.layers.schema.vocabulary import words

Kind = Literal["text", "day", "month", "point", "view", "number"]


Value = str | int | tuple[int, int] | tuple[float, ...]


Settings = Mapping[str, Any]


Tables = Mapping[str, pd.DataFrame]

_TEXTS = ("id", "text", "localised", "texts", "word", "words")


_FEWEST_LETTERS = 3


_LETTERS = re.compile(r"[^\W_]")


_ENOUGH = 200


_SHORTEST_LONE_ID = 8


_LEAST_NUMBER = 100_000
"""Smaller whole numbers are years, days, counts: they stand everywhere."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """One value that must not leave the house, and where it stood."""

    kind: Kind
    value: Value
    """Text; day number; (year, month); (longitude, latitude) in degrees; (west, south, east, north); whole number."""
    table: str
    column: str
    record: str

    @property
    def shown(self) -> str:
        """What a message may say of it: enough to find it in the data, too little to learn it."""
        start = (
            f" that starts with {self.value[:2]!r}"
            if isinstance(self.value, str) and len(self.value) > 5
            else ""
        )
        where = f"{self.table}.{self.column}" if self.table else self.column
        return f"a {self.kind}{start} of {where}"


def differences(
    before: Tables,
    after: Tables,
    languages: tuple[str, ...],
    unit: Dates,
    settings: tuple[Settings, Settings] = ({}, {}),
) -> tuple[Withheld, ...]:
    """Find the values of some tables that are nowhere in others.

    Parameters
    ----------
    before, after
        Tables as recorded, and as redacted.
    languages
        Languages of the data set, whose dates are understood in prose.
    unit
        The finest unit of a date after the redaction: with a year, months count as withheld as well.
    settings
        What stands beside the tables, as recorded and as redacted.

    Returns
    -------
    tuple
        Each value once, with the first place where it stood. Texts of fewer than three letters and digits, whole numbers
        below 100,000, views to a tenth of a degree and codes are not listed: they stand everywhere. A text that stands
        inside another one that is let out is not withheld.
    """
    recorded, shown = settings
    kept = {(one.kind, one.value) for one in (*_values(after, languages, unit), *_named_views(shown))}
    found: dict[tuple[str, Value], Withheld] = {}
    for one in (*_values(before, languages, unit), *_named_views(recorded)):
        if (one.kind, one.value) not in kept:
            found.setdefault((one.kind, one.value), one)
    texts = dict.fromkeys([*texts_of(after), *said_in(shown)])
    inside = set(_mentioned([one.value for one in found.values() if isinstance(one.value, str)], texts))
    return tuple(one for one in found.values() if one.value not in inside)


def texts_of(tables: Tables) -> Iterator[str]:
    """Yield every text of some tables, ids included."""
    for frame in tables.values():
        yield from (str(one) for one in frame.index)
        for name in frame.columns:
            if not pd.api.types.is_numeric_dtype(frame[name]):
                yield from (
                    text
                    for cell in frame[name]
                    for text in (cell if isinstance(cell, tuple) else (cell,))
                    if text
                )


def said_in(settings: Any) -> Iterator[str]:
    """Yield every text of settings, the names of what they hold included: a view is known by its name."""
    if isinstance(settings, str):
        yield settings
    elif isinstance(settings, Mapping):
        yield from map(str, settings)
        for value in settings.values():
            yield from said_in(value)
    elif isinstance(settings, list | tuple):
        for value in settings:
            yield from said_in(value)


def _mentioned(names: list[str], texts: Iterable[str]) -> Iterator[str]:
    known = Names(names)
    for text in texts:
        yield from known.mentioned(normal(text))


def _named_views(settings: Settings) -> Iterator[Withheld]:
    views = settings.get("waterbed", {}).get("views", {})
    for name, view in views.items() if isinstance(views, Mapping) else ():
        if is_view(view):
            yield from _view([float(side) for side in view], "", "views", str(name))


def _view(sides: list[float], table: str, column: str, record: str) -> Iterator[Withheld]:
    """A view to a tenth of a degree names no place; a tighter one gives away what it frames."""
    if any(round(side, 1) != side for side in sides):
        yield Withheld("view", tuple(sides), table, column, record)


def _values(tables: Tables, languages: tuple[str, ...], unit: Dates) -> Iterator[Withheld]:
    quoted = dict(tables["sources"]["lang"]) if "lang" in tables.get("sources", ()) else {}
    for table in TABLES:
        if table not in tables or tables[table].empty:
            continue
        frame = tables[table]
        known = {column.name: column for column in columns(table, languages)}
        yield from (
            Withheld("text", str(one), table, "id", str(one))
            for one in frame.index
            if _is_telling_id(str(one))
        )
        if {"lon", "lat"} <= set(frame.columns):
            # In columns of the author's own they are texts, and may be anything.
            ends = frame[["lon", "lat"]].apply(pd.to_numeric, errors="coerce").dropna()
            for record, lon, lat in zip(ends.index, ends["lon"], ends["lat"], strict=True):
                yield Withheld("point", (float(lon), float(lat)), table, "lon, lat", str(record))
        for name in frame.columns:
            langs = dict(zip(frame.index, spoken(frame, table, name, languages, quoted), strict=True))
            yield from _of_column(frame[name], table, name, known.get(name), langs, languages, unit)


def _of_column(
    cells: "pd.Series[Any]",
    table: str,
    name: str,
    column: Column | None,
    langs: Mapping[Any, str],
    languages: tuple[str, ...],
    unit: Dates,
) -> Iterator[Withheld]:
    kind = column.type if column else "text"
    if kind == "number":
        whole = (
            cells[(cells.abs() >= _LEAST_NUMBER) & (cells % 1 == 0)]
            if name not in ("lon", "lat", "seq")
            else cells[:0]
        )
        yield from (
            Withheld("number", int(value), table, name, str(record)) for record, value in whole.items()
        )
    elif kind == "wkt":
        for record, text in cells[cells != ""].items():
            points = np.unique(shapely.get_coordinates(shapely.from_wkt(text)), axis=0)
            yield from (Withheld("point", (float(x), float(y)), table, name, str(record)) for x, y in points)
    elif (table, name) == ("scenes", "view"):
        for record, text in cells.items():
            if is_view(sides := _numbers(text)):
                yield from _view(sides, table, name, str(record))
            elif text:
                yield from _said(text, table, name, str(record), "", languages, unit)
    elif kind in ("edtf", "edtfs", *_TEXTS):
        listed = cells.explode() if column and column.is_list else cells
        if column and kind in ("word", "words"):
            listed = listed[~listed.isin(words(column.of))]
        for record, text in listed[listed.notna() & (listed != "")].items():
            if kind in ("edtf", "edtfs"):
                yield from _dates_of(str(text), table, name, str(record), unit)
            else:
                yield from _said(str(text), table, name, str(record), langs[record], languages, unit)


def _numbers(text: str) -> list[float]:
    """The numbers that a text consists of; none when it is a name."""
    try:
        return [float(side) for side in text.split()]
    except ValueError:
        return []


def _dates_of(text: str, table: str, name: str, record: str, unit: Dates) -> Iterator[Withheld]:
    for end in filter(None, text.split("/")):
        if end == "..":
            continue
        bounds = parse(end)
        if bounds.start_min is None:
            continue
        if bounds.precision == "day":
            yield Withheld("day", bounds.start_min, table, name, record)
        if unit == "year" and bounds.precision != "year":
            first = from_day(bounds.start_min)
            yield Withheld("month", (first.year, first.month), table, name, record)


def _said(
    text: str, table: str, name: str, record: str, lang: str, languages: tuple[str, ...], unit: Dates
) -> Iterator[Withheld]:
    if _says_something(text):
        yield Withheld("text", text, table, name, record)
    if not any(c.isdigit() for c in text):
        return
    for one in dates(normal(text), [lang] if lang else languages, others=languages):
        if one.year is None:
            continue
        if one.day is not None and (day := day_of(one.year, one.month, one.day)) is not None:
            yield Withheld("day", day, table, name, record)
        if unit == "year":
            yield Withheld("month", (one.year, one.month), table, name, record)


def day_of(year: int, month: int, day: int) -> int | None:
    """Return the day number of a date, None where there is no such day."""
    try:
        return parse(f"{year:04}-{month:02}-{day:02}").start_min
    except ValueError:
        return None


def _is_telling_id(one: str) -> bool:
    """Whether an id is more than a common word that may stand anywhere."""
    return len(words_of(one)) > 1 or len(one) >= _SHORTEST_LONE_ID


def _says_something(text: str) -> bool:
    return len(_LETTERS.findall(text[:_ENOUGH])) >= _FEWEST_LETTERS
