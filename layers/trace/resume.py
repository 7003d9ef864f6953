"""What is done of a trace, kept file by file, so that a run that was killed can go on."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from waterbed.layers.disk.place import plain
from waterbed.layers.disk.scratch import clear, scratch
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.trace.grid import Grid
from waterbed.layers.trace.kernel import TAGGED, tag
from waterbed.layers.trace.reading import Sightings
from waterbed.layers.trace.rules import Rules

if TYPE_CHECKING:
    from pyarrow import parquet

_FORM = 1
"""Of what is kept; another number when `tag` comes to say something else of the same sightings."""
_DONE = ".tagged.parquet"
_HALF = ".tagged.part"
SPILLED, MOVES_FILE = ".waterbed-spilled", ".waterbed-moves.parquet"
"""What a run that sorts puts beside the files that are done."""
_OURS = (f"*{_DONE}", f"*{_HALF}", SPILLED, MOVES_FILE)
_ROWS = 100_000
"""Rows that are tagged at a time."""


@contextmanager
def kept(folder: Path | None, *, resume: bool) -> Iterator[Path]:
    """Give a folder to work in.

    It is taken away at the end. When the run fails or is killed, files that are done stay in a named folder; only a run
    that resumes takes them up, every other one takes them away before it begins.

    Parameters
    ----------
    folder
        None: a folder of the system's for temporary files.
    resume
        Whether to go on with what is done there.
    """
    if folder is None:
        with scratch() as made:
            yield made
        return
    plain(folder)
    clear(folder, _OURS[1:] if resume else _OURS)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield folder
    except BaseException:
        clear(folder, _OURS[1:] if files_done(folder) else _OURS)
        raise
    clear(folder, _OURS)


def files_done(folder: Path) -> int:
    """Count the files of sightings that are done in a folder."""
    return sum(1 for _ in folder.glob(f"*{_DONE}")) if folder.is_dir() else 0


def tagged_file(path: Path, sightings: Sightings, grid: Grid, rules: Rules, folder: Path) -> Path:
    """Tag one file of sightings, unless that is done.

    Returns
    -------
    Path
        Parquet, columns as in ``TAGGED``. Its name is made of all that its rows rest on: the file as it is now, its
        columns, the zones, and how times are read. What rests on anything else is never taken for it.

    Raises
    ------
    DataError
        If the file cannot be read to its end.
    """
    if find_spec("pyarrow") is None:
        raise DataError(
            (Fault(path.name, "needs the package pyarrow at this size", "pip install 'waterbed[scale]'"),)
        )
    import pyarrow as pa

    key = _key(path, sightings, grid, rules)
    done, part = folder / f"{key}{_DONE}", folder / f"{key}{_HALF}"
    if done.exists():
        return done
    try:
        with parquet_writer(part, TAGGED) as writer:
            for rows in sightings.parts_of(path, _ROWS):
                tagged = tag(rows, grid, rules)
                writer.write_table(pa.Table.from_pandas(tagged, schema=writer.schema, preserve_index=False))
        part.replace(done)
    finally:
        part.unlink(missing_ok=True)
    return done


def parquet_writer(path: Path, columns: Mapping[str, str]) -> "parquet.ParquetWriter":
    """Open a file for rows of the kernel's that are read once and soon: quick to write rather than small."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {name: pa.type_for_alias("string" if kind == "str" else kind) for name, kind in columns.items()}
    texts = [name for name, kind in columns.items() if kind == "str"]
    return parquet.ParquetWriter(
        path, pa.schema(kinds), compression="lz4", use_dictionary=texts, write_statistics=False
    )


def _key(path: Path, sightings: Sightings, grid: Grid, rules: Rules) -> str:
    there = path.stat()
    said = {
        "form": _FORM,
        "file": [str(path.resolve()), there.st_size, there.st_mtime_ns],
        "columns": sightings.columns.named,
        "times": [rules.time_form, rules.time_zone],
    }
    digest = sha256(json.dumps(said, sort_keys=True).encode())
    for wkb in shapely.to_wkb(grid.zones):
        digest.update(wkb)
    return digest.hexdigest()[:32]
