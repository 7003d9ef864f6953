"""Near repeats: counted by hand, expected by the product of the margins, over the dateline too."""

import numpy as np
import pytest

from waterbed.layers.patterns.near_repeat import FEWEST_POINTS, MOST_PAIRS, near_repeat


def test_pairs_are_those_counted_one_by_one() -> None:
    rng = np.random.default_rng(5)
    lon, lat, day = rng.uniform(0, 0.5, 60), rng.uniform(0, 0.5, 60), rng.integers(0, 400, 60)
    found = near_repeat(lon, lat, day)
    near = soon = both = 0
    for a in range(60):
        for b in range(a):
            # At the equator: a degree of longitude is 111.32 km, of latitude 110.57 km.
            km = np.hypot(111.32 * (lon[a] - lon[b]), 110.574 * (lat[a] - lat[b]))
            near, soon = near + (km <= 10), soon + (abs(day[a] - day[b]) <= 30)
            both += (km <= 10) & (abs(day[a] - day[b]) <= 30)
    assert found is not None and found.pairs == both
    # What the mean of all permutations is: every pair of days falls on every pair of points as often.
    assert found.expected == pytest.approx(near * soon / (60 * 59 / 2))
    assert found.p > 0.05


def test_the_mean_over_permutations_is_what_is_expected() -> None:
    rng = np.random.default_rng(6)
    lon, lat, day = rng.uniform(0, 0.4, 40), rng.uniform(0, 0.4, 40), rng.integers(0, 300, 40)
    found = [near_repeat(lon, lat, rng.permutation(day)) for _ in range(40)]
    pairs = [one.pairs for one in found if one]
    expected = found[0].expected if found[0] else 0
    assert np.mean(pairs) == pytest.approx(expected, abs=3 * np.std(pairs) / 40**0.5)


def test_what_comes_soon_after_near_by_is_found() -> None:
    rng = np.random.default_rng(7)
    lon, lat, day = rng.uniform(100, 102, 80), rng.uniform(10, 12, 80), rng.uniform(0, 1500, 80)
    # Each has one that follows within two weeks, a kilometre or two away.
    lon, lat = np.tile(lon, 2), np.tile(lat, 2)
    lon[80:] += 0.01
    found = near_repeat(lon, lat, np.concatenate([day, day + rng.uniform(1, 14, 80)]))
    assert found is not None and found.pairs > 3 * found.expected and found.p == pytest.approx(1 / 200)


def test_near_is_near_over_the_dateline_and_by_the_pole() -> None:
    lon = np.tile([179.99, -179.99], 12)
    for lat in (0.0, 89.9):
        found = near_repeat(lon, np.full(24, lat), np.zeros(24))
        assert found is not None and found.pairs == 24 * 23 / 2 == found.expected


def test_too_few_and_too_many_give_no_answer() -> None:
    few, many = np.zeros(FEWEST_POINTS - 1), np.zeros(int((2 * MOST_PAIRS) ** 0.5) + 2)
    assert near_repeat(few, few, few) is None
    assert near_repeat(many, many, many) is None
    apart = np.arange(25.0)
    assert near_repeat(apart, apart, apart) is None
