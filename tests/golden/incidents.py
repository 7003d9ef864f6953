"""Which incidents are lit from when to when, and which are one disc on a picture."""

import math
from typing import Any

import numpy as np

from tests.golden.files import columns, plain
from waterbed.output.incidents import gathered, lit_days, lit_from, step_aside
from waterbed.output.timeline import Timeline

_SPAN = "start_min start_max end_min end_max"


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> dict[str, Any]:
    """Days, and discs in pixels."""
    start, end = lit_from(Timeline(given))
    spots = gathered(given["x"], given["y"], given["rows"])
    step_aside(spots, given["signs"])
    found: dict[str, Any] = plain(
        {
            "days": lit_days(given["meta"]),
            "start": [None if math.isnan(day) else day for day in start.tolist()],
            "end": [None if math.isnan(day) else day for day in end.tolist()],
            "spots": [{"x": one.x, "y": one.y, "r": one.radius, "rows": one.rows} for one in spots],
        }
    )
    return found


def asked() -> dict[str, dict[str, Any]]:
    """A story of a month, of years and of centuries; points alone, in one place, in a row, in a cloud."""
    rng = np.random.default_rng(5)
    cloud = rng.normal(300, 60, (2, 80)).round(1).tolist()
    return {
        "alone": _given(40, [10.0, 400.0, -30.0], [10.0, 300.0, 3.5]),
        "in one place": _given(5000, [20.0] * 30, [20.0] * 30),
        "a row of neighbours": _given(100_000, [14.0 * n + 1 for n in range(12)], [5.0] * 12),
        "a cloud": _given(2000, *cloud),
        "some of a cloud": _given(2000, *cloud) | {"rows": list(range(1, 80, 3))},
        "left of the corner": _given(2000, [-1.0, 1.0, -20.0], [-1.0, 1.0, 0.0]),
    }


def _given(last: int, x: list[float], y: list[float]) -> dict[str, Any]:
    dates = [(5, 5, 5, 5), (None, 9, 9, None), (None, None, None, None), (0, 30, 0, 30), (7, 7, 2000, 2000)]
    events = columns(_SPAN, *dates)
    rows = [n % len(dates) for n in range(len(x))]
    meta = {"as_of": last, "first_day": 0, "last_day": last, "languages": ["en"]}
    return {
        "meta": meta, "events": events, "incidents": {"event": rows, "x": [0.5] * len(x), "y": [0.5] * len(x)},
        "signs": [[20.0, 20.0, 7.0], [300.0, 290.0, 7.0], [250.0, 250.0, 3.0]], "x": x, "y": y, "rows": list(range(len(x))),
    }  # fmt: skip
