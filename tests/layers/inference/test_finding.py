"""Which counts carry a statistic at all, and what is computed of them."""

from dataclasses import replace
from typing import Any

import pytest

from waterbed import Dataset
from waterbed.layers.counting.design import Design, design
from waterbed.layers.cycle.table import cycles
from waterbed.layers.inference.finding import findings, measured, withheld
from waterbed.layers.schema.vocabulary import words
from waterbed.layers.simulation.simulate import simulate
from waterbed.layers.simulation.worlds import World


@pytest.fixture(scope="module")
def simulated() -> Dataset:
    return simulate("displacement", seed=3, base_rate=0.2).dataset


@pytest.fixture(scope="module")
def plan(simulated: Dataset) -> Design:
    return design(simulated, "crackdown-01")


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ({"rb": 0, "ra": 0, "db": 9, "da": 30}, "zero_throughout"),
        ({"rb": 1, "ra": 0, "db": 1, "da": 2, "cb": 900, "ca": 100}, "too_few_counted"),
        ({"rb": 2, "ra": 0, "db": 1, "da": 2}, ""),
        ({"rb": 5, "ra": 0, "db": None, "da": None, "receiving": ()}, ""),
        ({"unit": "events", "kinds": ()}, "nothing_to_count"),
        ({"before": None, "after": None}, "trigger_undated"),
        ({"unknown": ("target",)}, "outside_observed"),
        ({"records": {}}, "nothing_counted"),
    ],
)
def test_too_little_counted_carries_no_statistic(
    simulated: Dataset, plan: Design, counts: dict[str, Any], reason: str
) -> None:
    changed = replace(plan, **counts)
    found = measured(simulated, changed)
    assert (withheld(changed), found.withheld) == (reason, reason)
    assert reason in ("", *words("measure_reason"))
    if reason:
        assert found.proposals is None
        assert {(one.value, one.reason) for one in found.measures} == {(None, reason)}
    else:
        assert found.measure("wdd").value is not None


def test_the_bundled_set_gives_no_statistic(bundled: Dataset) -> None:
    for found in findings(bundled, cycles(bundled)):
        assert found.withheld in ("nothing_to_count", "trigger_undated")


def test_the_gross_effect_of_unlike_periods_compares_rates(simulated: Dataset) -> None:
    unlike = design(simulated, "crackdown-01", before_days=100, after_days=200)
    finding = measured(simulated, unlike)
    found, ranks = finding.measure("ge"), finding.placebo
    assert found.value == pytest.approx((unlike.rb or 0) - (unlike.ra or 0) / 2)
    assert ranks is not None and ranks.phi is not None
    assert found.se == pytest.approx((ranks.phi * ((unlike.rb or 0) + (unlike.ra or 0) / 4)) ** 0.5)


def test_every_certainty_compares_the_same_places(simulated: Dataset) -> None:
    found = findings(simulated, cycles(simulated))
    assert len(found) == 3
    assert len({(one.design.receiving, one.design.control) for one in found}) == 1
    assert found[0].design.rb > found[2].design.rb  # type: ignore[operator]


@pytest.mark.parametrize(("control", "given"), [((100, 100), True), ((400, 400), True), ((400, 200), False)])
def test_a_difference_owes_nothing_to_a_trend_in_unlike_areas(
    simulated: Dataset, control: tuple[float, float], given: bool
) -> None:
    plan = replace(design(simulated, "crackdown-01"), receiving=(), rb=100, ra=50, db=None, da=None)
    wdd = measured(simulated, replace(plan, cb=control[0], ca=control[1])).measure("wdd")
    assert (wdd.low is not None) is given
    assert wdd.reason == ("" if given else "trend_in_unlike_areas")


def test_what_is_divided_by_a_control_worth_few_events_has_no_interval() -> None:
    world = World(monthly=True, overdispersion=4.0)
    made = simulate("nothing", seed=4, places=8, days=3650, world=world)
    truth = made.truth
    few = design(
        made.dataset, truth.trigger, target=truth.target, receiving=truth.receiving, control=truth.control
    )
    many = replace(few, cb=100 * (few.cb or 0), ca=100 * (few.ca or 0))
    for plan, worth in ((few, False), (many, True)):
        found = measured(made.dataset, plan)
        assert found.placebo is not None and (found.placebo.phi or 0) > 5
        assert (found.measure("tne").interval == "widened") is worth
        assert (found.measure("tne").reason == "control_worth_few") is not worth
