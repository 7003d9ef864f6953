"""Intervals: simulated ones cover the truth where the normal ones would not be trusted."""

import numpy as np
import pytest

from waterbed.layers.measures.intervals import drawn_interval, drawn_means, drawn_sums, normal_interval


def test_drawn_means_have_the_mean_and_variance_of_their_gamma() -> None:
    zero, forty = drawn_means([0, 40])
    assert (zero > 0).all()
    assert zero.mean() == pytest.approx(0.5, abs=0.02)
    assert forty.mean() == pytest.approx(40.5, abs=0.2)
    assert forty.var() == pytest.approx(40.5, rel=0.05)


def test_the_middle_of_the_draws_for_one_count_is_close_to_the_exact_interval() -> None:
    low, high = drawn_interval(drawn_sums([10], [1]))
    assert low == pytest.approx(5.14, abs=0.2)
    assert high == pytest.approx(17.74, abs=0.4)
    assert low > 4.795  # the exact, wider interval of Garwood is 4.795 to 18.390
    assert high < 18.390


def test_counts_of_equal_weight_are_one_count() -> None:
    apart, together = drawn_sums([3, 4, 2], [1, 1, -1]), drawn_sums([7, 2], [1, -1])
    assert drawn_interval(apart) == drawn_interval(together)


def test_draws_that_mean_nothing_count_against_both_ends() -> None:
    draws, valid = np.arange(1000.0), np.arange(1000) >= 10
    low, high = drawn_interval(draws, 0.9, valid=valid)
    assert (low, high) == (49, 960)
    assert drawn_interval(draws, 0.9, valid=np.arange(1000) >= 60) == (-np.inf, np.inf)


def test_normal_interval_is_symmetric() -> None:
    low, high = normal_interval(3, 2, 0.9)
    assert (low + high) / 2 == pytest.approx(3)
    assert high - low == pytest.approx(2 * 2 * 1.6449, abs=1e-3)


@pytest.mark.parametrize("means", [(2, 1, 1, 1, 1, 2), (6, 2, 4, 4, 3, 5)])
def test_small_counts_are_covered_at_the_stated_rate(means: tuple[float, ...]) -> None:
    signs = np.array([-1, 1, 1, -1, -1, 1])
    seen = np.random.default_rng(2).poisson(means, (400, 6))
    bounds = [drawn_interval(drawn_sums(row.tolist(), signs.tolist())) for row in seen]
    truth = float(signs @ np.array(means))
    assert np.mean([low <= truth <= high for low, high in bounds]) == pytest.approx(0.95, abs=0.03)


def test_draws_that_measures_share_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        drawn_means([3, 4])[0, 0] = 0
