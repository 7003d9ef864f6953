"""Numbers as pictures tell them: of counts by the day whole months and years, for a dot on one day tells nobody much."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import day_number, from_day
from waterbed.layers.dates.grains import Grain
from waterbed.layers.query.certainty import CERTAINTIES
from waterbed.layers.query.series import COLUMNS, series
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
    together = pd.concat(parts, ignore_index=True)[[*COLUMNS, "certainty", "sources"]]
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
    beside = _beside(numbers)
    for grain in dict.fromkeys((_main_of(numbers), "month")):
        own = all_of_unit.loc[all_of_unit["grain"] == grain, "place"]
        summed = sums(numbers[~numbers["place"].isin(own)], grain)
        yield summed.join(beside, on="place").assign(unit=numbers["unit"].iloc[0], grain=grain)


def _beside(numbers: pd.DataFrame) -> pd.DataFrame:
    """What stands beside the sums of each place: the weakest certainty and all sources of its series."""
    place = numbers["place"]
    rank = numbers["certainty"].map(_DOUBT).fillna(len(_DOUBT))
    weakest = numbers["certainty"].loc[rank.groupby(place, sort=False).idxmax()]
    named: dict[str, dict[str, None]] = {one: {} for one in place.unique()}
    for one, sources in zip(place, numbers["sources"], strict=True):
        named[one].update(dict.fromkeys(sources))
    return pd.DataFrame(
        {
            "certainty": pd.Series(weakest.to_numpy(), index=place.loc[weakest.index].to_numpy()),
            "sources": pd.Series({one: tuple(sources) for one, sources in named.items()}, dtype=object),
        }
    )


def _main_of(numbers: pd.DataFrame) -> Grain:
    ends = numbers.groupby("place").agg(start=("start", "min"), end=("end", "max"))
    a_month = numbers["n"].sum() / ((ends["end"] - ends["start"] + 1).sum() / 30.44)
    return next((grain for grain, months in _MONTHS.items() if a_month * months >= ENOUGH), "year")


def sums(days: pd.DataFrame, grain: Grain) -> pd.DataFrame:
    """Sum series by the day over the whole periods of a length that lie between the first and the last day of each.

    Parameters
    ----------
    days
        Columns ``place``, ``start`` and ``end`` (day numbers) and ``n``, of one unit; a day without a row is 0.
    grain
        month, quarter, half or year.

    Returns
    -------
    DataFrame
        ``place``, ``start`` and ``end`` (first and last day), ``n``; place by place in the order of time.
    """
    if days.empty:
        return days[["place", "start", "end", "n"]]
    ends = days.groupby("place", sort=False).agg(start=("start", "min"), end=("end", "max"))
    edges = _edges(int(ends["start"].min()), int(ends["end"].max()), _MONTHS[grain])
    begun = np.searchsorted(edges, ends["start"])
    ended = np.searchsorted(edges, ends["end"] + 1, side="right") - 1
    size = len(edges) + 1
    at = np.searchsorted(edges, days["start"], side="right")
    row = ends.index.get_indexer(pd.Index(days["place"]))
    table = np.bincount(row * size + at, weights=days["n"], minlength=len(ends) * size).reshape(-1, size)
    periods = np.arange(len(edges) - 1)
    whole = (periods >= begun[:, np.newaxis]) & (periods < ended[:, np.newaxis])
    place, period = np.nonzero(whole)
    return pd.DataFrame(
        {
            "place": ends.index.to_numpy()[place],
            "start": edges[period],
            "end": edges[period + 1] - 1,
            "n": table[place, period + 1],
        }
    )


def _edges(first: int, last: int, step: int) -> "np.typing.NDArray[np.int64]":
    """First days of the periods of so many months around some days, and the day after the last one."""
    begun, ended = (12 * day.year + day.month - 1 for day in (from_day(first), from_day(last)))
    months = range(begun // step * step, ended + step + 1, step)
    return np.array([day_number(date(month // 12, month % 12 + 1, 1)) for month in months], dtype=np.int64)
