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

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MOST_CELLS = 40_000_000
"""Limits for absurd input: cells a sheet, and bytes that a packed workbook may unfold to."""
MOST_UNPACKED = 2_000_000_000


def read_workbook(path: Path) -> list[Grid]:
    """Read every visible sheet that holds anything.

    Merged cells all have the value of the first. Formulas have the value that was saved with them; a formula or an error
    such as ``#N/A`` without a value is an empty cell, and is named in the notes.

    Raises
    ------
    DataError
        If the workbook is locked, broken, or unfolds to more than it should.
    """
    _refuse_bomb(path)
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
        cells = sheet.total_height * sheet.total_width
        raise _refused(
            path, f"has {cells:,} cells in the sheet {sheet.name}", "delete the empty rows and columns"
        )
    rows: list[list[Cell]] = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return Grid(path.name, rows, sheet.name)


def _cell(cell: object) -> Cell:
    """A number without decimals is a whole one; "" is None."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    return None if cell == "" else cell  # type: ignore[return-value]


def _refuse_bomb(path: Path) -> None:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            unfolded = sum(entry.file_size for entry in packed.infolist())
        if unfolded > MOST_UNPACKED:
            raise _refused(
                path, f"unfolds to {unfolded:,} bytes", f"a workbook takes {MOST_UNPACKED:,} at most"
            )


def _refused(path: Path, problem: str, mend: str) -> DataError:
    return DataError((Fault(path.name, problem, mend),))
