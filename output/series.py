"""The numbers of a timeline on a day, and how large they are drawn; the Python half of ``viewer/src/numbers/series.js``."""

import math
import weakref
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from waterbed.output.timeline import Timeline

MAIN = 0
"""The measure that pictures draw: the first one."""

_SHARE, _LEAST, _MOST, _CROWDED = 0.085, 18.0, 46.0, 8.0

_ROOM = 20
"""Places for which the largest circle is as large as it may be."""


@dataclass(frozen=True, slots=True)
class Line:
    """One series: the numbers of a place, period after period."""

    place: int
    rows: range
    """Rows of ``series``."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit and the length of its periods, with a series for each place."""

    unit: str
    grain: str
    lines: tuple[Line, ...]
    largest: float
    """Of all its numbers; every picture has the same scale on every day."""


def measures(timeline: Timeline) -> tuple[Measure, ...]:
    """What is counted, the main one first; none where nothing is."""
    if timeline not in _known:
        _known[timeline] = tuple(_measures(timeline))
    return _known[timeline]


_known: "weakref.WeakKeyDictionary[Timeline, tuple[Measure, ...]]" = weakref.WeakKeyDictionary()


def _measures(timeline: Timeline) -> list[Measure]:
    table = timeline.content.get("series") or {"place": [], "unit": [], "grain": [], "value": []}
    found: dict[tuple[str, str], list[Line]] = {}
    keys = list(zip(table["unit"], table["grain"], table["place"], strict=True))
    start = 0
    for row in range(1, len(keys) + 1):
        if row == len(keys) or keys[row] != keys[start]:
            unit, grain, place = keys[start]
            found.setdefault((unit, grain), []).append(Line(place, range(start, row)))
            start = row
    return [
        Measure(*key, tuple(lines), max(table["value"][row] for line in lines for row in line.rows))
        for key, lines in found.items()
    ]


def row_on(timeline: Timeline, line: Line, day: float) -> int:
    """The row of a series whose period holds a day, -1 where no number is on record: that is not 0."""
    table, whole = timeline["series"], math.floor(day)
    at = bisect_right(table["start"], whole, line.rows.start, line.rows.stop) - 1
    return at if at >= line.rows.start and whole <= table["end"][at] else -1


def numbers_on(timeline: Timeline, day: float, measure: int = MAIN) -> dict[int, int]:
    """The row of ``series`` of each place that has a number of a measure on a day."""
    found = measures(timeline)
    if measure >= len(found):
        return {}
    rows = {line.place: row_on(timeline, line, day) for line in found[measure].lines}
    return {place: row for place, row in rows.items() if row >= 0}


def has_gaps(timeline: Timeline, line: Line) -> bool:
    """Whether a stretch without a number lies between two of a series."""
    table = timeline["series"]
    return any(table["end"][row] + 1 < table["start"][row + 1] for row in line.rows[:-1])


def lines_of(timeline: Timeline, place: int) -> list[tuple[Measure, Line]]:
    """The series of a place, those of the main measure first."""
    return [
        (measure, line) for measure in measures(timeline) for line in measure.lines if line.place == place
    ]


def most_radius(width: float, height: float, places: int) -> float:
    """Radius of the largest circle on a map, in pixels: a share of its shorter side, within bounds.

    Where there are many places each has less of it: the circles together take no more room.
    """
    alone = min(_MOST, max(_LEAST, _SHARE * min(width, height)))
    return max(_CROWDED, alone * min(1.0, math.sqrt(_ROOM / max(1, places))))


def radius(value: float, largest: float, most: float) -> float:
    """Radius of a number's circle: areas, not radii, are in proportion."""
    return most * math.sqrt(value / largest) if value > 0 and largest > 0 else 0.0


def legend_values(largest: float) -> Sequence[float]:
    """Two or three round numbers for a legend, the largest first; each is a number that may well occur.

    Examples
    --------
    >>> legend_values(81_400), legend_values(12), legend_values(1)
    ([50000.0, 10000.0, 2000.0], [10.0, 2.0], [1.0])
    """
    found: list[float] = []
    for value in (largest, largest / 5, largest / 25):
        if value > 0:
            step = 10.0 ** math.floor(math.log10(value) + 1e-9)
            found.append(next(n * step for n in (5.0, 2.0, 1.0) if n * step <= value * (1 + 1e-9)))
    whole = float(largest).is_integer()
    return [value for value in dict.fromkeys(found) if not whole or value >= 1][:3]
