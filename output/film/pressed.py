"""The overview as a film: each press as a ring, the arrows to where it is next reported, the rings there; then all of it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg

from waterbed.geo.projection import View
from waterbed.output.film.options import FilmOptions, Frame
from waterbed.output.film.plates import (
    MAP_SCALE,
    UNIT,
    Plate,
    draw_finding,
    draw_foot,
    draw_pills,
    draw_press,
    draw_sources_card,
    draw_title_card,
    pills_box,
)
from waterbed.output.film.sheets import pixels_of, sheet_of
from waterbed.output.film.timetable import Card
from waterbed.output.ink.mark import under_mark
from waterbed.output.ink.palette import palette
from waterbed.output.ink.pen import Path, Pen, box, line
from waterbed.output.still.overview.bars import bars
from waterbed.output.still.overview.map import (
    OverviewMap,
    Told,
    draw_overview_ground,
    draw_told,
    lay_overview,
    point_of,
)
from waterbed.output.still.overview.sheet import last_day
from waterbed.output.still.overview.signs import RADIUS, RING
from waterbed.output.still.overview.views import near_views, view_of
from waterbed.output.still.panel import draw_map, lay_map
from waterbed.output.text.speaker import Speaker

_COME, _RUNG, _GROWN, _REACHED = 0.1, 0.22, 0.55, 0.7
"""Shares of a press at which its map is there, its ring is over, its arrows are there, the rings there are over."""


_OUT = 22.0
"""How far a ring runs, in pixels."""


_DAY_SCALE = 1.45
"""The smallest letters of a map of a day have 8.5 pixels."""


class PressPainter:
    """Paints the frames of some presses and the cards around them."""

    def __init__(self, say: Speaker, rows: Sequence[int], options: FilmOptions) -> None:
        self.say, self.rows, self.said = say, list(rows), list[str]()
        self._size = options.size
        wide, high = options.size
        self._factor = (wide * high) ** 0.5 / UNIT
        self._wide, self._high = wide / self._factor, high / self._factor
        self._plate = Plate.of(self._wide, self._high)
        self._theme, self._palette = options.theme, palette(options.theme)
        self._bars = bars(say, self.rows, star="")
        self._maps: dict[View, tuple[OverviewMap, Frame]] = {}
        self._kept: dict[object, Frame] = {}

    def card(self, card: Card) -> Frame:
        """What stands still."""
        renderer = self._sheet()
        pen = self._pen(renderer)
        if card == "title":
            pen.fill(box(0, 0, self._wide, self._high), "page")
            pen, high = self._under_mark(pen)
            draw_title_card(pen, self.say, self._wide, high)
            draw_pills(pen, self.say, self._wide - 12, 12)
        elif card == "sources":
            pen.fill(box(0, 0, self._wide, self._high), "page")
            pen, high = self._under_mark(pen)
            draw_sources_card(pen, self.say, self.rows, self._wide, high)
        else:
            self._draw_finding(renderer, pen)
        return pixels_of(renderer).copy()

    def _under_mark(self, pen: Pen) -> tuple[Pen, float]:
        """A card under the data set's own mark, and the height that is left of it."""
        meta, lang = self.say.timeline["meta"], self.say.lang
        return under_mark(pen, meta, lang, self._theme, self._wide, self._high, 12)

    def press(self, press: int, share: float) -> Frame:
        """A press of which a share is told; those before it are on the map, pale."""
        at = self.rows.index(press)
        frame = self._told_frame(at, share)
        if at and self._views[at] != self._views[at - 1] and share < _COME:
            # Another part of the world comes through the one before.
            frame = _mixed(self._told_frame(at - 1, 1.0), frame, share / _COME)
        return frame.copy()

    def _told_frame(self, at: int, share: float) -> Frame:
        press = self.rows[at]
        rung = min(1.0, max(0.0, (share - _COME) / (_RUNG - _COME)))
        grown = _eased((share - _RUNG) / (_GROWN - _RUNG))
        reached = min(1.0, max(0.0, (share - _GROWN) / (_REACHED - _GROWN)))
        state = press, rung, grown, reached
        if state not in self._kept:
            shown, base = self._map_at(self._views[at])
            renderer = self._sheet(base)
            pen = self._pen(renderer)
            draw_told(self._on_map(pen), shown, self.say.timeline, self._told(at, grown))
            self._draw_rings(self._on_map(pen), shown, press, rung, reached)
            draw_pills(pen, self.say, self._wide - 8, self._plate.map.top + 8)
            draw_press(pen, self._plate, self.say, self._bars[at], str(_number(press)), followed=grown >= 1)
            # While nothing moves a frame is the one before.
            self._kept = (
                {state: pixels_of(renderer).copy()}
                if share < 1
                else {**self._kept, state: pixels_of(renderer).copy()}
            )
        return self._kept[state]

    def _draw_finding(self, renderer: RendererAgg, pen: Pen) -> None:
        if self.say.timeline["cycles"]["record"]:
            shown, base = self._map_at(view_of(self.say.timeline, self.rows))
            pixels_of(renderer)[:] = base
            draw_told(self._on_map(pen), shown, self.say.timeline)
        else:
            # Nothing was pressed, so nothing can have followed: the map shows what is on record at the end.
            pen.fill(box(0, 0, self._wide, self._high), "page")
            where = self._plate.map
            part = lay_map(self.say, *last_day(self.say), where.width / _DAY_SCALE, where.height / _DAY_SCALE)
            draw_map(pen.at(where.left, where.top, size=_DAY_SCALE), part, self.say)
            draw_foot(pen, self._plate, self.say, [])
        draw_pills(pen, self.say, self._wide - 8, self._plate.map.top + 8)
        draw_finding(pen, self._plate, self.say)

    def _told(self, at: int, grown: float) -> Told:
        presses, moves = self.say.timeline["presses"], self.say.timeline["movements"]
        before = [move for row in self.rows[:at] for move in presses["moves"][row]]
        now = presses["moves"][self.rows[at]]
        there = [*before, *(now if grown >= 1 else [])]
        backs = self.rows[: at + (grown >= 1)]
        return Told(
            frozenset(_number(row) for row in self.rows[: at + 1]),
            {**dict.fromkeys(before, 1.0), **dict.fromkeys(now, grown)},
            frozenset(before) - frozenset(now),
            frozenset(moves["destination"][move] for move in there),
            frozenset(presses["returned"][row] for row in backs),
        )

    def _draw_rings(self, pen: Pen, shown: OverviewMap, press: int, rung: float, reached: float) -> None:
        """A ring that runs out from what is pressed, then from where it turned up or came back."""
        presses, moves = self.say.timeline["presses"], self.say.timeline["movements"]
        place, back = presses["place"][press], presses["returned"][press]
        if rung < 1:
            _draw_ring(pen, shown, place, RADIUS, "crackdown", rung)
        if 0 < reached < 1:
            for move in presses["moves"][press]:
                _draw_ring(pen, shown, moves["destination"][move], RING, "displacement", reached)
            if back >= 0:
                _draw_ring(pen, shown, place, RADIUS, "return", reached)

    @cached_property
    def _views(self) -> list[View]:
        """What the map shows with each press: all of them, unless each would be a small part of it."""
        far, near = near_views(self.say.timeline, self.rows)
        return near if far else [view_of(self.say.timeline, self.rows)] * len(self.rows)

    def _map_at(self, around: View) -> tuple[OverviewMap, Frame]:
        """The map of a view, and what is alike in its frames: land and sea, how to read it."""
        if around not in self._maps:
            renderer, where = self._sheet(), self._plate.map
            pen = self._pen(renderer)
            wide, high = where.width / MAP_SCALE, where.height / MAP_SCALE
            pills = pills_box(self._on_map(pen), self.say, wide)
            numbers = [_number(row) for row in self.rows]
            shown = lay_overview(
                self._on_map(pen),
                self.say,
                self.rows,
                wide,
                high,
                around=around,
                blocked=pills,
                numbers=numbers,
            )
            pen.fill(box(0, 0, self._wide, self._high), "page")
            draw_overview_ground(self._on_map(pen), shown)
            for edge in self._plate.edges:
                pen.stroke(line(*edge), "border-story", 1)
            draw_foot(pen, self._plate, self.say, self.rows)
            self._maps[around] = shown, pixels_of(renderer).copy()
        return self._maps[around]

    def _on_map(self, pen: Pen) -> Pen:
        return pen.at(self._plate.map.left, self._plate.map.top, size=MAP_SCALE)

    def _sheet(self, base: Frame | None = None) -> RendererAgg:
        renderer = sheet_of(*self._size)
        if base is not None:
            pixels_of(renderer)[:] = base
        return renderer

    def _pen(self, renderer: RendererAgg) -> Pen:
        pen = Pen.on(renderer, self._palette, self.say.lang, height=self._high, scale=self._factor)
        return replace(pen, said=self.said)


def _draw_ring(pen: Pen, shown: OverviewMap, place: int, radius: float, ink: str, share: float) -> None:
    if at := point_of(shown, place):
        reach = radius + _OUT * _eased(share)
        pen.at(*at).stroke(Path.circle((0, 0), reach), ink, 3 - 2 * share, alpha=1 - share)


def _mixed(before: Frame, after: Frame, share: float) -> Frame:
    return np.rint(before * (1 - share) + after * share).astype(np.uint8)


def _eased(share: float) -> float:
    """Fast at first, then slower (a cubic)."""
    return 1 - (1 - min(1.0, max(0.0, share))) ** 3


def _number(press: int) -> int:
    """The number of a press, which it has in every other picture of the finding too."""
    return press + 1
