"""The steps before and after a crackdown, one by one, and whether the target ran like its control until then.

A comparison of two sums hides what happened within them. The event study (Freyaldenhoven, Hansen & Shapiro 2019, Am Econ
Rev 109(9), doi 10.1257/aer.20180609) shows the steps, and tests those before the crackdown together: where target and
control did not run alike there, what came after may be the end of something that had begun.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from waterbed.layers.counting.design import Design, Role
from waterbed.layers.counting.periods import length
from waterbed.layers.inference.contrasts import controls_of
from waterbed.layers.inference.running import Days, Running
from waterbed.layers.measures.estimates import FEWEST

STEPS = 12
"""Steps shown on each side."""

STEP_DAYS = 30
"""Shortest length of a step, in days."""

IN_A_PART = 3
"""Steps that are told as one part of the time before."""

FEWEST_STEPS = 8
"""With fewer steps before a crackdown nothing is tested."""

COME_DOWN = 0.75
"""Share of its highest part below which a fall is told to have begun before the crackdown."""

LEVEL = 0.05
"""Chance that a pre-trend is said to show where steps are like one another."""

SHUFFLES = 1_999

_GRAINS = {"": 1, "day": 1, "week": 7, "month": 30, "quarter": 91, "half": 182, "year": 365}
"""Days under which a step would cut the numbers of a series to pieces."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Course:
    """An area step by step, beside its control."""

    counts: tuple[float, ...]
    """What was counted in each step."""
    expected: tuple[float, ...]
    """The control's numbers, brought to the area's level before: had it gone like the control; () where it has none."""
    p: float | None
    """Chance that the steps before run as much alike where their order means nothing; None: too few to test."""
    parts: tuple[tuple[int, int, float], ...]
    """Parts of the time before: first day, last day, what was counted."""

    @property
    def drifts(self) -> bool:
        """Whether it did not run like its control before the crackdown."""
        return self.p is not None and self.p < LEVEL

    @property
    def begun(self) -> tuple[int, int, float] | None:
        """The part with most before the crackdown, where its numbers had come down from that already; else None."""
        most = max(self.parts, key=lambda part: part[2], default=None)
        if most is None or most[2] < FEWEST or self.parts[-1][2] > COME_DOWN * most[2]:
            return None
        return most


@dataclass(frozen=True, slots=True)
class Study:
    """Steps before and after a crackdown, as many as are on record."""

    days: int
    """Length of a step."""
    first: tuple[int, ...]
    """First day of each step."""
    before: int
    """How many of them lie before the crackdown."""
    courses: Mapping[Role, Course]
    """Target and, where there are any, receiving places."""


def study(plan: Design, levels: Running | None, grain: str) -> Study | None:
    """Count a design step by step; None where the steps before, or those after, are not on record.

    Parameters
    ----------
    plan
        Which places and which day.
    levels
        Their running totals.
    grain
        Length of the periods of the series, "" for events.
    """
    if levels is None or plan.before is None or plan.after is None or grain not in _GRAINS or plan.unknown:
        return None
    days = max(STEP_DAYS, _GRAINS[grain], -(-max(length(plan.before), length(plan.after)) // STEPS))
    steps = np.arange(-STEPS, STEPS)
    start = np.where(steps < 0, plan.before[1] + 1, plan.after[0]) + steps * days
    kept = levels.holds(start, start + days)
    whole = np.flatnonzero(kept)
    if len(whole) and not kept[whole[0] : whole[-1]].all():
        return None
    start, before = start[kept], int(kept[:STEPS].sum())
    if not before or before == len(start):
        return None
    courses: dict[Role, Course] = {}
    areas: tuple[Role, ...] = ("target", "receiving") if plan.receiving else ("target",)
    for role in areas:
        counts = levels.between(role, start, start + days)
        roles = controls_of((role,), own=bool(plan.control_of_receiving)) if plan.control else ()
        control = np.sum([levels.between(one, start, start + days) for one in roles], axis=0)
        edges = levels.uncut(np.append(start[:before], start[before - 1] + days))
        p = _drift(levels, role, roles, edges)
        courses[role] = _course(counts, np.asarray(control), start, before, days, p)
    return Study(days, tuple(start.tolist()), before, courses)


def _drift(levels: Running, role: Role, roles: Sequence[Role], edges: Days) -> float | None:
    """Whether an area ran like its control between some days (`drift_chance`); None where too little tells."""
    if len(edges) <= FEWEST_STEPS or not levels.holds(edges[:1], edges[-1:]).all():
        return None
    counts = levels.between(role, edges[:-1], edges[1:])
    control = np.sum([levels.between(one, edges[:-1], edges[1:]) for one in roles], axis=0)
    if counts.sum() < FEWEST or np.sum(control) < FEWEST:
        return None
    return drift_chance(counts, np.asarray(control))


def _course(counts: Floats, control: Floats, start: Days, before: int, days: int, p: float | None) -> Course:
    earlier = control[:before].sum() if control.ndim else 0.0
    expected = control * counts[:before].sum() / earlier if earlier else np.array([])
    used = before // IN_A_PART * IN_A_PART
    sums = counts[before - used : before].reshape(-1, IN_A_PART).sum(axis=1)
    parts = [
        (int(first), int(first) + days * IN_A_PART - 1, round(float(n), 6))
        for first, n in zip(start[before - used : before : IN_A_PART], sums, strict=True)
    ]
    return Course(tuple(counts.round(6).tolist()), tuple(expected.round(6).tolist()), p, tuple(parts))


def drift_chance(counts: Floats, control: Floats, *, seed: int = 0) -> float:
    """How often steps run as much alike where their order means nothing (p-value).

    Of each step the departure of the area from its share of all is taken; where departures beside one another have the same
    sign, the area drifted away from its control and did not only vary. Their products are added up, and compared with those
    of the same steps in other orders. So the test holds its level however much the numbers of a step vary. It finds drifts
    that last for some steps, which make a later comparison unfair whatever brought them about. The statistic is ours.

    Parameters
    ----------
    counts, control
        Numbers of the steps in their order.
    seed
        Seed of the other orders.
    """
    departure = counts - (counts + control) * counts.sum() / (counts + control).sum()
    orders = np.argsort(np.random.default_rng(seed).random((SHUFFLES + 1, len(counts))), axis=1)
    orders[0] = np.arange(len(counts))
    turned = departure[orders]
    alike = (turned[:, 1:] * turned[:, :-1]).sum(axis=1)
    return float((alike >= alike[0] - 1e-9).mean())
