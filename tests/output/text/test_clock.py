"""The clock: a date no finer than what is recorded, and the newest thing on record in one line."""

import pytest

from tests.golden.clock import answer
from tests.golden.files import Case, each_case, parted

BAN, BAY = 0, 1


def _clock(day: float, scene: int = -1, lang: str = "en") -> tuple[str, str]:
    said = answer({"day": day, "scene": scene, "lang": lang})
    return said["date"], said["line"]


@pytest.mark.parametrize(
    ("day", "date"),
    [
        (10.5, "11 January 1970"),  # a ban of that day
        (40, "10 February 1970"),  # all that is recorded spans 53 days, which is no month
        (60, "March 1970"),  # a power cut on some day of March
        (66, "8 March 1970"),  # the same month, but a raid on its day
        (400, "about 1971"),  # an event of about that year
    ],
)
def test_the_date_is_as_coarse_as_what_is_recorded_for_the_day(day: float, date: str) -> None:
    assert _clock(day)[0] == date


def test_in_a_scene_only_what_it_tells_of_makes_the_date_coarser() -> None:
    assert _clock(60)[0] == "March 1970"
    assert _clock(60, BAN)[0] == "2 March 1970"


def test_an_event_is_told_with_its_date_once_its_day_is_over() -> None:
    assert _clock(10)[1] == "Homeland: Ban on online gambling"
    assert _clock(16)[1] == "Homeland: Ban on online gambling, 11 January 1970"
    assert _clock(16, lang="fr")[1] == "Patrie\xa0: Interdiction des jeux en ligne, 11 janvier 1970"


def test_what_may_not_have_happened_yet_is_said_to_be_so() -> None:
    assert _clock(60)[1].endswith("March 1970, day not stated")
    assert _clock(85)[1].endswith("at the latest by 28 March 1970")


def test_a_report_is_not_told_while_something_happens_on_the_ground() -> None:
    assert _clock(66)[1].endswith("Raid in the casinos")  # and not the survey of the same day


def test_a_scene_tells_of_nothing_but_its_own() -> None:
    assert "Not before, since 21 January 1970" in _clock(20.5)[1]
    assert _clock(20.5, BAN)[1] == "Displacement: Homeland, date not stated"
    # the last of its events, long after it
    assert _clock(400, BAN)[1] == "Homeland: Ban on online gambling, 11 January 1970"
    assert _clock(400, BAY)[1] == "" != _clock(400)[1]


def test_a_scene_tells_its_own_phase_before_an_event_of_another() -> None:
    assert _clock(68)[1].endswith("Raid in the casinos, 8 March 1970")
    assert _clock(68, BAY)[1] == "Displacement: Istle Casino Zone, 8–14 March 1970"


def test_a_long_label_gives_way_to_kind_and_place() -> None:
    assert _clock(89)[1] == "Joint operation: South, 26–28 March 1970"


def test_where_nothing_is_on_record_it_says_so() -> None:
    assert _clock(-3) == ("29 December 1969", "Nothing is recorded to begin here")


@each_case("clock")
def test_the_clock_says_what_it_is_recorded_to(case: Case) -> None:
    assert parted(answer(case["given"]), case["expected"]) == []
