"""How a story is played, frame by frame, and what is said of the stretches of the calendar that are left out."""

from typing import Any

from tests.golden.story import STORY
from waterbed.output.film.options import FilmOptions
from waterbed.output.film.timetable import story_frames
from waterbed.output.text.skips import skipped
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_LEFT_OUT = {
    "a move that says nothing": ("move", 100, 130),
    "a month on": ("move", 100, 131),
    "back": ("move", 1200, 1000),
    "years back": ("move", 2000, 1000),
    "days without a record": ("skip", 100, 112),
    "one day": ("skip", 100, 101),
    "months": ("skip", 0, 45),
    "a year is twelve months": ("leap", 0, 365),
    "nearly two years": ("leap", 0, 699),
    "two years": ("leap", 0, 730),
    "a rest": ("hold", 5, 5),
    "a run": ("run", 0, 900),
}


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> Any:
    """Words, or what each frame shows: the scene counted from 1, the day, whether it rests."""
    timeline = timeline or Timeline(STORY)
    if "kind" in given:
        return skipped(Speaker(timeline, given["lang"]), given["kind"], given["first"], given["last"])
    frames = story_frames(timeline, FilmOptions(rate=given["rate"], lang=given["lang"]), given["frames"])
    return [[frame.scene + 1, round(frame.day, 3), int(frame.held)] for frame in frames]


def asked() -> dict[str, dict[str, Any]]:
    """What is left out, in both languages; the story played as fast as it is read."""
    said = {
        f"{name} ({lang})": {"kind": kind, "first": first, "last": last, "lang": lang}
        for name, (kind, first, last) in _LEFT_OUT.items()
        for lang in ("en", "fr")
    }
    return said | {"the story, two frames a second": {"rate": 2, "frames": 43, "lang": "en"}}
