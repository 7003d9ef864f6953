"""The patterns around one trigger, and how counted events gather in the whole of a data set."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from waterbed.layers.counting.design import Design, tally_of
from waterbed.layers.counting.observed import covering
from waterbed.layers.counting.tally import Tally, tally
from waterbed.layers.dataset import Dataset
from waterbed.layers.patterns.near_repeat import NEAR_KM, NearRepeat, near_repeat
from waterbed.layers.patterns.points import points
from waterbed.layers.patterns.rings import Rings, rings
from waterbed.layers.patterns.similarity import Similarity, similarity
from waterbed.layers.query.ancestry import Ints, lines_upwards
from waterbed.layers.query.certainty import at_least

FEWEST_COMPARED = 3
"""Under so many places there is no pattern."""


@dataclass(frozen=True, slots=True, eq=False)
class Around:
    """What the pattern of all places says of one trigger."""

    places: tuple[str, ...]
    """Ids of the places compared."""
    similarity: Similarity | None
    """Whether their shares changed; None under `FEWEST_COMPARED` places or where too few were counted."""
    rings: Rings | None
    """Counts by distance from the target; None where nothing counted has a point, or the target none."""


def around(dataset: Dataset, plan: Design, certainty: str = "low") -> Around:
    """Compare all places and all distances before and after a trigger.

    The places are those at which something is recorded that a design counts; one that holds another of them is left out,
    and of a series one whose numbers are not known in both periods.
    """
    if plan.before is None or plan.after is None or plan.quantity or plan.unit == "presence":
        return Around((), None, None)
    # Numbers that reach beyond the day of the data set are not known.
    if plan.after[1] > dataset.as_of:
        return Around((), None, None)
    things = tally_of(dataset, plan, certainty)
    numbers = _compared(dataset, things, (plan.before, plan.after))
    names = tuple(str(name) for name in lines_upwards(dataset).names[numbers])
    where = points(dataset, things)
    found = None
    if len(numbers) >= FEWEST_COMPARED:
        totals = (
            np.bincount(things.place + 1, weights=things.weights(*period), minlength=numbers.max() + 2)
            for period in (plan.before, plan.after)
        )
        found = similarity(*(total[numbers + 1] for total in totals))
    return Around(names, found, None if where is None else rings(dataset, plan, things, where))


def gathering(
    dataset: Dataset, certainty: str = "low", *, kinds: Sequence[str] | None = None, near_km: float = NEAR_KM
) -> NearRepeat | None:
    """Test whether counted events come soon after one another near by; None where too few have a day and a point.

    Parameters
    ----------
    dataset
        The records.
    certainty
        Least certainty of the records that count.
    kinds
        Kinds of events; by default those that the setting ``counted_kinds`` names.
    near_km
        Farthest distance of a pair. Points vaguer than that are left out, and dates that are no day.
    """
    things = tally(at_least(dataset, certainty), "events", kinds=kinds)
    where = points(dataset, things)
    if where is None:
        return None
    exact = where.within_km(near_km) & (things.first == things.last)
    return near_repeat(where.lon[exact], where.lat[exact], things.first[exact], near_km=near_km)


def _compared(dataset: Dataset, things: Tally, periods: Sequence[tuple[int, int]]) -> Ints:
    """Numbers of the places compared."""
    lines = lines_upwards(dataset)
    here = np.unique(things.place[things.place >= 0])
    counted = np.zeros(len(lines.rows), dtype=bool)
    counted[here] = True
    holders = np.zeros_like(counted)
    holders[lines.rows[here, 1:]] = True
    counted &= ~holders
    counted[-1] = False
    if things.grain:
        for low, high in periods:
            counted &= covering(things, [low, high + 1], len(lines.rows))[:, 0]
    return np.flatnonzero(counted)
