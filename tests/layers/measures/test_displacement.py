"""The measures: check values of the literature, other ways to the same numbers, and what holds for all counts."""

from dataclasses import replace
from fractions import Fraction
from math import isclose, sqrt

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from waterbed.layers.measures import displacement
from waterbed.layers.measures.displacement import bdm, ge, ne, reading, sm, tne, wdd, wdq
from waterbed.layers.measures.estimates import Measure
from waterbed.layers.schema.vocabulary import words

SIX = {
    "diffusion": (207, 110, 308, 318, 178, 157),
    "displacement": (40, 10, 100, 100, 20, 35),
    "more displaced than gained": (40, 10, 100, 100, 20, 55),
}
EIGHT = (207, 110, 308, 318, 178, 157, 150, 140)

counts = st.integers(0, 500)
some = st.integers(1, 500)
forty = settings(max_examples=40, deadline=None)  # each draws some intervals
six_counts = st.tuples(counts, counts, some, some, counts, counts)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("diffusion", (97, 0.3262, -0.3262, -0.0842, 0.2582, 130.5)),
        ("displacement", (30, 0.30, -0.30, 0.15, -0.5, 15)),
        ("more displaced than gained", (30, 0.30, -0.30, 0.35, -1.1667, -5)),
    ],
)
def test_check_values(case: str, expected: tuple[float, ...]) -> None:
    values = [measure(*SIX[case]).value for measure in (ge, ne, sm, bdm, wdq, tne)]
    assert values == [pytest.approx(value, abs=5e-5) for value in expected]


def test_wdd_agrees_with_the_published_example() -> None:
    found = wdd(*EIGHT)
    assert (found.value, found.se, found.interval) == (-118, sqrt(1568), "normal")
    assert (round(found.z or 0, 2), round(found.low or 0), round(found.high or 0)) == (-2.98, -196, -40)
    assert (found.n, found.status, found.excludes_zero) == (1568, "ok", True)


def test_wdd_weighs_periods_of_unequal_length() -> None:
    found = wdd(80, 20, 100, 50, time_weights=(2, 1))
    assert found.value == -20
    assert found.se == pytest.approx(sqrt(115))


def test_wdd_weighs_areas_of_unequal_size() -> None:
    found = wdd(*EIGHT, area_weights=(1.2, 0.9, 1.5, 1.6))
    got = [round(number or 0, 3) for number in (found.value, found.se, found.z)]
    assert got == [-99.694, 35.428, -2.814]
    assert (round(found.low or 0, 2), round(found.high or 0, 2)) == (-169.13, -30.26)


@forty
@given(six_counts)
def test_formulas_agree_with_the_fractions_of_the_literature(six: tuple[int, ...]) -> None:
    rb, ra, cb, ca, db, da = (Fraction(count) for count in six)
    success, buffer = ra / ca - rb / cb, da / ca - db / cb
    expected = {
        "ge": rb - ra,
        "ne": rb / cb - ra / ca,
        "sm": success,
        "bdm": buffer,
        "tne": (rb * (ca / cb) - ra) + (db * (ca / cb) - da),
        "wdq": buffer / success if success < 0 else None,
    }
    for name, value in expected.items():
        found = getattr(displacement, name)(*six)
        assert found.name == name
        assert found.value == (None if value is None else pytest.approx(float(value), rel=1e-12, abs=1e-12))


@forty
@given(st.tuples(*[counts] * 8), st.tuples(*[st.integers(1, 9)] * 2), st.tuples(*[st.integers(1, 9)] * 4))
def test_wdd_agrees_with_rates_worked_out_in_fractions(
    eight: tuple[int, ...], time: tuple[int, int], area: tuple[int, int, int, int]
) -> None:
    value, variance = Fraction(0), Fraction(0)
    for pair, sign, size in zip(zip(eight[::2], eight[1::2], strict=True), (1, -1, 1, -1), area, strict=True):
        before, after = Fraction(pair[0], size * time[0]), Fraction(pair[1], size * time[1])
        value += sign * (after - before)
        variance += before / (size * time[0]) + after / (size * time[1])
    found = wdd(*eight, time_weights=time, area_weights=area)
    assert found.value == pytest.approx(float(value), abs=1e-9)
    assert found.se == pytest.approx(sqrt(variance))


@forty
@given(st.tuples(*[counts] * 8))
def test_wdd_changes_sign_when_before_and_after_or_areas_and_controls_trade_places(
    eight: tuple[int, ...],
) -> None:
    t0, t1, ct0, ct1, d0, d1, cd0, cd1 = eight
    value = wdd(*eight).value
    assert value is not None
    assert wdd(t1, t0, ct1, ct0, d1, d0, cd1, cd0).value == -value
    assert wdd(ct0, ct1, t0, t1, cd0, cd1, d0, d1).value == -value
    assert wdd(d0, d1, cd0, cd1, t0, t1, ct0, ct1).value == value


@forty
@given(six_counts, st.integers(2, 20))
def test_a_larger_control_of_the_same_trend_changes_no_quotient(six: tuple[int, ...], times: int) -> None:
    rb, ra, cb, ca, db, da = six
    larger = (rb, ra, cb * times, ca * times, db, da)
    assert wdq(*larger).value == pytest.approx(wdq(*six).value)
    assert tne(*larger).value == pytest.approx(tne(*six).value)


@forty
@given(six_counts, st.integers(2, 20))
def test_wdq_keeps_and_tne_multiplies_when_all_counts_are_multiplied(
    six: tuple[int, ...], times: int
) -> None:
    multiplied = [count * times for count in six]
    assert wdq(*multiplied).value == pytest.approx(wdq(*six).value)
    prevented = tne(*six).value
    assert prevented is not None
    assert tne(*multiplied).value == pytest.approx(prevented * times)


@forty
@given(six_counts)
def test_more_displaced_than_gained_is_a_net_loss(six: tuple[int, ...]) -> None:
    quotient, net = wdq(*six).value, tne(*six).value
    assume(quotient is not None and not isclose(quotient, -1))
    assert quotient is not None
    assert net is not None
    assert (quotient < -1) == (net < 0)


@forty
@given(six_counts)
@example((0, 0, 1, 60, 0, 0))
def test_every_measure_has_its_number_between_its_bounds(six: tuple[int, ...]) -> None:
    for measure in (ge, ne, sm, bdm, wdq, tne):
        found = measure(*six)
        if found.value is not None and found.low is not None and found.high is not None:
            assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (wdq(10, 40, 100, 100, 20, 35), "no_reduction_in_target"),
        (wdq(30, 60, 100, 200, 20, 35), "no_reduction_in_target"),
        (wdq(40, 10, 0, 100, 20, 35), "control_is_zero"),
        (tne(40, 10, 100, 0, 20, 35), "control_is_zero"),
        (bdm(40, 10, 0, 0, 20, 35), "control_is_zero"),
        (wdq(40, 10, None, None, 20, 35), "no_control"),
        (wdd(40, 10, None, None), "no_control"),
        (wdq(40, 10, 100, 100, None, None), "no_receiving_zones"),
        (wdq(40, None, 100, 100, 20, 35), "count_unknown"),
        (ne(40, float("nan"), 100, 100), "count_unknown"),
        (wdd(40, 10, 100, 100, 20, None), "count_unknown"),
        (ge(40, -1), "count_negative"),
        (wdd(40, 10, 100, 100, time_weights=(1, 0)), "weight_not_positive"),
    ],
)
def test_what_has_no_number_says_why(found: Measure, reason: str) -> None:
    assert (found.value, found.low, found.high, found.interval) == (None, None, None, "")
    assert found.reason == reason
    assert found.status == ("not_interpretable" if reason == "no_reduction_in_target" else "undefined")
    assert found.excludes_zero is None


def test_a_fall_in_doubt_leaves_the_quotient_without_bounds() -> None:
    found = wdq(30, 20, 100, 100, 20, 26)
    assert found.value == pytest.approx(-0.6)
    assert (found.low, found.high, found.reason) == (None, None, "reduction_uncertain")
    assert sm(30, 20, 100, 100).excludes_zero is False


@pytest.mark.parametrize("few", [wdd(7, 4, 9, 9), wdd(40, 10, 50, 50, 0, 0), ge(9, 0), tne(*[4] * 6)])
def test_under_five_events_a_measure_only_describes(few: Measure) -> None:
    assert (few.status, few.reason, few.interval) == ("descriptive_only", "fewer_than_five", "simulated")


def test_a_count_of_zero_keeps_its_doubt() -> None:
    found = wdd(0, 0, 0, 0)
    assert found.value == 0
    assert found.z is None
    assert found.low is not None
    assert found.high is not None
    assert found.low < -1.5
    assert found.high > 1.5


def test_the_same_counts_give_the_same_interval() -> None:
    assert wdq(*SIX["displacement"]) == wdq(*SIX["displacement"])
    assert wdq(*SIX["displacement"]) != wdq(*SIX["displacement"], seed=1)


def test_a_wider_level_gives_a_wider_interval() -> None:
    usual, wide = wdd(*EIGHT), wdd(*EIGHT, level=0.99)
    assert (usual.low or 0) > (wide.low or 0)
    assert (usual.high or 0) < (wide.high or 0)


def test_simulated_bounds_agree_with_those_of_the_delta_method_where_counts_are_large() -> None:
    rb, _, cb, ca, db, _ = six = tuple(100 * count for count in SIX["displacement"])
    gradient = {
        "rb": ca / cb,
        "ra": -1.0,
        "cb": -(rb + db) * ca / cb**2,
        "ca": (rb + db) / cb,
        "db": ca / cb,
        "da": -1.0,
    }
    se = sqrt(sum(slope**2 * count for slope, count in zip(gradient.values(), six, strict=True)))
    found = tne(*six)
    assert found.low == pytest.approx((found.value or 0) - 1.96 * se, abs=0.05 * se)
    assert found.high == pytest.approx((found.value or 0) + 1.96 * se, abs=0.05 * se)


def test_bounds_of_the_quotient_agree_with_fieller_where_counts_are_large() -> None:
    rb, ra, cb, ca, db, da = six = tuple(100 * count for count in SIX["displacement"])
    x, y = da / ca - db / cb, ra / ca - rb / cb
    control = (da / ca) ** 2 / ca + (db / cb) ** 2 / cb, (ra / ca) ** 2 / ca + (rb / cb) ** 2 / cb
    xx, yy = da / ca**2 + db / cb**2 + control[0], ra / ca**2 + rb / cb**2 + control[1]
    xy = da * ra / ca**3 + db * rb / cb**3
    z = 1.959964
    roots = np.roots([y**2 - z**2 * yy, -2 * (x * y - z**2 * xy), x**2 - z**2 * xx])
    found = wdq(*six)
    assert [found.low, found.high] == pytest.approx(sorted(roots), abs=0.01)


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (1.2, "diffusion_greater"),
        (1, "diffusion"),
        (0.3, "diffusion"),
        (0, "none"),
        (-0.5, "displacement_smaller"),
        (-1, "all_displaced"),
        (-1.1667, "displacement_greater"),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_readings_of_the_quotient(value: float | None, key: str) -> None:
    assert reading(value) == key


def test_thirds_that_are_all_displaced_are_read_as_such() -> None:
    quotient = wdq(20, 10, 33, 33, 10, 20)
    assert (reading(quotient.value), reading(quotient)) == ("all_displaced", "displacement")


@forty
@given(six_counts)
def test_names_and_reasons_are_words_of_the_vocabulary(six: tuple[int, ...]) -> None:
    for measure in (ge, ne, sm, bdm, wdq, tne):
        found = measure(*six)
        assert found.name in words("measure_name")
        assert found.reason in ("", *words("measure_reason"))


def test_a_measure_refuses_a_number_that_contradicts_its_status() -> None:
    with pytest.raises(ValueError, match="does not go with status 'undefined'"):
        replace(ge(9, 8), status="undefined", reason="no_control")
    with pytest.raises(ValueError, match="with reason"):
        replace(ge(9, 8), reason="no_control")
    with pytest.raises(ValueError, match="half an interval"):
        replace(ge(9, 8), low=None)
