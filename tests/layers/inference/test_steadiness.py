"""Campaigns, washout, whole years, and how a finding reads on another day or among others."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.layers.inference.test_placebo import NOTHING, PLACES
from tests.layers.packages import with_row, write_tiny
from waterbed.layers.counting.design import Design, design
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import day_number
from waterbed.layers.inference.finding import Finding, adjusted_for_each_other, measured
from waterbed.layers.inference.placebo import FEWEST_PLACEBOS


def _set(
    folder: Path, numbers: dict[str, np.ndarray], events: dict[str, str], first: str = "2012-01"
) -> Dataset:
    """Monthly numbers of places, and raids on Phnom Penh."""
    months = np.arange(np.datetime64(first), np.datetime64(first) + len(numbers["phnom-penh"]))
    rows = [
        f"{place}-{month},{place},{month},people,{int(n)},wire"
        for place, column in numbers.items()
        for month, n in zip(months, column, strict=True)
    ]
    raids = [f"{name},x,raid,phnom-penh,{day},crackdown,wire" for name, day in events.items()]
    zones = with_row("zones", id=PLACES[2], label_en="x0", country="myanmar", kind="town", source="wire")
    tables = NOTHING | {
        "zones": zones,
        "movements": None,
        "events": "\n".join(["id,label_en,kind,place,date,stage,source", *raids]) + "\n",
        "counts": "\n".join(["id,place,period,unit,n,source", *rows]) + "\n",
    }
    return Dataset.read(write_tiny(folder, **tables))


def _plan(dataset: Dataset, trigger: str = "raid", **choices: object) -> Design:
    given = {"target": "phnom-penh", "receiving": ["laukkai"], "control": PLACES[2:3], **choices}
    return design(dataset, trigger, **given)  # type: ignore[arg-type]


def _flat(months: int = 132, n: float = 20) -> dict[str, np.ndarray]:
    return {place: np.full(months, n) for place in PLACES[:3]}


def test_raids_within_a_period_are_measured_as_one_from_the_first_day(tmp_path: Path) -> None:
    days = {"raid": "2020-03-01", "second": "2020-05-01", "later": "2021-03-01", "vague": "2020"}
    dataset = _set(tmp_path, _flat(), days)
    first, second, later, vague = (_plan(dataset, one) for one in days)
    assert first.campaign == second.campaign == ("raid", "second")
    assert (first.before, first.after) == (second.before, second.after)
    assert later.campaign == vague.campaign == ()
    assert [note.values["triggers"] for note in second.notes if note.key == "campaign"] == [
        ("raid", "second")
    ]
    alone = _plan(dataset, "second", alone=True)
    assert not alone.campaign and alone.after is not None and alone.after[0] == day_number(date(2020, 5, 1))


def test_a_washout_leaves_days_out_and_the_placebos_too(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    dataset = _set(tmp_path, {place: rng.poisson(20, 132) for place in PLACES[:3]}, {"raid": "2020-03-01"})
    plain, washed = _plan(dataset, before_days=90, after_days=90), _plan(
        dataset, before_days=90, after_days=90, washout_days=30
    )  # fmt: skip
    assert plain.after is not None and washed.after is not None
    assert washed.after[0] - plain.after[0] == washed.gap == 30 and washed.before == plain.before
    ranks = [measured(dataset, plan).placebo for plan in (plain, washed)]
    assert ranks[0] and ranks[1] and ranks[1].dates.of < ranks[0].dates.of
    with pytest.raises(ValueError, match="washout"):
        _plan(dataset, washout_days=-1)


def test_a_season_makes_the_default_periods_whole_years(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    season = 20 * (1 + 0.8 * np.sin(2 * np.pi * np.arange(132) / 12))
    dataset = _set(tmp_path, {place: rng.poisson(season) for place in PLACES[:3]}, {"raid": "2020-03-01"})
    plan = _plan(dataset)
    assert (
        plan.before and plan.after and plan.after[1] - plan.after[0] == plan.before[1] - plan.before[0] == 364
    )
    assert "season_years" in [note.key for note in plan.notes]
    assert "season_broken" in [note.key for note in _plan(dataset, before_days=180, after_days=180).notes]
    even = _plan(_set(tmp_path / "even", _flat(), {"raid": "2020-03-01"}))
    assert even.after and even.after[1] - even.after[0] == 179


def test_a_finding_that_hangs_on_its_day_is_told(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    numbers = {place: rng.poisson(30, 132) for place in PLACES[:3]}
    numbers["phnom-penh"][98:] //= 10
    steady = measured(_set(tmp_path / "a", numbers, {"raid": "2020-03-01"}), _plan(
        _set(tmp_path / "b", numbers, {"raid": "2020-03-01"}), before_days=360, after_days=360
    ))  # fmt: skip
    assert steady.by_day["ratio"].choices == (-90, -30, 30, 90) and steady.by_day["ratio"].steady
    # Five months that stand out carry a fall only where they lie in the period before.
    numbers = {place: rng.poisson(30, 132) for place in PLACES[:3]}
    numbers["phnom-penh"][96:98] = 120
    dataset = _set(tmp_path / "c", numbers, {"raid": "2020-03-01"})
    assert not measured(dataset, _plan(dataset, before_days=60, after_days=60)).by_day["ratio"].steady


def test_many_ranked_findings_are_adjusted_and_a_campaign_counts_once(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    numbers = {place: rng.poisson(20, 240) for place in PLACES[:3]}
    events = {"raid": "2015-03-01", "second": "2015-04-01", "third": "2019-03-01"}
    dataset = _set(tmp_path, numbers, events, first="2004-01")
    given = [measured(dataset, _plan(dataset, one, before_days=90, after_days=90)) for one in events]
    assert all(one.placebo and one.placebo.dates.independent >= FEWEST_PLACEBOS for one in given)
    found: list[Finding] = list(adjusted_for_each_other(given))
    chances = [one.placebo.p for one in given if one.placebo]
    assert [one.ranked for one in found] == [2, 2, 2] and found[0].adjusted == found[1].adjusted
    low, high = sorted({p for p in chances if p is not None})
    by_p = {one.placebo.p: one.adjusted for one in found if one.placebo}
    assert by_p[low] == pytest.approx(min(1, 2 * low)) and by_p[high] == pytest.approx(max(2 * low, high))
    assert replace(given[0], adjusted=None) == given[0]
