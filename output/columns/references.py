"""What the references of a timeline count: record rows, place rows, source rows, event rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.query.sources import cited_by
from waterbed.layers.schema.tables import RECORD_TABLES


@dataclass(frozen=True, slots=True, eq=False)
class Records:
    """Every row that has a source, one table after the other, in the order in which records are numbered."""

    frames: tuple[tuple[str, pd.DataFrame], ...]
    """The tables, in their order."""

    @classmethod
    def of(cls, dataset: Dataset) -> "Records":
        """The records of a data set."""
        return cls(tuple((table, dataset[table]) for table in RECORD_TABLES))

    @property
    def ids(self) -> list[str]:
        """Ids by number."""
        return [record for _, frame in self.frames for record in frame.index.tolist()]

    def column(self, name: str, default: Any = "") -> list[Any]:
        """A column of all tables; a table that lacks it has the default in every row."""
        return self.each(lambda _, frame: frame[name].tolist() if name in frame else [default] * len(frame))

    def each(self, values: Callable[[str, pd.DataFrame], Iterable[Any]]) -> list[Any]:
        """One column, made table by table."""
        return [value for table, frame in self.frames for value in values(table, frame)]


class References:
    """Row numbers by id, for the references between tables; -1 for an empty reference."""

    def __init__(self, dataset: Dataset, records: Records, sources: Sequence[str]) -> None:
        self._record = {record: number for number, record in enumerate(records.ids)}
        self._place = {place: row for row, place in enumerate(dataset.places.index.tolist())}
        self._stands_at = dataset.stands_at
        self._source = {source: row for row, source in enumerate(sources)}
        self._movement = {move: row for row, move in enumerate(dataset["movements"].index.tolist())}
        self._event = {event: row for row, event in enumerate(dataset["events"].index.tolist())}

    def record(self, record: str) -> int:
        """Row of a record, -1 for none."""
        return self._record.get(record, -1)

    def records(self, records: Iterable[str]) -> list[int]:
        """Rows of records, -1 for none."""
        row_of = self._record.get
        return [row_of(record, -1) for record in records]

    def place(self, place: str) -> int:
        """Row of a place; a hub without a point of its own counts as its place."""
        return self._place.get(self._stands_at(place), -1)

    def places(self, places: Iterable[str]) -> list[int]:
        """Rows of a column of places."""
        column = list(places) if not isinstance(places, pd.Series) else places.tolist()
        known = {place: self.place(place) for place in dict.fromkeys(column)}
        return [known[place] for place in column]

    def source(self, source: str) -> int:
        """Row of a source."""
        return self._source[source]

    def event(self, event: str) -> int:
        """Row of an event, -1 for none."""
        return self._event.get(event, -1)

    def movement(self, movement: str) -> int:
        """Row of a movement, -1 for none."""
        return self._movement.get(movement, -1)


def sources_by_first_use(dataset: Dataset, records: Records) -> list[str]:
    """Scenes first, then events by date, so that the numbers a reader meets first are small."""
    named = [record for listed in dataset["scenes"].sort_values("seq")["records"] for record in listed]
    events = dataset["events"].join(dataset.bounds("events", "date")[["start_min"]])
    dated = list(events.sort_values("start_min", kind="stable").index)
    ids = records.ids
    by_id = dict(zip(ids, sources_of(records), strict=True))
    # Records share their sources: only combinations that are new can name a new one.
    combinations = dict.fromkeys(map(by_id.__getitem__, [*named, *dated, *ids]))
    used = dict.fromkeys(chain.from_iterable(combinations))
    return list(dict.fromkeys([*used, *dataset["sources"].index]))


def sources_of(records: Records) -> list[tuple[str, ...]]:
    """Source ids of every record, lead source first."""
    return records.each(cited_by)
