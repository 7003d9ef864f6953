"""Columns of places looked up at once: where each stands, what it lies in."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.remembered import remembered


def by_word(column: "pd.Series[str]", function: Callable[[str], str]) -> "pd.Series[str]":
    """A column looked up by a function that is asked once for each distinct word of it."""
    codes, distinct = pd.factorize(column)
    found = np.array([function(word) for word in distinct], dtype=object)
    return pd.Series(found[codes], index=column.index, dtype=object)


def standing_at(dataset: Dataset, places: "pd.Series[str]") -> "pd.Series[str]":
    """Of each place, the one at which it takes its phases (`Dataset.stands_at`)."""
    return by_word(places, dataset.stands_at)


def around_places(dataset: Dataset, places: "pd.Series[str]") -> pd.DataFrame:
    """Each distinct place with itself and every place it lies in: columns ``place`` and ``above``, nearest first."""
    pairs = [(one, above) for one in places.unique() if one for above in (one, *dataset.ancestors(one))]
    return pd.DataFrame(pairs, columns=["place", "above"], dtype=object)


@remembered
def lines_upwards(dataset: Dataset) -> tuple["pd.Index[str]", npt.NDArray[np.intp]]:
    """Every place, and in a row for each the numbers of itself and of what it lies in, nearest first, then -1.

    One more row, of -1 alone, is the last: that of what is no place.
    """
    names = pd.Index([one for table in ("countries", "zones", "hubs") for one in dataset[table].index])
    number = {name: at for at, name in enumerate(names)}
    lines = [[number[one] for one in (name, *dataset.ancestors(name))] for name in names]
    rows = np.full((len(lines) + 1, max(map(len, lines), default=1)), -1, dtype=np.intp)
    for at, line in enumerate(lines):
        rows[at, : len(line)] = line
    return names, rows


def left_places(dataset: Dataset, place: "pd.Series[str]", come_from: "pd.Series[str]") -> pd.DataFrame:
    """The places whose earlier departures an arrival may undo: its own, and those around it that it comes from outside of.

    Parameters
    ----------
    place, come_from
        Of each arrival, where it comes to and where from ("" unknown); one index, without doubles.

    Returns
    -------
    DataFrame
        A row per arrival and such a place, indexed like `place`: ``above``, and ``place``, ``come_from`` as given.
    """
    pairs = pd.DataFrame({"place": place, "come_from": come_from})
    lies_in = around_places(dataset, pd.concat([place, come_from]))
    rows = pairs.reset_index().merge(lies_in, on="place").set_index("index")
    inside = pd.MultiIndex.from_frame(rows[["come_from", "above"]]).isin(pd.MultiIndex.from_frame(lies_in))
    return rows[(rows["above"] == rows["place"]) | ~inside]
