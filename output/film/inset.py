"""The enlarged part of a world view in a film: ground and letters are drawn when they change, what moves every time."""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from waterbed.output.ink.pen import Pen
from waterbed.output.moment import Moment
from waterbed.output.still.inset import Spot, draw_edge, draw_leaders, inset_labels
from waterbed.output.still.map.labels import Box
from waterbed.output.still.map.lettering import draw_labels
from waterbed.output.still.map.picture import Picture, draw_base, draw_story, lay_picture
from waterbed.output.text.speaker import Speaker

Sprite = TypeVar("Sprite")


class FilmInset(Generic[Sprite]):
    """Draws the enlarged part in the frames of one scene; ``sprite`` keeps a part of a picture, ``stamp`` puts it down."""

    def __init__(
        self,
        say: Speaker,
        spot: Spot,
        sprite: Callable[[Box, Callable[[Pen], None]], Sprite],
        stamp: Callable[[Sprite], None],
    ) -> None:
        self.spot = spot
        self._say, self._sprite, self._stamp = say, sprite, stamp
        self._ground: tuple[object, Sprite] | None = None
        self._letters: tuple[object, Sprite] | None = None

    def lay(self, day: float, scene: int, seen: Moment) -> Picture:
        """What stands where in it."""
        return lay_picture(self._say.timeline, day, scene, self.spot.near, seen=seen)

    def draw(self, pen: Pen, picture: Picture, passes: Mapping[int, float], lettering: object) -> None:
        """Draw it over the map; its letters are written anew when ``lettering`` is another."""
        spot = self.spot
        areas = tuple(picture.areas)
        if self._ground is None or self._ground[0] != areas:
            self._ground = areas, self._sprite(spot.box, lambda pen: draw_base(spot.inside(pen), picture))
        if self._letters is None or self._letters[0] != lettering:
            self._letters = lettering, self._sprite(self._bounds, lambda pen: self._write(pen, picture))
        self._stamp(self._ground[1])
        draw_story(spot.inside(pen), picture, passes)
        self._stamp(self._letters[1])

    @property
    def _bounds(self) -> Box:
        shown, box = self.spot.shown, self.spot.blocked
        left, top = min(shown[0] - 2, box[0]), min(shown[1] - 2, box[1])
        return left, top, max(shown[2] + 2, box[2]), max(shown[3] + 2, box[3])

    def _write(self, pen: Pen, picture: Picture) -> None:
        draw_leaders(pen, self.spot)
        draw_labels(self.spot.inside(pen), inset_labels(picture, self._say))
        draw_edge(pen, self.spot)
