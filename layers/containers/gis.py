"""A data set as layers of a geographic information system: its cells, and what is drawn and dated of each record."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from waterbed.geo.outlines import outline_of
from waterbed.layers.dates.bounds import bounds_frame
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.contents import Contents
from waterbed.layers.schema.cells import cell_text
from waterbed.layers.schema.tables import TABLES, columns, schema

SHAPE = "shape"
"""The column of shapes: points of places and events, outlines of zones, lines of movements (EPSG:4326)."""
FIRST, LAST = "t_min", "t_max"
"""First and last day on which something can have been so, which the clocks of other programs take."""
DRAWN_AT = "drawn_at"
"""Where a point was drawn: a point that stands elsewhere when it is read was moved by hand."""
FILES = "waterbed_files"
"""The layer of what is no table: the manifest and the languages."""
_DERIVED = (SHAPE, FIRST, LAST, DRAWN_AT)
_RESERVED = {*_DERIVED, "fid", "ogc_fid", "geom", "geometry", "row", "table"}
"""Names that formats or we ourselves use: a column of records that is called so has a _ behind."""
_DAY = "datetime64[D]"
_DIGITS = 7
"""Decimals of a degree in `DRAWN_AT`: a hand's breadth."""

Shapes = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One table: its cells with numbers as numbers, and what is derived from them."""

    cells: Mapping[str, npt.NDArray[Any]]
    """Texts (None when empty), numbers (NaN) and days by column, in order; `FIRST`, `LAST` and `DRAWN_AT` last."""
    shapes: Shapes | None = None
    """A shape or None for each row; None for a table of which nothing is drawn."""


def layers_of(contents: Contents, shapes: Mapping[str, Shapes]) -> dict[str, Layer]:
    """The tables of a data set as layers; `shapes` by table, in the order of its rows."""
    return {
        name: _layer(name, frame, contents.languages, shapes.get(name))
        for name, frame in contents.tables.items()
    }


def _layer(table: str, frame: pd.DataFrame, languages: tuple[str, ...], shapes: Shapes | None) -> Layer:
    known = {one.name: one for one in columns(table, languages)} if table in TABLES else {}
    cells: dict[str, npt.NDArray[Any]] = {}
    for name in frame.columns:
        texts = frame[name].to_numpy(dtype=object)
        if name in known and known[name].type == "number":
            cells[_outside(name)] = np.array([float(text) if text else np.nan for text in texts])
        else:
            cells[_outside(name)] = np.array([text or None for text in texts], dtype=object)
    if dated := _dated(table, frame):
        bounds = bounds_frame(frame[dated])
        cells[FIRST], cells[LAST] = _days(bounds["start_min"]), _days(bounds["end_max"])
    if shapes is not None:
        cells[DRAWN_AT] = np.array([_drawn_at(shape) for shape in shapes], dtype=object)
    return Layer(cells, shapes)


def _dated(table: str, there: Container[str]) -> str:
    """The date of the records of a table, its first column of dates; "" for none."""
    kinds = schema().get(table, ())
    return next((one.name for one in kinds if one.type == "edtf" and one.name in there), "")


def _days(numbers: "pd.Series[float]") -> npt.NDArray[np.datetime64]:
    known = numbers.notna().to_numpy()
    days = np.full(len(numbers), np.datetime64("NaT", "D"), dtype=_DAY)
    days[known] = numbers.to_numpy()[known].astype(np.int64).astype(_DAY)
    return days


def _drawn_at(shape: Any) -> str | None:
    """The point itself; where an outline or a line is drawn, its cells say so."""
    if shape is None or shape.geom_type != "Point":
        return None
    return f"{shape.x:.{_DIGITS}f} {shape.y:.{_DIGITS}f}"


def _outside(name: str) -> str:
    return f"{name}_" if name.rstrip("_") in _RESERVED else name


def _inside(name: str) -> str:
    return name.removesuffix("_") if name.rstrip("_") in _RESERVED else name


def no_twins(layers: Mapping[str, Layer], longest: int, file: str) -> None:
    """Refuse columns that a format would take for one.

    Raises
    ------
    DataError
        Where names differ only in capitals, or are longer than `longest` bytes.
    """
    wrong = []
    for table, layer in layers.items():
        seen: dict[str, str] = {}
        for name in layer.cells:
            other = seen.setdefault(name.lower(), name)
            if other != name:
                wrong.append(Fault(file, f"takes {other} and {name} of {table} for one column", "rename one"))
            if len(name.encode()) > longest:
                problem = f"cannot hold a column of {len(name.encode())} bytes, {name[:40]!r}… of {table}"
                wrong.append(Fault(file, problem, f"give it a name of {longest} bytes at most"))
    if wrong:
        raise DataError(tuple(wrong))


def rows_of_layer(
    table: str,
    names: Sequence[str],
    arrays: Iterable[Sequence[Any]],
    shapes: Sequence[Any] | None,
    place: str,
) -> tuple[list[list[str]], list[Fault]]:
    """Turn a layer back into rows of text, the header first.

    Points that were moved by hand since they were written have their new place in ``lon`` and ``lat``, outlines theirs in
    their own column.

    Returns
    -------
    rows
        The header and a row for each record.
    doubts
        Changes in what is worked out from other cells, which are not taken.
    """
    by_name = dict(zip(names, arrays, strict=True))
    cells = {
        _inside(name): [cell_of(value) for value in by_name[name]] for name in names if name not in _DERIVED
    }
    doubts = _told_dates(table, cells, by_name, place)
    if shapes is not None:
        drawn = by_name.get(DRAWN_AT)
        doubts += _taken_shapes(table, cells, shapes, [None] * len(shapes) if drawn is None else drawn, place)
    return [list(cells), *map(list, zip(*cells.values(), strict=True))], doubts


def cell_of(value: Any) -> str:
    """The text of a cell, whatever another program made of it; days as ISO 8601."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | np.bool_):
        return "true" if value else "false"
    if isinstance(value, int | float | np.integer | np.floating):
        return cell_text(float(value)) if abs(float(value)) < 2**53 else str(value)
    return value.isoformat().removesuffix("T00:00:00") if hasattr(value, "isoformat") else str(value)


def _told_dates(
    table: str, cells: Mapping[str, list[str]], found: Mapping[str, Any], place: str
) -> list[Fault]:
    """Days in the columns for clocks that do not follow from the date: one of the two was changed, and the date counts."""
    dated = _dated(table, cells)
    if not dated or FIRST not in found or LAST not in found:
        return []
    try:
        bounds = bounds_frame(pd.Series(cells[dated], dtype=object))
    except ValueError:
        return []  # told with the other cells
    mend = f"write the date into {dated}; {FIRST} and {LAST} are worked out anew when the set is written"
    doubts = []
    for name, bound in ((FIRST, "start_min"), (LAST, "end_max")):
        written = np.array([cell_of(day)[:10] for day in found[name]])
        due = np.array(["" if np.isnat(day) else str(day) for day in _days(bounds[bound])])
        changed = np.flatnonzero(written != due)
        doubts += [
            Fault(
                place,
                f"does not follow from {dated}, which counts",
                mend,
                int(at) + 2,
                cells["id"][at],
                name,
                written[at],
            )
            for at in changed
            if "id" in cells
        ]
    return doubts


def _taken_shapes(
    table: str, cells: dict[str, list[str]], shapes: Sequence[Any], drawn: Sequence[Any], place: str
) -> list[Fault]:
    doubts = []
    known = {one.name for one in schema().get(table, ())}
    for at, shape in enumerate(shapes):
        if shape is None or shape.is_empty or shape.geom_type in ("LineString", "MultiLineString"):
            continue
        if shape.geom_type == "Point":
            if _drawn_at(shape) == drawn[at]:
                continue
            if {"lon", "lat"} <= known:
                for name, value in (("lon", shape.x), ("lat", shape.y)):
                    cells.setdefault(name, [""] * len(shapes))[at] = cell_text(round(value, _DIGITS))
                continue
        elif "geometry" in known:
            now = cells.setdefault("geometry", [""] * len(shapes))
            if not _same(outline_of(now[at]) if now[at] else None, shape):
                now[at] = shapely.to_wkt(shape, rounding_precision=_DIGITS)
            continue
        record = cells["id"][at] if "id" in cells else ""
        doubts.append(
            Fault(
                place,
                "has a shape of its own, which is not taken",
                f"{table} are drawn at their places",
                at + 2,
                record,
            )
        )
    return doubts


def _same(one: Any, other: Any) -> bool:
    return one is not None and bool(shapely.equals_exact(one, other, tolerance=0.1**_DIGITS))


def shapes_of(
    tables: Mapping[str, pd.DataFrame],
    points: Mapping[str, Any],
    stands_at: Callable[[str], str],
) -> dict[str, Shapes]:
    """What is drawn of the records of each table: points of places and events, outlines of zones, lines of movements.

    Parameters
    ----------
    tables
        The tables of a data set.
    points
        The point of each place that has one.
    stands_at
        The place at which a place is drawn.
    """

    def at(place: str) -> Any:
        return points.get(stands_at(place)) if place else None

    zones, events, moves = tables["zones"], tables["events"], tables["movements"]
    outlines = [outline_of(text) if text else None for text in zones["geometry"]]
    own = [
        shapely.Point(lon, lat) if lon == lon and lat == lat else at(place)
        for lon, lat, place in zip(events["lon"], events["lat"], events["place"], strict=True)
    ]
    ends = [(at(one), at(other)) for one, other in zip(moves["origin"], moves["destination"], strict=True)]
    lines = [
        shapely.LineString([one, other]) if one and other and one != other else None for one, other in ends
    ]
    return {
        "countries": _objects([at(place) for place in tables["countries"].index]),
        "zones": _objects([line or at(place) for line, place in zip(outlines, zones.index, strict=True)]),
        "hubs": _objects([at(place) for place in tables["hubs"].index]),
        "events": _objects(own),
        "movements": _objects(lines),
        "phases": _objects([at(place) for place in tables["phases"]["place"]]),
        "counts": _objects([at(place) for place in tables["counts"]["place"]]),
    }


def _objects(shapes: Sequence[Any]) -> Shapes:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found
