"""Which departures and returns belong to which trigger: a rule a test, on two raids and a ban."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.layers.packages import write_tiny
from waterbed.layers.cycle.links import MOST_LISTED, Links, link
from waterbed.layers.dataset import Dataset

EVENTS = """id,label_en,kind,place,date,stage,source
ban,x,ban,cambodia,2019-08-18,crackdown,wire
raid,x,raid,phnom-penh,2024-04-05,crackdown,wire
raid-2,x,raid,phnom-penh,2024-09-01,crackdown,wire
"""

Linked = dict[tuple[str, str], list[tuple[str, str]]]


def _links(folder: Path, *moves: str, events: str = EVENTS) -> Links:
    """Links of movements written as ``id, kind, origin, destination, period, cause``."""
    head = "id,label_en,kind,origin,destination,period,cause,source\n"
    rows = (
        "{},x,{},{},{},{},{},wire\n".format(*(cell.strip() for cell in move.split(","))) for move in moves
    )
    tables: dict[str, Any] = {"events": events, "movements": head + "".join(rows)}
    return link(Dataset.read(write_tiny(folder, figures=None, gaps=None, scenes=None, **tables)))


def _by_row(links: Links, pairs: pd.DataFrame, moves: pd.DataFrame, name: str = "movement") -> Linked:
    """Of each place and trigger what is linked to it, and by what."""
    keys = list(zip(links.rows["place"], links.rows["trigger"], strict=True))
    found: Linked = {key: [] for key in keys}
    by = pairs["linked_by"] if "linked_by" in pairs else [""] * len(pairs)
    for row, at, said in zip(pairs["row"], pairs["at"], by, strict=True):
        found[keys[row]].append((moves[name][at], said))
    return found


def _left(links: Links) -> Linked:
    return _by_row(links, links.departed, links.departures)


def _back(links: Links) -> Linked:
    return _by_row(links, links.returned, links.returns)


def test_each_trigger_has_the_first_departure_after_it(tmp_path: Path) -> None:
    links = _links(
        tmp_path,
        "before, displacement, phnom-penh, shan, 2024-04-04,",
        "soon, displacement, phnom-penh, shan, 2024-05-01,",
        "later, displacement, phnom-penh, laukkai, 2024-10-01,",
    )
    assert _left(links) == {
        ("cambodia", "ban"): [],  # the departures are the town's, and places are never rolled up
        ("phnom-penh", "raid"): [("soon", "after")],
        ("phnom-penh", "raid-2"): [("later", "after")],
    }


def test_one_departure_may_be_the_first_after_two_triggers(tmp_path: Path) -> None:
    links = _links(tmp_path, "late, displacement, phnom-penh, shan, 2024-10-01,")
    assert _left(links)["phnom-penh", "raid"] == _left(links)["phnom-penh", "raid-2"] == [("late", "after")]


def test_who_left_on_the_day_of_a_raid_left_after_it_and_who_came_back_that_day_did_not(
    tmp_path: Path,
) -> None:
    away = _links(tmp_path / "away", "away, displacement, phnom-penh, shan, 2024-04-05,")
    assert _left(away)["phnom-penh", "raid"] == [("away", "after")]
    back = _links(
        tmp_path / "back",
        "that-day, return, shan, phnom-penh, 2024-04-05,",
        "next-day, return, shan, phnom-penh, 2024-04-06,",
    )
    assert _back(back)["phnom-penh", "raid"] == [("next-day", "after")]


def test_a_return_that_may_have_come_before_the_raid_is_not_its_own(tmp_path: Path) -> None:
    some_day = EVENTS.replace("2024-04-05", "2024-04")
    links = _links(tmp_path, "back, return, shan, phnom-penh, 2024-04-20,", events=some_day)
    assert _back(links)["phnom-penh", "raid"] == []  # the raid may have been on the 30th


def test_a_departure_that_names_its_cause_is_linked_to_that_alone_and_once(tmp_path: Path) -> None:
    links = _links(
        tmp_path,
        "named, displacement, phnom-penh, shan, 2024-10-01, raid",
        "free, displacement, phnom-penh, laukkai, 2024-11-01,",
    )
    assert _left(links)["phnom-penh", "raid"] == [("named", "cause")]
    assert _left(links)["phnom-penh", "raid-2"] == [("free", "after")]


def test_a_return_stands_with_the_crackdown_at_the_nearest_place_around_it(tmp_path: Path) -> None:
    around = (
        EVENTS
        + "in-country,x,raid,myanmar,2024-06-01,crackdown,wire\nin-state,x,raid,shan,2024-05-01,crackdown,wire\n"
    )
    links = _links(tmp_path, "back, return, phnom-penh, laukkai, 2024-08-01,", events=around)
    assert {key: back for key, back in _back(links).items() if back} == {
        ("laukkai", "in-state"): [
            ("back", "after")
        ]  # Laukkai lies in Shan State: a later raid in the country is farther
    }


def test_of_two_crackdowns_around_a_place_the_last_one_counts(tmp_path: Path) -> None:
    twice = (
        EVENTS + "first,x,raid,shan,2024-05-01,crackdown,wire\nsecond,x,raid,shan,2024-07-01,crackdown,wire\n"
    )
    links = _links(tmp_path, "back, return, phnom-penh, laukkai, 2024-08-01,", events=twice)
    assert _back(links)["laukkai", "second"] == [("back", "after")]
    assert ("laukkai", "first") not in _back(links)


def test_an_arrival_at_the_place_that_was_left_is_a_candidate_once_the_first_had_left(tmp_path: Path) -> None:
    links = _links(
        tmp_path,
        "away, displacement, phnom-penh, shan, 2024-05-01,",
        "too-soon, displacement, shan, phnom-penh, 2024-04-20,",
        "again, displacement, shan, phnom-penh, 2024-12-01,",
    )
    again = _by_row(links, links.came_again, links.candidates, "id")
    assert again["phnom-penh", "raid"] == [("again", "")]
    assert not any(_back(links).values())


@pytest.mark.parametrize("day", ["2024-04-20", ""])
def test_a_row_lists_no_more_than_anybody_reads(day: str, tmp_path: Path) -> None:
    cause = "" if day else "raid"
    links = _links(
        tmp_path,
        *(f"away-{n}, displacement, phnom-penh, shan, {day}, {cause}" for n in range(MOST_LISTED + 3)),
    )
    listed = _left(links)["phnom-penh", "raid"]
    # What is linked by day is cut; what a record names as its cause is stated, and stays.
    assert len(listed) == (MOST_LISTED if day else MOST_LISTED + 3)
