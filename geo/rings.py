"""Outlines as rings on the plane of web maps, with no more corners than a screen can show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from waterbed.geo.plane import Floats, Ints, degrees, mercator

Shapes = NDArray[np.object_]

GRID = 1e8
"""Steps of a ring in the width of the world: some forty centimetres at the equator."""

MOST_POINTS = 8_000
"""Corners of all outlines together: a page that holds them stays small, whatever a survey has measured."""

_OWN_SHARE = 1 / 1500
"""An outline that fills a map is off by less than a pixel."""

_SHARED_SHARE = 1 / 200
"""Of the smallest of some outlines that share their borders: of all of them the same points must go."""

_TRIES = 24


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed border of one of some outlines, or an open line of one."""

    shape: int
    """Position of the outline."""
    closed: bool
    x: Ints
    """Steps of `GRID` in the unit Web Mercator plane, the first from its corner, the others from the point before."""
    y: Ints


def rings_of(shapes: Sequence[shapely.Geometry], most_points: int = MOST_POINTS) -> list[Ring]:
    """Lay outlines out as rings, simplified together: neighbours that share a border still do.

    Parameters
    ----------
    shapes
        In degrees (EPSG:4326), cut at the dateline. Points have no outline and are left out.
    most_points
        Corners of all together; beyond them all outlines get coarser.
    """
    flat = shapely.transform(
        np.array(list(shapes), dtype=object),
        lambda points: np.column_stack(mercator(points[:, 0], points[:, 1])),
    )
    simple = _simplified(flat, most_points)
    return [ring for at, shape in enumerate(simple) for ring in _rings(at, shape)]


def shape_of(rings: Sequence[tuple[bool, Sequence[int], Sequence[int]]]) -> shapely.Geometry:
    """Build the outline in degrees of rings as (closed, x, y), holes where a ring lies inside another."""
    areas, lines = [], []
    for closed, x, y in rings:
        lon, lat = degrees(np.cumsum(x) / GRID, np.cumsum(y) / GRID)
        points = np.column_stack([lon, lat])
        if closed:
            areas.append(shapely.make_valid(shapely.Polygon(points)))
        else:
            lines.append(shapely.LineString(points))
    whole: shapely.Geometry = shapely.Polygon()
    for one in areas:
        whole = shapely.symmetric_difference(whole, one)
    if not lines:
        return whole
    return shapely.GeometryCollection([*([] if shapely.is_empty(whole) else [whole]), *lines])


def _simplified(shapes: Shapes, most: int) -> Shapes:
    west, south, east, north = shapely.bounds(shapes).T
    size = np.fmax(np.maximum(east - west, north - south), 1 / GRID)
    areas = bool(len(shapes)) and np.isin(shapely.get_type_id(shapes), (3, 6)).all()
    shared = len(shapes) > 1 and areas and bool(shapely.coverage_is_valid(shapes))
    looser = 1.0
    for _ in range(_TRIES):
        if shared:
            found = shapely.coverage_simplify(shapes, looser * _SHARED_SHARE * float(np.nanmin(size)))
        else:
            found = shapely.simplify(shapes, looser * _OWN_SHARE * size, preserve_topology=True)
        if shapely.get_num_coordinates(found).sum() <= most:
            break
        looser *= 1.6
    simple: Shapes = found
    return simple


def _rings(at: int, shape: shapely.Geometry) -> Iterator[Ring]:
    for part in shapely.get_parts(shape):
        if hasattr(part, "geoms"):
            yield from _rings(at, part)
        elif part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield from _stepped(at, shapely.get_coordinates(ring)[:-1], closed=True)
        elif part.geom_type == "LineString":
            yield from _stepped(at, shapely.get_coordinates(part), closed=False)


def _stepped(at: int, points: Floats, *, closed: bool) -> Iterator[Ring]:
    on_grid = np.round(points * GRID).astype(np.int64)
    steps = np.diff(on_grid, axis=0, prepend=np.zeros((1, 2), dtype=np.int64))
    moved = (steps != 0).any(axis=1)
    moved[:1] = True
    if moved.sum() >= (3 if closed else 2):
        yield Ring(at, closed, steps[moved, 0], steps[moved, 1])
