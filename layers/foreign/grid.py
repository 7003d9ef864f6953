"""A stranger's table as it stands in its file: rows of cells, before anybody knows which row is the header."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

import geopandas as gpd

Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta | None
"""What a format knows of a cell. A number that a file holds as text stays text: what it means is decided by its column."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """One table of a file, a workbook's sheet, a layer or a query, as its format gives it."""

    file: str
    """What to call the file, layer or query in messages."""
    rows: Sequence[Sequence[Cell]]
    """Cells by row; rows may differ in length. Nothing is left out yet: titles, empty rows, totals are there."""
    sheet: str = ""
    """Name of the sheet or layer; "" where a file holds one table."""
    first_row: int = 1
    """The row of the file that ``rows[0]`` is, as a spreadsheet counts."""
    has_header: bool = False
    """Whether ``rows[0]`` is certainly the header, as in a layer or a database."""
    geometry: gpd.GeoSeries | None = None
    """A shape for each row after the header, in EPSG:4326; None where the format has none."""
    notes: tuple[str, ...] = ()
    """What was settled in reading it: encoding, separator, a CRS that was changed, a formula without a value (D4)."""
