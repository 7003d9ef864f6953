"""A part of a world view, enlarged: where it has room, its names, the lines to where it is."""

from dataclasses import dataclass

from waterbed.geo.projection import View
from waterbed.output.ink.pen import Pen, box, line
from waterbed.output.ink.typeface import Face
from waterbed.output.still.map.captions import Line
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.labels import Box, Placed
from waterbed.output.still.map.lettering import draw_labels, lay_labels
from waterbed.output.still.map.picture import Picture, draw_base, draw_story
from waterbed.output.text.speaker import Speaker, picture_word

_INSET_LON, _INSET_LAT = (170.0, 250.0), 4.0
"""Empty sea: between the islands of the western Pacific and America."""

_LEAST_STRIP = 24
"""A view on one line of latitude would be enlarged to a strip, in pixels, in which nothing has room."""


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
    if high < _LEAST_STRIP or left + wide > frame.width or top + high > frame.height:
        return None
    corners = frame.pixels((west, east, west, east), (south, south, north, north))
    shown = (corners[0].min(), corners[1].min(), corners[0].max(), corners[1].max())
    name = picture_word(say, f"view.{meta['default_view']}")
    return Spot(
        MapFrame.fitted(view, wide, high),
        (left, top, left + wide, top + high),
        tuple(float(side) for side in shown),  # type: ignore[arg-type]
        say.t("map.inset") if name.startswith("view.") else picture_word(say, "inset", place=name),
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


def draw_inset(pen: Pen, inset: Inset) -> None:
    """Draw an inset with its map, names, edge and the lines to what it enlarges."""
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
