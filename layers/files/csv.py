"""One CSV file as rows of text, with every fault of its form: encoding, quotes, lengths of rows, header."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd

from waterbed.layers.errors import Fault, quoted
from waterbed.layers.files.raw import RawTable

MOST_BYTES = 500_000_000


MOST_ROWS = 5_000_000


MOST_COLUMNS = 1_000


MOST_CHARACTERS = 10_000_000
"""Limits for absurd input: bytes a file, rows and columns a table, characters a cell."""

_SAVE_AS = 'save it as "CSV UTF-8 (comma delimited)"'


def read_csv_table(path: Path, name: str, file: str) -> tuple[RawTable | None, list[Fault]]:
    """Read a CSV file (UTF-8, with or without a byte order mark; comma; header row).

    Parameters
    ----------
    path
        Where the file is.
    name
        Name of the table it holds.
    file
        What to call the file in messages.

    Returns
    -------
    table
        None when the file cannot be read at all.
    faults
        Everything that is wrong with its form.
    """
    text, faults = _decoded(path, file)
    if text is None:
        return None, faults
    rows, faults = _records(text, file)
    if faults or not rows:
        return None, faults or [Fault(file, "is empty", "the first row holds the names of the columns")]
    return _table(rows, name, file)


def _decoded(path: Path, file: str) -> tuple[str | None, list[Fault]]:
    size = path.stat().st_size
    if size > MOST_BYTES:
        return None, [Fault(file, f"has {size:,} bytes", f"a table takes {MOST_BYTES:,} at most")]
    raw = path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Fault(file, "is in UTF-16", _SAVE_AS)]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_encoding_fault(raw, error, file)]
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return None, [Fault(file, f"has a zero byte in line {line}: it is no text in UTF-8", _SAVE_AS)]
    return text, []


def _encoding_fault(raw: bytes, error: UnicodeDecodeError, file: str) -> Fault:
    # The byte order mark is cut off before decoding, so the error's position is off by three.
    start = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
    line = raw.count(b"\n", 0, start) + 1
    byte = raw[start : start + 1]
    meant = byte.decode("cp1252", errors="replace")
    guess = f" (in Windows-1252 it would be {quoted(meant)})" if meant.isprintable() and meant != "�" else ""
    return Fault(file, f"is not in UTF-8: byte 0x{byte.hex().upper()} in line {line}{guess}", _SAVE_AS)


def _records(text: str, file: str) -> tuple[list[list[str]], list[Fault]]:
    rows: list[list[str]] = []
    with cell_limit(MOST_CHARACTERS):
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            for row in reader:
                rows.append(row)
                if len(rows) > MOST_ROWS + 1:
                    return [], [Fault(file, "has too many rows", f"a table takes {MOST_ROWS:,} at most")]
        except csv.Error as error:
            return [], [_form_fault(error, file, len(rows) + 1)]
    return rows, []


def _form_fault(error: csv.Error, file: str, row: int) -> Fault:
    said = str(error)
    if "unexpected end" in said:
        return Fault(file, "has a double quote that is never closed", "close it", row=row)
    if "field larger" in said:
        mend = f"a cell takes {MOST_CHARACTERS:,} characters at most"
        return Fault(file, "has a cell that is too long", mend, row=row)
    mend = 'write a quote inside a cell twice, like "the ""A"" park"'
    return Fault(file, f"is not CSV ({said})", mend, row=row)


@contextmanager
def cell_limit(characters: int) -> Iterator[None]:
    """Read cells of up to so many characters: the csv module has one limit for the process, too low for an outline."""
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _table(rows: list[list[str]], name: str, file: str) -> tuple[RawTable | None, list[Fault]]:
    header = [cell.strip() for cell in rows[0]]
    while header and not header[-1]:  # spreadsheets leave commas behind the last column
        header.pop()
    faults = _header_faults(header, file)
    if faults:
        return None, faults
    width, cells, numbers = len(header), [], []
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue  # an empty line, or what a spreadsheet leaves of one
        if len(row) != width and (len(row) < width or any(row[width:])):
            faults.append(_length_fault(row, width, file, number))
        cells.append((row + [""] * width)[:width])
        numbers.append(number)
    columns = zip(*cells, strict=True) if cells else [()] * width
    frame = pd.DataFrame(dict(zip(header, map(list, columns), strict=True)), dtype="str")
    return RawTable(name, file, frame, np.array(numbers, dtype=np.int64)), faults


def _header_faults(header: list[str], file: str) -> list[Fault]:
    if len(header) > MOST_COLUMNS:
        return [Fault(file, f"has {len(header):,} columns", f"a table takes {MOST_COLUMNS:,} at most", row=1)]
    if len(header) == 1 and (sign := next((s for s in ";\t|" if s in header[0]), "")):
        shown = "tabs" if sign == "\t" else f'"{sign}"'
        return [Fault(file, f"has its columns parted by {shown}", f"part them by commas: {_SAVE_AS}", row=1)]
    faults = []
    if not all(header):
        nameless = header.index("") + 1
        faults.append(
            Fault(file, f"has no name for column {nameless}", "name it or delete the column", row=1)
        )
    for column, times in Counter(header).items():
        if times > 1 and column:
            faults.append(Fault(file, f"has the column {times} times", "keep one", row=1, column=column))
    return faults or ([] if header else [Fault(file, "has no header", "name the columns in row 1", row=1)])


def _length_fault(row: list[str], width: int, file: str, number: int) -> Fault:
    mend = (
        "put a text that holds a comma between double quotes"
        if len(row) > width
        else "add the missing commas"
    )
    problem = f"has {len(row)} cells where the header has {width}"
    return Fault(file, problem, mend, row=number, id=row[0][:100])
