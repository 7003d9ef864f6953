"""What the player of a page shows: the rows of a place or an event, a view around them, the day it opens on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from waterbed.geo.views import KM_A_DEGREE, view_around, widened
from waterbed.layers.dates.bounds import SPAN
from waterbed.output.columns.presses import has_point
from waterbed.output.outlines import outlines_of
from waterbed.output.site.model.focus import Scene, focus, selection
from waterbed.output.site.model.index import SiteIndex
from waterbed.output.timeline import Timeline

MOST_MOVEMENTS = 1500


MOST_EVENTS = 1000


_MOST_HERE = 40


_MOST_NEAR = 10


_MONTHS_AROUND = 183


_FOLLOWED_ROOM = 0.15, 1.2
"""Around an event and what followed it: a share of the longer side, and so many degrees at least."""


_ROOM_DEG = {"country": 1.5, "region": 4.0, "zone": 3.0, "hub": 2.5}

Rows = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Part:
    """A choice of rows of the timeline, completed."""

    rows: Rows
    """Row numbers by table."""
    movements: int
    """How many movements there would be without a limit."""

    @property
    def left_out(self) -> bool:
        """Whether not all movements are drawn."""
        return self.movements > len(self.rows["movements"])


def part_of_place(index: SiteIndex, place: int) -> Part:
    """All that is on record at a place and at what lies in it."""
    moves = sorted({*index.within(index.moves_from, place), *index.within(index.moves_to, place)})
    cycles = index.within(index.cycles_at, place)
    chosen = {
        "movements": most_telling(index.timeline, moves, MOST_MOVEMENTS),
        "events": _latest(index, index.within(index.events_at, place), MOST_EVENTS),
        "hubs": index.within(index.hubs_at, place),
        "spans": index.within(index.spans_at, place),
        "figures": index.within(index.figures_at, place),
        "cycles": cycles if len(moves) <= MOST_MOVEMENTS else [],
        "series": index.within(index.series_at, place),
        "rows": index.within(index.rows_of, place),
        "records": index.within(index.gaps_at, place),
        "places": [place],
    }
    chosen["findings"] = [row for cycle in chosen["cycles"] for row in index.findings_of.get(cycle, ())]
    return Part(selection(index.timeline, chosen), len(moves))


def part_of_event(index: SiteIndex, event: int) -> Part:
    """An event, what is on record around it at its place, and what its record or another links to it."""
    timeline = index.timeline
    place, record = timeline["events"]["place"][event], timeline["events"]["record"][event]
    followed = moves_followed(index, event)
    beside = {*index.moves_from.get(place, ()), *index.moves_to.get(place, ())}
    days = timeline["movements"]["start_min"]
    day = _first(timeline["events"], event)
    near = [
        m for m in beside if day is not None and days[m] is not None and abs(days[m] - day) < _MONTHS_AROUND
    ]
    cycles = index.cycles_of.get(event, [])
    chosen = {
        "events": [event, *_beside(index, event)],
        "movements": [*followed[:_MOST_HERE], *most_telling(timeline, near, _MOST_NEAR)],
        "hubs": index.hubs_at.get(place, [])[:_MOST_HERE],
        "spans": [*index.spans_at.get(place, [])[:_MOST_HERE], *_phases_begun(index, followed[:_MOST_HERE])],
        "figures": index.figures_of.get(event, []),
        "cycles": cycles,
        "findings": [row for cycle in cycles for row in index.findings_of.get(cycle, ())],
        "rows": index.rows_of.get(place, []),
        "series": index.series_at.get(place, []),
        "records": [record],
    }
    part = selection(timeline, chosen)
    return Part(part, len(part["movements"]))


def moves_followed(index: SiteIndex, event: int) -> list[int]:
    """Movements recorded after an event: those that name it as their cause, departures and returns of its places."""
    cycles = index.timeline["cycles"]
    found = [*index.moves_after.get(event, ())]
    for row in index.cycles_of.get(event, ()):
        found += [*cycles["departures"][row], cycles["returned"][row]]
    return [move for move in dict.fromkeys(found) if move >= 0]


def _phases_begun(index: SiteIndex, moves: Iterable[int]) -> Iterator[int]:
    """Phases that began at the places to which movements led, by their records."""
    table, spans = index.timeline["movements"], index.timeline["spans"]
    for move in moves:
        for span in index.spans_at.get(table["destination"][move], ()):
            if table["record"][move] in spans["basis"][span]:
                yield span


def view_of_event(index: SiteIndex, event: int) -> list[float] | None:
    """Degrees around an event and all that followed it; around its place where nothing did."""
    timeline = index.timeline
    places, moves = timeline["places"], timeline["movements"]
    place, followed = timeline["events"]["place"][event], moves_followed(index, event)
    ends = (moves[end][move] for move in followed for end in ("origin", "destination"))
    told = [one for one in dict.fromkeys((place, *ends)) if has_point(places, one)]
    if len(told) < 2:
        return view_of_place(index, place) if place >= 0 else None
    lon, lat = ([places[axis][one] for one in told] for axis in ("lon", "lat"))
    return [round(side, 5) for side in widened(view_around(lon, lat), *_FOLLOWED_ROOM)]


def days_of_event(index: SiteIndex, event: int) -> tuple[int | None, int | None]:
    """The day of an event, and the last one of all that followed: between them lies what its page tells."""
    # Days of the records themselves: one that is counted from them may be a day that an edition withholds elsewhere.
    events, moves = index.timeline["events"], index.timeline["movements"]
    undated, day, _ = index.event_day(event)
    if undated:
        return None, None
    begun = day if events["end_max"][event] is None else events["start_max"][event]
    opens = max(day, begun or day)
    last = [
        next((d for column in reversed(SPAN) if (d := moves[column][move]) is not None), None)
        for move in moves_followed(index, event)
    ]
    return day, max([opens, *(one for one in last if one is not None)])


def part_of_all(index: SiteIndex) -> Part:
    """The whole timeline, or as much of it as a page can carry: what scenes name first."""
    timeline = index.timeline
    named = {record for records in timeline["scenes"]["records"] for record in records}
    all_of = {
        table: list(range(len(next(iter(timeline[table].values()), ()))))
        for table in (
            *("places", "hubs", "figures", "scenes", "rows", "spans", "series"),
            *("cycles", "findings", "presses"),
        )
    }
    moves = range(len(timeline["movements"]["id"]))
    events = range(len(timeline["events"]["id"]))
    if len(moves) <= MOST_MOVEMENTS and len(events) <= MOST_EVENTS:
        records = range(len(timeline["records"]["id"]))
        whole = {**all_of, "movements": moves, "events": events, "records": records}
        return Part(selection(timeline, whole), len(moves))
    told = [move for move in moves if timeline["movements"]["record"][move] in named]
    cycles = all_of["cycles"]
    chosen: dict[str, Iterable[int]] = {
        "scenes": all_of["scenes"],
        "series": all_of["series"],
        "presses": all_of["presses"],
        "cycles": cycles if len(cycles) <= MOST_EVENTS else [],
        "movements": [*told, *most_telling(timeline, moves, MOST_MOVEMENTS)],
        "events": [e for e in events if timeline["events"]["record"][e] in named]
        or _latest(index, events, _MOST_HERE),
    }
    part = selection(timeline, chosen)
    kept = set(part["places"])
    chosen["rows"] = [row for row in all_of["rows"] if timeline["rows"]["place"][row] in kept][:_MOST_HERE]
    chosen["spans"] = [
        row
        for row in all_of["spans"]
        if timeline["spans"]["place"][row] in kept and not timeline["spans"]["derived"][row]
    ][:MOST_EVENTS]
    return Part(selection(timeline, chosen), len(moves))


def view_of_place(index: SiteIndex, place: int) -> list[float] | None:
    """Degrees around a place and all in it; None where nothing of it has a point."""
    places = index.timeline["places"]
    lon, lat = (
        [places[axis][one] for one in index.inside[place] if places[axis][one] is not None]
        for axis in ("lon", "lat")
    )
    for one in index.inside[place]:
        corners = shapely.get_coordinates(shapely.convex_hull(outlines_of(index.timeline).get(one)))
        lon, lat = [*lon, *corners[:, 0]], [*lat, *corners[:, 1]]
    if not lon:
        return None
    level, radius = places["level"][place], places["precision_km"][place] or 0
    # No place needs more of the world around it than the whole story has.
    meta = index.timeline["meta"]
    west, south, east, north = meta["views"][meta["default_view"]]
    room = min(_ROOM_DEG[level], max(east - west, north - south) / 2)
    sizes = np.zeros(len(lon))
    if level != "country" or len(lon) == 1:
        room = max(room, 1.3 * radius / KM_A_DEGREE)
    elif places["lon"][place] is not None:
        # The label point and the size of the country widen the view of its places.
        sizes[0] = 0.9 * radius
    view = widened(view_around(lon, lat, sizes), 0.12, room)
    return [round(side, 5) for side in view]


def focused(
    index: SiteIndex,
    part: Part,
    lang: str,
    title: str,
    view: Sequence[float] | None,
    record: int,
    text: Sequence[tuple[str, Sequence[int]]],
    day: int | None,
    since: int | None = None,
) -> Timeline:
    """The timeline of a page about one record: it opens on a day, and tells of the time since another."""
    timeline = index.timeline
    opens = timeline["meta"]["as_of"] if day is None else min(day, timeline["meta"]["as_of"])
    starts = [_first(timeline[t], row) for t in ("spans", "events", "movements") for row in part.rows[t]]
    first = min([day for day in starts if day is not None], default=opens) if since is None else since
    scene = Scene(record, min(first, opens), opens, text)
    return focus(timeline, part.rows, lang, title=title, view=view, scene=scene)


def last_day(index: SiteIndex, part: Part, place: int) -> int | None:
    """The last day on which an event, or else a movement, is recorded to begin at a place or in it."""
    inside = set(index.inside[place])
    events, moves = index.timeline["events"], index.timeline["movements"]
    hit = [_first(events, e) for e in part.rows["events"] if events["place"][e] in inside]
    moved = [_first(moves, m) for m in part.rows["movements"]]
    known = [day for day in hit if day is not None] or [day for day in moved if day is not None]
    return max(known, default=None)


def most_telling(timeline: Timeline, moves: Iterable[int], most: int) -> list[int]:
    """At most so many movements: the surest first, of these the largest, of these the latest."""
    table = timeline["movements"]
    rows = list(moves)
    if len(rows) <= most:
        return rows
    return sorted(
        rows,
        key=lambda m: (-table["certainty"][m], -(table["best"][m] or 0), -(_first(table, m) or -(10**6)), m),
    )[:most]


def _latest(index: SiteIndex, events: Iterable[int], most: int) -> list[int]:
    rows = sorted(events, key=index.event_day)
    return rows[-most:]


def _beside(index: SiteIndex, event: int) -> list[int]:
    """The events at the same place that are nearest in time."""
    place = index.timeline["events"]["place"][event]
    order = sorted(index.events_at.get(place, ()), key=index.event_day)
    if event not in order:
        return []
    at = order.index(event)
    return order[max(0, at - _MOST_NEAR // 2) : at + _MOST_NEAR // 2]


def _first(table: Mapping[str, Any], row: int) -> int | None:
    """First day on record of a row."""
    days = (table[column][row] for column in ("start_min", "start_max", "end_min", "end_max"))
    return next((day for day in days if day is not None), None)
