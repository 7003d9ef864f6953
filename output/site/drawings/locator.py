"""A small still map of a part of the world as SVG: land, the story's places by their phase, a few names."""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from markupsafe import Markup

from waterbed.geo import basemap
from waterbed.geo.plane import mercator
from waterbed.geo.projection import clipped
from waterbed.output.site.drawings.signs import RADIUS, sign

_NAME_HEIGHT, _LETTER = 13.0, 6.1

_LEAST_HEIGHT = 1e-6
"""Of a view on the unit plane."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a small map."""

    lon: float
    lat: float
    phase: str
    name: str = ""
    """Written beside it where there is room."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a small map shows."""

    view: Sequence[float]
    """West, south, east, north in degrees; it is widened to the shape of the picture."""
    width: int
    height: int
    story: frozenset[str]
    """ISO codes of the countries in the story: they are the lightest."""
    marks: tuple[Mark, ...]
    """The most telling first."""
    label: str
    """What it shows, for those who do not see it."""
    own: tuple[shapely.Geometry, ...] = ()
    """Countries that the data set outlines itself, in degrees."""


def draw_map(picture: Picture) -> Markup:
    """Web Mercator, as in the player; borders are generalised."""
    x0, y0, scale = _frame(picture)
    box = (x0, y0, x0 + picture.width / scale, y0 + picture.height / scale)
    land = Markup("").join(
        Markup('<path class="{}" d="{}"/>').format("story" if iso2 in picture.story else "land", path)
        for iso2, path in _paths(box, scale)
    )
    land += Markup("").join(
        Markup('<path class="story" d="{}"/>').format(path) for path in _own_paths(picture.own, box, scale)
    )
    return Markup('<svg class="locator" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>').format(
        picture.width, picture.height, picture.label, land, _signs(picture, (x0, y0, scale))
    )


def _frame(picture: Picture) -> tuple[float, float, float]:
    """Left and upper edge on the unit plane, and pixels a unit."""
    west, south, east, north = picture.view
    (x0, x1), (y1, y0) = mercator(np.array([west, east]), np.array([south, north]))
    # A view may lie beyond the latitudes that the plane has.
    scale = min(picture.width / (x1 - x0), picture.height / max(y1 - y0, _LEAST_HEIGHT))
    return (
        float((x0 + x1) / 2 - picture.width / scale / 2),
        float((y0 + y1) / 2 - picture.height / scale / 2),
        float(scale),
    )


def _paths(box: tuple[float, float, float, float], scale: float) -> list[tuple[str, str]]:
    codes, shapes, tree = _plane("world" if scale < 2000 else "region")
    left, top, right, bottom = box
    found = []
    # The world repeats to both sides: a view over the dateline shows the end of one copy and the beginning of the next.
    for copy in range(math.floor(left), math.floor(right) + 1):
        part = (left - copy, top, right - copy, bottom)
        for row in sorted(tree.query(shapely.box(*part)).tolist()):
            inside = clipped(shapes[row], *part)
            simple = shapely.simplify(inside, 0.6 / scale, preserve_topology=False)
            path = "".join(_ring(ring, part, scale) for ring in _rings(simple))
            if path:
                found.append((codes[row], path))
    return found


def _own_paths(
    shapes: Sequence[shapely.Geometry], box: tuple[float, float, float, float], scale: float
) -> list[str]:
    found = []
    for shape in shapes:
        flat = shapely.transform(shape, lambda lonlat: np.column_stack(mercator(lonlat[:, 0], lonlat[:, 1])))
        found.append("".join(_ring(ring, box, scale) for ring in _rings(clipped(flat, *box))))
    return [path for path in found if path]


def _rings(shape: Any) -> list[Any]:
    return [
        ring
        for part in shapely.get_parts(shape)
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    ]


def _ring(ring: Any, box: tuple[float, float, float, float], scale: float) -> str:
    points = (shapely.get_coordinates(ring)[:-1] - [box[0], box[1]]) * scale
    if len(points) < 3 or np.ptp(points, axis=0).max() < 1.2:
        return ""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


@functools.cache
def _plane(level: Any) -> tuple[list[str], Any, shapely.STRtree]:
    """Countries on the unit Web Mercator plane."""
    frame = basemap.countries(level)
    shapes = shapely.transform(
        frame.geometry.to_numpy(), lambda lonlat: np.column_stack(mercator(lonlat[:, 0], lonlat[:, 1]))
    )
    return list(frame.index), shapes, shapely.STRtree(shapes)


def _signs(picture: Picture, frame: tuple[float, float, float]) -> Markup:
    x0, y0, scale = frame
    taken: list[tuple[float, float, float, float]] = []
    drawn, names = [], []
    for mark in picture.marks:
        east, south = (float(v) for v in mercator(mark.lon, mark.lat))
        x, y = (x0 + (east - x0) % 1 - x0) * scale, (south - y0) * scale
        if not (0 < x < picture.width and 0 < y < picture.height):
            continue
        drawn.append(sign(mark.phase, round(x, 1), round(y, 1)))
        taken.append((x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS))
        names.append((mark, x, y))
    written = [_name(mark, x, y, picture, taken) for mark, x, y in names if mark.name]
    # The most telling sign lies on top.
    return Markup("").join([*reversed(drawn), *written])


def _name(
    mark: Mark, x: float, y: float, picture: Picture, taken: list[tuple[float, float, float, float]]
) -> Markup:
    """A name to the right or left of its sign; none where it would cover something."""
    length = len(mark.name) * _LETTER
    for left, anchor, at in ((x + 9, "start", x + 9), (x - 9 - length, "end", x - 9)):
        box = (left, y - _NAME_HEIGHT / 2, left + length, y + _NAME_HEIGHT / 2)
        own = (x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
        inside = box[0] > 2 and box[2] < picture.width - 2
        if inside and not any(_overlap(box, other) for other in taken if other != own):
            taken.append(box)
            return Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(
                anchor, at, y + 4, mark.name
            )
    return Markup("")


def _overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
