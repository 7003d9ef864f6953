"""How a finding ranks among other dates and places, and what the counts vary by themselves."""

from pathlib import Path

import numpy as np
import pytest

from tests.layers.packages import with_row, write_tiny
from waterbed.layers.counting.design import Design, design
from waterbed.layers.dataset import Dataset
from waterbed.layers.inference.finding import measured
from waterbed.layers.inference.placebo import FEWEST_PLACEBOS, Rank, widened
from waterbed.layers.measures.intervals import student

NOTHING = {"figures": None, "gaps": None, "scenes": None}
PLACES = ("phnom-penh", "laukkai", *(f"town-{n:02}" for n in range(24)))


def _read(folder: Path, monthly: dict[str, list[int]], first: str = "2014-01", *, gap: str = "") -> Dataset:
    months = np.arange(np.datetime64(first), np.datetime64(first) + len(monthly["phnom-penh"]))
    rows = [
        f"{place}-{month},{place},{month},people,{n},wire"
        for place, numbers in monthly.items()
        for month, n in zip(months, numbers, strict=True)
        if f"{place}-{month}" != gap
    ]
    zones = with_row("zones", id=PLACES[2], label_en="x0", country="myanmar", kind="town", source="wire")
    zones += "".join(f"{place},x{place},,myanmar,,town,,,,,wire\n" for place in PLACES[3:])
    events = (
        "id,label_en,kind,place,date,stage,source\n"
        "raid,x,raid,phnom-penh,2022-01-01,crackdown,wire\n"
        "ban,x,ban,cambodia,2019-08-18,crackdown,wire\n"
    )
    counts = "id,place,period,unit,n,source\n" + "\n".join(rows) + "\n"
    return Dataset.read(write_tiny(folder, **NOTHING | {"zones": zones, "events": events, "counts": counts}))


def _plan(dataset: Dataset, days: int, control: tuple[str, ...] = PLACES[2:3]) -> Design:
    return design(
        dataset, "raid", target="phnom-penh", receiving=["laukkai"], control=control, before_days=days,
        after_days=days,
    )  # fmt: skip


def test_a_fall_that_no_other_date_shows_ranks_first(tmp_path: Path) -> None:
    rng = np.random.default_rng(3)
    # 2014 to 2024; the target falls by nine tenths on the day of the raid, and stays there.
    monthly = {place: rng.poisson(20, 132).tolist() for place in PLACES[:3]}
    monthly["phnom-penh"][96:] = [2] * 36
    dataset = _read(tmp_path, monthly)
    found = measured(dataset, _plan(dataset, 90)).placebo
    assert found is not None
    # April 2014 to October 2024, without the five months that are less than 90 days from January 2022.
    assert (found.dates.as_large, found.dates.of) == (0, 122)
    assert found.dates.independent >= FEWEST_PLACEBOS and found.dates.p == pytest.approx(1 / 123)
    assert (found.places.as_large, found.places.of, found.places.p) == (0, 1, None)


def test_a_fall_that_no_other_place_shows_ranks_first(tmp_path: Path) -> None:
    monthly = {place: [20, 20, 20, 22, 20, 20] for place in PLACES}
    monthly["phnom-penh"][3:] = [2, 2, 2]
    dataset = _read(tmp_path, monthly, first="2021-10")
    found = measured(dataset, _plan(dataset, 80, PLACES[2:])).placebo
    assert found is not None
    assert (found.places.as_large, found.places.of) == (0, 24)
    assert found.places.p == pytest.approx(1 / 25)


def test_too_few_to_judge_give_no_p() -> None:
    assert Rank(0, 145, 7).p is None
    assert Rank(0, 19, 19).p is None
    assert Rank(1, 99, 20).p == pytest.approx(0.02)


def test_poisson_counts_have_a_dispersion_near_one_and_real_ones_more(tmp_path: Path) -> None:
    rng = np.random.default_rng(8)
    plain = {place: rng.poisson(20, 132).tolist() for place in PLACES[:3]}
    swings = {place: rng.poisson(rng.gamma(0.5, 40, 132)).tolist() for place in PLACES[:3]}
    phis = []
    for name, monthly in {"plain": plain, "swings": swings}.items():
        dataset = _read(tmp_path / name, monthly)
        found = measured(dataset, _plan(dataset, 90)).placebo
        assert found is not None and found.phi is not None
        phis.append(found.phi)
    # A gamma of shape 1/2 makes months of mean 20 vary 41 times as much as Poisson ones.
    assert phis[0] < 2 and phis[1] > 10


def test_intervals_are_widened_by_the_dispersion_and_students_t(tmp_path: Path) -> None:
    rng = np.random.default_rng(8)
    dataset = _read(tmp_path, {place: rng.poisson(rng.gamma(0.5, 40, 132)).tolist() for place in PLACES[:3]})
    plan = _plan(dataset, 90)
    found = measured(dataset, plan)
    ge, ranks = found.measure("ge"), found.placebo
    assert ranks is not None and ranks.phi is not None and ge.low is not None and ge.value is not None
    poisson = ((plan.rb or 0) + (plan.ra or 0)) ** 0.5
    assert ge.interval == "widened" and ge.se == pytest.approx(poisson * ranks.phi**0.5)
    reach = student(0.95, ranks.degrees) * poisson * ranks.phi**0.5
    assert ge.value - ge.low == pytest.approx(reach, rel=0.02)


def test_where_nothing_tells_what_counts_vary_by_there_is_no_interval(tmp_path: Path) -> None:
    dataset = _read(tmp_path, {place: [10] * 24 for place in PLACES[:3]}, first="2021-01")
    found = measured(dataset, _plan(dataset, 180))
    wdd = found.measure("wdd")
    assert found.placebo is not None and found.placebo.phi is None
    assert wdd.value is not None
    assert (wdd.low, wdd.status, wdd.reason) == (None, "descriptive_only", "spread_unknown")
    assert widened(wdd, None) == wdd


def test_control_places_tell_it_where_dates_do_not(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    swings = {place: rng.poisson(rng.gamma(0.5, 40, 24)).tolist() for place in PLACES}
    dataset = _read(tmp_path, swings, first="2021-01")
    found = measured(dataset, _plan(dataset, 180, PLACES[2:]))
    assert found.placebo is not None and found.placebo.elsewhere_spread is not None
    # Pearson's chi-square of the 24 places by the two periods, over its degrees of freedom.
    table = np.array([[sum(swings[place][6:12]), sum(swings[place][12:18])] for place in PLACES[2:]])
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0) / table.sum()
    plain = ((table - expected) ** 2 / expected).sum() / 23
    assert found.placebo.elsewhere_spread.degrees == found.placebo.degrees == 23
    # The target's numbers may be larger than those of the places: then they vary more.
    assert plain * 0.9 < found.placebo.elsewhere_spread.phi < plain * 2
    assert found.measure("ge").interval == "widened"


@pytest.mark.parametrize(("degrees", "t"), [(3, 3.182), (6, 2.447), (20, 2.086), (None, 1.960)])
def test_students_t_is_that_of_the_tables(degrees: int | None, t: float) -> None:
    assert student(0.95, degrees) == pytest.approx(t, abs=0.03)


def test_a_gap_takes_only_the_dates_whose_periods_hold_it(tmp_path: Path) -> None:
    dataset = _read(tmp_path, {place: [10] * 132 for place in PLACES[:3]}, gap="laukkai-2015-03")
    found = measured(dataset, _plan(dataset, 90))
    # Of the 122 dates of a series without gaps not those from January to June 2015.
    assert found.placebo is not None and found.placebo.dates.of == 116
    assert found.study is not None and found.by_day
    near = _read(tmp_path / "near", {place: [10] * 132 for place in PLACES[:3]}, gap="laukkai-2021-05")
    assert measured(near, _plan(near, 90)).study is None
