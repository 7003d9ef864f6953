"""Worlds whose counts are not Poisson counts: what departs is as large as asked for, and the truth stays."""

from typing import Any

import numpy as np
import pytest

from waterbed.layers.checks.words import rows_of
from waterbed.layers.dataset import Dataset
from waterbed.layers.simulation.numbers import UNIT
from waterbed.layers.simulation.simulate import simulate
from waterbed.layers.simulation.truth import months_of
from waterbed.layers.simulation.worlds import World

MONTHS = 120
DAYS = int(months_of(3_700)[MONTHS])


def _numbers(world: World, *, places: int = 60, seed: int = 1, **options: Any) -> np.ndarray[Any, Any]:
    """Monthly numbers, a row a place, NaN where none is on record."""
    made = simulate("nothing", seed=seed, places=places, days=DAYS, base_rate=1.0, world=world, **options)
    counts = made.dataset["counts"]
    wide = counts.assign(month=counts["period"].str[:7]).pivot(index="place", columns="month", values="n")
    return wide.reindex(made.dataset["zones"].index).to_numpy(dtype=float)


def test_months_are_those_of_the_calendar() -> None:
    assert len(_numbers(World(monthly=True), places=4)[0]) == MONTHS
    assert np.diff(months_of(400)).tolist() == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31]


def test_overdispersion_is_that_of_the_negative_binomial() -> None:
    n = _numbers(World(monthly=True, overdispersion=0.5))
    mean = n.mean()
    assert mean == pytest.approx(30.4, rel=0.05)
    assert n.var() == pytest.approx(mean + 0.5 * mean**2, rel=0.1)
    assert _numbers(World(monthly=True)).var() == pytest.approx(30.4, rel=0.1)


def test_autocorrelation_fades_by_its_power() -> None:
    n = _numbers(World(monthly=True, overdispersion=0.5, autocorrelation=0.8), places=120)
    n = n - n.mean()
    share = 0.5 * 30.4**2 / (30.4 + 0.5 * 30.4**2)  # of the variance that remembers
    for lag in (1, 3):
        found = (n[:, lag:] * n[:, :-lag]).mean() / (n**2).mean()
        assert found == pytest.approx(share * 0.8**lag, abs=0.05)


def test_every_place_has_a_season_of_its_own() -> None:
    n = _numbers(World(monthly=True, season=0.5))
    by_month = n.reshape(len(n), -1, 12).mean(axis=1)
    wave = np.abs(by_month @ np.exp(2j * np.pi * np.arange(12) / 12)) / 6 / by_month.mean(axis=1)
    assert wave.mean() == pytest.approx(0.5, abs=0.04)
    assert len(set(by_month.argmax(axis=1))) > 9


def test_what_nobody_kept_is_missing_and_not_zero() -> None:
    n = _numbers(World(monthly=True, missing_months=0.1))
    assert np.isnan(n).mean() == pytest.approx(0.1, abs=0.02)
    partial = np.isnan(_numbers(World(monthly=True, partial_series=0.4)))
    assert partial.any(axis=1).mean() == pytest.approx(0.4, abs=0.15)
    # A series that begins late or ends early has no gap within.
    assert (np.abs(np.diff(partial.astype(int), axis=1)).sum(axis=1) <= 1).all()


def test_more_is_reported_where_it_hit_and_the_truth_is_of_what_happens() -> None:
    plain, risen = (
        simulate("nothing", seed=2, days=720, places=4, base_rate=5.0, world=World(reporting_rise=rise))
        for rise in (0.0, 0.5)
    )
    assert plain.truth == risen.truth and risen.truth.wdd == 0
    ratios = {}
    for made in (plain, risen):
        events = made.dataset["events"].query("kind == 'report'")
        days = made.dataset.bounds("events", "date").loc[events.index, "start_min"]
        after = (days >= made.truth.day).groupby(events["place"]).mean()
        ratios[made is risen] = after
    touched = [risen.truth.target, *risen.truth.receiving]
    assert ratios[True][touched].mean() == pytest.approx(0.6, abs=0.02)
    assert ratios[True].drop(touched).mean() == pytest.approx(0.5, abs=0.02)
    assert ratios[False].mean() == pytest.approx(0.5, abs=0.02)


def test_monthly_sets_read_back_and_their_crackdowns_fall_on_the_first(tmp_path: Any) -> None:
    world = World(overdispersion=1.0, autocorrelation=0.5, season=0.2, monthly=True, partial_series=0.5)
    made = simulate(seed=3, places=24, crackdowns=3, days=1000, window_days=180, world=world)
    made.write(tmp_path / "set")
    back = Dataset.read(tmp_path / "set")
    assert back.warnings == () and rows_of(back.vocabulary)["word"].tolist() == [UNIT]
    assert {truth.before_days for truth in made.truths} == {180}
    assert all(day.endswith("-01") for day in back["events"]["date"])
    assert set(back["events"]["kind"]) == {"raid"}
    assert back.settings["simulation"]["world"]["overdispersion"] == 1.0


@pytest.mark.parametrize(
    ("name", "departures"),
    [
        ("overdispersion", {"overdispersion": -1}),
        ("autocorrelation", {"autocorrelation": 0.5}),
        ("autocorrelation", {"overdispersion": 1, "autocorrelation": 1}),
        ("season", {"season": 2}),
        ("missing_months", {"missing_months": 0.1}),
        ("partial_series", {"partial_series": 0.1}),
        ("reporting_rise", {"reporting_rise": float("nan")}),
    ],
)
def test_a_world_that_cannot_be_is_refused(name: str, departures: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"^{name}:"):
        World(**departures)
