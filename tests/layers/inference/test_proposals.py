"""What waterbed proposes for a design, on a set whose truth is known."""

import numpy as np
import pytest

from waterbed import Dataset
from waterbed.layers.counting.design import Design, design
from waterbed.layers.dates.days import from_day
from waterbed.layers.inference.finding import measured
from waterbed.layers.inference.proposals import STEP_DAYS, proposals
from waterbed.layers.measures.displacement import wdq
from waterbed.layers.simulation.simulate import simulate
from waterbed.layers.simulation.truth import Simulation
from waterbed.layers.simulation.worlds import World


@pytest.fixture(scope="module")
def simulation() -> Simulation:
    """More is displaced than the target lost, which nobody can miss; all is back after 240 days."""
    return simulate("displacement", seed=5, places=8, base_rate=0.6, displaced_share=1.5, reduction=0.9)


def _plan(simulation: Simulation, **choices: object) -> Design:
    truth = simulation.truth
    named = {"target": truth.target, "control": truth.control + truth.control_of_receiving}
    return design(simulation.dataset, truth.trigger, **{**named, "receiving": truth.receiving, **choices})  # type: ignore[arg-type]


def test_the_target_is_back_about_when_it_is(simulation: Simulation) -> None:
    found = proposals(simulation.dataset, _plan(simulation))
    assert found is not None and found.recovery.ours
    assert found.recovery.value == pytest.approx(simulation.truth.return_lag_days, abs=STEP_DAYS)


def test_delays_begin_with_the_quotient_itself(simulation: Simulation) -> None:
    plan = _plan(simulation)
    found = proposals(simulation.dataset, plan)
    assert found is not None
    assert list(found.delays) == [0, 30, 60, 90, 120, 150, 180]
    assert found.delays[0].value == wdq(*plan.counts).value
    assert all(measure.ours for measure in found.delays.values())


def test_periods_of_unequal_length_have_no_delays(simulation: Simulation) -> None:
    found = proposals(simulation.dataset, _plan(simulation, after_days=200))
    assert found is not None and not found.delays


def test_displacement_that_is_plain_hangs_on_no_zone(simulation: Simulation) -> None:
    plan = _plan(simulation)
    found = proposals(simulation.dataset, plan)
    assert found is not None and found.sensitivity is not None and not found.by_ring
    assert found.sensitivity.choices == plan.receiving
    assert (found.sensitivity.verdict, set(found.sensitivity.signs)) == ("stable", {"displacement"})


def test_a_ring_is_tested_by_its_width(simulation: Simulation) -> None:
    plan = _plan(simulation, receiving=None, ring_km=(50.0, 1200.0))
    found = proposals(simulation.dataset, plan)
    assert found is not None and found.sensitivity is not None and found.by_ring
    assert found.sensitivity.choices == (300.0, 600.0, 1200.0, 1800.0, 2400.0)
    asked = found.sensitivity.measures[2]
    assert asked.value == wdq(*plan.counts).value


def test_the_change_of_the_receiving_places_is_tried_in_other_rings() -> None:
    made = simulate(
        "displacement", seed=5, places=8, base_rate=0.6, displaced_share=1.5, reduction=0.9, days=2_200
    )
    found = measured(made.dataset, _plan(made, receiving=None, ring_km=(50.0, 1200.0)))
    ring = found.by_ring
    assert ring is not None and ring.choices == (300.0, 600.0, 1200.0, 1800.0, 2400.0)
    # The ring that was asked for is among them; narrower ones hold no place.
    assert ring.measures[2] == found.measure("ratio_receiving")
    assert ring.measures[0].reason == "count_unknown" and not ring.steady
    assert measured(made.dataset, _plan(made)).by_ring is None


def test_nothing_is_proposed_where_nothing_was_counted(bundled: Dataset) -> None:
    assert proposals(bundled, design(bundled, "evt-operation-1027")) is None
    assert proposals(bundled, design(bundled, "evt-operation-1027", unit="presence")) is None


def test_the_lag_of_a_monthly_series_goes_by_its_months() -> None:
    made = simulate("displacement", seed=5, places=8, days=1095, world=World(monthly=True))
    plan = _plan(made)
    found = proposals(made.dataset, plan)
    assert found is not None and found.lag is not None and plan.before is not None
    wide = made.dataset["counts"].pivot(index="period", columns="place", values="n").sort_index()
    # The period before begins in December 2022; its first whole month is January 2023.
    whole = wide[wide.index >= from_day(plan.before[0] + 31).isoformat()[:7]]
    falls, rises = -np.diff(whole[made.truth.target]), np.diff(whole[list(made.truth.receiving)].sum(axis=1))
    assert found.lag.r[0] == pytest.approx(np.corrcoef(falls, rises)[0, 1])
    assert found.lag.r[2] == pytest.approx(np.corrcoef(falls[:-2], rises[2:])[0, 1])
