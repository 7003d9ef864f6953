"""Which sign stands where, what crowded signs do, how large the circles of numbers are. The player's ``places.js``."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from waterbed.geo.plane import degrees
from waterbed.output.incidents import VAGUE_KM, Spot, gathered, lit_from, step_aside
from waterbed.output.moment import Moment, PlaceMark
from waterbed.output.series import Measure, measures, most_radius, numbers_on, radius
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.signs import PILE, SHARED, Sign
from waterbed.output.timeline import Timeline

_ORDER = (
    "crackdown",
    "return",
    "displacement",
    "arrival",
    "presence",
    "attested",
    "ended",
    "number",
    "group",
)


CURRENT = ("presence", "attested")
"""Who is on record as there on the day is drawn in every scene."""


_PASSING = ("end", "other", "unknown", "number")
"""What never stands for a place of operations."""


_STACKED = 3
"""So many places at one point have a line of label each; more are a pile with a number."""


_MERGE_UNDER, _SPREAD_FROM, _MARGIN = 14.0, 60.0, 40.0


_GROUPED = 12
"""From so many on nobody stands for the others: the sign is a ring of shares."""


_MANY = 60
"""Among more signs than these, those of two countries never share one."""


_MOST_LANDS = 3
"""A pile whose places share nothing is named by so many countries at most."""


_AROUND = 0.5
"""Share of the width of a frame from which a region lies around it."""


@dataclass(slots=True, eq=False)
class Mark:
    """A sign on the map."""

    place: int
    """The place it stands for; of a crowd the most telling one."""
    x: float
    y: float
    """Of the sign, in pixels."""
    true_x: float
    true_y: float
    """Of the place itself: a spread sign stands beside it."""
    sign: Sign
    span: int
    """Row of the span it shows, -1 for none."""
    members: list[int] = field(default_factory=list)
    crowd: int = -1
    """What the places of a pile share: a zone, a country, a region; -1 for nothing, and for a sign of its own."""
    lands: tuple[int, ...] = ()
    """The few countries of a pile whose places share nothing; else none."""
    beside: list["Mark"] = field(default_factory=list)
    """Others at the same point, each with a line of its own in the label."""

    @property
    def radius(self) -> float:
        """Reach of the sign."""
        return self.sign.radius

    @property
    def strong(self) -> bool:
        """It says something about this day; the others are faint."""
        return self.sign.phase in _ORDER

    @property
    def moved(self) -> bool:
        """It stands beside its place."""
        return self.x != self.true_x or self.y != self.true_y


@dataclass(frozen=True, slots=True)
class Bubble:
    """A number at its place, in pixels."""

    place: int
    row: int
    value: float
    x: float
    y: float
    radius: float


def lay_places(
    timeline: Timeline,
    moment: Moment,
    frame: MapFrame,
    *,
    ends: Iterable[int],
    struck: set[int],
    told: Collection[int] | None = None,
) -> list[Mark]:
    """The signs of a frame, faint ones first.

    ``ends`` are the places at which a drawn movement ends, ``struck`` those with an event now, ``told`` those that the scene
    tells of: beside them it has who is on record as there on the day. None for every sign there is.
    """
    signs = _signs(timeline, moment, sorted({*ends, *struck}))
    counted = numbers_on(timeline, moment.day)
    for row, (sign, _) in list(signs.items()):
        if told is not None and row not in told and sign.phase not in CURRENT:
            # What is over is not told, but the number is drawn, and has a name.
            del signs[row]
            if row in counted:
                signs[row] = _numbered(timeline, row)
    rows = [
        row
        for row, (sign, _) in signs.items()
        if not (sign.phase == "region" and is_around(timeline, row, frame))
    ]
    places = timeline["places"]
    lon, lat = (
        [np.nan if places[axis][row] is None else places[axis][row] for row in rows]
        for axis in ("lon", "lat")
    )
    x, y = frame.pixels(lon, lat) if rows else (np.empty(0), np.empty(0))
    marks = []
    for row, px, py in zip(rows, x.tolist(), y.tolist(), strict=True):
        if -_MARGIN < px < frame.width + _MARGIN and -_MARGIN < py < frame.height + _MARGIN:
            sign, span = signs[row]
            marks.append(Mark(row, px, py, px, py, sign, span, [row]))
    return sorted(_gather(timeline, marks, struck, frame), key=lambda mark: mark.strong)


def lay_numbers(timeline: Timeline, day: float, frame: MapFrame) -> list[Bubble]:
    """The circles of the main measure on a day, large ones first."""
    rows = numbers_on(timeline, day)
    return laid_numbers(timeline, rows, measures(timeline)[0], frame) if rows else []


def laid_numbers(
    timeline: Timeline, rows: Mapping[int, int], measure: Measure, frame: MapFrame
) -> list[Bubble]:
    """The circles of some rows of ``series`` by place, large ones first."""
    places, most = timeline["places"], most_radius(frame.width, frame.height, len(measure.lines))
    lon, lat = (
        [np.nan if places[axis][place] is None else places[axis][place] for place in rows]
        for axis in ("lon", "lat")
    )
    x, y = frame.pixels(lon, lat)
    found = []
    for (place, row), px, py in zip(rows.items(), x.tolist(), y.tolist(), strict=True):
        if -most < px < frame.width + most and -most < py < frame.height + most:
            value = timeline["series"]["value"][row]
            found.append(Bubble(place, row, value, px, py, radius(value, measure.largest, most)))
    return sorted(found, key=lambda bubble: (-bubble.radius, bubble.row))


def _signs(timeline: Timeline, moment: Moment, ends: list[int]) -> dict[int, tuple[Sign, int]]:
    places, hubs = timeline["places"], timeline["hubs"]
    levels = places["level"]
    found = {
        mark.index: (_sign(mark, levels[mark.index]), mark.span)
        for mark in moment.places
        if levels[mark.index] != "region"
    }
    for place, drawn in zip(hubs["place"], hubs["drawn"], strict=True):
        if place >= 0 and not drawn and place not in found and levels[place] != "region":
            found[place] = Sign("other", faint=True), -1
    for place in ends:
        if place >= 0 and place not in found:
            region = levels[place] == "region"
            found[place] = Sign("region" if region else "end", square=levels[place] == "country"), -1
    for place in numbers_on(timeline, moment.day):
        if place not in found:
            found[place] = _numbered(timeline, place)
    return found


def _numbered(timeline: Timeline, place: int) -> tuple[Sign, int]:
    return Sign("number", square=timeline["places"]["level"][place] == "country"), -1


def _sign(mark: PlaceMark, level: str) -> Sign:
    return Sign(
        mark.phase,
        square=level == "country",
        soft=mark.span >= 0 and not mark.sure,
        faint=mark.phase not in _ORDER,
    )


def is_around(timeline: Timeline, place: int, frame: MapFrame) -> bool:
    """Whether a frame lies within a region: it has no point there, not even for a word."""
    places = timeline["places"]
    lon, lat, km = (places[column][place] for column in ("lon", "lat", "precision_km"))
    if places["level"][place] != "region" or lat is None or not km:
        return False
    return 2 * frame.km_to_pixels(km, lon, lat) >= _AROUND * frame.width


def _gather(timeline: Timeline, marks: list[Mark], struck: set[int], frame: MapFrame) -> list[Mark]:
    """Signs nearer than two radii become one, or step aside."""
    gathered = [mark for mark in marks if mark.sign.phase == "region"]
    for crowd in _crowds(timeline, [mark for mark in marks if mark.sign.phase != "region"], struck):
        gathered += _settled(timeline, crowd, frame) if len(crowd) > 1 else crowd
    return gathered


def _crowds(timeline: Timeline, marks: list[Mark], struck: set[int]) -> list[list[Mark]]:
    """Marks that stand on one another, in an order that no day changes: what is one pile today is one tomorrow."""
    crowds: list[list[Mark]] = []
    country = timeline["places"]["country"]

    def parted(mark: Mark, other: Mark) -> bool:
        return len(marks) > _MANY and country[mark.place] != country[other.place]

    def joins(mark: Mark, other: Mark) -> bool:
        if parted(mark, other):
            return False
        if math.hypot(other.x - mark.x, other.y - mark.y) >= _MERGE_UNDER:
            return False
        # What hits one place must not seem to hit its neighbour: only places of one zone stand for one another then.
        if mark.place not in struck and other.place not in struck:
            return True
        return _in_one_zone(timeline, mark.place, other.place)

    for mark in sorted(marks, key=lambda mark: (mark.sign.phase in _PASSING, mark.place)):
        near = (found for found in crowds if any(joins(mark, other) for other in found))
        crowd = next(near, None)
        if crowd:
            crowd.append(mark)
        else:
            crowds.append([mark])
    # A sign with a number in it is wider than a sign alone; its label says whom an event hit.
    apart: list[list[Mark]] = []
    for crowd in crowds:

        def meets(found: list[Mark], crowd: list[Mark] = crowd) -> bool:
            if parted(found[0], crowd[0]):
                return False
            piles = min(len(found), len(crowd)) > 1
            if not piles and (
                len(found) + len(crowd) < 3 or any(m.place in struck for m in (*found, *crowd))
            ):
                return False
            away = math.hypot(found[0].x - crowd[0].x, found[0].y - crowd[0].y)
            return away < PILE + (PILE if piles else 7)

        met = next(filter(meets, apart), None)
        if met is None:
            apart.append(crowd)
        else:
            met += crowd
    return apart


def _rank(mark: Mark) -> int:
    if mark.strong:
        return _ORDER.index(mark.sign.phase)
    return len(_ORDER) + (mark.sign.phase in _PASSING)


def _settled(timeline: Timeline, crowd: list[Mark], frame: MapFrame) -> list[Mark]:
    first = crowd[0]
    crowd = sorted(crowd, key=lambda mark: (_rank(mark), mark.place))
    strong = [mark for mark in crowd if mark.strong]
    members = [mark.place for mark in crowd]
    if len(strong) < 2:
        return [replace(crowd[0], members=members)]
    stacks = _stacked(strong)
    if len(stacks) == 1 and len(strong) <= _STACKED:
        return [replace(stacks[0], members=members)]
    # By those that may show a phase on some day: the name of a pile is the same on every day.
    of_story = [mark.place for mark in crowd if mark.sign.phase not in _PASSING] or members
    shared = shared_place(timeline, of_story)
    few = len(stacks) > 1 and len(strong) < _GROUPED
    if few and _width(timeline, shared, strong, frame) >= _SPREAD_FROM:
        return _spread(crowd, stacks)
    sign, place, span = replace(strong[0].sign, count=len(strong)), strong[0].place, strong[0].span
    if len(of_story) >= _GROUPED:
        sign, place, span = _ring_of(crowd, len(of_story)), min(of_story), -1
    # At the same place on every day, whose phase ever it shows.
    x, y = first.x, first.y
    lands = _lands(timeline, of_story) if shared < 0 else ()
    pile = replace(strong[0], place=place, span=span, members=members, crowd=shared, lands=lands, sign=sign)
    return [replace(pile, x=x, y=y, true_x=x, true_y=y)]


def _ring_of(crowd: Sequence[Mark], count: int) -> Sign:
    """The sign of so many places: which phases they show."""
    phases = ["presence" if mark.sign.phase == "attested" else mark.sign.phase for mark in crowd]
    return Sign("group", count=count, shares=tuple(map(phases.count, SHARED)))


def _lands(timeline: Timeline, members: Sequence[int]) -> tuple[int, ...]:
    """The countries of places, where each has one and they are few; else none."""
    country = timeline["places"]["country"]
    lands = sorted({-1 if country[place] is None else country[place] for place in members})
    return () if lands[0] < 0 or len(lands) > _MOST_LANDS else tuple(lands)


def _stacked(strong: list[Mark]) -> list[Mark]:
    """One mark a point, the most telling with the others beside it; too many at one are a pile."""
    stacks: dict[tuple[float, float], list[Mark]] = {}
    for mark in strong:
        stacks.setdefault((mark.true_x, mark.true_y), []).append(mark)
    return [
        replace(top, members=[top.place, *(mark.place for mark in beside)], beside=beside)
        for top, *beside in stacks.values()
    ]


@dataclass(frozen=True, slots=True)
class Spots:
    """Events with a point of their own: discs of those that are lit, by ink, and dots of what is over, in pixels."""

    lit: tuple[tuple[str, Spot], ...] = ()
    over: tuple[tuple[float, float], ...] = ()
    vague: frozenset[int] = frozenset()
    """Rows of incidents that are known to be near their point only."""

    def outside(self, box: tuple[float, float, float, float]) -> "Spots":
        """Without those of a part of the picture."""
        lit = tuple((tone, spot) for tone, spot in self.lit if not is_within(spot.x, spot.y, box))
        return replace(self, lit=lit, over=tuple(at for at in self.over if not is_within(*at, box)))


def is_within(x: float, y: float, box: tuple[float, float, float, float]) -> bool:
    """Whether a point lies in a box: left, top, right, bottom."""
    left, top, right, bottom = box
    return left <= x <= right and top <= y <= bottom


_GRAIN = 4.0
"""Pixels within which what is over is one dot."""


def lay_spots(timeline: Timeline, day: float, frame: MapFrame, marks: Sequence[Mark]) -> Spots:
    """What stands at the points of incidents on a day; enforcement is not gathered with what it is directed at."""
    table = timeline["incidents"]
    if not table["event"]:
        return Spots()
    start, end = lit_from(timeline)
    x, y = frame.pixels(*degrees(table["x"], table["y"]))
    shown = (start <= day) & (x > -_MARGIN) & (x < frame.width + _MARGIN)
    shown &= (y > -_MARGIN) & (y < frame.height + _MARGIN)
    over = np.flatnonzero(shown & (end <= day)).tolist()
    grains = {(math.floor(x[row] / _GRAIN), math.floor(y[row] / _GRAIN)): row for row in reversed(over)}
    rows: dict[str, list[int]] = {"none": [], "crackdown": []}
    family = timeline["events"]["family"]
    for row in np.flatnonzero(shown & (day < end)).tolist():
        rows["crackdown" if family[table["event"][row]] == "enforcement" else "none"].append(row)
    lit = [(tone, spot) for tone, of in rows.items() for spot in gathered(x, y, of)]
    step_aside((spot for _, spot in lit), [(mark.x, mark.y, mark.radius) for mark in marks])
    return Spots(
        tuple(lit),
        tuple((float(x[row]), float(y[row])) for row in sorted(grains.values())),
        frozenset(row for row, km in enumerate(table["precision_km"]) if km is not None and km >= VAGUE_KM),
    )


def within(timeline: Timeline, place: int, other: int) -> bool:
    """Whether a place is another one or lies inside it."""
    return place == other or other in timeline.ancestors(place)


def shared_place(timeline: Timeline, members: Sequence[int]) -> int:
    """The nearest place that holds them all: a zone, a country, a region; -1 if there is none."""
    for at in (members[0], *timeline.ancestors(members[0])):
        if all(within(timeline, place, at) for place in members):
            return at
    return -1


def _in_one_zone(timeline: Timeline, *members: int) -> bool:
    """Whether a zone holds them all, or one of them the others."""
    shared = shared_place(timeline, members)
    return shared in members or (
        shared >= 0 and timeline["places"]["level"][shared] not in ("country", "region")
    )


def _width(timeline: Timeline, parent: int, marks: list[Mark], frame: MapFrame) -> float:
    """Width on the picture of the zone that holds a crowd, else of the crowd."""
    own = max(
        max(m.x for m in marks) - min(m.x for m in marks), max(m.y for m in marks) - min(m.y for m in marks)
    )
    places = timeline["places"]
    km = places["precision_km"][parent] if parent >= 0 else None
    # A country is wide, but that says nothing of the places in it that lie on one another.
    if not km or places["level"][parent] in ("country", "region") or places["lat"][parent] is None:
        return own
    return max(own, 2 * frame.km_to_pixels(km, places["lon"][parent], places["lat"][parent]))


def _spread(crowd: list[Mark], stacks: list[Mark]) -> list[Mark]:
    """The most telling one stays; the others stand around it and keep a hairline to their true point."""
    stays, *move = stacks
    reach = min(56.0, 34.0 + 4 * max(0, len(move) - 3))
    faint = [mark.place for mark in crowd if not mark.strong]

    def angle(mark: Mark) -> float:
        return math.atan2(mark.true_y - stays.true_y, mark.true_x - stays.true_x)

    first = angle(move[0])
    moved = []
    for i, mark in enumerate(sorted(move, key=angle)):
        turn = first + 2 * math.pi * i / len(move) + 0.45
        moved.append(replace(mark, x=stays.x + reach * math.cos(turn), y=stays.y + reach * math.sin(turn)))
    return [replace(stays, members=[*stays.members, *faint]), *moved]
