"""The legend of a picture: what is in it, and nothing else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from waterbed.output.incidents import Spot, disc_radius, lit_days
from waterbed.output.ink.blocks import Block, Run, block, draw_block
from waterbed.output.ink.pen import Pen, line
from waterbed.output.moment import RING_DAYS
from waterbed.output.still.map.curve import Station
from waterbed.output.still.map.heads import draw_head, head_length
from waterbed.output.still.map.picture import Course, Picture, certainty_of
from waterbed.output.still.map.signs import Sign, draw_badge, draw_count, draw_rings, draw_sign, draw_spot
from waterbed.output.still.map.trails import (
    Progress,
    TrailStyle,
    doubt_of,
    draw_arrival,
    draw_loop,
    largest_of,
    quantity_of,
)
from waterbed.output.text.speaker import Speaker, picture_word

PHASES = ("presence", "crackdown", "displacement", "arrival", "return")


_STATES = {"earlier": "legend.earlier", "attested": "legend.earlier", "ended": "legend.ended",
           "not_yet": "legend.notYet", "unknown": "legend.unknown", "other": "legend.other"}  # fmt: skip


_SIGN_ROOM, _LINE_ROOM, _SHORT_LINE = 22.0, 46.0, 34.0


Draw = Callable[[Pen, float], None]
"""Draws a swatch with a pen at its left middle, in a width."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A swatch and its words."""

    draw: Draw
    text: str
    room: float = _SIGN_ROOM


@dataclass(frozen=True, slots=True)
class Legend:
    """Entries under two headings."""

    phases: tuple[Entry, ...]
    movements: tuple[Entry, ...]


def legend_of(pictures: Sequence[Picture], say: Speaker, *, brief: bool = False) -> Legend:
    """What some pictures show, in a fixed order.

    ``brief`` is for where room is scarce: a phase in a word, shorter lines, and in a scene the movements that it tells of,
    with one entry for all others, which are pale.
    """
    return Legend(tuple(_phases(pictures, say, brief)), tuple(_movements(pictures, say, brief)))


def _phases(pictures: Sequence[Picture], say: Speaker, brief: bool) -> Iterable[Entry]:
    named, short = ("phase", ".brief") if brief else ("legend", "")
    signs = [
        mark.sign
        for picture in pictures
        for mark in picture.marks
        if 0 < mark.x < picture.frame.width
        and 0 < mark.y < picture.frame.height
        and mark.sign.phase != "number"
    ]
    shown = {sign.phase for sign in signs if not sign.candidate}
    for phase in PHASES:
        if phase in shown:
            yield Entry(_sign(Sign(phase)), say.t(f"{named}.{phase}"))
    if any(sign.candidate for sign in signs):
        yield Entry(_sign(Sign("arrival", candidate=True)), say.t(f"{named}.candidate"))
    strikes = [strike for picture in pictures for strike in picture.strikes]
    if any(strike.what == "disruption" for strike in strikes):
        yield Entry(
            lambda pen, room: draw_badge(pen, room / 2 - 2, 0, "disruption"), say.t(f"{named}.disruption")
        )
    if any(0 <= strike.age < RING_DAYS for strike in strikes):
        what = next(strike.what for strike in strikes if strike.age < RING_DAYS)
        yield Entry(lambda pen, room: _rings(pen, room, what), picture_word(say, f"ring{short}"))
    said = set()
    for phase, key in _STATES.items():
        if phase in shown and key not in said:
            said.add(key)
            yield Entry(_sign(Sign(phase)), say.t(key))
    if any(sign.soft for sign in signs):
        yield Entry(_sign(Sign("presence", soft=True)), picture_word(say, f"soft{short}"))
    if any(sign.square for sign in signs):
        yield Entry(_sign(Sign("presence", square=True)), picture_word(say, f"square{short}"))
    if "region" in shown:
        yield Entry(_sign(Sign("region")), picture_word(say, f"region{short}"))
    if "end" in shown:
        yield Entry(_sign(Sign("end")), picture_word(say, f"end{short}"))
    lit = [(tone, spot) for picture in pictures for tone, spot in picture.spots.lit]
    days = lit_days(say.timeline["meta"])
    for tone, key in (("none", "legend.incident"), ("crackdown", "legend.incident.enforcement")):
        if any(tone == other for other, _ in lit):
            yield Entry(partial(_spot, tone=tone, count=1), say.t(key, n=days))
    if any(len(spot.rows) > 1 for _, spot in lit):
        yield Entry(partial(_spot, tone="none", count=12), say.t("legend.incidents"))
    if any(sign.count > 1 for sign in signs):
        yield Entry(_count, picture_word(say, f"count{short}"))


def _spot(pen: Pen, room: float, *, tone: str, count: int) -> None:
    draw_spot(pen, Spot(room / 2, 0, min(8.0, disc_radius(count)), list(range(count))), tone)


def _movements(pictures: Sequence[Picture], say: Speaker, brief: bool) -> Iterable[Entry]:
    courses = [course for picture in pictures for course in picture.courses]
    if not courses:
        return
    room = _SHORT_LINE if brief else _LINE_ROOM
    told = [
        course for picture in pictures for course in picture.courses if picture.scene < 0 or course.focused
    ]
    if not brief or len(told) == len(courses):
        yield from _lines(courses, say, room, brief)
        return
    if told:
        yield from _lines(told, say, room, brief)
    if any(course.trail and not course.focused for course in courses):
        yield Entry(_pale((told or courses)[0], say), picture_word(say, "aside"), room)


def _lines(courses: Sequence[Course], say: Speaker, room: float, brief: bool) -> Iterable[Entry]:
    trails = [course for course in courses if course.trail]
    timeline = say.timeline
    moves = timeline["movements"]
    order = {kind: -moves["kind"].count(kind) for kind in moves["kind"]}
    kinds = sorted({moves["kind"][course.row] for course in courses}, key=lambda kind: (order[kind], kind))
    for kind in kinds:
        word = say.word(kind)
        yield Entry(kind_line(kind), say.upper(word[:1]) + word[1:], room)
    plain = kinds[0]
    dated = {certainty_of(timeline, course) for course in trails if course.progress.state != "undated"}
    first = max(dated, default=2)
    for certainty, dash in ((2, ()), (1, (9, 4)), (0, (3, 6))):
        if certainty in dated:
            # In short the noun is said once: "high certainty, medium, low".
            said = picture_word(say, f"certainty.{certainty}") if brief and certainty != first else ""
            yield Entry(kind_line(plain, dash), said or say.t(f"legend.certainty.{certainty}"), room)
    if any(course.progress.state == "undated" for course in trails):
        said = picture_word(say, "undated") if brief else say.t("legend.undated")
        yield Entry(kind_line(plain, (0, 5), 2.2), said, room)
    going = [row for course in trails if course.progress.state == "under_way" for row in course.rows]
    if any(any(doubt_of(timeline, row)) for row in going):
        yield Entry(_band, say.t("legend.band"), room)
    sized = [row for course in trails for row in course.rows if quantity_of(timeline, row) >= 0]
    for unit in sorted({moves["unit"][row] for row in sized}):
        value = say.number(largest_of(timeline)[unit])
        kind = next(moves["kind"][row] for row in sized if moves["unit"][row] == unit)
        yield Entry(kind_line(kind, (), 8), say.t("legend.width", value=value, unit=say.word(unit)), room)
    if trails and not sized and not brief:
        yield Entry(kind_line(plain), say.t("legend.noWidth"), room)
    if any(course.number_at for course in courses):
        said = picture_word(say, "gathered.brief") if brief else say.t("legend.gathered")
        yield Entry(_gathered(plain), said, room)
    if any(moves["shape"][course.row] == "ring" for course in courses):
        yield Entry(_loop(moves["kind"]), picture_word(say, "loop"), room)
    if any(moves["shape"][course.row] == "arrival" and course.at for course in courses):
        yield Entry(_arrival, picture_word(say, "arrival"), room)


def _sign(sign: Sign) -> Draw:
    scale = min(1.0, 7.2 / sign.radius)
    return lambda pen, room: draw_sign(pen.at(room / 2 - 2, 0, size=scale), 0, 0, sign)


def _rings(pen: Pen, room: float, what: str) -> None:
    draw_rings(pen.at(room / 2 - 2, 0, size=0.5), 0, 0, 2, what, 1.0, 1.0)


def _count(pen: Pen, room: float) -> None:
    draw_sign(pen.at(room / 2, 1.5, size=0.72), 0, 0, Sign("presence", count=2))


def _band(pen: Pen, room: float) -> None:
    band = line((room * 0.32, 0), (room * 0.68, 0))
    pen.stroke(band, pen.palette.kind("displacement"), 11, alpha=0.2, cap="round")
    kind_line("displacement")(pen, room)


def _pale(course: Course, say: Speaker) -> Draw:
    """The line of a movement that a scene does not tell of."""
    kind = say.timeline["movements"]["kind"][course.row]

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


def _set(entry: Entry, size: float, room: float, lang: str) -> Block:
    return block([Run(entry.text, ink="ink")], size, room - entry.room, lang, leading=1.25)


def column_height(entries: Iterable[Entry], size: float, room: float, row: float, lang: str) -> float:
    """How high a column of entries is; a row has at least a height."""
    return sum(max(row, _set(entry, size, room, lang).height + 3) for entry in entries)


def draw_column(
    pen: Pen, entries: Iterable[Entry], x: float, top: float, size: float, room: float, row: float
) -> float:
    """Draw entries below one another; returns where they end."""
    for entry in entries:
        said = _set(entry, size, room, pen.lang)
        high = max(row, said.height + 3)
        scale = min(1.0, row / 18)
        entry.draw(pen.at(x, top + high / 2, size=scale), entry.room / scale)
        draw_block(pen, said, x + entry.room, top + (high - said.height) / 2)
        top += high
    return top


def rows_of(
    entries: Sequence[Entry], size: float, room: float, lang: str, gap: float = 10.0
) -> list[list[tuple[float, Entry]]]:
    """Entries beside one another, in rows that fit a width, with the left of each."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    x = 0.0
    for entry in entries:
        wide = entry.room + max(
            (left + width_of(run, size, lang) for left, run in _set(entry, size, 9e9, lang).lines[0]),
            default=0.0,
        )
        if rows[-1] and x + wide > room:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += wide + gap
    return [row for row in rows if row]


def width_of(run: Run, size: float, lang: str) -> float:
    """How wide a run is."""
    from waterbed.output.ink.typeface import Face, width

    return width(run.text, Face(size, bold=run.bold), lang)


def draw_rows(
    pen: Pen, rows: Sequence[Sequence[tuple[float, Entry]]], x: float, top: float, size: float, row: float
) -> None:
    """Draw entries beside one another."""
    for n, entries in enumerate(rows):
        for left, entry in entries:
            scale = min(1.0, row / 18)
            entry.draw(pen.at(x + left, top + (n + 0.5) * row, size=scale), entry.room / scale)
            said = _set(entry, size, 9e9, pen.lang)
            draw_block(pen, said, x + left + entry.room, top + (n + 0.5) * row - said.height / 2)
