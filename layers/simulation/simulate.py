"""Data sets with a known truth: crackdowns whose effect, on the target and beyond it, is a parameter.

Places have reports of operations at known daily rates (Poisson). A crackdown lowers the rate of its target. In a set of kind
*displacement* a share of what is gone turns up in the receiving places; of kind *diffusion* the receiving places fall
with the target; of kind *nothing* no rate changes. After the return lag all rates are back. A `World` says in what else
the counts differ from Poisson counts, and what of them is on record. Nothing in such a set
happened: places are numbered, lie on an invented island in the open sea, and ``waterbed.simulated`` in the settings is true.
"""

from dataclasses import asdict
from typing import TypeAlias, cast

import numpy as np
import numpy.typing as npt

from waterbed.layers.simulation import records
from waterbed.layers.simulation.kinds import KINDS, Kind
from waterbed.layers.simulation.plan import Plan
from waterbed.layers.simulation.truth import (
    TRUTH,
    Group,
    Ints,
    Simulation,
    Truth,
    day_number_of,
    months_of,
    place_id,
)
from waterbed.layers.simulation.worlds import PLAIN, World, stretches

__all__ = ["KINDS", "TRUTH", "Kind", "Plan", "Simulation", "Truth", "World", "simulate"]

Floats: TypeAlias = npt.NDArray[np.float64]


def simulate(
    kind: Kind = "displacement",
    *,
    seed: int = 0,
    places: int = 12,
    crackdowns: int = 1,
    reduction: float = 0.7,
    displaced_share: float = 0.5,
    diffusion_share: float = 0.5,
    return_lag_days: int | None = 240,
    base_rate: float = 0.1,
    trend: float = 1.0,
    reporting_noise: float = 0.0,
    vague_dates: float = 0.0,
    days: int = 730,
    window_days: int | None = None,
    world: World = PLAIN,
) -> Simulation:
    """Simulate a data set; the same parameters give the same records.

    Reports of operations (events of kind ``report``) are what to count; the crackdowns themselves are events of kind
    ``raid``. Each crackdown has a target, one to three receiving places, a control of the target and as many controls of
    the receiving places, all its own; what is left of the places has no part in any.

    Parameters
    ----------
    kind
        What a crackdown does: ``displacement``, ``diffusion`` or ``nothing``.
    seed
        Of the random numbers.
    places
        Number of places, at least four a crackdown.
    crackdowns
        Number of crackdowns; a single one is on the middle day, several are spread over the middle third.
    reduction
        Share of the target's rate that the crackdown takes away, until the return.
    displaced_share
        Reports more in the receiving places for each report fewer in the target; the true WDQ is its negative.
    diffusion_share
        Reports fewer in the receiving places for each report fewer in the target; it is the true WDQ.
    return_lag_days
        Days from the crackdown until all rates are back; None for never.
    base_rate
        Reports a place and day before the crackdown.
    trend
        Factor by which every rate, the controls' too, changes on the day of the crackdown.
    reporting_noise
        Share of the reports that nobody records, and share that are recorded twice (0 to 0.5). Expected counts stay,
        their variance is ``1 + 2 * reporting_noise`` times that of Poisson counts.
    vague_dates
        Share of the reports whose day is only known to lie in a month, a year or a span of days.
    days
        Length of the record, from 2022-01-01.
    window_days
        Length of the periods before and after that the truth is told for; as long as the record allows when None.
    world
        In what the counts differ from Poisson counts, and what of them is on record. The truth is that of the rates on
        average over such worlds, and of what happens: a rise in reporting is not in it.

    Raises
    ------
    ValueError
        If a parameter is out of its range.
    """
    plan = Plan(
        kind,
        seed,
        places,
        crackdowns,
        reduction,
        displaced_share,
        diffusion_share,
        return_lag_days,
        base_rate,
        trend,
        reporting_noise,
        vague_dates,
        days,
        window_days,
        world,
    )
    rng = np.random.default_rng(seed)
    groups = _groups(plan, rng)
    edges, rates = _rates(plan, groups)
    place, day = _reports(rng, *_in_world(plan, groups, edges, rates, rng), plan.reporting_noise)
    dataset = records.dataset(asdict(plan), groups, place, day, rng, world if world.monthly else None)
    return Simulation(dataset, tuple(_truth(plan, group, edges, rates) for group in groups))


def _groups(plan: Plan, rng: np.random.Generator) -> list[Group]:
    """Give every crackdown its day and places of its own, drawn from all."""
    each = plan.receiving
    drawn = rng.permutation(plan.places)[: plan.crackdowns * (2 + 2 * each)].reshape(plan.crackdowns, -1)
    if plan.crackdowns == 1:
        when = np.array([plan.days // 2])
    else:
        when = np.linspace(plan.days / 3, 2 * plan.days / 3, plan.crackdowns).astype(int)
    if plan.world.monthly:
        starts = months_of(plan.days)
        when = starts[np.searchsorted(starts, when, side="right") - 1]
    lag = plan.days if plan.return_lag_days is None else plan.return_lag_days
    return [
        Group(
            number,
            int(day),
            min(int(day) + lag, plan.days),
            int(row[0]),
            int(row[1]),
            row[2 : 2 + each],
            row[2 + each :],
        )
        for number, (day, row) in enumerate(zip(when, drawn, strict=True), start=1)
    ]


def _rates(plan: Plan, groups: list[Group]) -> tuple[Ints, Floats]:
    """Daily rates of every place in three stretches (before, after, returned), and the days that part them."""
    middle = plan.days // 2
    edges = np.tile(np.array([0, middle, plan.days, plan.days]), (plan.places, 1))
    rates = np.tile(plan.base_rate * np.array([1.0, plan.trend, plan.trend]), (plan.places, 1))
    for group in groups:
        edges[group.places, 1:3] = group.day, group.back
        rates[group.target, 1] -= plan.fall
        rates[group.receiving, 1] += plan.fall * plan.moved_share / len(group.receiving)
    return edges, np.maximum(rates, 0.0)  # a fall by all there is can come out a rounding error below 0


def _in_world(
    plan: Plan, groups: list[Group], edges: Ints, rates: Floats, rng: np.random.Generator
) -> tuple[Ints, Floats]:
    """The rates at which something is reported, and the days that part them."""
    world = plan.world
    if world.reporting_rise:
        rates = rates.copy()
        for group in groups:
            rates[[group.target, *group.receiving], 1:] *= 1 + world.reporting_rise
    if not world.varies:
        return edges, rates
    starts = months_of(plan.days)
    return stretches(edges, rates, starts, world.factors(plan.places, len(starts), rng))


def _reports(rng: np.random.Generator, edges: Ints, rates: Floats, noise: float) -> tuple[Ints, Ints]:
    """Draw the place and day of every report, in the order of their days."""
    length = np.diff(edges, axis=1)
    drawn = rng.poisson(rates * length).ravel()
    first, days = edges[:, :-1].ravel(), length.ravel()
    place = np.repeat(np.repeat(np.arange(len(edges)), length.shape[1]), drawn)
    day = np.repeat(first, drawn) + rng.integers(0, np.repeat(np.maximum(days, 1), drawn))
    luck = rng.random(len(day))
    times = 1 - (luck < noise).astype(int) + (luck >= 1 - noise).astype(int)
    order = np.lexsort((place, day))
    return np.repeat(place[order], times[order]), np.repeat(day[order], times[order])


def _truth(plan: Plan, group: Group, edges: Ints, rates: Floats) -> Truth:
    window = min(group.day, plan.days - group.day)
    window = window if plan.window_days is None else min(window, plan.window_days)
    lasting = min(group.back - group.day, window)
    removed = plan.fall * lasting
    moved = removed * plan.moved_share
    returned = removed > 0 and group.back < plan.days

    def expected(places: npt.ArrayLike) -> tuple[float, float]:
        some = np.atleast_1d(places)
        return tuple(  # type: ignore[return-value]
            float(_expected(edges[some], rates[some], start, start + window))
            for start in (group.day - window, group.day)
        )

    return Truth(
        plan.kind,
        group.trigger,
        day_number_of(group.day),
        window,
        window,
        place_id(group.target),
        tuple(place_id(one) for one in group.receiving),
        (place_id(group.control),),
        tuple(place_id(one) for one in group.control_of_receiving),
        *expected(group.target),
        *expected(group.control),
        *expected(group.receiving),
        *expected(group.control_of_receiving),
        removed,
        moved,
        moved - removed,
        -moved / removed if removed else None,
        removed - moved,
        day_number_of(group.back) if returned else None,
        group.back - group.day if returned else None,
    )


def _expected(edges: Ints, rates: Floats, start: int, end: int) -> np.float64:
    """Expected number of reports of some places on the days from `start` to before `end`."""
    overlap = np.minimum(edges[:, 1:], end) - np.maximum(edges[:, :-1], start)
    return cast(np.float64, (rates * np.maximum(overlap, 0)).sum())
