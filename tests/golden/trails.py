"""Which movements a picture draws on a day, in a scene or without one, and how strong each is."""

from typing import Any

from tests.golden.story import STORY
from waterbed.output.ink.palette import palette
from waterbed.output.moment import moment
from waterbed.output.still.map.picture import drawn_movements, own_records
from waterbed.output.still.map.trails import trail_style
from waterbed.output.timeline import Timeline

DAYS = [5, 15, 32, 50, 65.5, 66, 75, 99, 460]


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> dict[str, Any]:
    """The rows drawn; and of everything on record the look, with the scene's own before what is beside it."""
    timeline, scene = timeline or Timeline(STORY), given["scene"]
    seen, own = moment(timeline, given["day"]), own_records(timeline, scene)
    looks = []
    for row, progress in drawn_movements(timeline, seen, -1, undated=True):
        focused = timeline["movements"]["record"][row] in own
        aside = scene >= 0 and not focused
        colours = palette(given["theme"])
        style = trail_style(timeline, colours, row, progress, 1.0, focused=focused, aside=aside)
        look = {"ink": style.ink, "width": round(style.width, 4), "alpha": round(style.alpha, 4)}
        looks.append({"row": row, "state": progress.state, "own": int(focused), **look})
    drawn = drawn_movements(timeline, seen, scene, undated=given["undated"])
    return {"drawn": [row for row, _ in drawn], "looks": looks}


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
