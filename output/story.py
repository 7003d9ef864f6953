"""What a page says without scripts: scenes, the cycle table, records by table with their sources."""

from collections.abc import Iterator
from typing import Any

from waterbed.output.timeline import Timeline

_TABLES = ("events", "movements", "hubs", "figures", "gaps", "context")
_CERTAINTY = {2: "high", 1: "medium", 0: "low"}
_STANDING = {0: "article", 1: "article_and_others", 2: "others"}


def story(timeline: Timeline, lang: str) -> dict[str, Any]:
    """The texts of a page in one language, in reading order, with numbers of sources."""
    records = _records(timeline, lang)
    return {
        "scenes": [
            {
                "title": scene["title"],
                "text": [(said, _lead_sources(records, rows)) for said, rows in scene["text"]],
            }
            for scene in timeline["texts"][lang]["scenes"]
        ],
        "cycles": list(_cycles(timeline, lang, records)),
        "tables": {name: [record for record in records if record["table"] == name] for name in _TABLES},
        "sources": _sources(timeline, lang),
    }


def _records(timeline: Timeline, lang: str) -> list[dict[str, Any]]:
    texts, records = timeline["texts"][lang], timeline["records"]
    words = texts["words"]
    said = [
        dict(zip(texts["records"], row, strict=True)) for row in zip(*texts["records"].values(), strict=True)
    ]
    columns = (records[column] for column in ("table", "sources", "certainty", "standing"))
    for record, table, sources, certainty, standing in zip(said, *columns, strict=True):
        record.update(
            table=table,
            sources=[source + 1 for source in sources],
            certainty=words.get(_CERTAINTY.get(certainty), ""),
            standing=words.get(_STANDING.get(standing), ""),
        )
    return said


def _lead_sources(records: list[dict[str, Any]], rows: list[int]) -> list[int]:
    return sorted({records[row]["sources"][0] for row in rows if row >= 0 and records[row]["sources"]})


def _cycles(timeline: Timeline, lang: str, records: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The cycle table as sentences, with the sources of the records that each row rests on."""
    table, words = timeline["cycles"], timeline["texts"][lang]["words"]
    for row, sentence in enumerate(timeline["texts"][lang]["cycles"]["sentence"]):
        yield {
            "sentence": sentence,
            "sources": sorted(
                {source for record in table["basis"][row] for source in records[record]["sources"][:1]}
            ),
            "certainty": words.get(_CERTAINTY.get(table["certainty"][row]), ""),
        }


def _sources(timeline: Timeline, lang: str) -> list[dict[str, Any]]:
    sources = timeline["sources"]
    columns = [sources[column] for column in ("title", "publisher", "url", "link")]
    when = timeline["texts"][lang]["sources"]["when"]
    return [
        dict(zip(("title", "publisher", "url", "link", "when"), row, strict=True))
        for row in zip(*columns, when, strict=True)
    ]
