"""Running totals of the areas of a design: what was counted between any two days is a subtraction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from waterbed.layers.counting.design import ROLES, Design, Role
from waterbed.layers.counting.observed import Areas, on_record
from waterbed.layers.counting.tally import Tally
from waterbed.layers.dataset import Dataset

Floats = npt.NDArray[np.float64]

Days = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Running:
    """What was counted in each area up to each day on which all areas are on record."""

    first: int
    """First day on record in all areas."""
    after: int
    """The day after the last one on record in all areas."""
    origin: int
    """Day from which on the totals add up: `first`, or earlier where a period of the design begins earlier."""
    totals: Mapping[Role, Floats]
    """Of each area with a place, what was counted from `origin` on and before each day, as long as anything is asked for."""
    cuts: Days = field(default_factory=lambda: np.array([], dtype=np.int64))
    """Days on which the periods of a series begin, rising; empty where things are known by the day."""
    missing: Days | None = None
    """Days up to each day on which a number of some place is missing; None where a series has no gaps."""

    def between(self, role: Role, start: Days, end: Days) -> Floats:
        """Numbers of an area from one day on and before another; 0 without a place."""
        total = self.totals.get(role)
        if total is None:
            return np.zeros(len(start))
        return np.asarray(total[end - self.origin] - total[start - self.origin])

    def holds(self, start: Days, end: Days) -> npt.NDArray[np.bool_]:
        """Whether periods, from one day on and before another, lie within what is on record."""
        inside = (start >= self.first) & (end <= self.after)
        if self.missing is None:
            return np.asarray(inside)
        low, high = (
            self.missing[np.clip(day - self.origin, 0, len(self.missing) - 1)] for day in (start, end)
        )
        return np.asarray(inside & (low == high))

    def uncut(self, edges: Days) -> Days:
        """Days that part steps, moved back to where periods of a series begin: steps that share no number."""
        if not len(self.cuts):
            return edges
        at = np.searchsorted(self.cuts, edges, side="right") - 1
        return np.unique(self.cuts[at[at >= 0]])


def running(dataset: Dataset, plan: Design, things: Tally, found: Areas) -> Running | None:
    """Add up what a design counts by days; None where the areas have no day in common."""
    if plan.unit == "presence":
        return None
    bounds = on_record(dataset, things, found, gaps_allowed=True)
    if bounds is None or plan.before is None or plan.after is None:
        return None
    reach = min(bounds[0], plan.before[0]), max(bounds[1], plan.after[1] + 1)
    filled = [role for role in ROLES if plan.places(role)]
    parts = {role: things.of(found.of(role)) for role in filled}
    totals = {role: part.upto(*reach) for role, part in parts.items()}
    if things.grain in ("", "day"):
        return Running(*bounds, reach[0], totals)
    cuts = np.unique(things.first[found.taken]).astype(np.int64)
    return Running(*bounds, reach[0], totals, cuts, _missing(list(parts.values()), *reach))


def _missing(parts: Sequence[Tally], low: int, high: int) -> Days | None:
    """Days up to each day on which some place of some area has no number; None without any."""
    gone = np.zeros(high - low, dtype=bool)
    for part in parts:
        covered = np.diff(replace(part, n=part.last + 1 - part.first).upto(low, high))
        gone |= covered < len(np.unique(part.place)) - 0.5
    return np.concatenate([[0], np.cumsum(gone)]) if gone.any() else None
