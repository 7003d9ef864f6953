"""The three signs of the overview: pressed, next reported, back again."""

import numpy as np

from waterbed.output.ink.pen import Path, Pen, arc, disc, rounded
from waterbed.output.ink.typeface import Face

RADIUS = 10.0
"""Of a numbered disc, in pixels."""
RING = 6.5
"""Of the ring of a place where something turned up."""
_BACK = 7.5


def pill_width(numbers: str, pen: Pen) -> float:
    """How wide the sign of one or several presses is."""
    return max(2 * RADIUS, pen.width(numbers, _FACE) + 11)


_FACE = Face(12.5, bold=True)


def draw_pressed(pen: Pen, x: float, y: float, numbers: str) -> None:
    """A red disc with the number of the press; several at one place share a pill."""
    half = pill_width(numbers, pen) / 2
    here = pen.at(x, y)
    here.fill(_pill(half + 1.8, RADIUS + 1.8), "casing")
    here.fill(_pill(half, RADIUS), "crackdown")
    here.text(numbers, 0, 4.5, _FACE, "casing", align="middle")


def draw_reached(pen: Pen, x: float, y: float) -> None:
    """A ring where something turned up."""
    here = pen.at(x, y)
    here.fill(disc(RING + 1.6), "casing")
    here.stroke(disc(RING - 1.3), "displacement", 3)


def draw_back(pen: Pen, x: float, y: float) -> None:
    """A half-filled disc where it came back."""
    here = pen.at(x, y)
    here.fill(disc(_BACK + 1.6), "casing")
    here.stroke(disc(_BACK - 0.8), "return", 1.7)
    here.fill(arc(0, 0, _BACK - 1.6, 0, np.pi, closed=True), "return")


def _pill(half: float, radius: float) -> Path:
    return rounded(-half, -radius, half, radius, radius)
