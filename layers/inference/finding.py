"""What is measured about a trigger: its design, its counts, and the measures computed from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import pandas as pd

from waterbed.layers.counting.design import Design, areas_of, design, tally_of
from waterbed.layers.cycle.table import followed
from waterbed.layers.dataset import Dataset
from waterbed.layers.inference.contrasts import AREAS, NAMES, contrast, pairs_of
from waterbed.layers.inference.placebo import Placebo, placebo, widened
from waterbed.layers.inference.proposals import Proposals, proposals
from waterbed.layers.inference.running import running
from waterbed.layers.inference.steadiness import Steadiness, by_day, by_ring
from waterbed.layers.inference.study import Study, study
from waterbed.layers.measures.estimates import FEWEST, Measure, described, undefined
from waterbed.layers.measures.intervals import LEVEL
from waterbed.layers.query.certainty import CERTAINTIES, at_least
from waterbed.layers.query.sources import sources_of


@dataclass(frozen=True, slots=True)
class Finding:
    """A design and what its counts say, on the records of at least one certainty."""

    design: Design
    """Where the counts come from."""
    certainty: str
    """Least certainty of the records that count: low, medium or high."""
    measures: tuple[Measure, ...]
    """Those of `NAMES`, in their order."""
    sources: tuple[str, ...]
    """Ids of the sources behind what was counted."""
    proposals: Proposals | None = None
    """What waterbed proposes beside them; None where there is nothing to work on."""
    placebo: Placebo | None = None
    """How it ranks among other dates and places; None where nothing is measured."""
    study: Study | None = None
    """The steps before and after; None where they are not on record."""
    by_day: Mapping[str, Steadiness] = field(default_factory=lambda: MappingProxyType({}))
    """Of some measures, how they read had the crackdown begun on another day."""
    by_ring: Steadiness | None = None
    """How the change of the receiving places reads in other rings; None without a ring."""
    adjusted: float | None = None
    """The p-value of the target's change, adjusted for how many were ranked beside it; None: none, or ranked alone."""
    ranked: int = 0
    """How many were ranked beside one another."""

    @property
    def withheld(self) -> str:
        """Why no measure at all is given, "" where there is one: a word of the group ``measure_reason``."""
        return withheld(self.design)

    @property
    def key(self) -> tuple[str, ...]:
        """Target and first event: the same for all events measured as one."""
        return self.design.target, *(self.design.campaign or (self.design.trigger,))[:1]

    def measure(self, name: str) -> Measure:
        """The measure of a name."""
        return next(measure for measure in self.measures if measure.name == name)


def withheld(plan: Design) -> str:
    """Why nothing is computed from the counts of a design, "" where something is.

    Zeros before and after are no observation of a change, and fewer than five events in target and receiving places carry
    none, however many the control has. No picture and no text draws a statistic of such counts.
    """
    if plan.before is None or plan.after is None:
        return "trigger_undated"
    if plan.unit == "events" and not plan.kinds:
        return "nothing_to_count"
    if "target" in plan.unknown:
        return "outside_observed"
    if not plan.counted:
        return "nothing_counted"
    if not plan.rb and not plan.ra:
        return "zero_throughout"
    return "too_few_counted" if seen(plan) < FEWEST and not plan.quantity else ""


def seen(plan: Design) -> float:
    """How many were counted where an effect could show: in target and receiving places."""
    return sum(n or 0.0 for n in (plan.rb, plan.ra, plan.db, plan.da))


def measured(dataset: Dataset, plan: Design, certainty: str = "low") -> Finding:
    """Compute all measures of a design."""
    tables = {name: sources_of(dataset, name) for name in {dataset.table_of(one) for one in plan.counted[:1]}}
    sources = dict.fromkeys(
        source for found in tables.values() for record in plan.counted for source in found[record]
    )
    if withheld(plan):
        return Finding(plan, certainty, tuple(_measures(plan)), tuple(sources))
    things = tally_of(dataset, plan, certainty)
    found = areas_of(dataset, plan, things)
    levels = running(dataset, plan, things, found)
    ranks = placebo(dataset, plan, things, found, levels)
    given = _doubted(plan, ranks, tuple(widened(one, ranks) for one in _measures(plan)))
    return Finding(
        plan,
        certainty,
        given,
        tuple(sources),
        _without_intervals(proposals(dataset, plan, certainty=certainty)),
        ranks,
        study(plan, levels, things.grain),
        by_day(plan, levels, ranks, given),
        by_ring(dataset, plan, things, ranks, given),
    )


def _without_intervals(found: Proposals | None) -> Proposals | None:
    """Proposals whose quotients have none: `_doubted` says why."""
    if found is None:
        return None
    delays = {days: described(one, "counts_may_vary_more") for days, one in found.delays.items()}
    return replace(found, delays=MappingProxyType(delays))


def _doubted(plan: Design, ranks: Placebo | None, measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Without the intervals that do not hold what they say.

    Those of quotients: they hold for counts that vary by chance alone, and that they do so a record of some years cannot
    show (picked by what it shows, 8 to 14 of 100 leave out the truth). Those of an unfair difference, and of what is
    divided by a control that is worth too little.
    """
    net = next(one for one in measures if one.name == "ne")
    difference = next(one for one in measures if one.name == "wdd")
    reasons = dict.fromkeys(QUOTIENTS, "counts_may_vary_more")
    if net.interval == "widened" and not net.excludes_zero:
        reasons["wdq"] = "reduction_uncertain"
    reasons |= dict.fromkeys((*QUOTIENTS, "tne"), "control_worth_few") if _worth_few(plan, ranks) else {}
    reasons |= {"wdd": "trend_in_unlike_areas"} if _unfair(plan, difference) else {}
    return tuple(
        described(one, reasons[one.name]) if one.interval and one.name in reasons else one for one in measures
    )


QUOTIENTS = ("ne", "sm", "bdm", "wdq")
"""Measures that are quotients of counts, or differences of such."""


def _worth_few(plan: Design, ranks: Placebo | None) -> bool:
    """Whether a count of the control is worth fewer than `FEWEST` Poisson events: its error is then too skewed to widen.

    By the factor that an interval is widened by, so that what is hardly known of the dispersion counts too.
    """
    spread = ranks.spread_of("tne") if ranks else None
    fewest = FEWEST * (spread.factor(LEVEL) ** 2 if spread else 1.0)
    return min(plan.cb or 0.0, plan.ca or 0.0) < fewest


MOST_BIAS = 0.25
"""Part of its standard error that a difference may owe to areas unlike in size: with more, 95 % are no longer 95."""


def _unfair(plan: Design, wdd: Measure) -> bool:
    """Whether the trend of the control, times how much larger the areas of one side are, would move a difference."""
    if wdd.se is None:
        return False
    own, other = (
        [sum(n or 0.0 for n in pair) for pair in zip(*pairs, strict=True)]
        for pairs in (
            ((plan.rb, plan.ra), (plan.db, plan.da)),
            ((plan.cb, plan.ca), (plan.cdb, plan.cda)),
        )
    )
    if not other[0]:
        return other[1] > 0
    trend = other[1] / plan.time_weights[1] / other[0] - 1
    return abs(trend * (own[0] - other[0])) > MOST_BIAS * wdd.se


def _measures(plan: Design) -> Iterator[Measure]:
    for_all, pairs = withheld(plan), pairs_of(plan)
    for name in NAMES:
        reason = for_all
        if not reason and set(AREAS[name]) & set(plan.unknown):
            reason = "outside_observed"
        if not reason and plan.quantity and name == "wdq":
            # Whether the quantity fell at all is not known without an interval, and a quotient needs a fall.
            reason = "quantity_without_quotient"
        found = undefined(name, reason) if reason else contrast(name, plan, pairs)
        yield described(found, "quantity_without_interval") if plan.quantity else found


def findings(
    dataset: Dataset, rows: pd.DataFrame, stops: Sequence[str] = CERTAINTIES, *, most: int | None = None
) -> list[Finding]:
    """Findings for every row of the cycle table in which anything followed, at each certainty at which it stands.

    What is compared is the same at every certainty, chosen from all records; the stops change only what counts. Of a table
    with more than ``most`` such rows only the first ones are measured.
    """
    eventful = rows[followed(rows)].iloc[:most]
    found: list[Finding] = []
    for certainty in stops if len(eventful) else ():
        kept = at_least(dataset, certainty)["events"].index
        at_stop = []
        for place, trigger in zip(eventful["place"], eventful["trigger"], strict=True):
            if trigger in kept:
                plan = design(dataset, trigger, target=place, certainty=certainty)
                at_stop.append(measured(dataset, plan, certainty))
        found += adjusted_for_each_other(at_stop)
    return found


def adjusted_for_each_other(found: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, each p-value adjusted for how many there are (Holm 1979, Scand J Stat 6(2)); a campaign is one."""
    chances = {
        one.key: one.placebo.p for one in found if one.placebo is not None and one.placebo.p is not None
    }
    adjusted, highest = {}, 0.0
    for at, (key, p) in enumerate(sorted(chances.items(), key=lambda item: item[1] or 0.0)):
        highest = max(highest, min(1.0, (len(chances) - at) * (p or 0.0)))
        adjusted[key] = highest
    for one in found:
        alone = len(chances) < 2 or one.key not in adjusted
        yield one if alone else replace(one, adjusted=adjusted[one.key], ranked=len(chances))
