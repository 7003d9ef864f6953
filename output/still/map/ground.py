"""The ground of a still: sea, graticule, land, disputed areas, borders. The player's rules in an equal-area plane."""

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from waterbed.geo import basemap
from waterbed.geo.projection import Projection, clipped, turned
from waterbed.output.ink.pen import Path, Pen, area, box, edge, lines
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.labels import Land
from waterbed.output.timeline import Timeline

Floats = NDArray[np.float64]

Key = TypeVar("Key", bound=Hashable)

_FINE_FROM = 256 * 2**3.6 / 360


_PROVINCES_FROM = 256 * 2**5.9 / 360
"""Pixels to a degree from which the finer countries, and provinces, are drawn."""


_NEAR_FROM = 256 * 2**9 / 360
"""From here on a grid says how the ground lies."""


_GRID_DEG, _GRID_PX = (1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001), 90.0
"""Degrees between the lines of that grid, and the least pixels."""


_CITY_FROM = 256 * 2**12.5 / 360
"""From here on the borders of provinces, 1 to 2 km off by themselves, would look like streets."""


_MARGIN_DEG = 6.0


_CELL = 12.0
"""Pixels in which it is known which country lies there: about as high as a name."""


@dataclass(frozen=True)
class Ground:
    """The shapes of a frame, in pixels."""

    frame: MapFrame
    story: frozenset[str]
    countries: dict[str, shapely.Geometry]
    provinces: dict[str, shapely.Geometry]
    own: tuple[shapely.Geometry, ...] = ()
    """Countries that the data set outlines itself."""

    def outline_of(self, iso2: str, province: str = "") -> shapely.Geometry | None:
        """The outline of a province or, without one, of a country; None where there is neither."""
        return self.provinces.get(province) or self.countries.get(iso2)

    @cached_property
    def coast(self) -> shapely.Geometry:
        """All land of the frame as one shape."""
        valid: shapely.Geometry = shapely.union_all(shapely.make_valid([*self.countries.values(), *self.own]))
        return valid

    @cached_property
    def land(self) -> Land:
        """Which country lies under which part of the frame."""
        columns, rows = (math.ceil(side / _CELL) for side in (self.frame.width, self.frame.height))
        x, y = np.meshgrid((np.arange(columns) + 0.5) * _CELL, (np.arange(rows) + 0.5) * _CELL)
        codes = np.full(x.shape, "", dtype=object)
        for code, shape in self.countries.items():
            left, top, right, bottom = shapely.bounds(shape)
            near = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
            if near.any():
                shapely.prepare(shape)
                codes[near] = np.where(shapely.contains_xy(shape, x[near], y[near]), code, codes[near])
        return Land(_CELL, columns, codes.ravel().tolist())


def story_of(timeline: Timeline) -> frozenset[str]:
    """ISO codes of the countries in the story."""
    return frozenset(code for code in timeline["places"]["iso2"] if code)


@lru_cache(maxsize=16)
def ground_of(frame: MapFrame, story: frozenset[str], own: tuple[shapely.Geometry, ...] = ()) -> Ground:
    """The ground of a frame; ``story`` are the ISO codes of its countries, ``own`` land that no base map has."""
    fine = frame.degree_pixels >= _FINE_FROM and not frame.is_world
    countries = _land(frame.projection, "region" if fine else "world")
    provinces = {} if frame.is_world else _drawn(frame, _provinces(frame.projection, story))
    drawn = tuple(drawn_on(frame, dict(enumerate(own))).values())
    return Ground(frame, story, _drawn(frame, countries), provinces, drawn)


def drawn_on(frame: MapFrame, shapes: Mapping[Key, shapely.Geometry]) -> dict[Key, shapely.Geometry]:
    """What of some shapes in degrees is in a frame, in pixels."""
    return _drawn(frame, {key: turned(shape, frame.projection) for key, shape in shapes.items()})


def is_city(frame: MapFrame) -> bool:
    """Whether a frame shows so little that the basemap has nothing true to say of it: no streets, no near borders."""
    return frame.degree_pixels >= _CITY_FROM


def is_blank(ground: Ground) -> bool:
    """Whether a near frame shows not one coast, border or province."""
    frame = ground.frame
    if frame.degree_pixels < _NEAR_FROM or is_city(frame):
        return False
    shapes = [*ground.countries.values(), *ground.provinces.values(), *ground.own]
    return not shapely.intersects(_edges(shapes), frame.box())


def draw_ground(pen: Pen, ground: Ground) -> None:
    """Sea, graticule, land and what is disputed."""
    frame = ground.frame
    pen.fill(box(0, 0, frame.width, frame.height), "page" if frame.is_world else "sea")
    if frame.is_world:
        pen.fill(area(_globe(frame)), "sea")
    pen.stroke(_graticule(frame), "grat", 0.8)
    ours = _ours(ground)
    others = [shape for code, shape in ground.countries.items() if code not in ground.story]
    for shapes, token in ((others, "land"), (ours, "story")):
        pen.fill(area(shapely.GeometryCollection(_polygons(shapes))), token)
    _draw_disputed(pen, frame)


def draw_borders(pen: Pen, ground: Ground) -> None:
    """Provinces where there is room, coasts and borders, and disputed lines as dashes alone."""
    frame = ground.frame
    fine = frame.degree_pixels >= _FINE_FROM and not frame.is_world
    if frame.degree_pixels >= _PROVINCES_FROM and not is_city(frame):
        pen.stroke(edge(_edges(ground.provinces.values())), "admin", 0.8)
    if frame.degree_pixels >= _NEAR_FROM:
        # Over the land, which may have nothing else to show.
        pen.stroke(_lines_of_degrees(frame, _near_step(frame), 0.0), "admin", 0.7, alpha=0.6)
    ours = _ours(ground)
    others = [shape for code, shape in ground.countries.items() if code not in ground.story]
    pen.stroke(edge(_edges(others)), "border", 0.75 if fine else 0.55)
    pen.stroke(edge(_edges(ours)), "border-story", 1.05 if fine else 0.75)
    disputed = edge(shapely.GeometryCollection(_parts(frame, basemap.disputed_lines(), "Line")))
    # The solid border under a disputed line is covered first, so that only the dashes remain.
    pen.stroke(disputed, "land", 2.4)
    pen.stroke(disputed, "dispute", 1.05, dash=(4, 3))
    if frame.is_world:
        pen.stroke(edge(_globe(frame).exterior), "border", 0.75)


def _ours(ground: Ground) -> list[shapely.Geometry]:
    """The countries in the story, those that only the data set knows with them."""
    return [*(shape for code, shape in ground.countries.items() if code in ground.story), *ground.own]


def _draw_disputed(pen: Pen, frame: MapFrame) -> None:
    # The frame clips what the stripes would otherwise draw beside it: a pen has one clip.
    parts = shapely.GeometryCollection(_parts(frame, basemap.disputed(), "Polygon"))
    shape = shapely.intersection(parts, shapely.box(0, 0, frame.width, frame.height))
    if shape.is_empty:
        return
    left, top, right, bottom = shape.bounds
    height = bottom - top
    first = np.floor((left - height + bottom) / 5) * 5 - bottom
    starts = np.arange(first, right, 5.0)
    stripes = lines([[(x, bottom), (x + height, top)] for x in starts])
    pen.clipped(area(shape)).stroke(stripes, "dispute", 0.8, alpha=0.28)


def _graticule(frame: MapFrame) -> Path:
    step = 30 if frame.is_world else 5 if frame.degree_pixels > 256 * 2**5.5 / 360 else 10
    return _lines_of_degrees(frame, step, 5.0)


def _near_step(frame: MapFrame) -> float:
    """Degrees between lines that are far enough apart in a near frame."""
    return min((step for step in _GRID_DEG if step * frame.degree_pixels >= _GRID_PX), default=1.0)


def _lines_of_degrees(frame: MapFrame, step: float, beyond: float) -> Path:
    """Meridians and parallels of a frame, and so many degrees beyond it."""
    west, south, east, north = frame.bounds
    if not frame.is_world:
        west, south = west - beyond, max(-85, south - beyond)
        east, north = east + beyond, min(85, north + beyond)
    runs = []
    for lon in np.arange(np.ceil(west / step) * step, east, step):
        lat = np.linspace(south, north, 60)
        runs.append(np.column_stack(frame.pixels(np.full(60, lon), lat)))
    for lat in np.arange(np.ceil(south / step) * step, north, step):
        lon = np.linspace(west, east, 120)
        runs.append(np.column_stack(frame.pixels(lon, np.full(120, lat))))
    return lines([points[np.isfinite(points).all(axis=1)] for points in runs])


def _globe(frame: MapFrame) -> shapely.Polygon:
    """The edge of the world on the plane, in pixels."""
    lon_0 = frame.projection.lon_0
    lat = np.linspace(-90, 90, 120)
    lon = np.concatenate([np.full(120, lon_0 - 180), np.full(120, lon_0 + 180)])
    x, y = frame.pixels(lon, np.concatenate([lat, lat[::-1]]))
    return shapely.Polygon(np.column_stack([x, y]))


@lru_cache(maxsize=8)
def _land(projection: Projection, level: basemap.Level) -> dict[str, shapely.Geometry]:
    """Countries on the turn of the globe around the centre, in degrees."""
    table = basemap.countries(level)
    return {str(code): turned(shape, projection) for code, shape in table.geometry.items()}


@lru_cache(maxsize=8)
def _provinces(projection: Projection, story: frozenset[str]) -> dict[str, shapely.Geometry]:
    table = basemap.provinces(sorted(story))
    return {str(code): turned(shape, projection) for code, shape in table.geometry.items()}


def _drawn(frame: MapFrame, shapes: Mapping[Key, shapely.Geometry]) -> dict[Key, shapely.Geometry]:
    """What of some shapes is in the frame, in pixels."""
    codes, near = list(shapes), np.array(list(shapes.values()), dtype=object)
    if not codes:
        return {}
    cut = clipped(near, *_reach(frame))
    kept = ~shapely.is_empty(cut)
    pixels = frame.shapes(shapely.segmentize(cut[kept], 4.0) if frame.is_world else cut[kept])
    pixels = shapely.simplify(pixels, 0.25, preserve_topology=False)
    seen = (code for code, is_kept in zip(codes, kept, strict=True) if is_kept)
    return {code: shape for code, shape in zip(seen, pixels, strict=True) if not shape.is_empty}


def _reach(frame: MapFrame) -> tuple[float, float, float, float]:
    """What may be drawn, in degrees: the frame and a margin, so that cuts lie outside it."""
    west, south, east, north = frame.bounds
    if frame.is_world:
        return west, south, east, north
    lon_0 = frame.projection.lon_0
    return (
        max(lon_0 - 180, west - _MARGIN_DEG),
        max(-90.0, south - _MARGIN_DEG),
        min(lon_0 + 180, east + _MARGIN_DEG),
        min(90.0, north + _MARGIN_DEG),
    )


def _parts(frame: MapFrame, table: gpd.GeoDataFrame, kind: str) -> list[shapely.Geometry]:
    shapes = {str(i): turned(shape, frame.projection) for i, shape in enumerate(table.geometry)}
    return [
        part
        for shape in _drawn(frame, shapes).values()
        for part in shapely.get_parts(shape)
        if kind in part.geom_type
    ]


def _polygons(shapes: list[shapely.Geometry]) -> list[shapely.Geometry]:
    return [part for shape in shapes for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]


def _edges(shapes: Iterable[shapely.Geometry]) -> shapely.Geometry:
    """Borders, each drawn once where two countries share it."""
    rings = [shapely.boundary(part) for part in _polygons(list(shapes))]
    return shapely.MultiLineString([line for ring in rings for line in shapely.get_parts(ring)])
