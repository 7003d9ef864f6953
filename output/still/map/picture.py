"""One map of a story: what stands where at a moment, and the strokes that draw it. The player's ``picture.js``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from waterbed.output.crowds import arrows, routine_at
from waterbed.output.ink.pen import Pen, disc, line
from waterbed.output.moment import RING_DAYS, Moment, moment
from waterbed.output.outlines import own_land
from waterbed.output.still.map.areas import Hatch, areas_of, draw_areas
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.ground import Ground, draw_borders, draw_ground, ground_of, story_of
from waterbed.output.still.map.labels import Box
from waterbed.output.still.map.places import Mark, Spots, is_within, lay_numbers, lay_places, lay_spots
from waterbed.output.still.map.signs import (
    draw_badge,
    draw_bubble,
    draw_count,
    draw_rings,
    draw_sign,
    draw_spots,
)
from waterbed.output.still.map.trails import (
    Progress,
    Trail,
    curve_on,
    doubt_of,
    draw_arrival,
    draw_loop,
    draw_trail,
    lay_trail,
    trail_style,
    trail_width,
)
from waterbed.output.timeline import Timeline

_ORDER = {"past": 0, "since": 1, "by": 1, "undated": 2, "under_way": 3}


_AT_REST = Progress("undated")


@dataclass(frozen=True, slots=True)
class Course:
    """A movement that is drawn, or several that could not be told apart: along a trail, or around a sign."""

    rows: tuple[int, ...]
    progress: Progress
    focused: bool
    """The scene tells of it."""
    trail: Trail | None
    at: Mark | None

    @property
    def row(self) -> int:
        """The movement that gives kind and ends."""
        return self.rows[0]

    @property
    def number_at(self) -> tuple[float, float] | None:
        """Where the number of movements stands; None for a single one."""
        if len(self.rows) < 2 or not (self.trail or self.at):
            return None
        if self.trail:
            middle = self.trail.curve.station((self.trail.start + self.trail.end) / 2)
            return middle.x, middle.y
        mark = self.at
        return (mark.x + 13, mark.y + mark.radius + 9.5) if mark else None


@dataclass(frozen=True, slots=True)
class Strike:
    """An event, or a disruption that lasts (event -1), at a sign."""

    event: int
    what: str
    mark: Mark
    age: float
    chance: float
    fresh: bool = True
    """It is news: it has a ring, or had one a while ago."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything on the map at a moment."""

    timeline: Timeline
    moment: Moment
    scene: int
    ground: Ground
    marks: list[Mark]
    courses: list[Course]
    strikes: list[Strike]
    events: dict[int, list[int]]
    """Rows of events now, by place."""
    spots: Spots = field(default_factory=Spots)
    """Events with a point of their own."""
    told: frozenset[int] | None = field(default=None)
    """Places the scene tells of."""

    @property
    def frame(self) -> MapFrame:
        """The frame of the map."""
        return self.ground.frame

    @property
    def areas(self) -> list[Hatch]:
        """What is hatched on the map."""
        return areas_of(self.timeline, self.moment, self.ground, self.told)

    def in_scene(self, record: int) -> bool:
        """Whether the scene tells of a record."""
        return self.scene >= 0 and record in self.timeline["scenes"]["own"][self.scene]


def lay_picture(
    timeline: Timeline,
    day: float,
    scene: int,
    frame: MapFrame,
    *,
    undated: bool = False,
    seen: Moment | None = None,
) -> Picture:
    """What stands where at a moment in a frame; ``scene`` -1 for none, ``seen`` the moment where it is known already."""
    seen = moment(timeline, day) if seen is None else seen
    ground = ground_of(frame, story_of(timeline), own_land(timeline))
    chosen, told = drawn_movements(timeline, seen, scene, undated=undated), told_places(timeline, scene)
    events, over = _events_by_place(timeline, seen, scene), _kept_by_place(timeline, seen, scene)
    moves = timeline["movements"]
    ends = {moves[end][row] for row, _ in chosen for end in ("origin", "destination")}
    marks = lay_places(timeline, seen, frame, ends=ends, struck={*events, *over}, told=told)
    mark_of = _marks_by_place(marks)

    def radius_of(place: int) -> float:
        mark = mark_of.get(place)
        return 2.0 if mark is None or mark.moved else mark.radius

    def chord(row: int) -> float:
        curve = curve_on(timeline, row, frame)
        return float(np.hypot(*(curve.points[-1] - curve.points[0]))) if curve else 0.0

    courses = []
    for arrow in arrows(timeline, chosen, chord):
        row = arrow.rows[0]
        curved = moves["shape"][row] == "curve"
        trail = lay_trail(timeline, row, frame, radius_of, arrow.bend) if curved else None
        at = None if curved else mark_of.get(moves["destination"][row])
        if trail or at:
            courses.append(Course(arrow.rows, arrow.state, scene >= 0, trail, at))
    courses.sort(key=lambda course: (10 if course.focused else 0) + _ORDER[course.progress.state])
    strikes = _strikes(timeline, seen, events, over, mark_of)
    _disrupt(strikes)
    return Picture(
        timeline,
        seen,
        scene,
        ground,
        marks,
        courses,
        strikes,
        events,
        lay_spots(timeline, seen.day, frame, marks),
        told,
    )


def drawn_movements(
    timeline: Timeline, seen: Moment, scene: int, *, undated: bool = False
) -> list[tuple[int, Progress]]:
    """Movements that a picture draws: in a scene its own, none before its cause."""
    moves, told = timeline["movements"], own_records(timeline, scene)
    drawn = [
        (mark.index, Progress(mark.state, mark.fraction, mark.age))
        for mark in seen.movements
        if scene < 0 or moves["record"][mark.index] in told
    ]
    for row, (mode, shape) in enumerate(zip(moves["mode"], moves["shape"], strict=True)):
        own = moves["record"][row] in told or (undated and scene < 0)
        if mode == "undated" and shape != "none" and own:
            cause = moves["not_before"][row]
            if cause is None or cause <= seen.day:
                drawn.append((row, _AT_REST))
    return drawn


def own_records(timeline: Timeline, scene: int) -> frozenset[int]:
    """Records that are a scene's own: those that it names, and the movements that one of these set off."""
    return frozenset(timeline["scenes"]["own"][scene]) if scene >= 0 else frozenset()


def _events_by_place(timeline: Timeline, seen: Moment, scene: int) -> dict[int, list[int]]:
    """Events that are news: in a scene its own."""
    found: dict[int, list[int]] = {}
    told = own_records(timeline, scene)
    events, pointed = timeline["events"], frozenset(timeline["incidents"]["event"])
    routine = routine_at(timeline)
    for mark in seen.events:
        place = events["place"][mark.index]
        if scene >= 0 and events["record"][mark.index] not in told:
            continue
        # What has a point of its own is drawn there, and hits its place only where that takes a phase of it.
        if place >= 0 and (
            events["sign"][mark.index] or (mark.index not in pointed and place not in routine)
        ):
            found.setdefault(place, []).append(mark.index)
    return found


def _kept_by_place(timeline: Timeline, seen: Moment, scene: int) -> dict[int, list[int]]:
    """Events that the scene tells of and that are no news any more: they keep their sign until it ends."""
    found: dict[int, list[int]] = {}
    if scene < 0:
        return found
    events, told = timeline["events"], own_records(timeline, scene)
    news = {mark.index for mark in seen.events}
    columns = (events[name] for name in ("record", "place", "sign", "start_max"))
    for row, (record, place, sign, begun) in enumerate(zip(*columns, strict=True)):
        if (
            record in told
            and sign
            and place >= 0
            and row not in news
            and begun is not None
            and begun <= seen.day
        ):
            found.setdefault(place, []).append(row)
    return found


def _marks_by_place(marks: Sequence[Mark]) -> dict[int, Mark]:
    return {place: mark for mark in marks for place in mark.members}


def _strikes(
    timeline: Timeline,
    seen: Moment,
    events: dict[int, list[int]],
    over: dict[int, list[int]],
    mark_of: dict[int, Mark],
) -> list[Strike]:
    table, marks = timeline["events"], {mark.index: mark for mark in seen.events}
    strikes = []
    for place, rows in events.items():
        at = mark_of.get(place)
        for row in rows if at else ():
            if table["sign"][row]:
                start = table["start_min"][row]
                age = seen.day - start if start is not None else marks[row].age
                strikes.append(Strike(row, table["sign"][row], at, age, marks[row].chance))  # type: ignore[arg-type]
    for place, rows in over.items():
        if at := mark_of.get(place):
            strikes += [Strike(row, table["sign"][row], at, np.inf, 1.0, fresh=False) for row in rows]
    for span in seen.disruptions:
        at = mark_of.get(timeline["spans"]["place"][span])
        if at and not any(other.mark is at and other.what == "disruption" for other in strikes):
            strikes.append(Strike(-1, "disruption", at, np.inf, 1.0, fresh=False))
    return strikes


def _disrupt(strikes: Sequence[Strike]) -> None:
    """While a disruption is news its sign stands in place of the phase, unless a crackdown is news too."""
    struck = [strike for strike in strikes if strike.fresh and strike.chance == 1]
    pressed = [strike.mark for strike in struck if strike.what == "crackdown"]
    for strike in struck:
        if strike.what == "disruption" and strike.mark not in pressed and strike.mark.sign.phase != "group":
            strike.mark.sign = replace(strike.mark.sign, phase="disruption", soft=False, faint=False)


def told_places(timeline: Timeline, scene: int) -> frozenset[int] | None:
    """Places the scene tells of: where its records are and where its movements begin and end."""
    if scene < 0:
        return None
    records = own_records(timeline, scene)
    told = {timeline["records"]["place"][record] for record in records if record >= 0}
    hubs, places, moves = timeline["hubs"], timeline["places"], timeline["movements"]
    told |= {place for record, place in zip(hubs["record"], hubs["place"], strict=True) if record in records}
    told |= {place for place, record in enumerate(places["record"]) if record in records}
    for row, record in enumerate(moves["record"]):
        if record in records:
            told |= {moves["origin"][row], moves["destination"][row]}
    return frozenset(told - {-1})


def without(picture: Picture, box: Box) -> Picture:
    """The same picture without the signs of a part that is shown elsewhere; regions stay."""

    def kept(mark: Mark) -> bool:
        return not is_within(mark.true_x, mark.true_y, box) or mark.sign.phase == "region"

    marks = [mark for mark in picture.marks if kept(mark)]
    strikes = [strike for strike in picture.strikes if kept(strike.mark)]
    courses = [course for course in picture.courses if course.at is None or kept(course.at)]
    return replace(picture, marks=marks, strikes=strikes, courses=courses, spots=picture.spots.outside(box))


def draw_base(pen: Pen, picture: Picture) -> None:
    """What stays while the clock moves on: ground, hatches, borders."""
    draw_ground(pen, picture.ground)
    draw_areas(pen, picture.timeline, picture.areas, picture.ground)
    draw_borders(pen, picture.ground)


def draw_story(pen: Pen, picture: Picture, passes: Mapping[int, float] | None = None) -> None:
    """What moves: numbers, trails, rings, signs; ``passes`` has the share of its one pass that is over, by event."""
    passes = passes or {}
    for bubble in lay_numbers(picture.timeline, picture.moment.day, picture.frame):
        draw_bubble(pen, bubble.x, bubble.y, bubble.radius, bubble.value)
    size = min(1.0, max(0.85, 0.75 + picture.frame.width / 3200))
    draw_spots(pen, picture.spots.lit, picture.spots.over, picture.spots.vague)
    for course in picture.courses:
        _draw_course(pen, picture, course, size)
    for course in picture.courses:
        if course.number_at:
            draw_count(pen, *course.number_at, len(course.rows))
    for strike in picture.strikes:
        strength = max(0.0, min(1.0, (RING_DAYS - strike.age) / 2.5) * strike.chance)
        # What may not have happened yet has no pass of its own.
        progress = passes.get(strike.event, 1.0) if strike.chance == 1 else 1.0
        if strike.event >= 0 and (strength > 0 or progress < 1):
            mark = strike.mark
            draw_rings(pen, mark.x, mark.y, mark.radius, strike.what, progress, strength)
    for mark in picture.marks:
        if mark.moved:
            pen.stroke(line((mark.true_x, mark.true_y), (mark.x, mark.y)), "ink2", 0.9)
            pen.at(mark.true_x, mark.true_y).fill(disc(1.6), "ink2")
        draw_sign(pen, mark.x, mark.y, mark.sign)
    _draw_badges(pen, picture.strikes)


def _draw_course(pen: Pen, picture: Picture, course: Course, size: float) -> None:
    aside = picture.scene >= 0 and not course.focused
    timeline, progress = picture.timeline, course.progress
    # The widest and the least certain of several.
    row = max(course.rows, key=lambda row: trail_width(timeline, row))
    style = trail_style(timeline, pen.palette, row, progress, size, focused=course.focused, aside=aside)
    style = replace(style, certainty=certainty_of(timeline, course))
    if course.trail:
        doubt = max((doubt_of(timeline, row) for row in course.rows), key=sum)
        draw_trail(pen, course.trail, progress, style, doubt)
    elif course.at and timeline["movements"]["shape"][row] == "ring":
        draw_loop(pen, course.at.x, course.at.y, course.at.radius, progress, style)
    # An arrival is news for a while and then a phase of the place; its rings would otherwise stay for ever.
    elif course.at and (progress.age < 365 or course.focused):
        draw_arrival(pen, course.at.x, course.at.y, course.at.radius, progress, style)


def certainty_of(timeline: Timeline, course: Course) -> int:
    """The certainty that a course is drawn with: the least of its movements'."""
    certainties: list[int] = timeline["movements"]["certainty"]
    return min(certainties[row] for row in course.rows)


def _draw_badges(pen: Pen, strikes: list[Strike]) -> None:
    done: set[tuple[str, int]] = set()
    for strike in strikes:
        mark, what = strike.mark, strike.what
        shown = what == mark.sign.phase and strike.chance == 1
        # What hits one of many is a share of their ring.
        if (what, mark.place) in done or shown or mark.sign.phase == "group":
            continue
        done.add((what, mark.place))
        # A second badge goes under the first.
        side = 1 if what == "crackdown" and ("disruption", mark.place) in done else -1
        # An open dot has no room at its shoulder: the badge stands in its place.
        away = 0.0 if mark.radius < 6 else 0.78 * mark.radius + 1.5
        draw_badge(pen, mark.x + away, mark.y + side * away, what, strike.chance)
