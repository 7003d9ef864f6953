"""The outlines of zones and countries in a data set, in degrees; the Python half of ``viewer/src/land/outlines.js``."""

import weakref
from collections.abc import Mapping

import shapely

from waterbed.geo.rings import shape_of
from waterbed.output.timeline import Timeline

_known: "weakref.WeakKeyDictionary[Timeline, dict[int, shapely.Geometry]]" = weakref.WeakKeyDictionary()


def outlines_of(timeline: Timeline) -> Mapping[int, shapely.Geometry]:
    """The outline of each zone and country that has one, by row of places (EPSG:4326, cut at the dateline)."""
    if timeline not in _known:
        table = timeline["outlines"]
        rings: dict[int, list[tuple[bool, list[int], list[int]]]] = {}
        for place, closed, x, y in zip(*(table[name] for name in ("place", "closed", "x", "y")), strict=True):
            rings.setdefault(place, []).append((bool(closed), x, y))
        _known[timeline] = {place: shape_of(found) for place, found in rings.items()}
    return _known[timeline]


def own_land(timeline: Timeline) -> tuple[shapely.Geometry, ...]:
    """The countries that the data set outlines itself: land that no base map has (EPSG:4326)."""
    level = timeline["places"]["level"]
    return tuple(shape for place, shape in outlines_of(timeline).items() if level[place] == "country")
