"""The clock of a picture: its blocks of text, and the corner in which they stand."""

from typing import Literal

import numpy as np

from waterbed.output.ink.blocks import Block, Run, block, draw_block, fitted
from waterbed.output.ink.pen import Pen, rounded
from waterbed.output.ink.typeface import Face
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.picture import Picture
from waterbed.output.still.options import Story
from waterbed.output.still.sources import seen_at_once
from waterbed.output.text.clock import clock_date, clock_line
from waterbed.output.text.speaker import Speaker

PAD = 9.0


Card = Literal["none", "date", "clock"]


PILL = Face(11, bold=True)


def draw_pill(pen: Pen, text: str, x: float, y: float, wide: float) -> None:
    """A word that must be seen at once."""
    pen.fill(rounded(x, y, x + wide, y + 20, 4), "ink")
    pen.text(text, x + wide / 2, y + 14, PILL, "page", align="middle")


def clock_card(say: Speaker, picture: Picture, told: Story, wide: float, card: Card) -> tuple[Block, ...]:
    """The blocks of text of a picture's card: the date, and what is of that day."""
    if card == "none":
        return ()
    room = min(260.0, wide * 0.42)
    date = [Run(clock_date(say, told.day, told.scene), bold=True, ink="ink")]
    if card == "date":
        return (block(date, 12, wide * 0.6, say.lang, leading=1.1),)
    day = block(date, 19, room, say.lang, leading=1.2)
    line = clock_line(say, picture.moment, told.scene)
    return (day, fitted([Run(line)], (11,), room, 2, say.lang, leading=1.35)) if line else (day,)


def card_corner(
    say: Speaker, frame: MapFrame, size: tuple[float, float], gap: float = PAD
) -> tuple[float, float]:
    """Left and top of a clock's plate of a size: over a region at the upper left, for which its frame has room.

    The world has no such room, and its upper left is Europe: there the plate takes the corner with the fewest places.
    """
    wide, high = size
    left, right = gap, frame.width - gap - wide
    top, foot = gap, frame.height - gap - high
    if not frame.is_world:
        return left, top
    corners = [(left, top), (left, foot), (right, foot)]
    if not seen_at_once(say):
        corners.append((right, top))
    places = say.timeline["places"]
    x, y = frame.pixels(
        *(np.array([np.nan if at is None else at for at in places[way]]) for way in ("lon", "lat"))
    )

    def covered(corner: tuple[float, float]) -> int:
        across, down = x - corner[0], y - corner[1]
        return int(((across > -gap) & (across < wide + gap) & (down > -gap) & (down < high + gap)).sum())

    return min(corners, key=covered)


def card_size(card: tuple[Block, ...]) -> tuple[float, float]:
    """Width and height of the clock's card."""
    from waterbed.output.ink import typeface

    rooms = [
        left + typeface.width(run.text, Face(text.size, bold=run.bold), "")
        for text in card
        for said in text.lines
        for left, run in said
    ]
    pad = _card_pad(card)
    return max(rooms) + 2 * pad, sum(text.height + 1 for text in card) + pad + 1


def draw_card(pen: Pen, card: tuple[Block, ...], say: Speaker, frame: MapFrame) -> None:
    """The clock in a corner of the map."""
    (wide, high), pad = card_size(card), _card_pad(card)
    left, top = card_corner(say, frame, (wide, high), pad - 2)
    plate = rounded(left, top, left + wide, top + high, 4)
    pen.fill(plate, "panel", alpha=0.94)
    pen.stroke(plate, "line", 1)
    top += pad / 2 + 0.5
    for text in card:
        draw_block(pen, text, left + pad, top)
        top += text.height + 1


def _card_pad(card: tuple[Block, ...]) -> float:
    """A date alone has a smaller plate."""
    return 11.0 if len(card) > 1 else 6.0
