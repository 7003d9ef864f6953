"""The texts of a timeline in one language: labels, dates in words, scenes, words of the vocabulary."""

from collections.abc import Callable, Container, Sequence
from typing import Any, TypeAlias

import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.vocabulary import vocabulary, word_label
from waterbed.output import wording

_DATE_COLUMN = {
    "hubs": "present",
    "events": "date",
    "movements": "period",
    "phases": "period",
    "figures": "date",
    "gaps": "period",
    "scenes": "period",
}


TableRow: TypeAlias = "tuple[str, pd.Series[Any]]"
"""A record: the name of its table and its row."""


def of(
    dataset: Dataset,
    lang: str,
    rows: Sequence[TableRow],
    sources: Sequence[str],
    row_of: Callable[[str], int],
    used: Container[str],
) -> dict[str, Any]:
    """Texts of one language, in the order of the timeline's tables (``docs/timeline.md``).

    ``rows`` are the records as (table, row), ``sources`` the order of the sources, ``row_of`` gives the record row
    of an id, ``used`` holds the words that the tables use.
    """
    return {
        "records": _records(dataset, lang, rows),
        "scenes": [
            _scene(dataset, row, lang, row_of) for _, row in dataset["scenes"].sort_values("seq").iterrows()
        ],
        "sources": _sources(dataset, lang, sources),
        "words": _words(lang, used),
        "ui": dict(wording.interface(lang)),
    }


def _records(dataset: Dataset, lang: str, rows: Sequence[TableRow]) -> dict[str, list[str]]:
    return {
        "label": [_label(dataset, table, row, lang) for table, row in rows],
        "when": [_when(table, row, lang) for table, row in rows],
        "basis": [
            word_label(row["date_basis"], lang, group="date_basis") if row.get("date_basis") else ""
            for _, row in rows
        ],
        "note": [_said(dataset, row, "note", lang) for _, row in rows],
        "paraphrase": [
            _said(dataset, row, "text" if table == "context" else "paraphrase", lang) for table, row in rows
        ],
        "value": [_value(table, row, lang) for table, row in rows],
        "why": [_said(dataset, row, "why", lang) if table == "gaps" else "" for table, row in rows],
        "place": [_place(dataset, table, row, lang) for table, row in rows],
    }


ALWAYS_SAID = frozenset(
    {
        "candidate",
        "certainty",
        "form",
        "level",
        "measure_name",
        "measure_reason",
        "phase",
        "rule",
        "scope",
        "standing_of_evidence",
        "state",
    }
)
"""Groups whose words a picture may say of any data set."""


def _words(lang: str, used: Container[str]) -> dict[str, str]:
    return {
        word: word_label(word, lang)
        for group, word in vocabulary().index
        if group in ALWAYS_SAID or word in used
    }


def _label(dataset: Dataset, table: str, row: "pd.Series[Any]", lang: str) -> str:
    return _said(dataset, row, "statement" if table == "gaps" else "label", lang)


def _said(dataset: Dataset, row: "pd.Series[Any]", column: str, lang: str) -> str:
    """The text in the language, else in the data set's default one."""
    return str(row.get(f"{column}_{lang}") or row.get(f"{column}_{dataset.languages[0]}") or "")


def _when(table: str, row: "pd.Series[Any]", lang: str) -> str:
    column = _DATE_COLUMN.get(table)
    if column is None:
        return ""
    if table == "hubs" and not row["present"]:
        return ", ".join(wording.period(date, lang) for date in row["attested"])
    return wording.period(
        row[column], lang, bound_words="presence" if table in ("hubs", "phases") else "period"
    )


def _value(table: str, row: "pd.Series[Any]", lang: str) -> str:
    if table == "figures" and pd.notna(row["value"]):
        return wording.figure(row["value"], row["qualifier"], row["unit"], lang)
    if table == "movements":
        return wording.quantity(row["low"], row["best"], row["high"], row["unit"], lang)
    return ""


def _place(dataset: Dataset, table: str, row: "pd.Series[Any]", lang: str) -> str:
    if table == "movements":
        ends = [_place_words(dataset, row[end], lang) for end in ("origin", "destination")]
        return " → ".join(end or wording.templates(lang)["unplaced"] for end in ends)
    return _place_words(dataset, row.get("place", ""), lang)


def _place_words(dataset: Dataset, place: str, lang: str) -> str:
    if not place:
        return ""
    country = dataset.country_of(place)
    if not country or country == place:
        return dataset.label(place, lang)
    return str(wording.templates(lang)["place"]).format(
        dataset.label(place, lang), dataset.label(country, lang)
    )


def _scene(
    dataset: Dataset, row: "pd.Series[Any]", lang: str, row_of: Callable[[str], int]
) -> dict[str, Any]:
    sentences = wording.cited_sentences(_said(dataset, row, "text", lang))
    return {
        "title": _said(dataset, row, "label", lang),
        "text": [[sentence, [row_of(record) for record in records]] for sentence, records in sentences],
    }


def _sources(dataset: Dataset, lang: str, order: Sequence[str]) -> dict[str, list[str]]:
    table = dataset["sources"].loc[list(order)]
    return {
        "when": [wording.period(date, lang) if date else "" for date in table["date"]],
        "note": [_said(dataset, row, "note", lang) for _, row in table.iterrows()],
    }
