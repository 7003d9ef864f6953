"""The ribbon as a picture of its own: title, key, rows, sources."""

from waterbed.output.crowds import routine_at
from waterbed.output.extras import matplotlib_needed
from waterbed.output.ink.blocks import Block, Run, block, draw_block, fitted
from waterbed.output.ink.entries import Entry, draw_rows, rows_of
from waterbed.output.ink.mark import under_mark
from waterbed.output.ink.pen import Pen, box, line
from waterbed.output.ink.render import Format, rendered
from waterbed.output.ink.typeface import Face, width
from waterbed.output.series import Measure, measures
from waterbed.output.still.card import draw_pill
from waterbed.output.still.legend import PHASES
from waterbed.output.still.options import SMALLEST, StillOptions, Story
from waterbed.output.still.ribbon.axis import AXIS, GAP, draw_frame
from waterbed.output.still.ribbon.bars import diamond, fade, paint_bar
from waterbed.output.still.ribbon.layout import RibbonLayout, lay_ribbon
from waterbed.output.still.ribbon.paint import draw_playhead, draw_ribbon, draw_way, s_curve, small_head, tick
from waterbed.output.still.sources import seen_at_once, source_runs, sources_of, status_runs
from waterbed.output.text.said import measure_name
from waterbed.output.text.speaker import Speaker, picture_word, spanned
from waterbed.output.timeline import Timeline

_MARGIN = 20.0


_SOURCES = 6


_NUMBER_ROW = 40.0
"""Height that a row with a series may have."""


def ribbon_bytes(
    timeline: Timeline,
    *,
    options: StillOptions | None = None,
    format: Format = "png",
    day: float | None = None,
    most: int | None = None,
) -> bytes:
    """The ribbon as a picture: a row a place, bars for phases, ticks for events, links for movements.

    Takes what :func:`waterbed.output.still.still_bytes` takes; ``day`` sets the playhead, none is drawn without. Of the
    options the view has no meaning here; ``parts`` "picture" leaves the title to the page around it, "map" the sources too.
    With ``most`` only so many places are shown, those with the most on record, which the picture says; without, every place
    is, or stands with the others in the last row.
    """
    matplotlib_needed()
    options = options or StillOptions()
    told = Story.of(timeline, day, None, options)
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
    pen, height = under_mark(pen, timeline["meta"], say.lang, options.theme, width_px, height, _MARGIN)
    pen.fill(box(0, 0, width_px, height), "page")
    meta = timeline["meta"]
    first, last = say.year(meta["first_day"]), say.month(meta["last_day"])
    high = 0.0
    if options.parts == "full":
        title = spanned(say, "ribbon.title", last if last.endswith(first) else first, last)
        head = fitted([Run(title, bold=True, ink="ink")], (19, 17, 15), wide, 2, say.lang)
        draw_block(pen, head, _MARGIN, _MARGIN - 8)
        high = head.height
    right = width_px - _MARGIN
    for said in seen_at_once(say):
        room = width(said, Face(11, bold=True), say.lang) + 16
        draw_pill(pen, said, right - room, _MARGIN - 6, room)
        right -= room + 6
    keys = rows_of(_key(say), 10, wide, say.lang)
    # Without a title what must be seen at once stands over the key.
    top = _MARGIN - 4 + high if high else 38.0 if seen_at_once(say) else 4.0
    draw_rows(pen, keys, _MARGIN, top, 10, 17)
    top += len(keys) * 17 + 6
    bare = options.parts in ("map", "plain")
    text = _page_text(say, wide, most or 0, bare)
    room = height - _MARGIN + 6 - text.height - 8 - top - AXIS
    layout = _page_layout(say, wide, room, most)
    if most:
        text = _page_text(say, wide, len(layout.rows), bare)
    here = pen.at(_MARGIN, top + AXIS)
    draw_frame(here, layout, say, two=True, day=day)
    draw_ribbon(here, timeline, layout)
    if day is not None:
        draw_playhead(here, layout, day, -4)
    draw_block(pen, text, _MARGIN, top + AXIS + layout.height + 8)


def _page_layout(say: Speaker, wide: float, room: float, most: int | None) -> RibbonLayout:
    """As many rows as there is room for, between 13 and 21 px high."""
    timeline = say.timeline
    count = len(timeline["rows"]["place"])
    fitting = max(1, min(count, int(room / 13.5), most or count))
    countries, places = (
        max(
            (width(say.place(row), face, say.lang) for row in timeline["rows"][name] if row >= 0), default=0.0
        )
        for name, face in (("country", Face(11, bold=True)), ("place", Face(11)))
    )
    left = min(max(min(250.0, wide * 0.26), countries + places + 2 * GAP), wide * 0.36)

    return lay_ribbon(
        timeline,
        wide,
        row_height=min(_NUMBER_ROW if measures(timeline) else 21.0, room / fitting),
        most_rows=fitting,
        left=left,
        undated=82,
        rest=not most,
    )


def _page_text(say: Speaker, wide: float, shown: int, bare: bool) -> Block:
    """How many places are shown (0: all); unless it is bare, sources and status."""
    total = len(say.timeline["rows"]["place"])
    runs = [] if bare else [*_sources(say), *status_runs(say, None)]
    if 0 < shown < total:
        said = picture_word(say, "ribbon.most", n=shown, total=total)
        runs.insert(0, Run(f"{said} ", bold=True, ink="ink"))
    return block(runs, 10 if bare else SMALLEST, wide, say.lang)


def _sources(say: Speaker) -> list[Run]:
    """The sources of what the ribbon shows: the first, and how many there are."""
    timeline = say.timeline
    shown = {record for name in ("events", "movements") for record in timeline[name]["record"]}
    shown.update(record for basis in timeline["spans"]["basis"] for record in basis)
    rows = {row for measure in measures(timeline)[:1] for line in measure.lines for row in line.rows}
    numbers = {source for row in rows for source in timeline["series"]["sources"][row]}
    told = {*sources_of(say, (record for record in shown if record >= 0)), *numbers}
    return source_runs(say, sorted(told), _SOURCES)


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
            say.t("ribbon.crackdown"),
            20,
        ),
        Entry(
            lambda pen, room: tick(pen.at(room / 2 - 2, 0), "disruption", "page"),
            say.t("ribbon.disruption"),
            20,
        ),
        Entry(lambda pen, room: tick(pen.at(room / 2 - 2, 0), "", "page"), say.t("ribbon.event"), 16),
        *([Entry(_many, say.t("ribbon.many"), 30)] if routine_at(say.timeline) else []),
        Entry(
            lambda pen, room: diamond(pen.at(room / 2 - 2, 0), "page"),
            say.t("ribbon.attested"),
            18,
        ),
        Entry(
            lambda pen, room: fade(pen, 0, room - 10, 0, 4, "arrival", True, "page"),
            say.t("ribbon.vague"),
            40,
        ),
        Entry(
            lambda pen, room: pen.stroke(line((0, 0), (room - 10, 0)), "presence", 1.4, dash=(1.5, 3.5)),
            say.t("ribbon.open"),
            36,
        ),
        Entry(_several, say.t("ribbon.several"), 22),
        Entry(_link, picture_word(say, "ribbon.movement"), 26),
        Entry(lambda pen, room: draw_way(pen, "displacement"), say.t("ribbon.way"), 22),
        *(Entry(_steps, _said_steps(say, one), 26) for one in measures(say.timeline)[:1]),
    ]


def _said_steps(say: Speaker, measure: Measure) -> str:
    most = say.t("numbers.max", value=measure.largest)
    return say.t("clock.numbers", measure=measure_name(say, measure), list=most)


def _steps(pen: Pen, room: float) -> None:
    for left, top in ((0, -2), (5, -6), (10, 1)):
        pen.fill(box(left, top, left + 5, 6), "ink3", alpha=0.3)
        pen.fill(box(left, top - 0.5, left + 5, top + 0.5), "ink3", alpha=0.85)


def _many(pen: Pen, room: float) -> None:
    for at, high in enumerate((4, 7, 3, 11)):
        pen.fill(box(6 * at, 6 - high, 6 * at + 5.2, 6), "ink3", alpha=0.55)


def _several(pen: Pen, room: float) -> None:
    tick(pen.at(4, 1), "crackdown", "page")
    pen.text("2", 9, 3.5, Face(10, bold=True), "ink")


def _link(pen: Pen, room: float) -> None:
    token = pen.palette.kind("displacement")
    pen.stroke(s_curve(2, -6, room - 12, 3, 5), token, 1.4)
    small_head(pen.at(room - 12, 4, 1.5708), token)
