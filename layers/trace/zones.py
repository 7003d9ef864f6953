"""The zones that sightings are laid into."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

from waterbed.layers.errors import DataError, Fault, did_you_mean, some
from waterbed.layers.foreign.grid import Cell
from waterbed.layers.foreign.grid import Grid as Table
from waterbed.layers.foreign.tables import read_tables
from waterbed.layers.foreign.vector import grid_of_frame
from waterbed.layers.intake.places import new_id

_USUAL = ("name", "zone", "label", "title", "nom", "nombre", "name_en", "zone_id", "id", "code")
_WORLD = shapely.box(-180, -90, 180, 90)


@dataclass(frozen=True, slots=True, eq=False)
class Zones:
    """Zones in the order of their file, which settles ties."""

    file: str
    shapes: NDArray[np.object_]
    """Polygons and multipolygons in degrees (EPSG:4326), within -180..180."""
    ids: tuple[str, ...]
    """Ids made of the names, each once."""
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """What was changed or left out in reading."""


def read_zones(zones: str | Path | gpd.GeoDataFrame, *, name: str = "", layer: str = "") -> Zones:
    """Read zones.

    Parameters
    ----------
    zones
        A file of polygons in any CRS that it says, or a frame of them.
    name
        Column of their names; found when left out.
    layer
        Layer of the file; needed where several have outlines.

    Raises
    ------
    DataError
        If the file cannot be read, says no CRS, or holds anything but polygons.
    """
    tables = (
        read_tables(zones, sheet=layer) if isinstance(zones, str | Path) else [grid_of_frame(zones, "zones")]
    )
    file = tables[0].file
    outlined = [one for one in tables if one.geometry is not None]
    if not outlined:
        raise _refused(file, "has no outlines", "zones are polygons: name a file of areas")
    if len(outlined) > 1:
        listed = some(one.sheet for one in outlined)
        raise _refused(file, f"has several layers with outlines: {listed}", "name one: --zone-layer")
    return _zones(outlined[0], name)


def _zones(table: Table, name: str) -> Zones:
    assert table.geometry is not None  # noqa: S101 - asked for before
    header, rows = [str(one) for one in table.rows[0]], table.rows[1:]
    shapes = np.asarray(table.geometry.to_numpy(), dtype=object)
    notes = list(table.notes)
    there = np.array([shape is not None and not shape.is_empty for shape in shapes])
    kinds = sorted({shape.geom_type for shape in shapes[there]} - {"Polygon", "MultiPolygon"})
    if kinds or not there.any():
        said = f"holds {some(kinds)} among its shapes" if kinds else "has no outlines"
        raise _refused(table.file, said, "zones are polygons: take the others out")
    if not there.all():
        notes.append(f"{int((~there).sum()):,} rows without a shape left out")
    broken = there & ~shapely.is_valid(shapes)
    if broken.any():
        notes.append(f"{int(broken.sum()):,} outlines that cross themselves mended")
        shapes[broken] = [_polygons(one) for one in shapely.make_valid(shapes[broken])]
    west, south, east, north = shapely.total_bounds(shapes[there])
    if max(-west, east) > 540 or max(-south, north) > 90:
        raise _refused(
            table.file, "has outlines outside of all degrees", "set the CRS that its coordinates are in"
        )
    if west < -180 or east > 180:
        notes.append("outlines beyond the dateline cut there")
        shapes[there] = [_within(one) for one in shapes[there]]
    column = _name_column(header, rows, name, table.file)
    labels = ["" if column is None or row[column] is None else str(row[column]).strip() for row in rows]
    labels = [label or f"Zone {at}" for at, label in enumerate(labels, start=1)]
    if column is not None:
        notes.append(f"names from the column {header[column]}")
    taken: set[str] = set()
    ids = [new_id(label, taken, "zone") for label in labels]
    kept = np.flatnonzero(there)
    return Zones(
        table.file,
        shapes[kept],
        tuple(ids[at] for at in kept),
        tuple(labels[at] for at in kept),
        tuple(notes),
    )


def _name_column(header: list[str], rows: Sequence[Sequence[Cell]], name: str, file: str) -> int | None:
    if name:
        if name not in header:
            mend = did_you_mean(name, header) or f"it has {some(header)}"
            raise _refused(file, f'has no column "{name}"', mend)
        return header.index(name)
    bare = [one.casefold() for one in header]
    usual = [bare.index(one) for one in _USUAL if one in bare]
    texts = [at for at in range(len(header)) if all(isinstance(row[at], str) for row in rows)]
    apart = [at for at in texts if len({row[at] for row in rows}) == len(rows)]
    return next(iter([*usual, *apart]), None)


def _polygons(shape: BaseGeometry) -> BaseGeometry:
    """What of a shape has an area."""
    parts = [
        one for one in shapely.get_parts(shapely.get_parts([shape])) if one.geom_type.endswith("Polygon")
    ]
    return shapely.union_all(parts)


def _within(shape: BaseGeometry) -> BaseGeometry:
    """A shape with what lies beyond the dateline on the other side of it, as sightings are written."""
    turned = [translate(shape, by).intersection(_WORLD) for by in (-360.0, 0.0, 360.0)]
    return _polygons(shapely.union_all(turned))


def _refused(place: str, problem: str, mend: str) -> DataError:
    return DataError((Fault(place, problem, mend),))
