"""Tables that stand another way round: a column a place, a matrix of moves, a sheet a year."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from waterbed.layers.foreign.grid import Cell
from waterbed.layers.intake.layout.header import Table
from waterbed.layers.intake.values.dates import looks_dated
from waterbed.layers.intake.values.numbers import mostly_numbers, read_numbers
from waterbed.layers.intake.values.words import is_total, nothing, spoken

_MOST = 0.8
"""Share of the columns of numbers whose names are places."""


def turned(table: Table, names: Mapping[str, Sequence[str]], is_place: Callable[[str], bool]) -> Table:
    """Return a table with a record a row, where it has a column a place; any other as it is.

    Two are known. A series with the dates down and the places across becomes a row a place and date. A matrix of moves,
    whose first column is called after both ends ("Origin/Destination"), becomes a row a pair; what is empty or 0 is no move.

    Parameters
    ----------
    table
        With its header.
    names
        Names that columns of each role have (`waterbed.layers.intake.columns.aliases`).
    is_place
        Whether a name is that of a place.
    """
    places = _places_across(table, is_place)
    others = [column for column in range(len(table.header)) if column not in places]
    if len(places) < 2 or len(others) != 1:
        return table
    (down,) = others
    totals = [column for column in places if is_total(table.header[column])]
    places = [column for column in places if column not in totals]
    left_out = [f"left out: the column {table.header[column]}, a total" for column in totals]
    if _names_both_ends(table.header[down], names):
        notes = ["a matrix, turned: a row a pair", *left_out]
        return _made(table, down, places, ("from", "to", "number"), notes, moves=True)
    if looks_dated(table.columns[down]) == 1:
        notes = ["a column a place, turned: a row a place and date", *left_out]
        return _made(table, down, places, ("date", "place", "number"), notes)
    return table


def _places_across(table: Table, is_place: Callable[[str], bool]) -> list[int]:
    """Columns of numbers whose names are places, with totals among them; none where it is not most of them."""
    numeric = [
        column for column, cells in enumerate(table.columns)
        if mostly_numbers(cells) and not table.header[column].isdigit()
    ]  # fmt: skip
    named = [column for column in numeric if is_place(table.header[column])]
    totals = [column for column in numeric if is_total(table.header[column])]
    rest = [
        column for column in numeric
        if column not in named and column not in totals and looks_dated(table.columns[column]) < 1
    ]  # fmt: skip
    return sorted([*named, *totals, *rest]) if len(named) > _MOST * (len(named) + len(rest)) else []


def _names_both_ends(header: str, names: Mapping[str, Sequence[str]]) -> bool:
    ends = [spoken(part) for part in re.split(r"[/\\|↓→>\-–]+", header) if part.strip()]
    return len(ends) == 2 and {ends[0] in names["from"], ends[1] in names["to"]} == {True}


def _made(
    table: Table,
    down: int,
    across: Sequence[int],
    header: tuple[str, str, str],
    notes: Sequence[str],
    *,
    moves: bool = False,
) -> Table:
    rows: list[tuple[int, Cell, Cell, Cell]] = []
    for at, number in enumerate(table.rows):
        for column in across:
            cell = table.columns[column][at]
            if not moves or not (nothing(cell) or read_numbers([cell]).values[0].best == 0):
                rows.append((number, table.columns[down][at], table.header[column], cell))
    numbers, *columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    return replace(
        table, header=header, tags=("", "", ""), columns=tuple(tuple(column) for column in columns), rows=tuple(numbers),
        geometry=None, notes=(*table.notes, *notes),
    )  # fmt: skip


def of_one_year(table: Table) -> Table:
    """Add the one year that the sheet, the title or the file of a table names, as a column of it; as it is without one."""
    where, year = year_said(table)
    if not year:
        return table
    column: tuple[Cell, ...] = (int(year),) * len(table)
    return replace(
        table, header=(*table.header, "year"), tags=(*table.tags, ""), columns=(*table.columns, column),
        notes=(*table.notes, f"the year {year}, which the {where} names"),
    )  # fmt: skip


def year_said(table: Table) -> tuple[str, str]:
    """Where the one year is named that a table is of, and the year; "" and "" where none is, or several."""
    for where, text in (("sheet", table.sheet), ("file", table.file), ("title", table.title)):
        years = set(re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", text))
        if len(years) == 1:
            return where, years.pop()
    return "", ""
