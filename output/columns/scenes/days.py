"""On which days the clock runs in a scene, and the one on which it rests, the same for every picture."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.schema.tables import RECORD_TABLES, schema

_Window = tuple[int, float, float]
"""A record, and the first and last day of something."""


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
    there on; the phases of a record while they last; a hub from the day on which it is attested. Of several such days it is
    the last on which one of them happens or is under way, so that no scene rests long after what it tells of.

    Parameters
    ----------
    tables
        Columns of a timeline: events, movements, spans, scenes.
    """
    seen, going = list(_seen(tables)), list(_going(tables))
    given = dataset.bounds("scenes", "hold").loc[tables["scenes"]["id"], "end_max"]
    days = []
    scenes = zip(*(tables["scenes"][name] for name in ("own", "start", "end")), given, strict=True)
    for named, start, end, day in scenes:
        own = set(named)
        told, busy = ([one for one in of if one[0] in own] for of in (seen, going))
        best = _fullest(told, busy, start, end) if np.isnan(day) else int(day)
        days.append(min(max(best, start), end))
    return days


def _seen(tables: Mapping[str, Any]) -> Iterator[_Window]:
    """Each record and the days over which it is to be seen."""
    events, moves, spans = tables["events"], tables["movements"], tables["spans"]
    for record, day in zip(events["record"], events["start_max"], strict=True):
        if day is not None:
            yield record, day, np.inf
    for record, windows, drawn in zip(
        *(tables["hubs"][name] for name in ("record", "attested", "drawn")), strict=True
    ):
        for first, _ in windows if drawn else ():
            yield record, first, np.inf
    for record, mode, start, end in zip(
        *(moves[name] for name in ("record", "mode", "start_min", "end_max")), strict=True
    ):
        if mode != "undated":
            yield record, end if start is None else start, np.inf if start is None or end is None else end
    for basis, *days in zip(*(spans[name] for name in ("basis", *SPAN)), strict=True):
        known = [day for day in days if day is not None]
        for record in basis if known else ():
            yield record, min(known), np.inf if days[-1] is None else days[-1]


def _going(tables: Mapping[str, Any]) -> Iterator[_Window]:
    """Each record and the days on which it happens, is under way or is attested."""
    events, moves, hubs = tables["events"], tables["movements"], tables["hubs"]
    for table in (events, moves):
        for record, *days in zip(*(table[name] for name in ("record", *SPAN)), strict=True):
            known = [day for day in days if day is not None]
            if known:
                yield record, min(known), max(known)
    for record, windows, drawn in zip(*(hubs[name] for name in ("record", "attested", "drawn")), strict=True):
        for first, last in windows if drawn else ():
            yield record, first, last


def _fullest(seen: Collection[_Window], going: Collection[_Window], start: int, end: int) -> int:
    """The last of the days on which most of the records are to be seen, if there is one on which something goes on."""

    def on(windows: Collection[_Window], day: int) -> set[int]:
        return {record for record, first, last in windows if first <= day <= last}

    lasts = {end, *(int(last) for _, _, last in (*seen, *going) if start <= last < end)}
    return max(lasts, key=lambda day: (len(on(seen, day)), bool(on(going, day)), day))


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
