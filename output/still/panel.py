"""The map of a still with what lies on it: frame, clock, scale, an enlarged inset on world views, what the data are."""

from dataclasses import dataclass

from waterbed.geo.projection import projection_for
from waterbed.output.ink.blocks import Block
from waterbed.output.ink.pen import Pen, box, line
from waterbed.output.ink.typeface import Face, width
from waterbed.output.still.card import (
    PAD,
    PILL,
    Card,
    card_corner,
    card_size,
    clock_card,
    draw_card,
    draw_pill,
)
from waterbed.output.still.inset import Inset, draw_inset, inset_labels, inset_spot
from waterbed.output.still.key import NumberKey, draw_number_key, number_key
from waterbed.output.still.map.captions import Line
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.labels import Box, Placed
from waterbed.output.still.map.lettering import draw_labels, lay_labels
from waterbed.output.still.map.picture import Picture, draw_base, draw_story, lay_picture, without
from waterbed.output.still.options import StillOptions, Story
from waterbed.output.still.sources import seen_at_once
from waterbed.output.text.speaker import Speaker, picture_word

_LEAST_SCALE, _SCALE_SHARE = 70.0, 0.14


CARD_SHARE = 0.1
"""Share of the height of a map that a fitted view leaves to the clock over its top."""


@dataclass(frozen=True, slots=True)
class MapPart:
    """A map ready to be drawn."""

    picture: Picture
    labels: list[Placed[Line]]
    inset: Inset | None
    card: tuple[Block, ...]
    """Date and line of the clock, where they stand on the map."""
    pills: list[tuple[str, float]]
    """What must be seen at once (simulated data, a marking), with its width."""
    scale_km: float
    """Length of the scale bar; 0 where the scale is not true."""
    key: NumberKey | None = None
    """What circles of numbers stand for, where there are any."""

    @property
    def pictures(self) -> list[Picture]:
        """The map, and what is enlarged of it."""
        return [self.picture, *([self.inset.picture] if self.inset else [])]


def lay_map(
    say: Speaker, told: Story, options: StillOptions, wide: float, high: float, *, card: Card = "none"
) -> MapPart:
    """Lay a map of a size out; ``card`` puts the date on it, or the clock with its line."""
    plane = projection_for(told.view, options.projection)
    frame = MapFrame.fitted(
        told.view, wide, high, projection=plane, pad=6, top=CARD_SHARE * high if card == "clock" else 0
    )
    picture = lay_picture(say.timeline, told.day, told.scene, frame, undated=options.undated)
    pills = [(text, width(text, PILL, say.lang) + 16) for text in seen_at_once(say)]
    clock = clock_card(say, picture, told, wide, card)
    blocked = _blocked(say, frame, clock, pills)
    scale_km = _scale_km(frame) if options.projection is None and not frame.is_world else 0.0
    if scale_km:
        length = scale_km * 1000 / frame.metres
        blocked.append((wide - length - 20, high - 30, wide, high))
    key = number_key(say, frame, told.day)
    if key:
        blocked.append((0, frame.height - key.height - 2 * PAD, key.width + 2 * PAD, frame.height))
    inset, spot = None, inset_spot(say, frame)
    if spot:
        detail = lay_picture(say.timeline, told.day, told.scene, spot.near)
        inset = Inset(detail, inset_labels(detail, say), spot)
        picture = without(picture, spot.shown)
        blocked.append(spot.blocked)
    labels = lay_labels(picture, say, blocked, elsewhere=spot.shown if spot else None)
    return MapPart(picture, labels, inset, clock, pills, scale_km, key)


def draw_map(pen: Pen, part: MapPart, say: Speaker) -> None:
    """Draw a map with its frame."""
    frame = part.picture.frame
    inside = pen.within(0, 0, frame.width, frame.height)
    draw_base(inside, part.picture)
    draw_story(inside, part.picture)
    draw_labels(inside, part.labels)
    if part.inset:
        draw_inset(inside, part.inset)
    if part.scale_km:
        _draw_scale(inside, frame, part.scale_km, say)
    if part.key:
        draw_number_key(inside, part.key, PAD, frame.height - PAD - part.key.height)
    if part.card:
        draw_card(inside, part.card, say, frame)
    right = frame.width - PAD
    for text, wide in part.pills:
        draw_pill(inside, text, right - wide, PAD, wide)
        right -= wide + 6
    pen.stroke(box(0, 0, frame.width, frame.height), "border-story", 1, join="miter")


def _blocked(
    say: Speaker, frame: MapFrame, card: tuple[Block, ...], pills: list[tuple[str, float]]
) -> list[Box]:
    blocked: list[Box] = []
    if card:
        wide, high = card_size(card)
        left, top = card_corner(say, frame, (wide, high))
        blocked.append((left - PAD, top - PAD, left + wide + 4, top + high + 4))
    if pills:
        room = sum(wide + 6 for _, wide in pills)
        blocked.append((frame.width - room - PAD, 0, frame.width, 34))
    return blocked


def _scale_km(frame: MapFrame) -> float:
    """A round length whose bar is neither short nor long."""
    for km in (step * 10**power for power in range(-2, 5) for step in (1.0, 2.0, 5.0)):
        if km * 1000 / frame.metres >= min(_LEAST_SCALE, frame.width * _SCALE_SHARE):
            return float(km)
    return 0.0


def _draw_scale(pen: Pen, frame: MapFrame, km: float, say: Speaker) -> None:
    length = km * 1000 / frame.metres
    x, y = frame.width - length - 14, frame.height - 12
    bar = line((x, y - 4), (x, y), (x + length, y), (x + length, y - 4))
    pen.stroke(bar, "halo", 4, join="miter")
    pen.stroke(bar, "ink", 1.2, join="miter")
    said = picture_word(say, "m", n=round(km * 1000)) if km < 1 else picture_word(say, "km", n=round(km))
    pen.text(said, x + length / 2, y - 6, Face(10), "ink", align="middle", halo=3)
