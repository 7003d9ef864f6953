"""Counts whose days are withheld: a month has one number, the sum of its days, and not one for each of them."""

import re

import numpy as np
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import date_text
from waterbed.layers.manifest.profiles import Dates
from waterbed.layers.query.series import series
from waterbed.layers.query.told import sums


def without_days(dataset: Dataset, counts: pd.DataFrame, unit: Dates) -> pd.DataFrame:
    """Replace series of counts by the day with their whole months or years.

    Parameters
    ----------
    dataset
        As recorded: it knows which numbers are a series by the day.
    counts
        Its table ``counts``, perhaps without some rows.
    unit
        The finest unit of a date that may be shown.

    Returns
    -------
    DataFrame
        Of the same columns; other rows are left as they are, quantities too. What stands beside a sum is that of the first
        number of its series.
    """
    if unit == "day":
        return counts
    found = series(dataset)
    found = found[(found["grain"] == "day") & found.index.isin(counts.index)]
    found = found[(counts["kind"].reindex(found.index) != "quantity").to_numpy()]
    parts = [counts[~counts.index.isin(found.index)]]
    for (of, place), days in found.groupby(["unit", "place"], sort=False):
        summed = sums(days, unit)
        periods = [date_text(int(day), unit) for day in summed["start"]]
        first = counts.loc[[days.index[0]] * len(summed)]
        ids = [re.sub("[^a-z0-9]+", "-", f"sum-{place}-{of}-{period}") for period in periods]
        index = pd.Index(ids, name=counts.index.name, dtype=counts.index.dtype)
        parts.append(
            first.set_axis(index).assign(period=periods, n=summed["n"].to_numpy(), low=np.nan, high=np.nan)
        )
    return pd.concat(parts)
