"""What a timeline says: the texts of its tables in one language, and the marking of an edition."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from waterbed.layers.checks.scenes import cited_sentences
from waterbed.layers.cycle.causes import movement_bounds
from waterbed.layers.dataset import Dataset
from waterbed.layers.locale.strings import machine_made
from waterbed.layers.query.remembered import remembered
from waterbed.layers.schema.tables import columns
from waterbed.layers.schema.vocabulary import Vocabulary
from waterbed.output.columns.references import Records
from waterbed.output.language.dates import locale_texts, period
from waterbed.output.language.numbers import figure, quantity
from waterbed.output.language.reading import reading_seconds
from waterbed.output.language.script import from_to
from waterbed.output.language.strings import interface, said_in, templates

_DATE_COLUMN = {
    "hubs": "present",
    "events": "date",
    "movements": "period",
    "phases": "period",
    "figures": "date",
    "gaps": "period",
    "scenes": "period",
}


def of(
    dataset: Dataset,
    lang: str,
    rows: Records,
    sources: Sequence[str],
    row_of: Callable[[str], int],
    used: Container[str],
    *,
    made: bool = False,
) -> dict[str, Any]:
    """Texts of one language, in the order of the timeline's tables (``docs/timeline.md``).

    ``sources`` is the order of the sources, ``row_of`` gives the record row of an id, ``used`` holds the words that the
    tables use, ``made`` says that nobody wrote the scenes.
    """
    return {
        "records": _records(dataset, lang, rows),
        "scenes": _scenes(dataset, lang, row_of),
        "sources": _sources(dataset, lang, sources),
        "words": _words(dataset.vocabulary, lang, used),
        "ui": _ui(lang, numbers=len(dataset["counts"]) > 0, made=made),
        "locale": locale_texts(lang),
    }


_OF_NUMBERS = ("numbers.", "grain.", "clock.numbers")


def _ui(lang: str, *, numbers: bool, made: bool) -> dict[str, str]:
    """Interface strings, all that have anything to say: none of series, made scenes or translating machines without them."""
    passed: tuple[str, ...] = () if numbers else _OF_NUMBERS
    passed += () if made else ("scene.made",)
    passed += () if machine_made(lang) else ("languages.machine",)
    return {key: said for key, said in interface(lang).items() if not key.startswith(passed)}


def _records(dataset: Dataset, lang: str, rows: Records) -> dict[str, list[str]]:
    def said(column: str, **by_table: str) -> list[str]:
        return rows.each(lambda table, frame: _said(dataset, frame, by_table.get(table, column), lang))

    why = rows.each(lambda table, frame: _said(dataset, frame, "why" if table == "gaps" else "", lang))
    return {
        "label": said("label", gaps="statement"),
        "when": rows.each(lambda table, frame: _when(dataset, table, frame, lang)),
        "basis": _by_word(
            rows.column("date_basis"), lambda word: dataset.vocabulary.label(word, lang, group="date_basis")
        ),
        "note": said("note"),
        "paraphrase": said("paraphrase", context="text"),
        "value": rows.each(lambda table, frame: _value(dataset.vocabulary, table, frame, lang)),
        "why": why,
        "place": rows.each(lambda table, frame: _place(dataset, table, frame, lang)),
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


def _words(vocabulary: Vocabulary, lang: str, used: Container[str]) -> dict[str, str]:
    return {
        word: vocabulary.label(word, lang)
        for group, word in vocabulary.frame.index
        if group in ALWAYS_SAID or word in used
    }


def _said(dataset: Dataset, frame: pd.DataFrame, column: str, lang: str) -> list[str]:
    """The texts in the language, else in the data set's default one."""
    first, other = (
        frame[name].tolist() if name in frame else [""] * len(frame)
        for name in (f"{column}_{lang}", f"{column}_{dataset.languages[0]}")
    )
    return [one or two for one, two in zip(first, other, strict=True)]


def _by_word(words: Sequence[str], function: Callable[[str], str]) -> list[str]:
    """A text for each word, "" for an empty one; each distinct word is asked for once."""
    known = {word: function(word) if word else "" for word in dict.fromkeys(words)}
    return [known[word] for word in words]


def _when(dataset: Dataset, table: str, frame: pd.DataFrame, lang: str) -> list[str]:
    column = _DATE_COLUMN.get(table)
    if column is None:
        return [""] * len(frame)
    words = "presence" if table in ("hubs", "phases") else "period"
    texts = frame[column].tolist()
    said = {text: period(text, lang, bound_words=words) for text in dict.fromkeys(texts)}
    when = [said[text] for text in texts]
    if table == "hubs":
        for row, (text, dates) in enumerate(zip(texts, frame["attested"], strict=True)):
            if not text:
                when[row] = ", ".join(period(date, lang) for date in dates)
    if table == "movements":
        held = when_caused(dataset, lang)
        when = [held.get(record, text) for record, text in zip(frame.index, when, strict=True)]
    return when


@remembered
def when_caused(dataset: Dataset, lang: str) -> dict[str, str]:
    """Periods of the movements that the day of their cause cuts short (`movement_bounds`), which they say, by id."""
    moves, events = dataset["movements"], dataset["events"]
    since = movement_bounds(dataset)["since"].dropna()
    began = dataset.bounds("events", "date")["start_min"]
    causes_of = dict(zip(moves.index, moves["cause"], strict=True))
    said = str(templates(lang)["date"]["caused"])
    found = {}
    for record, day in since.items():
        causes: tuple[str, ...] = causes_of[str(record)]
        cause = next(one for one in causes if began.get(one) == day)
        first, _, _ = str(events.at[cause, "date"]).partition("/")
        when = period(str(moves.at[record, "period"]), lang)
        found[str(record)] = said.format(when=when, day=period(first, lang))
    return found


def _value(vocabulary: Vocabulary, table: str, frame: pd.DataFrame, lang: str) -> list[str]:
    values = [""] * len(frame)
    if table == "figures":
        columns = (frame[column] for column in ("value", "qualifier", "unit"))
        for row, (value, qualifier, unit) in enumerate(zip(*columns, strict=True)):
            values[row] = (
                "" if pd.isna(value) else figure(value, qualifier, vocabulary.label(unit, lang), lang)
            )
    elif table == "movements":
        sizes = frame[["low", "best", "high"]]
        for row in np.flatnonzero(sizes.notna().any(axis=1)).tolist():
            low, best, high = (float(size) for size in sizes.iloc[row])
            values[row] = quantity(low, best, high, vocabulary.label(frame["unit"].iloc[row], lang), lang)
    return values


def _place(dataset: Dataset, table: str, frame: pd.DataFrame, lang: str) -> list[str]:
    def words(place: str) -> str:
        return _place_words(dataset, place, lang)

    if table == "movements":
        unknown = str(templates(lang)["unplaced"])
        ends = (_by_word(frame[end].tolist(), words) for end in ("origin", "destination"))
        return [from_to(start or unknown, end or unknown, lang) for start, end in zip(*ends, strict=True)]
    # A column of that name that the author added to another table holds his words, and no places.
    placed = any(column.name == "place" for column in columns(table, ()))
    return _by_word(frame["place"].tolist(), words) if placed else [""] * len(frame)


def _place_words(dataset: Dataset, place: str, lang: str) -> str:
    country = dataset.country_of(place)
    if not country or country == place:
        return dataset.label(place, lang)
    return str(templates(lang)["place"]).format(dataset.label(place, lang), dataset.label(country, lang))


def _scenes(dataset: Dataset, lang: str, row_of: Callable[[str], int]) -> list[dict[str, Any]]:
    table = dataset["scenes"].sort_values("seq")
    told = zip(*(_said(dataset, table, column, lang) for column in ("label", "text")), strict=True)
    return [
        {
            "title": title,
            "text": _sentences(text, row_of),
            "seconds": reading_seconds(" ".join([title, *(said for said, _ in cited_sentences(text))])),
        }
        for title, text in told
    ]


def _sentences(text: str, row_of: Callable[[str], int]) -> list[list[Any]]:
    cited = cited_sentences(text)
    return [[sentence, [row_of(record) for record in records]] for sentence, records in cited]


def _sources(dataset: Dataset, lang: str, order: Sequence[str]) -> dict[str, list[str]]:
    table = dataset["sources"].loc[list(order)]
    return {
        "when": _by_word(table["date"].tolist(), lambda date: period(date, lang)),
        "note": _said(dataset, table, "note", lang),
    }


def marking(dataset: Dataset, lang: str) -> str:
    """Text to print on every picture of a data set that a profile has let out, "" for one as recorded.

    The data set's own marking, or the name of the profile in words; then what was made coarser, since a reader
    must know that the month is the edition's and not the source's.
    """
    edition: Mapping[str, Any] = dataset.settings.get("edition", {})
    if not edition:
        return ""
    words, given = templates(lang)["marking"], edition["marking"]
    name, own = edition["profile"], said_in(given, lang, dataset.languages)
    said = [own or words["profiles"].get(name) or words["other"].format(name)]
    said += [words[key][edition[key]] for key in ("dates", "coordinates") if edition[key] in words[key]]
    if edition["min_group"] > 1:
        said.append(words["min_group"].format(edition["min_group"]))
    return " · ".join(said)
