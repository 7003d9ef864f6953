"""Rows, links, steps and undated movements of the ribbon, at several widths, extents and numbers of rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.golden.files import plain
from tests.golden.story import STORY
from waterbed.output.still.ribbon.columns import columns, many
from waterbed.output.still.ribbon.layout import Row, lay_ribbon
from waterbed.output.still.ribbon.marks import ends, marks
from waterbed.output.still.ribbon.steps import steps
from waterbed.output.timeline import Timeline

_FRAMES: dict[str, dict[str, Any]] = {
    "a row for all": {"most": 20},
    "a row for some: the rest stand in the last": {"most": 4},
    "one row": {"most": 1},
    "a scene's places first, in all rows": {"most": 20, "told": [6, 2]},
    "a scene's places first, then the most eventful": {"most": 5, "told": [6, 2]},
    "more places in the scene than rows": {"most": 3, "told": [1, 4, 5, 6, 8]},
    "early days: what happens later takes no row": {"most": 6, "first": 0, "last": 30},
    "late days: what happened before takes no row": {"most": 6, "first": 73, "last": 100},
    "days before anything is on record": {"most": 6, "first": -30, "last": -1},
    "narrow, low rows": {"most": 20, "width": 640, "row": 9},
    "other events so many that they are columns": {"most": 20, "times": 40},
    "columns where places stand together": {"most": 2, "times": 25, "width": 500},
}


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> dict[str, Any]:
    """The ribbon laid out, rows by the numbers of their places."""
    found = timeline or Timeline(_repeated(STORY, given["times"]))
    layout = lay_ribbon(
        found,
        given["width"],
        row_height=given["row"],
        most_rows=given["most"],
        left=given["left"],
        undated=given["width"] - given["right"],
        first=given["first"],
        last=given["last"],
        told=frozenset(given["told"]),
    )
    heaps = many(found, layout)
    every = marks(found, layout, heaps)
    return {
        "height": layout.height,
        "rows": [_row(row) for row in layout.rows],
        "links": plain(
            [
                {
                    "id": f"movement {link.movement}",
                    "kind": link.kind,
                    "from": link.start.place,
                    "to": link.end.place,
                    "x": [link.x0, link.x1],
                    "ends": list(ends(layout, link, every)),
                    "certainty": link.certainty,
                }
                for link in layout.links
            ]
        ),
        "marks": plain(
            [{"row": mark.row.place, "x": mark.x, "sign": mark.sign, "count": mark.count} for mark in every]
        ),
        "steps": plain(
            [
                {"x": [step.x0, step.x1], "y": [step.top, step.foot], "zero": step.zero}
                for step in steps(found, layout)
            ]
        ),
        "columns": plain(
            [
                {"row": one.row.place, "x": [one.x0, one.x1], "y": [one.top, one.foot], "count": one.count}
                for one in columns(layout, heaps)
            ]
        ),
        "undated": [
            {
                "kind": mark.kind,
                "away": mark.away,
                "count": mark.count,
                "slot": mark.slot,
                "row": mark.row.place,
            }
            for mark in layout.undated
        ],
    }


def _repeated(content: Mapping[str, Any], times: int) -> Mapping[str, Any]:
    """The story with each event recorded so many times, a day later each time."""
    later = ("start_min", "start_max", "end_min", "end_max")
    events = {
        name: [
            value + turn if name in later and value is not None else value
            for turn in range(times)
            for value in column
        ]
        for name, column in content["events"].items()
    }
    return {**content, "events": events}


def given(
    timeline: Mapping[str, Any],
    most: int,
    width: float = 1000,
    row: float = 15,
    told: Sequence[int] = (),
    times: int = 1,
    **extent: int,
) -> dict[str, Any]:
    """A ribbon with the room for names and undated movements that the player takes."""
    meta = timeline["meta"]
    return {
        "width": width,
        "row": row,
        "most": most,
        "left": min(264, round(width * 0.24)),
        "right": width - 82,
        "told": list(told),
        "times": times,
        "first": extent.get("first", meta["first_day"]),
        "last": extent.get("last", meta["last_day"]),
    }


def asked() -> dict[str, dict[str, Any]]:
    """The story in every frame."""
    return {name: given(STORY, **frame) for name, frame in _FRAMES.items()}


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.place,
        "country": row.country,
        "depth": row.depth,
        "y": row.y,
        "head": row.head,
        "told": row.told,
        "held": list(row.held),
    }
