"""Timeline and day to what is on record that day; the Python half of ``viewer/src/data/moment.js``."""

import weakref
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from waterbed.geo.bends import control_point
from waterbed.layers.cycle.phases import STRENGTH, covering, lasting
from waterbed.layers.dates.bounds import SPAN
from waterbed.output.timeline import Timeline

RING_DAYS = 12


Days = npt.NDArray[np.float64]


Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MovementMark:
    """A movement on record: its row, how it is drawn, how far it has come."""

    index: int
    state: str
    """``under_way``, ``past``, ``since`` (lower bound only) or ``by`` (upper bound only)."""
    fraction: float
    """Share of the way travelled, 0 to 1."""
    age: float
    """Days since it arrived, or since its bound."""
    cx: float | None
    """Control point of its curve on the unit Web Mercator plane; None where it has no curve."""
    cy: float | None


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """A place and the phase or state it shows."""

    index: int
    phase: str
    sure: int
    """1 while the phase is certain to last, 0 in its vague start or end."""
    candidate: int
    derived: int
    span: int
    """Row of the span shown, -1 for a state without a phase."""


@dataclass(frozen=True, slots=True)
class EventMark:
    """An event whose ring is still up."""

    index: int
    age: float
    chance: float
    """Probability that it has begun by this day, when it is known only to begin in a span (Ratcliffe 2002); else 1."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What is on record on a day, in table order (``docs/timeline.md``)."""

    day: float
    movements: tuple[MovementMark, ...]
    places: tuple[PlaceMark, ...]
    disruptions: tuple[int, ...]
    """Rows of spans."""
    events: tuple[EventMark, ...]


def moment(timeline: Timeline, day: float) -> Moment:
    """What is on record on ``day`` (days since 1970-01-01, fractions allowed)."""
    index = _index_of(timeline)
    active = np.flatnonzero((index.span_start <= day) & (day < index.span_end))
    is_phase = index.strength[active] >= 0
    return Moment(
        day=day,
        movements=_movements(index, day),
        places=_places(index, day, active[is_phase]),
        disruptions=tuple(active[~is_phase].tolist()),
        events=_events(index, day),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """Columns of a timeline as arrays, worked out once; NaN days are never reached by the clock."""

    timeline: Timeline
    span_start: Days
    span_end: Days
    strength: Rows
    event_start: Days
    event_end: Days
    event_sure: Days
    move_start: Days
    move_arrived: Days
    controls: list[tuple[float | None, float | None]]
    places: list["_PlaceRecord"]


@dataclass(slots=True)
class _PlaceRecord:
    """What a place shows without a phase."""

    place: int
    windows: list[tuple[int, int]] = field(default_factory=list)
    first: float = np.inf
    ends: list[float] = field(default_factory=list)
    """First day after each dated presence of its hubs; infinite where the end is unknown."""


_indexes: "weakref.WeakKeyDictionary[Timeline, _Index]" = weakref.WeakKeyDictionary()


def _index_of(timeline: Timeline) -> _Index:
    if timeline not in _indexes:
        _indexes[timeline] = _build(timeline)
    return _indexes[timeline]


def _build(timeline: Timeline) -> _Index:
    spans, events, moves = timeline["spans"], timeline["events"], timeline["movements"]
    span_start, event_start = _start(spans), _start(events)
    return _Index(
        timeline=timeline,
        span_start=span_start,
        span_end=lasting([_days(spans[column]) for column in SPAN], timeline["meta"]["as_of"]) + 1,
        strength=np.array([STRENGTH.get(phase, -1) for phase in spans["phase"]], dtype=np.int64),
        event_start=event_start,
        event_end=np.fmax(_days(events["end_max"]) + 1, event_start + RING_DAYS),
        event_sure=_days(events["start_max"]) + 1,
        move_start=_days(moves["start_min"]),
        move_arrived=_days(moves["end_max"]) + 1,
        controls=[_control(timeline, index) for index in range(len(moves["shape"]))],
        places=_place_records(timeline, span_start),
    )


def _days(column: list[int | None]) -> Days:
    return np.array([np.nan if day is None else day for day in column], dtype=np.float64)


def _start(table: dict[str, Any]) -> Days:
    """First day on record of each row, NaN without a date."""
    earliest = _days(table["start_min"])
    return np.where(np.isnan(earliest), _days(table["start_max"]), earliest)


def _control(timeline: Timeline, index: int) -> tuple[float | None, float | None]:
    table, places = timeline["movements"], timeline["places"]
    if table["shape"][index] != "curve":
        return None, None
    origin, destination = table["origin"][index], table["destination"][index]
    x0, y0 = places["x"][origin], places["y"][origin]
    x1, y1 = places["x"][destination] + table["shift"][index], places["y"][destination]
    return control_point(x0, y0, x1, y1, table["bend"][index])


def _place_records(timeline: Timeline, span_start: Days) -> list[_PlaceRecord]:
    """Every place that has a drawn hub or anything dated, in table order."""
    hubs = timeline["hubs"]
    found: dict[int, _PlaceRecord] = {}
    for place, start in zip(timeline["spans"]["place"], span_start.tolist(), strict=True):
        if not np.isnan(start):
            record = found.setdefault(place, _PlaceRecord(place))
            record.first = min(record.first, start)
    for place, drawn, windows, start, end in zip(
        *(hubs[column] for column in ("place", "drawn", "attested", "start_min", "end_max")), strict=True
    ):
        if drawn and place >= 0:
            record = found.setdefault(place, _PlaceRecord(place))
            record.windows += [(first, last) for first, last in windows]
            record.first = min([record.first, *(first for first, _ in windows)])
            if start is not None or end is not None:
                record.ends.append(np.inf if end is None else end + 1)
    return [found[place] for place in sorted(found)]


def _movements(index: _Index, day: float) -> tuple[MovementMark, ...]:
    table = index.timeline["movements"]
    begun = np.flatnonzero((index.move_start <= day) | (index.move_arrived - 1 <= day))
    marks = []
    for row in begun.tolist():
        state = _progress(table["mode"][row], index.move_start[row], index.move_arrived[row], day)
        if state and table["shape"][row] != "none":
            marks.append(MovementMark(row, *state, *index.controls[row]))
    return tuple(marks)


def _progress(mode: str, start: float, arrived: float, day: float) -> tuple[str, float, float] | None:
    if mode == "bounded" and day >= arrived:
        return "past", 1.0, float(day - arrived)
    if mode == "bounded" and day >= start:
        return "under_way", float((day - start) / (arrived - start)), 0.0
    if mode == "lower" and day >= start:
        return "since", 1.0, float(day - start)
    if mode == "upper" and day >= arrived - 1:
        return "by", 1.0, float(day - (arrived - 1))
    return None


def _places(index: _Index, day: float, active: Rows) -> tuple[PlaceMark, ...]:
    spans = index.timeline["spans"]
    order = covering(index.span_start[active], index.strength[active])
    shown = {spans["place"][span]: span for span in active[order].tolist()}
    return tuple(_place_mark(spans, record, shown.get(record.place, -1), day) for record in index.places)


def _place_mark(spans: dict[str, Any], record: _PlaceRecord, span: int, day: float) -> PlaceMark:
    if span < 0:
        return PlaceMark(record.place, _state(record, day), 0, 0, 0, -1)
    first, last = spans["start_max"][span], spans["end_min"][span]
    sure = first is not None and last is not None and first <= np.floor(day) <= last
    return PlaceMark(
        record.place, spans["phase"][span], int(sure), spans["candidate"][span], spans["derived"][span], span
    )


def _state(record: _PlaceRecord, day: float) -> str:
    if any(first <= day < last + 1 for first, last in record.windows):
        return "attested"
    if record.first == np.inf:
        return "unknown"
    if day < record.first:
        return "not_yet"
    return "ended" if record.ends and day >= max(record.ends) else "earlier"


def _events(index: _Index, day: float) -> tuple[EventMark, ...]:
    rows = np.flatnonzero((index.event_start <= day) & (day < index.event_end))
    return tuple(
        EventMark(row, float(day - index.event_start[row]), _chance(index, row, day)) for row in rows.tolist()
    )


def _chance(index: _Index, row: int, day: float) -> float:
    start, sure = index.event_start[row], index.event_sure[row]
    return 1.0 if sure - start <= 1 or day >= sure else float((day - start) / (sure - start))
