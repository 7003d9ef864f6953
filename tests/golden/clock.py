"""The date and the line of the clock, on days of the story with and without a scene."""

from typing import Any

from tests.golden.story import STORY
from waterbed.output.moment import moment
from waterbed.output.text.clock import clock_date, clock_line
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_DAYS = {
    "nothing on record yet": -3,
    "only within a year": 3.25,
    "a ban, on its day": 10.5,
    "the ban, days later": 16,
    "a newer event than the ban of the scene": 20.5,
    "a span that is no month": 40,
    "known by a bound": 46.5,
    "some day in March, perhaps": 60,
    "some day in March, sure": 89,
    "a raid and a survey on one day": 66,
    "a survey is no news": 68,
    "a long label gives way to kind and place": 85,
    "a long label without a place": 96.5,
    "after the last day, some time in a year": 400,
}


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> dict[str, str]:
    """What the clock says."""
    say, scene = Speaker(timeline or Timeline(STORY), given["lang"]), given["scene"]
    seen = moment(say.timeline, given["day"])
    return {"date": clock_date(say, given["day"], scene), "line": clock_line(say, seen, scene)}


def asked() -> dict[str, dict[str, Any]]:
    """Every day, in both languages, with and without a scene."""
    return {
        f"{name} ({lang}{f', scene {scene + 1}' if scene >= 0 else ''})": {
            "day": day,
            "lang": lang,
            "scene": scene,
        }
        for name, day in _DAYS.items()
        for lang in ("en", "fr")
        for scene in (-1, 0, 1)
    }
