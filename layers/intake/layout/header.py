"""Where in a grid the table is: its header row, its rows, and what stands around it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.foreign.grid import Cell, Grid
from waterbed.layers.intake.values.dates import looks_dated
from waterbed.layers.intake.values.numbers import looks_numeric
from waterbed.layers.intake.values.words import is_tag, is_total, is_total_of, nothing

_LOOKED_AT = 30
"""Rows in which the header is looked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A grid whose header is known: columns of cells, each row with its number in the file."""

    file: str
    sheet: str
    header: tuple[str, ...]
    """Names as they stand, one a column; an empty one is called by its letter."""
    header_row: int
    tags: tuple[str, ...]
    """HXL hashtags, one a column; "" where a column has none."""
    columns: tuple[tuple[Cell, ...], ...]
    rows: tuple[int, ...]
    """The row of the file that each row stands in."""
    geometry: gpd.GeoSeries | None
    dropped: tuple[tuple[str, tuple[int, ...]], ...]
    """What was left out and why, with the rows."""
    notes: tuple[str, ...]
    unit: str = ""
    """What the title above the table has in brackets, as the unit of its numbers: "hectares" of "Coca (hectares)"."""
    title: str = ""
    """What stands above the table."""

    def __len__(self) -> int:
        """Rows."""
        return len(self.rows)

    @property
    def place(self) -> str:
        """The file, with the sheet where it has one."""
        return f"{self.file}, sheet {self.sheet}" if self.sheet else self.file


def find_table(grid: Grid, header_row: int | None = None) -> Table:
    """Find the table in a grid.

    The header is the first row that is as wide as the rows below it, without a cell twice, and mostly text. A second row
    of headers under a merged one is joined to it. Titles above, a row of HXL hashtags, totals, remarks below and
    empty rows are left out, and said.

    Parameters
    ----------
    grid
        As a format gives it.
    header_row
        Row of the file that holds the header, where the user has said it.

    Raises
    ------
    DataError
        If no row can be the header.
    """
    rows = [tuple(row) for row in grid.rows]
    start = 0 if grid.has_header else _header_at(grid, rows, header_row)
    width = max((_width(row) for row in rows[start:]), default=0)
    names = [_named(rows[start], column) for column in range(width)]
    first = start + 1
    if not grid.has_header and header_row is None and (below := _second_header(rows, start, width)):
        names, first = below, start + 2
    tags: tuple[str, ...] = ("",) * width
    dropped: dict[str, list[int]] = {}
    if start and not grid.has_header:
        dropped["above the header"] = [
            grid.first_row + index for index in range(start) if any(not nothing(cell) for cell in rows[index])
        ]
    kept: list[int] = []
    for index in range(first, len(rows)):
        row, number = rows[index], grid.first_row + index
        filled = [cell for cell in row if not (cell is None or (isinstance(cell, str) and not cell.strip()))]
        if not filled:
            continue
        if not kept and all(is_tag(cell) for cell in filled):
            tags = tuple(
                str(row[column]).strip() if column < len(row) and is_tag(row[column]) else ""
                for column in range(width)
            )
            dropped.setdefault("HXL hashtags", []).append(number)
        elif not grid.has_header and _is_sum(filled):
            dropped.setdefault("totals", []).append(number)
        elif (
            not kept
            and not grid.has_header
            and tuple(_text(c) for c in row[:width]) == tuple(_text(c) for c in rows[start][:width])
        ):
            dropped.setdefault("the header again", []).append(number)
        else:
            kept.append(index)
    remarks = _remarks(rows, kept, width) if not grid.has_header else []
    if remarks:
        dropped["remarks below the table"] = [grid.first_row + index for index in remarks]
    kept = [index for index in kept if index not in remarks]
    columns = tuple(
        tuple(rows[index][column] if column < len(rows[index]) else None for index in kept)
        for column in range(width)
    )
    used = [c for c in range(width) if names[c] or any(not nothing(cell) for cell in columns[c])]
    geometry = None
    if grid.geometry is not None:
        geometry = grid.geometry.iloc[[index - first for index in kept]].reset_index(drop=True)
    return Table(
        grid.file, grid.sheet, _told_apart([names[c] for c in used], used), grid.first_row + start,
        tuple(tags[c] for c in used), tuple(columns[c] for c in used), tuple(grid.first_row + index for index in kept),
        geometry, tuple((why, tuple(numbers)) for why, numbers in dropped.items() if numbers), grid.notes,
        "" if grid.has_header else _unit(rows[:start]),
        _said(() if grid.has_header else rows[:start]),
    )  # fmt: skip


def _header_at(grid: Grid, rows: Sequence[Sequence[Cell]], header_row: int | None) -> int:
    if header_row is not None:
        at = header_row - grid.first_row
        if not 0 <= at < len(rows):
            problem = f"has no row {header_row}"
            raise DataError(
                (
                    Fault(
                        grid.file,
                        problem,
                        f"its rows are {grid.first_row} to {grid.first_row + len(rows) - 1}",
                    ),
                )
            )
        return at
    head = rows[:_LOOKED_AT]
    widths = Counter(_filled(row) for row in rows[: 10 * _LOOKED_AT] if _filled(row))
    usual = max(widths, key=lambda width: (widths[width], width)) if widths else 0
    for index, row in enumerate(head):
        if _could_be_header(row, min(usual, max((_filled(r) for r in rows[index : index + 20]), default=0))):
            return index
    raise DataError(
        (
            Fault(
                grid.file,
                "has no row that could hold the names of the columns",
                "say which one: --header-row 3",
            ),
        )
    )


def _could_be_header(row: Sequence[Cell], usual: int) -> bool:
    cells = [_text(cell) for cell in row if not nothing(cell)]
    texts = [cell for cell in row if isinstance(cell, str) and not nothing(cell) and not is_tag(cell)]
    years = [cell for cell in row if isinstance(cell, int | float | date) and not isinstance(cell, bool)]
    if not texts or len(cells) < max(1, min(usual, 2), 0.6 * usual):
        return False
    # A merged title has one text all over; a row of data repeats or holds numbers that are no years.
    if len(set(cells)) == 1 and len(cells) > 1:
        return False
    plain = [one for one in years if not (isinstance(one, int | float) and not 1800 <= one <= 2200)]
    return len(plain) == len(years) and (len(texts) >= len(years) or len({*map(str, years)}) >= 2)


def _second_header(rows: Sequence[Sequence[Cell]], start: int, width: int) -> list[str] | None:
    """The names of two rows of headers, where the first repeats a merged name over the names of the second."""
    if start + 1 >= len(rows):
        return None
    above = [_text(rows[start][c]) if c < len(rows[start]) else "" for c in range(width)]
    below = [rows[start + 1][c] if c < len(rows[start + 1]) else None for c in range(width)]
    repeated = {name for name, times in Counter(above).items() if times > 1 and name}
    under = [below[c] for c in range(width) if above[c] in repeated]
    if not repeated or not all(_is_year(cell) or (isinstance(cell, str) and cell.strip()) for cell in under):
        return None
    # A row of data below a name that stands twice holds numbers or dates; years under a merged name are names.
    if any(isinstance(cell, int | float) and not 1900 <= cell <= 2100 for cell in below):
        return None
    if any(looks_numeric([cell]) or looks_dated([cell]) for cell in under if not _is_year(cell)):
        return None
    joined = [
        f"{above[c]} {_text(below[c])}" if above[c] in repeated else above[c] or _text(below[c])
        for c in range(width)
    ]
    return joined if len(set(joined)) == len(joined) else None


def _remarks(rows: Sequence[Sequence[Cell]], kept: Sequence[int], width: int) -> list[int]:
    """Rows at the end that hold one text alone: sources and notes under a table."""
    found: list[int] = []
    if width < 3:
        return found
    for index in reversed(kept):
        filled = [cell for cell in rows[index] if not nothing(cell)]
        if len({_text(cell) for cell in filled}) == 1 and isinstance(filled[0], str) and len(filled[0]) > 3:
            found.append(index)
        else:
            break
    return found if len(found) < len(kept) else []


def _is_year(cell: Cell) -> bool:
    return isinstance(cell, int | str) and re.fullmatch(r"(?:19|20)[0-9]{2}", str(cell).strip()) is not None


def _told_apart(names: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    """Names of columns; one that is empty or stands there already is called by its letter too."""
    made: list[str] = []
    for name, column in zip(names, columns, strict=True):
        letter = f"column {_letter(column)}"
        made.append(letter if not name else f"{name} ({letter})" if name in made else name)
    return tuple(made)


def _is_sum(filled: Sequence[Cell]) -> bool:
    """Whether a row is one of totals: so called, or called a total of something and but numbers beside."""
    if is_total(filled[0]):
        return True
    texts = [
        cell for cell in filled if isinstance(cell, str) and not nothing(cell) and looks_numeric([cell]) == 0
    ]
    if any(is_total(cell) for cell in texts[:3]) and len(texts) <= 3:
        return True
    return len(filled) > 1 and len(texts) == 1 and is_total_of(texts[0])


def _said(above: Sequence[Sequence[Cell]]) -> str:
    """What stands above a table, merged cells once."""
    return " ".join(_text(cell) for row in above for cell in dict.fromkeys(row) if not nothing(cell))


def _unit(above: Sequence[Sequence[Cell]]) -> str:
    """What stands in brackets in the rows above a table, where it is one or two words."""
    for row in above:
        for cell in row:
            found = (
                re.search(r"\((?:in |en |em |in )?([^\W\d]+(?: [^\W\d]+)?)\)", cell)
                if isinstance(cell, str)
                else None
            )
            if found:
                return found[1]
    return ""


def _filled(row: Sequence[Cell]) -> int:
    return sum(not nothing(cell) for cell in row)


def _width(row: Sequence[Cell]) -> int:
    return max((index + 1 for index, cell in enumerate(row) if not nothing(cell)), default=0)


def _named(row: Sequence[Cell], column: int) -> str:
    return _text(row[column]) if column < len(row) else ""


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())


def _letter(column: int) -> str:
    """The letter of a column as a spreadsheet counts: 0 is A, 26 is AA."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
