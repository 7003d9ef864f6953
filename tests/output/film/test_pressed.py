"""The film of the finding: a press is on the map with its own number from the moment that it is told."""

import re

from waterbed.output.columns.presses import strongest
from waterbed.output.film.options import FilmOptions
from waterbed.output.film.pressed import PressPainter
from waterbed.output.film.timetable import MOST_PRESSES
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_SIGN = re.compile(r"\d+(?:,\u2009\d+)*")


def _numbers(texts: list[str]) -> list[int]:
    return sorted(int(one) for text in texts if _SIGN.fullmatch(text) for one in text.split(",\u2009"))


def test_presses_are_on_the_map_as_they_are_told_with_the_numbers_of_the_overview(timeline: Timeline) -> None:
    rows = strongest(timeline.content, MOST_PRESSES)
    assert rows != list(range(len(rows))), (
        "some presses of the overview are left out, so that numbers could slip"
    )
    for told, row in enumerate(rows, start=1):
        painter = PressPainter(Speaker(timeline, "en"), rows, FilmOptions(size=(640, 360)))
        painter.press(row, 1.0)
        # those told so far on the map, the one that is told beside its words, and 1 in the key
        assert _numbers(painter.said) == sorted([*(one + 1 for one in rows[:told]), row + 1, 1])
