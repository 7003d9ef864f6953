"""On which days the clock runs in a scene."""

from pathlib import Path

import pytest

from tests.layers.packages import write_tiny
from waterbed import Dataset, FilmOptions, Timeline
from waterbed.layers.dates.days import date_text
from waterbed.output.film.timetable import timetable
from waterbed.output.text.spoken import shown_day

HEAD = "id,label_en,seq,period,view,text_en,records\n"


def _days(folder: Path, *rows: str) -> list[str]:
    timeline = Timeline.of(Dataset.read(write_tiny(folder, scenes=HEAD + "\n".join(rows) + "\n")))
    scenes = timeline["scenes"]
    # every picture asks this column, and a film shows the scene on that day
    assert [shown_day(timeline, row) for row in range(len(scenes["id"]))] == scenes["end"]
    told = {one.scene for one in timetable(timeline, FilmOptions(seconds=20)) if not one.overview}
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
