"""The counts that measures are computed from: which places, which days, what is counted, and the records behind each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.counting.campaigns import campaign_of
from waterbed.layers.counting.choices import (
    ChosenBy,
    Note,
    NoteKey,
    control_of,
    known_places,
    receiving_of,
    target_of,
)
from waterbed.layers.counting.observed import Areas, areas, covering, on_record, uncovered
from waterbed.layers.counting.periods import Period, length, periods_of
from waterbed.layers.counting.seasons import YEAR_DAYS, season_shows
from waterbed.layers.counting.tally import Tally, tally, unit_of
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import did_you_mean
from waterbed.layers.query.ancestry import lines_upwards
from waterbed.layers.query.certainty import at_least

Role = Literal["target", "control", "receiving", "control_of_receiving"]


ROLES: tuple[Role, ...] = get_args(Role)


LIKE_IN_SIZE = 2.0
"""A control with more than so many times the events of the target before, or fewer than one in so many, is told."""

_LETTERS: dict[Role, str] = {"target": "r", "control": "c", "receiving": "d", "control_of_receiving": "cd"}

_NEAREST_FIRST: tuple[Role, ...] = ("target", "receiving", "control_of_receiving", "control")
"""A place on two lists has the first of these roles."""


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """Where the counts before and after a trigger come from, and the counts.

    A count is None where there is no place or no period to count in, and where it is not known. Without a control of the
    receiving places theirs are 0.
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
    quantity: bool = False
    """Whether what is counted is a quantity that somebody measured, such as hectares: no Poisson count."""
    unknown: tuple[Role, ...] = ()
    """Areas whose counts are not known: no series covers both periods, or the period after is not over."""
    campaign: tuple[str, ...] = ()
    """Events measured as one, the trigger among them, in the order in which they began; () where it is alone."""

    @property
    def gap(self) -> int:
        """Days between the two periods, which neither counts: those on which it may have begun, and a washout."""
        return self.after[0] - self.before[1] - 1 if self.before and self.after else 0

    @property
    def counts(self) -> tuple[float | None, ...]:
        """Rb, Ra, Cb, Ca, Db, Da: the arguments of the measures, in their order."""
        return self.rb, self.ra, self.cb, self.ca, self.db, self.da

    @property
    def counted(self) -> tuple[str, ...]:
        """Ids of everything that was counted, each once."""
        return tuple(dict.fromkeys(one for ids in self.records.values() for one in ids))

    @property
    def time_weights(self) -> tuple[float, float]:
        """Lengths of the periods, that of the one before being 1."""
        return 1.0, length(self.after) / length(self.before)

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
    washout_days: int = 0,
    alone: bool = False,
    unit: str | None = None,
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
        Lengths of the periods, 180 by default, or 365 where a season shows in the numbers before and whole years are on
        record. The period before ends on the day before the earliest day on which the trigger can have begun, the period
        after begins on the latest such day.
    washout_days
        Days from then on that are left out.
    alone
        Whether the trigger is measured alone although others hit the same place within the period after; by default they
        are measured as one, from the first of them on (`waterbed.layers.counting.campaigns`).
    unit, kinds
        What is counted (`waterbed.layers.counting.tally.tally`). By default the main unit of the table ``counts``, else
        events of the kinds that the setting ``counted_kinds`` names.
    certainty
        Least certainty of the records that count. The places are chosen from all records, so that at every certainty the
        same is compared.
    rows
        The cycle table of all records, where it is there already.

    Raises
    ------
    ValueError
        For a trigger, place or unit that there is not. What the data cannot give is told in the notes instead.
    """
    _check_arguments(dataset, trigger, before_days, after_days)
    if washout_days < 0:
        raise ValueError(f"A washout of {washout_days} days is none; give 0 or more.")
    made = partial(
        _made, dataset, trigger, target=target, receiving=receiving, control=control,
        control_of_receiving=control_of_receiving, ring_km=ring_km, washout_days=washout_days, alone=alone, unit=unit,
        kinds=kinds, certainty=certainty, table=cycles(dataset) if rows is None else rows,
    )  # fmt: skip
    plan = made(before_days=before_days, after_days=after_days)
    uneven = any(length(period) % YEAR_DAYS for period in (plan.before, plan.after))
    if not uneven or not _goes_with_the_year(dataset, plan):
        return plan
    if before_days is None and after_days is None:
        years = made(before_days=YEAR_DAYS, after_days=YEAR_DAYS)
        if not set(years.unknown) - set(plan.unknown):
            shown = Note("season_years", {"before": years.before, "after": years.after})
            return replace(years, notes=(*years.notes, shown))
    return replace(plan, notes=(*plan.notes, Note("season_broken", {"days": YEAR_DAYS})))


def _made(
    dataset: Dataset,
    trigger: str,
    *,
    target: str | None,
    receiving: Sequence[str] | None,
    control: Sequence[str] | None,
    control_of_receiving: Sequence[str],
    ring_km: tuple[float, float] | None,
    before_days: int | None,
    after_days: int | None,
    washout_days: int,
    alone: bool,
    unit: str | None,
    kinds: Sequence[str] | None,
    certainty: str,
    table: pd.DataFrame,
) -> Design:
    """A design with periods of these lengths."""
    notes: list[Note] = []
    rows = table[table["trigger"] == trigger]
    hit = target_of(dataset, trigger, target, rows, notes)
    campaign = (trigger,) if alone else campaign_of(dataset, trigger, hit, table, after_days)
    about_periods: list[Note] = []
    before, after = periods_of(dataset, campaign[0], before_days, after_days, washout_days, about_periods)
    unit_asked, unit = unit, unit_of(dataset, unit)
    everything = tally(dataset, unit, kinds=kinds, without=campaign)
    both = [period for period in (before, after) if period]

    def observed(candidates: Sequence[str], beside: Sequence[str]) -> tuple[str, ...]:
        unknown = uncovered(dataset, everything, {"beside": beside, "candidates": candidates}, both)
        return tuple(one for one in candidates if one not in unknown)

    zones, chosen_by = receiving_of(dataset, hit, receiving, ring_km, rows, observed, notes)
    others = control_of(dataset, hit, zones, control, table, observed, notes)
    notes += about_periods
    lists: dict[Role, tuple[str, ...]] = {"target": (hit,), "receiving": zones, "control": others}
    lists["control_of_receiving"] = known_places(dataset, "control_of_receiving", control_of_receiving)
    things = tally(at_least(dataset, certainty), unit, kinds=kinds, without=campaign)
    shared_out = areas(dataset, things, {str(name): lists[name] for name in _NEAREST_FIRST})
    _tell_what_is_counted(things, shared_out.taken, unit_asked, kinds, both, notes)
    unknown = _unknown(dataset, things, lists, both, notes)
    # Without receiving or control places there is nothing to count: no count is not a count of 0.
    counted = [name for name in ROLES if lists[name] or name == "control_of_receiving"]
    found = _count(things, shared_out, [one for one in counted if one not in unknown], before, after)
    if len(campaign) > 1 and any(ids for _, ids in found.values()):
        notes.append(Note("campaign", {"triggers": campaign}))
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
        unit,
        things.kinds,
        **{name: count for name, (count, _) in found.items()},
        records=MappingProxyType({name: ids for name, (_, ids) in found.items()}),
        notes=tuple(notes),
        ring_km=ring_km if chosen_by == "ring" else None,
        quantity=things.quantity,
        unknown=unknown,
        campaign=campaign if len(campaign) > 1 else (),
    )


def _goes_with_the_year(dataset: Dataset, plan: Design) -> bool:
    """Whether a season shows before a crackdown, in the records of any certainty."""
    if plan.before is None or plan.unit == "presence":
        return False
    things = tally_of(dataset, plan, "low")
    found = areas_of(dataset, plan, things)
    span = on_record(dataset, things, found)
    if span is None:
        return False
    shown = [things.of(found.of(role)) for role in ROLES if plan.places(role)]
    return season_shows(shown, span[0], plan.before[1] + 1)


def _unknown(
    dataset: Dataset,
    things: Tally,
    lists: Mapping[Role, tuple[str, ...]],
    both: Sequence[Period],
    notes: list[Note],
) -> tuple[Role, ...]:
    """The areas whose counts are not known; what lies beyond the day of the data set is not either."""
    if both and both[-1][1] > dataset.as_of:
        return tuple(name for name in ROLES if lists[name])
    nearest_first = {str(name): lists[name] for name in _NEAREST_FIRST}
    missing = uncovered(dataset, things, nearest_first, both)
    if not missing:
        return ()
    mixed = areas(dataset, things, nearest_first).mixed[lines_upwards(dataset).at(missing)]
    keys: tuple[tuple[NoteKey, npt.NDArray[np.bool_]], ...] = (
        ("total_holds_area", mixed),
        ("unobserved", ~mixed),
    )
    for key, chosen in keys:
        if chosen.any():
            notes.append(Note(key, {"places": tuple(np.asarray(missing, dtype=object)[chosen])}))
    return tuple(name for name in ROLES if set(lists[name]) & set(missing))


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
    things = tally_of(dataset, plan, certainty)
    shared_out = areas_of(dataset, plan, things)
    periods = [(int(first), int(following) - 1) for first, following in pairwise(edges)]
    counts = {name: things.of(shared_out.of(name)).totals(edges) for name in ROLES}
    frame = pd.DataFrame(periods, columns=["first", "last"]).assign(**counts)
    if things.grain:
        here = things.of(shared_out.taken)
        covered = covering(here, edges, len(lines_upwards(dataset).rows))
        for name in ROLES:
            members = np.unique(things.place[shared_out.of(name)])
            known = covered[members].all(axis=0) & (name not in plan.unknown and len(members) > 0)
            frame[name] = frame[name].where(np.asarray(known))
    return frame


def areas_of(dataset: Dataset, plan: Design, things: Tally) -> Areas:
    """Which area of a design each thing counts for."""
    return areas(dataset, things, {str(name): plan.places(name) for name in _NEAREST_FIRST})


def tally_of(dataset: Dataset, plan: Design, certainty: str) -> Tally:
    """What a design counts, of the records of at least one certainty."""
    return tally(
        at_least(dataset, certainty), plan.unit, kinds=plan.kinds, without=plan.campaign or (plan.trigger,)
    )


def _check_arguments(dataset: Dataset, trigger: str, *days: int | None) -> None:
    if trigger not in dataset["events"].index:
        mend = did_you_mean(trigger, dataset["events"].index) or "give the id of one."
        raise ValueError(f"trigger: {trigger!r} is no event of {dataset.name}; {mend}")
    for asked in days:
        if asked is not None and asked < 1:
            raise ValueError(f"A period of {asked} days holds nothing; give 1 or more.")


def _tell_what_is_counted(
    things: Tally,
    taken: npt.NDArray[np.bool_],
    unit: str | None,
    kinds: Sequence[str] | None,
    both: Sequence[Period],
    notes: list[Note],
) -> None:
    if things.unit == "events" and kinds is None and things.kinds:
        notes.append(Note("kinds_default", {"kinds": things.kinds}))
    if things.grain and unit is None:
        notes.append(Note("unit_default", {"unit": things.unit}))
    if things.unit == "presence":
        return
    open_ended = (np.isnan(things.first) | np.isnan(things.last)) & taken
    if open_ended.any():
        notes.append(Note("undated_left_out", {"records": tuple(things.ids[open_ended])}))
    # Only what reaches over an edge of a period is shared out; what lies in one counts wholly.
    crossing = np.zeros(len(taken), dtype=bool)
    for low, high in both:
        touches = (things.first <= high) & (things.last >= low)
        crossing |= touches & ((things.first < low) | (things.last > high))
    if crossing[taken].any():
        key: NoteKey = "totals_shared_out" if things.grain else "counted_by_share"
        notes.append(Note(key, {"n": int(crossing[taken].sum())}))


def _tell_of_size(counts: Mapping[str, float], notes: list[Note]) -> None:
    target, control = counts.get("rb"), counts.get("cb")
    if target and control and not 1 / LIKE_IN_SIZE <= control / target <= LIKE_IN_SIZE:
        notes.append(Note("control_differs_in_size", {"rb": target, "cb": control}))


def _count(
    things: Tally,
    shared_out: Areas,
    counted: Sequence[Role],
    before: Period | None,
    after: Period | None,
) -> dict[str, tuple[float, tuple[str, ...]]]:
    parts = {name: things.of(shared_out.of(name)) for name in counted}
    return {
        _LETTERS[name] + letter: part.total(*period)
        for letter, period in (("b", before), ("a", after))
        if period is not None
        for name, part in parts.items()
    }
