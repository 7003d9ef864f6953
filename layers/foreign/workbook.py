"""Workbooks: XLSX, XLSM, XLSB, XLS and ODS, a grid a sheet."""

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Collection, Sequence
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
from waterbed.layers.foreign.packed import look_through, reach, unpacked
from waterbed.layers.foreign.valueless import valueless

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
MOST_CELLS = 20_000_000
"""Limit for absurd input: cells a sheet, from the first row and column to the last that hold anything."""
_MOST_BYTES = 1_500_000_000
"""What a workbook of the old form may take while it is opened: twice what a sheet of `MOST_CELLS` needs."""
_TRIAL = f"""
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_DATA, ({_MOST_BYTES}, resource.getrlimit(resource.RLIMIT_DATA)[1]))
except (ImportError, ValueError, OSError):
    pass
from python_calamine import CalamineWorkbook
try:
    CalamineWorkbook.from_path(sys.argv[1])
except BaseException:
    pass
"""
_PARTS_OF_ODS = {"mimetype", "META-INF/manifest.xml", "content.xml"}


def read_workbook(path: Path, hidden: Collection[str] = ()) -> list[Grid]:
    """Read every visible sheet that holds anything, and hidden ones that are asked for.

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
    else:
        _tried(path)
    try:
        sheets = _sheets(path, hidden)
        empty = valueless(path)
        return [_grid(path, sheet, empty.get(sheet.name, ())) for sheet in sheets if sheet.height]
    except PasswordError:
        raise _refused(path, "is locked by a password", "save it without one") from None
    except (CalamineError, ZipError, OSError, ValueError, zipfile.BadZipFile) as error:
        if isinstance(error, DataError):
            raise
        raise _unread(path, error) from None
    except BaseException as error:  # which is all that Python can say of a panic of the library
        if type(error).__name__ != "PanicException":
            raise
        raise _unread(path, error) from None


def _tried(path: Path) -> None:
    """Open a workbook of the old form in a process of its own: sizes it states wrongly end the one that opens it."""
    trial = [sys.executable, "-P", "-c", _TRIAL, str(path)]
    if subprocess.run(trial, stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode:  # noqa: S603  our own
        raise _refused(path, "states sizes that no workbook has", "open it and save it anew")


def _sheets(path: Path, hidden: Collection[str]) -> list[CalamineSheet]:
    try:
        workbook = CalamineWorkbook.from_path(path)
    except CalamineError as error:
        if path.suffix.lower() != ".ods" or "found 'Text" not in str(error):
            raise
        workbook = CalamineWorkbook.from_filelike(_tight(path))
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
        and (sheet.visible == SheetVisibleEnum.Visible or sheet.name in hidden)
    ]
    return [workbook.get_sheet_by_name(name) for name in shown]


def _tight(path: Path) -> io.BytesIO:
    """An ODS without the line breaks between its cells, at which the library stumbles; other programs write them."""
    tight = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(tight, "w") as after:
        for name in _PARTS_OF_ODS & set(before.namelist()):
            after.writestr(name, re.sub(rb">\s+<", b"><", unpacked(before, name)))
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


def _unread(path: Path, error: BaseException) -> DataError:
    said = " ".join(str(error).split())
    return _refused(path, f"cannot be read as a workbook ({said})", "open it and save it anew")


def _refused(path: Path, problem: str, mend: str) -> DataError:
    return DataError((Fault(path.name, problem, mend),))
