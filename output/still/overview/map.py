"""The map of the overview: presses, where they led, where it came back, and nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import shapely

from waterbed.geo.projection import View, projection_for
from waterbed.output.columns.presses import places_told
from waterbed.output.ink.pen import Pen, box
from waterbed.output.ink.typeface import Face, width
from waterbed.output.outlines import own_land
from waterbed.output.still.map.captions import (
    Caption,
    Line,
    captions_of_countries,
    captions_of_zones,
    draw_label,
    wide_zones,
)
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.ground import Ground, draw_borders, draw_ground, ground_of
from waterbed.output.still.map.labels import Box, Field, Item, Obstacle, Placed, place_labels
from waterbed.output.still.map.trails import Progress, Trail, draw_trail, lay_trail, trail_style
from waterbed.output.still.overview.bars import bare_place
from waterbed.output.still.overview.signs import (
    RADIUS,
    RING,
    draw_back,
    draw_pressed,
    draw_reached,
    pill_width,
)
from waterbed.output.still.overview.spots import Spot, back_at, gathered
from waterbed.output.still.overview.views import view_of
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

_THICK = 1.55
_NARROW = 500.0
"""On a narrower map letters are smaller, and only what was pressed is named at any cost."""
_STACKED = 380.0
"""On a narrower map names of one sign stand below one another."""
_OLD = Progress("past")


_HALF = 170.0
"""Degrees up to which half the globe is enough: on a whole one signs and names would have no room."""


_OTHERS = -0.5
"""Countries that it tells nothing of are named where they are large."""


_FAINT = 0.35
"""Opacity of the arrows of the presses before the one that is told."""


@dataclass(frozen=True, slots=True)
class Told:
    """How much of an overview is told, where it is told press by press."""

    numbers: frozenset[int] = frozenset()
    """Of the presses."""
    moves: Mapping[int, float] = field(default_factory=dict)
    """The share of its way that is drawn, by movement."""
    before: frozenset[int] = frozenset()
    """Movements of the presses before the one that is told."""
    reached: frozenset[int] = frozenset()
    """Places that a movement has come to."""
    returned: frozenset[int] = frozenset()
    """Movements that have come back."""

    def of(self, spot: Spot) -> Spot:
        """What of a sign is told; without places where nothing is."""
        numbers = [one for one in spot.numbers if one in self.numbers]
        returned = [move for move in spot.returned if move in self.returned]
        there = numbers or returned or self.reached.intersection(spot.places)
        return Spot(spot.x, spot.y, spot.places if there else [], numbers, returned)


@dataclass(frozen=True, slots=True)
class OverviewMap:
    """Everything on it, ready to be drawn."""

    ground: Ground
    spots: list[Spot]
    trails: list[tuple[int, Trail]]
    labels: list[Placed[Line]]


def lay_overview(
    pen: Pen,
    say: Speaker,
    rows: Sequence[int],
    wide: float,
    high: float,
    *,
    around: View | None = None,
    blocked: Sequence[Box] = (),
    numbers: Sequence[int] = (),
) -> OverviewMap:
    """Lay the map of some presses out in a size.

    ``around`` is another view than theirs, ``blocked`` stays free of names, ``numbers`` are others than 1, 2, 3.
    """
    counted = dict(zip(rows, numbers or range(1, len(rows) + 1), strict=True))
    timeline = say.timeline
    shown = around or view_of(timeline, rows)
    plane = projection_for(shown, "laea") if shown[2] - shown[0] < _HALF else None
    frame = MapFrame.fitted(shown, wide, high, projection=plane, pad=14)
    told = places_told(timeline.content, rows)
    ground = ground_of(frame, lands_told(timeline, told), own_land(timeline))
    spots = _spots(timeline, counted, frame, told)
    at = {place: spot for spot in spots for place in spot.places}
    trails = list(_trails(timeline, rows, frame, at))
    labels = _labels(pen, say, ground, spots, trails, blocked)
    return OverviewMap(ground, spots, trails, labels)


def lands_told(timeline: Timeline, told: Sequence[int]) -> frozenset[str]:
    """Codes of the countries of places; of a zone without a code of its own that of the country it lies in."""
    iso2, country = timeline["places"]["iso2"], timeline["places"]["country"]
    codes = (iso2[place] or (iso2[country[place]] if country[place] >= 0 else "") for place in told)
    return frozenset(code for code in codes if code)


def _spots(timeline: Timeline, rows: Mapping[int, int], frame: MapFrame, told: Sequence[int]) -> list[Spot]:
    places = timeline["places"]
    if not told:
        return []
    x, y = frame.pixels([places["lon"][place] for place in told], [places["lat"][place] for place in told])
    return gathered(timeline, rows, told, x.tolist(), y.tolist())


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
    captions = [
        _caption(pen, say, spot, frame.width) for spot in spots if frame.box().contains_properly(_point(spot))
    ]
    iso2, level = (say.timeline["places"][name] for name in ("iso2", "level"))
    # A press alone is shown near: there is room for the name of its country.
    alone = sum(len(spot.numbers) for spot in spots) == 1
    told = (place for spot in spots for place in spot.places)
    named = {iso2[place] for place in told if not alone or level[place] == "country"}
    captions += captions_of_countries(ground, named, say, others=_OTHERS)
    lands = [one for one in wide_zones(say.timeline, frame) if level[one[0]] == "country"]
    captions += captions_of_zones(lands, {caption.id for caption in captions}, (), say)
    signs = [Obstacle(spot.x, spot.y, _reach(pen, spot)) for spot in spots]
    signs += [Obstacle(*_back_at(pen, spot, spots), 9) for spot in spots if spot.returned]
    curves = [trail.curve.part_points(trail.start, trail.end) for _, trail in trails]
    room = Field((3, 3, frame.width - 3, frame.height - 3), blocked, signs, curves)
    return place_labels(captions, room, {})


def _point(spot: Spot) -> shapely.Point:
    return shapely.Point(spot.x, spot.y)


def _reach(pen: Pen, spot: Spot) -> float:
    return pill_width(spot.said, pen) / 2 if spot.numbers else RING


def _back_at(pen: Pen, spot: Spot, spots: Sequence[Spot]) -> tuple[float, float]:
    return back_at(spot, spots, lambda one: _reach(pen, one))


def _caption(pen: Pen, say: Speaker, spot: Spot, across: float) -> Caption:
    wide = across >= _NARROW
    names = list(dict.fromkeys(bare_place(say, place) for place in spot.places))
    pressed = bool(spot.numbers)
    face = Face((14 if wide else 12.5) if pressed else 12 if wide else 11, bold=True)
    named = [", ".join(names)] if across >= _STACKED else names
    lines = [Line(name, face, "ink" if pressed else "displacement-t") for name in named]
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
        pressed or wide,
        tuple(lines),
        sizes,
    )


def _back(say: Speaker, move: int) -> str:
    when = say.record("when", say.timeline["movements"]["record"][move])
    return say.t("overview.back.when", when=when) if when else say.t("overview.back")


def draw_overview_map(pen: Pen, shown: OverviewMap, timeline: Timeline) -> None:
    """Draw the map with its frame."""
    frame = shown.ground.frame
    draw_overview_ground(pen, shown)
    draw_told(pen, shown, timeline)
    pen.stroke(box(0, 0, frame.width, frame.height), "border-story", 1, join="miter")


def draw_overview_ground(pen: Pen, shown: OverviewMap) -> None:
    """Draw land, sea and borders."""
    inside = pen.within(0, 0, shown.ground.frame.width, shown.ground.frame.height)
    draw_ground(inside, shown.ground)
    draw_borders(inside, shown.ground)


def draw_told(pen: Pen, shown: OverviewMap, timeline: Timeline, told: Told | None = None) -> None:
    """Draw what is told so far: arrows, signs, names; all of it when left out."""
    inside = pen.within(0, 0, shown.ground.frame.width, shown.ground.frame.height)
    for row, trail in shown.trails:
        share = told.moves.get(row, 0.0) if told else 1.0
        if share > 0:
            style = trail_style(timeline, pen.palette, row, _OLD, 1.0, focused=True, aside=False)
            faint = _FAINT if told and row in told.before else 1.0
            style = replace(style, ink="displacement", width=max(2.6, style.width * _THICK), alpha=faint)
            undated = timeline["movements"]["mode"][row] == "undated"
            way = replace(trail, end=trail.start + share * (trail.end - trail.start))
            draw_trail(inside, way, Progress("undated") if undated else _OLD, style, (0.0, 0.0))
    there = {id(spot): told.of(spot) if told else spot for spot in shown.spots}
    for spot in shown.spots:
        now = there[id(spot)]
        if now.returned:
            draw_back(inside, *_back_at(pen, spot, shown.spots))
        if now.places and not now.numbers:
            draw_reached(inside, spot.x, spot.y)
    of = {f"place {spot.places[0]}": there[id(spot)] for spot in shown.spots}
    for label in reversed(shown.labels):
        now_there = of.get(label.item.id)
        if now_there is None or now_there.places:
            draw_label(inside, label if now_there is None or now_there.returned else _without_back(label))
    # No line to a name lies on a number.
    for spot in shown.spots:
        if numbers := there[id(spot)].said:
            draw_pressed(inside, spot.x, spot.y, numbers)


def _without_back(label: Placed[Line]) -> Placed[Line]:
    """A label without its lines on returns, which are its last ones."""
    names = sum(said.ink != "return-t" for said in label.item.lines)
    return replace(label, lines=min(label.lines, names))


def point_of(shown: OverviewMap, place: int) -> tuple[float, float] | None:
    """Where the sign of a place stands; None where it has none."""
    return next(((spot.x, spot.y) for spot in shown.spots if place in spot.places), None)
