"""Write tests/golden/moments.json again: `python -m tests.golden.rebuild`; read the difference before committing it.

A timeline by hand with every mode and shape of movement, every state of a place; the moments on the days where they change.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from waterbed.output.moment import moment
from waterbed.output.timeline import Timeline

GOLDEN = Path(__file__).with_name("moments.json")
DAYS = [-1, 0, 4.5, 9, 10, 14.75, 20, 21, 29, 30, 31, 40, 45, 52, 60, 99, 100, 100.5, 101]
SPAN = ("start_min", "start_max", "end_min", "end_max")


def _columns(names: str, *rows: tuple[Any, ...]) -> dict[str, list[Any]]:
    return {name: list(column) for name, column in zip(names.split(), zip(*rows, strict=True), strict=True)}


TIMELINE: dict[str, dict[str, Any]] = {
    "meta": {"as_of": 100, "first_day": 0, "last_day": 100},
    "places": _columns(
        "id level x y",
        ("home", "country", 0.78, 0.46),
        ("north", "zone", 0.77, 0.44),
        ("far", "country", 0.29, 0.54),
        ("nowhere", "region", None, None),
        ("silent", "zone", 0.80, 0.47),
    ),
    "hubs": _columns(
        "id place drawn start_min start_max end_min end_max attested",
        ("hub-home", 0, 1, None, None, None, None, [[40, 44], [95, 99]]),
        ("hub-north", 1, 1, 5, 9, 20, 29, [[12, 12]]),
        ("hub-silent", 4, 1, None, None, None, None, []),
        ("victims-far", 2, 0, None, None, None, None, [[0, 5]]),
    ),
    "movements": _columns(
        "id kind origin destination shape mode start_min start_max end_min end_max bend shift",
        ("out", "displacement", 0, 1, "curve", "bounded", 10, 14, 25, 29, 0.15, 0),
        ("pacific", "trafficking", 0, 2, "curve", "bounded", 30, 30, 30, 30, 0.22, 1),
        ("since", "displacement", 0, 1, "curve", "lower", 20, 20, None, None, 0.22, 0),
        ("by", "displacement", 1, 0, "curve", "upper", None, None, 45, 52, 0.15, 0),
        ("undated", "expansion", 0, 2, "curve", "undated", None, None, None, None, 0.2, 1),
        ("inside", "return", 1, 1, "ring", "bounded", 45, 50, 58, 60, 0, 0),
        ("from-somewhere", "displacement", -1, 2, "arrival", "bounded", 21, 25, 30, 31, 0, 0),
        ("to-nowhere", "laundering", 0, 3, "none", "bounded", 0, 1, 2, 3, 0, 0),
    ),
    "events": _columns(
        "id kind family place start_min start_max end_min end_max",
        ("ban", "ban", "regulation", 0, 10, 10, 10, 10),
        ("year-long", "sanction", "regulation", 0, 0, 52, 0, 52),
        ("undated", "raid", "enforcement", 1, None, None, None, None),
        ("not-before", "raid", "enforcement", 0, 20, 20, 20, None),
        ("by-then", "raid", "enforcement", 0, None, 45, 45, 52),
    ),
    "spans": _columns(
        "place phase candidate derived start_min start_max end_min end_max",
        (1, "presence", 0, 1, 5, 9, 20, 29),
        (0, "crackdown", 0, 1, 10, 10, 10, 10),
        (0, "displacement", 0, 1, 10, 14, 25, 29),
        (1, "arrival", 0, 1, 10, 14, 25, 29),
        (0, "disruption", 0, 1, 14, 14, 21, 21),
        (0, "displacement", 0, 1, 20, 20, 20, None),
        (1, "return", 0, 0, 45, 50, 58, 60),
        (0, "arrival", 1, 1, None, 45, 45, 52),
        (2, "arrival", 0, 1, None, None, None, None),
    ),
}


def cases() -> list[dict[str, Any]]:
    """The moments on the days, as JSON has them."""
    found = [{"day": day, "moment": asdict(moment(Timeline(TIMELINE), day))} for day in DAYS]
    read: list[dict[str, Any]] = json.loads(json.dumps(found))
    return read


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps({"timeline": TIMELINE, "cases": cases()}, indent=1) + "\n", encoding="utf-8")
