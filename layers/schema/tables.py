"""The tables of a data set and their columns, read once from ``tables.csv``."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

Type = Literal[
    "id",
    "text",
    "texts",
    "localised",
    "ref",
    "refs",
    "word",
    "words",
    "number",
    "edtf",
    "edtfs",
    "wkt",
    "code",
]

TABLES = (
    "sources",
    "organisations",
    "countries",
    "zones",
    "hubs",
    "events",
    "movements",
    "phases",
    "figures",
    "gaps",
    "context",
    "scenes",
    "counts",
)
"""Every table, in the order in which they are read, shown and written."""

RECORD_TABLES = tuple(table for table in TABLES if table not in ("sources", "counts"))
"""The tables whose rows are records: what a picture can show, a scene can rest on, a gap can be about."""

PLACE_TABLES = ("countries", "zones", "hubs")
"""The tables whose records can be the place of another record."""

LISTS = frozenset({"texts", "refs", "words", "edtfs"})
"""Types whose cells hold several values, parted by semicolons."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    """Name in the header; of a localised column before it is expanded, the part before ``_en``."""
    type: Type
    """What its cells hold."""
    of: str = ""
    """Tables that a reference may name (``*`` all of records), group of a word, range of a number, pattern; of a text
    ``lines`` where it may have several."""
    required: bool = False
    """Whether the column must be there and have no empty cell (localised: in the default language)."""
    closed: bool = False
    """Whether rules depend on the word, so that one that is not in the vocabulary is an error."""

    @property
    def is_list(self) -> bool:
        """Whether its cells hold tuples."""
        return self.type in LISTS

    @property
    def targets(self) -> tuple[str, ...]:
        """Tables that a reference may name."""
        return RECORD_TABLES if self.of == "*" else tuple(self.of.split())


@cache
def schema() -> Mapping[str, tuple[Column, ...]]:
    """Return the columns of every table; localised ones not yet expanded over languages."""
    with Path(__file__).with_name("tables.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return MappingProxyType({table: _columns_of(table, rows) for table in TABLES})


@cache
def columns(table: str, languages: tuple[str, ...]) -> tuple[Column, ...]:
    """Return the columns of a table as they stand in a file.

    Parameters
    ----------
    table
        One of `TABLES`.
    languages
        Languages of the data set, default first. A localised column is repeated for each as a text column;
        only the one in the default language can be required.
    """
    expanded: list[Column] = []
    for column in schema()[table]:
        if column.type != "localised":
            expanded.append(column)
            continue
        for place, language in enumerate(languages):
            required = column.required and place == 0
            expanded.append(replace(column, name=f"{column.name}_{language}", type="text", required=required))
    return tuple(expanded)


def has_source(table: str) -> bool:
    """Whether the rows of a table name their source."""
    return any(column.name == "source" for column in schema()[table])


def _columns_of(table: str, rows: list[dict[str, str]]) -> tuple[Column, ...]:
    # A later row overrides an earlier one of the same name, so a table can sharpen a common column.
    found: dict[str, Column] = {}
    for row in rows:
        if _concerns(row["table"], table):
            found[row["column"]] = _column(row)
    return tuple(found.values())


def _concerns(pattern: str, table: str) -> bool:
    """Whether ``*-sources-scenes`` (all but these) or a plain name takes in a table."""
    everything, *exempt = pattern.split("-")
    return table not in exempt if everything == "*" else pattern == table


def _column(row: dict[str, str]) -> Column:
    if row["type"] not in get_args(Type):
        raise ValueError(f"tables.csv: {row['table']}.{row['column']} has the unknown type {row['type']!r}.")
    kind = cast(Type, row["type"])
    return Column(row["column"], kind, row["of"], row["required"] == "yes", row["closed"] == "yes")
