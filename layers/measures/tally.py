"""What can be counted: events, hubs present, arrivals, or the series that a data set brings, each with place and span."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.cycle.phases import ARRIVAL_KINDS, Phase, phases
from waterbed.layers.cycle.placed import is_drawn, placed_events, placed_movements
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN, bounds_frame
from waterbed.layers.measures.aoristic import aoristic_weights
from waterbed.layers.query.ancestry import Ints, lines_upwards, standing_at
from waterbed.layers.query.remembered import remembered
from waterbed.layers.schema.vocabulary import Vocabulary

UNITS = ("events", "presence", "movements")
"""What can be counted in any data set; the units of the table ``counts`` come on top."""

COUNTED_EVENTS = ("report",)
"""Kinds of events that are counted unless others are asked for: raids and bans would measure the police."""

COUNTED_MOVEMENTS = (*ARRIVAL_KINDS, "return")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Things to count, each at a place, in columns: one row a thing or a span of it."""

    ids: npt.NDArray[np.object_]
    """Ids of the records."""
    place: Ints
    """Number of the place (:class:`waterbed.layers.placing.Lines`), -1 for none."""
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
        summed: list[float] = (self.n @ self._shares(edges)).tolist()
        return summed

    def of(self, chosen: npt.NDArray[np.bool_]) -> "Tally":
        """The chosen rows alone."""
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
        return _hubs(dataset)
    if unit in ("events", "movements"):
        chosen = _kinds(dataset.vocabulary, "event_kind" if unit == "events" else "movement_kind", kinds)
        found = _happened(dataset, unit, chosen)
        return found.of(found.ids != without)
    unit = _unit_of_counts(dataset, unit)
    table = dataset["counts"][dataset["counts"]["unit"] == unit]
    days = dataset.bounds("counts", "period").loc[table.index]
    place = standing_at(dataset, table["place"])
    n = np.asarray(table["n"], dtype=np.float64)
    return replace(_spread(dataset, place, days["start_min"], days["end_max"]), unit=unit, n=n)


@remembered
def _happened(dataset: Dataset, unit: str, kinds: tuple[str, ...]) -> Tally:
    """All events or movements of some kinds: many triggers are measured against the same ones."""
    table = placed_events(dataset) if unit == "events" else placed_movements(dataset)
    table = table[table["kind"].isin(kinds)]
    place = table["place" if unit == "events" else "destination"]
    return replace(_spread(dataset, place, table["start_min"], table["end_max"]), unit=unit, kinds=kinds)


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
    """Presences and attestations of hubs; an attestation says that a hub was there on some day of its date."""
    found = phases(dataset)
    present = found[found["phase"] == Phase.PRESENCE]
    present = present.set_index(pd.Index([hub for hub, *_ in present["basis"]], dtype=object))
    hubs = dataset["hubs"][is_drawn(dataset)]
    seen = bounds_frame(hubs["attested"])
    attested = pd.DataFrame(
        {
            "place": standing_at(dataset, seen.index.to_series()),
            "start_min": seen["start_min"],
            "end_max": seen["end_max"],
            "start_max": seen["end_max"],
            "end_min": seen["start_min"],
        }
    )
    both = pd.concat([part[["place", *SPAN]] for part in (present, attested)])
    return replace(
        _spread(dataset, both["place"], both["start_min"], both["end_max"]),
        unit="presence",
        since=np.asarray(both["start_max"], dtype=np.float64),
        until=np.asarray(both["end_min"], dtype=np.float64),
    )


def _kinds(vocabulary: Vocabulary, group: str, kinds: Sequence[str] | None) -> tuple[str, ...]:
    if kinds is None:
        return COUNTED_EVENTS if group == "event_kind" else COUNTED_MOVEMENTS
    if unknown := [kind for kind in kinds if kind not in vocabulary.words(group)]:
        raise ValueError(
            f"kinds: {unknown[0]!r} is no {group}; use some of {', '.join(vocabulary.words(group))}."
        )
    return tuple(kinds)


def _unit_of_counts(dataset: Dataset, unit: str) -> str:
    units = list(dict.fromkeys(dataset["counts"]["unit"]))
    if unit == "counts" and len(units) == 1:
        return str(units[0])
    if unit in units:
        return unit
    known = ", ".join([*UNITS, *units])
    raise ValueError(f"unit: {unit!r} cannot be counted in {dataset.name}; use one of {known}.")
