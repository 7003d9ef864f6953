"""Would it look the same elsewhere, or at another time? Placebo dates and places, and how much counts vary by themselves.

Real counts vary more than Poisson counts, and from one year to the next. So the same contrasts are worked out at every other
date with full periods, for the same places; and the change of the target is ranked among those of the control's places. What
they vary before the crackdown is their dispersion, by which the intervals are widened (quasi-Poisson).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from waterbed.layers.counting.design import Design, Role
from waterbed.layers.counting.observed import Areas
from waterbed.layers.counting.periods import length
from waterbed.layers.counting.tally import Tally
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import day_number, from_day
from waterbed.layers.inference.contrasts import RATIOS, controls_of
from waterbed.layers.inference.dispersion import FEWEST_DEGREES, Spread, between_places, worth
from waterbed.layers.inference.running import Days, Running
from waterbed.layers.measures.estimates import FEWEST, Measure, described
from waterbed.layers.measures.ratios import against_control
from waterbed.layers.query.ancestry import lines_upwards

FEWEST_PLACEBOS = 20
"""Under so many independent dates, or places, a rank is no p-value."""

CONTRASTS = (*RATIOS, "wdd")
"""The measures that are ranked among other dates."""

_MOST_YEARS = 200

Floats: TypeAlias = npt.NDArray[np.float64]

Bools: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rank:
    """How many of the placebos are as large as what was found."""

    as_large: int
    of: int
    independent: int
    """Placebos that share no days with one another; all of them where they are places."""

    @property
    def p(self) -> float | None:
        """Share of placebos as large, what was found counted among them; None where there are too few to judge."""
        return None if self.independent < FEWEST_PLACEBOS else (1 + self.as_large) / (1 + self.of)


@dataclass(frozen=True, slots=True)
class Contrast:
    """What was found, among the same at other dates or other places."""

    own: float
    """What was found: the WDD in events, a ratio or the change of a place in standard errors of Poisson counts."""
    others: tuple[float, ...]
    """The same at each placebo, in the order of time or of the places."""
    rank: Rank
    spread: Spread | None = None
    """How much it varies by itself; None: not known."""

    @property
    def phi(self) -> float | None:
        """Variance as a multiple of that of Poisson counts, at least 1; None: not known."""
        return max(1.0, self.spread.phi) if self.spread else None


@dataclass(frozen=True, slots=True)
class Placebo:
    """What other dates and other places say of a finding."""

    contrasts: Mapping[str, Contrast] = field(default_factory=lambda: MappingProxyType({}))
    """Of `CONTRASTS`, those that can be worked out, among the other dates of the same places."""
    elsewhere: Contrast = Contrast(0.0, (), Rank(0, 0, 0))
    """The change in the target, among the control's places."""
    degrees: int = 0
    """Independent dates that those are worth which the dispersion rests on; places less one, where it rests on places."""
    earlier: bool = True
    """Whether these dates all lie before the crackdown."""
    elsewhere_spread: Spread | None = None
    """What the control's places vary by, where dates do not tell."""

    @property
    def dates(self) -> Rank:
        """Rank of the WDD among the other dates."""
        return self.contrasts["wdd"].rank if self.contrasts else Rank(0, 0, 0)

    @property
    def places(self) -> Rank:
        """Rank of the target's change among the control's places."""
        return self.elsewhere.rank

    @property
    def phi(self) -> float | None:
        """Dispersion of the WDD, at least 1; None: not known."""
        found = self.spread_of("wdd")
        return max(1.0, found.phi) if found else None

    @property
    def p(self) -> float | None:
        """The p-value of the target's change: among other places, else among other dates; None: too few of both."""
        if self.places.p is not None or "ratio" not in self.contrasts:
            return self.places.p
        return self.contrasts["ratio"].rank.p

    def spread_of(self, name: str) -> Spread | None:
        """Dispersion by which the interval of a measure is widened: its own, else that of the WDD, else that of places."""
        found = self.contrasts.get(name, self.contrasts.get("wdd"))
        return found.spread if found and found.spread else self.elsewhere_spread


def placebo(
    dataset: Dataset, plan: Design, things: Tally, found: Areas, levels: Running | None
) -> Placebo | None:
    """Rank a finding among other dates and places; None where nothing can be ranked.

    The dates are the same day of every other month whose two periods lie within what is on record, at least one period
    from the crackdown's own. The places are those of the control with five counted or more.

    Parameters
    ----------
    dataset
        The records.
    plan
        Which places and periods.
    things, found
        What is counted, and which area each counts for.
    levels
        Their running totals; None where series have gaps.
    """
    if plan.before is None or plan.after is None or plan.unit == "presence" or plan.unknown:
        return None
    elsewhere, places = _elsewhere(dataset, plan, things, found), _between_places(plan, things, found)
    alone = Placebo(
        elsewhere=elsewhere, degrees=int(places.degrees) if places else 0, elsewhere_spread=places
    )
    if levels is None or not plan.control or length(plan.before) != length(plan.after):
        return alone
    days, own = length(plan.after), np.array([plan.after[0]])
    dates = _dates(plan, levels)
    independent = _independent(dates, days, plan.gap)
    used = dates + days <= plan.before[1] + 1
    earlier = worth(dates[used], days, plan.gap) >= FEWEST_DEGREES
    if not earlier:
        # What came after it may owe to it, which makes the intervals too wide rather than too narrow.
        used = np.ones_like(used)
    degrees = worth(dates[used], days, plan.gap)
    contrasts = {}
    there = _contrasts(levels, plan, dates)
    here = _contrasts(levels, plan, own)
    for name, (values, known, variance) in there.items():
        found_here = float(here[name][0][0])
        as_large = int((np.abs(values) >= abs(found_here) - 1e-9).sum())
        counted = used & known
        spread = places
        if worth(dates[counted], days, plan.gap) >= FEWEST_DEGREES:
            phi = float((values[counted] ** 2 / variance[counted]).mean())
            spread = Spread(phi, worth(dates[counted], days, plan.gap))
        rank = Rank(as_large, len(dates), independent)
        contrasts[name] = Contrast(found_here, tuple(values.round(3).tolist()), rank, spread)
    if degrees < FEWEST_DEGREES:
        return replace(alone, contrasts=MappingProxyType(contrasts))
    return Placebo(MappingProxyType(contrasts), elsewhere, round(degrees), earlier)


def widened(found: Measure, placebo: Placebo | None) -> Measure:
    """A measure whose interval allows for counts that vary more than Poisson counts do; without one where that is not known.

    Counts of the real world do: an interval for Poisson counts would leave out the truth far more often than it says.
    """
    if found.value is None or found.low is None or found.high is None:
        return found
    spread = placebo.spread_of(found.name) if placebo else None
    if spread is None:
        return described(found, "spread_unknown")
    by = spread.factor(found.level)
    root = max(1.0, spread.phi) ** 0.5
    if found.null == 1:
        low, high = (
            found.value * math.exp(by * math.log(end / found.value)) for end in (found.low, found.high)
        )
    else:
        low, high = (found.value + by * (end - found.value) for end in (found.low, found.high))
    return replace(
        found,
        low=low,
        high=high,
        interval="widened",
        se=None if found.se is None else found.se * root,
        z=None if found.z is None else found.z / root,
    )


def _dates(plan: Design, levels: Running) -> Days:
    """The day of every month like the crackdown's, where both periods lie in the span, a period or more from its own."""
    if plan.before is None or plan.after is None:
        return np.array([], dtype=np.int64)
    own, days, between = plan.after[0], length(plan.after), plan.gap
    trigger = from_day(own)
    day, year, last_year = min(trigger.day, 28), from_day(levels.first).year, from_day(levels.after - 1).year
    years = range(max(year, trigger.year - _MOST_YEARS), min(last_year, trigger.year + _MOST_YEARS) + 1)
    every = np.array([day_number(date(y, m, day)) for y in years for m in range(1, 13)], dtype=np.int64)
    kept = levels.holds(every - between - days, every + days) & (np.abs(every - own) >= days)
    return every[kept]


def _independent(dates: Days, days: int, between: int) -> int:
    """How many of some dates, rising, can be chosen whose periods share no day."""
    count, free = 0, -np.inf
    for day in dates.tolist():
        if day - between - days >= free:
            count, free = count + 1, day + days
    return count


_SIGNS: Mapping[Role, int] = {"target": 1, "control": -1, "receiving": 1, "control_of_receiving": -1}


def _contrasts(levels: Running, plan: Design, dates: Days) -> dict[str, tuple[Floats, Bools, Floats]]:
    """Of each contrast its values at some dates, whether they tell anything, and their variance were the counts Poisson."""
    days, between = length(plan.after), plan.gap
    pairs: dict[Role, tuple[Floats, Floats]] = {
        role: (
            levels.between(role, dates - between - days, dates - between),
            levels.between(role, dates, dates + days),
        )
        for role in _SIGNS
    }
    difference, variance = np.zeros(len(dates)), np.zeros(len(dates))
    for role, sign in _SIGNS.items():
        before, after = pairs[role]
        difference += sign * (after - before)
        variance += after + before
    found = {"wdd": (difference, np.asarray(variance > 0, dtype=bool), variance)}
    for name, roles in RATIOS.items():
        if "receiving" in roles and not plan.receiving:
            continue
        controls = controls_of(roles, own=bool(plan.control_of_receiving))
        b, a, cb, ca = (
            np.sum([pairs[role][side] for role in chosen], axis=0)
            for chosen in (roles, controls)
            for side in (0, 1)
        )
        known = np.asarray((b + a) * (cb + ca) * (a + ca) * (b + cb) > 0, dtype=bool)
        found[name] = (against_control(b, a, cb, ca), known, np.ones(len(dates)))
    return {name: found[name] for name in CONTRASTS if name in found}


def _elsewhere(dataset: Dataset, plan: Design, things: Tally, found: Areas) -> Contrast:
    """The target's change, in standard errors of a Poisson count, among the control's places."""
    if plan.before is None or plan.after is None:
        return Contrast(0.0, (), Rank(0, 0, 0))
    size = len(lines_upwards(dataset).rows)
    here, listed = things.of(found.taken), found.listed[found.taken]
    totals = [
        np.bincount(listed, weights=here.weights(*period), minlength=size) / length(period)
        for period in (plan.before, plan.after)
    ]
    before, after = (total * length(plan.before) for total in totals)
    seen = before + after
    change = np.divide(after - before, np.sqrt(seen), out=np.zeros(size), where=seen > 0)
    (target,) = lines_upwards(dataset).at([plan.target])
    others = lines_upwards(dataset).at(plan.control)
    others = others[seen[others] >= FEWEST]
    as_large = int((np.abs(change[others]) >= abs(change[target]) - 1e-9).sum())
    rank = Rank(as_large, len(others), len(others))
    return Contrast(float(change[target]), tuple(change[others].round(3).tolist()), rank)


def _between_places(plan: Design, things: Tally, found: Areas) -> Spread | None:
    """What the places of both controls differ by; of a country that is listed, the places on record in it."""
    if plan.before is None or plan.after is None:
        return None
    controls = found.of("control") | found.of("control_of_receiving")
    size = int(things.place.max(initial=-1)) + 1
    weights = [things.weights(*period) for period in (plan.before, plan.after)]
    before, after = (
        np.bincount(things.place[controls], weights=weight[controls], minlength=size).astype(np.float64)
        for weight in weights
    )
    seen = weights[0] + weights[1]
    judged = [
        seen[here].sum() / max(1, len(np.unique(things.place[here])))
        for here in (found.of("target"), found.of("receiving"))
    ]
    return between_places(before, after, float(max(judged)))
