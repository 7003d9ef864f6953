"""Shapes by their corners in degrees, and what becomes of them at the dateline."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import shapely
from shapely.affinity import translate

_WORLD = shapely.box(-180, -90, 180, 90)


def outline_of(text: str) -> shapely.Geometry:
    """Read an outline in degrees, cut at the dateline where it crosses it.

    An edge that spans more than half the globe goes the other way round, over the dateline, as in
    ``POLYGON ((178 -18, -178 -18, -178 -16, 178 -16, 178 -18))``; longitudes beyond 180 count on from there.

    Parameters
    ----------
    text
        WKT (EPSG:4326), longitudes from -360 to 360.

    Returns
    -------
    shapely.Geometry
        Without heights; longitudes from -180 to 180.

    Examples
    --------
    >>> label_point(outline_of("POLYGON ((178 -18, -179 -18, -179 -16, 178 -16, 178 -18))")).x
    179.0
    """
    shape = shapely.force_2d(shapely.from_wkt(text))
    return _cut(shape) if any(_crosses(line) for line in _lines(shape)) else shape


def label_point(shape: shapely.Geometry) -> shapely.Point:
    """Return a point inside an outline, in its largest part."""
    parts = shapely.get_parts(shape)
    with np.errstate(invalid="ignore"):
        return shapely.point_on_surface(
            parts[int(np.argmax(shapely.area(parts)))] if len(parts) > 1 else shape
        )


def wide_edge(text: str) -> float:
    """Return how many degrees the widest edge spans of which nobody can tell whether it lies over the dateline; 0 for none.

    From 180 to 300: what is wider is a short way round, what spans the globe is a belt.
    """
    shape = shapely.from_wkt(text)
    wide = np.concatenate([np.abs(np.diff(line[:, 0])) for line in _lines(shape)])
    return float(wide[(wide > 180) & (wide < 300)].max(initial=0.0))


def _lines(shape: shapely.Geometry) -> Iterator[npt.NDArray[np.float64]]:
    """Yield the corners of every ring, line and point of a shape."""
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            yield from (shapely.get_coordinates(ring) for ring in (part.exterior, *part.interiors))
        elif hasattr(part, "geoms"):
            yield from _lines(part)
        else:
            yield shapely.get_coordinates(part)


def _crosses(corners: npt.NDArray[np.float64]) -> bool:
    lon = corners[:, 0]
    wide = np.abs(np.diff(lon))
    # An edge right round the globe is that of a belt, not of a small shape.
    return bool((np.abs(lon) > 180).any() or ((wide > 180) & (wide < 360)).any())


def _cut(shape: shapely.Geometry) -> shapely.Geometry:
    """Lay each part out without a jump, then cut it at the edge of the world."""
    if hasattr(shape, "geoms"):
        parts = [part for one in shape.geoms for part in shapely.get_parts(_cut(one))]
    elif isinstance(shape, shapely.Polygon):
        outer = _unrolled(shapely.get_coordinates(shape.exterior), None)
        if outer[0, 0] != outer[-1, 0]:  # around a pole: there is no edge to cut at
            return shape
        inner = [_unrolled(shapely.get_coordinates(ring), outer[0, 0]) for ring in shape.interiors]
        parts = _in_world(shapely.make_valid(shapely.Polygon(outer, inner)))
    elif isinstance(shape, shapely.Point):
        return shapely.Point((shape.x + 180) % 360 - 180, shape.y)
    else:
        parts = _in_world(shapely.LineString(_unrolled(shapely.get_coordinates(shape), None)))
    if not parts:
        return shape
    if len(parts) == 1:
        only: shapely.Geometry = parts[0]
        return only
    return (
        shapely.union_all(parts)
        if len({part.geom_type for part in parts}) == 1
        else shapely.GeometryCollection(parts)
    )


def _unrolled(corners: npt.NDArray[np.float64], beside: float | None) -> npt.NDArray[np.float64]:
    lon = np.unwrap(corners[:, 0], period=360)
    near = float(lon.mean()) if beside is None else float(lon[0]) - beside
    return np.column_stack([lon - 360 * round(near / 360), corners[:, 1]])


def _in_world(shape: shapely.Geometry) -> list[shapely.Geometry]:
    turned = [translate(shape, by) for by in (-360.0, 0.0, 360.0)]
    cut = shapely.get_parts(shapely.intersection(turned, _WORLD))
    kind = shapely.get_parts(shape)[
        0
    ].geom_type  # an edge that runs along the cut leaves a line on its other side
    return [part for part in cut if not part.is_empty and part.geom_type == kind]
