"""From the text of a cell to its value, by the type of its column, and back."""

import re
from collections.abc import Callable, Hashable, Sequence
from math import isfinite

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.dates.edtf import parse
from waterbed.layers.errors import CellError
from waterbed.layers.schema.tables import Column

Reader = Callable[[str], Hashable]

_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")


_GROUPED_DIGITS = re.compile(r"[+-]?[0-9]{1,3}(?:[ '\u00a0\u202f,.][0-9]{3})+")


_LONGEST_LIST = 10_000


def read_cells(texts: Sequence[str], column: Column) -> tuple[npt.NDArray[np.object_], dict[int, CellError]]:
    """Read every cell of a column, each distinct text once.

    Returns
    -------
    values
        One value a cell: str, float (NaN when empty) or tuple of str.
    errors
        By position, why a cell could not be read; its value is then the empty one.
    """
    codes, distinct = pd.factorize(np.asarray(texts, dtype=object))
    read, empty = reader(column), empty_value(column)
    values = np.empty(len(distinct), dtype=object)
    wrong: dict[int, CellError] = {}
    for code, text in enumerate(distinct):
        try:
            values[code] = read(text)
        except CellError as error:
            values[code], wrong[code] = empty, error
    faulty = np.flatnonzero(np.isin(codes, list(wrong)))
    return values[codes], {int(at): wrong[int(codes[at])] for at in faulty}


def reader(column: Column) -> Reader:
    """Return the function that reads one cell of a column, raising CellError."""
    match column.type:
        case "text" | "localised":
            return str
        case "id":
            return _read_id
        case "number":
            low, high = (float(bound) for bound in column.of.split(".."))
            return lambda text: _read_number(text, low, high, column.of)
        case "edtf":
            return _read_date
        case "edtfs":
            return lambda text: tuple(_read_closed_date(item) for item in split_list(text))
        case "texts" | "refs" | "words":
            return split_list
        case "wkt":
            return _read_wkt
        case "code":
            pattern = re.compile(column.of)
            return lambda text: _read_code(text, pattern)
        case _:
            return str.strip


def empty_value(column: Column) -> Hashable:
    """Return what an empty cell of a column becomes."""
    if column.type == "number":
        return float("nan")
    return () if column.is_list else ""


def split_list(text: str) -> tuple[str, ...]:
    """Split a list at its semicolons.

    >>> split_list("S09@L8; S08@L8")
    ('S09@L8', 'S08@L8')
    """
    items = tuple(item for part in text.split(";") if (item := part.strip()))
    if len(items) > _LONGEST_LIST:
        raise CellError(f"is a list of {len(items):,} items", f"a cell takes {_LONGEST_LIST:,} at most")
    return items


def cell_text(value: object) -> str:
    """Write a value as the text of a cell; the reverse of reading.

    >>> cell_text(240.0), cell_text(12.66), cell_text(("a", "b")), cell_text(float("nan"))
    ('240', '12.66', 'a;b', '')
    """
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, float):
        if not isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
    return str(value)


def _read_id(text: str) -> str:
    name = text.strip()
    if name and not _ID.fullmatch(name):
        slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:100]
        mend = "use letters a to z, digits, hyphens, dots and underscores, 100 at most"
        raise CellError("is not an id", f"{mend}, like {slug}" if slug else mend)
    return name


def _read_number(text: str, low: float, high: float, allowed: str) -> float:
    bare = text.strip()
    if not bare:
        return float("nan")
    try:
        # float() also takes 1_000 and digits of other scripts; a file is read by more tools than this one.
        number = float(bare) if bare.isascii() and "_" not in bare else float("nan")
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise CellError("is not a number", _number_mend(bare))
    if not low <= number <= high:
        raise CellError(f"is outside {allowed}")
    return number


def _number_mend(text: str) -> str:
    if re.fullmatch(r"[+-]?[0-9]{1,3},[0-9]{3}", text):
        return f"write {text.replace(',', '')}, or {text.replace(',', '.')} if the comma is a decimal one"
    if _GROUPED_DIGITS.fullmatch(text):
        return "write " + re.sub(r"[^0-9+-]", "", text)
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text):
        return "write " + text.replace(",", ".")
    return "write digits with a point for decimals, and leave the cell empty when it is not known"


def _read_date(text: str) -> str:
    bare = text.strip()
    parse(bare)
    return bare


def _read_closed_date(text: str) -> str:
    if parse(text).mode != "bounded":
        raise CellError("is open at one end", "give the date itself, or both ends, like 2023-09/2024-04")
    return text


def _read_code(text: str, pattern: re.Pattern[str]) -> str:
    code = text.strip()
    if code and not pattern.fullmatch(code):
        better = code.upper()
        raise CellError("is not an ISO code", f"write {better}" if pattern.fullmatch(better) else "")
    return code


def _read_wkt(text: str) -> str:
    bare = text.strip()
    if not bare:
        return ""
    # Imported here: most data sets have no geometry of their own.
    from shapely import errors, from_wkt

    try:
        shape = from_wkt(bare)
    except errors.GEOSException:
        raise CellError("is not WKT", 'write a shape like "POLYGON ((98 16, 99 16, 99 17, 98 16))"') from None
    west, south, east, north = shape.bounds
    if shape.is_empty or not (west >= -360 and east <= 360 and south >= -90 and north <= 90):
        raise CellError(
            "is not a shape in degrees", "give longitudes and latitudes (EPSG:4326), longitude first"
        )
    return bare
