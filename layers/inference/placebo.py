"""Would it look the same elsewhere, or at another time? Placebo dates and places, and how much counts vary by themselves.

Real counts vary more than Poisson counts, and from one year to the next. So the same difference is worked out at every other
date with full periods, for the same places; and the change of the target is ranked among those of the control's places. What
it varies before the crackdown is its dispersion, by which the intervals are widened (quasi-Poisson).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from waterbed.layers.counting.design import Design, Role, areas_of, tally_of
from waterbed.layers.counting.observed import Areas
from waterbed.layers.counting.periods import length
from waterbed.layers.counting.tally import Tally
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import day_number, from_day
from waterbed.layers.measures.estimates import FEWEST, Measure
from waterbed.layers.measures.intervals import student
from waterbed.layers.query.ancestry import lines_upwards

FEWEST_PLACEBOS = 20
"""Under so many independent dates, or places, a rank is no p-value."""

FEWEST_BEFORE = 3
"""Under so many independent dates before the crackdown the dispersion is not known."""

_MOST_YEARS = 200

Floats: TypeAlias = npt.NDArray[np.float64]


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
class Placebo:
    """What other dates and other places say of a finding."""

    dates: Rank
    """Of the WDD, among the other dates of the same places."""
    places: Rank
    """Of the change in the target, among the control's places."""
    phi: float | None
    """Variance of the WDD between dates before the crackdown, as a multiple of that of Poisson counts; None: not known."""
    degrees: int
    """Independent dates before the crackdown."""


def placebo(dataset: Dataset, plan: Design, *, certainty: str = "low") -> Placebo | None:
    """Rank a finding among other dates and places; None where nothing can be ranked.

    The dates are the same day of every other month whose two periods lie within what is on record, at least one period
    from the crackdown's own. The places are those of the control with five counted or more.
    """
    if plan.before is None or plan.after is None or plan.unit == "presence" or plan.unknown:
        return None
    things = tally_of(dataset, plan, certainty)
    found = areas_of(dataset, plan, things)
    span = _span(dataset, things, found)
    places = _places(dataset, plan, things, found)
    if span is None or not plan.control or length(plan.before) != length(plan.after):
        return Placebo(Rank(0, 0, 0), places, None, 0)
    days = length(plan.after)
    dates = _dates(plan.after[0], *span, days)
    difference, variance = _differences(things, found, plan, span, dates, days)
    own, _ = _differences(things, found, plan, span, np.array([plan.after[0]]), days)
    as_large = int((np.abs(difference) >= abs(own[0]) - 1e-9).sum())
    before = dates + days <= plan.after[0]
    degrees = _independent(dates[before], days)
    known = before & (variance > 0)
    phi = None
    if degrees >= FEWEST_BEFORE and known.any():
        phi = max(1.0, float((difference[known] ** 2 / variance[known]).mean()))
    return Placebo(Rank(as_large, len(dates), _independent(dates, days)), places, phi, degrees)


def widened(found: Measure, placebo: Placebo | None) -> Measure:
    """A measure whose interval allows for counts that vary more than Poisson counts do."""
    if placebo is None or placebo.phi is None or found.value is None:
        return found
    if found.low is None or found.high is None:
        return found
    root = placebo.phi**0.5
    by = root * student(found.level, placebo.degrees) / student(found.level, None)
    low, high = (found.value + by * (end - found.value) for end in (found.low, found.high))
    return replace(
        found,
        low=low,
        high=high,
        interval="widened",
        se=None if found.se is None else found.se * root,
        z=None if found.z is None else found.z / root,
    )


def _span(dataset: Dataset, things: Tally, found: Areas) -> tuple[int, int] | None:
    """First day on record and the day after the last, of all areas together; None where a series has gaps."""
    here = things.of(found.role != "")
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
    return None if gaps or low >= high else (low, high)


def _dates(own: int, first: int, after: int, days: int) -> npt.NDArray[np.int64]:
    """The day of every month like the crackdown's, where both periods lie in the span, a period or more from its own."""
    trigger = from_day(own)
    day, year, last_year = min(trigger.day, 28), from_day(first).year, from_day(after - 1).year
    years = range(max(year, trigger.year - _MOST_YEARS), min(last_year, trigger.year + _MOST_YEARS) + 1)
    every = np.array([day_number(date(y, m, day)) for y in years for m in range(1, 13)], dtype=np.int64)
    kept = (every - days >= first) & (every + days <= after) & (np.abs(every - own) >= days)
    return every[kept]


def _independent(dates: npt.NDArray[np.int64], days: int) -> int:
    """How many of some dates, rising, can be chosen whose periods share no day."""
    count, free = 0, -np.inf
    for day in dates.tolist():
        if day - days >= free:
            count, free = count + 1, day + days
    return count


_SIGNS: dict[Role, int] = {"target": 1, "control": -1, "receiving": 1, "control_of_receiving": -1}


def _differences(
    things: Tally,
    found: Areas,
    plan: Design,
    span: tuple[int, int],
    dates: npt.NDArray[np.int64],
    days: int,
) -> tuple[Floats, Floats]:
    """WDD at each date, and its variance were the counts Poisson."""
    difference, variance = np.zeros(len(dates)), np.zeros(len(dates))
    low = min(span[0], int(dates.min(initial=span[0])) - days)
    high = max(span[1], int(dates.max(initial=span[1])) + days)
    for role, sign in _SIGNS.items():
        if not plan.places(role):
            continue
        upto = things.of(found.role == role).upto(low, high)
        before = upto[dates - low] - upto[dates - days - low]
        after = upto[dates + days - low] - upto[dates - low]
        difference += sign * (after - before)
        variance += after + before
    return difference, variance


def _places(dataset: Dataset, plan: Design, things: Tally, found: Areas) -> Rank:
    """Rank of the target's change, in standard errors of a Poisson count, among the control's places."""
    if plan.before is None or plan.after is None:
        return Rank(0, 0, 0)
    size = len(lines_upwards(dataset).rows)
    listed = np.where(found.listed < 0, size - 1, found.listed)
    totals = [
        np.bincount(listed, weights=things.weights(*period), minlength=size) / length(period)
        for period in (plan.before, plan.after)
    ]
    before, after = (total * length(plan.before) for total in totals)
    seen = before + after
    change = np.divide(after - before, np.sqrt(seen), out=np.zeros(size), where=seen > 0)
    (target,) = lines_upwards(dataset).at([plan.target])
    others = lines_upwards(dataset).at(plan.control)
    others = others[seen[others] >= FEWEST]
    as_large = int((np.abs(change[others]) >= abs(change[target]) - 1e-9).sum())
    return Rank(as_large, len(others), len(others))
