"""Series as charts and tables in words: what the slides, the handout and the pages of places share."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from waterbed.layers.dates.days import day_number, from_day
from waterbed.output.series import Line, Measure, lines_of, measures
from waterbed.output.text.said import measure_name, period_of, said_period
from waterbed.output.text.speaker import Speaker

MOST_MEASURES = 3
"""Charts of a briefing; the others are in the data."""

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}

MOST_MEASURED = 4
"""Findings of a briefing that are drawn, in the order of its scenes; all of them stand in its table."""

MOST_LINES = 8
"""Lines of a chart that can be told apart."""


@dataclass(frozen=True, slots=True)
class ChartLine:
    """The numbers of a place: one for each period of its chart, None where none is on record, which is not 0."""

    place: int
    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A measure over time."""

    title: str
    periods: tuple[str, ...]
    lines: tuple[ChartLine, ...]
    """The largest ones; as many as can be told apart."""
    more: int
    """Places that the chart leaves out."""
    sources: tuple[int, ...]
    """Their numbers, which count from 1."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A finding to be drawn: its placebos, and its steps before and after."""

    row: int
    """Of the timeline's findings."""
    title: str
    ranks: tuple[tuple[str, str], ...]
    """What each strip is of, and how many placebos are as large."""
    steps: Chart | None
    """Its steps as a chart, periods being days since the crackdown; None where they are not on record."""
    caption: str
    """What the steps are."""
    areas: tuple[str, ...]
    """Names of the areas whose steps are on record."""


@dataclass(frozen=True, slots=True)
class Span:
    """A series in short: its first, least, largest and last number, each with its period."""

    name: str
    first: str
    least: str
    most: str
    last: str
    sources: tuple[int, ...]


def charts(say: Speaker) -> list[Chart]:
    """The charts of a briefing, the main measure first."""
    return [_chart(say, measure) for measure in measures(say.timeline)[:MOST_MEASURES]]


def _chart(say: Speaker, measure: Measure) -> Chart:
    table = say.timeline["series"]
    rows = [row for line in measure.lines for row in line.rows]
    spans = list(
        _with_gaps(sorted({(table["start"][row], table["end"][row]) for row in rows}), measure.grain)
    )
    order = {span: n for n, span in enumerate(spans) if span is not None}
    ranked = sorted(measure.lines, key=lambda line: -max(table["value"][row] for row in line.rows))
    lines = []
    for line in ranked[:MOST_LINES]:
        values: list[float | None] = [None] * len(spans)
        for row in line.rows:
            values[order[table["start"][row], table["end"][row]]] = table["value"][row]
        lines.append(ChartLine(line.place, say.place(line.place), tuple(values)))
    return Chart(
        measure_name(say, measure),
        tuple("…" if span is None else said_period(say, *span) for span in spans),
        tuple(lines),
        len(ranked) - len(lines),
        _sources(say, rows),
    )


def measured(say: Speaker) -> list[Measured]:
    """The findings of a briefing on all records, a campaign once, as many as are drawn."""
    table, texts = say.timeline["findings"], say.timeline["texts"][say.lang]["findings"]
    found: dict[tuple[object, ...], Measured] = {}
    for row, stop in enumerate(table["stop"]):
        key = (table["target"][row], *(table["after"][row] or ()))
        if stop or not table["measures"][row] or not table["strips"][row] or key in found:
            continue
        record = say.timeline["cycles"]["record"][table["cycle"][row]]
        ranks = tuple(zip(texts["strips"][row], texts["ranked"][row], strict=True))
        course, caption = table["course"][row] or {}, texts["course"][row]
        areas = tuple(name for role, name in _areas(say, row).items() if role in course)
        found[key] = Measured(row, say.record("label", record), ranks, _steps(say, row), caption, areas)
    told: dict[int, int] = {}
    for scene, records in enumerate(say.timeline["scenes"]["records"]):
        for record in records:
            told.setdefault(record, scene)
    cycles = say.timeline["cycles"]["record"]
    shown = sorted(
        found.values(), key=lambda one: told.get(cycles[table["cycle"][one.row]], len(cycles) + len(told))
    )
    return shown[:MOST_MEASURED]


def _steps(say: Speaker, row: int) -> Chart | None:
    """Steps of target and receiving places, each beside what its control gives."""
    table = say.timeline["findings"]
    course = table["course"][row]
    if not course:
        return None
    record = say.timeline["cycles"]["record"][table["cycle"][row]]
    lines = []
    for role, name in _areas(say, row).items():
        if role in course:
            lines.append(ChartLine(-1, name, tuple(map(float, course[role]["counts"]))))
            if course[role]["expected"]:
                expected = f"{name}, {say.t('counts.expected')}"
                lines.append(ChartLine(-1, expected, tuple(map(float, course[role]["expected"]))))
    days, before = course["days"], course["before"]
    starts = ((step - before) * days for step in range(len(course["target"]["counts"])))
    periods = tuple(f"{'−' if day < 0 else '+'}{say.number(abs(day))}" for day in starts)
    return Chart(say.record("label", record), periods, tuple(lines), 0, tuple(
        sorted(source + 1 for source in table["sources"][row])
    ))  # fmt: skip


def _areas(say: Speaker, row: int) -> dict[str, str]:
    """What the areas of a finding are called."""
    target = say.place(say.timeline["findings"]["target"][row])
    return {"target": target, "receiving": bare(say.t("zones.receiving"))}


def bare(heading: str) -> str:
    """A heading without the colon at its end."""
    return heading.rstrip(": \u00a0\u202f")


def steps_alt(say: Speaker, steps: Chart) -> str:
    """The numbers of the steps, for whoever cannot see them."""
    return ". ".join(
        f"{line.name}: {', '.join(say.number(n) for n in line.values if n is not None)}"
        for line in steps.lines
    )


def _with_gaps(spans: Sequence[tuple[int, int]], grain: str) -> Iterator[tuple[int, int] | None]:
    """Periods with those between them that have no number anywhere: a chart would join what lies on their two sides.

    None stands for a stretch that cannot be parted into periods of the length.
    """
    months, before = _MONTHS.get(grain, 0), None
    for first, last in spans:
        if before is not None and first > before + 1:
            missing = _between(before + 1, first, months)
            yield from missing
            if not missing:
                yield None
        yield first, last
        before = last if before is None else max(before, last)


def _between(first: int, until: int, months: int) -> list[tuple[int, int]]:
    """Periods of so many months from a day up to another one, which is not in them; none where they do not fit."""
    found, start = [], from_day(first)
    while months and day_number(start) < until:
        year, month = divmod(12 * start.year + start.month - 1 + months, 12)
        after = date(year, month + 1, 1)
        found.append((day_number(start), day_number(after) - 1))
        start = after
    return found if start.day == 1 and day_number(start) == until else []


def spans_of(say: Speaker, measure: Measure) -> Iterator[Span]:
    """The series of a measure in short, in the order of the places."""
    for line in measure.lines:
        yield span_of(say, line)


def span_of(say: Speaker, line: Line) -> Span:
    """One series in short; of equal numbers the earliest."""
    value, rows = say.timeline["series"]["value"], list(line.rows)
    least, most = min(rows, key=lambda row: value[row]), max(rows, key=lambda row: value[row])
    first, low, high, last = (
        f"{say.number(value[row])} ({period_of(say, row)})" for row in (rows[0], least, most, rows[-1])
    )
    return Span(say.place(line.place), first, low, high, last, _sources(say, rows))


def place_measures(say: Speaker, place: int) -> list[tuple[str, Line]]:
    """What is counted at a place, in words, with the numbers."""
    return [(measure_name(say, measure), line) for measure, line in lines_of(say.timeline, place)]


def _sources(say: Speaker, rows: list[int]) -> tuple[int, ...]:
    table = say.timeline["series"]["sources"]
    return tuple(sorted({source + 1 for row in rows for source in table[row]}))
