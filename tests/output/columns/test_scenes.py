"""On which days the clock runs in a scene, and on which it rests."""

from pathlib import Path

import pytest

from tests.layers.packages import write_tiny
from waterbed import Dataset, FilmOptions, Timeline
from waterbed.layers.dates.days import date_text
from waterbed.output.film.timetable import story_frames
from waterbed.output.text.spoken import shown_day

HEAD = "id,label_en,seq,period,view,text_en,records\n"


def _days(folder: Path, *rows: str) -> list[str]:
    timeline = Timeline.of(Dataset.read(write_tiny(folder, scenes=HEAD + "\n".join(rows) + "\n")))
    scenes = timeline["scenes"]
    # every picture asks this column
    assert [shown_day(timeline, row) for row in range(len(scenes["id"]))] == scenes["hold"]
    told = {one.scene for one in story_frames(timeline, FilmOptions(), 400)}
    assert told == set(range(len(scenes["id"])))
    return [f"{date_text(a)}/{date_text(b)}" for a, b in zip(scenes["start"], scenes["end"], strict=True)]


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        (["a,A,1,2024-02/2024-03,,,"], ["2024-02-01/2024-03-31"]),
        (["a,A,1,,,,ban;raid"], ["2019-08-18/2024-04-05"]),
        (["a,A,1,2020,,,", "b,B,2,,,,back"], ["2020-01-01/2020-12-31", "2020-12-31/2020-12-31"]),
        (["a,A,1,,,,", "b,B,2,2021-05,,,"], ["2021-05-01/2021-05-01", "2021-05-01/2021-05-31"]),
        (["a,A,1,,,,"], ["2025-12-31/2025-12-31"]),
        (["a,A,1,2024/,,,", "b,B,2,/2023-02,,,"], ["2024-01-01/2024-12-31", "2023-02-01/2023-02-28"]),
        (["a,A,1,2025/2030,,,"], ["2025-01-01/2025-12-31"]),
    ],
    ids=[
        "its period",
        "its records",
        "the scene before",
        "the scene after",
        "nothing",
        "half open",
        "past the data",
    ],
)
def test_a_scene_has_days(tmp_path: Path, rows: list[str], days: list[str]) -> None:
    assert _days(tmp_path, *rows) == days


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("a,A,1,2019/2024,,,ban;raid,2024-04-09", "2024-04-09"),
        ("a,A,1,2019/2024,,,ban;raid,2024-04", "2024-04-30"),
        ("a,A,1,2019/2024,,,ban;raid,", "2024-06-30"),
        ("a,A,1,2024-04/2024-12,,,raid;to-laukkai,", "2024-06-30"),
        ("a,A,1,2018/2019-06,,,ban,", "2019-06-30"),
        ("a,A,1,2019/2020,,,ban,", "2019-08-18"),
        ("a,A,1,,,,ban;raid,2030-01-01", "2024-04-05"),
    ],
    ids=[
        "the day given",
        "an edition's month",
        "events stay, and what they set off",
        "most under way",
        "nothing yet",
        "not long after all is over",
        "past its clock",
    ],
)
def test_a_scene_rests_on_a_day_of_its_own(tmp_path: Path, row: str, day: str) -> None:
    head = HEAD.replace("records", "records,hold")
    timeline = Timeline.of(Dataset.read(write_tiny(tmp_path, scenes=head + row + "\n")))
    assert date_text(timeline["scenes"]["hold"][0]) == day
    assert date_text(shown_day(timeline, 0)) == day


def test_the_scene_of_the_power_cuts_rests_while_operations_are_on_the_move(timeline: Timeline) -> None:
    scene = timeline["scenes"]["id"].index("scn-08-power-cuts")
    assert date_text(timeline["scenes"]["hold"][scene]) == "2025-03-11"
