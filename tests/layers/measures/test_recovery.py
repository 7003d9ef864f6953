"""Recovery after a crackdown: the ratio to the level before, and the time until it is back."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.layers.measures.recovery import recovery_ratio, time_to_recovery
from waterbed.layers.schema.vocabulary import words

ratios = st.lists(st.sampled_from([0.0, 0.4, 0.9, 1.0, 1.3, float("nan")]), max_size=14)


def test_ratio_is_the_level_against_the_one_before() -> None:
    assert recovery_ratio([0, 3, 12], 12).tolist() == [0, 0.25, 1]


def test_ratio_takes_out_the_trend_of_the_control() -> None:
    assert recovery_ratio([6, 12], 12, [10, 20], 20).tolist() == [1, 1]


def test_ratio_is_unknown_without_something_to_compare_with() -> None:
    assert np.isnan(recovery_ratio([1, 2], 0)).all()
    assert np.isnan(recovery_ratio([1, 2], 4, [3, 3])).all()
    assert np.isnan(recovery_ratio([1, 2, 2], 4, [0, float("nan"), 5], 5)).tolist() == [True, True, False]


@settings(deadline=None)
@given(st.lists(st.integers(0, 50), min_size=1), st.integers(1, 50), st.integers(1, 9))
def test_ratio_does_not_depend_on_the_unit_counted(levels: list[int], before: int, times: int) -> None:
    control = np.arange(1, len(levels) + 1)
    plain = recovery_ratio(levels, before, control, 7)
    assert recovery_ratio(np.multiply(levels, times), before * times, control * 3, 21) == pytest.approx(plain)


@pytest.mark.parametrize(
    ("series", "reason"),
    [
        ([1.0, 1.2, 1.5, 1.0], "no_drop"),
        ([0.2, 0.4, 0.5], "not_recovered"),
        ([0.2, 1.1, 1.1], "not_recovered"),
        ([0.2, 1.1, float("nan"), 1.1, 1.1], "not_recovered"),
        ([float("nan")] * 4, "baseline_unknown"),
        ([], "baseline_unknown"),
    ],
)
def test_a_place_that_is_not_back_says_why(series: list[float], reason: str) -> None:
    found = time_to_recovery(series, events=12)
    assert (found.value, found.reason, found.ours, found.n) == (None, reason, True, 12)
    assert reason in words("measure_reason")


def test_a_place_is_back_when_it_stays_back() -> None:
    series = [1.1, 0.2, 1.0, 0.7, 0.9, 0.9, 1.0]
    assert time_to_recovery(series, threshold=0.9, lasting=2).value == 4
    assert time_to_recovery(series, threshold=0.9, lasting=1).value == 4
    assert time_to_recovery(series, threshold=0.9, lasting=4).reason == "not_recovered"


@settings(deadline=None)
@given(ratios, st.integers(1, 4))
def test_time_agrees_with_going_through_the_periods_one_by_one(series: list[float], lasting: int) -> None:
    def row(at: int, *, back: bool) -> bool:
        part = series[at : at + lasting]
        return len(part) == lasting and all(level >= 1 if back else level < 1 for level in part)

    expected = next(
        (
            at
            for at in range(len(series))
            if any(level < 1 for level in series[:at])
            and row(at, back=True)
            and not any(row(later, back=False) for later in range(at, len(series)))
        ),
        None,
    )
    assert time_to_recovery(series, lasting=lasting).value == expected


def test_a_place_that_was_back_and_fell_again_for_years_is_not_back() -> None:
    surge = [0.3, 0.9, 1.2, 1.1, *[0.4] * 40]
    assert time_to_recovery(surge, threshold=0.8, lasting=2).reason == "not_recovered"
    assert time_to_recovery([*surge, 0.9, 1.0], threshold=0.8, lasting=2).value == 44
    assert time_to_recovery([0.3, 0.9, 1.2, 0.4, 1.1, 0.9], threshold=0.8, lasting=2).value == 1


def test_recovery_lasts_a_period_at_least() -> None:
    with pytest.raises(ValueError, match="lasting = 0"):
        time_to_recovery([1.0], lasting=0)
