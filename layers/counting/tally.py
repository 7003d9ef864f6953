"""What can be counted: events, hubs present, arrivals, or the series that a data set brings, each with place and span."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.counting.aoristic import aoristic_weights
from waterbed.layers.cycle.phases import ARRIVAL_KINDS
from waterbed.layers.cycle.placed import is_drawn, placed_events, placed_movements, with_days
from waterbed.layers.dataset import Dataset
from waterbed.layers.query.ancestry import Ints, lines_upwards, standing_at
from waterbed.layers.query.remembered import remembered
from waterbed.layers.query.series import measures, series

UNITS = ("events", "presence", "movements")
"""What can be counted in any data set; the units of the table ``counts`` come on top."""

COUNTED_KINDS = "counted_kinds"
"""Setting that names the kinds of events that are counted; without it none are: raids and bans would measure the police,
reports those who publish."""

COUNTED_MOVEMENTS = (*ARRIVAL_KINDS, "return")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Things to count, each at a place, in columns: one row a thing or a span of it."""

    ids: npt.NDArray[np.object_]
    """Ids of the records."""
    place: Ints
    """Number of the place (`waterbed.layers.query.ancestry.Lines`), -1 for none."""
    first: Floats
    """First day, NaN unknown."""
    last: Floats
    """Last day, NaN unknown."""
    n: Floats
    """How many there are."""
    unit: str
    """One of `UNITS`, or a unit of the table ``counts``."""
    kinds: tuple[str, ...] = ()
    """Kinds of events or movements that are counted."""
    since: Floats | None = None
    """First day on which a hub was certainly there; None but for hubs."""
    until: Floats | None = None
    """Last day on which a hub was certainly there; None but for hubs."""
    grain: str = ""
    """Length of the periods of a series (`waterbed.layers.dates.grains.Grain`), "" for what is none."""
    quantity: bool = False
    """Whether the numbers are of something measured, not counted one by one."""

    def weights(self, low: int, high: int) -> Floats:
        """Weight of each row in the days from `low` to `high`, both counted; 0 for what has no span.

        An event known only to lie in a span counts by the share of it that lies in the period, a number over a
        span likewise. A hub counts wholly where it was certainly present on one of the days, else not.
        """
        if self.since is None or self.until is None:
            return np.asarray(self._shares([low, high + 1])[:, 0] * self.n)
        certain = (self.since <= high) & (self.until >= low) & (self.since <= self.until)
        return np.asarray(certain | ((self.first >= low) & (self.last <= high)), dtype=np.float64)

    def total(self, low: int, high: int) -> tuple[float, tuple[str, ...]]:
        """Count the rows in a period, a hub once, and name the records."""
        weight = self.weights(low, high)
        counted = weight > 0
        ids = tuple(dict.fromkeys(self.ids[counted]))
        return (float(len(ids)) if self.unit == "presence" else float(weight[counted].sum())), ids

    def totals(self, edges: Sequence[int]) -> list[float]:
        """Count the rows in periods that follow one another; each begins on an edge and ends the day before the next."""
        if self.unit == "presence":
            return [self.total(first, following - 1)[0] for first, following in pairwise(edges)]
        upto = self.upto(edges[0], edges[-1])
        summed: list[float] = np.diff(upto[np.asarray(edges) - edges[0]]).round(9).tolist()
        return summed

    def upto(self, low: int, high: int) -> Floats:
        """Numbers from one day on and before each day up to another, both of them among these days."""
        known = np.isfinite(self.first) & np.isfinite(self.last) & (self.first <= self.last)
        first, after = self.first[known], self.last[known] + 1
        a_day, size = self.n[known] / (after - first), high - low
        bounds = (np.clip(day - low, 0, size).astype(np.int64) for day in (first, after))
        begun, ended = (np.bincount(day, weights=a_day, minlength=size + 1) for day in bounds)
        return np.concatenate([[0.0], np.cumsum(np.cumsum(begun - ended)[:-1])])

    def of(self, which: npt.NDArray[np.bool_]) -> "Tally":
        """The chosen rows alone."""
        chosen = np.flatnonzero(which)
        return replace(
            self,
            ids=self.ids[chosen],
            place=self.place[chosen],
            first=self.first[chosen],
            last=self.last[chosen],
            n=self.n[chosen],
            since=None if self.since is None else self.since[chosen],
            until=None if self.until is None else self.until[chosen],
        )

    def _shares(self, edges: Sequence[int]) -> Floats:
        return np.nan_to_num(aoristic_weights(self.first, self.last + 1, edges))


def tally(
    dataset: Dataset, unit: str = "events", *, kinds: Sequence[str] | None = None, without: Sequence[str] = ()
) -> Tally:
    """Collect what a unit counts.

    Parameters
    ----------
    dataset
        The records.
    unit
        "events"; "presence" (hubs present); "movements" (arrivals at a place); or a unit of the table ``counts``. Of its
        numbers those of one length of period count (`waterbed.layers.query.series.measures`): a year and its months
        are never added.
    kinds
        Kinds of events or movements; when left out, the events that the setting ``counted_kinds`` names, and displacements,
        expansions and returns.
    without
        Events that are not counted: the trigger, and those measured as one with it.

    Raises
    ------
    ValueError
        For a kind that there is not.
    """
    if unit == "presence":
        return _hubs(dataset)
    if unit in ("events", "movements"):
        found = _happened(dataset, unit, _kinds(dataset, unit, kinds))
        rows = _rows_of(dataset, unit, found.kinds)
        left_out = [rows[one] for one in without if one in rows]
        if not left_out:
            return found
        counted = np.ones(len(found.ids), dtype=bool)
        counted[left_out] = False
        return found.of(counted)
    return _numbers(dataset, unit)


def unit_of(dataset: Dataset, unit: str | None) -> str:
    """What is counted where nothing is named: the main unit of the table ``counts``, else events.

    Raises
    ------
    ValueError
        For a unit that there is not.
    """
    units = list(dict.fromkeys(unit for unit, _ in measures(dataset)))
    if unit is None:
        return units[0] if units else "events"
    if unit == "counts" and units:
        return units[0]
    if unit in (*UNITS, *units):
        return unit
    known = ", ".join([*UNITS, *units])
    raise ValueError(f"unit: {unit!r} cannot be counted in {dataset.name}; use one of {known}.")


@remembered
def _numbers(dataset: Dataset, unit: str) -> Tally:
    """The series of a unit, of the length of period that has most numbers."""
    grain = next((grain for one, grain in measures(dataset) if one == unit), "span")
    found = series(dataset)
    found = found[(found["unit"] == unit) & (found["grain"] == grain)]
    n = np.asarray(found["n"], dtype=np.float64)
    kind = dataset["counts"]["kind"].reindex(found.index)
    # What is not whole was not counted one by one, whatever nobody said of it.
    quantity = bool((kind == "quantity").any() or (n[(kind == "").to_numpy()] % 1 > 0).any())
    spread = _spread(dataset, found["place"], found["start"], found["end"])
    return replace(spread, unit=unit, n=n, grain=grain, quantity=quantity)


@remembered
def _happened(dataset: Dataset, unit: str, kinds: tuple[str, ...]) -> Tally:
    """All events or movements of some kinds: many triggers are measured against the same ones."""
    table = placed_events(dataset) if unit == "events" else placed_movements(dataset)
    table = table[table["kind"].isin(kinds)]
    place = table["place" if unit == "events" else "destination"]
    return replace(_spread(dataset, place, table["start_min"], table["end_max"]), unit=unit, kinds=kinds)


@remembered
def _rows_of(dataset: Dataset, unit: str, kinds: tuple[str, ...]) -> dict[str, int]:
    """Where each event or movement of some kinds stands among them."""
    return {one: row for row, one in enumerate(_happened(dataset, unit, kinds).ids)}


def _spread(
    dataset: Dataset, place: "pd.Series[str]", first: "pd.Series[float]", last: "pd.Series[float]"
) -> Tally:
    """One of each record at a place, between two days."""
    return Tally(
        ids=place.index.to_numpy(dtype=object),
        place=lines_upwards(dataset).at(place.tolist()),
        first=np.asarray(first, dtype=np.float64),
        last=np.asarray(last, dtype=np.float64),
        n=np.ones(len(place)),
        unit="",
    )


def _hubs(dataset: Dataset) -> Tally:
    """Hubs by the span in which their record has them present; a date of attestation is a source's own, and no presence."""
    place = standing_at(dataset, dataset["hubs"].index.to_series())
    table = with_days(dataset["hubs"][[]], dataset.bounds("hubs", "present"), place=place)
    table = table[(is_drawn(dataset) & (dataset["hubs"]["present"] != "") & (place != "")).to_numpy()]
    return replace(
        _spread(dataset, table["place"], table["start_min"], table["end_max"]),
        unit="presence",
        since=np.asarray(table["start_max"], dtype=np.float64),
        until=np.asarray(table["end_min"], dtype=np.float64),
    )


def _kinds(dataset: Dataset, unit: str, kinds: Sequence[str] | None) -> tuple[str, ...]:
    if kinds is None:
        named: Sequence[str] = dataset.settings.get(COUNTED_KINDS, ())
        return tuple(named) if unit == "events" else COUNTED_MOVEMENTS
    group = "event_kind" if unit == "events" else "movement_kind"
    known = dataset.vocabulary.words(group)
    if unknown := [kind for kind in kinds if kind not in known]:
        raise ValueError(f"kinds: {unknown[0]!r} is no {group}; use some of {', '.join(known)}.")
    return tuple(kinds)
