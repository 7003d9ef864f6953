"""The finding in numbers: crackdowns counted once each, and what is recorded after them."""

from pathlib import Path

from tests.layers.packages import write_tiny
from waterbed.layers.cycle.outcomes import Outcomes, outcomes
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset

HEAD = "id,label_en,kind,place,date,stage,source,certainty\n"
MOVES = "id,label_en,kind,origin,destination,period,cause,source,certainty\n"


def read(folder: Path, events: str = "", moves: str = "") -> Dataset:
    """The tiny data set with these events and movements; rows are parted by line breaks."""
    without = dict.fromkeys(("figures", "gaps", "scenes"))
    return Dataset.read(write_tiny(folder, events=HEAD + events, movements=MOVES + moves, **without))


RAID = "raid,Raid,raid,phnom-penh,2023-04-05,crackdown,wire,high\n"
BAN = "ban,Ban,ban,cambodia,2019-08-18,crackdown,wire,high\n"
WAR = "war,War,armed_conflict,laukkai,2024-01,,wire,high\n"
AWAY = "away,Away,displacement,phnom-penh,shan,2023-06,raid,wire,high\n"
BACK = "back,Back,return,shan,phnom-penh,2023-09,raid,wire,high\n"


def test_nothing_pressed_counts_nothing(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path)) == Outcomes(0, 0, None, None, 0, 0, 0, (), 0, 0)


def test_what_followed_is_counted_by_crackdown(tmp_path: Path) -> None:
    found = outcomes(read(tmp_path, RAID + BAN + WAR, AWAY + BACK))
    assert (found.presses, found.disruptions, found.since, found.until) == (3, 1, 2019, 2024)
    assert (found.departed, found.caused, found.returned, found.neither) == (1, 1, 1, 2)
    assert found.forms == (("moved_back", 1),)


def test_a_crackdown_on_two_places_counts_once(tmp_path: Path) -> None:
    moves = AWAY + "too,Too,displacement,laukkai,shan,2023-06,raid,wire,high\n"
    dataset = read(tmp_path, RAID, moves)
    assert len(cycles(dataset)) == 2
    assert outcomes(dataset).presses == 1


def test_after_is_no_cause(tmp_path: Path) -> None:
    found = outcomes(read(tmp_path, RAID, AWAY.replace(",raid,", ",,")))
    assert (found.departed, found.caused) == (1, 0)


def test_a_move_within_the_place_turned_up_nowhere_else(tmp_path: Path) -> None:
    within = AWAY.replace("phnom-penh,shan", "phnom-penh,phnom-penh")
    found = outcomes(read(tmp_path, RAID, within))
    assert found.caused == 0


def test_less_certain_records_are_left_out_on_demand(tmp_path: Path) -> None:
    dataset = read(tmp_path, RAID, AWAY.replace(",high", ",low"))
    assert outcomes(dataset).departed == 1
    assert outcomes(dataset, certainty="medium").departed == 0


def test_undated_crackdowns_have_no_year(tmp_path: Path) -> None:
    assert outcomes(read(tmp_path, RAID.replace("2023-04-05", ""))).since is None
