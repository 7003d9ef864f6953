"""The legend of a picture: each sign once, eight at most."""

from pathlib import Path

import pytest

from tests.layers.packages import write_tiny
from waterbed import Dataset
from waterbed.output.still.legend import legend_of
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.picture import lay_picture
from waterbed.output.text.explained import MOST
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    """A ban, who left and came back."""
    folder: Path = tmp_path_factory.mktemp("tiny")
    write_tiny(folder)
    return Timeline.of(Dataset.read(folder))


@pytest.mark.parametrize("brief", [False, True])
def test_a_legend_has_each_sign_once_and_eight_at_most(tiny: Timeline, *, brief: bool) -> None:
    meta, say = tiny["meta"], Speaker(tiny, "en")
    frame = MapFrame.fitted((90.0, -5.0, 150.0, 40.0), 900, 600)
    longest = 0
    for day in range(meta["first_day"], meta["last_day"], 20):
        picture = lay_picture(tiny, day, -1, frame, undated=True)
        legend = legend_of([picture, picture], say, brief=brief)
        columns = [[entry.text for entry in column] for column in (legend.phases, legend.movements)]
        assert [len(column) for column in columns] == [len(set(column)) for column in columns]
        longest = max(longest, sum(map(len, columns)))
    assert longest <= MOST
    assert longest >= 4, "some picture of the story has several signs"


def test_no_scene_has_more_than_eight_signs_to_explain(timeline: Timeline) -> None:
    scenes, say = timeline["scenes"], Speaker(timeline, "en")
    lengths = set()
    for scene, (day, view) in enumerate(zip(scenes["hold"], scenes["view"], strict=True)):
        picture = lay_picture(timeline, day, scene, MapFrame.fitted(tuple(view), 1330, 760))
        legend = legend_of([picture], say)
        lengths.add(len(legend.phases) + len(legend.movements))
    assert max(lengths) <= MOST and len(lengths) > 2
