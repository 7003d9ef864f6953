"""Series as charts and tables in words: what the slides, the handout and the pages of places share."""

from collections.abc import Iterator
from dataclasses import dataclass

from waterbed.output.series import Line, Measure, lines_of, measures
from waterbed.output.text.said import measure_name, period_of
from waterbed.output.text.speaker import Speaker

MOST_MEASURES = 3
"""Charts of a briefing; the others are in the data."""

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
    spans = {(table["start"][row], table["end"][row]): row for row in rows}
    order = {span: n for n, span in enumerate(sorted(spans))}
    ranked = sorted(measure.lines, key=lambda line: -max(table["value"][row] for row in line.rows))
    lines = []
    for line in ranked[:MOST_LINES]:
        values: list[float | None] = [None] * len(order)
        for row in line.rows:
            values[order[table["start"][row], table["end"][row]]] = table["value"][row]
        lines.append(ChartLine(line.place, say.place(line.place), tuple(values)))
    return Chart(
        measure_name(say, measure),
        tuple(period_of(say, spans[span]) for span in order),
        tuple(lines),
        len(ranked) - len(lines),
        _sources(say, rows),
    )


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
