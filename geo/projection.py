"""Which projection suits a picture, and the way between degrees and its plane.

Up to a continent: Lambert azimuthal equal-area, centred on the view. The world: Equal Earth, cut in the Atlantic so that the
Pacific is whole. Web Mercator, the player's, is there to compare pictures with it.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS, Transformer
from shapely.affinity import translate

Floats = NDArray[np.float64]


Name = Literal["laea", "equal_earth", "mercator"]


View = tuple[float, float, float, float]
"""West, south, east, north in degrees; east may pass 180."""

WORLD_FROM_DEG = 110.0
"""A view that is wider than this shows the world."""


ATLANTIC_CUT_DEG = -33.0
"""Meridian at which a world is cut: it meets no land but Greenland."""


_HALF_TURN = 180.0 - 1e-7

_PROJ = {
    "laea": "+proj=laea +lat_0={lat:.6f} +lon_0={lon:.6f} +datum=WGS84 +units=m",
    "equal_earth": "+proj=eqearth +lon_0={lon:.6f} +datum=WGS84 +units=m",
    "mercator": "+proj=webmerc +lon_0={lon:.6f} +datum=WGS84 +units=m",
}


@dataclass(frozen=True)
class Projection:
    """A plane for a picture.

    Attributes
    ----------
    name
        ``laea``, ``equal_earth`` or ``mercator``.
    lon_0, lat_0
        Centre in degrees; the world is cut half a turn away from ``lon_0``.
    """

    name: Name
    lon_0: float
    lat_0: float

    @cached_property
    def crs(self) -> CRS:
        """The coordinate reference system, in metres."""
        return CRS.from_proj4(_PROJ[self.name].format(lon=self.lon_0, lat=self.lat_0))

    @cached_property
    def _transformer(self) -> Transformer:
        # Longitudes are counted from the centre here, so that both ends of the turn keep to their side.
        plane = CRS.from_proj4(_PROJ[self.name].format(lon=0.0, lat=self.lat_0))
        return Transformer.from_crs("EPSG:4326", plane, always_xy=True)

    def forward(self, lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
        """Degrees to metres of the plane, y up; what the plane does not reach is NaN."""
        away = np.clip(self.near_centre(lon) - self.lon_0, -_HALF_TURN, _HALF_TURN)
        x, y = self._transformer.transform(away, np.asarray(lat, dtype=float))
        x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        lost = ~(np.isfinite(x) & np.isfinite(y))
        return np.where(lost, np.nan, x), np.where(lost, np.nan, y)

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Metres of the plane to degrees, longitudes within half a turn of the centre; NaN outside the globe."""
        lon, lat = self._transformer.transform(
            np.asarray(x, float), np.asarray(y, float), direction="INVERSE"
        )
        lon, lat = np.asarray(lon, dtype=float), np.asarray(lat, dtype=float)
        lost = ~(np.isfinite(lon) & np.isfinite(lat))
        return np.where(lost, np.nan, lon + self.lon_0), np.where(lost, np.nan, lat)

    def near_centre(self, lon: ArrayLike) -> Floats:
        """Longitudes within half a turn of the centre; both ends of the turn stay where they are."""
        lon = np.asarray(lon, dtype=float)
        away = lon - self.lon_0
        inside = np.abs(away) <= 180.0
        turned: Floats = np.where(inside, lon, self.lon_0 + (away + 180.0) % 360.0 - 180.0)
        return turned

    def turn_width(self, lat: float) -> float:
        """Metres that one turn around the globe takes at a latitude; 0 where turns do not lie side by side."""
        if self.name == "laea":
            return 0.0
        x, _ = self.forward([self.lon_0 - 179.999, self.lon_0 + 179.999], [lat, lat])
        return float(x[1] - x[0])


def projection_for(view: View, name: Name | None = None) -> Projection:
    """The projection that suits a view, or a named one centred on it.

    Examples
    --------
    >>> projection_for((94.0, 9.0, 109.0, 26.0)).name
    'laea'
    >>> projection_for((-20.0, -42.0, 302.0, 60.0)).lon_0
    147.0
    """
    west, south, east, north = view
    chosen: Name = name or ("equal_earth" if east - west > WORLD_FROM_DEG else "laea")
    if chosen == "equal_earth":
        return Projection(chosen, ATLANTIC_CUT_DEG + 180.0, 0.0)
    return Projection(chosen, (west + east) / 2, (south + north) / 2)


def clipped(geometry: Any, west: float, south: float, east: float, north: float) -> Any:
    """What of a geometry, or of each of an array of them, lies in a box."""
    try:
        return shapely.clip_by_rect(geometry, west, south, east, north)
    except shapely.GEOSException:
        # The quick way stumbles over a sliver that a corner of the box cuts to less than a ring.
        return shapely.intersection(shapely.make_valid(geometry), shapely.box(west, south, east, north))


def turned(geometry: shapely.Geometry, projection: Projection) -> shapely.Geometry:
    """Land (EPSG:4326) moved to the turn of the globe around the projection's centre, cut at its ends, whole at 180°."""
    west, east = projection.lon_0 - 180.0, projection.lon_0 + 180.0
    parts = []
    for copy in (-360.0, 0.0, 360.0):
        left, right = max(west - copy, -180.0), min(east - copy, 180.0)
        if left < right:
            part = clipped(geometry, left, -90.0, right, 90.0)
            if not part.is_empty:
                parts.append(translate(part, copy))
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)
