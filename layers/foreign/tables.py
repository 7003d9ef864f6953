"""The tables of a file of any format, by its suffix."""

from pathlib import Path

from waterbed.layers.disk.place import odd
from waterbed.layers.errors import DataError, Fault, did_you_mean, some
from waterbed.layers.foreign import kml, vector, workbook
from waterbed.layers.foreign.delimited import read_delimited
from waterbed.layers.foreign.grid import Grid
from waterbed.layers.foreign.postgis import is_address, read_database
from waterbed.layers.manifest.shapes import MANIFEST

_TEXT = (".csv", ".tsv", ".txt", ".tab")
SUFFIXES = (*_TEXT, *workbook.SUFFIXES, *vector.SUFFIXES, *kml.SUFFIXES)


def is_source(source: str | Path) -> bool:
    """Whether a source is a single table or several, not the folder or the manifest of a data set."""
    path = Path(source)
    return is_address(str(source)) or (
        path.suffix.lower() in SUFFIXES and path.name != MANIFEST and not (path / MANIFEST).is_file()
    )


_READERS = (
    (workbook.SUFFIXES, workbook.read_workbook),
    (vector.SUFFIXES, vector.read_layers),
    (kml.SUFFIXES, kml.read_placemarks),
)


def read_tables(source: str | Path, *, sheet: str = "", encoding: str = "") -> list[Grid]:
    """Read the tables of a file, or of a database.

    Parameters
    ----------
    source
        A file of a format whose suffix is known (`SUFFIXES`), or the address of a database
        (`waterbed.layers.foreign.postgis.read_database`).
    sheet
        The one sheet or layer to read; all when left out.
    encoding
        Of a text table, where the user names it.

    Raises
    ------
    DataError
        If the file is not there, is of no known format, cannot be read, or has no such sheet.
    """
    if is_address(str(source)):
        return read_database(str(source))
    path = Path(source)
    suffix = path.suffix.lower()
    if not path.exists():
        near = (
            did_you_mean(path.name, (other.name for other in path.parent.iterdir()))
            if path.parent.is_dir()
            else ""
        )
        raise DataError((Fault(str(path), "is not there", near or "name the file with its folder"),))
    what = odd(path)
    if what and not (what == "a folder" and suffix == ".gdb"):
        raise DataError((Fault(str(path), f"is {what}, not a file", "name a file"),))
    if suffix not in SUFFIXES:
        mend = f"it can be {', '.join(SUFFIXES)}"
        raise DataError((Fault(path.name, "is of no known format", mend),))
    if suffix in _TEXT:
        grids = [read_delimited(path, encoding)]
    else:
        reader = next(read for suffixes, read in _READERS if suffix in suffixes)
        grids = reader(path)
    if not grids:
        raise DataError((Fault(path.name, "holds nothing", "name a file with a table in it"),))
    if not sheet:
        return grids
    chosen = [grid for grid in grids if grid.sheet == sheet]
    if not chosen:
        mend = (
            did_you_mean(sheet, (grid.sheet for grid in grids))
            or f"it has {some(grid.sheet for grid in grids)}"
        )
        raise DataError((Fault(path.name, f"has no sheet {sheet!r}", mend),))
    return chosen
