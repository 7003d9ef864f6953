"""Which day and which scene every frame of a film shows."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from waterbed.output.conductor import SHORT_DAYS, WHOLE_DAY
from waterbed.output.film.options import FilmOptions
from waterbed.output.language.reading import reading_seconds
from waterbed.output.timeline import Timeline

_OPENING_SECONDS, _CLOSING_SECONDS = 3.0, 4.0


_MOST_OPENING, _MOST_CLOSING = 0.08, 0.1
"""Shares of the film that the overview at its beginning and end may take."""


_LEAST_CARD = 1.0
"""Seconds below which nobody could read the overview: a shorter film goes without."""


@dataclass(frozen=True, slots=True)
class Instant:
    """What a frame shows: a day of the clock, and the scene it runs to or holds at (-1 for none)."""

    day: float
    scene: int
    held: bool = False
    overview: bool = False
    """The finding as one picture, instead of a day."""
    leg: int = -1
    """Row of the legs in which the story is played; -1 where it is not told in scenes."""
    share: float = 1.0
    """How much of the leg is over, on the way to the view of a scene; else 1."""


def timetable(timeline: Timeline, options: FilmOptions) -> list[Instant]:
    """The day and scene of every frame.

    It begins and ends with the overview. In between the scenes are played in their order, leg by leg as in the player, all
    faster alike, so that it takes the time it has; without scenes the clock runs at one rate from the first day to the last.
    """
    total = round(options.seconds * options.rate)
    opening = _card(_OPENING_SECONDS, _MOST_OPENING, total, options.rate)
    closing = _card(_CLOSING_SECONDS, _MOST_CLOSING, total, options.rate) if opening else 0
    story = story_frames(timeline, options, total - opening - closing)
    before = Instant(story[0].day - 1, -1, held=True, overview=True)
    after = Instant(story[-1].day, -1, held=True, overview=True)
    return [*[before] * opening, *story, *[after] * closing]


def _card(seconds: float, share: float, total: int, rate: int) -> int:
    frames = int(min(seconds * rate, share * total))
    return frames if frames >= _LEAST_CARD * rate else 0


def story_frames(timeline: Timeline, options: FilmOptions, total: int) -> list[Instant]:
    """The frames between the two overviews."""
    legs = timeline["legs"]
    if not legs["scene"]:
        return _calendar(timeline, total)
    told = timeline["texts"][options.lang or timeline["meta"]["languages"][0]]["scenes"]
    # Of a scene's words only the headline stands in a film.
    lasts = [
        reading_seconds(told[scene]["title"]) if kind == "hold" else seconds
        for scene, kind, seconds in zip(legs["scene"], legs["kind"], legs["seconds"], strict=True)
    ]
    edges = np.rint(np.cumsum([0.0, *lasts]) * total / sum(lasts)).astype(int).tolist()
    frames: list[Instant] = []
    for leg, (since, until) in enumerate(pairwise(edges)):
        scene, kind, first, last = (legs[name][leg] for name in ("scene", "kind", "first", "last"))
        for step in range(1, until - since + 1):
            share = step / (until - since)
            comes = kind in ("move", "leap")
            day = float(last if comes else first + (last - first) * share)
            frames.append(Instant(day, scene, held=kind == "hold", leg=leg, share=share if comes else 1.0))
    return frames


def _calendar(timeline: Timeline, total: int) -> list[Instant]:
    meta = timeline["meta"]
    first, last = float(meta["first_day"]), float(meta["last_day"])
    if last - first < SHORT_DAYS:
        last += WHOLE_DAY
    days = np.linspace(first, last, total + 1)[1:].tolist()
    return [Instant(day, -1) for day in days]
