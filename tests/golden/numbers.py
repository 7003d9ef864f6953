"""Which numbers stand on a day, how large their circles are, and what their key says."""

from typing import Any

from tests.golden.files import plain
from tests.golden.story import STORY
from waterbed.output.series import (
    has_gaps,
    legend_values,
    lines_of,
    measures,
    most_radius,
    numbers_on,
    radius,
)
from waterbed.output.text.said import measure_name, numbers_line, period_of
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

DAYS = [-1, 0, 29.9, 30, 59, 60.5, 89, 90, 99, 100, 364, 365]
SIZES = [(884, 546), (390, 375), (200, 120), (1600, 1200)]
LARGEST = [222_000, 21, 1, 0.4, 7.5, 12_345_678]
PLACES = [3, 20, 21, 200, 5_000, 1]


def answer(given: dict[str, Any], timeline: Timeline | None = None) -> dict[str, Any]:
    """What is said of a day, or of a size."""
    timeline = timeline or Timeline(STORY)
    if "size" in given:
        width, height = given["size"]
        most = most_radius(width, height, given["places"])
        values = legend_values(given["largest"])
        return {
            "most": plain(most),
            "values": list(values),
            "radii": plain([radius(n, given["largest"], most) for n in values]),
        }
    say, day = Speaker(timeline, given["lang"]), given["day"]
    found = measures(timeline)
    return {
        "rows": [sorted(numbers_on(timeline, day, at).items()) for at in range(len(found))],
        "measures": [[measure_name(say, one), one.largest, len(one.lines)] for one in found],
        "line": numbers_line(say, day),
        "periods": [period_of(say, row) for row in numbers_on(timeline, day).values()],
        "gaps": [has_gaps(timeline, line) for one in found for line in one.lines],
        "here": [len(lines_of(timeline, place)) for place in range(len(timeline["places"]["id"]))],
    }


def asked() -> dict[str, dict[str, Any]]:
    """A case a day and language, and a case a size and largest number."""
    days = {f"day {day:g}, {lang}": {"day": day, "lang": lang} for day in DAYS for lang in ("en", "fr")}
    sizes = {
        f"{size[0]} x {size[1]}, {n:g}, {places} places": {"size": size, "largest": n, "places": places}
        for size in SIZES
        for n, places in zip(LARGEST, PLACES, strict=True)
    }
    return days | sizes
