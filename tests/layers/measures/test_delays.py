"""Displacement that comes later: the quotient by delay and the correlation by delay."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.layers.measures.delays import lag_correlation, wdq_by_delay
from waterbed.layers.measures.displacement import wdq

TARGET = [20, 20, 20, 20, 5, 5, 5, 5, 5, 5, 5, 5]
CONTROL = [30, 30, 30, 30, 30, 30, 30, 30, 15, 15, 15, 15]
RECEIVING = [10, 10, 10, 10, 10, 10, 20, 20, 10, 10, 10, 10]
forty = settings(max_examples=40, deadline=None)  # each draws an interval
series = st.lists(st.integers(1, 60), min_size=12, max_size=12)


def test_the_quotient_peaks_where_the_displaced_arrive() -> None:
    flat = [30] * 12
    found = wdq_by_delay(TARGET, flat, RECEIVING, crackdown=4, length=2, delays=range(6))
    assert [round(measure.value or 0, 3) for measure in found.values()] == [0, -0.333, -0.667, -0.333, 0, 0]
    assert all(measure.ours and measure.name == "wdq_by_delay" for measure in found.values())
    assert found[2].status == "ok"


@forty
@given(series, series, series)
def test_without_delay_it_is_the_quotient(
    target: list[int], control: list[int], receiving: list[int]
) -> None:
    found = wdq_by_delay(target, control, receiving, crackdown=4, length=4, delays=[0])[0]
    plain = wdq(*(sum(rows[part]) for rows in (target, control, receiving) for part in (BEFORE, AFTER)))
    assert (found.value, found.low, found.high, found.reason) == (
        plain.value,
        plain.low,
        plain.high,
        plain.reason,
    )


BEFORE, AFTER = slice(0, 4), slice(4, 8)


@forty
@given(series, series, series, st.integers(1, 4))
def test_a_delay_compares_like_with_like(
    target: list[int], control: list[int], receiving: list[int], k: int
) -> None:
    found = wdq_by_delay(target, control, receiving, crackdown=4, length=4, delays=[k])[k]
    later = slice(4 + k, 8 + k)
    success = sum(target[AFTER]) / sum(control[AFTER]) - sum(target[BEFORE]) / sum(control[BEFORE])
    buffer = sum(receiving[later]) / sum(control[later]) - sum(receiving[BEFORE]) / sum(control[BEFORE])
    if success < -1e-12:
        assert found.value == pytest.approx(buffer / success, abs=1e-9)
    elif success > 1e-12:
        assert found.reason == "no_reduction_in_target"


def test_the_fall_in_the_target_does_not_hang_on_the_delay() -> None:
    found = wdq_by_delay(TARGET, CONTROL, RECEIVING, crackdown=4, length=4, delays=[0, 4])
    assert found[0].value == pytest.approx((60 / 120 - 40 / 120) / (20 / 120 - 80 / 120))
    assert found[4].value == pytest.approx((40 / 60 - 40 / 120) / (20 / 120 - 80 / 120))


@pytest.mark.parametrize("delay", [-1, 5, 90])
def test_a_window_outside_the_series_is_not_measured(delay: int) -> None:
    found = wdq_by_delay(TARGET, CONTROL, RECEIVING, crackdown=4, length=4, delays=[delay])[delay]
    assert (found.value, found.reason, found.ours) == (None, "window_outside_data", True)


def test_an_empty_control_later_on_is_said() -> None:
    control = [30] * 8 + [0] * 4
    found = wdq_by_delay(TARGET, control, RECEIVING, crackdown=4, length=4, delays=[4])[4]
    assert (found.reason, found.ours) == ("control_is_zero", True)


def test_rises_that_follow_falls_are_found_at_their_delay() -> None:
    rng = np.random.default_rng(5)
    target = rng.poisson(40, 60).astype(float)
    receiving = 80.0 - np.concatenate([[40, 40, 40], target[:-3]]) + rng.poisson(4, 60)
    found = lag_correlation(target, receiving, delays=range(7))
    assert found.peak == 3
    for k, r in zip(found.delays, found.r, strict=True):
        falls, rises = -np.diff(target), np.diff(receiving)
        assert r == pytest.approx(np.corrcoef(falls[: len(falls) - k], rises[k:])[0, 1])


def test_unrelated_series_show_a_lag_no_more_often_than_stated() -> None:
    rng = np.random.default_rng(11)
    pairs = rng.poisson(20, (200, 2, 36))
    peaks = [lag_correlation(a, b, delays=range(6)).peak for a, b in pairs]
    # At 5 % more than 17 of 200 come up once in a hundred times.
    assert sum(peak is not None for peak in peaks) <= 17


def test_series_without_change_show_no_clear_lag() -> None:
    found = lag_correlation([5] * 9, [1, 2, 3, 4, 5, 6, 7, 8, 2], delays=[0, 1])
    assert (found.peak, found.band) == (None, None)
    assert lag_correlation([3, 1, 2], [1, 2, 3], delays=[0, 1, 9]).peak is None
