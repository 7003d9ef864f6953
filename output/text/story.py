"""What a page says without scripts: scenes, the cycle table, records by table with their sources."""

from collections.abc import Iterator
from typing import Any

from waterbed.output.columns.codes import standing_of
from waterbed.output.language.numbers import number, plural
from waterbed.output.language.strings import templates
from waterbed.output.series import measures
from waterbed.output.text.charts import spans_of
from waterbed.output.text.said import measure_name
from waterbed.output.text.sources import certainty_word, lead_sources
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

MOST_ROWS = 500
"""Records of one table that a page lists as text."""

_TABLES = ("events", "movements", "hubs", "figures", "gaps", "context")


def story(timeline: Timeline, lang: str) -> dict[str, Any]:
    """The texts of a page in one language, in reading order, with numbers of sources.

    Of a table longer than `MOST_ROWS` the first records, with ``more`` saying how many are left out: the page of a large
    data set would otherwise be all text.
    """
    rows: dict[str, list[int]] = {name: [] for name in _TABLES}
    for row, table in enumerate(timeline["records"]["table"]):
        if table in rows:
            rows[table].append(row)
    return {
        "scenes": [
            {
                "title": scene["title"],
                "text": [(said, lead_sources(timeline, cited)) for said, cited in scene["text"]],
            }
            for scene in timeline["texts"][lang]["scenes"]
        ],
        "numbers": list(_numbers(timeline, lang)),
        "cycles": list(_cycles(timeline, lang)),
        "tables": {name: _records(timeline, lang, rows[name][:MOST_ROWS]) for name in _TABLES},
        "more": {name: _more(len(rows[name]) - MOST_ROWS, lang) for name in _TABLES},
        "sources": _sources(timeline, lang),
    }


def _more(n: int, lang: str) -> str:
    """How many rows of a table the page leaves to the data; nothing where it has them all."""
    return plural(templates(lang)["page"]["more"], n, lang).format(n=number(n, lang)) if n > 0 else ""


def _numbers(timeline: Timeline, lang: str) -> Iterator[dict[str, Any]]:
    """Every series in a sentence, with what is counted."""
    say, words = Speaker(timeline, lang), templates(lang)["spoken"]
    for measure in measures(timeline):
        for one in list(spans_of(say, measure))[:MOST_ROWS]:
            said = words["chart_line"].format(place=one.name, first=one.first, most=one.most, last=one.last)
            yield {"measure": measure_name(say, measure), "said": said, "sources": one.sources}


def _records(timeline: Timeline, lang: str, rows: list[int]) -> list[dict[str, Any]]:
    texts, records = timeline["texts"][lang], timeline["records"]
    words = texts["words"]
    return [
        {column: said[row] for column, said in texts["records"].items()}
        | {
            "sources": [source + 1 for source in records["sources"][row]],
            "certainty": certainty_word(timeline, lang, records["certainty"][row]),
            "standing": words.get(standing_of(records["standing"][row]), ""),
        }
        for row in rows
    ]


def _cycles(timeline: Timeline, lang: str) -> Iterator[dict[str, Any]]:
    """The cycle table as sentences, with the sources of the records that each row rests on."""
    table = timeline["cycles"]
    for row, sentence in enumerate(timeline["texts"][lang]["cycles"]["sentence"]):
        yield {
            "sentence": sentence,
            "sources": lead_sources(timeline, table["basis"][row]),
            "certainty": certainty_word(timeline, lang, table["certainty"][row]),
        }


def _sources(timeline: Timeline, lang: str) -> list[dict[str, Any]]:
    sources = timeline["sources"]
    columns = [sources[column] for column in ("title", "publisher", "url", "link")]
    when = timeline["texts"][lang]["sources"]["when"]
    return [
        dict(zip(("title", "publisher", "url", "link", "when"), row, strict=True))
        for row in zip(*columns, when, strict=True)
    ]
