"""A data set as text, in whatever container it came: its tables before any meaning is read into them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.errors import Fault
from waterbed.layers.manifest.logo import Logo


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """A table as text, before any meaning is read into it."""

    name: str
    """Name of the table, such as "events"."""
    file: str
    """File it came from, for messages."""
    frame: pd.DataFrame
    """Text cells, "" when empty; the columns in the order of the file; a plain range index."""
    rows: npt.NDArray[np.int64]
    """The row of the file each row came from, as a spreadsheet counts: the header is row 1."""
    torn: frozenset[int] = frozenset()
    """Rows of the file that cannot be taken apart into cells, told already: of them only the id is looked at."""


MOST_IN_A_TEXT = 100_000


MOST_IN_A_NAME = 2_000
"""Limits for absurd input: characters in a cell, and in one that names a record; an outline has a limit of its own."""


def length_faults(table: RawTable) -> Iterator[Fault]:
    """Point out cells with more characters than a picture, a page or a search can take."""
    for name in table.frame.columns:
        most = MOST_IN_A_NAME if name.startswith(("label", "title")) else MOST_IN_A_TEXT
        if name == "geometry" or not len(table.frame):
            continue
        lengths = table.frame[name].str.len().to_numpy()
        for at in np.flatnonzero(lengths > most):
            problem, mend = f"has {lengths[at]:,} characters", f"a cell of this column takes {most:,} at most"
            row, record = int(table.rows[at]), str(table.frame.iloc[at].get("id", ""))
            yield Fault(table.file, problem, mend, row, record[:100], name, table.frame[name].iloc[at][:100])


_LABEL = re.compile(r"label_([A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """The content of a data set as text, in whatever container it came."""

    name: str
    """What to call the container in messages."""
    meta: Mapping[str, Any]
    """Content of ``datapackage.json``."""
    tables: Mapping[str, RawTable]
    """The tables that were found and can be read."""
    faults: tuple[Fault, ...] = ()
    """What is wrong with the form of the files."""
    warnings: tuple[Fault, ...] = ()
    """What looks wrong but does not stop anything."""
    unread: frozenset[str] = field(default_factory=frozenset)
    """Tables that are listed or there but cannot be read; nothing can be said about references to them."""
    words: RawTable | None = None
    """Words of its own, ``vocabulary.csv``."""
    locales: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Languages of its own, ``locale/xx.json`` by code."""
    logo: Logo | None = None
    """The picture of its mark."""
    strays: Mapping[str, str] = field(default_factory=dict)
    """For tables that are not there, a file that was not read and by its name is probably meant to be it."""

    @property
    def label_languages(self) -> tuple[str, ...]:
        """Languages of the label columns, in the order of the files."""
        names = [column for raw in self.tables.values() for column in raw.frame.columns]
        return tuple(dict.fromkeys(found[1] for name in names if (found := _LABEL.fullmatch(name))))
