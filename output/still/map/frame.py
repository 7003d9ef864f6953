"""The frame of a still map: its projection, its scale, and where places lie on it in pixels."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from waterbed.geo.projection import Projection, View, projection_for

Floats = NDArray[np.float64]


_STEPS = 24


@dataclass(frozen=True)
class MapFrame:
    """A box of the plane of a projection, shown in ``width`` by ``height`` pixels."""

    projection: Projection
    x0: float
    y1: float
    """Left and top of the box, metres."""
    metres: float
    """Metres of the plane to a pixel."""
    width: float
    height: float

    @classmethod
    def fitted(
        cls,
        view: View,
        width: float,
        height: float,
        *,
        projection: Projection | None = None,
        pad: float = 0.0,
        top: float = 0.0,
    ) -> "MapFrame":
        """The smallest frame of a size that holds a view, ``pad`` pixels free on all sides and ``top`` more above.

        A world has as much above as below.
        """
        plane = projection or projection_for(view)
        if plane.name == "equal_earth":
            top = 0.0
        west, south, east, north = view
        x, y = _outline(plane, west, south, east, north)
        left, right, bottom, upper = x.min(), x.max(), y.min(), y.max()
        room = max(1.0, width - 2 * pad), max(1.0, height - 2 * pad - top)
        metres = max((right - left) / room[0], (upper - bottom) / room[1])
        x0 = (left + right) / 2 - metres * width / 2
        y1 = (bottom + upper) / 2 + metres * (height + top) / 2
        if plane.name == "equal_earth":
            y1 = _on_globe(plane, y1, metres * height)
        return cls(plane, float(x0), float(y1), float(metres), width, height)

    @property
    def is_world(self) -> bool:
        """Whether the picture shows the world: its scale is not true then."""
        return self.projection.name == "equal_earth"

    def pixels(self, lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
        """Pixels of places, y down; NaN beyond the plane."""
        x, y = self.projection.forward(lon, lat)
        return (x - self.x0) / self.metres, (self.y1 - y) / self.metres

    def degrees(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Degrees of pixels; NaN outside the globe."""
        return self.projection.inverse(
            self.x0 + np.asarray(x, float) * self.metres, self.y1 - np.asarray(y, float) * self.metres
        )

    def shapes(self, geometry: ArrayLike) -> NDArray[np.object_]:
        """Shapes in degrees, within half a turn of the centre, to pixels."""
        return np.asarray(
            shapely.transform(
                np.asarray(geometry, dtype=object), lambda xy: np.column_stack(self.pixels(*xy.T))
            )
        )

    def km_to_pixels(self, km: float, lon: float, lat: float) -> float:
        """Ground kilometres at a place, measured along the meridian, in pixels."""
        _, y = self.pixels([lon, lon], [lat - 0.25, lat + 0.25])
        return float(km * abs(y[1] - y[0]) / (0.5 * 110.9))

    @cached_property
    def degree_pixels(self) -> float:
        """Pixels to a degree of longitude at the equator, were the picture the player's: its zoom in one number."""
        return 111_319.49 / self.metres

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of what the frame shows, within half a turn of the centre."""
        grid_x, grid_y = np.meshgrid(np.linspace(0, self.width, _STEPS), np.linspace(0, self.height, _STEPS))
        lon, lat = self.degrees(grid_x.ravel(), grid_y.ravel())
        if self.is_world or np.isnan(lon).all():
            return self.projection.lon_0 - 180, -90.0, self.projection.lon_0 + 180, 90.0
        return float(np.nanmin(lon)), float(np.nanmin(lat)), float(np.nanmax(lon)), float(np.nanmax(lat))

    def box(self) -> shapely.Polygon:
        """The frame in pixels."""
        return shapely.box(0, 0, self.width, self.height)


def _on_globe(plane: Projection, top: float, high: float) -> float:
    """The top of a world view that shows no more beyond the poles than it must, as much at both."""
    _, poles = plane.forward([plane.lon_0, plane.lon_0], [-90.0, 90.0])
    south, north = float(poles[0]), float(poles[1])
    if high >= north - south:
        return (south + north + high) / 2
    return min(north, max(south + high, top))


def _outline(
    plane: Projection, west: float, south: float, east: float, north: float
) -> tuple[Floats, Floats]:
    """Points along the edges of a view, on the plane."""
    if plane.name == "equal_earth":
        # A world is shown whole from cut to cut: a view over the cut would show what lies apart.
        west, east = plane.lon_0 - 180, plane.lon_0 + 180
    across, down = np.linspace(west, east, _STEPS), np.linspace(south, north, _STEPS)
    lon = np.concatenate([across, across, np.full(_STEPS, west), np.full(_STEPS, east)])
    lat = np.concatenate([np.full(_STEPS, south), np.full(_STEPS, north), down, down])
    x, y = plane.forward(lon, lat)
    return x[np.isfinite(x)], y[np.isfinite(y)]
