"""What a table is of: moves, incidents, a series of numbers, or places."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, TypeAlias

from waterbed.layers.errors import DataError, Fault

if TYPE_CHECKING:  # the words of the command line are wanted without all that reads tables
    from waterbed.layers.intake.columns import Columns
    from waterbed.layers.intake.layout.header import Table

Shape: TypeAlias = Literal["moves", "incidents", "presence", "series", "places"]

SAID = {
    "moves": "moves: from, to",
    "incidents": "incidents: a place and a date each",
    "presence": "presence: a place and a time each, what was there from when to when",
    "series": "a series: a number a place and period",
    "places": "places",
}


_TOLD = {"source", "url", "note", "cause", "id"}
_PLACED = {"place", "admin1", "country", "lon", "lat", "latlon", "geometry"}
_DATED = {"date", "start", "end", "period", "year", "quarter", "month", "day"}
USED: Mapping[Shape, frozenset[str]] = {
    "moves": frozenset(
        {
            *_TOLD,
            *_DATED,
            "label",
            "kind",
            "number",
            "low",
            "high",
            "unit",
            "from",
            "to",
            "from_country",
            "to_country",
            "from_admin1",
            "to_admin1",
        }
        | {"from_lon", "from_lat", "to_lon", "to_lat"}
    ),
    "incidents": frozenset({*_TOLD, *_PLACED, *_DATED, "label", "kind"}),
    "presence": frozenset({*_TOLD, *_PLACED, *_DATED, "label", "kind"}),
    "series": frozenset({*_TOLD, *_PLACED, *_DATED, "number", "unit"}),
    "places": frozenset({*_PLACED, "label", "id"}),
}
"""Roles of columns that each shape reads."""


def shape_of(table: "Table", columns: "Columns") -> Shape:
    """Tell by its columns what a table is of.

    Raises
    ------
    DataError
        If it has neither places nor anything that leads from one to another; it says which columns were found.
    """
    starts = (
        "from" in columns or ("from_lon" in columns and "from_lat" in columns) or "from_country" in columns
    )
    ends = "to" in columns or ("to_lon" in columns and "to_lat" in columns) or "to_country" in columns
    placed = any(role in columns for role in ("place", "country", "admin1", "latlon", "geometry")) or (
        "lon" in columns and "lat" in columns
    )
    placed = placed or table.geometry is not None
    if starts and ends:
        return "moves"
    if columns.periods and placed:
        return "series"
    if placed and columns.dated and "number" in columns and _once_a_period(table, columns):
        return "series"
    if placed and columns.dated and _from_to(table, columns):
        return "presence"
    if placed and columns.dated:
        return "incidents"
    if placed:
        return "places"
    known = ", ".join(f"{match.header[:40]} ({match.role})" for match in columns.matches[:12]) or "none"
    raise DataError(
        (
            Fault(
                table.place,
                f"has no column of places that could be told from its name; known: {known}",
                f"say which: --map place={next(iter(table.header), '…')[:40]!r}, or --map from=… --map to=…",
            ),
        )
    )


def _from_to(table: "Table", columns: "Columns") -> bool:
    """Whether rows say from when to when something was at a place of its own, and not what happened."""
    if any(role in columns for role in ("kind", "cause", "number")):
        return False
    spanned = "start" in columns and ("end" in columns or "date" not in columns)
    return spanned or table.file.lower().endswith((".kml", ".kmz"))


def _once_a_period(table: "Table", columns: "Columns") -> bool:
    """Whether the table has a number for each place and period and nothing that is of single incidents."""
    told = [role for role in ("kind", "cause", "label", "note") if role in columns]
    if not told and not ("lon" in columns and "place" not in columns and "country" not in columns):
        return True  # there is nothing else that a row could be of
    if any(role in columns for role in ("kind", "cause")) and "unit" not in columns:
        return False
    if "lon" in columns and "place" not in columns and "country" not in columns:
        return False
    roles = (
        "place",
        "admin1",
        "country",
        "date",
        "start",
        "end",
        "period",
        "year",
        "quarter",
        "month",
        "unit",
    )
    named = [columns.header(role) for role in roles if role in columns]
    keys = list(zip(*(table.columns[table.header.index(header)] for header in named), strict=True))
    return len(set(map(str, keys))) >= 0.98 * len(keys)
