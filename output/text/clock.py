"""The big clock of a picture: a date at the precision of the data, and one line on what is on record. ``clock.js``."""

import math

from waterbed.output.language.strings import shortened
from waterbed.output.moment import EventMark, Moment, PlaceMark
from waterbed.output.text.said import numbers_line
from waterbed.output.text.speaker import MOST_LETTERS, Speaker, unit_of

_LONGEST_LINE = 96
"""What fits on two lines; a longer label is told by kind and place instead of being cut."""


_TELLING = ("return", "displacement", "crackdown", "arrival", "presence")


def clock_date(say: Speaker, day: float, scene: int) -> str:
    """The day, coarser when all that is recorded for it is coarser; in a scene (-1: none) only by what it tells of."""
    events, records = say.timeline["events"], say.timeline["records"]
    told = _told(say, scene) if scene >= 0 else None
    whole, length, row = math.floor(day), math.inf, -1
    for i, (first, last) in enumerate(zip(events["start_min"], events["end_max"], strict=True)):
        if first is None or last is None or not first <= whole <= last or last - first >= length:
            continue
        if told is None or events["record"][i] in told:
            length, row = last - first, i
    if row < 0 or length == 0:
        return say.day(day)
    unit = unit_of(events["start_min"][row], events["end_max"][row])
    if unit is None:
        return say.day(day)
    text = say.month(day) if unit == "month" else say.year(day)
    about = "approximate" in records["flags"][events["record"][row]]
    return say.t("clock.about", date=text) if about else text


def clock_line(say: Speaker, seen: Moment, scene: int) -> str:
    """The newest event, or the phase that began last, in one line; where there is neither, the largest numbers.

    A scene that names records speaks of its own alone: what else happens on the day stands in the list beside the map.
    """
    told = _told(say, scene)
    event, phase = _latest_event(say, seen, told), _latest_phase(say, seen, told)
    if event and (phase is None or _outranks(say, seen.day, told, event.index, phase.span)):
        return _event_line(say, seen.day, event)
    if phase is None and (over := _latest_over(say, seen, told)):
        return _event_line(say, seen.day, over)
    if phase is None:
        return numbers_line(say, seen.day) or ("" if told else say.t("clock.none"))
    return say.t(
        "clock.phase",
        phase=say.t("phase.candidate" if phase.candidate else f"phase.{phase.phase}"),
        place=say.short_place(phase.index),
        when=say.span(phase.span),
    )


def _event_line(say: Speaker, day: float, mark: EventMark) -> str:
    events, row = say.timeline["events"], mark.index
    when, label = say.event(row, mark.chance), _located(say, row)
    today = math.floor(day) == events["start_min"][row] == events["end_max"][row]
    line = label if today else say.t("clock.event", label=label, when=when)
    if len(line) <= _LONGEST_LINE:
        return line
    if events["place"][row] < 0:
        short = shortened(label, 2 * MOST_LETTERS)
        return short if today else say.t("clock.event", label=short, when=when)
    kind = say.word(events["kind"][row])
    return say.t(
        "clock.phase",
        phase=say.upper(kind[:1]) + kind[1:],
        place=say.short_place(events["place"][row]),
        when=when,
    )


def _located(say: Speaker, row: int) -> str:
    """What happened and where: an event whose words name no place is told with it."""
    events = say.timeline["events"]
    label, place = say.record("label", events["record"][row]), events["place"][row]
    around = () if place < 0 else (place, *say.timeline.ancestors(place))
    if not around or any(say.place(at).casefold() in label.casefold() for at in around):
        return label
    return say.t("clock.at", place=say.short_place(place), label=label)


def _told(say: Speaker, scene: int) -> frozenset[int]:
    return frozenset(say.timeline["scenes"]["own"][scene]) if scene >= 0 else frozenset()


def _outranks(say: Speaker, day: float, told: frozenset[int], event: int, span: int) -> bool:
    """Whether an event is told rather than a phase: in a scene the newer of the two, elsewhere no mere report."""
    events = say.timeline["events"]
    if told:
        begun = events["start_max" if events["start_min"][event] is None else "start_min"][event]
        return bool(begun >= _start(say, span))
    return bool(events["sign"][event])


def _latest_event(say: Speaker, seen: Moment, told: frozenset[int]) -> EventMark | None:
    """The newest event; a report comes after what happened on the ground."""
    events = say.timeline["events"]
    own = (mark for mark in seen.events if not told or events["record"][mark.index] in told)
    return max(own, key=lambda mark: -mark.age - (0 if events["sign"][mark.index] else 40), default=None)


def _latest_over(say: Speaker, seen: Moment, told: frozenset[int]) -> EventMark | None:
    """The last of a scene's events that are no news any more."""
    events = say.timeline["events"]
    columns = zip(events["record"], events["start_max"], strict=True)
    begun = [(row, day) for row, (record, day) in enumerate(columns) if record in told and day is not None]
    over = [EventMark(row, seen.day - day, 1.0) for row, day in begun if day <= seen.day]
    return min(over, key=lambda mark: mark.age, default=None)


def _latest_phase(say: Speaker, seen: Moment, told: frozenset[int]) -> PlaceMark | None:
    """The phase that began last."""
    basis = say.timeline["spans"]["basis"]
    own = (
        mark
        for mark in seen.places
        if mark.span >= 0 and (not told or any(record in told for record in basis[mark.span]))
    )
    return max(own, key=lambda mark: (_start(say, mark.span), -_TELLING.index(mark.phase)), default=None)


def _start(say: Speaker, span: int) -> float:
    spans = say.timeline["spans"]
    known = (spans[column][span] for column in ("start_min", "start_max"))
    return next((day for day in known if day is not None), -math.inf)
