"""Strangers' tables read together as one data set, with a report of what was read, guessed, left out and asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.raw import Package
from waterbed.layers.foreign.grid import Grid
from waterbed.layers.foreign.postgis import is_address
from waterbed.layers.foreign.tables import read_tables
from waterbed.layers.intake.byname.candidates import is_known
from waterbed.layers.intake.byname.confirm import Answer
from waterbed.layers.intake.byname.points import Points, give_points
from waterbed.layers.intake.columns import Columns, aliases, find_columns
from waterbed.layers.intake.exports import Export, export_of
from waterbed.layers.intake.layout.header import Table, find_table
from waterbed.layers.intake.layout.turned import of_one_year, turned
from waterbed.layers.intake.made import package_of
from waterbed.layers.intake.places import Gazetteer, Place
from waterbed.layers.intake.records import Choices, Doubts, Row, Tables
from waterbed.layers.intake.rows import Reader
from waterbed.layers.intake.shape import Shape, shape_of

_FIRST: tuple[Shape, ...] = ("places", "series", "moves", "presence", "incidents")
"""Tables of places are read first: others then find their points by name."""


@dataclass(frozen=True, slots=True, eq=False)
class TableRead:
    """How one table was read."""

    table: Table
    columns: Columns
    export: Export | None
    shape: Shape
    records: int
    doubts: Doubts


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A reading of tables: the package that came of it, and all that has to be said about it."""

    package: Package
    tables: tuple[TableRead, ...]
    unplaced: tuple[Place, ...]
    """Places without a point, which no map can draw: those that most rows name first."""
    points: Points
    """What became of the places that no table gives a point."""
    own_words: tuple[Row, ...]
    """Words that the data set brings along."""
    passed: tuple[str, ...] = ()
    """Sheets that hold no table of a known shape."""

    @property
    def questions(self) -> tuple[str, ...]:
        """What has to be answered before anything is written."""
        return tuple(question for one in self.tables for question in one.doubts.questions)

    def mapping(self) -> dict[str, str]:
        """Which column has which role, as it can be given again."""
        return {match.role: match.header for one in self.tables for match in one.columns.matches}


def settled(reading: Reading) -> Package:
    """The package of a reading in which nothing is in doubt.

    Raises
    ------
    DataError
        With the questions that have to be answered first.
    """
    if reading.questions:
        raise DataError(tuple(Fault("To be settled first", question, "") for question in reading.questions))
    return reading.package


def read_files(
    files: Sequence[str | Path], *, title: str = "", sheet: str = "", encoding: str = "", **said: Any
) -> Reading:
    """Read files of tables as one data set; see :func:`read_grids`.

    A workbook's sheets that hold no table of a known shape are passed over where another does, and said.

    Parameters
    ----------
    files
        Of any format in `waterbed.layers.foreign.tables`.
    title
        Of the data set; made of the first file's name when left out.
    sheet, encoding
        As in `waterbed.layers.foreign.tables.read_tables`.
    said
        As in :func:`read_grids`.
    """
    grids = [grid for file in files for grid in read_tables(file, sheet=sheet, encoding=encoding)]
    made = (
        ("Records" if is_address(str(files[0])) else Path(files[0]).stem)
        .replace("_", " ")
        .replace("-", " ")
        .strip()
    )
    return read_grids(grids, title=title or made[:1].upper() + made[1:], **said)


def read_grids(
    grids: Sequence[Grid],
    *,
    title: str,
    choices: Choices | None = None,
    mapping: Mapping[str, str] | None = None,
    header_row: int | None = None,
    as_of: str = "",
    accept: float | None = None,
    confirmed: Sequence[Answer] = (),
    shapes: Mapping[str, Shape] | None = None,
    shape: Shape | None = None,
) -> Reading:
    """Read tables of any known shape as one data set.

    Parameters
    ----------
    grids
        Tables as their formats give them.
    title
        Of the data set.
    choices
        What the user has said about dates, numbers, sources, kinds.
    mapping
        Headers by role, for tables whose columns cannot be told by their names.
    header_row
        Row of the header, where the user has said it.
    as_of
        Day up to which the records were checked, ``YYYY-MM-DD``; the last day of the records when left out.
    accept
        Least score, of 100, of a town's name to be taken as the point of a place; none is taken when left out.
    confirmed
        What the user has said about places without a point (`waterbed.layers.intake.byname.confirm.read_answers`).
    shapes
        What tables are of, by their file, where it is known beforehand.
    shape
        What every table is of, where the user has said it.

    Raises
    ------
    DataError
        If a table has no header, or no shape that is known.
    """
    choices = choices or Choices()
    into = Tables(Gazetteer(choices.lang))
    found, passed = [], []
    for grid in grids:
        try:
            table = find_table(grid, header_row)
            export = export_of(table)
            if not (export or mapping or (shapes or {}).get(table.file)):
                table = turned(table, aliases(), is_known)
            settled = {**_settled(table, export), **_of_this(table, mapping, grids)}
            columns = find_columns(
                table, settled, (choices.lang,), by="export" if export else "mapping", alone=bool(export)
            )
            if "number" in columns and not columns.dated:
                table = of_one_year(table)
                columns = find_columns(table, settled, (choices.lang,), by="mapping")
            known = shape or (shapes or {}).get(table.file) or (export.shape if export else None)
            found.append((table, columns, export, known or shape_of(table, columns)))
        except DataError as error:
            # A workbook also has sheets of terms, lists and charts.
            if not grid.sheet or len(grids) == 1:
                raise
            passed.append(error.faults[0])
    if not found:
        raise DataError(tuple(passed))
    read = []
    for table, columns, export, kind in sorted(found, key=lambda one: _FIRST.index(one[3])):
        reader = Reader(table, columns, choices, into, export)
        read.append(TableRead(table, columns, export, kind, reader.read(kind), reader.doubts))
    points = give_points(into.gazetteer, accept=accept, answers=confirmed, countries=choices.countries)
    package = package_of(into, title, choices, as_of, read[0].table.file)
    return Reading(
        package,
        tuple(read),
        tuple(into.gazetteer.unplaced()),
        points,
        tuple(into.own_words.values()),
        tuple(fault.file for fault in passed),
    )


def _settled(table: Table, export: Export | None) -> dict[str, str]:
    """Headers by role of an export, those that the table has."""
    named = {name.casefold(): name for name in table.header}
    roles = export.roles if export else {}
    return {role: named[header.casefold()] for role, header in roles.items() if header.casefold() in named}


def _of_this(table: Table, mapping: Mapping[str, str] | None, grids: Sequence[Grid]) -> Mapping[str, str]:
    """The part of a mapping that concerns a table; all of it where there is only one."""
    said = dict(mapping or {})
    return (
        said if len(grids) == 1 else {role: header for role, header in said.items() if header in table.header}
    )
