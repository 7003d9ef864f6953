"""Movements that lie on one another are told apart, or one arrow says how many they are."""

from pathlib import Path

import numpy as np
import pytest

from tests.layers.stories import write_story
from waterbed.layers.dataset import Dataset
from waterbed.output.crowds import APART
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.picture import Picture, lay_picture
from waterbed.output.timeline import Timeline

EAST, WEST = (105.0, 11.5), (103.0, 11.5)
DAY = 19_900
"""In June 2024."""


def _picture(folder: Path, moves: list[tuple[str, str, str]], width: float, day: float = DAY) -> Picture:
    timeline = Timeline.of(Dataset.read(write_story(folder, {"here": WEST, "there": EAST}, moves)))
    return lay_picture(timeline, day, -1, MapFrame.fitted((103, 10, 105, 13), width, 400))


@pytest.mark.parametrize(("count", "width", "numbers"), [(8, 400, [1] * 8), (8, 80, [8]), (40, 400, [40])])
def test_movements_of_one_day_are_told_apart_or_counted(
    tmp_path: Path, count: int, width: float, numbers: list[int]
) -> None:
    picture = _picture(tmp_path, [("here", "there", "2024-04-10")] * count, width)
    assert [len(course.rows) for course in picture.courses] == numbers
    heights = sorted(
        float(course.trail.curve.points[:, 1].max()) for course in picture.courses if course.trail
    )
    assert np.all(np.diff(heights) >= APART * 0.99)
    assert [course.number_at is not None for course in picture.courses] == [n > 1 for n in numbers]


def test_there_and_back_and_what_is_under_way_are_counted_apart(tmp_path: Path) -> None:
    past = [("here", "there", "2024-01-10"), ("there", "here", "2024-01-10")] * 8
    picture = _picture(tmp_path, [*past, *[("here", "there", "2024-06/2024-07")] * 8], 60)
    counts = [(course.progress.state, len(course.rows)) for course in picture.courses]
    assert counts == [("past", 8), ("past", 8), ("under_way", 8)]
    curves = [course.trail.curve for course in picture.courses if course.trail]
    assert len({curve.points[len(curve.points) // 2].round(1).tobytes() for curve in curves}) == 3


def test_movements_inside_one_place_are_counted(tmp_path: Path) -> None:
    picture = _picture(tmp_path, [("here", "here", "2024-04-10")] * 5, 400)
    assert [len(course.rows) for course in picture.courses] == [5]
    assert picture.courses[0].number_at is not None


def test_a_few_at_different_times_stay_apart_on_the_shortest_way(tmp_path: Path) -> None:
    months = ["2024-01-10", "2024-02-10", "2024-03-10"]
    picture = _picture(tmp_path, [("here", "there", month) for month in months], 60)
    assert [len(course.rows) for course in picture.courses] == [1, 1, 1]
