"""Numbers as pictures tell them: of counts by the day whole months and years, for a dot on one day tells nobody much."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import day_number, from_day
from waterbed.layers.dates.grains import Grain
from waterbed.layers.query.certainty import CERTAINTIES
from waterbed.layers.query.series import series
from waterbed.layers.query.sources import cited_by

FEWEST_DAYS = 92
"""Shorter series by the day stay so: they would have hardly more than two months."""

ENOUGH = 5.0
"""So many must be counted in a period on average for a picture to tell of it; a year is the longest."""

_MONTHS: dict[Grain, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_DOUBT = {word: rank for rank, word in enumerate(reversed(CERTAINTIES))}


def told_series(dataset: Dataset) -> pd.DataFrame:
    """The numbers of a data set in the periods in which they are shown.

    Long series of counts by the day are summed twice: to months; and, as the measure that comes first, to the shortest of
    months, quarters, halves and years in which five are counted on average. Days without a number between the first and the
    last one are 0, as they are to every measure. A period that was not watched from end to end is left out, and so are the
    days of a place that has numbers of that length anyway. All others stay as they are.

    Returns
    -------
    DataFrame
        The columns of `waterbed.layers.query.series.series`, in its order; beside them ``certainty`` and ``sources`` (ids)
        of each number: of a sum the weakest, and all of its series.
    """
    found = series(dataset)
    rows = dataset["counts"].loc[found.index]
    sources = pd.Series(cited_by("counts", rows), index=found.index, dtype=object)
    told = found.assign(certainty=rows["certainty"], sources=sources, kind=rows["kind"])
    parts = [
        part
        for (unit, grain), numbers in told.groupby(["unit", "grain"], sort=False)
        for part in (_of_days(numbers, told[told["unit"] == unit]) if grain == "day" else [numbers])
    ]
    if not parts:
        return told.drop(columns="kind")
    together = pd.concat(parts, ignore_index=True).drop(columns="kind")
    measure = together.groupby(["unit", "grain"], sort=False).ngroup()
    row_of = {place: row for row, place in enumerate(dataset.places.index)}
    order = pd.DataFrame(
        {"measure": measure, "place": together["place"].map(row_of), "start": together["start"]}
    )
    return together.loc[order.sort_values(["measure", "place", "start"]).index]


def _of_days(numbers: pd.DataFrame, all_of_unit: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The numbers by the day of a unit as they are shown: in their main periods, then by the month."""
    counted = (numbers["kind"] != "quantity") & (numbers["n"] % 1 == 0)
    if not counted.all() or numbers["end"].max() - numbers["start"].min() < FEWEST_DAYS:
        yield numbers
        return
    series_of = dict(list(numbers.groupby("place", sort=False)))
    for grain in dict.fromkeys((_main_of(numbers), "month")):
        own = set(all_of_unit.loc[all_of_unit["grain"] == grain, "place"])
        yield from (_told(days, grain) for place, days in series_of.items() if place not in own)


def _main_of(numbers: pd.DataFrame) -> Grain:
    ends = numbers.groupby("place").agg(start=("start", "min"), end=("end", "max"))
    a_month = numbers["n"].sum() / ((ends["end"] - ends["start"] + 1).sum() / 30.44)
    return next((grain for grain, months in _MONTHS.items() if a_month * months >= ENOUGH), "year")


def _told(days: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    """The sums of one series with what stands beside each."""
    summed = sums(days, grain)
    sources = tuple(dict.fromkeys(one for named in days["sources"] for one in named))
    return summed.assign(
        place=days["place"].iloc[0],
        unit=days["unit"].iloc[0],
        grain=grain,
        certainty=max(days["certainty"], key=lambda word: _DOUBT.get(word, len(_DOUBT))),
        sources=pd.Series([sources] * len(summed), dtype=object),
        kind="count",
    )


def sums(days: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    """Sum one series by the day over the whole periods of a length that lie between its first and its last day.

    Parameters
    ----------
    days
        Columns ``start`` and ``end`` (day numbers) and ``n``; a day without a row is 0.
    grain
        month, quarter, half or year.

    Returns
    -------
    DataFrame
        ``start`` and ``end`` (first and last day), ``n``; a row a period in the order of time.
    """
    step = _MONTHS[grain]
    first, after = from_day(int(days["start"].min())), from_day(int(days["end"].max()) + 1)
    begun = -(-(12 * first.year + first.month - 1 + (first.day > 1)) // step)
    ended = (12 * after.year + after.month - 1) // step
    edges = np.array([_first_of(step * period) for period in range(begun, ended + 1)], dtype=np.int64)
    at = np.searchsorted(edges, days["start"], side="right") - 1
    inside = (at >= 0) & (at < len(edges) - 1)
    summed = np.bincount(at[inside], weights=days["n"][inside], minlength=max(0, len(edges) - 1))
    return pd.DataFrame({"start": edges[:-1], "end": edges[1:] - 1, "n": summed})


def _first_of(month: int) -> int:
    """Day number of the first of a month, which is given by its number from the year 0 on."""
    return day_number(date(month // 12, month % 12 + 1, 1))
