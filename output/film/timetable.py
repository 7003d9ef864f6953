"""Which day and which scene every frame of a film shows."""

from dataclasses import dataclass

from waterbed.output.film.options import FilmOptions
from waterbed.output.timeline import Timeline

_HOLD_SECONDS = 1.7


_MOST_HOLD = 0.5
"""Share of the film that holds may take."""


_OPENING_SECONDS, _CLOSING_SECONDS = 3.0, 4.0


_MOST_OPENING, _MOST_CLOSING = 0.08, 0.1
"""Shares of the film that the overview at its beginning and end may take."""


_LEAST_CARD = 1.0
"""Seconds below which nobody could read the overview: a shorter film goes without."""


_SHORT_DAYS, _WHOLE_DAY = 32, 0.999
"""In a story of days the clock runs to the end of the last one, so that what happens on it is seen. As in ``state.js``."""


@dataclass(frozen=True, slots=True)
class Instant:
    """What a frame shows: a day of the clock, and the scene it runs to or holds at (-1 for none)."""

    day: float
    scene: int
    held: bool = False
    overview: bool = False
    """The finding as one picture, instead of a day."""


def timetable(timeline: Timeline, options: FilmOptions) -> list[Instant]:
    """The day and scene of every frame.

    It begins and ends with the overview. In between the clock runs at one rate from the first day to the last, and holds at
    the end of every scene; scenes come in the order of their ends, so that it never runs back.
    """
    total = round(options.seconds * options.rate)
    opening = _card(_OPENING_SECONDS, _MOST_OPENING, total, options.rate)
    closing = _card(_CLOSING_SECONDS, _MOST_CLOSING, total, options.rate) if opening else 0
    story = _story(timeline, options, total - opening - closing)
    before = Instant(story[0].day - 1, -1, held=True, overview=True)
    after = Instant(story[-1].day, -1, held=True, overview=True)
    return [*[before] * opening, *story, *[after] * closing]


def _card(seconds: float, share: float, total: int, rate: int) -> int:
    frames = int(min(seconds * rate, share * total))
    return frames if frames >= _LEAST_CARD * rate else 0


def _story(timeline: Timeline, options: FilmOptions, total: int) -> list[Instant]:
    meta, scenes = timeline["meta"], timeline["scenes"]
    first, last = float(meta["first_day"]), float(meta["last_day"])
    if last - first < _SHORT_DAYS:
        last += _WHOLE_DAY
    ends = sorted((end, row) for row, end in enumerate(scenes["end"]))
    stops = [(min(max(float(end), first), last), row) for end, row in ends]
    if not stops or stops[-1][0] < last:
        stops.append((last, stops[-1][1] if stops else -1))
    hold = int(min(_HOLD_SECONDS * options.rate, _MOST_HOLD * total / len(stops)))
    moving = total - hold * len(stops)
    rate = (last - first) / max(1, moving)
    frames: list[Instant] = []
    run, day = 0, first
    for stop, row in stops:
        # Frames of the run are counted over the whole film: rounding adds no day and drops none.
        until = round((stop - first) / rate) if rate else run
        for step in range(run, until):
            day = min(stop, first + (step + 1) * rate)
            frames.append(Instant(day, row))
        run = max(run, until)
        frames += [Instant(stop, row, held=True)] * hold
    frames += [Instant(last, stops[-1][1], held=True)] * (total - len(frames))
    return frames[:total]
