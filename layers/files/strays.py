"""Files beside a data set that were not read, and what they were probably meant to be."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from waterbed.layers.disk.place import odd
from waterbed.layers.errors import Fault, nearest
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.layers.schema.tables import TABLES

TO_CONFIRM = "places-to-confirm.csv"
"""What an import asks about places, and a person answers: it lies beside the tables and is none."""
_TABLES_OF_OTHERS = (
    ".xlsx",
    ".xlsm",
    ".xlsb",
    ".xls",
    ".ods",
    ".numbers",
    ".tsv",
    ".tab",
    ".parquet",
    ".feather",
)


_PERHAPS = (".txt", ".json", ".geojson", ".gpkg", ".zip", ".gz", "")


_MOST_LOOKED_AT = 10_000


def stray_files(
    folder: Path, read: Mapping[str, str], listed: Collection[str]
) -> tuple[tuple[Fault, ...], dict[str, str]]:
    """Point out files that hold a table and were not read, in the folder and in folders inside it.

    Parameters
    ----------
    folder
        Folder of the data set.
    read
        The file of each table that was found.
    listed
        Paths that the manifest lists, ours and others.

    Returns
    -------
    doubts
        Every CSV file and every other kind of table that was not read; other files when their name is nearly that of a
        table.
    likely
        For tables that were not found, the file that is probably meant to be it.
    """
    doubts: list[Fault] = []
    likely: dict[str, str] = {}
    inodes = {(folder / file).stat().st_ino for file in read.values()}
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if (
            name in (TO_CONFIRM, *listed) or name in read.values() or path.stat().st_ino in inodes
        ):  # Zones.csv is zones.csv on some systems
            continue
        table = meant_table(path.name)
        is_table = path.suffix.lower() == ".csv" or path.suffix.lower() in _TABLES_OF_OTHERS
        if is_table or (table and table not in read and path.suffix.lower() in _PERHAPS):
            doubts.append(Fault(name, "is not one of the tables and was not read", _mend(name, table, read)))
            if table and table not in read:
                likely.setdefault(table, name)
    return tuple(doubts), likely


def meant_table(file: str) -> str:
    """Return the table that a file is meant to hold, by its name; "" when none is near.

    >>> meant_table("movements_2024-05-01.csv"), meant_table("Tabelle zones.xlsx"), meant_table("event.csv")
    ('movements', 'zones', 'events')
    """
    stem = file.split(".")[0].casefold()
    words = [stem, *re.split(r"[^a-z]+", stem)]
    for word in words:
        if word in TABLES:
            return word
    return next(
        (found for word in words if len(word) > 2 and (found := nearest(word, TABLES, cutoff=0.8))), ""
    )


def manifest_like(folder: Path) -> str:
    """Ask about a file that is nearly called like the manifest; "" when there is none."""
    names = [path.name for path in _files(folder) if "/" not in path.relative_to(folder).as_posix()]
    found = nearest(MANIFEST, [name for name in names if "package" in name.casefold()], cutoff=0.6)
    return f'is it "{found}"? rename it {MANIFEST}' if found else ""


def no_file(folder: Path, name: str) -> list[Fault]:
    """A fault where a folder, a pipe or the like stands in place of a file that would be read."""
    what = odd(folder / name)
    return [Fault(name, f"is {what}, not a file", "put a file there, or take it away")] if what else []


def _mend(name: str, table: str, read: Mapping[str, str]) -> str:
    if not table:
        return f"give it the name of a table, like events.csv, or list it in {MANIFEST}"
    if table in read:
        return f"the table was read from {read[table]}: take one of the two away"
    if name == f"{table}.csv":
        return f"{MANIFEST} lists another file for the table"
    if not name.lower().endswith(".csv"):
        return f'save it as "CSV UTF-8 (comma delimited)" with the name {table}.csv'
    return f'did you mean "{table}.csv"?'


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder and of the folders in it, without hidden ones and what a spreadsheet leaves while it is open."""
    looked_at = 0
    for inside in (
        folder,
        *sorted(one for one in folder.iterdir() if one.is_dir() and one.name[0] not in "._~"),
    ):
        for path in sorted(inside.iterdir()):
            looked_at += 1
            if looked_at > _MOST_LOOKED_AT:
                return
            if path.name[0] not in ".~" and path.is_file():
                yield path
