"""Events in a film: how long each is told of, and the one pass of its ring, in frames rather than in days."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from waterbed.output.film.timetable import Instant
from waterbed.output.moment import EventMark, Moment, moment
from waterbed.output.timeline import Timeline

_PASS_SECONDS = 1.2


_EVENT_SECONDS = 1.8
"""How long an event is told of at least, however fast the clock runs."""


_STARTS_A_SECOND = 3


class FilmEvents:
    """When the events of a film begin, by frame."""

    def __init__(self, timeline: Timeline, instants: Sequence[Instant], rate: int) -> None:
        self._timeline, self._instants, self._rate = timeline, instants, rate
        self._runs = self._scene_by_scene()

    def seen(self, index: int) -> Moment:
        """The moment, with events that began a while of the film ago: at a fast clock they would flash by.

        A day at rest is shown as it is: what was news on the way to it is none there.
        """
        day = self._instants[index].day
        seen = moment(self._timeline, day)
        if self._instants[index].held:
            return seen
        there = {mark.index for mark in seen.events}
        latest = _EVENT_SECONDS * self._rate
        starts = self._runs[index]
        kept = [
            EventMark(row, day - self._instants[start].day, 1.0)
            for row, start in starts.items()
            if row not in there and 0 <= index - start < latest
        ]
        return replace(seen, events=(*seen.events, *kept)) if kept else seen

    def passes(self, index: int) -> dict[int, float]:
        """The share of its pass that is over, by event; when many begin at once only the first have one."""
        length, second = _PASS_SECONDS * self._rate, self._rate
        passes: dict[int, float] = {}
        begun: list[int] = []
        for row, start in sorted(self._runs[index].items(), key=lambda item: (item[1], item[0])):
            if start > index:
                break
            recent = [other for other in begun if start - other < second]
            if len(recent) >= _STARTS_A_SECOND:
                continue
            begun.append(start)
            if index - start < length:
                passes[row] = (index - start) / length
        return passes

    def _scene_by_scene(self) -> list[dict[int, int]]:
        """For each frame, when the events of its scene begin: between two scenes the clock may go back, never within one."""
        runs: list[dict[int, int]] = []
        for _, frames in groupby(enumerate(self._instants), key=lambda one: (one[1].scene, one[1].card)):
            run = list(frames)
            starts = self._event_starts(run[0][0], [instant.day for _, instant in run])
            runs += [starts] * len(run)
        return runs

    def _event_starts(self, since: int, days: list[float]) -> dict[int, int]:
        """The frame in which each event begins, of a run of frames; those before or after it have none."""
        events = self._timeline["events"]
        starts = {}
        for row, (first, last) in enumerate(zip(events["start_min"], events["start_max"], strict=True)):
            start = last if first is None else first
            if start is not None and days[0] - 1 < start <= days[-1]:
                starts[row] = since + int(np.searchsorted(days, start))
        return starts
