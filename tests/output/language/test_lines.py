"""Texts as every output can hold them."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.layers.packages import changed, write_tiny
from waterbed import Dataset, FilmOptions, StillOptions, Timeline
from waterbed.output.film.captions import web_vtt
from waterbed.output.film.timetable import story_frames
from waterbed.output.language.lines import in_lines, one_line
from waterbed.output.still.write import still_bytes
from waterbed.output.text.speaker import Speaker


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("The\n\nraid", "The raid"),
        ("The \r\n raid\n", "The raid"),
        ("The\x0braid\x0cof\u2028May", "The raid of May"),
        ("be\x07ll\ufeff\ufffe", "bell"),
        ("no\u00a0break, 12\u202f000", "no\u00a0break, 12\u202f000"),
        ("two  spaces", "two  spaces"),
    ],
)
def test_a_text_is_one_line_without_control_characters(text: str, line: str) -> None:
    assert one_line(text) == line


def test_tables_keep_their_shape() -> None:
    given = {"label": ["a", "b\nc"], "day": [1, None], "basis": [["x\x07"], []], "plain": ["a"], "name": None}
    assert in_lines(given) == {**given, "label": ["a", "b c"], "basis": [["x"], []]}


def test_captions_and_drawings_hold_a_label_with_line_breaks(tmp_path: Path) -> None:
    scenes = changed("scenes", "scene-ban", label_en="The\n\nban --> \x0bnow")
    timeline = Timeline.of(Dataset.read(write_tiny(tmp_path, scenes=scenes)))
    captions = web_vtt(Speaker(timeline, "en"), story_frames(timeline, FilmOptions(), 40), 20)
    assert "\nThe ban --&gt; now\n18 August 2019\n" in captions
    svg = still_bytes(timeline, scene=0, options=StillOptions(size=(640, 360)), format="svg")
    assert ElementTree.fromstring(svg).tag.endswith("svg")  # noqa: S314  our own
