"""Phases on areas: outlined zones, provinces, circles at the true size of what is known, whole countries (``areas.js``)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from waterbed.geo.areas import ring
from waterbed.output.ink.pen import Pen, area, edge, lines
from waterbed.output.moment import Moment
from waterbed.output.outlines import outlines_of
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.ground import Ground, drawn_on
from waterbed.output.timeline import Timeline

_WIDE_FROM_KM, _WIDE_FROM_PX = 25.0, 10.0
"""A point known less well than this is drawn as an area too."""


_LEAST_PX = 12.0
"""The edge of a zone that is smaller on the picture is no more than its sign."""


_TILE = 10.0


_HATCHED = ("crackdown", "displacement", "arrival", "return")


@dataclass(frozen=True, slots=True)
class Hatch:
    """A phase on an area: an outlined zone, a province, a circle cut to its country, or a whole country."""

    place: int
    phase: str
    strength: float
    iso2: str
    province: str = ""
    radius_km: float = 0.0
    """0 for an area that has an outline of its own."""
    own: bool = False
    """A zone or country with an outline in the data set."""
    sea: bool = False
    """A zone at sea: it ends at the coast."""

    @property
    def whole(self) -> bool:
        """Whether it is a whole country."""
        return not self.province and not self.radius_km and not self.own


def areas_of(
    timeline: Timeline, moment: Moment, ground: Ground, told: Collection[int] | None = None
) -> list[Hatch]:
    """What is hatched: only the finest level on record, so a country has no hatch when a zone of it has one.

    ``told`` are the places that the scene tells of; None hatches every place.
    """
    places, spans, outlined = timeline["places"], timeline["spans"], outlines_of(timeline)
    zones, countries = [], []
    for mark in moment.places:
        if mark.span < 0 or (told is not None and mark.index not in told):
            continue
        place, low = mark.index, spans["certainty"][mark.span] == 0
        iso2 = places["iso2"][place] or _country_code(timeline, place)
        province, sea = places["iso_3166_2"][place], bool(places["at_sea"][place])
        if places["level"][place] == "country":
            countries.append(Hatch(place, mark.phase, 0.25 if low else 0.5, iso2, own=place in outlined))
        elif place in outlined:
            zones.append(Hatch(place, mark.phase, 0.5 if low else 1.0, iso2, own=True, sea=sea))
        elif province in ground.provinces:
            zones.append(Hatch(place, mark.phase, 0.5 if low else 1.0, iso2, province))
        elif _is_wide(timeline, place, ground.frame):
            radius = places["precision_km"][place]
            zones.append(Hatch(place, mark.phase, 0.5 if low else 1.0, iso2, radius_km=radius, sea=sea))
    finer = {places["country"][hatch.place] for hatch in zones}
    return [hatch for hatch in countries if hatch.place not in finer] + zones


def _country_code(timeline: Timeline, place: int) -> str:
    country = timeline["places"]["country"][place]
    return str(timeline["places"]["iso2"][country]) if country >= 0 else ""


def _is_wide(timeline: Timeline, place: int, frame: MapFrame) -> bool:
    places = timeline["places"]
    km, lat = places["precision_km"][place], places["lat"][place]
    if places["level"][place] == "region" or lat is None or not km or km < _WIDE_FROM_KM:
        return False
    return frame.km_to_pixels(km, places["lon"][place], lat) > _WIDE_FROM_PX


def draw_areas(pen: Pen, timeline: Timeline, hatches: list[Hatch], ground: Ground) -> None:
    """Outline the zones that have an outline, hatch areas, and outline those that are no whole country."""
    outlined = drawn_on(ground.frame, outlines_of(timeline))
    at_sea, level = timeline["places"]["at_sea"], timeline["places"]["level"]
    # Whole countries are part of the ground.
    on_land = [place for place in outlined if not at_sea[place] and level[place] != "country"]
    _draw_outlines(pen, [outlined[place] for place in on_land])
    _draw_outlines(pen, [shape for place, shape in outlined.items() if at_sea[place]], off=ground.coast)
    for hatch in hatches:
        edged = _edge_of(timeline, hatch, ground, outlined)
        if edged is None:
            continue
        _fill(pen, filled(hatch, edged, ground), hatch, ground.frame)
        if hatch.whole:
            continue
        line = shapely.boundary(edged)
        line = shapely.difference(line, ground.coast) if hatch.sea else line
        dash, alpha = ((3.5, 3.0), 0.85) if hatch.radius_km else ((), 0.5)
        pen.stroke(edge(line), hatch.phase, 1.1, dash=dash, alpha=alpha)


def _edge_of(
    timeline: Timeline, hatch: Hatch, ground: Ground, outlined: Mapping[int, shapely.Geometry]
) -> shapely.Geometry | None:
    """How far an area reaches, None for what the frame does not show."""
    if hatch.radius_km:
        return _circle(timeline, hatch, ground.frame)
    return outlined.get(hatch.place) if hatch.own else ground.outline_of(hatch.iso2, hatch.province)


def filled(hatch: Hatch, edged: shapely.Geometry, ground: Ground) -> shapely.Geometry:
    """What is filled of an area as far as it reaches: of a zone at sea the water, of a circle the land of its country."""
    if hatch.sea:
        return shapely.difference(shapely.make_valid(edged), ground.coast)
    country = ground.outline_of(hatch.iso2) if hatch.radius_km else None
    return edged if country is None else shapely.intersection(edged, shapely.make_valid(country))


def _draw_outlines(pen: Pen, shapes: Iterable[shapely.Geometry], off: shapely.Geometry | None = None) -> None:
    large = [
        shape
        for shape in shapes
        if np.ptp(np.reshape(shapely.bounds(shape), (2, 2)), axis=0).max() >= _LEAST_PX
    ]
    borders = [line for shape in large for line in shapely.get_parts(_border(shape))]
    if borders:
        whole = shapely.MultiLineString(borders)
        path = edge(whole if off is None else shapely.difference(whole, off))
        pen.stroke(path, "casing", 3.0, alpha=0.55)
        pen.stroke(path, "none", 1.1, alpha=0.9)


def _border(shape: shapely.Geometry) -> shapely.Geometry:
    """The edges of areas, and lines as they are."""
    parts = [part for one in shapely.get_parts(shape) for part in shapely.get_parts(one)]
    return shapely.union_all([part if part.geom_type == "LineString" else part.boundary for part in parts])


def _circle(timeline: Timeline, hatch: Hatch, frame: MapFrame) -> shapely.Geometry:
    import geopandas as gpd

    places = timeline["places"]
    point = shapely.Point(places["lon"][hatch.place], places["lat"][hatch.place])
    (shape,) = ring(gpd.GeoSeries([point], crs=4326), 0, hatch.radius_km)
    circle: shapely.Geometry = frame.shapes([shape])[0]
    return circle


def _fill(pen: Pen, shape: shapely.Geometry, hatch: Hatch, frame: MapFrame) -> None:
    """A tint and the hatch of a phase; presence has none."""
    if hatch.phase not in _HATCHED or shapely.is_empty(shape):
        return
    pen.fill(area(shape), hatch.phase, alpha=0.1 * hatch.strength)
    seen = shapely.intersection(shapely.envelope(shape), frame.box())
    if shapely.is_empty(seen):
        return
    draw_hatch(pen.clipped(area(shape)), hatch.phase, tuple(shapely.bounds(seen)), 0.62 * hatch.strength)


def draw_hatch(pen: Pen, phase: str, bounds: tuple[float, float, float, float], alpha: float) -> None:
    """The hatch of a phase over a box, on one grid for the whole picture."""
    left, top, right, bottom = (
        np.floor(bounds[0] / _TILE) * _TILE,
        np.floor(bounds[1] / _TILE) * _TILE,
        bounds[2],
        bounds[3],
    )
    columns, rows = np.arange(left, right, _TILE), np.arange(top, bottom, _TILE)
    if phase == "crackdown":
        height = bottom - top
        starts = np.arange(np.floor((left - height) / _TILE) * _TILE, right, _TILE)
        pen.stroke(lines([[(x, top + height), (x + height, top)] for x in starts]), phase, 1.15, alpha=alpha)
    elif phase == "return":
        bars = [x + shift for x in columns for shift in (2.5, 7.5)]
        pen.stroke(lines([[(x, top), (x, bottom)] for x in bars]), phase, 1.15, alpha=alpha)
    elif phase == "arrival":
        # Rows of dots are lines dashed with round points.
        first = [[(left + 2.5, y + 2.5), (right, y + 2.5)] for y in rows]
        second = [[(left + 7.5, y + 7.5), (right, y + 7.5)] for y in rows]
        pen.stroke(lines([*first, *second]), phase, 2.1, dash=(0, _TILE), cap="round", alpha=alpha)
    else:
        chevrons = [[(x + 3, y + 2), (x + 6, y + 5), (x + 3, y + 8)] for x in columns for y in rows]
        pen.stroke(lines(chevrons), phase, 1.15, alpha=alpha, join="miter")
