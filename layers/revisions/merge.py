"""The work of two people on one data set, brought together by record and cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from waterbed.layers.errors import Fault
from waterbed.layers.files.contents import VOCABULARY, Contents, Held, manifest_text
from waterbed.layers.files.raw import Package
from waterbed.layers.locale.file import file_of, text_of
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.layers.revisions.differences import rows_by_id
from waterbed.layers.schema.cells import split_list
from waterbed.layers.schema.tables import TABLES, schema

Side = Literal["", "ours", "theirs"]
_Rows = Mapping[str, Mapping[str, str]]
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it."""

    package: Package
    """The merged data set, still to be checked (`Dataset.of`); where the two do not agree it has what was before."""
    conflicts: tuple[Fault, ...]
    """Cells, records and settings that both have changed, each in another way."""


@dataclass(slots=True)
class _Merge:
    """One merge: what does not agree is noted as it is met."""

    prefer: Side
    conflicts: list[Fault] = field(default_factory=list)

    def settled(self, fault: Fault, base: Any, ours: Any, theirs: Any) -> Any:
        """What holds where both changed something: that of the side that is preferred, else what was before."""
        if self.prefer:
            return ours if self.prefer == "ours" else theirs
        self.conflicts.append(fault)
        return base


def merge(base: Contents, ours: Contents, theirs: Contents, *, prefer: Side = "") -> Merged:
    """Merge two states that began as one (three-way merge).

    A record is known by its id. What one of the two has changed is taken, what both have changed alike is taken once; of
    lists, such as ``corroboration``, items come and go one by one. The order of rows is that of ``base``, with new rows
    behind those that they stand behind; so the result is the same whoever is ours.

    Parameters
    ----------
    base
        What both began with (`Dataset.contents`).
    ours, theirs
        What each made of it.
    prefer
        Whose word holds where the two do not agree; "" makes it a conflict.
    """
    work = _Merge(prefer)
    sides = (base, ours, theirs)
    rows = {}
    for table in (*TABLES, VOCABULARY):
        if any(table in side.tables for side in sides):
            rows[table] = _table(work, table, sides)
    metas = ({name: value for name, value in side.meta.items() if name != "resources"} for side in sides)
    meta = _json(work, MANIFEST, "", *metas)
    kept = {name: value for name, value in base.meta.items() if name == "resources"}
    files = {MANIFEST: manifest_text({**meta, **kept})}
    for lang in dict.fromkeys(lang for side in sides for lang in side.locales):
        content = _json(work, file_of(lang), "", *(side.locales.get(lang) for side in sides))
        if content is not None:
            files[file_of(lang)] = text_of(content)
    package = Held(str(meta.get("name", "merged")), rows, files).package()
    return Merged(package, tuple(work.conflicts))


def _table(work: _Merge, table: str, sides: tuple[Contents, ...]) -> list[list[str]]:
    base, ours, theirs = (rows_by_id(table, side) for side in sides)
    merged = {}
    for record in _order(base, ours, theirs):
        row = _row(work, table, record, base.get(record), ours.get(record), theirs.get(record))
        if row is not None:
            merged[record] = row
    first, *more = ([*side.tables[table].columns] if table in side.tables else [] for side in sides)
    header = list(
        dict.fromkeys(
            [*_KEYS.get(table, ("id",)), *first, *sorted({name for names in more for name in names})]
        )
    )
    return [header, *([row.get(name, "") for name in header] for row in merged.values())]


_KEYS = {VOCABULARY: ("group", "word")}


def _order(base: _Rows, ours: _Rows, theirs: _Rows) -> Iterator[str]:
    """Every id once: those of the base in its order, each followed by what was added behind it."""
    behind: dict[str, list[list[str]]] = {}
    for side in (ours, theirs):
        at = ""
        runs: dict[str, list[str]] = {}
        for record in side:
            if record in base:
                at = record
            else:
                runs.setdefault(at, []).append(record)
        for anchor, run in runs.items():
            behind.setdefault(anchor, []).append(run)
    seen: set[str] = set()
    for anchor in ("", *base):
        for record in [
            *([anchor] if anchor else []),
            *(one for run in sorted(behind.get(anchor, [])) for one in run),
        ]:
            if record not in seen:
                seen.add(record)
                yield record


def _row(
    work: _Merge,
    table: str,
    record: str,
    base: Mapping[str, str] | None,
    ours: Mapping[str, str] | None,
    theirs: Mapping[str, str] | None,
) -> Mapping[str, str] | None:
    """A row as it is afterwards, None when it is gone."""
    if ours is None and theirs is None:
        return None
    if base is not None and (ours is None or theirs is None):
        left = theirs if ours is None else ours
        if left == base:
            return None
        who, other = ("ours", "theirs") if ours is None else ("theirs", "ours")
        fault = Fault(table, f"is gone in {who} and changed in {other}", _MEND, id=record)
        kept: Mapping[str, str] | None = work.settled(fault, left, ours, theirs)
        return kept
    before, one, other_ = (_NOTHING if row is None else row for row in (base, ours, theirs))
    if base is None and (ours is None or theirs is None):
        return one or other_
    lists = {column.name for column in schema().get(table, ()) if column.is_list}
    cells = {}
    for column in dict.fromkeys([*before, *sorted({*one, *other_})]):
        was, ours_, theirs_ = (row.get(column, "") for row in (before, one, other_))
        cells[column] = _cell(
            work, Fault(table, "", id=record, column=column), (was, ours_, theirs_), column in lists
        )
    return {column: cell for column, cell in cells.items() if cell}


_MEND = "settle it in one of the two, or take all of one with --prefer"


def _cell(work: _Merge, where: Fault, cells: tuple[str, str, str], is_list: bool) -> str:
    was, ours, theirs = cells
    if ours == theirs or theirs == was:
        return ours
    if ours == was:
        return theirs
    if is_list:
        return _list(*(split_list(cell) for cell in cells))
    before = f', "{_short(was)}" before' if was else ""
    problem = f'is "{_short(ours)}" in ours and "{_short(theirs)}" in theirs{before}'
    fault = Fault(where.file, problem, _MEND, id=where.id, column=where.column)
    return str(work.settled(fault, was, ours, theirs))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _list(was: tuple[str, ...], ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    kept = [item for item in was if item in ours and item in theirs]
    new = sorted({*ours, *theirs} - set(was))
    return ";".join([*kept, *new])


def _json(work: _Merge, file: str, path: str, base: Any, ours: Any, theirs: Any) -> Any:
    """A setting as it is afterwards, None when it is gone; objects are merged name by name, all else is one thing."""
    if ours == theirs or theirs == base:
        return ours
    if ours == base:
        return theirs
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        was = base if isinstance(base, Mapping) else {}
        merged = {}
        for name in dict.fromkeys([*was, *sorted({*ours, *theirs})]):
            below = f"{path}.{name}" if path else name
            value = _json(work, file, below, was.get(name), ours.get(name), theirs.get(name))
            if value is not None:
                merged[name] = value
        return merged
    problem = f"is {_short(str(ours))} in ours and {_short(str(theirs))} in theirs"
    return work.settled(Fault(file, problem, _MEND, column=path), base, ours, theirs)
