"""Where numbers of a series are on record: before its first period, after its last and in its gaps they are unknown, not 0.

The numbers of a place are its own where it has any, else the sum of those of the places inside it: a total and its parts are
never added.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from waterbed.layers.counting.tally import Tally
from waterbed.layers.dataset import Dataset
from waterbed.layers.query.ancestry import Ints, lines_upwards

Bools: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Areas:
    """Which of some listed places each place belongs to, for the things of one tally."""

    number: Ints
    """Of each thing the number of the list that it counts for, from 1, 0 for none."""
    names: tuple[str, ...]
    """The lists."""
    listed: Ints
    """Of each thing the number of the listed place that it counts for, -1 for none."""
    mixed: Bools
    """Of each place, by number, whether its own number holds that of another listed place."""

    @property
    def taken(self) -> Bools:
        """Whether each thing counts for a list."""
        return np.asarray(self.number > 0)

    def of(self, name: str) -> Bools:
        """Whether each thing counts for a list."""
        return np.asarray(self.number == self.names.index(name) + 1)


def areas(dataset: Dataset, things: Tally, lists: Mapping[str, Sequence[str]]) -> Areas:
    """Share out things to lists of places, each to the nearest place around it; a place on two lists is the first one's.

    In a series what lies inside a place that has numbers of its own is a part of them, and counts for nothing.
    """
    lines = lines_upwards(dataset)
    number = np.zeros(len(lines.rows), dtype=np.intp)
    for at, places in reversed(list(enumerate(lists.values(), start=1))):
        number[lines.at(places)] = at
    number[-1] = 0
    along = number[lines.rows] > 0
    steps = np.arange(along.shape[1])
    nearest = along.argmax(axis=1)
    every = np.arange(len(along))
    has = along.any(axis=1)
    mixed = np.zeros(len(along), dtype=bool)
    if things.grain:
        counted = np.zeros(len(along), dtype=bool)
        counted[things.place] = True
        counted[-1] = False
        totals = counted[lines.rows]
        has &= ~(totals & (steps > 0) & (steps <= nearest[:, np.newaxis])).any(axis=1)
        # Of each listed place the listed ones around it that have numbers of their own: theirs hold its.
        around = totals & along & (steps > 0) & along[:, :1]
        mixed[lines.rows[around]] = True
    own = np.where(has, number[lines.rows[every, nearest]], 0)
    listed = np.where(has, lines.rows[every, nearest], -1)
    return Areas(own[things.place], tuple(lists), listed[things.place], mixed)


def uncovered(
    dataset: Dataset, things: Tally, lists: Mapping[str, Sequence[str]], periods: Collection[tuple[int, int]]
) -> tuple[str, ...]:
    """Listed places whose numbers in some period are not known: no series covers it, or one holds another listed place too.

    What is no series is known everywhere.
    """
    if not things.grain:
        return ()
    lines, found = lines_upwards(dataset), areas(dataset, things, lists)
    known = np.zeros(len(lines.rows), dtype=bool)
    known[found.listed] = True
    for low, high in periods:
        open_ = ~covering(things, [low, high + 1], len(lines.rows))[:, 0]
        known[found.listed[open_[things.place]]] = False
    known &= ~found.mixed
    places = dict.fromkeys(place for listed in lists.values() for place in listed)
    return tuple(place for place, at in zip(places, lines.at(places), strict=True) if not known[at])


def covering(things: Tally, edges: Sequence[int], places: int) -> Bools:
    """Whether the series of each place, by number, has numbers for all days of each period between edges.

    Numbers by the day need not be written where they are 0: between the first and the last such day all are known.
    """
    bounds = np.asarray(edges, dtype=np.float64)
    first, after = things.first[:, np.newaxis], things.last[:, np.newaxis] + 1
    found = np.zeros((places, len(bounds) - 1))
    if things.grain == "day":
        begun, ended = np.full(places, np.inf), np.full(places, -np.inf)
        np.minimum.at(begun, things.place, things.first)
        np.maximum.at(ended, things.place, things.last + 1)
        return (begun[:, np.newaxis] <= bounds[:-1]) & (ended[:, np.newaxis] >= bounds[1:])
    days = np.clip(np.minimum(after, bounds[1:]) - np.maximum(first, bounds[:-1]), 0, None)
    np.add.at(found, things.place, days)
    return np.asarray(found >= np.diff(bounds))


def on_record(
    dataset: Dataset, things: Tally, found: Areas, *, gaps_allowed: bool = False
) -> tuple[int, int] | None:
    """First day on record and the day after the last, of all areas together; None with gaps in a series, unless allowed."""
    here = things.of(found.taken)
    known = np.isfinite(here.first) & np.isfinite(here.last)
    if not known.any():
        return None
    if not things.grain:
        return int(here.first[known].min()), min(dataset.as_of, int(here.last[known].max())) + 1
    places, at = np.unique(here.place, return_inverse=True)
    first, after = np.full(len(places), np.inf), np.full(len(places), -np.inf)
    np.minimum.at(first, at, here.first)
    np.maximum.at(after, at, here.last + 1)
    days = np.bincount(at, weights=here.last + 1 - here.first)
    gaps = things.grain != "day" and bool((days < after - first).any())
    low, high = int(first.max()), int(after.min())
    return None if (gaps and not gaps_allowed) or low >= high else (low, high)
