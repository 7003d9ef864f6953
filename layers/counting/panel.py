"""A panel of places and periods around a crackdown: the counts of a design for models in R, Stata or Python."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.counting.design import ROLES, Design, areas_of, tally_of
from waterbed.layers.counting.observed import Areas, covering
from waterbed.layers.counting.tally import Tally
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import from_day
from waterbed.layers.query.ancestry import lines_upwards

STEP_DAYS = 30

_FLAGS = ("treated", "receiving", "control")
_FLAG_OF = {"target": "treated", "receiving": "receiving"}


def panel(
    dataset: Dataset, plan: Design, *, step_days: int = STEP_DAYS, certainty: str = "low"
) -> pd.DataFrame:
    """Count a design place by place and period by period, over all that is on record.

    Parameters
    ----------
    dataset
        The records.
    plan
        Which places are compared, about which event, and what is counted (`waterbed.layers.counting.design.design`).
    step_days
        Length of the periods of events and of numbers by the day; they are laid off from the crackdown both ways, so that
        none holds days of before and of after. Numbers by the month or longer keep their own periods.
    certainty
        Least certainty of the records that count.

    Returns
    -------
    DataFrame
        A row a place and period: ``place`` (id); ``role`` (target, receiving, control, control_of_receiving); ``treated``,
        ``receiving``, ``control`` (1 or 0); ``period`` (1, 2, … in the order of time); ``start``, ``end`` (first and last
        day, ISO); ``days``; ``since`` (periods since the crackdown: -1 the last one before, 0 the first one after);
        ``after`` (1 or 0); ``first_treated`` (the period in which the place was first treated, 0 where it never was);
        ``n``. ``since`` and ``after`` are <NA> for a period that holds days of both, or days that the design leaves out;
        ``n`` is <NA> where not every day is on record, which is not 0.

    Raises
    ------
    ValueError
        If the crackdown has no first day.
    """
    if plan.before is None or plan.after is None:
        raise ValueError(
            f"{plan.trigger} has no first day: there is no before and after to lay periods off from."
        )
    things = tally_of(dataset, plan, certainty)
    shared_out = areas_of(dataset, plan, things)
    here = things.of(shared_out.taken & np.isfinite(things.first) & np.isfinite(things.last))
    edges = _edges(dataset, here, plan.before[1] + 1, plan.after[0], step_days)
    periods = _periods(edges, plan.before[1], plan.after[0])
    rows = [
        periods.assign(
            place=place,
            role=role,
            **{flag: int(_FLAG_OF.get(role, "control") == flag) for flag in _FLAGS},
            first_treated=_first_treated(periods) if role == "target" else 0,
            n=_numbers(dataset, place, things, shared_out, edges),
        )
        for role in ROLES
        for place in plan.places(role)
    ]
    found = pd.concat(rows, ignore_index=True) if rows else periods
    return found[
        ["place", "role", *_FLAGS, "period", "start", "end", "days", "since", "after", "first_treated", "n"]
    ]


def _edges(dataset: Dataset, here: Tally, begun: int, after: int, step_days: int) -> list[int]:
    """First days of the periods, rising, and the day after the last one."""
    if not len(here.first):
        return [begun, after] if begun < after else [begun, begun + step_days]
    first, last = int(here.first.min()), int(here.last.max())
    if here.grain not in ("", "day"):
        return sorted({*here.first.astype(int).tolist(), *(here.last.astype(int) + 1).tolist()})
    if not here.grain:  # nothing says from when on events were recorded: all of them are in
        first, last = first - step_days + 1, max(last, dataset.as_of)
    down = range(begun, first - 1, -step_days)
    up = range(after, last + 2, step_days)
    return sorted({*down, *up, begun, after})


def _periods(edges: list[int], last_before: int, first_after: int) -> pd.DataFrame:
    days = [(low, high - 1) for low, high in pairwise(edges)]
    after = [1 if low >= first_after else 0 if high <= last_before else None for low, high in days]
    until = sum(one == 0 for one in after)
    from_on = len(after) - sum(one == 1 for one in after)
    since = [
        None if one is None else number - (from_on if one else until) for number, one in enumerate(after)
    ]
    return pd.DataFrame(
        {
            "period": range(1, len(days) + 1),
            "start": [from_day(low).isoformat() for low, _ in days],
            "end": [from_day(high).isoformat() for _, high in days],
            "days": [high - low + 1 for low, high in days],
            "since": pd.array(since, dtype="Int64"),
            "after": pd.array(after, dtype="Int64"),
        }
    )


def _first_treated(periods: pd.DataFrame) -> int:
    return int(periods.loc[periods["after"] == 1, "period"].min()) if (periods["after"] == 1).any() else 0


def _numbers(
    dataset: Dataset, place: str, things: Tally, shared_out: Areas, edges: list[int]
) -> "pd.api.extensions.ExtensionArray":
    lines = lines_upwards(dataset)
    (listed,) = lines.at([place])
    own = things.of(shared_out.listed == listed)
    known = _known(dataset, own, edges, len(lines.rows))
    return pd.array(np.where(known, own.totals(edges), np.nan), dtype="Float64")


def _known(dataset: Dataset, own: Tally, edges: list[int], places: int) -> npt.NDArray[np.bool_]:
    """Whether all days of each period are on record: of a series where it has numbers, of events up to the set's day."""
    if not own.grain:
        return np.asarray(edges[1:]) - 1 <= dataset.as_of
    members = np.unique(own.place)
    if not len(members):
        return np.zeros(len(edges) - 1, dtype=bool)
    return np.asarray(covering(own, edges, places)[members].all(axis=0))
