"""How a still is laid out: title, map, legend, what is not drawn, ribbon, sources."""

from dataclasses import dataclass

from waterbed.output.ink.blocks import Run, block, draw_block, draw_columns, fitted
from waterbed.output.ink.entries import column_height, draw_column, draw_rows, rows_of
from waterbed.output.ink.mark import under_mark
from waterbed.output.ink.pen import Pen, box, line
from waterbed.output.ink.typeface import Face
from waterbed.output.moment import moment
from waterbed.output.series import measures
from waterbed.output.still.card import Card
from waterbed.output.still.legend import Legend, legend_of
from waterbed.output.still.options import SMALLEST, StillOptions, Story
from waterbed.output.still.panel import MapPart, draw_map, lay_map
from waterbed.output.still.ribbon.small import draw_small_ribbon
from waterbed.output.still.sources import source_runs, sources_told, status_runs, undrawn_runs
from waterbed.output.text.clock import clock_date, clock_line
from waterbed.output.text.speaker import Speaker, picture_word
from waterbed.output.timeline import Timeline

_TEXT = 11.0


_LANDSCAPE = 1.25
"""From this ratio on the legend stands beside the map."""


_COLUMN = 252.0


_LEAST_MAP = 230.0


_NOTE = 10.0
"""The smallest letters of a map whose sources stand on the page around it."""


_NUMBER_ROW = 36.0
"""Height that a row of the small ribbon may have where it shows a series."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What every layout needs."""

    say: Speaker
    told: Story
    options: StillOptions
    width: float
    height: float
    margin: float


def draw_sheet(pen: Pen, timeline: Timeline, told: Story, options: StillOptions) -> None:
    """Draw the whole picture."""
    width, height = (side / options.factor for side in options.pixels)
    # A square has little room beside its map.
    roomy = width / height >= _LANDSCAPE or height > 800
    margin = (32.0 if roomy else 20.0) if min(width, height) > 560 else 16.0
    if options.parts == "full":
        pen, height = under_mark(pen, timeline["meta"], told.lang, options.theme, width, height, margin)
    sheet = _Sheet(Speaker(timeline, told.lang), told, options, width, height, margin)
    pen.fill(box(0, 0, width, height), "page")
    if options.parts != "full":
        _draw_picture(pen, sheet)
    elif width / height >= _LANDSCAPE and width > 700:
        _draw_beside(pen, sheet)
    else:
        _draw_stacked(pen, sheet)


def _draw_beside(pen: Pen, sheet: _Sheet) -> None:
    """The legend, what is not drawn and the ribbon stand beside the map."""
    say, margin = sheet.say, sheet.margin
    top = _draw_head(pen, sheet)
    right = sheet.width - margin - _COLUMN
    wide = right - 20 - margin
    foot, runs = sheet.height - margin + 8, None
    # The sources' height depends on nothing but their words: they are set first, the map takes the rest.
    part = _lay(sheet, wide, sheet.height - top - margin)
    runs = [
        *source_runs(say, sources_told(part.picture, say)),
        *status_runs(say, part.picture.frame),
    ]
    text = block(runs, SMALLEST, (wide - 20) / 2, say.lang)
    lines = -(-len(text.lines) // 2)
    part = _lay(sheet, wide, foot - lines * text.leading - 10 - top)
    draw_map(pen.at(margin, top), part, say)
    draw_columns(pen, text, margin, foot - lines * text.leading, wide, 20, 2)
    _draw_side(pen, sheet, part, right, top, sheet.height - margin)


def _draw_side(pen: Pen, sheet: _Sheet, part: MapPart, x: float, top: float, foot: float) -> None:
    say, picture = sheet.say, part.picture
    legend = legend_of(part.pictures, say)
    undrawn = undrawn_runs(picture, say)
    said = block(undrawn, 10, _COLUMN, say.lang) if undrawn else None
    ribbon = 7 * 16 + 34
    used = (said.height + 20 if said else 0) + ribbon
    size, row = _legend_size(legend, foot - top - used, say.lang)
    y = _draw_legend(pen, legend, say, x, top, size, row)
    if said and y + 14 + said.height < foot:
        pen.stroke(line((x, y + 4), (x + _COLUMN, y + 4)), "ink", 1)
        draw_block(pen, said, x, y + 11)
        y += 18 + said.height
    rows = int((foot - y - 40) / 16)
    if rows >= 3:
        listed = max(1, min(7, rows, len(say.timeline["rows"]["place"])))
        row = min(_NUMBER_ROW, (foot - y - 40) / listed) if measures(say.timeline) else 16
        draw_small_ribbon(pen.at(x, y + 6), picture, say, _COLUMN, row, min(7, rows))


def _legend_size(legend: Legend, room: float, lang: str) -> tuple[float, float]:
    """The largest type and row height at which a legend fits."""
    entries = (*legend.phases, *legend.movements)
    size, row = _TEXT, 19.0
    for size, row in ((_TEXT, 19.0), (_TEXT, 17.0), (10.3, 16.0), (9.6, 15.0)):
        if column_height(entries, size, _COLUMN, row, lang) + 48 <= room:
            break
    return size, row


def _draw_legend(
    pen: Pen, legend: Legend, say: Speaker, x: float, top: float, size: float, row: float
) -> float:
    y = top
    for key, entries in (("phases", legend.phases), ("movements", legend.movements)):
        if entries:
            pen.text(picture_word(say, key), x, y + 11, Face(size + 1, bold=True), "ink")
            y = draw_column(pen, entries, x, y + 17, size, _COLUMN, row) + 6
    return y


def _draw_stacked(pen: Pen, sheet: _Sheet) -> None:
    """Everything stands below one another: paper, squares."""
    say, margin = sheet.say, sheet.margin
    wide = sheet.width - 2 * margin
    top = _draw_head(pen, sheet)
    part = _lay(sheet, wide, _LEAST_MAP)
    legend = legend_of(part.pictures, say)
    rows = rows_of([*legend.phases, *legend.movements], 10, wide, say.lang)
    count = 2 if wide > 500 else 1
    column = (wide - 20 * (count - 1)) / count
    most = 14 if sheet.height > 800 else 5
    sources = source_runs(say, sources_told(part.picture, say), most)
    text = block(
        [*sources, *status_runs(say, part.picture.frame, brief=sheet.height < 800)],
        SMALLEST,
        column,
        say.lang,
    )
    foot = sheet.height - margin + 6
    high = -(-len(text.lines) // count) * text.leading
    undrawn = undrawn_runs(part.picture, say) if sheet.height > 800 else []
    said = block(undrawn, 10, wide, say.lang) if undrawn else None
    below = len(rows) * 17 + 10 + high + 8 + (said.height + 12 if said else 0)
    rest = foot - top - below
    # A world needs no more height than it has; a region takes what the ribbon leaves.
    needed = wide * 0.52 if part.picture.frame.is_world else 480
    ribbon = (
        min(24 if part.picture.frame.is_world else 14, int((rest - needed - 54) / 17)) if rest > 560 else 0
    )
    part = _lay(sheet, wide, rest - (ribbon * 17 + 54 if ribbon else 0))
    draw_map(pen.at(margin, top), part, say)
    y = top + part.picture.frame.height + 6
    draw_rows(pen, rows, margin, y, 10, 17)
    y += len(rows) * 17 + 4
    if ribbon:
        draw_small_ribbon(pen.at(margin, y + 10), part.picture, say, wide, 17, ribbon)
        y += ribbon * 17 + 54
    if said:
        draw_block(pen, said, margin, y)
    draw_columns(pen, text, margin, foot - high, wide, 20, count)


def _draw_picture(pen: Pen, sheet: _Sheet) -> None:
    """A map with date, key, sources and disclaimer, for a page that has its own headline and text."""
    say = sheet.say
    pad = 8.0
    plain = sheet.options.parts == "plain"
    card: Card = "date" if plain else "clock"
    part = _lay(sheet, sheet.width, sheet.height, card=card)
    legend = legend_of(part.pictures, say, brief=True)
    rows = rows_of([*legend.phases, *legend.movements], 10, sheet.width - 2 * pad, say.lang)
    if plain or sheet.options.parts == "map":
        note = "" if plain else say.t("disclaimer")
        runs, small = [Run(note, ink="ink3")] if note else [], _NOTE
    else:
        small = SMALLEST
        runs = [
            *source_runs(say, sources_told(part.picture, say), 6),
            *status_runs(say, part.picture.frame, brief=True),
        ]
    text = block(runs, small, sheet.width - 2 * pad, say.lang, leading=1.25)
    foot = len(rows) * 16 + (text.height + 12 if runs else 6)
    top = 0.0
    if part.picture.frame.is_world:
        # A map of the world has no corner that is free in every size: the clock stands over it.
        top, card = _draw_clock_line(pen, sheet, part, pad), "none"
    part = _lay(sheet, sheet.width, sheet.height - foot - top, card=card)
    draw_map(pen.at(0, top), part, say)
    y = sheet.height - foot + 4
    draw_rows(pen, rows, pad, y, 10, 16)
    draw_block(pen, text, pad, y + len(rows) * 16 + 3)


def _draw_clock_line(pen: Pen, sheet: _Sheet, part: MapPart, pad: float) -> float:
    """The clock as a line; returns the height that it takes."""
    say, told = sheet.say, sheet.told
    runs = [
        Run(clock_date(say, told.day, told.scene) + "   ", bold=True, ink="ink"),
        Run(clock_line(say, part.picture.moment, told.scene)),
    ]
    head = fitted(runs, (15.0, 13.0, 11.0), sheet.width - 2 * pad, 1, say.lang)
    draw_block(pen, head, pad, 0)
    return head.height + 6


def _lay(sheet: _Sheet, width: float, height: float, *, card: Card = "none") -> MapPart:
    return lay_map(sheet.say, sheet.told, sheet.options, width, max(60.0, height), card=card)


def _draw_head(pen: Pen, sheet: _Sheet) -> float:
    """Title and date; returns where the map begins."""
    say, told, margin = sheet.say, sheet.told, sheet.margin
    wide = sheet.width - 2 * margin
    title = say.scene(told.scene)["title"] if told.scene >= 0 else say.meta("title")
    large = 25.0 if sheet.height < 800 else 27.0
    if wide < 600:
        large = 20.0
    head = fitted([Run(title, bold=True, ink="ink")], (large, large * 0.88, large * 0.76), wide, 2, say.lang)
    draw_block(pen, head, margin, margin - 8)
    state = fitted(_state(sheet), (13.0, 12.0), wide, 2, say.lang, leading=1.3)
    draw_block(pen, state, margin, margin - 4 + head.height)
    return margin + head.height + state.height + 6


def _state(sheet: _Sheet) -> list[Run]:
    """The date, what is on record then and, where it is so, that the data are simulated."""
    say, told = sheet.say, sheet.told
    seen = moment(say.timeline, told.day)
    runs = [
        Run(picture_word(say, "state")),
        Run(clock_date(say, told.day, told.scene), bold=True, ink="ink"),
    ]
    line = clock_line(say, seen, told.scene).rstrip(".")
    runs.append(Run(f". {line}." if line else "."))
    if say.timeline["meta"]["simulated"]:
        runs.append(Run(" " + say.t("simulated") + ".", bold=True, ink="crackdown-t"))
    return runs
