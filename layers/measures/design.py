"""The counts that measures are computed from: which places, which days, what is counted, and the records behind each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.cycle.placed import placed_events, with_reach
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import FIRST_DAY, LAST_DAY
from waterbed.layers.errors import did_you_mean
from waterbed.layers.measures.choices import ChosenBy, Note, control_of, known_places, receiving_of, target_of
from waterbed.layers.measures.estimates import FEWEST
from waterbed.layers.measures.tally import UNITS, Tally, tally
from waterbed.layers.query.ancestry import lines_upwards
from waterbed.layers.query.certainty import at_least
from waterbed.layers.query.remembered import remembered

PERIOD_DAYS = 180
"""Length of the periods before and after, unless others are given."""

Role = Literal["target", "control", "receiving", "control_of_receiving"]


ROLES: tuple[Role, ...] = get_args(Role)


LIKE_IN_SIZE = 2.0
"""A control with more than so many times the events of the target before, or fewer than one in so many, is told."""

_LETTERS: dict[Role, str] = {"target": "r", "control": "c", "receiving": "d", "control_of_receiving": "cd"}

_NEAREST_FIRST: tuple[Role, ...] = ("target", "receiving", "control_of_receiving", "control")
"""A place on two lists has the first of these roles."""

Period = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Where the counts before and after a trigger come from, and the counts.

    A count is None where there is no place or no period to count in. Without a control of the receiving places theirs are 0.
    """

    trigger: str
    """Id of the event."""
    target: str
    """Place that was hit."""
    receiving: tuple[str, ...]
    """Places that operations may have gone to, or that may have benefited: the buffer of the literature."""
    control: tuple[str, ...]
    """Places that displacement does not reach."""
    control_of_receiving: tuple[str, ...]
    """Places like the receiving ones that displacement does not reach; () is allowed, and counts as 0."""
    receiving_by: ChosenBy
    """How the receiving places were chosen."""
    before: Period | None
    """First and last day of the period before."""
    after: Period | None
    """First and last day of the period after; it begins on the latest day on which the trigger began."""
    unit: str
    """What is counted."""
    kinds: tuple[str, ...]
    """Kinds of events or movements counted."""
    rb: float | None = None
    """Target, before."""
    ra: float | None = None
    """Target, after."""
    cb: float | None = None
    """Control, before."""
    ca: float | None = None
    """Control, after."""
    db: float | None = None
    """Receiving places, before."""
    da: float | None = None
    """Receiving places, after."""
    cdb: float | None = None
    """Control of the receiving places, before."""
    cda: float | None = None
    """Control of the receiving places, after."""
    records: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Of each count ("rb", "ra", …), the ids of what was counted, wholly or in part."""
    notes: tuple[Note, ...] = ()
    """Defaults taken and what weakens the counts, in the order in which to say it."""
    ring_km: tuple[float, float] | None = None
    """Inner and outer distance where a ring chose the receiving places."""

    @property
    def counts(self) -> tuple[float | None, ...]:
        """Rb, Ra, Cb, Ca, Db, Da: the arguments of the measures, in their order."""
        return self.rb, self.ra, self.cb, self.ca, self.db, self.da

    @property
    def counted(self) -> tuple[str, ...]:
        """Ids of everything that was counted, each once."""
        return tuple(dict.fromkeys(one for ids in self.records.values() for one in ids))

    @property
    def size(self) -> float:
        """How many events were counted in all; of numbers in a series their sum."""
        if self.unit in UNITS:
            return len(self.counted)
        return sum(count or 0.0 for count in (*self.counts, self.cdb, self.cda))

    @property
    def measurable(self) -> bool:
        """Whether so much was counted that a measure says anything: no number is shown of fewer than `FEWEST` events."""
        return self.before is not None and self.after is not None and self.size >= FEWEST

    def places(self, role: Role) -> tuple[str, ...]:
        """The places of a role."""
        return (self.target,) if role == "target" else getattr(self, role)


def design(
    dataset: Dataset,
    trigger: str,
    *,
    target: str | None = None,
    receiving: Sequence[str] | None = None,
    control: Sequence[str] | None = None,
    control_of_receiving: Sequence[str] = (),
    ring_km: tuple[float, float] | None = None,
    before_days: int | None = None,
    after_days: int | None = None,
    unit: str = "events",
    kinds: Sequence[str] | None = None,
    certainty: str = "low",
    rows: pd.DataFrame | None = None,
) -> Design:
    """Count before and after a trigger in its target, the receiving places and a control.

    A count of a place takes in the places inside it, by the fields of their records. A place inside two of the listed ones
    belongs to the nearest; one listed twice is target before receiving before control.

    Parameters
    ----------
    dataset
        The records.
    trigger
        Id of the event.
    target
        Place that was hit; by default the place of the trigger's row in the cycle table: where its departures
        or returns are recorded, else where it was aimed.
    receiving
        Named receiving places. By default those in the ring if one is given, else the destinations recorded for the
        trigger's departures from the target. A list with a reason and a ring are equal in rank.
    control
        By default every country that holds no target or receiving place and that no recorded movement of any kind
        links with the country of one. Where there is none, every zone that no such movement links with a target or
        receiving place and that nothing ever hit.
    control_of_receiving
        Places like the receiving ones.
    ring_km
        Inner and outer distance from the point of the target: zones and hubs with points between them receive.
    before_days, after_days
        Lengths of the periods, 180 by default. The period before ends on the day before the earliest day on which the
        trigger can have begun, the period after begins on the latest such day.
    unit, kinds
        What is counted (see :func:`waterbed.layers.tally.tally`).
    certainty
        Least certainty of the records that count.
    rows
        The cycle table of these records, where it is there already.

    Raises
    ------
    ValueError
        For a trigger, place or unit that there is not. What the data cannot give is told in the notes instead.
    """
    kept = at_least(dataset, certainty)
    notes: list[Note] = []
    _check_arguments(dataset, trigger, before_days, after_days)
    table = cycles(kept) if rows is None else rows
    rows = table[table["trigger"] == trigger]
    hit = target_of(dataset, trigger, target, rows, notes)
    zones, chosen_by = receiving_of(dataset, hit, receiving, ring_km, rows, notes)
    others = control_of(dataset, hit, zones, control, table, notes)
    lists: dict[Role, tuple[str, ...]] = {"target": (hit,), "receiving": zones, "control": others}
    lists["control_of_receiving"] = known_places(dataset, "control_of_receiving", control_of_receiving)
    before, after = _periods(dataset, trigger, before_days, after_days, notes)
    things = tally(kept, unit, kinds=kinds, without=trigger)
    role = nearest_of(dataset, things, {name: lists[name] for name in _NEAREST_FIRST})
    _tell_what_is_counted(things, role, kinds, notes)
    # Without receiving or control places there is nothing to count: no count is not a count of 0.
    counted = [name for name in ROLES if lists[name] or name == "control_of_receiving"]
    found = _count(things, role, counted, before, after)
    if not lists["control_of_receiving"]:
        notes.append(Note("no_control_of_receiving"))
    _tell_of_size({name: count for name, (count, _) in found.items()}, notes)
    return Design(
        trigger,
        hit,
        zones,
        others,
        lists["control_of_receiving"],
        chosen_by,
        before,
        after,
        things.unit,
        things.kinds,
        **{name: count for name, (count, _) in found.items()},
        records=MappingProxyType({name: ids for name, (_, ids) in found.items()}),
        notes=tuple(notes),
        ring_km=ring_km if chosen_by == "ring" else None,
    )


def series(dataset: Dataset, plan: Design, edges: Sequence[int], *, certainty: str = "low") -> pd.DataFrame:
    """Count by shorter periods, for a trend, a recovery or a chart of the months since the trigger.

    Parameters
    ----------
    dataset
        The records.
    plan
        Says which places, and what is counted.
    edges
        Day numbers at which periods begin, rising; each ends on the day before the next.
    certainty
        Least certainty of the records that count.

    Returns
    -------
    DataFrame
        A row a period: ``first`` and ``last`` day, and a count for each of `ROLES`.
    """
    things = tally(at_least(dataset, certainty), plan.unit, kinds=plan.kinds or None, without=plan.trigger)
    role = nearest_of(dataset, things, {name: plan.places(name) for name in _NEAREST_FIRST})
    periods = [(int(first), int(following) - 1) for first, following in pairwise(edges)]
    counts = {name: things.of(role == name).totals(edges) for name in ROLES}
    return pd.DataFrame(periods, columns=["first", "last"]).assign(**counts)


def _check_arguments(dataset: Dataset, trigger: str, *days: int | None) -> None:
    if trigger not in dataset["events"].index:
        mend = did_you_mean(trigger, dataset["events"].index) or "give the id of one."
        raise ValueError(f"trigger: {trigger!r} is no event of {dataset.name}; {mend}")
    for length in days:
        if length is not None and length < 1:
            raise ValueError(f"A period of {length} days holds nothing; give 1 or more.")


def _periods(
    dataset: Dataset, trigger: str, before_days: int | None, after_days: int | None, notes: list[Note]
) -> tuple[Period | None, Period | None]:
    days = _begun(dataset).loc[trigger]
    if pd.isna(days["start_min"]):
        notes.append(Note("trigger_without_start", {"trigger": trigger}))
        return None, None
    earliest, latest = int(days["start_min"]), int(days["key"])
    first, last = earliest - (before_days or PERIOD_DAYS), latest + (after_days or PERIOD_DAYS) - 1
    before = (max(FIRST_DAY, first), max(FIRST_DAY, earliest - 1))
    after = (latest, min(LAST_DAY, last))
    if before_days is None or after_days is None:
        notes.append(Note("periods_default", {"before": before, "after": after}))
    if latest > earliest:
        notes.append(Note("trigger_day_vague", {"first": earliest, "last": latest}))
    if before[1] - before[0] != after[1] - after[0]:
        notes.append(Note("periods_differ", {"before": before, "after": after}))
    if after[1] > dataset.as_of:
        notes.append(Note("after_not_over", {"as_of": dataset.as_of, "last": after[1]}))
    return before, after


@remembered
def _begun(dataset: Dataset) -> pd.DataFrame:
    """Of each event the earliest day on which it can have begun, and the day by which it had."""
    return with_reach(placed_events(dataset))[["start_min", "key"]]


def nearest_of(
    dataset: Dataset, things: Tally, lists: Mapping[str, Sequence[str]]
) -> npt.NDArray[np.object_]:
    """Name for each thing the list that holds the nearest place around it, else "". A place on two is the first one's."""
    lines = lines_upwards(dataset)
    role = np.zeros(len(lines.rows), dtype=np.intp)
    for number, places in reversed(list(enumerate(lists.values(), start=1))):
        role[lines.at(places)] = number
    along = role[lines.rows]
    nearest = along[np.arange(len(along)), (along > 0).argmax(axis=1)]
    return np.asarray(np.array(["", *lists], dtype=object)[nearest[things.place]])


def _tell_what_is_counted(
    things: Tally, role: npt.NDArray[np.object_], kinds: Sequence[str] | None, notes: list[Note]
) -> None:
    if things.unit == "events" and kinds is None:
        notes.append(Note("kinds_default", {"kinds": things.kinds}))
    open_ended = (np.isnan(things.first) | np.isnan(things.last)) & (role != "")
    if open_ended.any() and things.unit != "presence":
        ids = tuple(things.ids[open_ended])
        notes.append(Note("undated_left_out", {"records": ids}))
    vague = (things.last > things.first) & (role != "")
    if vague.any() and things.unit != "presence":
        notes.append(Note("counted_by_share", {"n": int(vague.sum())}))


def _tell_of_size(counts: Mapping[str, float], notes: list[Note]) -> None:
    target, control = counts.get("rb"), counts.get("cb")
    if target and control and not 1 / LIKE_IN_SIZE <= control / target <= LIKE_IN_SIZE:
        notes.append(Note("control_differs_in_size", {"rb": target, "cb": control}))


def _count(
    things: Tally,
    role: npt.NDArray[np.object_],
    counted: Sequence[Role],
    before: Period | None,
    after: Period | None,
) -> dict[str, tuple[float, tuple[str, ...]]]:
    parts = {name: things.of(role == name) for name in counted}
    return {
        _LETTERS[name] + letter: part.total(*period)
        for letter, period in (("b", before), ("a", after))
        if period is not None
        for name, part in parts.items()
    }
