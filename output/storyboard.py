"""A storyboard: the key moments of a story side by side, on one page."""

from dataclasses import replace

from waterbed.output.clockline import clock_date
from waterbed.output.extras import matplotlib_needed
from waterbed.output.moment import moment
from waterbed.output.page import OptionError
from waterbed.output.speaker import Speaker
from waterbed.output.still import rendered
from waterbed.output.stilllegend import draw_rows, legend_of, rows_of
from waterbed.output.stillmappart import MapPart, draw_map, draw_pill, lay_map
from waterbed.output.stilloptions import Format, StillOptions, Told
from waterbed.output.stillpen import Pen, box, line
from waterbed.output.stillpicture import told_places
from waterbed.output.stillsources import seen_at_once, source_runs, status_runs
from waterbed.output.stilltext import Block, Run, block, draw_block, draw_columns, fitted
from waterbed.output.stillwords import picture_word
from waterbed.output.timeline import Timeline
from waterbed.output.typeface import Face, width

FEWEST, MOST = 4, 8
_SIZE = (2246, 1588)
"""A4 on its side at 192 dots an inch."""
_MARGIN, _GAP = 34.0, 22.0
_CAPTION = 10.2
_MOST_LETTERS = 190
_MAP_SIZE = 0.8
"""Signs and names are a little smaller on small maps."""


def key_moments(timeline: Timeline, most: int = 6) -> list[int]:
    """Rows of the scenes with the most change, in the order of the story.

    The change of a scene is what it tells of that is recorded to happen in it: places that show another phase at its end
    than before its start, twice the movements with a date, and the crackdowns and disruptions.
    """
    count = len(timeline["scenes"]["id"])
    change = [_change(timeline, row) for row in range(count)]
    ranked = sorted(range(count), key=lambda row: (-change[row], row))
    return sorted(ranked[: min(most, count)])


def _change(timeline: Timeline, row: int) -> float:
    scenes, moves, events = timeline["scenes"], timeline["movements"], timeline["events"]
    start, end = scenes["start"][row], scenes["end"][row]
    if start is None or end is None:
        return 0.0
    before, after = ({m.index: m.phase for m in moment(timeline, day).places} for day in (start - 1, end))
    told, records = told_places(timeline, row) or frozenset(), set(scenes["records"][row])
    phases = sum(before.get(place) != phase for place, phase in after.items() if place in told)
    dated = sum(
        record in records and mode != "undated"
        for record, mode in zip(moves["record"], moves["mode"], strict=True)
    )
    struck = sum(
        record in records and bool(sign)
        for record, sign in zip(events["record"], events["sign"], strict=True)
    )
    return float(phases + 2 * dated + struck)


def storyboard_bytes(
    timeline: Timeline,
    *,
    scenes: list[int] | None = None,
    options: StillOptions | None = None,
    format: Format = "png",
) -> bytes:
    """Four to eight moments on a page: number, date, title, map and text of each, one legend, the sources.

    Parameters
    ----------
    timeline
        What is where when.
    scenes
        Rows of scenes; by default the six with the most change.
    options
        How it looks; a size other than the default one is taken as it is, the view has no meaning here.
    format
        ``png``, ``svg`` or ``pdf``.

    Raises
    ------
    OptionError
        If there are too few or too many scenes.
    """
    matplotlib_needed()
    options = options or StillOptions(size=_SIZE)
    if options.size in ("slide", "a4"):
        options = replace(options, size=_SIZE)
    rows = key_moments(timeline) if scenes is None else list(scenes)
    if len(rows) > MOST or (scenes is not None and len(rows) < 1):
        raise OptionError(f"scenes: a storyboard has {FEWEST} to {MOST} moments, not {len(rows)}.")
    told = [Told.of(timeline, None, row, options) for row in rows]
    lang = Told.of(timeline, None, None, options).lang
    wide, _ = options.pixels
    factor = wide / 1123
    return rendered(
        lambda pen: _draw_page(pen, Speaker(timeline, lang), told, options, factor),
        lang,
        options.theme,
        options.pixels,
        factor,
        format,
        Speaker(timeline, lang).meta("title"),
    )


def _draw_page(pen: Pen, say: Speaker, told: list[Told], options: StillOptions, factor: float) -> None:
    wide, high = (side / factor for side in options.pixels)
    pen.fill(box(0, 0, wide, high), "page")
    room = wide - 2 * _MARGIN
    top = _draw_head(pen, say, told, room)
    columns = min(len(told), 3 if len(told) not in (4, 7, 8) else 4 if len(told) > 4 else 2)
    lines = -(-len(told) // columns)
    cell = (room - _GAP * (columns - 1)) / columns
    parts = [lay_map(say, moment_told, options, cell, cell * 0.6) for moment_told in told]
    legend = legend_of([picture for part in parts for picture in part.pictures], say)
    keys = rows_of([*legend.phases, *legend.movements], 9.6, room, say.lang)
    cited = sorted({row for one in told for row in _cited(say, one.scene)})
    runs = [*source_runs(say, cited, 60), *status_runs(say, None)]
    text = block(runs, 8.4, (room - 40) / 3, say.lang, leading=1.28)
    foot = len(keys) * 16 + 12 + -(-len(text.lines) // 3) * text.leading
    each = (high - _MARGIN + 8 - foot - top - 10) / lines
    for n, one in enumerate(told):
        x = _MARGIN + (n % columns) * (cell + _GAP)
        _draw_cell(pen.at(x, top + (n // columns) * each), say, one, n + 1, cell, each - 8, options)
    y = high - _MARGIN + 8 - foot
    pen.stroke(line((_MARGIN, y - 4), (wide - _MARGIN, y - 4)), "line", 1)
    draw_rows(pen, keys, _MARGIN, y, 9.6, 16)
    draw_columns(pen, text, _MARGIN, y + len(keys) * 16 + 6, room, 20, 3)


def _draw_head(pen: Pen, say: Speaker, told: list[Told], room: float) -> float:
    days = [one.day for one in told]
    starts = [d for one in told if (d := say.timeline["scenes"]["start"][one.scene]) is not None]
    first, last = say.month(min([*starts, *days])), say.month(max(days))
    title = fitted([Run(say.meta("title"), bold=True, ink="ink")], (20, 18, 16), room * 0.62, 1, say.lang)
    draw_block(pen, title, _MARGIN, _MARGIN - 12)
    aside = picture_word(say, "storyboard", n=len(told), first=first, last=last)
    right = _MARGIN + room
    for text in seen_at_once(say):
        wide = width(text, Face(11, bold=True), say.lang) + 16
        draw_pill(pen, text, right - wide, _MARGIN - 12, wide)
        right -= wide + 6
    y = _MARGIN - 12 + title.height
    pen.text(aside, _MARGIN, y + 12, Face(11.5), "ink2")
    pen.stroke(line((_MARGIN, y + 20), (_MARGIN + room, y + 20)), "ink", 1.4)
    return y + 28


def _draw_cell(
    pen: Pen, say: Speaker, told: Told, number: int, wide: float, high: float, options: StillOptions
) -> None:
    scene = say.scene(told.scene)
    date = clock_date(say, told.day, told.scene)
    pen.text(str(number), 0, 10, Face(11, bold=True), "ink")
    pen.text(date, 16, 10, Face(11), "ink2")
    title = fitted([Run(scene["title"], bold=True, ink="ink")], (13, 12, 11), wide, 2, say.lang)
    draw_block(pen, title, 0, 15)
    text = _text(say, told.scene, wide)
    top = 19 + title.height
    room = max(90.0, high - top - text.height - 8)
    part: MapPart = lay_map(say, told, options, wide / _MAP_SIZE, room / _MAP_SIZE)
    draw_map(pen.at(0, top, size=_MAP_SIZE), part, say)
    draw_block(pen, text, 0, top + room + 5)


def _sentences(say: Speaker, scene: int) -> list[tuple[str, list[int]]]:
    """The first sentences of a scene, as many as a panel has room for, with the rows of their lead sources."""
    sources = say.timeline["records"]["sources"]
    found: list[tuple[str, list[int]]] = []
    for sentence, records in say.scene(scene)["text"]:
        if found and sum(len(said) for said, _ in found) + len(sentence) > _MOST_LETTERS:
            break
        found.append((sentence, sorted({sources[r][0] for r in records if r >= 0 and sources[r]})))
    return found


def _cited(say: Speaker, scene: int) -> list[int]:
    return [row for _, rows in _sentences(say, scene) for row in rows]


def _text(say: Speaker, scene: int, wide: float) -> Block:
    runs = []
    for sentence, rows in _sentences(say, scene):
        numbers = ", ".join(str(row + 1) for row in rows)
        runs += [Run(sentence, ink="ink"), Run(f"\u00a0[{numbers}] " if numbers else " ", ink="ink3")]
    return block(runs, _CAPTION, wide, say.lang, leading=1.28)
