"""Which places, points and distances the patterns around a trigger rest on."""

from pathlib import Path

import numpy as np
import pytest

from tests.layers.packages import write_tiny
from waterbed.layers.counting.design import Design, design
from waterbed.layers.dataset import Dataset
from waterbed.layers.patterns.around import around, gathering
from waterbed.layers.simulation.simulate import simulate
from waterbed.layers.simulation.worlds import World

NOTHING = {"figures": None, "gaps": None, "scenes": None}
# Of Phnom Penh, the target, so many kilometres to the north: a degree is 110.6 km there.
NORTH = {"near": 3.0, "ring": 15.0, "vague": 15.0, "far": 500.0}


def _read(folder: Path, monthly: str = "") -> Dataset:
    zone = Dataset.read(write_tiny(folder / "plain", **NOTHING)).places.geometry["phnom-penh"]
    rows = [
        f"{name}-{n},x,theft,cambodia,{date},context,wire,{zone.x},{zone.y + km / 110.6:.5f},{30 if name == 'vague' else 1}"
        for name, km in NORTH.items()
        for n, date in enumerate(["2021-11-01"] * 6 + ["2022-02-01"] * 4)
    ]
    head = "id,label_en,kind,place,date,stage,source,lon,lat,precision_km\n"
    events = head + "raid,x,raid,phnom-penh,2022-01-01,crackdown,wire,,,\n"
    events += "ban,x,ban,cambodia,2019-08-18,crackdown,wire,,,\n"
    events += "at-place,x,theft,laukkai,2021-11-01,context,wire,,,\nat-country,x,theft,myanmar,2021-11-01,context,wire,,,\n"
    words = "group,word,family,label_en\nevent_kind,theft,observation,theft\n"
    tables = {"events": events + "\n".join(rows) + "\n", "counts": monthly or None}
    found = write_tiny(folder / "set", **NOTHING | tables)
    (found / "vocabulary.csv").write_text(words, encoding="utf-8")
    return Dataset.read(found)


def _plan(dataset: Dataset) -> Design:
    return design(dataset, "raid", target="phnom-penh", before_days=90, after_days=90, kinds=["theft"])


def test_rings_count_by_distance_and_scale_by_area(tmp_path: Path) -> None:
    dataset = _read(tmp_path)
    plan = _plan(dataset)
    found = around(dataset, plan).rings
    assert found is not None
    told = {(ring.inner_km, ring.outer_km): (ring.before, ring.after) for ring in found.rings if ring.before}
    # What is known to 30 km is not put into a ring of 10; what is 500 km away lies in none.
    assert told == {(0, 5): (6, 4), (10, 20): (6, 4)} and found.vague == 10
    first = found.rings[0]
    assert first.area_km2 == pytest.approx(np.pi * 25, rel=1e-4)
    assert first.per_1000_km2((90, 90)) == pytest.approx((6 / 3 / 0.0785398, 4 / 3 / 0.0785398), rel=1e-3)


def test_a_place_that_holds_another_is_not_compared_beside_it(tmp_path: Path) -> None:
    dataset = _read(tmp_path)
    found = around(dataset, _plan(dataset))
    # Laukkai lies in Myanmar; of Cambodia all is at points of their own.
    assert found.places == ("cambodia", "laukkai") and found.similarity is None


def test_a_series_that_does_not_cover_both_periods_is_not_compared() -> None:
    made = simulate("nothing", seed=2, places=40, days=900, world=World(monthly=True, partial_series=0.5))
    covered = made.dataset["counts"].groupby("place")["period"].agg(["min", "max"])
    plan = design(made.dataset, "crackdown-01", before_days=150, after_days=150)
    found = around(made.dataset, plan)
    whole = covered[(covered["min"] <= "2022-10") & (covered["max"] >= "2023-07")].index
    assert found.similarity is not None and set(found.places) == set(whole)
    assert found.similarity.places == len(whole) < 40


def test_nothing_is_compared_where_nothing_can_be(tmp_path: Path) -> None:
    dataset = _read(tmp_path)
    hubs = around(dataset, design(dataset, "raid", target="phnom-penh", unit="presence"))
    assert (hubs.places, hubs.similarity, hubs.rings) == ((), None, None)
    late = design(dataset, "raid", target="phnom-penh", kinds=["theft"], after_days=20_000)
    assert around(dataset, late).rings is None


def test_near_repeat_takes_exact_days_and_points(tmp_path: Path) -> None:
    dataset = _read(tmp_path)
    # 30 points with a day that are known to 10 km; Myanmar and Laukkai give none that is.
    found = gathering(dataset, kinds=["theft"])
    assert found is not None and found.points == 30 + (dataset.places.at["laukkai", "precision_km"] <= 10)
    assert gathering(dataset) is None
