"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, a grid a sheet."""

import html
import re
import zipfile
from collections.abc import Mapping, Sequence
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
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*\bt="e"[^>]*>(?:<f\b[^>]*>[^<]*</f>|<f\b[^>]*/>)?<v>([^<]*)</v>'
)
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>(?:<f\b[^>]*>[^<]*</f>|<f\b[^>]*/>)(?:<v></v>|<v ?/>)?</c>'
)
_SHEET = re.compile(r"<sheet\b[^>]*>")
_MOST_SEARCHED = 200_000_000
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
        empty = _valueless(path)
        return [_grid(path, sheet, empty.get(sheet.name, ())) for sheet in sheets if sheet.height]
    except PasswordError:
        raise _refused(path, "is locked by a password", "save it without one") from None
    except (CalamineError, ZipError, OSError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        raise _refused(path, f"cannot be read as a workbook ({error})", "open it and save it anew") from None


def _grid(path: Path, sheet: CalamineSheet, notes: Sequence[str]) -> Grid:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        cells = sheet.total_height * sheet.total_width
        raise _refused(
            path, f"has {cells:,} cells in the sheet {sheet.name}", "delete the empty rows and columns"
        )
    rows: list[list[Cell]] = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return Grid(path.name, rows, sheet.name, notes=tuple(notes))


def _valueless(path: Path) -> Mapping[str, Sequence[str]]:
    """Cells of an XLSX that hold an error such as #N/A, or a formula without its value, which read as empty; by sheet."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return {}
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(path) as packed:
        for name, part in _parts(packed):
            if packed.getinfo(part).file_size > _MOST_SEARCHED:
                continue
            text = packed.read(part)
            errors: dict[bytes, list[str]] = {}
            for cell, error in _ERROR.findall(text):
                errors.setdefault(error, []).append(cell.decode())
            notes = [f"{error.decode()} in {_cells(cells)}: read as empty" for error, cells in errors.items()]
            if formulas := [cell.decode() for cell in _FORMULA.findall(text)]:
                notes.append(
                    f"a formula without a value in {_cells(formulas)}: open it in a spreadsheet and save it"
                )
            found[name] = notes
    return found


def _parts(packed: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and file of each sheet."""
    try:
        sheets = _SHEET.findall(packed.read("xl/workbook.xml").decode())
        links = packed.read("xl/_rels/workbook.xml.rels").decode()
    except (KeyError, UnicodeDecodeError):
        return []
    files = {
        _attribute(one, "Id"): _attribute(one, "Target").lstrip("/").removeprefix("xl/")
        for one in re.findall(r"<Relationship\b[^>]*>", links)
    }
    named = [
        (html.unescape(_attribute(one, "name")), f"xl/{files.get(_attribute(one, 'r:id'), '')}")
        for one in sheets
    ]
    return [(name, part) for name, part in named if part in packed.namelist()]


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def _cells(names: Sequence[str]) -> str:
    more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
    return f"{', '.join(names[:5])}{more}"


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
