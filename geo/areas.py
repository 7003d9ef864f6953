"""Points and the areas they are said to lie in."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS

from waterbed.geo.arcs import distance_km
from waterbed.geo.basemap import countries

_DEGREES = CRS.from_epsg(4326)


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
    if points.crs is None or points.crs != _DEGREES:
        raise ValueError(
            f"points: the CRS is {points.crs}, not EPSG:4326; set it or reproject with to_crs(4326)."
        )
    shapes = countries().geometry.reindex(pd.Index(np.asarray(iso2, dtype=object)))
    pairs = zip(points.values, shapes.values, strict=True)
    return np.array([_outside_km(point, shape) for point, shape in pairs], dtype=float)


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
