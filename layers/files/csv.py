"""One CSV file as rows of text, with every fault of its form: encoding, quotes, lengths of rows, header."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from waterbed.layers.errors import MOST_ALIKE, Fault
from waterbed.layers.files.form import SAVE_AS, Form, decoded
from waterbed.layers.files.raw import RawTable
from waterbed.layers.schema.characters import tidied

MOST_ROWS = 1_048_575


MOST_COLUMNS = 500


MOST_CELLS = 30_000_000


MOST_CHARACTERS = 5_000_000


MOST_IN_A_NAME = 200
"""Limits for absurd input: rows (those of a spreadsheet), columns and cells a table, characters a cell, and
in the name of a column."""

EXCEL_LINE = re.compile(r'"?sep=(.?)"?[,;\t]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""A line for Excel alone, above the header; Excel hides it and counts the header as row 1."""

_HXL = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z0-9_]+)*", re.IGNORECASE)

_BLANK = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\x00-\x1f]*")

_LOOKED_AT = 10
"""So many rows are looked at for a header that stands below a title."""


def read_csv_table(
    content: Path | bytes, name: str, file: str
) -> tuple[RawTable | None, tuple[Fault, ...], tuple[Fault, ...]]:
    """Read a CSV file (UTF-8, with or without a byte order mark; comma; header row).

    What is wrong with its form does not hide what is wrong in its cells: rows that cannot be taken apart are marked as
    torn, and a file in another encoding or with other signs between its columns is read all the same.

    Parameters
    ----------
    content
        Where the file is, or what it holds.
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
    doubts
        What was skipped: Excel's line ``sep=``, a row of HXL tags, a header that stands there again.
    """
    form = Form(file)
    text = decoded(content, form)
    if text is None:
        return None, tuple(form.faults), ()
    if found := EXCEL_LINE.match(text):
        text = text[found.end() :]
        form.skipped(f'begins with Excel\'s line "sep={found[1]}", which was skipped', "delete it")
    sign = sign_of(text)
    if sign != ",":
        shown = "tabs" if sign == "\t" else f'"{sign}"'
        form.wrong(f"has its columns parted by {shown}", f"part them by commas: {SAVE_AS}", 1)
    rows = _records(text, sign, form)
    if rows is None:
        return None, tuple(form.faults), tuple(form.doubts)
    return table_of_rows(rows, name, form), tuple(form.faults), tuple(form.doubts)


def _records(text: str, sign: str, form: Form) -> list[list[str]] | None:
    """Take a text apart, None when it is too much; a record that is broken is one torn row, and the next line goes on."""
    lines = io.StringIO(text, newline="").readlines()
    rows: list[list[str]] = []
    start = read = cells = 0
    with cell_limit(MOST_CHARACTERS):
        while start < len(lines):
            reader = csv.reader(islice(lines, start, None), delimiter=sign, strict=True)
            whole = 0
            try:
                for row in reader:
                    whole = reader.line_num
                    rows.append(row)
                    cells += len(row)
                    if len(rows) > MOST_ROWS + 1:
                        form.wrong("has too many rows", f"a table takes {MOST_ROWS:,} at most")
                        return None
                    if cells > MOST_CELLS:
                        form.wrong("has too many cells", f"a table takes {MOST_CELLS:,} at most")
                        return None
                return rows
            except csv.Error as error:
                broken = lines[start + whole]
                rows.append([broken[:200].split(sign)[0].strip(' "\r\n')])
                form.torn.add(len(rows))
                form.faults.append(form_fault(error, form.file, len(rows)))
                # An open quote swallows all that follows, so each costs a reading of the rest.
                read += reader.line_num
                start += whole + 1
                if len(form.torn) >= MOST_ALIKE or read > 4 * len(lines) + 1000:
                    form.wrong("was not read beyond this row", "mend the quotes first", len(rows))
                    return None
    return rows


def form_fault(error: csv.Error, file: str, row: int) -> Fault:
    """Say why a row cannot be taken apart."""
    said = str(error)
    if "unexpected end" in said:
        return Fault(file, "has a double quote that is never closed", "close it", row=row)
    if "field larger" in said:
        mend = f"a cell takes {MOST_CHARACTERS:,} characters at most; perhaps a quote in it is never closed"
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


def sign_of(text: str) -> str:
    """The sign that parts the columns of the header, the first line that holds anything."""
    header = next((line for line in io.StringIO(text, newline="") if not _BLANK.fullmatch(line)), "")
    return "," if "," in header else next((sign for sign in ";\t|" if sign in header.strip()), ",")


def _is_blank(row: list[str]) -> bool:
    if row and row[0][:1].isalnum():  # nearly every row
        return False
    return all(not cell or _BLANK.fullmatch(cell) for cell in row)


def table_of_rows(rows: list[list[str]], name: str, form: Form) -> RawTable | None:
    """Take rows of text, the header among them, for a table; what is wrong with their form is noted. None if it is empty."""
    at = header_at(rows, form)
    if at is None:
        form.wrong("is empty", "the first row holds the names of the columns")
        return None
    header = header_of(rows[at])
    if len(header) > MOST_COLUMNS:
        form.wrong(f"has {len(header):,} columns", f"a table takes {MOST_COLUMNS:,} at most", 1)
        return None
    kept = _columns_kept(header, form)
    width, cells, numbers = len(header), [], []
    # Spreadsheets leave commas behind rows, but the same number behind all; one more than the others is one too many.
    usual = {len(rows[at]), Counter(map(len, rows[at + 1 :])).most_common(1)[0][0] if rows[at + 1 :] else 0}
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if _is_blank(row) and number not in form.torn:
            continue  # an empty line, or what a spreadsheet leaves of one
        if _is_no_record(row, header, number, form):
            continue
        spare = len(row) > width and not any(row[width:]) and len(row) in usual
        if len(row) != width and not spare and number not in form.torn:
            form.torn.add(number)
            form.faults.append(_length_fault(row, width, form.file, number))
        cells.append((row + [""] * width)[:width])
        numbers.append(number)
    columns = list(zip(*cells, strict=True)) if cells else [()] * width
    frame = pd.DataFrame({header[one]: list(columns[one]) for one in kept}, dtype="str")
    return RawTable(name, form.file, frame, np.array(numbers, dtype=np.int64), frozenset(form.torn))


def header_at(rows: list[list[str]], form: Form) -> int | None:
    """The position of the header: the first row that holds anything, or one below a title that names our ``id``."""
    first = next((at for at, row in enumerate(rows) if not _is_blank(row)), None)
    if first is None or "id" in (cell.strip() for cell in rows[first]):
        return first
    for at, row in enumerate(rows[first + 1 : first + _LOOKED_AT], start=first + 1):
        if "id" in (cell.strip() for cell in row) and len(row) > 1:
            form.wrong(
                f"has its header in row {at + 1}", "delete the rows above it: the header is the first row", 1
            )
            return at
    return first


def header_of(row: Sequence[str]) -> list[str]:
    """The names of the columns as they are read."""
    header = [tidied(cell, one_line=True).strip() for cell in row]
    while header and not header[-1]:  # spreadsheets leave commas behind the last column
        header.pop()
    return header


def _columns_kept(header: list[str], form: Form) -> list[int]:
    """The positions of the columns that can be told apart: those with a name, of several of one name the first."""
    for at, column in enumerate(header):
        if len(column) > MOST_IN_A_NAME:
            form.wrong(
                f"has a name of {len(column):,} characters", f"a column takes {MOST_IN_A_NAME} at most", 1
            )
            header[at] = column[:MOST_IN_A_NAME]
    if not all(header):
        form.wrong(f"has no name for column {header.index('') + 1}", "name it or delete the column", 1)
    for column, times in Counter(header).items():
        if times > 1 and column:
            form.wrong(f"has the column {times} times", "keep one", 1, column=column)
    seen: dict[str, int] = {}
    for at, column in enumerate(header):
        if column:
            seen.setdefault(column, at)
    return list(seen.values())


def _is_no_record(row: list[str], header: list[str], number: int, form: Form) -> bool:
    """Whether a row holds HXL tags, as one near the header may, or the header once more."""
    if number > _LOOKED_AT and row[0].strip() != header[0]:
        return False
    filled = [cell.strip() for cell in row if not _BLANK.fullmatch(cell)]
    if filled and all(_HXL.fullmatch(cell[:200]) for cell in filled):
        form.skipped("holds HXL tags and was skipped", "delete the row", number)
        return True
    if len(header) > 1 and filled == header:
        form.skipped("is the header once more and was skipped", "delete the row", number)
        return True
    return False


def _length_fault(row: list[str], width: int, file: str, number: int) -> Fault:
    mend = (
        "put a text that holds a comma between double quotes"
        if len(row) > width
        else "add the missing commas"
    )
    problem = f"has {len(row)} cells where the header has {width}"
    return Fault(file, problem, mend, row=number, id=row[0][:100])
