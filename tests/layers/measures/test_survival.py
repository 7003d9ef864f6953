"""Times known only to lie between two days: against published and hand-made values."""

import math

import numpy as np
import pytest

from waterbed.layers.measures.survival import share_within, turnbull

NOT_YET = math.inf

RADIATION = (
    "45- 6-10 0-7 46- 46- 7-16 17- 7-14 37-44 0-8 4-11 15- 11-15 22- 46- 46- 25-37 46- 26-40 46- 27-34 36-44 46- 36-48 "
    "37- 40- 17-25 46- 11-18 38- 5-12 37- 0-5 18- 24- 36- 5-11 19-35 17-25 24- 32- 33- 19-26 37- 34- 36-"
)
"""Months to cosmetic deterioration after radiotherapy (Finkelstein & Wolfe 1985, Biometrics 41(4) 933-945, table 4)."""


def _months() -> tuple[list[float], list[float]]:
    pairs = [one.split("-") for one in RADIATION.split()]
    return [float(low) for low, _ in pairs], [float(high) if high else NOT_YET for _, high in pairs]


def test_the_published_estimate_of_the_breast_cancer_data_comes_out() -> None:
    curve = turnbull(*_months())
    # As printed by icfit of the R package interval (Fay & Shaw 2010, J Stat Softw 36(2)).
    published = {
        (4, 5): 0.0463, (6, 7): 0.0334, (7, 8): 0.0887, (11, 12): 0.0708, (24, 25): 0.0926, (33, 34): 0.0818,
        (38, 40): 0.1209, (46, 48): 0.4656,
    }  # fmt: skip
    found = {
        (int(q), int(p)): mass
        for q, p, mass in zip(curve.after, curve.until, curve.mass, strict=True)
        if mass > 1e-3
    }
    assert found == pytest.approx(published, abs=1e-4)


def test_where_every_day_is_known_it_is_kaplan_meier() -> None:
    days, seen = [3, 5, 5, 8, 12, 12], [True, True, False, True, False, True]
    curve = turnbull(
        [day - 1 if known else day for day, known in zip(days, seen, strict=True)],
        [day if known else NOT_YET for day, known in zip(days, seen, strict=True)],
    )
    left = 1.0
    for day, share in {3: 1 / 6, 5: 1 / 5, 8: 1 / 3, 12: 1 / 2}.items():
        left *= 1 - share
        assert 1 - curve.mass[curve.until <= day].sum() == pytest.approx(left)


@pytest.mark.parametrize(("n", "of"), [(2, 25), (0, 12), (7, 7)])
def test_without_censoring_the_interval_is_the_binomial_one(n: int, of: int) -> None:
    found = share_within([9] * n + [400] * (of - n), [10] * n + [NOT_YET] * (of - n), 365)
    assert found is not None
    grid = np.linspace(1e-9, 1 - 1e-9, 400_001)
    likelihood = n * np.log(grid) + (of - n) * np.log1p(-grid)
    kept = grid[2 * (likelihood.max() - likelihood) <= 3.841459]
    assert (found.least, found.most) == pytest.approx((n / of, n / of), abs=3e-3)
    assert (found.low, found.high) == pytest.approx((kept[0], kept[-1]), abs=1e-4)


def test_cases_not_watched_for_long_say_less_and_not_that_it_never_happens() -> None:
    watched = share_within([9, *[400] * 9], [10, *[NOT_YET] * 9], 365)
    left_out = share_within([9, *[400] * 4, *[0] * 5], [10, *[NOT_YET] * 9], 365)
    assert watched is not None and left_out is not None
    assert (watched.least, left_out.least) == pytest.approx((0.1, 0.2), abs=3e-3)
    assert left_out.high > watched.high


def test_an_interval_across_the_limit_leaves_the_estimate_a_range() -> None:
    found = share_within([300, *[800] * 9], [700, *[NOT_YET] * 9], 365)
    assert found is not None
    assert (found.least, found.most) == pytest.approx((0, 0.1), abs=3e-3)


def test_the_interval_holds_the_truth_at_its_level() -> None:
    rng = np.random.default_rng(4)
    held = 0
    for _ in range(25):
        lag, watched = rng.exponential(700, 40), rng.uniform(100, 900, 40)
        first = np.floor(lag / 60) * 60
        seen = first + 60 <= watched
        found = share_within(
            np.where(seen, first, np.minimum(watched, np.maximum(first, 0))),
            np.where(seen, first + 60, NOT_YET),
            360,
        )
        assert found is not None
        held += found.low <= 1 - math.exp(-360 / 700) <= found.high
    # At 95 % fewer than 21 of 25 come up three times in a thousand.
    assert held >= 21


def test_many_cases_are_widened_to_weeks_and_stay_quick() -> None:
    rng = np.random.default_rng(1)
    watched = rng.integers(1, 4000, 20_000).astype(float)
    lag = rng.exponential(1000, 20_000)
    seen = lag < watched
    found = share_within(
        np.where(seen, np.ceil(lag) - 1, watched), np.where(seen, np.ceil(lag), NOT_YET), 365
    )
    assert found is not None and found.least == pytest.approx(1 - math.exp(-0.365), abs=0.02)


def test_no_case_gives_no_share() -> None:
    assert share_within([], [], 365) is None
