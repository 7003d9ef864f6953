"""The series of a place on its page: a chart, a sentence, every number."""

from waterbed.output.series import Line, has_gaps
from waterbed.output.site.drawings.steps import draw_steps
from waterbed.output.site.model.words import Words
from waterbed.output.site.pages.rows import Row, Rows
from waterbed.output.text.charts import span_of
from waterbed.output.text.said import period_of


def series_row(rows: Rows, name: str, line: Line) -> Row:
    """A series: its chart, and every number with its period and sources."""
    say, table = rows.words.speaker, rows.timeline["series"]
    said = said_span(rows.words, line)
    return {
        "name": name,
        "drawing": draw_steps(rows.timeline, line, f"{name}. {said}", rows.words.lang),
        "said": said,
        "rows": [
            {
                "period": period_of(say, row),
                "value": say.number(table["value"][row]),
                "numbers": rows.sources_of(table["sources"][row]),
            }
            for row in line.rows
        ],
        "id": f"numbers-{line.rows.start}",
    }


def said_span(words: Words, line: Line) -> str:
    """A series in a sentence: where it begins and ends, how high it rises, and that its gaps are not known."""
    span = span_of(words.speaker, line)
    said = words.t("numbers.alt", first=span.first, most=span.most, last=span.last)
    return f"{said} {words.ui['numbers.gaps']}" if has_gaps(words.timeline, line) else said
