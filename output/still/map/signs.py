"""The signs of places, drawn around a point: the fill says the phase without any colour. The player's ``signs.js``."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from waterbed.output.incidents import Spot
from waterbed.output.ink.pen import Path, Pen, arc, box, disc, line, lines, rounded, run
from waterbed.output.ink.typeface import Face

_CASING = 1.6


ZERO = 6.5
"""Radius of the mark of a recorded 0."""


PILE = 10.0
"""Radius of a sign that has a number in it."""


GROUP = 13.0
"""Radius of a sign with a ring of shares."""


SHARED = ("crackdown", "return", "displacement", "arrival", "presence")
"""What the ring of a group shows, clockwise from the top."""


_RADIUS = {
    "region": 0.0,
    "ended": 6.0,
    "not_yet": 3.0,
    "unknown": 3.0,
    "end": 3.0,
    "other": 3.5,
    "number": 5.0,
}


_DISRUPTION = ((1.6, -7.2), (-4, 1), (-0.5, 1), (-1.7, 7.2), (4, -1.3), (0.4, -1.3))


@dataclass(frozen=True, slots=True)
class Sign:
    """What a sign says."""

    phase: str
    """A phase, disruption (while it is news), group (many places: a ring of what they show), or attested, earlier, ended,
    not_yet, unknown, end, other; a region is a word alone, a number a circle of its own."""
    square: bool = False
    """A country."""
    soft: bool = False
    """Its phase is not certain on this day: dotted outline, smaller core."""
    faint: bool = False
    count: int = 1
    """Places it stands for."""
    shares: tuple[int, ...] = ()
    """Of a group: how many of its places show each of `SHARED`."""

    @property
    def radius(self) -> float:
        """How far it reaches from its point, in pixels."""
        if self.phase == "group":
            return GROUP
        return PILE if self.count > 1 else _RADIUS.get(self.phase, 7.0)


def draw_sign(pen: Pen, x: float, y: float, sign: Sign) -> None:
    """Draw a sign at a point."""
    if sign.phase in ("number", "region"):
        return
    here, radius = pen.at(x, y), sign.radius
    alpha = 0.62 if sign.faint else 1.0
    if sign.phase == "group":
        _draw_group(here, sign)
    elif sign.count > 1:
        _draw_pile(here, sign)
    elif sign.phase == "disruption":
        here.fill(disc(radius + _CASING), "casing")
        _draw_flash(here.at(0, 0, size=1.25), 1.0)
    elif sign.phase == "other":
        _draw_other(here, radius, alpha)
    elif radius < 6:
        _draw_open_dot(here, radius, sign, alpha)
    else:
        _draw_phase(here, radius, sign, alpha)


def draw_bubble(pen: Pen, x: float, y: float, reach: float, value: float) -> None:
    """A circle, in ink that is no phase's; a recorded 0 is written, since a small ring could be any open sign."""
    here = pen.at(x, y)
    if value == 0:
        here.fill(disc(ZERO), "casing")
        here.stroke(disc(ZERO), "ink2", 1.1)
        here.text("0", 0, 3.2, Face(9), "ink", align="middle")
        return
    here.fill(disc(reach), "ink2", alpha=0.17)
    here.stroke(disc(reach), "ink2", 1.1, alpha=0.85)


def draw_badge(pen: Pen, x: float, y: float, what: str, chance: float = 1.0) -> None:
    """A small mark at the shoulder of a sign that tells what hit the place: a cross, or a flash for a disruption.

    One that may not have happened yet is as faint as that is likely, within a dotted outline.
    """
    here, alpha = pen.at(x, y), 1.0
    if chance < 1:
        here.fill(disc(7), "casing")
        here.stroke(disc(7), what, 1.3, dash=(1.5, 2))
        alpha = 0.2 + 0.8 * chance
    if what == "crackdown":
        here.fill(disc(5.6), "casing", alpha=alpha)
        here.fill(disc(4.6), "crackdown", alpha=alpha)
        here.stroke(_cross(2.0), "casing", 1.4, cap="round", alpha=alpha)
    else:
        _draw_flash(here, alpha)


def _draw_flash(pen: Pen, alpha: float) -> None:
    flash = run(_DISRUPTION, closed=True)
    pen.stroke(flash, "casing", 4, alpha=alpha)
    pen.fill(flash, "disruption", alpha=alpha)


def _draw_group(pen: Pen, sign: Sign) -> None:
    """So many places that one cannot stand for all: their number, and around it by what share which phase is shown."""
    pen.fill(disc(GROUP + _CASING), "casing")
    pen.stroke(disc(GROUP - 2), "line", 4)
    start = -np.pi / 2
    for places, phase in zip(sign.shares, SHARED, strict=True):
        end = start + 2 * np.pi * places / sign.count
        if places:
            pen.stroke(arc(0, 0, GROUP - 2, start, end), phase, 4)
        start = end
    face = Face(10 if sign.count < 1000 else 8.5, bold=True)
    pen.text(str(sign.count), 0, 3.5, face, "ink", align="middle")


def _draw_pile(pen: Pen, sign: Sign) -> None:
    """Several places, their number inside: the shape around it says the phase of the most telling one.

    A full disc for presence, one with arms for a crackdown, a diamond for a disruption; a thick ring where operations leave,
    a thin one where they arrive, one filled below the number for a return.
    """
    ink, phase, r = _ink(sign), sign.phase, PILE
    full = phase in ("presence", "crackdown", "disruption")
    if phase == "disruption":
        pen.fill(_ring(phase, r + 1.5 + _CASING), "casing")
        pen.fill(_ring(phase, r + 1.5), ink)
    else:
        if phase == "crackdown":
            arms = lines([[(0.62 * r * x, 0.62 * r * y), (r * x, r * y)] for x in (-1, 1) for y in (-1, 1)])
            pen.stroke(arms, "casing", 3 + 2 * _CASING, cap="round")
            pen.stroke(arms, ink, 3, cap="round")
        pen.fill(disc(r + _CASING), "casing")
        if full:
            pen.fill(disc(r), ink)
        else:
            thick = 3.4 if phase == "displacement" else 1.7
            pen.stroke(disc(r - thick / 2), ink, thick, dash=(1.9, 1.75) if phase == "attested" else ())
        if phase == "return":
            pen.fill(arc(0, 0, r - 1, 0.16 * np.pi, 0.84 * np.pi, closed=True), ink)
    face = Face(10 if sign.count < 100 else 8.5, bold=True)
    pen.text(
        str(sign.count),
        0,
        2.4 if phase == "return" else 3.5,
        face,
        "casing" if full else "ink",
        align="middle",
    )


def draw_rings(
    pen: Pen, x: float, y: float, radius: float, what: str, progress: float, strength: float
) -> None:
    """What an event sends out: circles for a crackdown, diamonds for a disruption.

    ``progress`` is the share of the one pass that is over, 1 at rest; ``strength`` that of the resting rings, 0 to 1.
    """
    here = pen.at(x, y)
    if progress < 1:
        out = 1 - (1 - progress) ** 3
        here.stroke(_ring(what, radius + 22 * out), what, 3 - 2 * out, alpha=1 - out)
        strength *= out
    if strength > 0:
        near = _ring(what, radius + 8)
        here.stroke(near, "casing", 4, alpha=0.55 * strength)
        here.stroke(near, what, 1.9, alpha=strength)
        here.stroke(_ring(what, radius + 15), what, 1.1, alpha=0.5 * strength)


def _draw_phase(pen: Pen, radius: float, sign: Sign, alpha: float) -> None:
    dotted = sign.soft or sign.phase in ("attested", "earlier")
    ink = _ink(sign)
    pen.fill(_outline(sign.square, radius + _CASING), "casing", alpha=alpha)
    if dotted:
        pen.stroke(_outline(sign.square, radius - 0.1), ink, 1.4, dash=(1.9, 1.75), alpha=alpha, join="miter")
    _draw_core(pen, radius * 0.64 if dotted else radius, ink, sign, alpha)


def _ink(sign: Sign) -> str:
    if sign.phase in ("attested", "earlier"):
        return "presence"
    return "none" if sign.phase == "ended" else sign.phase


def _draw_core(pen: Pen, r: float, ink: str, sign: Sign, alpha: float) -> None:
    square, phase = sign.square, sign.phase

    def ring(radius: float, width: float) -> None:
        pen.stroke(_outline(square, radius), ink, width, alpha=alpha, join="miter")

    if phase == "presence":
        pen.fill(_outline(square, r), ink, alpha=alpha)
    elif phase == "crackdown":
        pen.fill(_outline(square, r), ink, alpha=alpha)
        pen.stroke(_cross(r * 0.46), "casing", max(1.4, r * 0.29), cap="round", alpha=alpha)
    elif phase == "displacement":
        ring(r - 1.3, max(1.6, r * 0.37))
    elif phase == "arrival":
        ring(r - 0.8, 1.6)
        pen.fill(_outline(square, r * 0.46), ink, alpha=alpha)
    elif phase == "return":
        ring(r - 0.8, 1.6)
        pen.fill(_half(square, r - 0.4), ink, alpha=alpha)
    elif phase == "attested":
        ring(r - 1, 1.9)
    elif phase == "earlier":
        pen.fill(_outline(square, r * 0.42), ink, alpha=alpha)
    else:
        ring(r, 1.3)
        pen.stroke(line((-r * 0.5, 0), (r * 0.5, 0)), ink, 1.5, alpha=alpha)


def _draw_open_dot(pen: Pen, radius: float, sign: Sign, alpha: float) -> None:
    pen.fill(_outline(sign.square, radius + 1), "casing", alpha=alpha)
    dash = (1.5, 1.4) if sign.phase == "unknown" else ()
    token = "ink2" if sign.phase == "end" else "none"
    pen.stroke(_outline(sign.square, radius), token, 1.2, dash=dash, alpha=alpha, join="miter")


def _draw_other(pen: Pen, r: float, alpha: float) -> None:
    """Part of the story in another role than a place of operations: never in the colour of a phase."""
    shape = run([(0, -r - 1), (r + 1, r), (-r - 1, r)], closed=True)
    pen.stroke(shape, "casing", 3.4, alpha=alpha)
    pen.fill(shape, "casing", alpha=alpha)
    pen.stroke(shape, "ink3", 1.2, alpha=alpha)


def draw_count(pen: Pen, x: float, y: float, count: int) -> None:
    """How many places or movements one sign or arrow stands for."""
    face = Face(9.5, bold=True)
    half = max(6.0, pen.width(str(count), face) / 2 + 3.2)
    plate = rounded(x - half, y - 6, x + half, y + 6, 6)
    pen.fill(plate, "ink")
    pen.stroke(plate, "casing", 1.2)
    pen.text(str(count), x, y + 3.4, face, "casing", align="middle")


def draw_spots(
    pen: Pen, lit: Iterable[tuple[str, Spot]], over: Iterable[tuple[float, float]], vague: Collection[int]
) -> None:
    """Events with a point of their own: dots of what is over, then discs of what is lit, each with its ink."""
    for x, y in over:
        pen.at(x, y).fill(disc(1.8), "ink2", alpha=0.38)
    for tone, spot in lit:
        draw_spot(pen, spot, tone, vague=len(spot.rows) == 1 and spot.rows[0] in vague)


def draw_spot(pen: Pen, spot: Spot, tone: str, *, vague: bool = False) -> None:
    """An incident, or several with their number; an open ring where it is only known to be near here."""
    ink, count = "ink2" if tone == "none" else tone, len(spot.rows)
    here = pen.at(spot.x, spot.y)
    here.fill(disc(spot.radius + 1.2), "casing")
    if vague:
        here.stroke(disc(spot.radius - 0.7), ink, 1.4)
    else:
        here.fill(disc(spot.radius), ink)
    if count > 1:
        face = Face(10 if count < 100 else 9, bold=True)
        pen.text(str(count), spot.x, spot.y + 3.5, face, "casing", align="middle")


@cache
def _outline(square: bool, radius: float) -> Path:
    """A square of the same area looks bigger than the disc: 0.9 makes them even."""
    side = 0.9 * radius
    return box(-side, -side, side, side) if square else disc(radius)


@cache
def _half(square: bool, radius: float) -> Path:
    if square:
        return box(-radius, 0, radius, radius)
    return arc(0, 0, radius, 0, np.pi, closed=True)


@cache
def _cross(arm: float) -> Path:
    return lines([[(-arm, -arm), (arm, arm)], [(arm, -arm), (-arm, arm)]])


def _ring(what: str, radius: float) -> Path:
    if what == "crackdown":
        return Path.circle((0, 0), radius)
    half = radius * 1.12
    return run([(0, -half), (half, 0), (0, half), (-half, 0)], closed=True)
