"""The cycle table as columns of a timeline and in words: whether it came back, and how fast."""

import re
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from waterbed.layers.cycle.table import NONE_RECORDED
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import date_text
from waterbed.layers.query.certainty import CERTAINTIES
from waterbed.layers.schema.vocabulary import word_label
from waterbed.output.columns.codes import CERTAINTY
from waterbed.output.columns.records import Table
from waterbed.output.columns.references import References
from waterbed.output.columns.texts import when_caused
from waterbed.output.language.dates import period
from waterbed.output.language.numbers import number
from waterbed.output.language.strings import templates


def columns(dataset: Dataset, rows: pd.DataFrame, stands: pd.DataFrame, keys: References) -> Table:
    """Columns of `waterbed.layers.cycle.cycles`, with the stops of `survives`, in the numbers of a timeline."""
    return {
        "place": [keys.place(place) for place in rows["place"]],
        "trigger": [keys.event(trigger) for trigger in rows["trigger"]],
        "record": [keys.record(trigger) for trigger in rows["trigger"]],
        "family": list(rows["family"]),
        "stops": stands[list(CERTAINTIES)].astype(int).to_numpy().tolist(),
        "departure": [keys.movement(move) for move in rows["departure"]],
        "linked_by": list(rows["linked_by"]),
        "departures": [_known(map(keys.movement, moves)) for moves in rows["departures"]],
        "destinations": [[keys.place(place) for place in places] for places in rows["destinations"]],
        "returned": [_moved_back(dataset, returned, keys) for returned in rows["returned"]],
        "form": list(rows["form"]),
        "candidates": [_known(map(keys.movement, moves)) for moves in rows["candidates"]],
        "outcome": list(rows["outcome"]),
        **{f"lag_{kind}": _lags(rows, kind) for kind in ("departure", "return")},
        "certainty": [CERTAINTY.get(word, -1) for word in rows["certainty"]],
        "basis": [[keys.record(record) for record in records] for records in rows["records"]],
    }


def followed(table: Table, row: int) -> bool:
    """Whether a departure, a return or a candidate is recorded in a row (:func:`waterbed.layers.cycle.table.followed`)."""
    return bool(table["departure"][row] >= 0 or table["outcome"][row] != NONE_RECORDED)


def _moved_back(dataset: Dataset, returned: str, keys: References) -> int:
    """The movement of a return; of one that is recorded as a phase, the movement that it rests on."""
    if dataset.table_of(returned) != "phases":
        return keys.movement(returned)
    basis: tuple[str, ...] = dataset["phases"]["basis"].to_dict()[returned]
    return next(iter(_known(map(keys.movement, basis))), -1)


def _known(rows: Any) -> list[int]:
    return [row for row in rows if row >= 0]


def _lags(rows: pd.DataFrame, kind: str) -> list[list[int | None] | None]:
    ends = zip(rows[f"lag_{kind}_min"], rows[f"lag_{kind}_max"], strict=True)
    pairs = ([None if pd.isna(day) else int(day) for day in pair] for pair in ends)
    return [pair if any(day is not None for day in pair) else None for pair in pairs]


def texts(dataset: Dataset, rows: pd.DataFrame, lang: str) -> dict[str, list[str]]:
    """The rows in one language: a plain sentence, the lags, the outcome."""
    said = templates(lang)["cycle"]
    records = rows.to_dict("records")
    return {
        "sentence": [_sentence(dataset, row, lang) for row in records],
        "lag_departure": [_lag(row, "departure", said["lag"], lang) for row in records],
        "lag_return": [_lag(row, "return", said["lag"], lang) for row in records],
        "outcome": [_outcome(row, said, lang) for row in records],
    }


def _sentence(dataset: Dataset, row: Mapping[Hashable, Any], lang: str) -> str:
    return " ".join([head(dataset, row, lang), *(said for said, _ in aftermath(dataset, row, lang))])


def head(dataset: Dataset, row: Mapping[Hashable, Any], lang: str) -> str:
    """The trigger of a row of the cycle table as a sentence: what, where, when."""
    said = templates(lang)["cycle"]["head_names_place" if names_place(dataset, row, lang) else "head"]
    return str(said).format(
        trigger=dataset.label(row["trigger"], lang),
        place=dataset.label(row["place"], lang),
        when=when(dataset, row["trigger"], lang),
    )


def names_place(dataset: Dataset, row: Mapping[Hashable, Any], lang: str) -> bool:
    """Whether the trigger of a row of the cycle table is called after its place."""
    # what follows a comma or a bracket only tells places of one name apart
    return re.split("[,(]", dataset.label(row["place"], lang))[0].strip() in dataset.label(
        row["trigger"], lang
    )


def aftermath(
    dataset: Dataset, row: Mapping[Hashable, Any], lang: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is recorded after a trigger in sentences, each with the ids that it rests on; none where it says that none is."""
    said = templates(lang)["cycle"]
    if not (row["departure"] or row["returned"] or row["candidates"]):
        yield str(said["nothing"]), ()
        return
    yield from _departure(dataset, row, said, lang)
    yield from _return(dataset, row, said, lang)


def _departure(
    dataset: Dataset, row: Mapping[Hashable, Any], said: Mapping[str, Any], lang: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not row["departure"]:
        yield said["no_departure"], ()
        return
    yield _move(dataset, row, "departure", row["departure"], said, lang), (row["departure"],)
    if row["destinations"]:
        places = (dataset.label(place, lang) for place in row["destinations"])
        yield said["destinations"].format(places=said["list"].join(places)), row["departures"]


def _return(
    dataset: Dataset, row: Mapping[Hashable, Any], said: Mapping[str, Any], lang: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if row["candidates"]:
        moves = (dataset.label(move, lang) for move in row["candidates"])
        yield said["candidates"].format(moves=said["moves"].join(moves)), row["candidates"]
    if row["returned"]:
        yield _move(dataset, row, "return", row["returned"], said, lang), (row["returned"],)
    else:
        yield said["none_recorded"], ()


def _move(
    dataset: Dataset, row: Mapping[Hashable, Any], kind: str, move: str, said: Mapping[str, Any], lang: str
) -> str:
    lag = _lag(row, kind, said["lag"], lang)
    return str(said[kind]).format(
        move=dataset.label(move, lang),
        when=when(dataset, move, lang),
        form=word_label(row["form"], lang) if row["form"] else "",
        lag=said["joined"].format(lag) if lag else "",
    )


def _outcome(row: Mapping[Hashable, Any], said: Mapping[str, Any], lang: str) -> str:
    if row["returned"]:
        return word_label(row["form"], lang)
    return (
        word_label("return_candidate", lang) if row["candidates"] else str(said["none_recorded"]).rstrip(".")
    )


def when(dataset: Dataset, record: str, lang: str) -> str:
    """The date of an event, movement or recorded phase, in words."""
    if caused := when_caused(dataset, lang).get(record):
        return caused
    table = dataset.table_of(record)
    column = {"events": "date", "movements": "period", "phases": "period"}[table]
    return period(str(dataset[table].at[record, column]), lang)


def _lag(row: Mapping[Hashable, Any], kind: str, said: Mapping[str, str], lang: str) -> str:
    """Days from the trigger, as a range; empty where nothing is known of them."""
    least, most = row[f"lag_{kind}_min"], row[f"lag_{kind}_max"]
    if pd.isna(least) and pd.isna(most):
        return said["unknown"]
    if most < 0:
        return said["before"]
    values = {
        "min": "" if pd.isna(least) else number(least, lang),
        "max": "" if pd.isna(most) else number(most, lang),
    }
    years = 0 if pd.isna(least) else int(least / _YEAR)
    if years >= _IN_YEARS:
        return said["years"].format(years=number(years, lang))
    shape = _shape(least, most)
    if shape == "until" and most > _LONG_DAYS:
        return said["until_month"].format(when=_month(row["trigger_start_min"] + most, lang))
    if shape == "from" and least > _LONG_DAYS:
        return said["from_month"].format(when=_month(row[f"{kind}_start_min"], lang))
    return said[shape].format(**values)


_LONG_DAYS = 365
"""From one known end alone so many days at most can be told as a lag; beyond that the number says nothing but a date."""


_YEAR, _IN_YEARS = 365.2425, 2
"""From so many years on nobody reads a lag in days."""


def _month(day: float, lang: str) -> str:
    return period(date_text(int(day), "month"), lang)


def _shape(least: float, most: float) -> str:
    if pd.isna(most):
        return "from" if least > 0 else "later"
    if pd.isna(least) or least < 0 or least == 0 < most:
        return "until"
    if least < most:
        return "range"
    return {0: "same", 1: "day"}.get(int(most), "days")
