"""On which days the clock runs in a scene, and the one on which it rests, the same for every picture."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.schema.tables import RECORD_TABLES, schema


def scene_days(dataset: Dataset) -> pd.DataFrame:
    """The first and last day of the clock in each scene, in the order in which scenes are told.

    A scene without a period runs over the days of the records that it names. One that names none with a date stands on
    the last day of the scene before it, the first scenes on the first day of the one after them, and where no scene has
    a day, on the day up to which the records were checked. No scene runs past that day: there the clock ends.

    Returns
    -------
    DataFrame
        Indexed by scene: ``start``, ``end``, whole days since 1970-01-01.
    """
    table = dataset["scenes"].sort_values("seq")
    own = _extent(dataset.bounds("scenes", "period").loc[table.index])
    if own["start"].isna().any():
        known = _days_of_records(dataset)
        named = table["records"].explode().dropna()
        of_records = (
            known.reindex(named).set_axis(named.index).groupby(level=0).agg({"start": "min", "end": "max"})
        )
        own = own.fillna(of_records.reindex(own.index))
    before, after = own["end"].ffill(), own["start"].bfill()
    still = before.fillna(after).fillna(dataset.as_of)
    days = {
        end: own[end].fillna(still).clip(upper=dataset.as_of).astype(np.int64) for end in ("start", "end")
    }
    return pd.DataFrame(days)


def holds(dataset: Dataset, tables: Mapping[str, Any]) -> list[int]:
    """The day on which each scene rests, in the order in which scenes are told: the one given as its ``hold``.

    By default it is the day on which most of the scene's own records are to be seen: an event from the day on which it has
    surely happened, whose sign stays until the scene ends; a movement while it is under way, or where it has one end, from
    there on; the phases of a record while they last. Of several such days it is the last one, when most has come.

    Parameters
    ----------
    tables
        Columns of a timeline: events, movements, spans, scenes.
    """
    seen = list(_seen(tables))
    given = dataset.bounds("scenes", "hold").loc[tables["scenes"]["id"], "end_max"]
    days = []
    scenes = zip(*(tables["scenes"][name] for name in ("own", "start", "end")), given, strict=True)
    for named, start, end, day in scenes:
        own = set(named)
        told = [one for one in seen if one[0] in own]
        best = _fullest(told, start, end) if np.isnan(day) else int(day)
        days.append(min(max(best, start), end))
    return days


def _seen(tables: Mapping[str, Any]) -> Iterator[tuple[int, float, float]]:
    """Each record and the days over which it is to be seen."""
    events, moves, spans = tables["events"], tables["movements"], tables["spans"]
    for record, day in zip(events["record"], events["start_max"], strict=True):
        if day is not None:
            yield record, day, np.inf
    for record, mode, start, end in zip(
        *(moves[name] for name in ("record", "mode", "start_min", "end_max")), strict=True
    ):
        if mode != "undated":
            yield record, end if start is None else start, np.inf if start is None or end is None else end
    for basis, *days in zip(*(spans[name] for name in ("basis", *SPAN)), strict=True):
        known = [day for day in days if day is not None]
        for record in basis if known else ():
            yield record, min(known), np.inf if days[-1] is None else days[-1]


def _fullest(seen: Collection[tuple[int, float, float]], start: int, end: int) -> int:
    """The last of the days on which most of the records are to be seen."""
    lasts = {end, *(int(last) for _, _, last in seen if start <= last < end)}
    return max(
        sorted(lasts, reverse=True),
        key=lambda day: len({record for record, first, last in seen if first <= day <= last}),
    )


def _days_of_records(dataset: Dataset) -> pd.DataFrame:
    """The first and last day on record of everything that has a date, a record a row and date."""
    dated = (
        _extent(dataset.bounds(table, column.name))
        for table in RECORD_TABLES
        for column in schema()[table]
        if column.type in ("edtf", "edtfs") and column.name != "date_in_source" and table != "scenes"
    )
    every = pd.concat(list(dated))
    found: pd.DataFrame = every.groupby(level=0).agg({"start": "min", "end": "max"})
    return found


def _extent(bounds: pd.DataFrame) -> pd.DataFrame:
    """First and last of the days that are known of each date; NaN where there is none."""
    days = bounds[SPAN]
    return pd.DataFrame({"start": days.min(axis=1), "end": days.max(axis=1)})
