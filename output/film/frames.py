"""Draws the frames of a film: ground and furniture once a scene, text only when it changes, what moves every time."""

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from numpy.typing import NDArray

from waterbed.output.film.events import FilmEvents
from waterbed.output.film.inset import FilmInset
from waterbed.output.film.options import FilmOptions, Frame
from waterbed.output.film.sheets import pixels_of, sheet_of
from waterbed.output.film.timetable import Instant
from waterbed.output.ink.blocks import Block, Run, block, draw_block, fitted
from waterbed.output.ink.entries import Entry, draw_rows, rows_of
from waterbed.output.ink.palette import palette
from waterbed.output.ink.pen import Pen, box, line, rounded, run
from waterbed.output.ink.typeface import Face, width
from waterbed.output.language.ticks import ticks
from waterbed.output.series import numbers_on
from waterbed.output.still.card import card_corner, draw_pill
from waterbed.output.still.inset import Spot, inset_spot
from waterbed.output.still.key import draw_number_key, number_key
from waterbed.output.still.legend import legend_of
from waterbed.output.still.map.areas import Hatch, draw_areas
from waterbed.output.still.map.captions import Line, draw_label, is_news
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.ground import Ground, draw_borders, draw_ground
from waterbed.output.still.map.labels import Box, Placed
from waterbed.output.still.map.lettering import lay_labels
from waterbed.output.still.map.picture import Picture, draw_story, lay_picture, without
from waterbed.output.still.options import SMALLEST
from waterbed.output.still.panel import CARD_SHARE
from waterbed.output.still.sources import seen_at_once, source_runs, sources_told, status_runs
from waterbed.output.text.clock import clock_line
from waterbed.output.text.skips import skipped
from waterbed.output.text.speaker import Speaker

_NATURAL = 823.0


_PAD = 9.0


_CARD, _CARD_HIGH = 272.0, 69.0


_AXIS = 22.0


_KEPT_BASES = 4


_KEEP_LABELS = 20.0
"""How much dearer than the best a label's old place may be: labels stand still while the clock runs."""


@dataclass(slots=True)
class _Sprite:
    """A piece of picture with the place of its lower left corner, in the renderer's pixels."""

    pixels: NDArray[np.uint8]
    left: int
    bottom: int


class StoryPainter:
    """Paints the frames of a film that tells its story by the clock, in any order, best in theirs."""

    def __init__(self, say: Speaker, instants: Sequence[Instant], options: FilmOptions) -> None:
        self.say, self.instants, self.options = say, list(instants), options
        self._wide, self._high = options.size
        self._factor = max(0.9, math.sqrt(self._wide * self._high) / _NATURAL)
        self.width, self.height = self._wide / self._factor, self._high / self._factor
        self._palette = palette(options.theme)
        self._renderer = sheet_of(self._wide, self._high)
        self._events = FilmEvents(say.timeline, self.instants, options.rate)
        self._said: list[str] = []
        self._frames: dict[int, MapFrame] = {}
        self._insets: dict[int, FilmInset[_Sprite] | None] = {}
        self._rows, self._lines = (3, 2) if self.width > 900 else (2, 3)
        self._foot = 30.0 + _AXIS + 16.0 * self._rows + self._lines * SMALLEST * 1.3 + 8
        self._bases: OrderedDict[object, Frame] = OrderedDict()
        self._grounds: OrderedDict[int, Frame] = OrderedDict()
        self._labels: list[_Sprite] = []
        self._written: dict[Placed[Line], _Sprite] = {}
        self._label_key: object = None
        self._spots: dict[str, str] = {}
        self._shown: object = None
        self._mapped: tuple[int, Frame] | None = None
        self._left: tuple[int, Frame] | None = None
        self._cards: dict[tuple[str, str, tuple[float, float]], _Sprite] = {}
        self._corners: dict[int, tuple[float, float]] = {}

    @property
    def said(self) -> list[str]:
        """Everything that was written in the frames so far."""
        return self._said

    def frame(self, index: int) -> Frame:
        """One frame, (height, width, 4), red, green, blue and an alpha of 255."""
        instant = self.instants[index]
        seen, passes = self._events.seen(index), self._events.passes(index)
        shown = (instant, seen, passes)
        if shown == self._shown:
            # While the clock holds and no ring runs, a frame is the one before.
            return pixels_of(self._renderer).copy()
        self._shown = shown
        frame = self._map_frame(instant.scene)
        picture = lay_picture(self.say.timeline, instant.day, instant.scene, frame, seen=seen)
        inset = self._inset(instant.scene)
        if inset:
            picture = without(picture, inset.spot.shown)
        buffer = pixels_of(self._renderer)
        buffer[:] = self._base(picture)
        pen = self._pen(self._renderer)
        draw_story(pen.within(0, 0, frame.width, frame.height), picture, passes)
        self._letter(picture, inset.spot if inset else None)
        for sprite in self._labels:
            self._stamp(sprite)
        if inset:
            detail = inset.lay(instant.day, instant.scene, seen)
            inset.draw(pen, detail, passes, self._label_key)
        self._fade(index, buffer)
        self._stamp(self._card(picture, instant.leg))
        self._draw_playhead(pen, instant.day)
        return buffer.copy()

    def _fade(self, index: int, buffer: Frame) -> None:
        """On the way to a scene the map of the one before fades away over its own; dates and headlines are cut."""
        instant, before = self.instants[index], self.instants[max(0, index - 1)]
        rows = slice(0, self._high - math.ceil(self._foot * self._factor))
        if before.scene != instant.scene:
            self._left = self._mapped if self._mapped and self._mapped[0] == before.scene else None
        if instant.share < 1 and self._left:
            mixed = self._left[1] * (1 - instant.share) + buffer[rows] * instant.share
            buffer[rows] = np.rint(mixed).astype(np.uint8)
        else:
            self._mapped = instant.scene, buffer[rows].copy()

    def _pen(self, renderer: RendererAgg) -> Pen:
        pen = Pen.on(renderer, self._palette, self.say.lang, height=self.height, scale=self._factor)
        return replace(pen, said=self._said)

    def _map_frame(self, scene: int) -> MapFrame:
        if scene not in self._frames:
            meta, scenes = self.say.timeline["meta"], self.say.timeline["scenes"]
            view = scenes["view"][scene] if scene >= 0 else meta["views"][meta["default_view"]]
            west, south, east, north = (float(side) for side in view)
            size = self.width, self.height - self._foot
            top = CARD_SHARE * size[1]
            self._frames[scene] = MapFrame.fitted((west, south, east, north), *size, pad=6, top=top)
        return self._frames[scene]

    def _inset(self, scene: int) -> FilmInset[_Sprite] | None:
        """The enlarged part of a scene that shows the world."""
        if scene not in self._insets:
            spot = inset_spot(self.say, self._map_frame(scene))
            self._insets[scene] = FilmInset(self.say, spot, self._sprite, self._stamp) if spot else None
        return self._insets[scene]

    def _base(self, picture: Picture) -> Frame:
        """Ground, hatches, borders and furniture of a scene; the last few are kept."""
        areas = picture.areas
        key = (picture.scene, tuple(areas))
        if key not in self._bases:
            self._bases[key] = self._paint_base(picture, areas)
            while len(self._bases) > _KEPT_BASES:
                self._bases.popitem(last=False)
        return self._bases[key]

    def _paint_base(self, picture: Picture, areas: list[Hatch]) -> Frame:
        ground, renderer = picture.ground, sheet_of(self._wide, self._high)
        pen = self._pen(renderer)
        buffer = pixels_of(renderer)
        if picture.scene not in self._grounds:
            pen.fill(box(0, 0, self.width, self.height), "page")
            draw_ground(pen.within(0, 0, ground.frame.width, ground.frame.height), ground)
            self._draw_furniture(pen, picture, ground)
            self._grounds[picture.scene] = buffer.copy()
            while len(self._grounds) > _KEPT_BASES:
                self._grounds.popitem(last=False)
        buffer[:] = self._grounds[picture.scene]
        inside = pen.within(0, 0, ground.frame.width, ground.frame.height)
        draw_areas(inside, self.say.timeline, areas, ground)
        draw_borders(inside, ground)
        pen.stroke(line((0, ground.frame.height), (self.width, ground.frame.height)), "border-story", 1)
        return buffer.copy()

    def _draw_furniture(self, pen: Pen, picture: Picture, ground: Ground) -> None:
        """Under the map: caption, years, legend, sources and status; what the data are stands on it."""
        say, scene, top = self.say, picture.scene, ground.frame.height
        room = self.width - 2 * _PAD
        if scene >= 0:
            wide, total = 0.0, len(say.timeline["scenes"]["id"])
            if total > 1:
                count = say.t("scene.of.long", i=scene + 1, total=total)
                wide = width(count, Face(11), say.lang) + 14
                pen.text(count, _PAD, top + 20, Face(11), "ink3")
            title = fitted(
                [Run(say.scene(scene)["title"], bold=True, ink="ink")],
                (15, 14, 13, 12),
                room - wide,
                1,
                say.lang,
            )
            draw_block(pen, title, _PAD + wide, top + 6)
        self._draw_axis(pen, top + 30)
        y = top + 30 + _AXIS
        draw_rows(pen, self._legend(scene, room), _PAD, y, 9.6, 16)
        text = self._sources(picture, room)
        draw_block(pen, text, _PAD, y + 16 * self._rows + 2)
        if key := number_key(say, ground.frame):
            draw_number_key(pen, key, _PAD, top - _PAD - key.height)
        right = self.width - _PAD
        for said in seen_at_once(say):
            wide = width(said, Face(11, bold=True), say.lang) + 16
            draw_pill(pen, said, right - wide, _PAD, wide)
            right -= wide + 6

    def _sources(self, picture: Picture, room: float) -> Block:
        """As many sources as fit the lines there are, before the status."""
        say = self.say
        sources = sources_told(picture, say)
        status = status_runs(say, None, brief=True)
        for most in range(min(8, len(sources)), -1, -1):
            made = block([*source_runs(say, sources, most), *status], SMALLEST, room, say.lang, leading=1.3)
            if len(made.lines) <= self._lines:
                break
        return made

    def _legend(self, scene: int, room: float) -> list[list[tuple[float, Entry]]]:
        """What the frames of a scene show, at their start, middle and end: as much as fits the rows there are for it."""
        days = [one.day for one in self.instants if one.scene == scene and not one.card]
        chosen = sorted({days[0], days[len(days) // 2], days[-1]})
        frame = self._map_frame(scene)
        pictures = [lay_picture(self.say.timeline, day, scene, frame) for day in chosen]
        legend = legend_of(pictures, self.say, brief=True)
        entries = [*legend.phases, *legend.movements]
        return rows_of(entries, 9.6, room, self.say.lang)[: self._rows]

    def _x(self, day: float) -> float:
        meta = self.say.timeline["meta"]
        share: float = (day - meta["first_day"]) / max(1, meta["last_day"] + 1 - meta["first_day"])
        return _PAD + share * (self.width - 2 * _PAD)

    def _draw_axis(self, pen: Pen, top: float) -> None:
        meta, y = self.say.timeline["meta"], top + 15
        pen.stroke(line((_PAD, y), (self.width - _PAD, y)), "line", 2)
        face, free = Face(9.6), 0.0
        for tick in ticks(meta["first_day"], meta["last_day"], self.width - 2 * _PAD, self.say.lang):
            x = self._x(tick.day)
            pen.stroke(line((x, y - 4), (x, y + 4)), "ctl", 1)
            room = max(28.0, width(tick.text, face, self.say.lang) + 4)
            if x >= free and x + room + 4 < self.width:
                pen.text(tick.text, x + 4, y - 4, face, "ink2")
                free = x + room + 4

    def _draw_playhead(self, pen: Pen, day: float) -> None:
        top = self.height - self._foot + 45
        x = self._x(day)
        pen.stroke(line((_PAD, top), (x, top)), "ink", 2.4)
        pen.at(x, top).fill(run([(-4.5, -10), (4.5, -10), (4.5, -4), (0, 2), (-4.5, -4)], closed=True), "ink")

    def _letter(self, picture: Picture, spot: Spot | None) -> None:
        """Lay labels out anew when the picture changes in kind, not while it moves."""
        seen, spans = picture.moment, self.say.timeline
        key = (
            picture.scene,
            tuple(
                (mark.index, mark.phase, mark.span, is_news(spans, mark.span, seen.day))
                for mark in seen.places
            ),
            tuple((mark.index, mark.state, mark.age > 365) for mark in seen.movements),
            tuple((mark.index, mark.chance < 1) for mark in seen.events),
            tuple(numbers_on(spans, seen.day).values()),
        )
        if key == self._label_key:
            return
        before = self._spots if self._label_key and self._label_key[0] == picture.scene else {}  # type: ignore[index]
        self._label_key = key
        blocked, shown = [self._blocked(picture.scene)], None
        if plate := number_key(self.say, picture.frame):
            high = picture.frame.height
            blocked.append((0, high - plate.height - 2 * _PAD, plate.width + 2 * _PAD, high))
        if spot:
            blocked, shown = [*blocked, spot.blocked], spot.shown
        labels = lay_labels(picture, self.say, blocked, before=before, keep=_KEEP_LABELS, elsewhere=shown)
        self._spots = {label.item.id: label.spot for label in labels}
        # A label that stays as it was is not written again.
        self._written = {label: self._written.get(label) or self._sprite_of(label) for label in labels}
        self._labels = list(reversed(self._written.values()))

    def _blocked(self, scene: int) -> Box:
        left, top = self._corner(scene)
        return left - _PAD, top - _PAD, left + _CARD + 6, top + _CARD_HIGH

    def _sprite_of(self, label: Placed[Line]) -> _Sprite:
        left, top, right, bottom = label.box
        if label.leader:
            x, y = label.item.x, label.item.y
            left, right = min(left, x), max(right, x)
            top, bottom = min(top, y), max(bottom, y)
        return self._sprite((left - 4, top - 4, right + 4, bottom + 6), lambda pen: draw_label(pen, label))

    def _sprite(self, bounds: Box, draw: Callable[[Pen], None]) -> _Sprite:
        """A part of the picture, in the renderer's pixels, that is drawn once and stamped many times."""
        k = self._factor
        left, right = math.floor(bounds[0] * k), math.ceil(bounds[2] * k)
        top, bottom = math.floor(bounds[1] * k), math.ceil(bounds[3] * k)
        left, top = max(0, left), max(0, top)
        right, bottom = min(self._wide, max(left + 1, right)), min(self._high, max(top + 1, bottom))
        renderer = sheet_of(max(1, right - left), max(1, bottom - top))
        pen = Pen.on(renderer, self._palette, self.say.lang, height=(bottom - top) / k, scale=k)
        draw(replace(pen, said=self._said).at(-left / k, -top / k))
        return _Sprite(pixels_of(renderer).copy()[::-1], left, self._high - bottom)

    def _stamp(self, sprite: _Sprite) -> None:
        gc = self._renderer.new_gc()
        self._renderer.draw_image(gc, sprite.left, sprite.bottom, sprite.pixels)
        gc.restore()

    def _card(self, picture: Picture, leg: int) -> _Sprite:
        """The clock: the day of the frame, and one line on what is on record, or on what is left out."""
        say, seen = self.say, picture.moment
        left, top = corner = self._corner(picture.scene)
        legs = say.timeline["legs"]
        out = "" if leg < 0 else skipped(say, *(legs[name][leg] for name in ("kind", "first", "last")))
        key = say.day(seen.day), out or clock_line(say, seen, picture.scene), corner
        if key not in self._cards:
            if len(self._cards) > 64:
                self._cards.clear()
            self._cards[key] = self._sprite(
                (left - 4, top - 4, left + _CARD + 4, top + _CARD_HIGH + 4),
                lambda pen: self._draw_card(pen.at(left, top), *key[:2], low=top > _PAD),
            )
        return self._cards[key]

    def _corner(self, scene: int) -> tuple[float, float]:
        """Left and top of the clock in a scene, as high as it can be."""
        if scene not in self._corners:
            self._corners[scene] = card_corner(self.say, self._map_frame(scene), (_CARD, _CARD_HIGH))
        return self._corners[scene]

    def _draw_card(self, pen: Pen, date: str, said: str, *, low: bool) -> None:
        text = fitted([Run(said)], (11, 10.5, 9.5), _CARD - 22, 2, self.say.lang, leading=1.25)
        high = 34 + text.height + 6
        top = _CARD_HIGH - high if low else 0
        plate = rounded(0, top, _CARD, top + high, 4)
        pen.fill(plate, "panel", alpha=0.94)
        pen.stroke(plate, "line", 1)
        pen.text(date, 11, top + 25, Face(20, bold=True), "ink")
        draw_block(pen, text, 11, top + 33)
