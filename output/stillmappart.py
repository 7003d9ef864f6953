"""The map of a still with what lies on it: frame, clock, scale, an enlarged inset on world views, what the data are."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from waterbed.geo.projection import View, projection_for
from waterbed.output.clockline import clock_date, clock_line
from waterbed.output.speaker import Speaker
from waterbed.output.stillcaptions import Line
from waterbed.output.stilllabels import Box, Placed
from waterbed.output.stilllettering import draw_labels, lay_labels
from waterbed.output.stillmap import MapFrame
from waterbed.output.stilloptions import StillOptions, Told
from waterbed.output.stillpen import Pen, box, line, rounded
from waterbed.output.stillpicture import Picture, draw_base, draw_story, lay_picture, without
from waterbed.output.stillsources import seen_at_once
from waterbed.output.stilltext import Block, Run, block, draw_block, fitted
from waterbed.output.stillwords import picture_word
from waterbed.output.typeface import Face, width

_LEAST_SCALE, _SCALE_SHARE = 70.0, 0.14
_INSET_LON, _INSET_LAT = (170.0, 250.0), 4.0
"""Empty sea: between the islands of the western Pacific and America."""
_PAD = 9.0
Card = Literal["none", "date", "clock"]
CARD_SHARE = 0.1
"""Share of the height of a map that a fitted view leaves to the clock over its top."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part of a world view is enlarged, over empty sea."""

    near: MapFrame
    """The frame of what is enlarged."""
    box: Box
    shown: Box
    """What it enlarges, on the map."""
    title: str

    @property
    def blocked(self) -> Box:
        """Where the map itself has no labels."""
        left, top, right, bottom = self.box
        return left - 4, top - 4, right + 4, bottom + 20

    def inside(self, pen: Pen) -> Pen:
        """The pen of the map, within the enlarged part."""
        left, top, right, bottom = self.box
        return pen.at(left, top).within(0, 0, right - left, bottom - top)


@dataclass(frozen=True, slots=True)
class Inset:
    """A part of a world view, enlarged."""

    picture: Picture
    labels: list[Placed[Line]]
    spot: Spot


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

    @property
    def pictures(self) -> list[Picture]:
        """The map, and what is enlarged of it."""
        return [self.picture, *([self.inset.picture] if self.inset else [])]


def lay_map(
    say: Speaker, told: Told, options: StillOptions, wide: float, high: float, *, card: Card = "none"
) -> MapPart:
    """Lay a map of a size out; ``card`` puts the date on it, or the clock with its line."""
    plane = projection_for(told.view, options.projection)
    frame = MapFrame.fitted(
        told.view, wide, high, projection=plane, pad=6, top=CARD_SHARE * high if card == "clock" else 0
    )
    picture = lay_picture(say.timeline, told.day, told.scene, frame, undated=options.undated)
    pills = [(text, width(text, _PILL, say.lang) + 16) for text in seen_at_once(say)]
    clock = _clock(say, picture, told, wide, card)
    blocked = _blocked(say, frame, clock, pills)
    scale_km = _scale_km(frame) if options.projection is None and not frame.is_world else 0.0
    if scale_km:
        length = scale_km * 1000 / frame.metres
        blocked.append((wide - length - 20, high - 30, wide, high))
    inset, spot = None, inset_spot(say, frame)
    if spot:
        detail = lay_picture(say.timeline, told.day, told.scene, spot.near)
        inset = Inset(detail, inset_labels(detail, say), spot)
        picture = without(picture, spot.shown)
        blocked.append(spot.blocked)
    labels = lay_labels(picture, say, blocked, elsewhere=spot.shown if spot else None)
    return MapPart(picture, labels, inset, clock, pills, scale_km)


def draw_map(pen: Pen, part: MapPart, say: Speaker) -> None:
    """Draw a map with its frame."""
    frame = part.picture.frame
    inside = pen.within(0, 0, frame.width, frame.height)
    draw_base(inside, part.picture)
    draw_story(inside, part.picture)
    draw_labels(inside, part.labels)
    if part.inset:
        _draw_inset(inside, part.inset)
    if part.scale_km:
        _draw_scale(inside, frame, part.scale_km, say)
    if part.card:
        draw_card(inside, part.card, say, frame)
    right = frame.width - _PAD
    for text, wide in part.pills:
        draw_pill(inside, text, right - wide, _PAD, wide)
        right -= wide + 6
    pen.stroke(box(0, 0, frame.width, frame.height), "border-story", 1, join="miter")


_PILL = Face(11, bold=True)


def draw_pill(pen: Pen, text: str, x: float, y: float, wide: float) -> None:
    """A word that must be seen at once."""
    pen.fill(rounded(x, y, x + wide, y + 20, 4), "ink")
    pen.text(text, x + wide / 2, y + 14, _PILL, "page", align="middle")


def _clock(say: Speaker, picture: Picture, told: Told, wide: float, card: Card) -> tuple[Block, ...]:
    if card == "none":
        return ()
    room = min(260.0, wide * 0.42)
    date = [Run(clock_date(say, told.day, told.scene), bold=True, ink="ink")]
    if card == "date":
        return (block(date, 12, wide * 0.6, say.lang, leading=1.1),)
    said = [Run(clock_line(say, picture.moment, told.scene))]
    return block(date, 19, room, say.lang, leading=1.2), fitted(said, (11,), room, 2, say.lang, leading=1.35)


def card_corner(
    say: Speaker, frame: MapFrame, size: tuple[float, float], gap: float = _PAD
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
    from waterbed.output import typeface

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


def _blocked(
    say: Speaker, frame: MapFrame, card: tuple[Block, ...], pills: list[tuple[str, float]]
) -> list[Box]:
    blocked: list[Box] = []
    if card:
        wide, high = card_size(card)
        left, top = card_corner(say, frame, (wide, high))
        blocked.append((left - _PAD, top - _PAD, left + wide + 4, top + high + 4))
    if pills:
        room = sum(wide + 6 for _, wide in pills)
        blocked.append((frame.width - room - _PAD, 0, frame.width, 34))
    return blocked


def _scale_km(frame: MapFrame) -> float:
    """A round length whose bar is neither short nor long."""
    for km in (step * 10**power for power in range(5) for step in (1, 2, 5)):
        if km * 1000 / frame.metres >= min(_LEAST_SCALE, frame.width * _SCALE_SHARE):
            return float(km)
    return 0.0


def _draw_scale(pen: Pen, frame: MapFrame, km: float, say: Speaker) -> None:
    length = km * 1000 / frame.metres
    x, y = frame.width - length - 14, frame.height - 12
    bar = line((x, y - 4), (x, y), (x + length, y), (x + length, y - 4))
    pen.stroke(bar, "halo", 4, join="miter")
    pen.stroke(bar, "ink", 1.2, join="miter")
    pen.text(picture_word(say, "km", n=km), x + length / 2, y - 6, Face(10), "ink", align="middle", halo=3)


def inset_spot(say: Speaker, frame: MapFrame) -> Spot | None:
    """Where the data set's default view is enlarged, where it is but a part of the world and there is room."""
    meta = say.timeline["meta"]
    west, south, east, north = view = _view(meta["views"][meta["default_view"]])
    if not frame.is_world or east - west > 90 or frame.width < 560:
        return None
    x, y = frame.pixels(_INSET_LON, (_INSET_LAT, _INSET_LAT))
    wide = float(x[1] - x[0])
    high = wide * (north - south) / (east - west) * 0.98
    left, top = float(x[0]), max(8.0, float(y[0]) - high * 0.58)
    if left + wide > frame.width or top + high > frame.height:
        return None
    corners = frame.pixels((west, east, west, east), (south, south, north, north))
    shown = (corners[0].min(), corners[1].min(), corners[0].max(), corners[1].max())
    name = picture_word(say, f"view.{meta['default_view']}")
    return Spot(
        MapFrame.fitted(view, wide, high),
        (left, top, left + wide, top + high),
        tuple(float(side) for side in shown),  # type: ignore[arg-type]
        picture_word(say, "inset", place=name if not name.startswith("view.") else say.t("map")),
    )


def inset_labels(picture: Picture, say: Speaker) -> list[Placed[Line]]:
    """The labels of an enlarged part: what must be named is named over any edge, and here an edge would cut it."""
    wide, high = picture.frame.width, picture.frame.height
    return [label for label in lay_labels(picture, say, [], most=12) if _within(label.box, wide, high)]


def _within(label: Box, wide: float, high: float) -> bool:
    return label[0] >= 0 and label[1] >= 0 and label[2] <= wide and label[3] <= high


def _view(sides: list[float]) -> View:
    west, south, east, north = (float(side) for side in sides)
    return west, south, east, north


def _draw_inset(pen: Pen, inset: Inset) -> None:
    draw_leaders(pen, inset.spot)
    here = inset.spot.inside(pen)
    draw_base(here, inset.picture)
    draw_story(here, inset.picture)
    draw_labels(here, inset.labels)
    draw_edge(pen, inset.spot)


def draw_leaders(pen: Pen, spot: Spot) -> None:
    """What is enlarged, and two lines from there to where it is."""
    pen.stroke(box(*spot.shown), "ink", 1, join="miter")
    for corner in (1, 3):
        pen.stroke(line((spot.shown[2], spot.shown[corner]), (spot.box[0], spot.box[corner])), "ink2", 0.7)


def draw_edge(pen: Pen, spot: Spot) -> None:
    """The edge of what is enlarged, and its name."""
    left, _, _, bottom = spot.box
    pen.stroke(box(*spot.box), "ink", 1.2, join="miter")
    face = Face(9.5, bold=True)
    pen.fill(box(left, bottom + 1, left + pen.width(spot.title, face) + 10, bottom + 15), "page", alpha=0.9)
    pen.text(spot.title, left + 4, bottom + 11.5, face, "ink")
