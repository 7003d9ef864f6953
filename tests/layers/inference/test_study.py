"""The steps before a crackdown: what drifted is found, what only varies is not."""

from types import MappingProxyType

import numpy as np
import pytest

from waterbed.layers.inference.running import Running
from waterbed.layers.inference.study import STEPS, Course, drift_chance

BENIN = np.array([0.0, 0, 1, 0, 0, 1, 2, 4, 5, 4, 2, 2])
"""Reported incidents off Benin in the twelve 30 days before the joint patrols of 28 September 2011."""


def test_a_drift_is_found_beside_a_steady_control() -> None:
    assert drift_chance(BENIN, np.full(STEPS, 9.0)) < 0.05
    assert drift_chance(BENIN, BENIN * 3) == pytest.approx(1.0)


@pytest.mark.parametrize("shape", [1.0, 4.0])
def test_the_test_holds_its_level_where_steps_vary_more_than_poisson_counts(shape: float) -> None:
    rng = np.random.default_rng(2)
    chances = [
        drift_chance(
            *(rng.poisson(rng.gamma(shape, mean / shape, STEPS)).astype(float) for mean in (3, 8)), seed=at
        )
        for at in range(300)
    ]
    assert 0.02 < np.mean(np.array(chances) < 0.05) < 0.09


def test_a_fall_that_had_begun_is_told_by_its_highest_part() -> None:
    parts = ((0, 92, 0.0), (93, 185, 2.0), (186, 278, 11.0), (279, 371, 8.0))
    assert Course((), (), 0.5, parts).begun == (186, 278, 11.0)
    assert Course((), (), 0.5, parts[:3]).begun is None
    assert Course((), (), 0.5, ((0, 92, 4.0), (93, 185, 1.0))).begun is None


def test_steps_of_a_monthly_series_share_no_month() -> None:
    months = np.array([0, 31, 59, 90, 120, 151])
    levels = Running(0, 181, 0, MappingProxyType({}), months)
    assert levels.uncut(np.arange(30, 181, 30)).tolist() == [0, 59, 90, 120, 151]
    assert Running(0, 181, 0, MappingProxyType({})).uncut(np.array([3, 33])).tolist() == [3, 33]
