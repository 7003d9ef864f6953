"""The heads of movements: each kind has a shape of its own, its tip at the point given. The player's ``heads.js``."""

from dataclasses import dataclass

from waterbed.output.ink.palette import RGB
from waterbed.output.ink.pen import Pen, line, run
from waterbed.output.still.map.curve import Station


@dataclass(frozen=True, slots=True)
class _Shape:
    solid: bool = False
    twice: bool = False
    open: bool = False
    bar: bool = False


_PLAIN = _Shape(solid=True)


_SHAPES = {
    "displacement": _PLAIN,
    "return": _Shape(solid=True, twice=True),
    "expansion": _Shape(open=True),
    "trafficking": _Shape(solid=True, bar=True),
    "laundering": _Shape(),
    "repatriation": _Shape(bar=True),
    "handover": _Shape(bar=True),
}
"""A kind that is not listed gets the plain solid head."""


def head_length(kind: str, width: float) -> float:
    """How long a head is, in pixels, on a line of a width."""
    shape = _SHAPES.get(kind, _PLAIN)
    one = 7 + 1.5 * width
    return one * (1.72 if shape.twice else 1) + (2.5 + 0.4 * width if shape.bar else 0)


def head_room(kind: str, width: float) -> float:
    """How far short of the tip the line ends: open and hollow heads must not have it inside them."""
    return head_length(kind, width) * (0.2 if kind == "expansion" else 0.86)


def draw_head(pen: Pen, kind: str, tip: Station, width: float, colour: str | RGB, alpha: float = 1.0) -> None:
    """Draw the head of a kind of movement."""
    shape = _SHAPES.get(kind, _PLAIN)
    length, half = 7 + 1.5 * width, (6 + 1.55 * width) / 2
    here = pen.at(tip.x, tip.y, tip.angle)
    for casing in (True, False):
        if shape.twice:
            _triangle(here, -length * 0.72, length, half, shape, casing, colour, alpha)
        _triangle(here, 0.0, length, half, shape, casing, colour, alpha)
        if shape.bar:
            x = -length - 2.2 - 0.3 * width
            thick = min(3.0, 1.6 + 0.2 * width) + (3 if casing else 0)
            here.stroke(line((x, -half), (x, half)), "casing" if casing else colour, thick, alpha=alpha)


def draw_head_ahead(pen: Pen, tip: Station, colour: str | RGB, alpha: float = 1.0) -> None:
    """The hollow head at the end of a way that is not yet travelled."""
    here = pen.at(tip.x, tip.y, tip.angle)
    shape = run(_points(0, 9, 4.4), closed=True)
    here.stroke(shape, "casing", 3.6, alpha=alpha)
    here.fill(shape, "casing", alpha=alpha)
    here.stroke(shape, colour, 1.3, alpha=alpha)


def draw_outward_mark(pen: Pen, at: Station, colour: str | RGB, alpha: float = 1.0) -> None:
    """A small chevron on the line that says which way it runs."""
    here = pen.at(at.x, at.y, at.angle)
    shape = run(_points(3.5, 6.5, 4))
    here.stroke(shape, "casing", 4.4, alpha=alpha, join="miter")
    here.stroke(shape, colour, 1.8, alpha=alpha, join="miter")


def _triangle(
    pen: Pen,
    tip: float,
    length: float,
    half: float,
    shape: _Shape,
    casing: bool,
    colour: str | RGB,
    alpha: float,
) -> None:
    outline = run(_points(tip, length, half), closed=not shape.open)
    width = (0 if shape.solid else 1.6) + (3 if casing else 0.6 if shape.solid else 0)
    join = "miter" if shape.open else "round"
    pen.stroke(outline, "casing" if casing else colour, width, alpha=alpha, join=join)
    if not shape.open and (shape.solid or casing):
        pen.fill(outline, colour if shape.solid and not casing else "casing", alpha=alpha)


def _points(tip: float, length: float, half: float) -> list[tuple[float, float]]:
    return [(tip - length, -half), (tip, 0), (tip - length, half)]
