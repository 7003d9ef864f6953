"""Tables as CSV, in two forms: lossless for machines, guarded for spreadsheets; nothing is written as CSV by other hands."""

import numbers
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from waterbed.layers.schema.cells import cell_text

_QUOTED = re.compile(r'[",\r\n]')


_BLANK = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*"


_FORMULA = re.compile(
    rf"\A(?={_BLANK}[=+\-@＝＋－＠]|[\t\r\n])"
    # Some spreadsheets part cells at semicolons, tabs and line breaks too; a list's dash is no formula.
    rf"|(?<=[;\t\r\n])(?={_BLANK[:-1]}{{0,200}}(?:[=+@＝＋＠]|[-－](?!\s)))"
)


@dataclass(frozen=True, slots=True)
class Csv:
    """One way to write rows."""

    text: Callable[[str], str]
    """How a text stands in its cell; numbers stand as they are."""

    def cell(self, value: object) -> str:
        """Return a value as the text of its cell, whatever its column: a number, a text, a list of texts, nothing."""
        if value is None or value is pd.NA or value != value:  # not a number
            return ""
        if isinstance(value, numbers.Number):
            return cell_text(value)
        return self.text(cell_text(value))

    def written(self, header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
        """Return a table as text: UTF-8's letters, commas, line feeds; every cell that needs them has its quotes."""
        lines = [header, *rows]
        return "".join(f"{_line([self.cell(value) for value in line])}\n" for line in lines)

    def of(self, frame: pd.DataFrame) -> str:
        """Return a frame without its index."""
        return self.written(
            map(str, frame.columns), zip(*(frame[name].tolist() for name in frame), strict=True)
        )


def _line(cells: Sequence[str]) -> str:
    # The standard library's writer leaves a bare carriage return without quotes, and a reader takes it for a new row.
    if list(cells) == [""]:
        return '""'
    return ",".join('"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells)


def _guarded(text: str) -> str:
    return _FORMULA.sub("'", text)


LOSSLESS = Csv(str)
"""What is written is what is read again."""


GUARDED = Csv(_guarded)
"""What a spreadsheet would compute carries an apostrophe in front."""
