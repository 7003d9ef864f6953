"""Captions of a film: what its pictures say, as text beside it."""

from waterbed.layers.disk.marks import MAKER
from waterbed.output.film.timetable import Instant
from waterbed.output.language.script import tag
from waterbed.output.still.overview.bars import bars
from waterbed.output.text.speaker import Speaker


def web_vtt(say: Speaker, instants: list[Instant], rate: int) -> str:
    """Captions as WebVTT: a cue for the frames of each card, press or scene."""
    cues = ["WEBVTT", f"Language: {tag(say.lang)}", "", f"NOTE {MAKER}", ""]
    start = 0
    for index in range(1, len(instants) + 1):
        if index < len(instants) and _told(instants[index]) == _told(instants[start]):
            continue
        if lines := [line for line in _cue(say, instants[start:index]) if line]:
            # An arrow would end a cue's time, an empty line the cue, and markup is not meant.
            said = [line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in lines]
            cues += [f"{_clock(start / rate)} --> {_clock(index / rate)}", *said, ""]
        start = index
    return "\n".join(cues)


def _cue(say: Speaker, instants: list[Instant]) -> tuple[str, ...]:
    """What is said of frames that tell of one thing."""
    first = instants[0]
    if first.card in ("title", "finding"):
        return say.finding("headline"), say.finding("line")
    if first.press >= 0:
        (told,) = bars(say, [first.press], star="")
        return f"{told.title} – {'; '.join(told.triggers)}", told.text
    if first.scene >= 0:
        return say.scene(first.scene)["title"], say.day(_rest(instants))
    return ()


def _rest(instants: list[Instant]) -> float:
    """The day on which a scene rests, else its last one."""
    return next((one.day for one in instants if one.held), instants[-1].day)


def _told(instant: Instant) -> tuple[str, int, int]:
    return instant.card, instant.press, instant.scene


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3600000:02}:{whole // 60000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"
