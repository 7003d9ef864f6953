"""Which movements a picture draws on a day, in a scene or without one, and how strong each is."""

from typing import Any

from tests.golden.story import STORY
from waterbed.output.ink.palette import palette
from waterbed.output.moment import moment
from waterbed.output.still.map.picture import drawn_movements, own_records
from waterbed.output.still.map.trails import trail_style
from waterbed.output.timeline import Timeline

DAYS = [5, 15, 32, 50, 65.5, 66, 75, 99, 460]


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> list[dict[str, Any]]:
    """The movements drawn, each with its look."""
    timeline = timeline or Timeline(STORY)
    seen, own = moment(timeline, given["day"]), own_records(timeline, given["scene"])
    found = []
    for row, progress in drawn_movements(timeline, seen, given["scene"], undated=given["undated"]):
        focused = timeline["movements"]["record"][row] in own
        style = trail_style(
            timeline, palette(given["theme"]), row, progress, 1.0,
            focused=focused, aside=given["scene"] >= 0 and not focused,
        )  # fmt: skip
        look = {"ink": style.ink, "width": round(style.width, 4), "alpha": round(style.alpha, 4)}
        found.append({"row": row, "state": progress.state, "own": int(focused), **look})
    return found


def asked() -> dict[str, dict[str, Any]]:
    """A case a day and scene; the themes take turns."""
    return {
        f"day {day:g}, scene {scene}": {
            "day": day,
            "scene": scene,
            "undated": n % 2 == 0,
            "theme": ("light", "dark")[(n + scene) % 2],
        }
        for n, day in enumerate(DAYS)
        for scene in (-1, 0, 1)
    }
