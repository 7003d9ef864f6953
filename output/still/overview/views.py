"""What part of the world an overview shows: around all its presses, or near one of them."""

from collections.abc import Sequence

from waterbed.geo.projection import View
from waterbed.output.columns.presses import view
from waterbed.output.timeline import Timeline

_SMALL = 0.2
"""The share of the area that all presses take up to which each is shown near."""
_NEAR, _AMONG = 0.2, 0.5
"""The shares of the sides of all that one of them shows at least: alone, and where it lies among the others."""


def view_of(timeline: Timeline, rows: Sequence[int]) -> View:
    """West, south, east, north in degrees around what some presses tell; else the default view."""
    meta = timeline["meta"]
    west, south, east, north = view(timeline.content, rows) or meta["views"][meta["default_view"]]
    return west, south, east, north


def near_views(timeline: Timeline, rows: Sequence[int]) -> tuple[bool, list[View]]:
    """Whether presses lie so far apart that on one map each would be small; the view of each, with what is around it."""
    whole = view_of(timeline, rows)
    own = [view_of(timeline, [row]) for row in rows]
    wide, high = _extent(whole)
    far = all(_extent(one)[0] * _extent(one)[1] < _SMALL * wide * high for one in own)
    least = _NEAR if far else _AMONG
    return far, [_at_least(one, least * wide, least * high) for one in own]


def _extent(view: View) -> tuple[float, float]:
    return view[2] - view[0], view[3] - view[1]


def _at_least(view: View, wide: float, high: float) -> View:
    """A view widened to so many degrees, about its middle."""
    west, south, east, north = view
    across, up = max(0.0, wide - (east - west)) / 2, max(0.0, high - (north - south)) / 2
    return west - across, max(-90.0, south - up), east + across, min(90.0, north + up)
