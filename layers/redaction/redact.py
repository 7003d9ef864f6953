"""A data set as a redaction profile lets it out, and the list of what it withholds (``docs/redaction.md``)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from waterbed.layers.checks.words import rows_of
from waterbed.layers.dataset import Dataset
from waterbed.layers.files.contents import VOCABULARY, WORDS
from waterbed.layers.files.raw import Package, RawTable
from waterbed.layers.manifest.profiles import Profile
from waterbed.layers.manifest.views import is_view
from waterbed.layers.redaction.blackout import Blackout, withheld
from waterbed.layers.redaction.coarse import (
    coarse_date,
    coarse_dates,
    coarse_view,
    small,
    standing_elsewhere,
    without_days,
)
from waterbed.layers.redaction.omitted import left_out
from waterbed.layers.redaction.references import Frames, places_around, repoint
from waterbed.layers.redaction.texts import black_out, blackout_for, language_of, new_ids, renamed
from waterbed.layers.redaction.withheld import Withheld, differences
from waterbed.layers.schema.cells import cell_text, empty_value
from waterbed.layers.schema.tables import TABLES, Column, columns, schema

_SAID_OF_A_SIZE = ("quote", "paraphrase", "note")


_META = ("title", "description", "disclaimer", "keywords", "licenses", "sources", "homepage")


_META_AS_IT_IS = ("profile", "version", "as_of")


@dataclass(frozen=True, slots=True, eq=False)
class Redaction:
    """A data set as a profile lets it out."""

    dataset: Dataset
    """What is left, checked like any data set."""
    profile: Profile
    """The profile."""
    withheld: tuple[Withheld, ...]
    """Every value that is nowhere in what is left."""
    languages: tuple[str, ...]
    """Languages of the data set and of its sources, and English, which many quote."""


def redact(dataset: Dataset, profile: Profile) -> Redaction:
    """Make the data set that a profile lets out; the given one stays as it is.

    Raises
    ------
    DataError
        If too little is left for a data set, such as no source or no place.
    """
    languages = tuple(dict.fromkeys([*dataset.languages, *filter(None, dataset["sources"]["lang"]), "en"]))
    if not profile.withholds:
        edition = _package(dataset, dataset.tables, _meta(dataset, profile, None, {}))
        return Redaction(Dataset.of(edition), profile, (), languages)
    gone = left_out(dataset, profile)
    sites = standing_elsewhere(dataset.tables, profile.coordinates)
    moved = places_around(dataset, gone, sites)
    few = _few_people(dataset["movements"], profile.min_group)
    tables = {name: frame[~frame.index.isin(gone | sites)].copy() for name, frame in dataset.tables.items()}
    tables["counts"] = without_days(dataset, tables["counts"], profile.dates)
    repoint(dataset, tables, gone, moved)
    _coarsen(tables, profile, few)
    _leave_out_columns(dataset, tables, profile)
    blackout = blackout_for(dataset, profile, tables, gone, languages)
    ids = new_ids(tables, blackout)
    cited = ids | {one: ids.get(to, to) for one, to in moved.items() if one not in gone}
    silent = gone | {one for one, to in moved.items() if not to}
    black_out(dataset, tables, blackout, silent, cited, few)
    tables = {name: renamed(frame, name, ids) for name, frame in tables.items()}
    redacted = Dataset.of(_package(dataset, tables, _meta(dataset, profile, blackout, ids, gone), blackout))
    settings = dataset.meta, redacted.meta
    missing = differences(dataset.tables, redacted.tables, languages, profile.dates, settings)
    words = tuple(Withheld("text", word, "", "words", "") for word in profile.words)
    return Redaction(redacted, profile, (*words, *missing), languages)


def _few_people(movements: pd.DataFrame, least: int) -> dict[str, tuple[int, ...]]:
    """The sizes of movements of too few people, by id; the size is the best estimate, else the highest, else the lowest."""
    size = movements["best"].fillna(movements["high"]).fillna(movements["low"])
    few = movements[small(size, movements["unit"], least)]
    sizes = few[["low", "best", "high"]].to_numpy()
    return {
        str(record): tuple(int(one) for one in row if np.isfinite(one) and one % 1 == 0)
        for record, row in zip(few.index, sizes, strict=True)
    }


def _coarsen(tables: Frames, profile: Profile, few: Mapping[str, Collection[int]]) -> None:
    for name, frame in tables.items():
        for column in schema()[name]:
            if name == "sources":
                continue
            if column.type == "edtf":
                frame[column.name] = [coarse_date(text, profile.dates) for text in frame[column.name]]
            elif column.type == "edtfs":
                cells = [coarse_dates(texts, profile.dates) for texts in frame[column.name]]
                frame[column.name] = pd.Series(cells, frame.index, dtype="object")
    if profile.coordinates != "exact":
        for name in ("hubs", "events"):
            tables[name][["lon", "lat", "precision_km"]] = np.nan
        tables["scenes"]["view"] = [_coarse_view(text, profile) for text in tables["scenes"]["view"]]
    movements = tables["movements"]
    size = movements.index.isin(few)
    movements.loc[size, ["low", "best", "high"]] = np.nan
    movements.loc[size, [name for name in movements.columns if name.startswith(_SAID_OF_A_SIZE)]] = ""


def _coarse_view(text: str, profile: Profile) -> str:
    try:
        view = [float(side) for side in text.split()]
    except ValueError:
        return text
    return " ".join(map(str, coarse_view(view, profile.coordinates))) if is_view(view) else text


def _leave_out_columns(dataset: Dataset, tables: Frames, profile: Profile) -> None:
    for name, frame in tables.items():
        kept = [column.name for column in columns(name, dataset.languages)[1:]]
        # What a column of one's own holds nobody knows, so nobody can make it coarser.
        tables[name] = frame = frame[kept].copy()
        for column in schema()[name]:
            if (name, column.name) not in profile.leave_out.columns:
                continue
            for one in _files_columns(column, dataset):
                value = empty_value(column)
                if column.name == "label" and column.required:
                    value = f"[{withheld(language_of(one, dataset))}]"
                frame[one] = pd.Series([value] * len(frame), frame.index, dtype=frame[one].dtype)


def _files_columns(column: Column, dataset: Dataset) -> list[str]:
    """Names of a column as they stand in a file: a localised one has one for each language."""
    if column.type != "localised":
        return [column.name]
    return [f"{column.name}_{lang}" for lang in dataset.languages]


def _meta(
    dataset: Dataset,
    profile: Profile,
    blackout: Blackout | None,
    ids: Mapping[str, str],
    gone: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Settings without the profiles, whose rules would name what they hide, and with the edition instead."""
    edition = {
        "profile": profile.name,
        "marking": dict(profile.marking),
        "coordinates": profile.coordinates,
        "dates": profile.dates,
        "min_group": profile.min_group,
    }
    given: Mapping[str, Any] = dataset.meta.get("waterbed", {})
    ours = {key: value for key, value in given.items() if key != "profiles"}
    ours |= {"languages": list(dataset.languages), "edition": edition}
    if blackout is None:
        return {**dataset.meta, "waterbed": ours}
    ours = {key: _without(value, blackout, "") for key, value in ours.items()}
    ours |= {key: given[key] for key in _META_AS_IT_IS if key in given} | {"edition": edition}
    lead = dataset.lead_source
    if lead:
        ours["lead_source"] = "" if lead in gone else ids.get(lead, lead)
    if "article_day" in given:
        ours["article_day"] = coarse_date(given["article_day"], profile.dates)
    if "views" in given:
        ours["views"] = {
            name: coarse_view(view, profile.coordinates) for name, view in given["views"].items()
        }
    if "controls" in given:
        ours["controls"] = {
            ids.get(place, place): [ids.get(one, one) for one in places if one not in gone]
            for place, places in given["controls"].items()
            if place not in gone
        }
    said = {key: _without(dataset.meta[key], blackout, "") for key in _META if key in dataset.meta}
    said |= {key: dataset.meta[key] for key in _META_AS_IT_IS if key in dataset.meta}
    if "name" in dataset.meta:
        said["name"] = blackout.slug(dataset.meta["name"])
    return {**said, "waterbed": ours}


def _without(value: Any, blackout: Blackout, lang: str) -> Any:
    if isinstance(value, str):
        return blackout.text(value, lang)
    if isinstance(value, Mapping):
        known = blackout.languages
        return {key: _without(one, blackout, key if key in known else lang) for key, one in value.items()}
    return [_without(one, blackout, lang) for one in value] if isinstance(value, list) else value


def _package(
    dataset: Dataset,
    tables: Mapping[str, pd.DataFrame],
    meta: dict[str, Any],
    blackout: Blackout | None = None,
) -> Package:
    raw: dict[str, RawTable] = {}
    for name in TABLES:
        frame = tables[name]
        cells = {"id": [str(one) for one in frame.index]}
        for column in frame.columns:
            cells[column] = [cell_text(value) for value in frame[column].tolist()]
        raw[name] = RawTable(
            name, f"{name}.csv", pd.DataFrame(cells, dtype="str"), np.arange(2, len(frame) + 2)
        )
    filled = {name: table for name, table in raw.items() if len(table.frame)}
    words = _own_words(dataset, tables, blackout)
    return Package(dataset.name, meta, filled, words=words, locales=dataset.locales, logo=dataset.logo)


def _own_words(
    dataset: Dataset, tables: Mapping[str, pd.DataFrame], blackout: Blackout | None
) -> RawTable | None:
    """The data set's own words that what is left still uses, with what their labels may say."""
    own = rows_of(dataset.vocabulary).fillna("").astype("str")
    used = {
        word
        for name, frame in tables.items()
        for column in schema()[name]
        if column.type in ("word", "words") and column.name in frame
        for cell in frame[column.name]
        for word in (cell if isinstance(cell, tuple) else (cell,))
    }
    own = own[own["word"].isin(used)].reset_index(drop=True)
    if own.empty:
        return None
    for column in own.columns if blackout else ():
        if column.startswith("label_"):
            own[column] = [
                blackout.text(label, column.removeprefix("label_")) if blackout and label else label
                for label in own[column]
            ]
    return RawTable(VOCABULARY, WORDS, own, np.arange(2, len(own) + 2))
