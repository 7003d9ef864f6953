"""What dates whose periods overlap are worth, and what places differ by."""

import numpy as np
import pytest

from waterbed.layers.inference.dispersion import Spread, between_places, worth
from waterbed.layers.measures.intervals import student


def test_dates_apart_are_worth_their_number_and_overlapping_ones_what_their_squares_tell() -> None:
    assert worth(np.array([0, 400, 800]), 180, 0) == pytest.approx(3)
    assert worth(np.array([], dtype=np.int64), 180, 0) == 0
    # As many degrees of freedom as the mean of so many overlapping squares has: 2 (mean / sd)^2, from white noise.
    rng = np.random.default_rng(3)
    upto = np.cumsum(np.hstack([np.zeros((4000, 1)), rng.normal(size=(4000, 1860))]), axis=1)
    dates = np.arange(180, 1650, 30)
    change = upto[:, dates + 180] - 2 * upto[:, dates] + upto[:, dates - 180]
    mean = (change**2).mean(axis=1)
    assert worth(dates, 180, 0) == pytest.approx(2 * (mean.mean() / mean.std()) ** 2, rel=0.08)


def test_an_interval_is_never_narrower_than_chance_makes_it() -> None:
    assert Spread(0.3, 50).factor(0.95) == 1
    assert Spread(4.0, 8).factor(0.95) == pytest.approx(2 * student(0.95, 8) / 1.96, rel=1e-3)


def test_larger_places_vary_more_and_few_places_tell_nothing() -> None:
    before, after = np.array([30.0, 10, 25, 40, 12]), np.array([10.0, 30, 35, 12, 40])
    small, large = between_places(before, after, 40.0), between_places(before, after, 488.0)
    assert small is not None and large is not None
    assert (small.degrees, small.by_places) == (4, True)
    assert large.phi - 1 == pytest.approx((small.phi - 1) * 488 / 48.8)
    assert between_places(before[:3], after[:3], 40.0) is None
    assert between_places(before, np.zeros(5), 40.0) is None
