"""Ratio of rates: values worked out by hand and by a regression, and what gives no number."""

import math

import numpy as np
import pytest

from waterbed.layers.measures.ratios import against_control, rate_ratio


def test_the_ratio_is_the_interaction_of_a_poisson_regression() -> None:
    before, after = np.array([207.0, 120, 150, 38]), np.array([110.0, 118, 170, 30])
    found = rate_ratio("ratio", before[0], after[0], before[1:].sum(), after[1:].sum())
    # Place and period effects with three control places, by Newton's method: the closed form must be its maximum.
    counts = np.concatenate([before, after])
    places = np.tile(np.eye(4), (2, 1))
    later = np.repeat([0.0, 1.0], 4)
    design = np.column_stack([places, later, later * places[:, 0]])
    beta = np.linalg.lstsq(design, np.log(counts), rcond=None)[0]
    for _ in range(50):
        mean = np.exp(design @ beta)
        beta = beta + np.linalg.solve(design.T @ (design * mean[:, None]), design.T @ (counts - mean))
    assert found.value == pytest.approx(math.exp(beta[-1]), rel=1e-9)
    spread = np.linalg.inv(design.T @ (design * np.exp(design @ beta)[:, None]))[-1, -1]
    assert found.se == pytest.approx(spread**0.5, rel=1e-9)
    assert found.low == pytest.approx(math.exp(beta[-1] - 1.959964 * spread**0.5), rel=1e-6)
    assert found.interval == "normal" and found.excludes_zero is True


def test_a_control_of_any_size_gives_the_same_ratio() -> None:
    assert rate_ratio("ratio", 20, 10, 30, 30).value == rate_ratio("ratio", 20, 10, 3000, 3000).value == 0.5


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ((0, 14, 20, 20), "count_is_zero"),
        ((14, 0, 20, 20), "count_is_zero"),
        ((14, 7, 0, 20), "count_is_zero"),
        ((2, 2, 20, 20), "too_few_in_area"),
        ((14, 7, None, None), "no_control"),
        ((14, None, 20, 20), "count_unknown"),
    ],
)
def test_no_number_is_made_up(counts: tuple[float | None, ...], reason: str) -> None:
    found = rate_ratio("ratio", *counts)
    assert (found.value, found.reason) == (None, reason)


def test_small_counts_describe_only() -> None:
    found = rate_ratio("ratio", 21, 3, 15, 16)
    assert found.value == pytest.approx(3 * 15 / (21 * 16))
    assert (found.status, found.interval) == ("descriptive_only", "simulated")
    assert found.low is not None and found.high is not None and found.value is not None
    assert found.low < found.value < found.high < 1


def test_the_standard_change_has_mean_zero_and_variance_one_where_nothing_happens() -> None:
    rng = np.random.default_rng(4)
    counts = rng.poisson([6.0, 6.0, 30.0, 30.0], (20_000, 4)).astype(float)
    found = against_control(*counts.T)
    assert abs(found.mean()) < 0.02 and (found**2).mean() == pytest.approx(1, abs=0.03)
    assert against_control(*(np.array([n]) for n in (0.0, 0.0, 5.0, 5.0))).tolist() == [0.0]


def test_intervals_of_poisson_counts_hold_the_truth_at_their_level() -> None:
    rng = np.random.default_rng(11)
    held = []
    for row in rng.poisson([40.0, 20.0, 30.0, 30.0], (400, 4)):
        found = rate_ratio("ratio", *map(float, row))
        assert found.low is not None and found.high is not None
        held.append(found.low <= 0.5 <= found.high)
    assert 0.92 <= np.mean(held) <= 0.98
