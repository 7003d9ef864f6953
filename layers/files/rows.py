"""A CSV file as rows that are changed one by one; every other byte of it stays as it was."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.csv import (
    EXCEL_LINE,
    MOST_CHARACTERS,
    cell_limit,
    form_fault,
    header_at,
    header_of,
    sign_of,
)
from waterbed.layers.files.form import Form

_END = re.compile(r"(?:\r\n|\r|\n)\Z")
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file."""

    text: str
    """All of it as it stands, with the end of its line."""
    cells: tuple[str, ...]
    """What a reader takes its cells for; none of an empty line."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a CSV file, the header and empty lines among them; a change gives new ones."""

    file: str
    """What to call the file in messages."""
    head: str
    """What stands above the rows: a byte order mark, Excel's line ``sep=``."""
    sign: str
    """What parts the cells."""
    rows: tuple[Row, ...]
    """All rows; row 1 of a spreadsheet is the first of them."""
    header: int
    """Position of the header."""

    @classmethod
    def of(cls, content: bytes, file: str) -> "Rows":
        """Take a file apart.

        Raises
        ------
        DataError
            If it is not in UTF-8, has no header, or a row that cannot be taken apart.
        """
        form = Form(file)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            mend = 'save it as "CSV UTF-8 (comma delimited)" first'
            raise DataError((Fault(file, "is not in UTF-8", mend),)) from None
        bare = text.removeprefix(_BOM)
        above = found.end() if (found := EXCEL_LINE.match(bare)) else 0
        head, bare = text[: len(text) - len(bare) + above], bare[above:]
        sign = sign_of(bare)
        rows = tuple(_rows(bare, sign, file))
        header = header_at([list(row.cells) for row in rows[:20]], form)
        if header is None:
            raise DataError((Fault(file, "is empty", "the first row holds the names of the columns"),))
        return cls(file, head, sign, rows, header)

    @classmethod
    def new(cls, names: list[str], file: str) -> "Rows":
        """A file with a header alone."""
        return cls.of((",".join(names) + "\n").encode(), file)

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return (self.head + "".join(row.text for row in self.rows)).encode()

    @property
    def names(self) -> list[str]:
        """The columns."""
        return header_of(self.rows[self.header].cells)

    def cells(self, at: int) -> dict[str, str]:
        """The cells of a row by column, of several columns of one name the first."""
        names, given = self.names, self.rows[at].cells
        return {name: given[names.index(name)] if names.index(name) < len(given) else "" for name in names}

    def find(self, record: str, number: int) -> int | None:
        """Position of the row of an id: the one of this number (as a spreadsheet counts), else the first; None for none."""
        column = self.names.index("id") if "id" in self.names else 0
        found = [
            at
            for at, row in enumerate(self.rows)
            if at > self.header and len(row.cells) > column and row.cells[column].strip() == record
        ]
        return number - 1 if number - 1 in found else next(iter(found), None)

    def changed(self, at: int, cells: Mapping[str, str]) -> "Rows":
        """Write some cells of a row; the others keep their text, their quotes with it."""
        names, row = self.names, self.rows[at]
        written = _written(row.text, self.sign)
        end = found[0] if (found := _END.search(row.text)) else ""
        for name, value in cells.items():
            where = names.index(name)
            written += [""] * (where + 1 - len(written))
            written[where] = _cell(value, self.sign, written[where])
        return self._with(at, self.sign.join(written) + end)

    def added(self, cells: Mapping[str, str]) -> "Rows":
        """Write a new row below all others, with quotes around the cells that have them in the row above."""
        names, last = self.names, self.rows[-1]
        end = found[0] if (found := _END.search(self.rows[self.header].text)) else "\n"
        filled = [row for row in self.rows[self.header + 1 :] if len(row.cells) == len(names)]
        like = _written(filled[-1].text, self.sign) if filled else []
        written = [
            _cell(cells.get(name, ""), self.sign, like[at] if at < len(like) else "")
            for at, name in enumerate(names)
        ]
        # a file may end without the end of a line; then the new one does too
        closed = bool(_END.search(last.text))
        above = self if closed else self._with(len(self.rows) - 1, last.text + end)
        text = self.sign.join(written) or '""'
        return replace(above, rows=(*above.rows, _row(text + (end if closed else ""), self.sign)))

    def without(self, at: int) -> "Rows":
        """Take a row out."""
        return replace(self, rows=self.rows[:at] + self.rows[at + 1 :])

    def widened(self, name: str) -> "Rows":
        """Add a column on the right, empty in every row.

        Raises
        ------
        DataError
            If a row has more or fewer cells than the header: its new cell would stand in another column.
        """
        width = len(self.rows[self.header].cells)
        rows = list(self.rows)
        for at, row in enumerate(rows):
            if at < self.header or not any(cell.strip() for cell in row.cells):
                continue
            if len(row.cells) != width or (at == self.header and not row.cells[-1].strip()):
                problem = f"has {len(row.cells)} cells where the header has {len(self.names)}"
                mend = f"mend it before a column {name} is added"
                raise DataError((Fault(self.file, problem, mend, row=at + 1),))
            end = found[0] if (found := _END.search(row.text)) else ""
            cell = _cell(name, self.sign, "") if at == self.header else ""
            rows[at] = _row(row.text[: len(row.text) - len(end)] + self.sign + cell + end, self.sign)
        return replace(self, rows=tuple(rows))

    def _with(self, at: int, text: str) -> "Rows":
        return replace(self, rows=(*self.rows[:at], _row(text, self.sign), *self.rows[at + 1 :]))


def _rows(text: str, sign: str, file: str) -> list[Row]:
    """A row is one line, or several where a quote is open at the end of a line."""
    lines = io.StringIO(text, newline="").readlines()
    rows: list[Row] = []
    start = 0
    with cell_limit(MOST_CHARACTERS):
        reader = csv.reader(lines, delimiter=sign, strict=True)
        try:
            for cells in reader:
                rows.append(Row("".join(lines[start : reader.line_num]), tuple(cells)))
                start = reader.line_num
        except csv.Error as error:
            raise DataError((form_fault(error, file, len(rows) + 1),)) from None
    return rows


def _row(text: str, sign: str) -> Row:
    return _rows(text, sign, "")[0]


def _written(text: str, sign: str) -> list[str]:
    """The cells of a row as they are written."""
    part = re.escape(sign)
    cell = re.compile(rf'("(?:[^"]|"")*"|(?!")[^{part}\r\n]*)({part}|\r\n|\r|\n|\Z)')
    found: list[str] = []
    at = 0
    while match := cell.match(text, at):
        found.append(match[1])
        at = match.end()
        if match[2] != sign:
            break
    return found


def _cell(value: str, sign: str, like: str) -> str:
    """A cell as it is written: with quotes where it needs them, or where what stood there before has them."""
    if like.startswith('"') or any(one in value for one in (sign, '"', "\r", "\n")):
        return '"' + value.replace('"', '""') + '"'
    return value
