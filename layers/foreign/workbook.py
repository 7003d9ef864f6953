"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, a grid a sheet."""

import html
import io
import re
import zipfile
import zlib
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
from waterbed.layers.foreign.packed import look_through, reach

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*\bt="e"[^>]*>(?:<f\b[^>]*>[^<]*</f>|<f\b[^>]*/>)?<v>([^<]*)</v>'
)
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>(?:<f\b[^>]*>[^<]*</f>|<f\b[^>]*/>)(?:<v></v>|<v ?/>)?</c>'
)
_SHEET = re.compile(r"<sheet\b[^>]*>")
_MOST_SEARCHED = 200_000_000
MOST_CELLS = 20_000_000
"""Limit for absurd input: cells a sheet, from the first row and column to the last that hold anything."""
_PARTS_OF_ODS = {"mimetype", "META-INF/manifest.xml", "content.xml"}


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
        sheets, empty = _sheets(path), _valueless(path)
        return [_grid(path, sheet, empty.get(sheet.name, ())) for sheet in sheets if sheet.height]
    except PasswordError:
        raise _refused(path, "is locked by a password", "save it without one") from None
    except (CalamineError, ZipError, OSError, ValueError, zipfile.BadZipFile) as error:
        if isinstance(error, DataError):
            raise
        raise _refused(path, f"cannot be read as a workbook ({error})", "open it and save it anew") from None


def _sheets(path: Path) -> list[CalamineSheet]:
    try:
        workbook = CalamineWorkbook.from_path(path)
    except CalamineError as error:
        if path.suffix.lower() != ".ods" or "found 'Text" not in str(error):
            raise
        workbook = CalamineWorkbook.from_filelike(_tight(path))
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    return [workbook.get_sheet_by_name(name) for name in shown]


def _tight(path: Path) -> io.BytesIO:
    """An ODS without the line breaks between its cells, at which the library stumbles; other programs write them."""
    tight = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(tight, "w") as after:
        for name in _PARTS_OF_ODS & set(before.namelist()):
            after.writestr(name, re.sub(rb">\s+<", b"><", before.read(name)))
    tight.seek(0)
    return tight


def _grid(path: Path, sheet: CalamineSheet, notes: Sequence[str]) -> Grid:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise _far(path, sheet.total_height * sheet.total_width)
    rows: list[list[Cell]] = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merged = sheet.merged_cell_ranges or ()
    filled = sum((bottom + 1 - top) * (right + 1 - left) for (top, left), (bottom, right) in merged)
    if filled > MOST_CELLS and len(merged) > 1_000:
        raise _refused(path, f"has {len(merged):,} merged cells that overlap", "undo them")
    for (top, left), (bottom, right) in merged:
        for row in rows[top : bottom + 1] if rows and left < len(rows[0]) else ():
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return Grid(path.name, rows, sheet.name, notes=tuple(notes))


def _valueless(path: Path) -> Mapping[str, Sequence[str]]:
    """Cells of an XLSX that hold an error such as #N/A, or a formula without its value, which read as empty; by sheet."""
    if path.suffix.lower() not in (".xlsx", ".xlsm") or not zipfile.is_zipfile(path):
        return {}
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(path) as packed:
        for name, part in _parts(packed):
            if packed.getinfo(part).file_size > _MOST_SEARCHED:
                continue
            try:
                text = packed.read(part)
            except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError):
                continue  # a broken part, which the reader of the sheets tells of
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
    except (KeyError, UnicodeDecodeError, zipfile.BadZipFile, zlib.error, OSError, NotImplementedError):
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


def _far(path: Path, cells: int) -> DataError:
    mend = (
        f"a sheet takes {MOST_CELLS:,}: delete what stands far off, and the empty rows and columns up to it"
    )
    return _refused(path, f"has a sheet that spans {cells:,} cells", mend)


def _refused(path: Path, problem: str, mend: str) -> DataError:
    return DataError((Fault(path.name, problem, mend),))
