"""Points and the areas they are said to lie in."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS, Geod
from shapely.affinity import translate

from waterbed.geo.basemap import countries
from waterbed.geo.plane import distance_km

FARTHEST_KM = 9_000.0
"""Radius of the widest ring: a circle that comes near a quarter of the globe is no neighbourhood."""

_DEGREES = CRS.from_epsg(4326)


_WGS84 = Geod(ellps="WGS84")


_AZIMUTHS = np.arange(0.0, 360.0, 2.0)


_WORLD = shapely.box(-180, -90, 180, 90)


def distance_outside_km(points: gpd.GeoSeries, iso2: ArrayLike) -> NDArray[np.float64]:
    """Return how far each point lies outside the country it is recorded in, in kilometres; 0 inside.

    The bundled borders are generalised: a kilometre or two outside means nothing.

    Parameters
    ----------
    points
        Points in EPSG:4326; missing or empty ones are allowed.
    iso2
        ISO 3166-1 alpha-2 code of each point's country.

    Returns
    -------
    numpy.ndarray
        One distance a point: from it to the point of the country nearest in a plane whose scale is true at
        the point, measured on the ellipsoid. NaN for a missing point and for a code that the basemap does
        not have.

    Raises
    ------
    ValueError
        When the points have no CRS, or another one than EPSG:4326.
    """
    _check_degrees(points)
    shapes = countries().geometry.reindex(pd.Index(np.asarray(iso2, dtype=object)))
    pairs = zip(points.values, shapes.values, strict=True)
    return np.array([_outside_km(point, shape) for point, shape in pairs], dtype=float)


def ring(points: gpd.GeoSeries, inner_km: float, outer_km: float) -> gpd.GeoSeries:
    """Return the ring around each point between two distances, as an area to draw.

    The circles have 180 corners, which lie at the distance on the ellipsoid. A ring over the dateline is cut in two there;
    one around a pole reaches up to it.

    Parameters
    ----------
    points
        Points in EPSG:4326; missing or empty ones are allowed.
    inner_km, outer_km
        Distances in kilometres, 0 <= inner < outer <= 9000; 0 makes the ring a disc.

    Returns
    -------
    GeoSeries
        A Polygon or MultiPolygon a point (EPSG:4326), with the index of `points`; None for a missing point.

    Raises
    ------
    ValueError
        For other distances, and when the points have no CRS, or another one than EPSG:4326.
    """
    _check_degrees(points)
    _check_ring(inner_km, outer_km)
    rings = [None if _is_missing(point) else _ring(point, inner_km, outer_km) for point in points.values]
    return gpd.GeoSeries(rings, index=points.index, crs=_DEGREES)


def in_ring(
    points: gpd.GeoSeries, centres: gpd.GeoSeries, inner_km: float, outer_km: float
) -> NDArray[np.bool_]:
    """Return which points lie farther than one distance from the nearest of some centres, and not farther than another.

    Measured on the ellipsoid, point by point: exact where the corners of :func:`ring` are not. Arguments as there; a
    missing point lies in no ring, missing centres have none.
    """
    for series in (points, centres):
        _check_degrees(series)
    _check_ring(inner_km, outer_km)
    known = np.flatnonzero([not _is_missing(point) for point in points.values])
    around = shapely.get_coordinates(centres[~(centres.isna() | centres.is_empty)].values)
    found = np.zeros(len(points), dtype=bool)
    if len(known) and len(around):
        place = shapely.get_coordinates(points.values[known])
        ends = np.broadcast_arrays(
            place[:, None, 0], place[:, None, 1], around[None, :, 0], around[None, :, 1]
        )
        nearest_km = distance_km(*ends).min(axis=1)
        found[known] = (nearest_km > inner_km) & (nearest_km <= outer_km)
    return found


def _check_degrees(points: gpd.GeoSeries) -> None:
    if points.crs is None or points.crs != _DEGREES:
        raise ValueError(
            f"points: the CRS is {points.crs}, not EPSG:4326; set it or reproject with to_crs(4326)."
        )


def _check_ring(inner_km: float, outer_km: float) -> None:
    if not 0 <= inner_km < outer_km <= FARTHEST_KM:
        raise ValueError(
            f"A ring from {inner_km:g} to {outer_km:g} km cannot be made; give 0 <= inner < outer <= {FARTHEST_KM:g}."
        )


def _is_missing(point: shapely.Point | None) -> bool:
    return point is None or point.is_empty


def _ring(point: shapely.Point, inner_km: float, outer_km: float) -> shapely.Geometry:
    area: shapely.Geometry = _circle(point, outer_km)
    if inner_km:
        area = shapely.difference(area, _circle(point, inner_km))
    turned = [translate(area, turn) for turn in (-360, 0, 360)]
    parts = shapely.intersection(turned, _WORLD)
    return shapely.union_all(parts[shapely.area(parts) > 0])


def _circle(centre: shapely.Point, radius_km: float) -> shapely.Polygon:
    """A geodesic circle on a plane that is not cut at the dateline: longitudes run half the globe to both sides."""
    count = len(_AZIMUTHS)
    lon, lat, _ = _WGS84.fwd(
        np.full(count, centre.x), np.full(count, centre.y), _AZIMUTHS, np.full(count, radius_km * 1000)
    )
    lon = centre.x + (np.asarray(lon) - centre.x + 180) % 360 - 180
    for pole in (90.0, -90.0):
        if distance_km(centre.x, centre.y, centre.x, pole) < radius_km:
            return _around_pole(centre.x, lon, np.asarray(lat), pole)
    return shapely.Polygon(np.column_stack([lon, lat]))


def _around_pole(
    middle: float, lon: NDArray[np.float64], lat: NDArray[np.float64], pole: float
) -> shapely.Polygon:
    order = np.argsort(lon)
    lon, lat = lon[order], lat[order]
    west, east = middle - 180, middle + 180
    far = np.interp(east, [lon[-1], lon[0] + 360], [lat[-1], lat[0]])
    edge = np.column_stack([lon, lat])
    return shapely.Polygon([(west, pole), (west, far), *edge, (east, far), (east, pole)])


def _outside_km(point: shapely.Point | None, country: shapely.Geometry | None) -> float:
    if point is None or country is None or point.is_empty:
        return float("nan")
    if shapely.intersects(country, point):
        return 0.0
    return min(_nearest_km(point, country, turn) for turn in (-360.0, 0.0, 360.0))


def _nearest_km(point: shapely.Point, country: shapely.Geometry, turn: float) -> float:
    """Measure to the nearest point of a country on one copy of the world: the dateline cuts some countries in two."""
    squeeze = max(np.cos(np.radians(point.y)), 0.01)
    plane = shapely.transform(country, lambda xy: np.column_stack([(xy[:, 0] + turn) * squeeze, xy[:, 1]]))
    line = shapely.shortest_line(shapely.Point(point.x * squeeze, point.y), plane)
    lon, lat = line.coords[-1]
    return float(distance_km(point.x, point.y, lon / squeeze, lat))
