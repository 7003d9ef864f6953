"""Whether the sign of a quotient hinges on the ring or on one receiving zone."""

from waterbed.layers.measures.displacement import wdq
from waterbed.layers.measures.sensitivity import wdq_by_radius, wdq_leaving_out

TARGET, CONTROL = (40, 10), (100, 100)


def test_a_sign_that_is_the_same_in_every_ring_is_stable() -> None:
    rings = {100.0: (30.0, 60.0), 20.0: (10.0, 20.0), 50.0: (20.0, 40.0)}
    found = wdq_by_radius(TARGET, CONTROL, rings)
    assert found.choices == (20, 50, 100)
    assert found.signs == ("displacement",) * 3
    assert (found.verdict, found.longest_run, found.ours) == ("stable", (20, 100), True)
    assert found.measures[0] == wdq(40, 10, 100, 100, 10, 20)


def test_a_sign_that_changes_with_the_ring_says_where() -> None:
    rings: dict[float, tuple[float | None, float | None]] = {
        20: (20, 10),
        50: (20, 20),
        80: (20, 30),
        120: (20, 40),
        150: (None, 50),
    }
    found = wdq_by_radius(TARGET, CONTROL, rings)
    assert found.signs == ("diffusion", "none", "displacement", "displacement", "")
    assert (found.verdict, found.longest_run) == ("depends", (80, 120))


def test_without_a_fall_in_the_target_nothing_is_measurable() -> None:
    found = wdq_by_radius((10, 40), CONTROL, {20: (5, 9), 50: (9, 9)})
    assert (found.verdict, found.longest_run) == ("not_measurable", None)
    assert wdq_by_radius(TARGET, CONTROL, {}).verdict == "not_measurable"


def test_a_finding_that_rests_on_one_zone_depends_on_it() -> None:
    found = wdq_leaving_out(TARGET, CONTROL, {"a": (10, 40), "b": (10, 6), "c": (10, 9)})
    assert found.choices == ("a", "b", "c")
    assert found.signs == ("diffusion", "displacement", "displacement")
    assert found.verdict == "depends"
    assert found.measures[0] == wdq(40, 10, 100, 100, 20, 15)


def test_leaving_out_the_only_zone_leaves_none() -> None:
    found = wdq_leaving_out(TARGET, CONTROL, {"a": (10, 40)})
    assert (found.verdict, found.measures[0].reason) == ("not_measurable", "no_receiving_zones")
