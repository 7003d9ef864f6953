"""Where things stand in a frame of the overview as a film, and the words in it: beside the map, on squares over it."""

from collections.abc import Sequence
from dataclasses import dataclass

from waterbed.output.ink.blocks import Block, Run, block, draw_block, fitted
from waterbed.output.ink.pen import Pen, box
from waterbed.output.ink.typeface import Face
from waterbed.output.still.card import PILL, draw_pill
from waterbed.output.still.overview.bars import Bar
from waterbed.output.still.overview.sheet import draw_sign, key_of
from waterbed.output.still.overview.signs import draw_pressed
from waterbed.output.still.sources import seen_at_once, source_runs, sources_of, status_runs
from waterbed.output.text.speaker import Speaker, picture_word

UNIT = 480.0
"""A frame is drawn as if its area were the square of so many pixels: letters are as large on every film."""


LEAST = 12.0
"""The smallest letters: 12 pixels in a GIF of 640 x 360."""


MAP_SCALE = 1.15
"""The smallest letters of a map have 10.5 pixels."""


LABEL = Face(LEAST)
_LANDSCAPE = 1.25
_PAD, _PANEL = 16.0, 236.0
"""Room around words, and the width of the panel that holds them beside a map."""
_HEAD, _FOOT = 128.0, 54.0
"""Height of words over a map and under it."""
_KEY_ROW, _SIGN = 21.0, 1.34
"""Height of a row of the key, and how much larger its signs are than under a still: the number in one has 12 pixels."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a frame."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Plate:
    """The parts of a frame: words, how to read it, map."""

    words: Box
    foot: Box
    map: Box

    @classmethod
    def of(cls, wide: float, high: float) -> "Plate":
        """Share out a frame."""
        if wide / high >= _LANDSCAPE:
            room, foot = _PANEL - 2 * _PAD, 2 * _KEY_ROW + 5 * 1.2 * LEAST + 8
            return cls(
                Box(_PAD, _PAD, room, high - foot - 3 * _PAD),
                Box(_PAD, high - foot - _PAD, room, foot),
                Box(_PANEL, 0, wide - _PANEL, high),
            )
        room = wide - 2 * _PAD
        return cls(
            Box(_PAD, _PAD - 4, room, _HEAD - _PAD - 2),
            Box(_PAD, high - _FOOT - 2, room, _FOOT - 6),
            Box(0, _HEAD, wide, high - _HEAD - _FOOT - 8),
        )

    @property
    def edges(self) -> list[tuple[tuple[float, float], tuple[float, float]]]:
        """Lines between the map and the words."""
        left, top = self.map.left, self.map.top
        right, foot = left + self.map.width, top + self.map.height
        return [((left, 0), (left, foot))] if left else [((0, y), (right, y)) for y in (top, foot)]


def draw_press(pen: Pen, plate: Plate, say: Speaker, bar: Bar, number: str, *, followed: bool) -> None:
    """What was pressed, by what and when; once it is shown, what followed."""
    where = plate.words
    draw_pressed(pen.at(where.left + 15, where.top + 15, size=1.35), 0, 0, number)
    place = fitted([Run(bar.title, bold=True, ink="ink")], (23, 20, 17), where.width - 40, 2, say.lang)
    draw_block(pen, place, where.left + 38, where.top + 15 - place.leading / 2)
    y = where.top + max(34.0, 15 - place.leading / 2 + place.height + 4)
    room = where.top + where.height - y
    result = fitted(
        [Run(bar.text, bold=True, ink=f"{bar.ink}-t")], (17, 15, 13), where.width, 5, say.lang, leading=1.25
    )
    for count in range(len(bar.triggers), 0, -1):
        said = "; ".join(bar.triggers[:count]) + ("" if count == len(bar.triggers) else " …")
        what = fitted([Run(said)], (14, 13), where.width, 4, say.lang, leading=1.25)
        if what.height + 8 + result.height <= room:
            break
    draw_block(pen, what, where.left, y)
    if followed:
        draw_block(pen, result, where.left, y + what.height + 8)


def draw_finding(pen: Pen, plate: Plate, say: Speaker) -> None:
    """The headline and the numbers behind it, in the largest letters that there is room for."""
    where, lang = plate.words, say.lang
    line = [Run(f"{say.finding('line')} "), Run(say.t("overview.after"), bold=True)]
    for large, small in ((23, 14.5), (21, 13.5), (19, 13), (17, LEAST), (15, LEAST)):
        head = fitted([Run(say.finding("headline"), bold=True, ink="ink")], (large,), where.width, 6, lang)
        told = block(line, small, where.width, lang, leading=1.3)
        if head.height + 8 + told.height <= where.height:
            break
    draw_block(pen, head, where.left, where.top)
    draw_block(pen, told, where.left, where.top + head.height + 8)


def draw_foot(pen: Pen, plate: Plate, say: Speaker, rows: Sequence[int]) -> None:
    """The key, and what borders do not mean."""
    where, y = plate.foot, plate.foot.top
    x = 0.0
    for sign, text, _ in key_of(pen, say, rows):
        wide = 26 * _SIGN + pen.width(text, LABEL) + 12
        if x and x + wide > where.width + 14:
            x, y = 0.0, y + _KEY_ROW
        draw_sign(pen.at(where.left + x, y + 8, size=_SIGN), sign, 0, 0)
        pen.text(text, where.left + x + 26 * _SIGN, y + 8 + 0.36 * LEAST, LABEL, "ink")
        x += wide
    note = block([Run(say.t("disclaimer"), ink="ink3")], LEAST, where.width, say.lang, leading=1.2)
    draw_block(pen, note, where.left, y + _KEY_ROW)


def draw_title_card(pen: Pen, say: Speaker, wide: float, high: float) -> None:
    """What the film is about: the finding, the name of the data set, its date, what must be seen at once."""
    pad = 0.08 * wide
    room = wide - 2 * pad
    head = fitted(
        [Run(say.finding("headline"), bold=True, ink="ink")], (40, 36, 32, 28, 24), 0.86 * room, 4, say.lang
    )
    told = fitted([Run(say.finding("line"))], (17, 15, 13), room, 4, say.lang, leading=1.3)
    name = fitted([Run(say.meta("title"), bold=True, ink="ink")], (15, 13, LEAST), room, 2, say.lang)
    top = max(pad / 2, (high - head.height - told.height - name.height - 64) / 2)
    draw_block(pen, head, pad, top)
    draw_block(pen, told, pad, top + head.height + 14)
    y = top + head.height + told.height + 34
    pen.fill(box(pad, y - 8, pad + 46, y - 5), "crackdown")
    draw_block(pen, name, pad, y)
    as_of = block([Run(_as_of(say))], 13, room, say.lang)
    draw_block(pen, as_of, pad, y + name.height + 2)


def draw_sources_card(pen: Pen, say: Speaker, rows: Sequence[int], wide: float, high: float) -> None:
    """What the film rests on, as many sources as there is room for; status and disclaimer."""
    timeline, pad = say.timeline, 24.0
    records = [
        record
        for press in rows
        for row in timeline["presses"]["cycles"][press]
        for record in timeline["cycles"]["basis"][row]
    ]
    sources = sources_of(say, records) if rows else list(range(len(timeline["sources"]["id"])))
    room = wide - 2 * pad
    made: list[Block] = []
    for size in (15.0, 14.0, 13.0, LEAST):
        for most in range(min(14, len(sources)), 0, -1):
            parts = (source_runs(say, sources, most), status_runs(say, None, brief=True))
            made = [block(runs, size, room, say.lang, leading=1.4) for runs in parts]
            if sum(part.height + 10 for part in made) <= high - 2 * pad:
                break
        if most >= min(8, len(sources)):
            break
    y = max(pad, (high - sum(part.height + 10 for part in made)) / 2)
    for part in made:
        draw_block(pen, part, pad, y)
        y += part.height + 10


def draw_pills(pen: Pen, say: Speaker, right: float, top: float) -> None:
    """What must be seen at once: that data are simulated, a marking."""
    for text in seen_at_once(say):
        wide = pen.width(text, PILL) + 16
        draw_pill(pen.at(right - wide * MAP_SCALE, top, size=MAP_SCALE), text, 0, 0, wide)
        right -= wide * MAP_SCALE + 6


def pills_box(pen: Pen, say: Speaker, wide: float) -> list[tuple[float, float, float, float]]:
    """Where they stand on a map of a width."""
    room = sum(pen.width(text, PILL) + 22 for text in seen_at_once(say))
    return [(wide - room - 8, 0, wide, 32)] if room else []


def _as_of(say: Speaker) -> str:
    return picture_word(say, "asOf", date=say.month(say.timeline["meta"]["as_of"]))
