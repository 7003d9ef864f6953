"""A line of bars that says which phases a place went through when, as SVG: a small ribbon for paper and cards."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.dates.days import day_number, from_day

_WIDTH, _HEIGHT, _MIDDLE = 300.0, 19.0, 13.0


_LEAST_BAR = 2.6


_MOST_YEARS = 30
"""More have no line each."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A phase in days: surely from `sure_from` to `sure_to`, possibly already from `first` and until `last`."""

    phase: str
    first: float
    sure_from: float
    sure_to: float
    last: float


def bars(spans: Mapping[str, Sequence[Any]], rows: Iterable[int], as_of: int) -> list[Bar]:
    """The dated phases among some rows of a timeline's spans, in their order."""
    found = []
    for row in rows:
        days = [spans[column][row] for column in SPAN]
        if days[0] is None and days[1] is None:
            continue
        first = days[0] if days[0] is not None else days[1]
        last = days[3] if days[3] is not None else as_of
        sure_from = days[1] if days[1] is not None else first
        sure_to = days[2] if days[2] is not None else sure_from
        found.append(Bar(spans["phase"][row], first, min(sure_from, last), max(sure_to, first), last + 1))
    return found


def draw_strip(shown: Sequence[Bar], first_day: int, last_day: int, label: str) -> Markup:
    """Bars from the first to the last day of the clock; vague ends are pale, a crackdown has a mark above."""
    length = max(last_day - first_day, 1)

    def x(day: float) -> float:
        return round(min(max((day - first_day) / length, 0.0), 1.0) * _WIDTH, 1)

    parts = [
        *_years(first_day, last_day, x),
        Markup('<path class="base" d="M0 {0:g}H{1:g}"/>').format(_MIDDLE, _WIDTH),
    ]
    for bar in shown:
        pale, wide = max(x(bar.last) - x(bar.first), _LEAST_BAR), x(bar.sure_to + 1) - x(bar.sure_from)
        thick = 4 if bar.phase == "presence" else 8
        y = _MIDDLE - thick / 2
        parts.append(_bar(bar.phase, "pale", x(bar.first), y, pale, thick))
        if wide > 0:
            parts.append(_bar(bar.phase, "sure", x(bar.sure_from), y, max(wide, _LEAST_BAR), thick))
        if bar.phase == "crackdown":
            mark = Markup('<path class="p-crackdown mark" d="M{:g} {:g}l-3 -4h6Z"/>')
            parts.append(mark.format(x(bar.sure_from), _MIDDLE - 5))
    return Markup('<svg class="strip" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _HEIGHT, label, Markup("").join(parts)
    )


def _bar(phase: str, name: str, x: float, y: float, width: float, height: float) -> Markup:
    return Markup('<rect class="p-{} {}" x="{:g}" y="{:g}" width="{:.1f}" height="{:g}"/>').format(
        phase, name, x, y, width, height
    )


def _years(first_day: int, last_day: int, x: Callable[[float], float]) -> list[Markup]:
    """A line where a year begins; what years they are is said below the ends."""
    years = range(from_day(first_day).year + 1, from_day(last_day).year + 1)
    if len(years) > _MOST_YEARS:
        return []
    days = (x(day_number(date(year, 1, 1))) for year in years)
    return [Markup('<path class="year" d="M{:g} 0V{:g}"/>').format(at, _HEIGHT) for at in days]
