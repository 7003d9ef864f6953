"""In which legs a story is played: its scenes in order, at rest where they are read, empty stretches skipped."""

from pathlib import Path

from tests.layers.packages import write_tiny
from waterbed import Dataset, Timeline
from waterbed.layers.dates.days import date_text
from waterbed.output.conductor import SKIP_SECONDS
from waterbed.output.language.reading import reading_seconds

HEAD = "id,label_en,seq,period,hold,view,text_en,records\n"


def _legs(folder: Path, *rows: str) -> list[tuple[int, str, str, str, float]]:
    timeline = Timeline.of(Dataset.read(write_tiny(folder, scenes=HEAD + "\n".join(rows) + "\n")))
    return [
        (scene, kind, date_text(int(first)), date_text(int(last)), seconds)
        for scene, kind, first, last, seconds in zip(*timeline["legs"].values(), strict=True)
    ]


def test_a_scene_comes_runs_rests_and_ends_and_the_next_follows(tmp_path: Path) -> None:
    rows = _legs(tmp_path, "a,A,1,2024-04/2024-06,2024-05-01,,,raid;to-laukkai", "b,B,2,2019-08-18,,,,ban")
    assert [row[:4] for row in rows] == [
        (0, "move", "2024-04-01", "2024-04-01"),
        (0, "run", "2024-04-01", "2024-05-01"),
        (0, "hold", "2024-05-01", "2024-05-01"),
        (0, "run", "2024-05-01", "2024-06-30"),
        (1, "move", "2024-06-30", "2019-08-18"),
        (1, "hold", "2019-08-18", "2019-08-18"),
    ]
    # the clock runs at one rate, whether the scene has been read or not
    _, before, _, after, *_ = (row[4] for row in rows)
    assert abs(after / before - 60 / 30) < 0.05


def test_an_empty_stretch_is_skipped_in_a_moment(tmp_path: Path) -> None:
    rows = _legs(tmp_path, "a,A,1,2019-08-18/2024-07,,,,ban;raid", "b,B,2,2025-10/2025-11,,,,")
    skips = [row for row in rows if row[1] == "skip"]
    assert ("2019-12-31", "2023-05-01") in [row[2:4] for row in skips]
    assert all(row[4] <= SKIP_SECONDS for row in skips)
    assert sum(row[4] for row in rows if row[1] == "run") > 2
    # nothing at all is on record between the two, nor in the second one
    assert [row[1] for row in rows if row[0] == 1] == ["leap", "skip", "hold"]


def test_every_scene_of_the_bundled_set_is_played_and_rests(timeline: Timeline) -> None:
    legs, scenes = timeline["legs"], timeline["scenes"]
    assert list(dict.fromkeys(legs["scene"])) == list(range(len(scenes["id"])))
    rests = {s: d for s, k, d in zip(legs["scene"], legs["kind"], legs["first"], strict=True) if k == "hold"}
    assert rests == dict(enumerate(scenes["hold"]))
    for said in timeline["texts"].values():
        assert all(5 <= scene["seconds"] < 60 for scene in said["scenes"])


def test_words_are_read_at_180_a_minute_in_any_script() -> None:
    assert reading_seconds("Three words stand") == 5
    assert reading_seconds("word " * 90) == 30
    thai = "ศูนย์หลอกลวงย้ายไปที่อื่นหลังการปราบปราม" * 6
    assert 10 < reading_seconds(thai) < 20
