"""What is on record on the days where the story changes."""

import json
from dataclasses import asdict
from typing import Any

from tests.golden.story import STORY
from waterbed.output.moment import moment
from waterbed.output.timeline import Timeline

DAYS = [-1, 0, 4.5, 9, 10, 14.75, 20, 21, 29, 30, 31, 40, 45, 52, 60, 66.5, 71, 99, 100, 100.5, 101]


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> dict[str, Any]:
    """The moment of a day, as JSON has it."""
    found: dict[str, Any] = json.loads(json.dumps(asdict(moment(timeline or Timeline(STORY), given["day"]))))
    return found


def asked() -> dict[str, dict[str, Any]]:
    """A case a day."""
    return {f"day {day:g}": {"day": day} for day in DAYS}
