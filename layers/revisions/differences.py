"""What changed between two states of a data set, record by record and cell by cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from waterbed.layers.files.contents import VOCABULARY, Contents
from waterbed.layers.schema.tables import TABLES, schema

What = Literal["added", "gone", "re-dated", "re-graded", "moved", "re-sourced", "edited"]
WHATS: tuple[What, ...] = get_args(What)
_GRADES = frozenset({"certainty", "scope", "standing", "tier", "stage", "stage_by", "qualifier"})
_PLACES = frozenset(
    {"place", "origin", "destination", "country", "parent", "lon", "lat", "precision_km", "geometry"}
)
_SOURCES = frozenset({"source", "corroboration", "locator", "url"})
SETTINGS = "datapackage.json"
"""The table of changes in the manifest, by the path of the setting."""
_MADE = frozenset({"resources"})
"""What is written anew in any case."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record that came or went, or one cell that is another."""

    table: str
    """Its table; `VOCABULARY` for a word, `SETTINGS` for a setting."""
    id: str
    """The record; of a word group and word, of a setting its path."""
    what: What
    column: str = ""
    """"" where the whole record came or went."""
    before: str = ""
    after: str = ""


def differences(old: Contents, new: Contents) -> tuple[Change, ...]:
    """Compare two states (`Dataset.contents`): records by id, cells as they are written; the order says nothing.

    Returns
    -------
    tuple of Change
        By table in the order of the schema; what is new in the order of the new state, what is gone in that of the old one.
    """
    found = [change for table in (*TABLES, VOCABULARY) for change in _of_table(table, old, new)]
    return (*found, *_of_settings("", _settings(old), _settings(new)))


def _of_table(table: str, one: Contents, other: Contents) -> Iterator[Change]:
    before, after = (rows_by_id(table, held) for held in (one, other))
    yield from (Change(table, record, "added") for record in after if record not in before)
    yield from (Change(table, record, "gone") for record in before if record not in after)
    for record, cells in after.items():
        if record not in before:
            continue
        was = before[record]
        for column in dict.fromkeys([*was, *cells]):
            if was.get(column, "") != cells.get(column, ""):
                what = _what(table, column)
                yield Change(table, record, what, column, was.get(column, ""), cells.get(column, ""))


def rows_by_id(table: str, held: Contents) -> dict[str, dict[str, str]]:
    """The cells that hold anything of each row, by its id; a word has its group and itself for one."""
    frame = held.tables.get(table)
    if frame is None:
        return {}
    rows = frame.to_dict("records")
    said = [{str(name): str(cell) for name, cell in row.items() if cell} for row in rows]
    if table == VOCABULARY:
        return {f"{row['group']} {row['word']}": row for row in said}
    return {row["id"]: row for row in said}


def _what(table: str, column: str) -> What:
    kinds = {one.name: one.type for one in schema().get(table, ())}
    if kinds.get(column) in ("edtf", "edtfs"):
        return "re-dated"
    if column in _GRADES:
        return "re-graded"
    if column in _PLACES:
        return "moved"
    return "re-sourced" if column in _SOURCES else "edited"


def _settings(held: Contents) -> Mapping[str, Any]:
    return {name: value for name, value in held.meta.items() if name not in _MADE}


def _of_settings(path: str, before: Any, after: Any) -> Iterator[Change]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for name in dict.fromkeys([*before, *after]):
            yield from _of_settings(f"{path}.{name}" if path else name, before.get(name), after.get(name))
    elif before != after:
        was, now = ("" if value is None else str(value) for value in (before, after))
        what: What = "added" if before is None else "gone" if after is None else "edited"
        yield Change(SETTINGS, path, what, "", was, now)


def counted(changes: tuple[Change, ...], table: str) -> dict[What, int]:
    """How many records of a table were changed in each way: a record whose two dates are others is re-dated once."""
    said = {(change.id, change.what) for change in changes if change.table == table}
    return {what: many for what in WHATS if (many := sum(one == what for _, one in said))}
