"""What every frame of a film shows: a card, a press, or a day and a scene."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from waterbed.output.columns.presses import strongest
from waterbed.output.conductor import SHORT_DAYS, WHOLE_DAY
from waterbed.output.film.options import FilmOptions
from waterbed.output.language.reading import reading_seconds
from waterbed.output.timeline import Timeline

Card = Literal["", "title", "finding", "sources"]
"""What stands still in a film: what it is about, the finding as one picture, what it rests on; empty for a day."""

_CARD_SECONDS: Mapping[Card, float] = {"title": 3.0, "finding": 5.0, "sources": 2.0}


_LEAST_PACE = 0.5
"""Share of their time below which nobody could read the cards: a shorter film goes without."""


_PRESS_SECONDS, MOST_PRESSES = 4.0, 5
"""How long a press is told, and how many of them: more could not be read in half a minute."""


@dataclass(frozen=True, slots=True)
class Instant:
    """What a frame shows: a card, a press, or a day of the clock and the scene it runs to or holds at (-1 for none)."""

    day: float = 0.0
    scene: int = -1
    held: bool = False
    card: Card = ""
    press: int = -1
    """Row of the press that is told."""
    leg: int = -1
    """Row of the legs in which the story is played; -1 where it is not told in scenes."""
    share: float = 1.0
    """How much of a press is told, or how much of a leg is over on the way to the view of a scene; else 1."""


def timetable(timeline: Timeline, options: FilmOptions) -> list[Instant]:
    """What every frame shows.

    Where anything is recorded after a press the film is the overview press by press, in no more than its seconds: it ends
    when all is told. Else it is the story: the scenes in their order, leg by leg as in the player, all faster alike, so
    that it takes the time it has; without scenes the clock runs at one rate from the first day to the last. Before and
    after it stand the cards.
    """
    told = strongest(timeline.content, MOST_PRESSES)
    needed = sum(_CARD_SECONDS.values()) + _PRESS_SECONDS * (len(told) or MOST_PRESSES)
    total = round((min(options.seconds, needed) if told else options.seconds) * options.rate)
    # A film of fewer seconds is the same film, faster, as long as its cards can be read.
    pace = min(1.0, options.seconds / needed)
    frames = {
        card: round(seconds * pace * options.rate) if pace >= _LEAST_PACE else 0
        for card, seconds in _CARD_SECONDS.items()
    }
    rest = total - sum(frames.values())
    story = _press_frames(told, rest) if told else story_frames(timeline, options, rest)

    def still(card: Card) -> list[Instant]:
        return [Instant(held=True, card=card)] * frames[card]

    return [*still("title"), *story, *still("finding"), *still("sources")]


def _press_frames(told: Sequence[int], total: int) -> Iterator[Instant]:
    """Each press from nothing to all that followed, for as long as the others."""
    edges = np.rint(np.linspace(0, total, len(told) + 1)).astype(int).tolist()
    for press, (since, until) in zip(told, pairwise(edges), strict=True):
        for step in range(1, until - since + 1):
            yield Instant(press=press, share=step / (until - since))


def story_frames(timeline: Timeline, options: FilmOptions, total: int) -> list[Instant]:
    """The frames of a story told by its clock, between the cards."""
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
