"""What is on record on a day, by hand, and the same in Python and JavaScript."""

import pytest

from tests.golden.files import Case, each_case, parted
from tests.golden.moments import answer
from tests.golden.story import STORY
from waterbed.output.moment import EventMark, moment
from waterbed.output.timeline import Timeline

BY_HAND = Timeline(STORY)


def _shown(day: float) -> dict[str, str]:
    ids = STORY["places"]["id"]
    return {ids[mark.index]: mark.phase for mark in moment(BY_HAND, day).places}


def _states(day: float) -> dict[str, tuple[str, float]]:
    ids = STORY["movements"]["id"]
    return {ids[mark.index]: (mark.state, mark.fraction) for mark in moment(BY_HAND, day).movements}


def test_a_bounded_movement_travels_from_its_earliest_start_to_the_end_of_its_latest_day() -> None:
    assert "out" not in _states(9)
    assert _states(10)["out"] == ("under_way", 0.0)
    assert _states(20)["out"] == ("under_way", 0.5)
    assert _states(30)["out"] == ("past", 1.0)


def test_bounds_have_no_travelling_head_and_undated_movements_never_come_by_the_clock() -> None:
    assert "since" not in _states(19) and _states(20)["since"] == ("since", 1.0)
    assert "by" not in _states(51) and _states(52)["by"] == ("by", 1.0)
    assert not any("undated" in _states(day) or "to-nowhere" in _states(day) for day in range(100))


def test_the_curve_bends_to_the_right_of_travel() -> None:
    (out,) = [m for m in moment(BY_HAND, 20).movements if m.index == 0]
    # From (0.78, 0.46) towards the upper left; right of travel is up and to the right: C = middle + 0.3 * (0.02, -0.01).
    assert (out.state, out.fraction, out.age) == ("under_way", 0.5, 0.0)
    assert [out.cx, out.cy] == pytest.approx([0.781, 0.447])


@pytest.mark.parametrize(
    ("day", "home", "north"),
    [
        (0, "not_yet", "not_yet"),
        (9, "not_yet", "presence"),
        (
            10,
            "displacement",
            "arrival",
        ),  # crackdown and displacement start together: displacement wins the tie
        (40, "displacement", "ended"),  # its end is unknown: it lasts, vaguely, to the data's last day
        (45, "arrival", "return"),
        (60, "displacement", "return"),
        (61, "displacement", "ended"),
        (101, "earlier", "ended"),
    ],
)
def test_a_place_shows_the_phase_that_started_last(day: float, home: str, north: str) -> None:
    assert _shown(day)["home"] == home
    assert _shown(day)["north"] == north


def test_a_place_without_any_date_stays_unknown_and_one_with_other_roles_only_is_left_out() -> None:
    assert {_shown(day)["silent"] for day in range(100)} == {"unknown"}
    assert "far" not in _shown(20)


def test_rings_last_twelve_days_or_as_long_as_the_event() -> None:
    assert moment(BY_HAND, 19).events == (EventMark(0, 9, 1), EventMark(1, 19, 19 / 53))
    assert moment(BY_HAND, 52.5).events[0] == EventMark(1, 52.5, 52.5 / 53)
    assert 1 not in {event.index for event in moment(BY_HAND, 53).events}


def test_an_event_known_by_a_bound_only_has_its_ring_at_the_bound() -> None:
    def on(day: float) -> set[int]:
        return {event.index for event in moment(BY_HAND, day).events}

    assert [3 in on(day) for day in (19, 20, 31, 32)] == [False, True, True, False]  # not before day 20
    assert [4 in on(day) for day in (44, 45, 56, 57)] == [False, True, True, False]  # by days 45 to 52


@each_case("moments")
def test_moments_are_as_recorded(case: Case) -> None:
    assert parted(answer(case["given"]), case["expected"], within=1e-9) == []
