"""One table whose cells are read, with the way back to its file for messages."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.checks.columns import column_doubts, column_faults
from waterbed.layers.errors import MOST_ALIKE, CellError, Fault
from waterbed.layers.files.raw import RawTable
from waterbed.layers.schema.cells import empty_value, read_cells
from waterbed.layers.schema.characters import BREAKS, UNFIT, code_point, half_a_character, tidied
from waterbed.layers.schema.tables import Column

_LONGEST_VALUE = 1_000

Places = Sequence[int] | npt.NDArray[np.intp]

Said = tuple[Places, str, str, str, str]
"""What is wrong in some cells: their positions, the column, the value, the problem, the mend."""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A table whose cells are read, with the way back to its file."""

    name: str
    frame: pd.DataFrame
    columns: tuple[Column, ...]
    raw: RawTable | None

    def fault(self, at: int, column: str, value: str, problem: str, mend: str = "") -> Fault:
        """Describe what is wrong in one cell."""
        raw = self.raw
        file, row = (raw.file, int(raw.rows[at])) if raw else (self.name, None)
        return Fault(file, problem, mend, row, str(self.frame.index[at]), column, value[:_LONGEST_VALUE])

    def faults(self, said: Iterable[Said]) -> Iterator[Fault]:
        """Describe what is wrong in many cells: the first hundred of each kind one by one, then their number."""
        times: Counter[tuple[str, str]] = Counter()
        over: dict[tuple[str, str], Fault] = {}
        for places, column, value, problem, mend in said:
            kind = (column, problem)
            room = max(0, MOST_ALIKE - times[kind])
            for at in places[:room]:
                yield self.fault(int(at), column, value, problem, mend)
            times[kind] += len(places)
            if len(places) > room and kind not in over:
                over[kind] = self.fault(int(places[room]), column, value, problem, mend)
        for kind, fault in over.items():
            yield replace(fault, more=times[kind] - MOST_ALIKE - 1)

    def of_type(self, *types: str) -> Iterator[Column]:
        """Yield the columns of some types, if the table has rows."""
        return (column for column in self.columns if column.type in types and len(self.frame))

    def sound(self) -> "Sheet":
        """Return the sheet without rows that have no id, or one that an earlier row has: the others can be looked up."""
        whole = ~self.frame.index.duplicated() & (self.frame.index != "")
        if whole.all():
            return self
        raw = self.raw and replace(self.raw, frame=self.raw.frame[whole], rows=self.raw.rows[whole])
        return replace(self, frame=self.frame[whole], raw=raw)


def read_sheet(
    raw: RawTable | None, name: str, known: tuple[Column, ...]
) -> tuple[Sheet, list[Fault], list[Fault]]:
    """Read the cells of one table; columns of the schema come first, unknown ones after them.

    Returns
    -------
    sheet
        The table; a column that the file lacks is there and empty, as is a table that there is no file of.
    errors
        Missing columns, cells that cannot be read, required cells that are empty.
    warnings
        Columns that are not known; characters that were taken out.
    """
    if raw is None:
        return Sheet(name, _frame({column.name: [] for column in known}, known), known, None), [], []
    raw, changed = _tidied(raw, known)
    values: dict[str, Iterable[object]] = {}
    wrong: dict[str, list[tuple[CellError, npt.NDArray[np.intp]]]] = {}
    for column in known:
        if column.name in raw.frame:
            values[column.name], wrong[column.name] = read_cells(raw.frame[column.name].tolist(), column)
        else:
            values[column.name] = [empty_value(column)] * len(raw.frame)
    names = {column.name for column in known}
    values |= {extra: raw.frame[extra].to_numpy() for extra in raw.frame.columns if extra not in names}
    sheet = Sheet(name, _frame(values, known), known, raw)
    errors = list(column_faults(raw, known))
    for column in known:
        errors += sheet.faults(_cell_faults(raw, column, wrong.get(column.name, [])))
    return sheet, errors, [*column_doubts(raw, known), *sheet.faults(changed)]


def _tidied(raw: RawTable, known: tuple[Column, ...]) -> tuple[RawTable, list[Said]]:
    """Empty the cells of torn rows, and take out what no output can hold; the second is told."""
    frame, said = raw.frame, list[Said]()
    if raw.torn:
        torn = np.isin(raw.rows, list(raw.torn))
        frame = frame.assign(**{name: frame[name].mask(torn, "") for name in frame.columns if name != "id"})
    one_line = {column.name for column in known if column.type in ("text", "id") and column.of != "lines"}
    for name in frame.columns:
        texts = frame[name].tolist()
        pattern = _ODD_IN_A_LINE if name in one_line else _ODD
        if pattern.search("".join(texts)):  # far quicker than to ask every cell
            odd = [at for at, text in enumerate(texts) if pattern.search(text)]
            said += (_told(at, name, texts[at], one_line=name in one_line) for at in odd)
            for at in odd:
                texts[at] = tidied(texts[at], one_line=name in one_line)
            frame = frame.assign(**{name: pd.Series(texts, frame.index, dtype=frame[name].dtype)})
    return replace(raw, frame=frame), [one for one in said if one[3]]


_ODD = re.compile(f"{UNFIT.pattern}|{BREAKS.pattern}")


_ODD_IN_A_LINE = re.compile(rf"{_ODD.pattern}|[\n\t]")


def _told(at: int, column: str, text: str, *, one_line: bool) -> Said:
    if found := UNFIT.search(text):
        became = "read as a break of line" if BREAKS.fullmatch(found[0]) else "taken out"
        named = "half a character" if half_a_character(found[0]) else "a control character"
        problem = f"holds {named} ({code_point(found[0])}), which was {became}"
        return [at], column, text, problem, "take it out"
    if one_line:
        return (
            [at],
            column,
            text,
            "holds a break of line or a tab, which was read as a space",
            "write it in one line",
        )
    return [at], column, text, "", ""  # another way to break a line is no trouble


def _frame(values: Mapping[str, Iterable[object]], known: tuple[Column, ...]) -> pd.DataFrame:
    kinds = {column.name: column for column in known}
    series = {name: _series(list(cells), kinds.get(name)) for name, cells in values.items()}
    return pd.DataFrame(series).set_index("id")


def _series(cells: list[object], column: Column | None) -> "pd.Series[Any]":
    if column is not None and column.type == "number":
        return pd.Series(cells, dtype="float64")
    # One object a cell, or pandas would take a column of tuples for a table.
    return pd.Series(cells, dtype="object" if column is not None and column.is_list else "str")


def _cell_faults(
    raw: RawTable, column: Column, wrong: Iterable[tuple[CellError, npt.NDArray[np.intp]]]
) -> Iterator[Said]:
    if column.name not in raw.frame:
        return
    texts = raw.frame[column.name]
    torn = np.isin(raw.rows, list(raw.torn))
    times: Counter[str] = Counter()
    for error, places in wrong:
        problem = error.problem
        mend = error.mend if times[problem] < MOST_ALIKE else ""  # of the rest only the number is told
        times[problem] += len(places)
        if column.name == "lat" and _looks_swapped(raw, int(places[0])):
            mend = "lon and lat look swapped"
        yield places[~torn[places]], column.name, texts.iloc[places[0]], problem, mend
    if column.required:
        empty = np.flatnonzero((texts.str.strip() == "").to_numpy() & ~torn)
        yield empty, column.name, "", "is empty", "every row needs one"


def _looks_swapped(raw: RawTable, at: int) -> bool:
    try:
        lon, lat = float(raw.frame["lon"].iloc[at]), float(raw.frame["lat"].iloc[at])
    except (KeyError, ValueError):
        return False
    return abs(lon) <= 90 < abs(lat) <= 180
