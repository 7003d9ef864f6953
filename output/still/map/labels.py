"""Where labels go: greedy by priority, cheapest place first (the player's ``labels.js``). It gets boxes and gives boxes."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


Align = Literal["start", "middle", "end"]


Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


Segment = tuple[float, float, float, float]

_GAP = 2.0


_DROP_OVER = 60.0


_KEEP_WITHIN = 3.0


_LEADERS = (16, 26, 38, 52, 68, 88, 112)


_SHORT_LEADER, _LONG_LEADER = 26, 52
"""A long line across the map is worse than no label, unless the label is what the picture is about."""


_SPOKEN = 100


_NARROW = 500


_OVER_DOT = 7.0
"""What covering the open dot of a neighbour costs: more than a short leader."""


_ABROAD = 22.0
"""What lying wholly within another country costs: more than a long leader."""


_DIRECTIONS = 24


_SHIFTS = ((0, 0), (0, -16), (0, 16), (-24, 0), (24, 0), (-30, -18), (30, -18), (-30, 18), (30, 18),
           (0, -34), (0, 34), (-56, 0), (56, 0))  # fmt: skip

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Item(Generic[Line]):
    """A label that wants a place."""

    id: str
    """The same from one layout to the next: a label keeps its place while it is good."""
    kind: Literal["place", "country", "tag"]
    x: float
    y: float
    """The point it belongs to, in pixels."""
    radius: float
    """Reach of the sign there."""
    priority: float
    must: bool
    """Stays whatever it costs."""
    lines: tuple[Line, ...]
    """The name, then what happened."""
    sizes: tuple[tuple[float, float], ...]
    """Width and height of each line."""
    home: str = ""
    """Code of the country that it belongs to; empty where no country is its own."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[Line]):
    """A label that has a place: left and top of the text from its point, how many lines are shown."""

    item: Item[Line]
    dx: float
    dy: float
    width: float
    height: float
    align: Align
    lines: int
    leader: Segment | None
    """From the sign to the text, from the point."""
    spot: str
    """Which candidate it took."""

    @property
    def box(self) -> Box:
        """Where the text lies."""
        left, top = self.item.x + self.dx, self.item.y + self.dy
        return left, top, left + self.width, top + self.height


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A sign; an open dot (``soft``) may be covered, at a cost."""

    x: float
    y: float
    radius: float
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Land:
    """The countries under a map."""

    cell: float
    """Pixels."""
    columns: int
    codes: Sequence[str]
    """By cell, row by row; empty for the sea."""

    def abroad(self, home: str, left: float, top: float, width: float, height: float) -> float:
        """The share of a text that lies on a country that is not its own."""

        def cells(start: float, size: float) -> range:
            return range(math.ceil(start / self.cell - 0.5), math.floor((start + size) / self.cell - 0.5) + 1)

        rows, columns = cells(top, height), cells(left, width)
        found = [
            self.codes[row * self.columns + column]
            for row in rows
            for column in columns
            if 0 <= column < self.columns and 0 <= row * self.columns + column < len(self.codes)
        ]
        return sum(code not in ("", home) for code in found) / max(1, len(rows) * len(columns))


@dataclass(frozen=True, slots=True)
class Field:
    """What labels must keep clear of."""

    frame: Box
    blocked: Sequence[Box] = ()
    signs: Sequence[Obstacle] = ()
    curves: Sequence[Floats] = ()
    """Points of drawn curves, (n, 2)."""
    keep: float = _KEEP_WITHIN
    """How much dearer than the best the old place may be; more while a film runs, so that labels stand still."""
    land: Land | None = None
    """None where nobody knows the countries under the map."""
    samples: Floats = field(init=False)

    def __post_init__(self) -> None:
        points = np.concatenate(self.curves) if len(self.curves) else np.empty((0, 2))
        object.__setattr__(self, "samples", points)


@dataclass(frozen=True, slots=True)
class _Candidate:
    spot: str
    dx: float
    dy: float
    cost: float
    align: Align
    leader: Segment | None = None


def place_labels(
    items: Iterable[Item[Line]], room: Field, before: dict[str, str], limit: float = math.inf
) -> list[Placed[Line]]:
    """Find room for labels, most urgent first.

    ``before`` has the spots of the last layout by id, ``limit`` how many labels of places there may be.
    """
    placed: list[Placed[Line]] = []
    places = 0
    for item in sorted(items, key=lambda item: (-item.priority, item.id)):
        if item.kind == "place" and places >= limit:
            continue
        label = _placed(item, room, placed, before.get(item.id))
        if label:
            placed.append(label)
            places += item.kind == "place"
    return placed


def _placed(
    item: Item[Line], room: Field, placed: list[Placed[Line]], before: str | None
) -> Placed[Line] | None:
    for count in range(len(item.sizes), 0, -1):
        width = max(size[0] for size in item.sizes[:count])
        height = sum(size[1] for size in item.sizes[:count])
        found = _cheapest(item, width, height, room, placed, before)
        # What happened is dropped before the name is.
        if found and (found.cost <= _DROP_OVER or (item.must and count == 1)):
            return Placed(
                item, found.dx, found.dy, width, height, found.align, count, found.leader, found.spot
            )
    return _anywhere(item, room, placed) if item.must else None


def _anywhere(item: Item[Line], room: Field, placed: list[Placed[Line]]) -> Placed[Line] | None:
    """What happens now is named even over a sign or a curve, but never cut and never over another name."""
    width, height = item.sizes[0]
    left, top, right, bottom = room.frame
    taken = [*room.blocked, *(label.box for label in placed)]
    for at in _candidates(item, width, height, right < _NARROW):
        label = Placed(item, at.dx, at.dy, width, height, at.align, 1, at.leader, at.spot)
        box = label.box
        inside = box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom
        if inside and not any(_overlap(box, other) for other in taken):
            return label
    return None


def _cheapest(
    item: Item[Line], width: float, height: float, room: Field, placed: list[Placed[Line]], before: str | None
) -> _Candidate | None:
    best: _Candidate | None = None
    kept: _Candidate | None = None
    for candidate in _candidates(item, width, height, room.frame[2] < _NARROW):
        # Candidates come cheapest first, so that the rest can be left out; the old place is always looked at.
        if best and candidate.cost >= best.cost and candidate.spot != before:
            continue
        cost = candidate.cost + _cost(item, candidate, width, height, room, placed)
        if cost == math.inf:
            continue
        found = _Candidate(
            candidate.spot, candidate.dx, candidate.dy, cost, candidate.align, candidate.leader
        )
        if candidate.spot == before:
            kept = found
        if best is None or cost < best.cost:
            best = found
    return kept if kept and best and kept.cost <= best.cost + room.keep else best


def _candidates(item: Item[Line], width: float, height: float, narrow: bool) -> list[_Candidate]:
    if item.kind == "country":
        return [
            _Candidate(f"C{i}", x - width / 2, y - height / 2, 0.3 * i, "middle")
            for i, (x, y) in enumerate(_SHIFTS)
        ]
    near = _beside(item.radius, width, height)
    return near if item.kind == "tag" else near + _with_leader(item, width, height, narrow)


def _beside(radius: float, width: float, height: float) -> list[_Candidate]:
    gap, near = radius + 4, radius * 0.6 + 2
    return [
        _Candidate("E", gap, -height / 2, 0, "start"),
        _Candidate("NE", near + 1, -near - height + 3, 0.8, "start"),
        _Candidate("SE", near + 1, near - 2, 0.9, "start"),
        _Candidate("W", -gap - width, -height / 2, 1.2, "end"),
        _Candidate("NW", -near - 1 - width, -near - height + 3, 1.8, "end"),
        _Candidate("SW", -near - 1 - width, near - 2, 1.9, "end"),
        _Candidate("N", -width / 2, -radius - 3 - height, 2, "middle"),
        _Candidate("S", -width / 2, radius + 3, 2.2, "middle"),
    ]


def _with_leader(item: Item[Line], width: float, height: float, narrow: bool) -> list[_Candidate]:
    spoken = _SHORT_LEADER if narrow else _LONG_LEADER
    longest = 2 * spoken + 8 if item.must else spoken if item.priority >= _SPOKEN else _SHORT_LEADER
    found = []
    for reach in (way for way in _LEADERS if way <= longest):
        for i in range(_DIRECTIONS):
            cos, sin = math.cos(2 * math.pi * i / _DIRECTIONS), math.sin(2 * math.pi * i / _DIRECTIONS)
            x, y = (item.radius + reach) * cos, (item.radius + reach) * sin
            align: Align = "middle" if abs(cos) < 0.3 else "start" if cos > 0 else "end"
            dx = {"middle": x - width / 2, "start": x + 2, "end": x - 2 - width}[align]
            dy = (y + 1 if sin > 0 else y - 1 - height) if align == "middle" else y - height / 2
            start = item.radius + 1
            leader = (start * cos, start * sin, x, y)
            found.append(_Candidate(f"L{reach}/{i}", dx, dy, 4 + 0.13 * reach, align, leader))
    return found


def _cost(
    item: Item[Line], at: _Candidate, width: float, height: float, room: Field, placed: list[Placed[Line]]
) -> float:
    left, top = item.x + at.dx, item.y + at.dy
    box = (left - _GAP, top - _GAP, left + width + _GAP, top + height + _GAP)
    frame = room.frame
    if box[0] < frame[0] or box[1] < frame[1] or box[2] > frame[2] or box[3] > frame[3]:
        return math.inf
    if any(_overlap(box, other) for other in room.blocked):
        return math.inf
    leader = _shifted(at.leader, item)
    if any(_overlap(box, label.box) or _crosses(label, leader, box) for label in placed):
        return math.inf
    if leader and any(_cuts(leader, other) for other in room.blocked):
        return math.inf
    cost = 0.0
    if item.home and room.land:
        share = room.land.abroad(item.home, left, top, width, height)
        # The name of a country on another one would be wrong; at its own point it may be wider than the country.
        if item.kind == "country" and at.spot != "C0" and share > 0.5:
            return math.inf
        cost = _ABROAD * share
    for sign in room.signs:
        if item.radius > 0 and sign.x == item.x and sign.y == item.y:
            continue
        if _covers(box, sign):
            if not sign.soft:
                return math.inf
            cost += _OVER_DOT
        if leader and _near_segment(leader, sign.x, sign.y) < sign.radius:
            cost += 1.6 if sign.soft else 8
    x, y = room.samples.T
    covered = int(((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).sum()) if len(x) else 0
    return cost + min(30.0, 0.9 * covered)


def _crosses(label: Placed[Line], leader: Segment | None, box: Box) -> bool:
    """Whether a leader runs into a label or another leader."""
    theirs = _shifted(label.leader, label.item)
    if theirs and _cuts(theirs, box):
        return True
    return leader is not None and (
        _cuts(leader, label.box) or (theirs is not None and _segments_cross(leader, theirs))
    )


def _shifted(leader: Segment | None, item: Item[Line]) -> Segment | None:
    if leader is None:
        return None
    return leader[0] + item.x, leader[1] + item.y, leader[2] + item.x, leader[3] + item.y


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _covers(box: Box, sign: Obstacle) -> bool:
    dx = max(box[0] - sign.x, 0.0, sign.x - box[2])
    dy = max(box[1] - sign.y, 0.0, sign.y - box[3])
    return dx * dx + dy * dy < (sign.radius + 1) ** 2


def _cuts(line: Segment, box: Box) -> bool:
    """Whether a line goes through a box."""
    enter, leave = 0.0, 1.0
    for start, delta, low, high in (
        (line[0], line[2] - line[0], box[0], box[2]),
        (line[1], line[3] - line[1], box[1], box[3]),
    ):
        if delta == 0:
            if start < low or start > high:
                return False
            continue
        a, b = (low - start) / delta, (high - start) / delta
        enter, leave = max(enter, min(a, b)), min(leave, max(a, b))
    return enter < leave


def _segments_cross(a: Segment, b: Segment) -> bool:
    def side(line: Segment, x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    return side(a, b[0], b[1]) * side(a, b[2], b[3]) < 0 and side(b, a[0], a[1]) * side(b, a[2], a[3]) < 0


def _near_segment(line: Segment, x: float, y: float) -> float:
    dx, dy = line[2] - line[0], line[3] - line[1]
    t = min(1.0, max(0.0, ((x - line[0]) * dx + (y - line[1]) * dy) / (dx * dx + dy * dy or 1)))
    return math.hypot(x - line[0] - t * dx, y - line[1] - t * dy)
