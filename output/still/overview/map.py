"""The map of the overview: presses, where they led, where it came back, and nothing else."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import shapely

from waterbed.geo.views import view_around, widened
from waterbed.output.ink.pen import Pen, box
from waterbed.output.ink.typeface import Face, width
from waterbed.output.still.map.captions import Caption, Line, captions_of_countries, draw_label
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.ground import Ground, draw_borders, draw_ground, ground_of
from waterbed.output.still.map.labels import Box, Field, Item, Obstacle, Placed, place_labels
from waterbed.output.still.map.trails import Progress, Trail, draw_trail, lay_trail, trail_style
from waterbed.output.still.overview.signs import (
    RADIUS,
    RING,
    draw_back,
    draw_pressed,
    draw_reached,
    pill_width,
)
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_AIR = 0.12
_LEAST_AIR_DEG = 0.08
_THICK = 1.55
_OLD = Progress("past")


@dataclass(slots=True)
class Spot:
    """A place on the map of the overview."""

    x: float
    y: float
    places: list[int]
    numbers: list[int] = field(default_factory=list)
    """Of the presses there."""
    returned: list[int] = field(default_factory=list)
    """Movements that came back here."""


@dataclass(frozen=True, slots=True)
class OverviewMap:
    """Everything on it, ready to be drawn."""

    ground: Ground
    spots: list[Spot]
    trails: list[tuple[int, Trail]]
    labels: list[Placed[Line]]


def places_told(timeline: Timeline, rows: Sequence[int]) -> list[int]:
    """The places of some presses that have a point, regions left out."""
    presses, moves = timeline["presses"], timeline["movements"]
    told = [presses["place"][row] for row in rows]
    for row in rows:
        gone = [*presses["moves"][row], *(one for one in [presses["returned"][row]] if one >= 0)]
        told += [moves["destination"][move] for move in gone]
        told += [moves["origin"][move] for move in presses["moves"][row]]
    return [place for place in dict.fromkeys(told) if _has_point(timeline, place)]


def _has_point(timeline: Timeline, place: int) -> bool:
    places = timeline["places"]
    return place >= 0 and places["lon"][place] is not None and places["level"][place] != "region"


def overview_view(timeline: Timeline, rows: Sequence[int]) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees around what some presses tell, with room; else the default view."""
    places, told = timeline["places"], places_told(timeline, rows)
    if not told:
        meta = timeline["meta"]
        west, south, east, north = meta["views"][meta["default_view"]]
        return west, south, east, north
    lon, lat = ([places[axis][place] for place in told] for axis in ("lon", "lat"))
    west, south, east, north = widened(view_around(lon, lat), _AIR, _LEAST_AIR_DEG)
    return west, south, east, north


def lay_overview(
    pen: Pen, say: Speaker, rows: Sequence[int], wide: float, high: float, blocked: Sequence[Box]
) -> OverviewMap:
    """Lay the map of some presses out in a size, labels clear of what lies over it (``blocked``)."""
    timeline = say.timeline
    frame = MapFrame.fitted(overview_view(timeline, rows), wide, high, pad=14)
    told = places_told(timeline, rows)
    codes = {timeline["places"]["iso2"][place] or _home(timeline, place) for place in told}
    ground = ground_of(frame, frozenset(code for code in codes if code))
    spots = _spots(timeline, rows, frame, told)
    at = {place: spot for spot in spots for place in spot.places}
    trails = list(_trails(timeline, rows, frame, at))
    labels = _labels(pen, say, ground, spots, trails, blocked)
    return OverviewMap(ground, spots, trails, labels)


def _home(timeline: Timeline, place: int) -> str:
    country = timeline["places"]["country"][place]
    return str(timeline["places"]["iso2"][country]) if country >= 0 else ""


def _spots(timeline: Timeline, rows: Sequence[int], frame: MapFrame, told: Sequence[int]) -> list[Spot]:
    """The signs of the map; presses whose signs would lie on one another share one."""
    places, presses, moves = timeline["places"], timeline["presses"], timeline["movements"]
    x, y = (
        frame.pixels([places["lon"][p] for p in told], [places["lat"][p] for p in told]) if told else ((), ())
    )
    numbers: dict[int, list[int]] = {}
    returned: dict[int, list[int]] = {}
    for number, row in enumerate(rows, 1):
        place = presses["place"][row]
        numbers.setdefault(place, []).append(number)
        if (back := presses["returned"][row]) >= 0:
            to = moves["destination"][back]
            returned.setdefault(to if _has_point(timeline, to) else place, []).append(back)
    spots: list[Spot] = []
    for place, px, py in sorted(
        zip(told, map(float, x), map(float, y), strict=True), key=lambda one: -len(numbers.get(one[0], []))
    ):
        mine = numbers.get(place, [])
        near = next(
            (s for s in spots if mine and s.numbers and math.hypot(s.x - px, s.y - py) < 2.2 * RADIUS), None
        )
        if near is None:
            spots.append(Spot(px, py, [place], list(mine), list(returned.get(place, []))))
        else:
            near.places.append(place)
            near.numbers = sorted([*near.numbers, *mine])
            near.returned += returned.get(place, [])
    return spots


def _trails(
    timeline: Timeline, rows: Sequence[int], frame: MapFrame, at: dict[int, Spot]
) -> Iterator[tuple[int, Trail]]:
    moves = timeline["movements"]

    def radius_of(place: int) -> float:
        spot = at.get(place)
        return 2.0 if spot is None else RADIUS + 1 if spot.numbers else RING + 1

    told = dict.fromkeys(move for row in rows for move in timeline["presses"]["moves"][row])
    for row in told:
        start, end = moves["origin"][row], moves["destination"][row]
        if (
            start != end
            and moves["shape"][row] == "curve"
            and (trail := lay_trail(timeline, row, frame, radius_of))
        ):
            yield row, trail


def _labels(
    pen: Pen,
    say: Speaker,
    ground: Ground,
    spots: Sequence[Spot],
    trails: Sequence[tuple[int, Trail]],
    blocked: Sequence[Box],
) -> list[Placed[Line]]:
    frame = ground.frame
    captions = [_caption(pen, say, spot) for spot in spots if frame.box().contains_properly(_point(spot))]
    named = {say.timeline["places"]["iso2"][place] for spot in spots for place in spot.places}
    captions += captions_of_countries(ground, named, say, set())
    signs = [Obstacle(spot.x, spot.y, _reach(pen, spot)) for spot in spots]
    signs += [Obstacle(*_back_at(pen, spot, spots), 9) for spot in spots if spot.returned]
    curves = [trail.curve.part_points(trail.start, trail.end) for _, trail in trails]
    room = Field((3, 3, frame.width - 3, frame.height - 3), blocked, signs, curves)
    return place_labels(captions, room, {})


def _point(spot: Spot) -> shapely.Point:
    return shapely.Point(spot.x, spot.y)


def _reach(pen: Pen, spot: Spot) -> float:
    return pill_width(_numbers(spot), pen) / 2 if spot.numbers else RING


def _numbers(spot: Spot) -> str:
    return "\u2009".join(map(str, spot.numbers))


def _back_at(pen: Pen, spot: Spot, spots: Sequence[Spot]) -> tuple[float, float]:
    """Beside the sign of the press, where other signs are farthest."""
    away = _reach(pen, spot) + 11
    sides = [(-away, 8.0), (away, 8.0), (-away, -8.0), (away, -8.0), (0.0, away), (0.0, -away)]
    others = [one for one in spots if one is not spot]

    def free(side: tuple[float, float]) -> float:
        x, y = spot.x + side[0], spot.y + side[1]
        return min((math.hypot(one.x - x, one.y - y) - _reach(pen, one) for one in others), default=math.inf)

    roomy = next((side for side in sides if free(side) > 12), max(sides, key=free))
    return spot.x + roomy[0], spot.y + roomy[1]


def _caption(pen: Pen, say: Speaker, spot: Spot) -> Caption:
    names = list(dict.fromkeys(bare_place(say, place) for place in spot.places))
    pressed = bool(spot.numbers)
    face = Face(14 if pressed else 12, bold=True)
    lines = [Line(", ".join(names), face, "ink" if pressed else "displacement-t")]
    lines += [Line(_back(say, move), Face(11.5), "return-t") for move in spot.returned]
    sizes = tuple((width(one.text, one.face, say.lang), round(one.face.size * 1.17)) for one in lines)
    priority = 120 if pressed else 90
    return Item(
        f"place {spot.places[0]}",
        "place",
        spot.x,
        spot.y,
        _reach(pen, spot),
        priority,
        True,
        tuple(lines),
        sizes,
    )


def bare_place(say: Speaker, place: int) -> str:
    """The name of a place without the comma or the last bracket that only tells places of one name apart."""
    return re.sub(r"(?:, [^,]*| \([^()]*\))$", "", say.short_place(place))


def _back(say: Speaker, move: int) -> str:
    when = say.record("when", say.timeline["movements"]["record"][move])
    return say.t("overview.back.when", when=when) if when else say.t("overview.back")


def draw_overview_map(pen: Pen, shown: OverviewMap, timeline: Timeline) -> None:
    """Draw the map with its frame."""
    frame = shown.ground.frame
    inside = pen.within(0, 0, frame.width, frame.height)
    draw_ground(inside, shown.ground)
    draw_borders(inside, shown.ground)
    for row, trail in shown.trails:
        style = trail_style(timeline, pen.palette, row, _OLD, 1.0, focused=True, aside=False)
        style = replace(style, ink="displacement", width=max(2.6, style.width * _THICK), alpha=1.0)
        undated = timeline["movements"]["mode"][row] == "undated"
        draw_trail(inside, trail, Progress("undated") if undated else _OLD, style, (0.0, 0.0))
    for spot in shown.spots:
        if spot.returned:
            draw_back(inside, *_back_at(pen, spot, shown.spots))
        if not spot.numbers:
            draw_reached(inside, spot.x, spot.y)
    for spot in shown.spots:
        if spot.numbers:
            draw_pressed(inside, spot.x, spot.y, _numbers(spot))
    for label in reversed(shown.labels):
        draw_label(inside, label)
    pen.stroke(box(0, 0, frame.width, frame.height), "border-story", 1, join="miter")
