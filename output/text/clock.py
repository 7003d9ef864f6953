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
    """The newest event, or the phase that began last, in one line; where there is neither, the largest numbers."""
    event, phase = _latest_event(say, seen, scene), _latest_phase(say, seen, scene)
    if event and (phase is None or _outranks(say, seen.day, scene, event.index, phase.span)):
        return _event_line(say, seen.day, event)
    if phase is None:
        return numbers_line(say, seen.day) or say.t("clock.none")
    return say.t(
        "clock.phase",
        phase=say.t("phase.candidate" if phase.candidate else f"phase.{phase.phase}"),
        place=say.short_place(phase.index),
        when=say.span(phase.span),
    )


def _event_line(say: Speaker, day: float, mark: EventMark) -> str:
    events, row = say.timeline["events"], mark.index
    record = events["record"][row]
    when, label = say.event(row, mark.chance), say.record("label", record)
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


def _told(say: Speaker, scene: int) -> frozenset[int]:
    return frozenset(say.timeline["scenes"]["own"][scene]) if scene >= 0 else frozenset()


def _outranks(say: Speaker, day: float, scene: int, event: int, span: int) -> bool:
    """Whether an event is told rather than a phase: a report is not while something happens on the ground."""
    events, told = say.timeline["events"], _told(say, scene)
    if not events["sign"][event]:
        return False
    if events["start_min"][event] == math.floor(day) or events["record"][event] in told:
        return True
    return not any(record in told for record in say.timeline["spans"]["basis"][span])


def _latest_event(say: Speaker, seen: Moment, scene: int) -> EventMark | None:
    """The newest event; of several on one day the one the scene names."""
    events, told = say.timeline["events"], _told(say, scene)

    def score(mark: EventMark) -> float:
        named = 12.5 if events["record"][mark.index] in told else 0.0
        return -mark.age + named - (0 if events["sign"][mark.index] else 40)

    return max(seen.events, key=score, default=None)


def _latest_phase(say: Speaker, seen: Moment, scene: int) -> PlaceMark | None:
    """The phase that began last; those that the scene tells of come first."""
    spans, told = say.timeline["spans"], _told(say, scene)

    def rank(mark: PlaceMark) -> tuple[int, float, int]:
        start = spans["start_min"][mark.span]
        start = spans["start_max"][mark.span] if start is None else start
        named = any(record in told for record in spans["basis"][mark.span])
        return int(named), -math.inf if start is None else start, -_TELLING.index(mark.phase)

    return max((mark for mark in seen.places if mark.span >= 0), key=rank, default=None)
