"""What the references of a timeline count: record rows, place rows, source rows, event rows."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.schema import RECORD_TABLES
from waterbed.output.texts import TableRow


class References:
    """Row numbers by id, for the references between tables; -1 for an empty reference."""

    def __init__(self, dataset: Dataset, rows: Sequence[TableRow], sources: Sequence[str]) -> None:
        self._record = {str(row.name): number for number, (_, row) in enumerate(rows)}
        self._place = {place: row for row, place in enumerate(dataset.places.index)}
        self._stands_at = dataset.stands_at
        self._source = {source: row for row, source in enumerate(sources)}
        self._movement = {move: row for row, move in enumerate(dataset["movements"].index)}
        self._event = {event: row for row, event in enumerate(dataset["events"].index)}

    def record(self, record: str) -> int:
        """Row of a record, -1 for none."""
        return self._record.get(record, -1)

    def place(self, place: str) -> int:
        """Row of a place; a hub without a point of its own counts as its place."""
        return self._place.get(self._stands_at(place), -1)

    def source(self, source: str) -> int:
        """Row of a source."""
        return self._source[source]

    def event(self, event: str) -> int:
        """Row of an event, -1 for none."""
        return self._event.get(event, -1)

    def movement(self, movement: str) -> int:
        """Row of a movement, -1 for none."""
        return self._movement.get(movement, -1)


def record_rows(dataset: Dataset) -> list[TableRow]:
    """Every row that has a source, as (table, row), in the order in which records are numbered."""
    return [(table, row) for table in RECORD_TABLES for _, row in dataset[table].iterrows()]


def sources_by_first_use(dataset: Dataset, rows: Sequence[TableRow]) -> list[str]:
    """Scenes first, then events by date, so that the numbers a reader meets first are small."""
    named = [record for records in dataset["scenes"].sort_values("seq")["records"] for record in records]
    events = dataset["events"].join(dataset.bounds("events", "date")[["start_min"]])
    dated = list(events.sort_values("start_min", kind="stable").index)
    by_id = {str(row.name): row for _, row in rows}
    used = dict.fromkeys(
        source for record in [*named, *dated, *by_id] for source in sources_of(by_id[record])
    )
    return list(dict.fromkeys([*used, *dataset["sources"].index]))


def sources_of(row: "pd.Series[Any]") -> tuple[str, ...]:
    """Source ids of a record, lead source first."""
    lead = (row["source"],) if row.get("source") else ()
    return (*lead, *row.get("corroboration", ()))
