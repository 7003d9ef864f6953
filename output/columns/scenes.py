"""On which days the clock runs in a scene, the same for every picture."""

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
    filled: pd.DataFrame = own.apply(lambda days: days.fillna(still).clip(upper=dataset.as_of)).astype(
        np.int64
    )
    return filled


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
