"""What waterbed proposes beside the literature's measures, for one design: recovery, delays, and whether the sign holds.

Counts are taken in steps of 30 days, before and after the trigger, so that nothing hangs on the lengths of the months.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

import pandas as pd

from waterbed.layers.counting.choices import in_ring_of
from waterbed.layers.counting.design import Design, series, tally_of
from waterbed.layers.counting.observed import areas
from waterbed.layers.counting.periods import length
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import day_number, from_day
from waterbed.layers.inference.steadiness import RINGS
from waterbed.layers.measures.delays import LagCorrelation, lag_correlation, wdq_by_delay
from waterbed.layers.measures.estimates import Measure
from waterbed.layers.measures.recovery import recovery_ratio, time_to_recovery
from waterbed.layers.measures.sensitivity import Pair, Sensitivity, wdq_by_radius, wdq_leaving_out

STEP_DAYS = 30
"""Length of a step, in days."""


BACK_AT = 0.8
"""Share of the level before, beside the control's trend, at which a place counts as back."""


LASTING = 2
"""Steps in a row for which it must hold."""


MOST_DELAYS = 6
"""Longest delay, in steps."""


@dataclass(frozen=True, slots=True, eq=False)
class Proposals:
    """Recovery, displacement by delay, and the test of the sign; all three are ours."""

    recovery: Measure
    """Time until the target is back, in days from the beginning of the period after."""
    delays: Mapping[int, Measure]
    """WDQ with the receiving places seen so many days later."""
    lag: LagCorrelation | None
    """How falls in the target go with later rises in the receiving places, by steps; None without receiving places."""
    sensitivity: Sensitivity | None
    """The WDQ by ring, or with each receiving place left out; None where there is nothing to vary."""
    by_ring: bool
    """Whether the sensitivity is that to the ring."""


def proposals(dataset: Dataset, plan: Design, *, certainty: str = "low") -> Proposals | None:
    """Work out what waterbed proposes for a design.

    Parameters
    ----------
    dataset
        The records.
    plan
        Says which places, which periods and what is counted.
    certainty
        Least certainty of the records that count, as for the design.

    Returns
    -------
    Proposals or None
        None where nothing was counted or a count is not known; for hubs present, which cannot be added up over steps; and
        for quantities, whose ratios have no interval.
    """
    known = plan.counted and plan.before and plan.after and not plan.unknown
    if not known or plan.before is None or plan.after is None or plan.unit == "presence" or plan.quantity:
        return None
    steps = length(plan.before) // STEP_DAYS
    before = _steps(dataset, plan, plan.before[1] + 1 - steps * STEP_DAYS, steps, certainty)
    until = max(plan.after[1], dataset.as_of)
    after = _steps(dataset, plan, plan.after[0], (until - plan.after[0] + 1) // STEP_DAYS, certainty)
    whole = pd.concat([before, after], ignore_index=True)
    return Proposals(
        recovery=_recovery(plan, before, after),
        delays=MappingProxyType(_delays(plan, whole, len(before), length(plan.after) // STEP_DAYS)),
        lag=_lag(dataset, plan, whole, until, certainty) if plan.receiving else None,
        sensitivity=_sensitivity(dataset, plan, certainty),
        by_ring=plan.ring_km is not None,
    )


def _steps(dataset: Dataset, plan: Design, first: int, count: int, certainty: str) -> pd.DataFrame:
    return series(dataset, plan, range(first, first + count * STEP_DAYS + 1, STEP_DAYS), certainty=certainty)


def _recovery(plan: Design, before: pd.DataFrame, after: pd.DataFrame) -> Measure:
    controlled = plan.control and before["control"].sum() > 0
    ratio = recovery_ratio(
        after["target"],
        before["target"].mean() if len(before) else 0.0,
        after["control"] if controlled else None,
        before["control"].mean() if controlled else None,
    )
    events = float(before["target"].sum() + after["target"].sum())
    found = time_to_recovery(ratio, threshold=BACK_AT, lasting=LASTING, events=events)
    return found if found.value is None else replace(found, value=found.value * STEP_DAYS)


def _delays(plan: Design, whole: pd.DataFrame, crackdown: int, steps: int) -> dict[int, Measure]:
    if not (plan.receiving and plan.control and length(plan.before) == length(plan.after)):
        return {}
    columns = (whole[name] for name in ("target", "control", "receiving"))
    most = min(MOST_DELAYS, len(whole) - crackdown - steps)
    found = wdq_by_delay(*columns, crackdown=crackdown, length=steps, delays=range(most + 1))
    return {delay * STEP_DAYS: measure for delay, measure in found.items()}


def _lag(
    dataset: Dataset, plan: Design, whole: pd.DataFrame, until: int, certainty: str
) -> LagCorrelation | None:
    """By steps, or by the months of a monthly series: steps that cut them share numbers, and would go together by that."""
    grain = tally_of(dataset, plan, certainty).grain
    if grain == "month" and plan.before is not None:
        edges = [day_number(date(*month, 1)) for month in _months(plan.before[0], until)]
        whole = series(dataset, plan, edges, certainty=certainty)
    elif grain not in ("", "day"):
        return None
    return lag_correlation(whole["target"], whole["receiving"], delays=range(MOST_DELAYS + 1))


def _months(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Year and month of each month that begins on one of some days or on the day after them."""
    start, end = from_day(first), from_day(last + 1)
    after = 12 * start.year + start.month - 1 + (start.day > 1)
    for month in range(after, 12 * end.year + end.month):
        yield month // 12, month % 12 + 1


def _sensitivity(dataset: Dataset, plan: Design, certainty: str) -> Sensitivity | None:
    target, control = (plan.rb, plan.ra), (plan.cb, plan.ca)
    if plan.ring_km is not None:
        inner, outer = plan.ring_km
        widths = [width for share in RINGS if (width := outer * share) > inner]
        rings = {width: in_ring_of(dataset, plan.target, (inner, width)) for width in widths}
        return wdq_by_radius(
            target, control, {w: _pair(dataset, plan, places, certainty) for w, places in rings.items()}
        )
    if len(plan.receiving) < 2:
        return None
    zones = {zone: _pair(dataset, plan, (zone,), certainty) for zone in plan.receiving}
    return wdq_leaving_out(target, control, zones)


def _pair(dataset: Dataset, plan: Design, chosen: tuple[str, ...], certainty: str) -> Pair:
    """Counts before and after in some receiving places; what lies nearer to another listed place is not theirs."""
    if not chosen or plan.before is None or plan.after is None:
        return (None, None)
    things = tally_of(dataset, plan, certainty)
    others = tuple(one for one in plan.receiving if one not in chosen)
    lists = {"target": plan.places("target"), "chosen": chosen, "others": others, "control": plan.control}
    here = things.of(areas(dataset, things, lists).of("chosen"))
    return (here.total(*plan.before)[0], here.total(*plan.after)[0])
