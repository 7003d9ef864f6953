"""The key of the circles of numbers: a plate in the lower left corner of a map. The player's ``key.js``."""

from dataclasses import dataclass

from waterbed.output.ink import typeface
from waterbed.output.ink.pen import Pen, line, rounded
from waterbed.output.ink.typeface import Face
from waterbed.output.series import legend_values, measures, most_radius, numbers_on, radius
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.places import laid_numbers
from waterbed.output.still.map.signs import ZERO, draw_bubble
from waterbed.output.text.said import measure_name
from waterbed.output.text.speaker import Speaker

_TEXT, _PAD = 9.6, 7.0

_LEAST = (360.0, 220.0)
"""A map smaller than that would be all key; its numbers stand beside the names."""


@dataclass(frozen=True, slots=True)
class NumberKey:
    """What the circles stand for."""

    title: str
    none: str
    zero: str
    """What a written 0 says; empty where no 0 is on record."""
    values: tuple[tuple[float, str], ...]
    largest: float
    most: float
    """Radius of the largest circle."""
    width: float
    height: float


def number_key(say: Speaker, frame: MapFrame, day: float | None = None) -> NumberKey | None:
    """The key of the circles of a map; None where no number is drawn on it, on a day or, without one, on any."""
    measure = next(iter(measures(say.timeline)), None)
    if measure is None or frame.width < _LEAST[0] or frame.height < _LEAST[1]:
        return None
    first = {line.place: line.rows.start for line in measure.lines}
    seen = laid_numbers(say.timeline, first if day is None else numbers_on(say.timeline, day), measure, frame)
    if not any(0 < bubble.x < frame.width and 0 < bubble.y < frame.height for bubble in seen):
        return None
    most = most_radius(frame.width, frame.height, len(measure.lines))
    title, none = measure_name(say, measure), say.t("numbers.none")
    value = say.timeline["series"]["value"]
    has_zero = any(value[row] == 0 for line in measure.lines for row in line.rows)
    zero = say.t("numbers.zero") if has_zero else ""
    values = tuple((value, say.number(value)) for value in legend_values(measure.largest))
    face = Face(_TEXT)
    wide = max(
        typeface.width(title, Face(_TEXT, bold=True), say.lang),
        typeface.width(none, face, say.lang),
        typeface.width(zero, face, say.lang) + 18,
        2 * most + 18 + max((typeface.width(said, face, say.lang) for _, said in values), default=0.0),
    )
    # Where all numbers are 0 there is no circle to explain.
    top = radius(values[0][0], measure.largest, most) if values else 0.0
    high = 12 + 8 + 2 * top + 6 + 13 + (16 if zero else 0)
    return NumberKey(title, none, zero, values, measure.largest, most, wide + 2 * _PAD, high + 2 * _PAD)


def draw_number_key(pen: Pen, key: NumberKey, left: float, top: float) -> None:
    """Draw the key with its upper left corner at a point."""
    plate = rounded(left, top, left + key.width, top + key.height, 4)
    pen.fill(plate, "panel", alpha=0.94)
    pen.stroke(plate, "line", 1)
    x, y = left + _PAD, top + _PAD
    pen.text(key.title, x, y + 9, Face(_TEXT, bold=True), "ink")
    reach = [radius(value, key.largest, key.most) for value, _ in key.values]
    foot = y + 20 + 2 * max(reach, default=0.0)
    for (value, _), r in zip(key.values, reach, strict=True):
        draw_bubble(pen, x + reach[0], foot - r, r, value)
    tops = _spread([foot - 2 * r for r in reach], 11.5)
    for (_, said), r, at in zip(key.values, reach, tops, strict=True):
        level = foot - 2 * r
        end = x + 2 * reach[0] + 6
        pen.stroke(line((x + reach[0], level), (end, level), (end + 5, at)), "ink3", 0.8)
        pen.text(said, end + 8, at + 3.4, Face(_TEXT), "ink")
    y = foot + 14
    if key.zero:
        draw_bubble(pen, x + ZERO, y - 1, 0, 0)
        pen.text(key.zero, x + 18, y + 2.4, Face(_TEXT), "ink2")
        y += 16
    pen.text(key.none, x, y, Face(_TEXT), "ink2")


def _spread(tops: list[float], least: float) -> list[float]:
    """Heights of lines of text that would lie on one another, pushed up from the last."""
    for i in range(len(tops) - 2, -1, -1):
        tops[i] = min(tops[i], tops[i + 1] - least)
    return tops
