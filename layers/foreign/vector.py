"""Layers of geographic files: GeoPackage, GeoJSON, Shapefile, File Geodatabase, FlatGeobuf, GeoParquet."""

from collections.abc import Sequence
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyproj.exceptions import ProjError
from shapely.geometry.base import BaseGeometry

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.foreign.grid import Cell, Grid
from waterbed.layers.foreign.wkb import DEEPEST, too_deep

SUFFIXES = (".gpkg", ".geojson", ".json", ".shp", ".gdb", ".fgb", ".parquet", ".geoparquet")
_UNREADABLE = (RuntimeError, ValueError, KeyError, OSError, UnboundLocalError, shapely.GEOSException)
"""What GDAL, PROJ, GEOS and Arrow raise, as Python hands it on, over files, layers, shapes and CRSs that are broken."""
_LINE_ENDS = ("from_lon", "from_lat", "to_lon", "to_lat")


def read_layers(path: Path) -> list[Grid]:
    """Read every layer of a file.

    Points come as two columns, lines as the points of their two ends, outlines as shapes. Coordinates are in EPSG:4326;
    another CRS is changed and the change noted.

    Raises
    ------
    DataError
        If the file cannot be read, or a layer with shapes says no CRS.
    """
    try:
        if path.suffix.lower() in (".parquet", ".geoparquet"):
            frames = {"": _parquet(path)}
        else:
            layers = [str(name) for name, _ in pyogrio.list_layers(path)]
            frames = {name: pyogrio.read_dataframe(path, layer=name) for name in layers}
    except DataError:
        raise
    except _UNREADABLE as error:
        raise _refused(path.name, f"cannot be read ({error})", "open it in a GIS and save it anew") from None
    several = len(frames) > 1
    return [
        grid_of_frame(frame, path.name, name if several else "")
        for name, frame in frames.items()
        if len(frame)
    ]


def grid_of_frame(frame: pd.DataFrame, file: str, layer: str = "", notes: Sequence[str] = ()) -> Grid:
    """A frame as a grid; its shapes in EPSG:4326, and what was settled before.

    Raises
    ------
    DataError
        If it has shapes and no CRS.
    """
    place = f"{file}, layer {layer}" if layer else file
    notes = list(notes)
    shapes = frame.geometry if isinstance(frame, gpd.GeoDataFrame) else None
    columns = frame.drop(columns=shapes.name) if shapes is not None else frame
    header = [str(name) for name in columns.columns]
    rows: list[list[Cell]] = [
        [_cell(value) for value in row] for row in columns.itertuples(index=False, name=None)
    ]
    geometry = None
    if shapes is not None and shapes.notna().any():
        if shapes.crs is None:
            raise _refused(
                place,
                "says no CRS",
                "set it in a GIS, or frame.set_crs(4326) in Python, when it is in degrees",
            )
        if not shapes.crs.equals("EPSG:4326", ignore_axis_order=True):
            notes.append(f"coordinates changed from {shapes.crs.name} to degrees")
            try:
                shapes = shapes.to_crs(4326)
            except ProjError as error:
                problem = (
                    f"has coordinates in {shapes.crs.name}, which cannot be changed to degrees ({error})"
                )
                raise _refused(
                    place, problem, "set its CRS in a GIS, or frame.set_crs(…) in Python"
                ) from None
        shapes = gpd.GeoSeries(shapely.force_2d(shapes.to_numpy()), crs=4326)
        kinds = set(shapes.dropna().geom_type)
        if kinds <= {"Point"}:
            header += ["lon", "lat"]
            rows = [[*row, *_ends(shape)[:2]] for row, shape in zip(rows, shapes, strict=True)]
        elif kinds <= {"LineString", "MultiLineString"}:
            header += _LINE_ENDS
            rows = [[*row, *_ends(shape)] for row, shape in zip(rows, shapes, strict=True)]
            notes.append("lines read as moves from their first point to their last")
        else:
            geometry = shapes
    return Grid(file, [header, *rows], layer, has_header=True, geometry=geometry, notes=tuple(notes))


def _ends(shape: BaseGeometry | None) -> tuple[Cell, ...]:
    """Longitude and latitude of the first and the last point."""
    if shape is None or shape.is_empty:
        return (None,) * 4
    points = shapely.get_coordinates(shape)
    return tuple(float(value) for value in (*points[0], *points[-1]))


def _cell(value: object) -> Cell:
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.tz_localize(None).to_pydatetime() if value.tzinfo else value.to_pydatetime()
    if isinstance(value, np.ndarray | list):  # a field that holds a list, as in GeoJSON
        return "; ".join("" if one is None else str(one) for one in value)
    if hasattr(value, "item"):  # a number of numpy
        value = value.item()
    if isinstance(value, Decimal):  # else 12.500 would be text, and could be thousands
        value = float(value)
        if value != value:
            return None
    if isinstance(value, bytes | memoryview):
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value if isinstance(value, str | int | float | bool) or hasattr(value, "isoformat") else str(value)  # type: ignore[return-value]


def _parquet(path: Path) -> pd.DataFrame:
    if find_spec("pyarrow") is None:
        mend = "pip install 'waterbed[parquet]', or save it as a GeoPackage"
        raise _refused(path.name, "needs the package pyarrow", mend)
    _look_through_parquet(path)
    try:
        frame: pd.DataFrame = gpd.read_parquet(path)
    except ValueError:  # a table without shapes
        frame = pd.read_parquet(path)
    return frame


def _look_through_parquet(path: Path) -> None:
    """Refuse shapes that would crash the process which reads them."""
    from pyarrow import parquet, types

    binary = [
        field.name
        for field in parquet.read_schema(path)
        if types.is_binary(field.type) or types.is_large_binary(field.type)
    ]
    for name in binary:
        if deep := too_deep(parquet.read_table(path, columns=[name]).column(0).to_pylist()):
            problem = f"{name} has {deep:,} shapes that hold others more than {DEEPEST} deep"
            raise _refused(path.name, problem, "flatten them in a GIS")


def _refused(place: str, problem: str, mend: str) -> DataError:
    return DataError((Fault(place, problem, mend),))
