"""What can be counted: events, hubs present, arrivals, or the series that a data set brings, each with place and span."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.aoristic import aoristic_weights
from waterbed.layers.bounds import bounds_frame
from waterbed.layers.dataset import Dataset
from waterbed.layers.phases import (
    ARRIVAL_KINDS,
    SPAN,
    Phase,
    is_drawn,
    phases,
    placed_events,
    placed_movements,
)
from waterbed.layers.placing import standing_at
from waterbed.layers.remembered import remembered
from waterbed.layers.vocabulary import words

UNITS = ("events", "presence", "movements")
"""What can be counted in any data set; the units of the table ``counts`` come on top."""

COUNTED_EVENTS = ("report",)
"""Kinds of events that are counted unless others are asked for: raids and bans would measure the police."""

COUNTED_MOVEMENTS = (*ARRIVAL_KINDS, "return")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Things to count, each at a place."""

    items: pd.DataFrame
    """One row a thing or a span of it: ``id, place, first, last`` (days, NaN unknown), ``n``; for hubs also ``from, until``,
    the days between which it was certainly there."""
    unit: str
    """One of `UNITS`, or a unit of the table ``counts``."""
    kinds: tuple[str, ...] = ()
    """Kinds of events or movements that are counted."""

    def weights(self, low: int, high: int) -> Floats:
        """Weight of each row in the days from `low` to `high`, both counted; 0 for what has no span.

        An event known only to lie in a span counts by the share of it that lies in the period, a number over a
        span likewise. A hub counts wholly where it was certainly present on one of the days, else not.
        """
        first, last = self._column("first"), self._column("last")
        if self.unit != "presence":
            return np.asarray(
                np.nan_to_num(aoristic_weights(first, last + 1, [low, high + 1])[:, 0]) * self._column("n")
            )
        since, until = self._column("from"), self._column("until")
        certain = (since <= high) & (until >= low) & (since <= until)
        return np.asarray(certain | ((first >= low) & (last <= high)), dtype=np.float64)

    def total(self, low: int, high: int) -> tuple[float, tuple[str, ...]]:
        """Count the rows in a period, a hub once, and name the records."""
        weight = self.weights(low, high)
        counted = weight > 0
        ids = tuple(dict.fromkeys(self.items["id"].to_numpy(dtype=object)[counted]))
        return (float(len(ids)) if self.unit == "presence" else float(weight[counted].sum())), ids

    def totals(self, edges: Sequence[int]) -> list[float]:
        """Count the rows in periods that follow one another; each begins on an edge and ends the day before the next."""
        if self.unit == "presence":
            return [self.total(first, following - 1)[0] for first, following in pairwise(edges)]
        weights = aoristic_weights(self._column("first"), self._column("last") + 1, edges)
        summed: list[float] = (self._column("n") @ np.nan_to_num(weights)).tolist()
        return summed

    def of(self, chosen: npt.NDArray[np.bool_]) -> "Tally":
        """The chosen rows alone."""
        return replace(self, items=self.items[chosen])

    def _column(self, column: str) -> Floats:
        return self.items[column].to_numpy(dtype=np.float64)


def tally(
    dataset: Dataset, unit: str = "events", *, kinds: Sequence[str] | None = None, without: str = ""
) -> Tally:
    """Collect what a unit counts.

    Parameters
    ----------
    dataset
        The records.
    unit
        "events"; "presence" (hubs present); "movements" (arrivals at a place); or a unit of the table ``counts``, "counts"
        for its only one.
    kinds
        Kinds of events or movements; when left out, reports, and displacements, expansions and returns.
    without
        An event that is not counted: the trigger.

    Raises
    ------
    ValueError
        For a unit or kind that there is not.
    """
    if unit == "presence":
        return Tally(_hubs(dataset), unit)
    if unit in ("events", "movements"):
        chosen = _kinds("event_kind" if unit == "events" else "movement_kind", kinds)
        items = _happened(dataset, unit, chosen)
        return Tally(items[items["id"] != without].reset_index(drop=True), unit, chosen)
    unit = _unit_of_counts(dataset, unit)
    table = dataset["counts"][dataset["counts"]["unit"] == unit]
    days = dataset.bounds("counts", "period").loc[table.index]
    place = standing_at(dataset, table["place"])
    return Tally(_items(table, place, days["start_min"], days["end_max"], table["n"]), unit)


@remembered
def _happened(dataset: Dataset, unit: str, kinds: tuple[str, ...]) -> pd.DataFrame:
    """All events or movements of some kinds: many triggers are measured against the same ones."""
    table = placed_events(dataset) if unit == "events" else placed_movements(dataset)
    table = table[table["kind"].isin(kinds)]
    place = table["place" if unit == "events" else "destination"]
    return _items(table, place, table["start_min"], table["end_max"])


def _items(
    table: pd.DataFrame,
    place: "pd.Series[str]",
    first: "pd.Series[float]",
    last: "pd.Series[float]",
    n: "pd.Series[float] | float" = 1.0,
) -> pd.DataFrame:
    ids = table.index.to_numpy(dtype=object)
    frame = pd.DataFrame({"place": place, "first": first, "last": last, "n": n}, index=table.index)
    return frame.astype({"first": float, "last": float}).assign(id=ids).reset_index(drop=True)


def _hubs(dataset: Dataset) -> pd.DataFrame:
    """Presences and attestations of hubs; an attestation says that a hub was there on some day of its date."""
    found = phases(dataset)
    present = found[found["phase"] == Phase.PRESENCE][["place", *SPAN]].assign(
        id=found["basis"].str[0].astype(object)
    )
    present = present.rename(
        columns={"start_min": "first", "end_max": "last", "start_max": "from", "end_min": "until"}
    )
    hubs = dataset["hubs"][is_drawn(dataset["hubs"])]
    seen = bounds_frame(hubs["attested"])
    attested = pd.DataFrame({"first": seen["start_min"], "last": seen["end_max"]}, index=seen.index)
    attested = attested.assign(
        id=seen.index.to_numpy(dtype=object), place=standing_at(dataset, seen.index.to_series())
    )
    attested = attested.assign(**{"from": attested["last"], "until": attested["first"]})
    columns = ["id", "place", "first", "last", "from", "until"]
    parts = [part[columns] for part in (present, attested) if len(part)]
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    return frame.astype(dict.fromkeys(columns[2:], float)).assign(n=1.0)


def _kinds(group: str, kinds: Sequence[str] | None) -> tuple[str, ...]:
    if kinds is None:
        return COUNTED_EVENTS if group == "event_kind" else COUNTED_MOVEMENTS
    if unknown := [kind for kind in kinds if kind not in words(group)]:
        raise ValueError(f"kinds: {unknown[0]!r} is no {group}; use some of {', '.join(words(group))}.")
    return tuple(kinds)


def _unit_of_counts(dataset: Dataset, unit: str) -> str:
    units = list(dict.fromkeys(dataset["counts"]["unit"]))
    if unit == "counts" and len(units) == 1:
        return str(units[0])
    if unit in units:
        return unit
    known = ", ".join([*UNITS, *units])
    raise ValueError(f"unit: {unit!r} cannot be counted in {dataset.name}; use one of {known}.")
