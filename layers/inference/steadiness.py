"""Would it read the same had the crackdown begun on another day, or in another ring? The verdict under other choices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from waterbed.layers.counting.choices import in_ring_of
from waterbed.layers.counting.design import ROLES, Design
from waterbed.layers.counting.observed import areas
from waterbed.layers.counting.periods import length
from waterbed.layers.counting.tally import Tally
from waterbed.layers.dataset import Dataset
from waterbed.layers.inference.contrasts import contrast, pairs_of
from waterbed.layers.inference.placebo import Placebo, widened
from waterbed.layers.inference.running import Running
from waterbed.layers.measures.estimates import Measure

SHIFTS = (-90, -30, 30, 90)
"""Days by which the crackdown is moved."""

RINGS = (0.25, 0.5, 1.0, 1.5, 2.0)
"""Widths of the rings, as shares of the width that was asked for."""

SHOWN = ("ratio", "ratio_receiving", "wdd")
"""Measures whose reading is put to the test."""

Outcome = Literal["more", "fewer", "unclear", ""]
"""more, fewer: the interval leaves out the value of no change; unclear: it does not; "": no number or interval."""


@dataclass(frozen=True, slots=True)
class Steadiness:
    """A measure under other choices, and whether it reads the same throughout."""

    choices: tuple[float, ...]
    """Days of the shift, or widths of the ring in km."""
    measures: tuple[Measure, ...]
    """The measure under each."""
    steady: bool
    """Whether each reads like the one that was found."""


def outcome(found: Measure) -> Outcome:
    """What a measure says."""
    if found.value is None or found.excludes_zero is None:
        return ""
    if not found.excludes_zero:
        return "unclear"
    return "more" if found.value > found.null else "fewer"


def by_day(
    plan: Design, levels: Running | None, ranks: Placebo | None, found: Sequence[Measure]
) -> Mapping[str, Steadiness]:
    """Each of `SHOWN` with the crackdown moved by `SHIFTS`, as far as both periods are on record."""
    if levels is None or plan.before is None or plan.after is None or plan.quantity:
        return {}
    starts = np.array([[plan.before[0], plan.after[0]]]) + np.array(SHIFTS)[:, np.newaxis]
    lengths = np.array([length(plan.before), length(plan.after)])
    kept = levels.holds(starts, starts + lengths).all(axis=1)
    if not kept.any():
        return {}
    counts = {role: levels.between(role, starts[kept], starts[kept] + lengths) for role in ROLES}
    chosen = tuple(np.array(SHIFTS)[kept].tolist())
    made = {}
    for one in found:
        if one.name not in SHOWN or not outcome(one):
            continue
        moved = tuple(
            widened(contrast(one.name, plan, {role: pair[at] for role, pair in counts.items()}), ranks)
            for at in range(len(chosen))
        )
        made[one.name] = Steadiness(chosen, moved, {outcome(other) for other in moved} == {outcome(one)})
    return made


def by_ring(
    dataset: Dataset, plan: Design, things: Tally, ranks: Placebo | None, found: Sequence[Measure]
) -> Steadiness | None:
    """The change of the receiving places in rings of other widths; None without a ring, or a number to begin with."""
    (own,) = (one for one in found if one.name == "ratio_receiving")
    if plan.ring_km is None or plan.before is None or plan.after is None or not outcome(own):
        return None
    inner, outer = plan.ring_km
    widths = tuple(width for share in RINGS if (width := outer * share) > inner)
    made = []
    for width in widths:
        places = in_ring_of(dataset, plan.target, (inner, width))
        lists = {"target": plan.places("target"), "ring": places, "control": plan.control}
        here = things.of(areas(dataset, things, lists).of("ring"))
        pair = (here.total(*plan.before)[0], here.total(*plan.after)[0]) if places else (None, None)
        made.append(widened(contrast(own.name, plan, {**pairs_of(plan), "receiving": pair}), ranks))
    return Steadiness(widths, tuple(made), {outcome(one) for one in made} == {outcome(own)})
