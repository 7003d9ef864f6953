"""A data set as a workbook that a person can go on filling in: a sheet a table, with lists to choose from."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from waterbed.layers.containers.gis import Layer, cell_of
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.contents import SEAL, VOCABULARY, Contents, Held
from waterbed.layers.foreign.packed import BROKEN, unpacked
from waterbed.layers.foreign.workbook import read_workbook
from waterbed.layers.schema.tables import TABLES, Column, columns
from waterbed.layers.schema.vocabulary import Vocabulary

_PARTS = "datapackage"
"""The hidden sheet of what is no table, and of texts that are too long for a cell."""
_LISTS = "words"
"""The hidden sheet of the words to choose from, a column a group."""
_ELSEWHERE = f"(too long for a cell: it stands in the hidden sheet {_PARTS})"
_LONGEST = 32_000
_LAST_ROW = 1_048_575
"""What a cell and a sheet take: 32,767 characters, of which some are written as several, and rows from 0."""
_WHEN = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""What the file says of the time it was written: the same records make the same bytes."""
_DATE = (
    "A date as sure as it is: 2024-03-05, 2024-03, 2024, 2024~ (about); 2024-03/2024-06 (from, to), 2024-03/ (since), "
    "/2024-06 (by)."
)
_SAYS = {
    "id": "A short name of its own, unlike every other in all sheets: letters, digits and hyphens.",
    "edtf": _DATE,
    "edtfs": f"Dates with ; between. {_DATE}"[:255],
    "texts": "Texts with ; between.",
    "number": "A number.",
    "wkt": "An outline as WKT, in degrees: POLYGON ((98.5 16.6, …)).",
    "code": "An ISO code.",
}


def holds_set(path: Path) -> bool:
    """Whether a file is a data set that waterbed wrote, not a workbook of others."""
    try:
        with zipfile.ZipFile(path) as packed:
            entry = packed.getinfo("xl/workbook.xml")
            return entry.file_size < 1_000_000 and f'name="{_PARTS}"'.encode() in unpacked(packed, entry)
    except (*BROKEN, KeyError):
        return False


def write_set(path: Path, contents: Contents, _: Mapping[str, Layer]) -> None:
    """Write a data set into a file; every table has its sheet and every column its place, also those that are empty yet."""
    # Texts stay texts: a cell that begins with = is no formula, an address no link.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "in_memory": False,
    }
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"created": _WHEN})
    head = book.add_format({"bold": True, "bottom": 1, "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    parts = list(contents.files.items())
    languages, words = contents.languages, contents.vocabulary
    for table in (*TABLES, VOCABULARY):
        known = {one.name: one for one in columns(table, languages)} if table in TABLES else {}
        frame = contents.tables.get(table)
        there = [] if frame is None else list(map(str, frame.columns))
        header = [*there, *(name for name in known if name not in there)] or [
            "group",
            "word",
            "family",
            "label_en",
        ]
        sheet = book.add_worksheet(table)
        sheet.freeze_panes(1, 1)
        for at, name in enumerate(header):
            kind = known[name].type if name in known else "text"
            sheet.set_column(at, at, _width(kind, name), None if kind == "number" else text)
            if name in known:
                sheet.data_validation(1, at, _LAST_ROW, at, _choice(known[name], words))
        sheet.write_row(0, 0, header, head)
        numbers = [at for at, name in enumerate(there) if name in known and known[name].type == "number"]
        rows = () if frame is None else frame.itertuples(index=False, name=None)
        for row, cells in enumerate(rows, start=1):
            for at, cell in enumerate(cells):
                if cell and at in numbers:
                    sheet.write_number(row, at, float(cell))
                elif len(cell) > _LONGEST:
                    parts.append((f"{table}/{cells[0]}/{header[at]}", cell))
                    sheet.write_string(row, at, _ELSEWHERE, text)
                elif cell:
                    sheet.write_string(row, at, cell, text)
    _write_lists(book, words)
    _write_parts(book, parts, text)
    book.close()


def _width(kind: str, name: str) -> int:
    return (
        8
        if kind == "number"
        else 40
        if name.startswith(("label", "note", "quote", "paraphrase", "text"))
        else 16
    )


def _choice(column: Column, words: Vocabulary) -> dict[str, Any]:
    """What a cell of a column takes: a list to choose from where there is one, and what to write."""
    told = {"input_title": column.name[:32], "input_message": _help(column)[:255], "ignore_blank": True}
    if column.type == "word" and words.words(column.of):
        stop = "stop" if column.closed else "warning"
        return {**told, "validate": "list", "source": f"={column.of}", "error_type": stop}
    if column.type == "ref" and len(column.targets) == 1:
        return {**told, "validate": "list", "source": f"=ids_{column.of}", "error_type": "warning"}
    return {**told, "validate": "any"}


def _help(column: Column) -> str:
    needed = "Needed. " if column.required else ""
    match column.type:
        case "ref":
            said = f"The id of a row of {' or '.join(column.targets)}."
        case "refs":
            rows = "any records" if column.of == "*" else " or ".join(column.targets)
            said = f"Ids of rows of {rows}, with ; between."
        case "word":
            said = "One of the list."
        case "words":
            said = f"Words of the hidden sheet {_LISTS}, column {column.of}, with ; between."
        case kind:
            said = _SAYS.get(kind, "Text.")
    return needed + said


def _write_lists(book: Any, words: Vocabulary) -> None:
    """Words behind names: a list of more than 255 characters cannot stand in a cell's rule."""
    sheet = book.add_worksheet(_LISTS)
    sheet.hide()
    groups = sorted(set(words.frame.index.get_level_values("group")))
    listed = {group: words.words(group) for group in groups}
    sheet.write_row(0, 0, groups)
    for row in range(max(map(len, listed.values()), default=0)):
        sheet.write_row(1 + row, 0, [all_of[row] if row < len(all_of) else "" for all_of in listed.values()])
    for at, group in enumerate(groups):
        letter = xl_col_to_name(at)
        book.define_name(group, f"={_LISTS}!${letter}$2:${letter}${1 + len(listed[group])}")
    for table in TABLES:
        filled = f"MAX(1,COUNTA({table}!$A:$A)-1)"
        book.define_name(f"ids_{table}", f"=OFFSET({table}!$A$2,0,0,{filled},1)")


def _write_parts(book: Any, parts: Sequence[tuple[str, str]], text: Any) -> None:
    sheet = book.add_worksheet(_PARTS)
    sheet.hide()
    sheet.write_row(0, 0, ["name", "text"])
    lines = (
        (name, content[first : first + _LONGEST])
        for name, content in parts
        for first in range(0, len(content), _LONGEST)
    )
    for row, (name, piece) in enumerate(lines, start=1):
        sheet.write_string(row, 0, name, text)
        sheet.write_string(row, 1, piece, text)


def read_set(path: Path) -> Held:
    """Read a data set, as it was written or as somebody went on with it.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    grids = {grid.sheet: grid for grid in read_workbook(path, hidden=(_PARTS,))}
    parts: dict[str, str] = {}
    for name, piece in _pairs([[cell_of(cell) for cell in row] for row in grids[_PARTS].rows[1:]]):
        parts[name] = parts.get(name, "") + piece
    rows: dict[str, list[list[str]]] = {}
    doubts = []
    for name, grid in grids.items():
        if name in (_PARTS, _LISTS):
            continue
        cells = [[cell_of(cell) for cell in row] for row in grid.rows]
        rows[name] = [_whole(name, cells[0], row, parts) for row in cells] if cells else []
        doubts += [Fault(name, note) for note in grid.notes]
    files = {name: content for name, content in parts.items() if name.endswith((".json", SEAL))}
    return Held(path.name, rows, files, doubts)


def _pairs(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    yield from ((row[0], row[1]) for row in rows if len(row) > 1 and row[0])


def _whole(table: str, header: Sequence[str], row: list[str], parts: Mapping[str, str]) -> list[str]:
    """A row with the texts that were too long for a cell."""
    if _ELSEWHERE not in row:
        return row
    whole = []
    for name, cell in zip(header, row, strict=False):
        part = f"{table}/{row[0]}/{name}"
        if cell == _ELSEWHERE and part not in parts:
            mend = "convert the data set anew, or write the text"
            raise DataError(
                (Fault(table, f"{part} is not in the sheet {_PARTS}", mend, column=name, id=row[0]),)
            )
        whole.append(parts[part] if cell == _ELSEWHERE else cell)
    return whole
