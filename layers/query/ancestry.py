"""Columns of places looked up at once: where each stands, what it lies in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.query.remembered import remembered

Ints: TypeAlias = npt.NDArray[np.intp]


def by_word(column: "pd.Series[str]", function: Callable[[str], str]) -> "pd.Series[str]":
    """A column looked up by a function that is asked once for each distinct word of it."""
    codes, distinct = pd.factorize(column)
    found = np.array([function(word) for word in distinct], dtype=object)
    return pd.Series(found[codes], index=column.index, dtype=object)


def standing_at(dataset: Dataset, places: "pd.Series[str]") -> "pd.Series[str]":
    """Of each place, the one at which it takes its phases (`Dataset.stands_at`)."""
    return by_word(places, dataset.stands_at)


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Every place, by number, and what it lies in."""

    names: npt.NDArray[np.object_]
    """Ids of the places, by number."""
    numbers: Mapping[str, int]
    """Number of each id."""
    rows: Ints
    """In a row for each place the numbers of itself and of what it lies in, nearest first, then -1.

    One more row, of -1 alone, is the last: that of what is no place."""

    def at(self, places: Iterable[str]) -> Ints:
        """Numbers of places, -1 for what is none."""
        return np.array([self.numbers.get(one, -1) for one in places], dtype=np.intp)


@remembered
def lines_upwards(dataset: Dataset) -> Lines:
    """Every place with itself and every place it lies in."""
    names = [one for table in ("countries", "zones", "hubs") for one in dataset[table].index]
    numbers = {name: at for at, name in enumerate(names)}
    lines = [[numbers[one] for one in (name, *dataset.ancestors(name))] for name in names]
    rows = np.full((len(lines) + 1, max(map(len, lines), default=1)), -1, dtype=np.intp)
    for at, line in enumerate(lines):
        rows[at, : len(line)] = line
    return Lines(np.array(names, dtype=object), numbers, rows)


def left_places(dataset: Dataset, place: "pd.Series[str]", come_from: "pd.Series[str]") -> Ints:
    """The places whose earlier departures an arrival may undo: its own, and those around it that it comes from outside of.

    Parameters
    ----------
    place, come_from
        Of each arrival, where it comes to and where from ("" unknown).

    Returns
    -------
    numpy.ndarray
        A row per arrival: numbers of such places (:class:`Lines`), nearest first, -1 for none.
    """
    lines = lines_upwards(dataset)
    own, around = lines.at(place.tolist()), lines.at(come_from.tolist())
    above, outside = lines.rows[own], lines.rows[around]
    inside = (above[:, :, np.newaxis] == outside[:, np.newaxis, :]).any(axis=2)
    return np.where((above == own[:, np.newaxis]) | ~inside, above, -1)
