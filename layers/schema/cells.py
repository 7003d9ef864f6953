"""From the text of a cell to its value, by the type of its column, and back."""

import re
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from math import isfinite

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.dates.edtf import parse
from waterbed.layers.dates.months import folded
from waterbed.layers.errors import MOST_ALIKE, CellError, not_known
from waterbed.layers.schema.characters import tidied
from waterbed.layers.schema.numbers import read_number
from waterbed.layers.schema.outlines import read_outline
from waterbed.layers.schema.tables import Column

Reader = Callable[[str], Hashable]

_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?")


_LONGEST_LIST = 10_000


_LONGEST_ASKED = 2_000


_OTHER_SIGNS = re.compile(r"[,|+&/、，\n]|\s(?:and|et|und|y)\s")


def read_cells(
    texts: Sequence[str], column: Column
) -> tuple[npt.NDArray[np.object_], list[tuple[CellError, npt.NDArray[np.intp]]]]:
    """Read every cell of a column, each distinct text once.

    Returns
    -------
    values
        One value a cell: str, float (NaN when empty) or tuple of str.
    errors
        Why texts could not be read, each with the positions where it stands; the value is then the empty one.
    """
    codes, distinct = pd.factorize(np.asarray(texts, dtype=object))
    read, empty = reader(column), empty_value(column)
    values = np.empty(len(distinct), dtype=object)
    wrong: dict[int, CellError] = {}
    alike: dict[str, list[CellError]] = {}
    for code, text in enumerate(distinct):
        try:
            values[code] = read(text)
        except CellError as error:
            # Hundreds of thousands of errors, each with its frames, would cost more than the reading.
            kept = alike.setdefault(error.problem, [])
            if len(kept) < MOST_ALIKE:
                kept.append(error.with_traceback(None))
            values[code], wrong[code] = empty, kept[-1]
    return values[codes], [(wrong[code], places) for code, places in _places(codes, wrong)]


def _places(
    codes: npt.NDArray[np.intp], asked: Collection[int]
) -> Iterator[tuple[int, npt.NDArray[np.intp]]]:
    """Yield some codes, each with the positions where it stands, in the order of the file."""
    at = np.flatnonzero(np.isin(codes, list(asked)))
    if len(at):
        order = np.argsort(codes[at], kind="stable")
        cuts = np.flatnonzero(np.diff(codes[at][order])) + 1
        yield from ((int(codes[one[0]]), one) for one in np.split(at[order], cuts))


def reader(column: Column) -> Reader:
    """Return the function that reads one cell of a column, raising CellError."""
    match column.type:
        case "text" | "localised":
            return str
        case "id":
            return _read_id
        case "number":
            low, high = (float(bound) for bound in column.of.split(".."))
            return lambda text: read_number(text, low, high, column)
        case "edtf":
            return _read_date
        case "edtfs":
            return _read_dates
        case "texts" | "refs" | "words":
            return split_list
        case "wkt":
            return read_outline
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
        return ";".join(tidied(one) for one in value)
    if isinstance(value, float):
        if not isfinite(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(float(value))
    return tidied(str(value))


def meant_list(text: str) -> tuple[str, ...]:
    """Split a list whose items are parted by another sign than the semicolon; () for one that is no list.

    >>> meant_list("raid, ban"), meant_list("raid|ban"), meant_list("raid")
    (('raid', 'ban'), ('raid', 'ban'), ())
    """
    items = tuple(
        item
        for part in text.split(";")
        for one in _OTHER_SIGNS.split(part[:_LONGEST_ASKED])
        if (item := one.strip())
    )
    return items if len(items) > 1 else ()


def _read_id(text: str) -> str:
    name = text.strip()
    if name and not _ID.fullmatch(name):
        slug = re.sub(r"[^a-z0-9]+", "-", folded(name[:200])).strip("-")[:100]
        mend = "use letters a to z, digits, hyphens, dots and underscores, 100 at most"
        raise CellError("is not an id", f"{mend}, like {slug}" if slug else mend)
    return name


def _read_date(text: str) -> str:
    bare = text.strip()
    parse(bare)
    return bare


def _read_dates(text: str) -> tuple[str, ...]:
    items = split_list(text)
    try:
        return tuple(_read_closed_date(item) for item in items)
    except CellError:
        # Parted by another sign they may all be dates.
        others = meant_list(text)
        if len(others) > len(items) and all(_is_date(one) for one in others):
            raise CellError("is a list parted by another sign", f"write {';'.join(others)}") from None
        raise


def _is_date(text: str) -> bool:
    try:
        return parse(text).mode == "bounded"
    except CellError:
        return False


def _read_closed_date(text: str) -> str:
    if parse(text).mode != "bounded":
        raise CellError("is open at one end", "give the date itself, or both ends, like 2023-09/2024-04")
    return text


def _read_code(text: str, pattern: re.Pattern[str]) -> str:
    code = text.strip()
    if code and not pattern.fullmatch(code):
        better = code.upper()
        empty = "leave the cell empty when it is not known" if not_known(code) else ""
        raise CellError("is not an ISO code", f"write {better}" if pattern.fullmatch(better) else empty)
    return code
