"""Timeline and day to what is on record that day; the Python half of ``viewer/src/moment.js``."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from waterbed.layers.phases import Phase
from waterbed.output.timeline import Timeline

RING_DAYS = 12
_STRENGTH = {str(phase): rank for rank, phase in enumerate(reversed(Phase))}


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
    active = [span for span in range(len(timeline["spans"]["place"])) if _span_active(timeline, span, day)]
    phase = timeline["spans"]["phase"]
    return Moment(
        day=day,
        movements=tuple(_movements(timeline, day)),
        places=tuple(_places(timeline, day, [span for span in active if phase[span] in _STRENGTH])),
        disruptions=tuple(span for span in active if phase[span] not in _STRENGTH),
        events=tuple(_events(timeline, day)),
    )


def _movements(timeline: Timeline, day: float) -> Iterator[MovementMark]:
    table = timeline["movements"]
    for index, (shape, mode) in enumerate(zip(table["shape"], table["mode"], strict=True)):
        state = (
            None
            if shape == "none"
            else _progress(mode, table["start_min"][index], table["end_max"][index], day)
        )
        if state:
            yield MovementMark(index, *state, *_control(timeline, index))


def _progress(mode: str, start: int | None, end: int | None, day: float) -> tuple[str, float, float] | None:
    if mode == "bounded" and start is not None and end is not None and day >= start:
        arrived = end + 1
        return (
            ("past", 1.0, day - arrived)
            if day >= arrived
            else ("under_way", (day - start) / (arrived - start), 0.0)
        )
    if mode == "lower" and start is not None and day >= start:
        return "since", 1.0, day - start
    if mode == "upper" and end is not None and day >= end:
        return "by", 1.0, day - end
    return None


def _control(timeline: Timeline, index: int) -> tuple[float | None, float | None]:
    table, places = timeline["movements"], timeline["places"]
    if table["shape"][index] != "curve":
        return None, None
    origin, destination = table["origin"][index], table["destination"][index]
    x0, y0 = places["x"][origin], places["y"][origin]
    x1, y1 = places["x"][destination] + table["shift"][index], places["y"][destination]
    bend = table["bend"][index]
    return (x0 + x1) / 2 - 2 * bend * (y1 - y0), (y0 + y1) / 2 + 2 * bend * (x1 - x0)


def _places(timeline: Timeline, day: float, active: Iterable[int]) -> Iterator[PlaceMark]:
    spans = timeline["spans"]
    shown: dict[int, int] = {}
    for span in active:
        place = spans["place"][span]
        if place not in shown or _rank(spans, span) > _rank(spans, shown[place]):
            shown[place] = span
    for place in _places_on_record(timeline):
        if place in shown:
            span = shown[place]
            yield PlaceMark(
                place,
                spans["phase"][span],
                _sure(spans, span, day),
                spans["candidate"][span],
                spans["derived"][span],
                span,
            )
        else:
            yield PlaceMark(place, _state(timeline, place, day), 0, 0, 0, -1)


def _places_on_record(timeline: Timeline) -> list[int]:
    hubs, spans = timeline["hubs"], timeline["spans"]
    drawn = {place for place, d in zip(hubs["place"], hubs["drawn"], strict=True) if d and place >= 0}
    dated = {place for span, place in enumerate(spans["place"]) if _start(spans, span) is not None}
    return sorted(drawn | dated)


def _rank(spans: Mapping[str, Any], span: int) -> tuple[float, int, int]:
    start = _start(spans, span)
    return (-math.inf if start is None else start, _STRENGTH[spans["phase"][span]], -span)


def _start(spans: Mapping[str, Any], span: int) -> int | None:
    start: int | None = spans["start_min"][span]
    return spans["start_max"][span] if start is None else start


def _span_active(timeline: Timeline, span: int, day: float) -> bool:
    spans = timeline["spans"]
    start, end = _start(spans, span), spans["end_max"][span]
    return start is not None and start <= day < (timeline["meta"]["as_of"] if end is None else end) + 1


def _sure(spans: Mapping[str, Any], span: int, day: float) -> int:
    first, last = spans["start_max"][span], spans["end_min"][span]
    return int(first is not None and last is not None and first <= math.floor(day) <= last)


def _state(timeline: Timeline, place: int, day: float) -> str:
    hubs, spans = timeline["hubs"], timeline["spans"]
    here = [h for h, (p, d) in enumerate(zip(hubs["place"], hubs["drawn"], strict=True)) if d and p == place]
    windows = [window for hub in here for window in hubs["attested"][hub]]
    if any(first <= day < last + 1 for first, last in windows):
        return "attested"
    starts = [_start(spans, span) for span, p in enumerate(spans["place"]) if p == place]
    on_record = [start for start in starts if start is not None] + [first for first, _ in windows]
    if not on_record:
        return "unknown"
    if day < min(on_record):
        return "not_yet"
    return "ended" if _ended(hubs, here, day) else "earlier"


def _ended(hubs: Mapping[str, Any], here: Iterable[int], day: float) -> bool:
    present = [h for h in here if hubs["start_min"][h] is not None or hubs["end_max"][h] is not None]
    ends = [hubs["end_max"][h] for h in present]
    return bool(ends) and all(end is not None and day >= end + 1 for end in ends)


def _events(timeline: Timeline, day: float) -> Iterator[EventMark]:
    table = timeline["events"]
    for index, (start, end) in enumerate(zip(table["start_min"], table["end_max"], strict=True)):
        if start is not None and end is not None and start <= day < max(end + 1, start + RING_DAYS):
            yield EventMark(index, day - start)
