"""The ribbon as a picture of its own, and small beside a map."""

from collections.abc import Sequence
from dataclasses import replace

from waterbed.layers.dates import from_day
from waterbed.output.extras import matplotlib_needed
from waterbed.output.ribbonlayout import RibbonLayout, lay_ribbon, years
from waterbed.output.ribbonpaint import (
    diamond,
    draw_playhead,
    draw_ribbon,
    fade,
    paint_bar,
    s_curve,
    small_head,
    tick,
)
from waterbed.output.speaker import Speaker
from waterbed.output.stilllegend import PHASES, Entry, draw_rows, rows_of
from waterbed.output.stillmappart import draw_pill
from waterbed.output.stilloptions import SMALLEST, StillOptions, Told
from waterbed.output.stillpen import Pen, box, line
from waterbed.output.stillpicture import Picture
from waterbed.output.stillrender import Format, rendered
from waterbed.output.stillsources import seen_at_once, source_runs, sources_of, status_runs
from waterbed.output.stilltext import Block, Run, block, draw_block, fitted
from waterbed.output.stillwords import picture_word
from waterbed.output.timeline import Timeline
from waterbed.output.typeface import Face, width

_AXIS = 18.0
_MARGIN = 20.0
_GAP = 10.0
_COUNTED = 3
"""From so many on, places without a row of their own are counted instead of named."""
_SOURCES = 6


def ribbon_bytes(
    timeline: Timeline,
    *,
    options: StillOptions | None = None,
    format: Format = "png",
    day: float | None = None,
    most: int | None = None,
) -> bytes:
    """The ribbon as a picture: a row a place, bars for phases, ticks for events, links for movements.

    Takes what :func:`waterbed.output.still.still_bytes` takes; ``day`` sets the playhead, none is drawn without. The view
    and the parts of the options have no meaning here. With ``most`` only so many places are shown, those with the most on
    record, which the picture says; without, every place is, and small ones stand in the row of their country.
    """
    matplotlib_needed()
    options = options or StillOptions()
    told = Told.of(timeline, day, None, options)
    return rendered(
        lambda pen: draw_page(pen, Speaker(timeline, told.lang), options, day, most),
        told.lang,
        options.theme,
        options.pixels,
        options.factor,
        format,
        Speaker(timeline, told.lang).meta("title"),
    )


def draw_page(pen: Pen, say: Speaker, options: StillOptions, day: float | None, most: int | None) -> None:
    """Draw the whole picture: title, key, rows, sources and status."""
    timeline = say.timeline
    width_px, height = (side / options.factor for side in options.pixels)
    wide = width_px - 2 * _MARGIN
    pen.fill(box(0, 0, width_px, height), "page")
    meta = timeline["meta"]
    first, last = say.year(meta["first_day"]), say.month(meta["last_day"])
    title = picture_word(say, "ribbon.title", first=first, last=last)
    head = fitted([Run(title, bold=True, ink="ink")], (19, 17, 15), wide, 2, say.lang)
    draw_block(pen, head, _MARGIN, _MARGIN - 8)
    right = width_px - _MARGIN
    for said in seen_at_once(say):
        room = width(said, Face(11, bold=True), say.lang) + 16
        draw_pill(pen, said, right - room, _MARGIN - 6, room)
        right -= room + 6
    keys = rows_of(_key(say), 10, wide, say.lang)
    top = _MARGIN - 4 + head.height
    draw_rows(pen, keys, _MARGIN, top, 10, 17)
    top += len(keys) * 17 + 6
    text = _page_text(say, wide, most or 0)
    room = height - _MARGIN + 6 - text.height - 8 - top - _AXIS
    layout = _page_layout(say, wide, room, most)
    if most:
        text = _page_text(say, wide, len(layout.rows))
    here = pen.at(_MARGIN, top + _AXIS)
    _draw_frame(here, layout, say, two=True, day=day)
    draw_ribbon(here, timeline, layout)
    if day is not None:
        draw_playhead(here, layout, day, -4)
    draw_block(pen, text, _MARGIN, top + _AXIS + layout.height + 8)


def _page_layout(say: Speaker, wide: float, room: float, most: int | None) -> RibbonLayout:
    """As many rows as there is room for, between 13 and 21 px high; lower where every country has one and they are many."""
    timeline = say.timeline
    count = len(timeline["rows"]["place"])
    fitting = max(1, min(count, int(room / 13.5), most or count))
    countries, places = (
        max(
            (width(say.place(row), face, say.lang) for row in timeline["rows"][name] if row >= 0), default=0.0
        )
        for name, face in (("country", Face(11, bold=True)), ("place", Face(11)))
    )
    left = min(max(min(250.0, wide * 0.26), countries + places + 2 * _GAP), wide * 0.36)

    def laid(row: float) -> RibbonLayout:
        return lay_ribbon(
            timeline,
            wide,
            row_height=row,
            most_rows=fitting,
            left=left,
            undated=72,
            places=frozenset() if most else None,
        )

    layout = laid(min(21.0, room / fitting))
    return layout if layout.height <= room + 1 else laid(room / len(layout.rows))


def _page_text(say: Speaker, wide: float, shown: int) -> Block:
    """How many places are shown (0: all), sources, status."""
    total = len(say.timeline["rows"]["place"])
    runs = [*_sources(say), *status_runs(say, None)]
    if 0 < shown < total:
        said = picture_word(say, "ribbon.most", n=shown, total=total)
        runs.insert(0, Run(f"{said} ", bold=True, ink="ink"))
    return block(runs, SMALLEST, wide, say.lang)


def _sources(say: Speaker) -> list[Run]:
    """The sources of what the ribbon shows: the first, and how many there are."""
    timeline = say.timeline
    shown = {record for name in ("events", "movements") for record in timeline[name]["record"]}
    shown.update(record for basis in timeline["spans"]["basis"] for record in basis)
    return source_runs(say, sources_of(say, (record for record in shown if record >= 0)), _SOURCES)


def draw_small_ribbon(pen: Pen, picture: Picture, say: Speaker, wide: float, row: float, most: int) -> None:
    """The years around a moment for the places that it is about, with the playhead."""
    timeline, day = picture.timeline, picture.moment.day
    scenes = timeline["scenes"]
    start = scenes["start"][picture.scene] if picture.scene >= 0 else None
    first, last = _years_around(timeline, day, day if start is None else start)
    if wide > 500:
        first, last = timeline["meta"]["first_day"], timeline["meta"]["last_day"]
    left = min(150.0 if wide > 500 else 104.0, wide * 0.42)
    layout = lay_ribbon(
        timeline,
        wide,
        row_height=row,
        most_rows=most,
        left=left,
        undated=60 if wide > 500 else 4,
        first=first,
        last=last,
        places=picture.told or frozenset(),
    )
    title = picture_word(say, "ribbon", first=say.year(first), last=say.year(last))
    pen.text(title, 0, 11, Face(12, bold=True), "ink")
    here = pen.at(0, 20 + _AXIS)
    _draw_frame(here, layout, say, two=False, day=day)
    moves = timeline["movements"]
    focus = frozenset(i for i, record in enumerate(moves["record"]) if picture.in_scene(record))
    draw_ribbon(here, timeline, layout, focus=focus)
    draw_playhead(here, layout, day, -4)


def _years_around(timeline: Timeline, day: float, start: float) -> tuple[int, int]:
    """The whole years around a scene, a year more each way, within the data's extent."""
    meta, zero = timeline["meta"], from_day(0)
    first = (zero.replace(year=from_day(int(start)).year - 1, month=1, day=1) - zero).days
    last = (zero.replace(year=from_day(int(day)).year + 1, month=12, day=31) - zero).days
    return max(meta["first_day"], first), min(meta["last_day"], last)


def _draw_frame(pen: Pen, layout: RibbonLayout, say: Speaker, *, two: bool, day: float | None) -> None:
    """Years above, clear of the playhead; names at the left: the country once, then its zones and towns."""
    free = layout.left
    head = -99.0 if day is None else layout.x(day)
    for year, start in years(layout.first, layout.last):
        x = layout.x(start)
        pen.stroke(line((x, -_AXIS + 6), (x, layout.height)), "line", 0.8)
        if x - 2 < head < x + 34:
            # The year steps to the right of the grip, where there is room before the next.
            x = head + 4
        if x >= free and x + 32 < layout.right + (9 if two else 12):
            pen.text(str(year), x + 4, -6, Face(10.5), "ink2")
            free = x + 34
    if two:
        pen.text(say.t("ribbon.undated"), layout.right + 9, -6, Face(10.5), "ink2")
    size = min(11.0 if two else 10.2, layout.row_height * 0.72)
    heads = {row.country if row.country >= 0 else row.place for row in layout.rows}
    longest = max((width(say.place(head), Face(size, bold=True), say.lang) for head in heads), default=0.0)
    second = min(max(layout.left * 0.42, longest + _GAP), layout.left * 0.65)
    for row in layout.rows:
        middle, name = row.y + layout.row_height / 2, say.place(row.place)
        if not two:
            face = Face(size, bold=row.depth == 0)
            _draw_name(pen, name, 0, middle, face, layout.left - 8, "ink")
            continue
        single = sum(other.country == row.country for other in layout.rows) == 1
        alone = single and row.depth == 0 and not row.held
        if row.head:
            country = say.place(row.country if row.country >= 0 else row.place)
            room = (layout.left if alone else second) - 6
            _draw_name(pen, country, 0, middle, Face(size, bold=True), room, "ink")
        # A city that is its own country is named once.
        if row.depth and name != say.place(row.country):
            _draw_name(pen, name, second, middle, Face(size), layout.left - second - 8, "ink")
        elif not row.depth and not alone:
            room = layout.left - second - 8
            text = _held(row.held, say, Face(size), room, alone=single)
            _draw_name(pen, text, second, middle, Face(size), room, "ink3")


def _held(places: Sequence[int], say: Speaker, face: Face, room: float, *, alone: bool) -> str:
    """Which places stand in the row of their country: their names where they are few and fit."""
    if not places:
        return say.t("ribbon.noTown")
    named = ", ".join(map(say.place, places))
    if len(places) == 1 or (len(places) < _COUNTED and width(named, face, say.lang) <= room):
        return named
    return say.t("ribbon.all" if alone else "ribbon.rest", n=len(places))


def _draw_name(pen: Pen, text: str, x: float, middle: float, face: Face, room: float, ink: str) -> None:
    """A name in a row: a long one is set smaller, then loses its end, which three dots say."""
    for share in (1.0, 0.92, 0.84):
        smaller = replace(face, size=face.size * share)
        if width(text, smaller, pen.lang) <= room:
            break
    else:
        while text and width(text.rstrip() + "…", smaller, pen.lang) > room:
            text = text[:-1]
        text = text.rstrip(" ,(") + "…"
    pen.text(text, x, middle + 0.36 * smaller.size, smaller, ink)


def _key(say: Speaker) -> list[Entry]:
    phases = [
        Entry(lambda pen, room, phase=phase: paint_bar(pen, room - 10, phase), say.t(f"phase.{phase}"), 40)  # type: ignore[misc]
        for phase in PHASES
        if phase != "crackdown"
    ]
    return [
        *phases,
        Entry(
            lambda pen, room: tick(pen.at(room / 2 - 2, 1), "crackdown", "page"),
            picture_word(say, "ribbon.crackdown"),
            20,
        ),
        Entry(
            lambda pen, room: tick(pen.at(room / 2 - 2, 0), "disruption", "page"),
            picture_word(say, "ribbon.disruption"),
            20,
        ),
        Entry(
            lambda pen, room: tick(pen.at(room / 2 - 2, 0), "", "page"), picture_word(say, "ribbon.event"), 16
        ),
        Entry(
            lambda pen, room: diamond(pen.at(room / 2 - 2, 0), "page"),
            picture_word(say, "ribbon.attested"),
            18,
        ),
        Entry(
            lambda pen, room: fade(pen, 0, room - 10, 0, 4, "arrival", True, "page"),
            picture_word(say, "ribbon.vague"),
            40,
        ),
        Entry(
            lambda pen, room: pen.stroke(line((0, 0), (room - 10, 0)), "presence", 1.4, dash=(1.5, 3.5)),
            picture_word(say, "ribbon.open"),
            36,
        ),
        Entry(_link, picture_word(say, "ribbon.movement"), 26),
    ]


def _link(pen: Pen, room: float) -> None:
    token = pen.palette.kind("displacement")
    pen.stroke(s_curve(2, -6, room - 12, 3, 5), token, 1.4)
    small_head(pen.at(room - 12, 4, 1.5708), token)
