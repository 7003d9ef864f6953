"""The legend of a picture: what is in it, and nothing else."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from waterbed.output.incidents import Spot, disc_radius, lit_days
from waterbed.output.ink.entries import Draw, Entry
from waterbed.output.ink.pen import Pen, line
from waterbed.output.moment import RING_DAYS
from waterbed.output.still.map.curve import Station
from waterbed.output.still.map.heads import draw_head, head_length
from waterbed.output.still.map.picture import Course, Picture
from waterbed.output.still.map.places import CURRENT
from waterbed.output.still.map.signs import Sign, draw_badge, draw_count, draw_rings, draw_sign, draw_spot
from waterbed.output.still.map.trails import (
    DASHES,
    Progress,
    TrailStyle,
    doubt_of,
    draw_arrival,
    draw_loop,
    largest_of,
    quantity_of,
)
from waterbed.output.text.explained import PLACES, explained
from waterbed.output.text.speaker import Speaker, picture_word

PHASES = PLACES[:5]


_STATES = {"earlier": "legend.earlier", "ended": "legend.ended", "not_yet": "legend.notYet",
           "unknown": "legend.unknown", "other": "legend.other"}  # fmt: skip


_LINE_ROOM, _SHORT_LINE = 46.0, 34.0


@dataclass(frozen=True, slots=True)
class Legend:
    """Entries under two headings."""

    phases: tuple[Entry, ...]
    movements: tuple[Entry, ...]


def legend_of(pictures: Sequence[Picture], say: Speaker, *, brief: bool = False) -> Legend:
    """What some pictures show of what they tell of, in a fixed order: each sign once, eight at most.

    ``brief`` is for where room is scarce: a phase in a word, shorter lines.
    """
    places, kinds, ways = signs_seen(pictures, say)
    courses = _told(pictures)
    shown, _ = explained(places, kinds, ways)
    made = [(key in PLACES, _entry(key, say, courses, kinds, brief)) for key in shown]
    return Legend(
        tuple(entry for at_place, entry in made if at_place),
        tuple(entry for at_place, entry in made if not at_place),
    )


def signs_seen(pictures: Sequence[Picture], say: Speaker) -> tuple[set[str], list[str], set[str]]:
    """Signs at places, kinds of movements and what their lines say, in pictures of what they tell of."""
    courses = _told(pictures)
    return set(_places_seen(pictures)), _kinds(courses, say), set(_ways_seen(pictures, courses, say))


def _told(pictures: Sequence[Picture]) -> list[Course]:
    """Movements that the scene tells of; all of them without a scene."""
    return [
        course for picture in pictures for course in picture.courses if picture.scene < 0 or course.focused
    ]


def _kinds(courses: Sequence[Course], say: Speaker) -> list[str]:
    """Kinds of movements, most frequent in the data set first."""
    every = say.timeline["movements"]["kind"]
    return sorted({every[course.row] for course in courses}, key=lambda kind: (-every.count(kind), kind))


def _places_seen(pictures: Sequence[Picture]) -> Iterator[str]:
    for picture in pictures:
        for mark in picture.marks:
            sign, told = mark.sign, picture.told
            if not (0 < mark.x < picture.frame.width and 0 < mark.y < picture.frame.height):
                continue
            if told is None or sign.phase in CURRENT or any(place in told for place in mark.members):
                yield "earlier" if sign.phase == "attested" else sign.phase
                yield from (key for key, is_so in (("soft", sign.soft), ("square", sign.square)) if is_so)
                if sign.count > 1 and sign.phase != "group":
                    yield "count"
        for strike in picture.strikes:
            if strike.what == "disruption":
                yield "disruption"
            if 0 <= strike.age < RING_DAYS:
                yield "ring"
        for tone, spot in picture.spots.lit:
            yield "incident" if tone == "none" else "incident.enforcement"
            if len(spot.rows) > 1:
                yield "incidents"


def _ways_seen(pictures: Sequence[Picture], courses: Sequence[Course], say: Speaker) -> Iterator[str]:
    shapes = say.timeline["movements"]["shape"]
    for course in courses:
        going = course.progress.state == "under_way"
        if course.trail:
            yield "undated" if course.progress.state == "undated" else "certainty"
            if any(quantity_of(say.timeline, row) >= 0 for row in course.rows):
                yield "width"
            if going and any(any(doubt_of(say.timeline, row)) for row in course.rows):
                yield "band"
        elif course.at:
            yield "loop" if shapes[course.row] == "ring" else "unplaced"
        if course.number_at:
            yield "gathered"
    if any(
        picture.scene >= 0 and course.trail and not course.focused
        for picture in pictures
        for course in picture.courses
    ):
        yield "aside"


def _entry(key: str, say: Speaker, courses: Sequence[Course], kinds: Sequence[str], brief: bool) -> Entry:
    """The swatch of a sign and what it says."""
    room = _SHORT_LINE if brief else _LINE_ROOM
    plain = kinds[0] if kinds else "displacement"
    days = lit_days(say.timeline["meta"])

    def said(name: str) -> str:
        return picture_word(say, f"{name}.brief") if brief else say.t(f"legend.{name}")

    if key in PHASES:
        return Entry(_sign(Sign(key)), say.t(f"phase.{key}" if brief else f"legend.{key}"))
    if key.startswith("kind "):
        word = say.word(key[5:])
        return Entry(kind_line(key[5:]), say.upper(word[:1]) + word[1:], room)
    if key in _STATES:
        return Entry(_sign(Sign(key)), say.t(_STATES[key]))
    made: dict[str, Callable[[], Entry]] = {
        "disruption": lambda: Entry(_badge, say.t("phase.disruption" if brief else "legend.disruption")),
        "ring": lambda: Entry(_rings, said("ring")),
        "soft": lambda: Entry(_sign(Sign("presence", soft=True)), said("soft")),
        "square": lambda: Entry(_sign(Sign("presence", square=True)), said("square")),
        "end": lambda: Entry(_sign(Sign("end")), said("end")),
        "incident": lambda: Entry(partial(_spot, tone="none", count=1), say.t("legend.incident", n=days)),
        "incident.enforcement": lambda: Entry(
            partial(_spot, tone="crackdown", count=1), say.t("legend.incident.enforcement", n=days)
        ),
        "incidents": lambda: Entry(partial(_spot, tone="none", count=12), say.t("legend.incidents")),
        "count": lambda: Entry(_count, said("count")),
        "group": lambda: Entry(_sign(Sign("group", count=9, shares=(2, 1, 2, 1, 2))), said("group")),
        "certainty": lambda: Entry(_certainty, say.t("overview.lines").rstrip("."), room),
        "undated": lambda: Entry(
            kind_line(plain, (0, 5), 2.2),
            picture_word(say, "undated") if brief else say.t("legend.undated"),
            room,
        ),
        "width": lambda: _width(say, courses, room),
        "loop": lambda: Entry(_loop(say.timeline["movements"]["kind"]), say.t("legend.loop"), room),
        "unplaced": lambda: Entry(_arrival, say.t("legend.unplaced"), room),
        "gathered": lambda: Entry(_gathered(plain), said("gathered"), room),
        "band": lambda: Entry(_band, say.t("legend.band"), room),
        "aside": lambda: Entry(_pale(plain), say.t("legend.aside"), room),
    }
    return made[key]()


def _width(say: Speaker, courses: Sequence[Course], room: float) -> Entry:
    """The widest line of the unit that most movements are stated in."""
    moves = say.timeline["movements"]
    sized = [row for course in courses for row in course.rows if quantity_of(say.timeline, row) >= 0]
    units = [moves["unit"][row] for row in sized]
    unit = max(sorted(set(units)), key=units.count)
    kind = next(moves["kind"][row] for row in sized if moves["unit"][row] == unit)
    value = say.number(largest_of(say.timeline)[unit])
    return Entry(kind_line(kind, (), 8), say.t("legend.width", value=value, unit=say.word(unit)), room)


def _spot(pen: Pen, room: float, *, tone: str, count: int) -> None:
    draw_spot(pen, Spot(room / 2, 0, min(8.0, disc_radius(count)), list(range(count))), tone)


def _sign(sign: Sign) -> Draw:
    scale = min(1.0, 7.2 / sign.radius)
    return lambda pen, room: draw_sign(pen.at(room / 2 - 2, 0, size=scale), 0, 0, sign)


def _badge(pen: Pen, room: float) -> None:
    draw_badge(pen, room / 2 - 2, 0, "disruption")


def _rings(pen: Pen, room: float) -> None:
    draw_rings(pen.at(room / 2 - 2, 0, size=0.5), 0, 0, 2, "crackdown", 1.0, 1.0)


def _certainty(pen: Pen, room: float) -> None:
    """Solid, dashed, dotted, below one another."""
    for y, dash in ((-5.0, ()), (0.0, DASHES[1]), (5.0, DASHES[0])):
        pen.stroke(line((0, y), (room - 8, y)), "ink2", 1.7, dash=dash)


def _count(pen: Pen, room: float) -> None:
    draw_sign(pen.at(room / 2, 1.5, size=0.72), 0, 0, Sign("presence", count=2))


def _band(pen: Pen, room: float) -> None:
    band = line((room * 0.32, 0), (room * 0.68, 0))
    pen.stroke(band, pen.palette.kind("displacement"), 11, alpha=0.2, cap="round")
    kind_line("displacement")(pen, room)


def _pale(kind: str) -> Draw:
    """The line of a movement that a scene does not tell of."""

    def draw(pen: Pen, room: float) -> None:
        pen.stroke(line((0, 0), (room - 8, 0)), pen.palette.kind(kind), 1.9, alpha=0.35)

    return draw


def _gathered(kind: str) -> Draw:
    def draw(pen: Pen, room: float) -> None:
        kind_line(kind)(pen, room)
        draw_count(pen.at((room - 12) / 2, 0, size=0.8), 0, 0, 2)

    return draw


def _loop(kinds: Sequence[str]) -> Draw:
    kind = "return" if "return" in kinds else kinds[0]

    def draw(pen: Pen, room: float) -> None:
        style = TrailStyle(kind, pen.palette.kind(kind), 1.9, 1.0, 2)
        draw_loop(pen.at(room / 2 - 4, 0, size=0.8), 0, -16.5, 7, Progress("past"), style)

    return draw


def _arrival(pen: Pen, room: float) -> None:
    style = TrailStyle("displacement", pen.palette.kind("displacement"), 1.9, 1.0, 2)
    draw_arrival(pen.at(room / 2 - 4, 0, size=0.7), 0, 0, 0, Progress("past"), style)


def kind_line(kind: str, dash: Sequence[float] = (), width: float = 1.9) -> Draw:
    """A short line with the head of its kind."""

    def draw(pen: Pen, room: float) -> None:
        tip, token, thick = room - 8, pen.palette.kind(kind), min(width, 2.4)
        end = max(2.0, tip - head_length(kind, thick) + 1)
        cap = "round" if dash and dash[0] == 0 else "butt"
        pen.stroke(line((0, 0), (end, 0)), token, width, dash=dash, cap=cap)
        draw_head(pen, kind, Station(tip, 0, 0), thick, token)

    return draw
