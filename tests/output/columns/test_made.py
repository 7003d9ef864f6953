"""Scenes of a data set in which nobody wrote any."""

from pathlib import Path

import pytest

from tests.layers.packages import TABLES, write_tiny
from waterbed import Dataset, Timeline
from waterbed.layers.cycle.table import cycles
from waterbed.output.columns.scenes.made import MOST, with_scenes

EVENTS = "id,label_en,label_fr,kind,place,date,stage,source\n"
MOVES = "id,label_en,kind,origin,destination,period,cause,source\n"


def _headlines(folder: Path, lang: str = "en", **tables: str) -> list[str]:
    timeline = Timeline.of(Dataset.read(write_tiny(folder, scenes=None, figures=None, gaps=None, **tables)))
    return [scene["title"] for scene in timeline["texts"][lang]["scenes"]]


def test_a_press_is_a_scene_with_what_is_recorded_after_it(tmp_path: Path) -> None:
    moves = (
        TABLES["movements"]
        .replace("ban;raid", "raid")
        .replace("laukkai,,,,,", "laukkai,phnom-penh,2025-01,,,")
    )
    dataset = Dataset.read(write_tiny(tmp_path, scenes=None, movements=moves))
    timeline = Timeline.of(dataset)
    assert [scene["title"] for scene in timeline["texts"]["en"]["scenes"]] == [
        "Ban on online gambling (Cambodia), 18 August 2019; a move to Shan State recorded",
        "Raid in the capital (Phnom Penh), 5 April 2024; a move to Laukkai and a return recorded",
    ]
    assert timeline["texts"]["fr"]["scenes"][0]["title"].startswith(
        "Ban on online gambling (Cambodge), 18 août 2019"
    )
    ids = timeline["records"]["id"]
    scenes = timeline["scenes"]
    assert scenes["id"] == ["ban-scene", "raid-scene"]
    assert [{ids[record] for record in told} for told in scenes["records"]] == [
        {"ban", "to-shan"},
        {"raid", "to-laukkai", "back"},
    ]
    # Every sentence is followed by what it rests on.
    told = timeline["texts"]["en"]["scenes"][0]["text"]
    assert [[ids[record] for record in records] for _, records in told] == [
        ["ban"],
        ["to-shan"],
        ["to-shan"],
        ["ban"],
    ]


def test_what_the_same_move_followed_is_one_press(tmp_path: Path) -> None:
    assert _headlines(tmp_path)[-1] == (
        "Ban on online gambling (Phnom Penh) and 1 more, 18 August 2019; a move to Laukkai recorded"
    )


def test_nothing_takes_them_for_written_ones(tmp_path: Path) -> None:
    dataset = Dataset.read(write_tiny(tmp_path / "in", scenes=None))
    timeline = Timeline.of(dataset)
    assert timeline["meta"]["made_of"] == 2
    assert "scene.made" in timeline["texts"]["en"]["ui"]
    assert dataset["scenes"].empty
    dataset.write(tmp_path / "out")
    assert not (tmp_path / "out" / "scenes.csv").exists()
    written = Timeline.of(Dataset.read(write_tiny(tmp_path / "written")))
    assert written["meta"]["made_of"] == 0 and written["scenes"]["id"] == ["scene-ban"]
    assert "scene.made" not in written["texts"]["en"]["ui"]


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ("", "Raid, 5 April 2024; nothing recorded after it"),
        ("a,A,displacement,phnom-penh,,2024-05,,wire", "Raid, 5 April 2024; a departure recorded"),
        (
            "\n".join(f"m{n},M,displacement,phnom-penh,{to},2024-05,raid,wire" for n, to in enumerate(("laukkai", "shan"))),
            "Raid, 5 April 2024; moves to Laukkai, Shan State recorded",
        ),
        ("a,A,return,,phnom-penh,2024-06,,wire", "Raid, 5 April 2024; a return recorded"),
    ],
)  # fmt: skip
def test_a_headline_says_what_is_recorded_and_no_more(tmp_path: Path, moves: str, said: str) -> None:
    events = EVENTS + "raid,Raid in Phnom Penh,,raid,phnom-penh,2024-04-05,crackdown,wire\n"
    told = _headlines(tmp_path, events=events, movements=MOVES + moves + "\n")
    assert told == [said.replace("Raid", "Raid in Phnom Penh")]


def test_of_hundreds_those_are_told_that_something_followed(tmp_path: Path) -> None:
    rows = [
        f"raid-{n},Raid {n},,raid,phnom-penh,{2000 + n // 12}-{n % 12 + 1:02},crackdown,wire"
        for n in range(100)
    ]
    moves = "a,A,displacement,phnom-penh,laukkai,2000-02,raid-1,wire\n"
    dataset = Dataset.read(
        write_tiny(tmp_path, scenes=None, figures=None, gaps=None,
                   events=EVENTS + "\n".join(rows) + "\n", movements=MOVES + moves)
    )  # fmt: skip
    told, presses = with_scenes(dataset, cycles(dataset))
    assert len(told["scenes"]) == MOST and presses == 100
    assert [row for row in told["scenes"].index if "raid-1-" in row] == ["raid-1-scene"]
    assert told["scenes"]["seq"].is_monotonic_increasing
    assert list(told["scenes"].index) == [f"raid-{n}-scene" for n in [1, *range(89, 100)]]


def test_what_was_left_out_of_a_name_is_no_citation(tmp_path: Path) -> None:
    events = EVENTS + "raid,Raid on […],,raid,phnom-penh,2024-04-05,crackdown,wire\n"
    dataset = Dataset.read(
        write_tiny(tmp_path, scenes=None, figures=None, gaps=None, events=events, movements=None)
    )
    told = Timeline.of(dataset)["texts"]["en"]["scenes"][0]["text"]
    assert told[0][0] == "Raid on (…) (Phnom Penh), 5 April 2024."
    assert all(record >= 0 for _, records in told for record in records)


def test_without_a_press_there_is_none(tmp_path: Path) -> None:
    assert _headlines(tmp_path, events=EVENTS.strip() + "\n", movements=MOVES.strip() + "\n") == []
