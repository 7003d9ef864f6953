"""The outlines that a data set gives its zones, in degrees; the Python half of ``viewer/src/land/outlines.js``."""

import weakref
from collections.abc import Mapping

import shapely

from waterbed.geo.rings import shape_of
from waterbed.output.timeline import Timeline

_known: "weakref.WeakKeyDictionary[Timeline, dict[int, shapely.Geometry]]" = weakref.WeakKeyDictionary()


def outlines_of(timeline: Timeline) -> Mapping[int, shapely.Geometry]:
    """The outline of each zone that has one, by row of places (EPSG:4326, cut at the dateline)."""
    if timeline not in _known:
        table = timeline["outlines"]
        rings: dict[int, list[tuple[bool, list[int], list[int]]]] = {}
        for place, closed, x, y in zip(*(table[name] for name in ("place", "closed", "x", "y")), strict=True):
            rings.setdefault(place, []).append((bool(closed), x, y))
        _known[timeline] = {place: shape_of(found) for place, found in rings.items()}
    return _known[timeline]
