"""What belongs together in a timeline, grouped once, so that every page of a site looks it up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from waterbed.geo.plane import distance_km
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.output.columns.presses import days_of
from waterbed.output.timeline import Timeline

Groups: TypeAlias = Mapping[Any, list[int]]

NEAREST = 5


_FAR_KM = 1000.0


_VAGUE_KM = 50.0


class SiteIndex:
    """Look-ups over a timeline: row numbers by what they are asked for."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        records, places, moves, events = (
            timeline[name] for name in ("records", "places", "movements", "events")
        )
        self.record_of = {record: row for row, record in enumerate(records["id"])}
        self.owner = {
            table: {record: row for row, record in enumerate(timeline[table]["record"])}
            for table in ("places", "hubs", "events", "movements", "figures")
        }
        above = [timeline.ancestors(place) for place in range(len(places["id"]))]
        self.inside = _groups((place, [place, *chain]) for place, chain in enumerate(above))
        self.children = _groups((place, chain[:1]) for place, chain in enumerate(above))
        self.events_at = _by(events["place"])
        self.moves_from, self.moves_to = _by(moves["origin"]), _by(moves["destination"])
        self.moves_after = _groups(enumerate(moves["cause"]))
        self.hubs_at = _by(timeline["hubs"]["place"])
        self.spans_at = _by(timeline["spans"]["place"])
        self.figures_at, self.figures_of = (_by(timeline["figures"][key]) for key in ("place", "event"))
        self.cycles_at, self.cycles_of = (_by(timeline["cycles"][key]) for key in ("place", "trigger"))
        self.findings_of = _by(timeline["findings"]["cycle"])
        self.series_at = _by(timeline["series"]["place"])
        self.rows_of = _by(timeline["rows"]["place"])
        self.table = _by(records["table"])
        self.gaps_at = _groups((row, [records["place"][row]]) for row in self.table.get("gaps", []))
        self.records_from = _groups(enumerate(records["sources"]))
        self.records_of = _groups(
            (timeline[table]["record"][row], [organisation])
            for table, column in (("hubs", "organisation"), ("events", "actor"), ("figures", "organisation"))
            for row, organisation in enumerate(timeline[table][column])
        )
        self.move_order = sorted(range(len(moves["id"])), key=self.move_day)
        self.event_order = sorted(range(len(events["id"])), key=self.event_day)
        self._nearest = _nearest(places, above)

    def within(self, groups: Groups, place: int) -> list[int]:
        """Rows of a group at a place and at all that lies in it, ascending."""
        return sorted({row for one in self.inside[place] for row in groups.get(one, ())})

    def event_day(self, event: int) -> tuple[bool, int, int]:
        """Key that sorts events by their first day on record, undated last."""
        return _day_key(self.timeline["events"], event)

    def move_day(self, move: int) -> tuple[bool, int, int]:
        """Key that sorts movements by their first day on record, undated last."""
        return _day_key(self.timeline["movements"], move)

    def nearest(self, place: int) -> list[tuple[int, float]]:
        """The nearest places with a point of their own and their distance in km, nearest first."""
        return self._nearest.get(place, [])


class SiteFacts:
    """What pages say that no picture draws: topics, roles, kinds, where exactly records are placed, when presses began."""

    def __init__(self, dataset: Dataset, timeline: Timeline) -> None:
        self.began = days_of(cycles(dataset))
        """Days of the rows of the cycle table."""
        self.numbers = {tuple(rows): n for n, rows in enumerate(timeline["presses"]["cycles"], 1)}
        """Of the presses that the picture tells, by their rows of the cycle table."""
        context, countries, bodies = (dataset[name] for name in ("context", "countries", "organisations"))
        self.topic: dict[str, str] = dict(zip(context.index, context["topic"], strict=True))
        self.roles: dict[str, tuple[str, ...]] = dict(zip(countries.index, countries["roles"], strict=True))
        self.kind: dict[str, str] = dict(zip(bodies.index, bodies["kind"], strict=True))
        self.hub_place: dict[str, str] = dict(
            zip(dataset["hubs"].index, dataset["hubs"]["place"], strict=True)
        )


def _by(column: Sequence[Any]) -> Groups:
    return _groups((row, [key]) for row, key in enumerate(column))


def _groups(pairs: Iterable[tuple[int, Iterable[Any]]]) -> Groups:
    found: dict[Any, list[int]] = defaultdict(list)
    for row, keys in pairs:
        for key in keys:
            if key != -1:
                found[key].append(row)
    return dict(found)


def _day_key(table: Mapping[str, Sequence[Any]], row: int) -> tuple[bool, int, int]:
    days = (table[column][row] for column in SPAN)
    day = next((day for day in days if day is not None), None)
    return day is None, day or 0, row


def _nearest(
    places: Mapping[str, Sequence[Any]], chain: Sequence[Sequence[int]]
) -> dict[int, list[tuple[int, float]]]:
    """The nearest towns and hubs of each, first by a plain measure in degrees, then exactly."""
    own = [
        row
        for row, level in enumerate(places["level"])
        if level in ("zone", "hub") and (places["precision_km"][row] or 0) <= _VAGUE_KM
    ]
    rows = np.array([row for row in own if places["lon"][row] is not None], dtype=int)
    if len(rows) < 2:
        return {}
    lon, lat = (np.array([places[axis][row] for row in rows], dtype=float) for axis in ("lon", "lat"))
    found = {}
    for at, row in enumerate(rows.tolist()):
        step = np.abs(lon - lon[at])
        rough = np.hypot(np.minimum(step, 360 - step) * np.cos(np.radians(lat[at])), lat - lat[at])
        rough[at] = np.inf
        rough[np.isin(rows, chain[row])] = np.inf
        close = np.argsort(rough, kind="stable")[: NEAREST + 3]
        km = distance_km(lon[at], lat[at], lon[close], lat[close])
        order = [
            i for i in np.argsort(km, kind="stable") if km[i] <= _FAR_KM and np.isfinite(rough[close[i]])
        ]
        found[row] = [(int(rows[close[i]]), float(km[i])) for i in order[:NEAREST]]
    return found
