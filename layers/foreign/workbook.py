"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, a grid a sheet."""

import zipfile
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    ZipError,
)

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.foreign.grid import Cell, Grid
from waterbed.layers.foreign.packed import look_through, reach

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MOST_CELLS = 20_000_000
"""Limit for absurd input: cells a sheet, from the first row and column to the last that hold anything."""


def read_workbook(path: Path) -> list[Grid]:
    """Read every visible sheet that holds anything.

    Merged cells all have the value of the first. Formulas have the value that was saved with them; a formula or an error
    such as ``#N/A`` without a value is an empty cell, and is named in the notes.

    Raises
    ------
    DataError
        If the workbook is locked, broken, or unfolds to more than it should.
    """
    if zipfile.is_zipfile(path):
        if path.suffix.lower() == ".ods":
            look_through(path)  # of rows that are repeated the library itself makes no more than fit
        elif (cells := reach(path)) > MOST_CELLS:
            raise _far(path, cells)
    try:
        workbook = CalamineWorkbook.from_path(path)
        shown = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        sheets = [workbook.get_sheet_by_name(name) for name in shown]
        return [_grid(path, sheet) for sheet in sheets if sheet.height]
    except PasswordError:
        raise _refused(path, "is locked by a password", "save it without one") from None
    except (CalamineError, ZipError, OSError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        raise _refused(path, f"cannot be read as a workbook ({error})", "open it and save it anew") from None


def _grid(path: Path, sheet: CalamineSheet) -> Grid:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise _far(path, sheet.total_height * sheet.total_width)
    rows: list[list[Cell]] = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = sheet.merged_cell_ranges or ()
    filled = sum((bottom + 1 - top) * (right + 1 - left) for (top, left), (bottom, right) in merged)
    if filled > MOST_CELLS and len(merged) > 1_000:
        raise _refused(path, f"has {len(merged):,} merged cells that overlap", "undo them")
    for (top, left), (bottom, right) in merged:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return Grid(path.name, rows, sheet.name)


def _cell(cell: object) -> Cell:
    """A number without decimals is a whole one; "" is None."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return None if cell == "" else cell  # type: ignore[return-value]


def _far(path: Path, cells: int) -> DataError:
    mend = (
        f"a sheet takes {MOST_CELLS:,}: delete what stands far off, and the empty rows and columns up to it"
    )
    return _refused(path, f"has a sheet that spans {cells:,} cells", mend)


def _refused(path: Path, problem: str, mend: str) -> DataError:
    return DataError((Fault(path.name, problem, mend),))
