"""More sightings than memory holds, on one machine: DuckDB sorts on disk, the kernel takes whole groups as they come."""

import re
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.trace.grid import Grid
from waterbed.layers.trace.kernel import (
    FLOWS,
    MOVES,
    OUTSIDE,
    PRESENCE,
    Found,
    added,
    empty,
    flows_of,
    moves_in_order,
    presence_of,
)
from waterbed.layers.trace.reading import Sightings
from waterbed.layers.trace.resume import MOVES_FILE, SPILLED, kept, parquet_writer, tagged_file
from waterbed.layers.trace.rules import Rules

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 100_000
"""Rows that are taken from the sort at a time."""
_SORT = 0.75
"""Share of the memory for the sort; the rest is for rows that are taken from it."""
_ADD_UP = 50
"""Batches whose presence is held before it is added up."""


def run(
    sightings: Sightings,
    grid: Grid,
    rules: Rules,
    *,
    memory_limit: str,
    folder: Path | None,
    resume: bool,
    told: Callable[[int, int], object],
) -> Found:
    """Work through files of sightings.

    Parameters
    ----------
    memory_limit
        For the sightings, such as "400MB"; the program itself, with its packages and zones, takes some 300 MB more. "":
        as DuckDB decides.
    folder
        To work in, as `waterbed.layers.trace.resume.kept` says; on a disk with room for the sightings and as much again.
    resume
        Whether to go on with files that are done there.
    told
        Called with the rows done and those in all; each counts twice, once read and once sorted.

    Raises
    ------
    DataError
        If DuckDB is missing, or the memory does not do.
    """
    if find_spec("duckdb") is None:
        problem = f"has some {sightings.rows:,} sightings, for which the package duckdb is needed"
        raise DataError((Fault(sightings.files[0].name, problem, "pip install 'waterbed[scale]'"),))
    import duckdb

    settings: dict[str, Any] = (
        {"memory_limit": f"{_SORT * megabytes(memory_limit):.0f}MB"} if memory_limit else {}
    )
    with kept(folder, resume=resume) as work:
        tagged = []
        for path in sightings.files:
            tagged.append(tagged_file(path, sightings, grid, rules, work))
            told(sightings.rows * len(tagged) // len(sightings.files), 2 * sightings.rows)
        with duckdb.connect(config=settings | {"temp_directory": str(work / SPILLED)}) as connection:
            try:
                return _found(connection, tagged, work / MOVES_FILE, rules, told)
            except duckdb.OutOfMemoryException:
                mend = "give it more (--memory-limit), or fewer threads of the machine"
                raise DataError((Fault("sightings", "need more memory to be sorted", mend),)) from None


def _found(
    connection: Any,
    tagged: Sequence[Path],
    moves_file: Path,
    rules: Rules,
    told: Callable[[int, int], object],
) -> Found:
    import pyarrow as pa
    from pyarrow import parquet

    presence, first, last, done = [], [], [], 0
    rows = sum(parquet.read_metadata(path).num_rows for path in tagged)
    # What reading has left for later would be held beside all that the sort needs.
    pa.default_memory_pool().release_unused()
    with parquet_writer(moves_file, MOVES) as writer:
        for table in _whole(_sorted(connection, tagged, ("group", "us", "z")), ("group",)):
            code = _numbers(table, "group")
            us, z = (table.column(name).to_numpy() for name in ("us", "z"))
            seen = z >= OUTSIDE
            if seen.any():
                first.append(int(us[seen].min()))
                last.append(int(us[seen].max()))
            rows_of = pd.DataFrame({"group": code, "us": us, "n": table.column("n").to_numpy(), "z": z})
            presence.append(presence_of(rows_of, rules))
            if len(presence) >= _ADD_UP:
                presence = [added(pd.concat(presence))]
            inside = z >= 0
            moves = moves_in_order(code[inside], us[inside], z[inside], rules)
            writer.write_table(pa.Table.from_pandas(moves, schema=writer.schema, preserve_index=False))
            done += len(table)
            told(rows + done, 2 * rows)
    pairs = _whole(_sorted(connection, [moves_file], ("o", "d", "period")), ("o", "d"))
    flows = [flows_of(table.to_pandas()) for table in pairs]
    return Found(
        added(pd.concat([empty(PRESENCE), *presence])),
        pd.concat([empty(FLOWS), *flows], ignore_index=True).astype(FLOWS),
        min(first, default=0),
        max(last, default=0),
    )


def _sorted(connection: Any, files: Sequence[Path], by: Sequence[str]) -> Iterator["pa.Table"]:
    import pyarrow as pa

    keys = ", ".join(f'"{name}"' for name in by)
    rows = connection.read_parquet([str(path) for path in files]).order(keys)
    for batch in rows.to_arrow_reader(_BATCH):
        yield pa.Table.from_batches([batch])


def _whole(tables: Iterator["pa.Table"], by: Sequence[str]) -> Iterator["pa.Table"]:
    """Cut sorted rows anew, so that those with one key stand in one table."""
    import pyarrow as pa

    held: list[pa.Table] = []
    for table in tables:
        # The last row that is held goes before, to see whether the first of these goes on with it.
        seam = [held[-1].slice(len(held[-1]) - 1)] if held else []
        changes = np.flatnonzero(_changes(pa.concat_tables([*seam, table]), by))
        if len(changes):
            cut = int(changes[-1]) + 1 - len(seam)
            yield pa.concat_tables([*held, table.slice(0, cut)]).combine_chunks()
            held = []
            table = table.slice(cut)
        held.append(table)
    if held:
        yield pa.concat_tables(held).combine_chunks()


def _numbers(table: "pa.Table", by: str) -> NDArray[np.intp]:
    """Number the keys of sorted rows."""
    return np.concatenate([[0], np.cumsum(_changes(table, (by,)))])


def _changes(table: "pa.Table", by: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each row from the second on has another key than the one before it."""
    from pyarrow import compute

    changes = np.zeros(max(len(table) - 1, 0), dtype=bool)
    for name in by:
        column = table.column(name).combine_chunks()
        changes |= compute.not_equal(column.slice(1), column.slice(0, len(table) - 1)).to_numpy(
            zero_copy_only=False
        )
    return changes


def megabytes(limit: str) -> float:
    """Read a size of memory such as "400MB".

    Raises
    ------
    ValueError
        If it is none.
    """
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([KMGT])B\s*", limit, re.IGNORECASE)
    if not found:
        raise ValueError(f'memory limit: "{limit}" is no size; write one like 400MB or 2GB.')
    return float(found[1]) * 1000.0 ** ("KMGT".index(found[2].upper()) - 1)
