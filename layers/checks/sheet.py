"""One table whose cells are read, with the way back to its file for messages."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from waterbed.layers.errors import CellError, Fault, did_you_mean
from waterbed.layers.files.raw import RawTable
from waterbed.layers.schema.cells import empty_value, read_cells
from waterbed.layers.schema.tables import Column


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
        return Fault(file, problem, mend, row, str(self.frame.index[at]), column, value)

    def of_type(self, *types: str) -> Iterator[Column]:
        """Yield the columns of some types, if the table has rows."""
        return (column for column in self.columns if column.type in types and len(self.frame))


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
        Columns whose names look misspelt.
    """
    if raw is None:
        return Sheet(name, _frame({column.name: [] for column in known}, known), known, None), [], []
    values: dict[str, Iterable[object]] = {}
    wrong: dict[str, dict[int, CellError]] = {}
    for column in known:
        if column.name in raw.frame:
            values[column.name], wrong[column.name] = read_cells(raw.frame[column.name].tolist(), column)
        else:
            values[column.name] = [empty_value(column)] * len(raw.frame)
    names = {column.name for column in known}
    values |= {extra: raw.frame[extra].to_numpy() for extra in raw.frame.columns if extra not in names}
    sheet = Sheet(name, _frame(values, known), known, raw)
    errors = list(_missing_columns(raw, known))
    for column in known:
        errors += _cell_faults(sheet, raw, column, wrong.get(column.name, {}))
    return sheet, errors, list(_misspelt_columns(raw, known))


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
    sheet: Sheet, raw: RawTable, column: Column, wrong: Mapping[int, CellError]
) -> Iterator[Fault]:
    if column.name not in raw.frame:
        return
    texts = raw.frame[column.name]
    for at, error in wrong.items():
        problem, mend = error.problem, error.mend
        if column.name == "lat" and _looks_swapped(sheet, raw, at):
            mend = "lon and lat look swapped"
        yield sheet.fault(at, column.name, texts.iloc[at], problem, mend)
    if column.required:
        for place in np.flatnonzero((texts.str.strip() == "").to_numpy()):
            yield sheet.fault(int(place), column.name, "", "is empty", "every row needs one")


def _looks_swapped(sheet: Sheet, raw: RawTable, at: int) -> bool:
    try:
        lon, lat = float(raw.frame["lon"].iloc[at]), float(raw.frame["lat"].iloc[at])
    except (KeyError, ValueError):
        return False
    return abs(lon) <= 90 < abs(lat) <= 180


def _missing_columns(raw: RawTable, known: tuple[Column, ...]) -> Iterator[Fault]:
    names = {column.name for column in known}
    strangers = [name for name in raw.frame.columns if name not in names]
    for column in known:
        if column.required and column.name not in raw.frame:
            mend = did_you_mean(column.name, strangers).replace("did you mean", "is it called") or "add it"
            yield Fault(raw.file, "is missing", mend, row=1, column=column.name)


def _misspelt_columns(raw: RawTable, known: tuple[Column, ...]) -> Iterator[Fault]:
    names = {column.name for column in known}
    absent = [column.name for column in known if not column.required and column.name not in raw.frame]
    for name in raw.frame.columns:
        if name not in names and (question := did_you_mean(name, absent, cutoff=0.85)):
            yield Fault(raw.file, "is no known column and was kept as it is", question, row=1, column=name)
