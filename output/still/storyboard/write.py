"""A storyboard: the key moments of a story side by side, on one page."""

from dataclasses import dataclass, replace

from waterbed.output.errors import OptionError
from waterbed.output.extras import matplotlib_needed
from waterbed.output.ink.blocks import Block, Run, block, draw_block, draw_columns, fitted
from waterbed.output.ink.entries import Entry, draw_rows, rows_of
from waterbed.output.ink.mark import under_mark
from waterbed.output.ink.pen import Pen, box, line
from waterbed.output.ink.render import Format, rendered
from waterbed.output.ink.typeface import Face, width
from waterbed.output.still.card import draw_pill
from waterbed.output.still.legend import legend_of
from waterbed.output.still.options import StillOptions, Story
from waterbed.output.still.panel import MapPart, draw_map, lay_map
from waterbed.output.still.sources import seen_at_once, source_runs, status_runs
from waterbed.output.still.storyboard.moments import key_moments
from waterbed.output.text.speaker import Speaker, picture_word
from waterbed.output.timeline import Timeline

FEWEST, MOST = 4, 8


_SIZE = (2246, 1588)
"""A4 on its side at 192 dots an inch."""


_NATURAL = 1040.0
"""Width of the page in units; at a page's width on paper the smallest letters have 7 points."""


_MARGIN, _FOOT, _GAP = 14.0, 12.0, 18.0


_TEXT, _SMALL, _KEY = 10.2, 9.6, 15.0


_COLUMNS = 3


_MOST_LETTERS = 120


_LEAST_MAP = 90.0


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
        Rows of scenes; by default the six that tell of the cycle (:func:`key_moments`). They keep their numbers.
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
    told = [Story.of(timeline, None, row, options) for row in rows]
    lang = Story.of(timeline, None, None, options).lang
    wide, _ = options.pixels
    factor = wide / _NATURAL
    return rendered(
        lambda pen: draw_page(pen, Speaker(timeline, lang), told, options, factor),
        lang,
        options.theme,
        options.pixels,
        factor,
        format,
        Speaker(timeline, lang).meta("title"),
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """A moment with its words set."""

    told: Story
    title: Block
    text: Block


def draw_page(pen: Pen, say: Speaker, told: list[Story], options: StillOptions, factor: float) -> None:
    """Draw the page; ``factor`` is the pixels of its unit."""
    wide, high = (side / factor for side in options.pixels)
    pen, high = under_mark(pen, say.timeline["meta"], say.lang, options.theme, wide, high, _MARGIN)
    pen.fill(box(0, 0, wide, high), "page")
    room = wide - 2 * _MARGIN
    top = _draw_head(pen, say, told, room)
    columns = min(len(told), 3 if len(told) not in (4, 7, 8) else 4 if len(told) > 4 else 2)
    cell = (room - _GAP * (columns - 1)) / columns
    cells = [_set(say, one, cell) for one in told]
    lines = [cells[start : start + columns] for start in range(0, len(cells), columns)]
    keys, text = _foot(say, told, options, room, cell)
    foot = len(keys) * _KEY + 8 + -(-len(text.lines) // _COLUMNS) * text.leading
    # Whatever the words leave is the maps', which are all of one height.
    words = [_words_height(line) for line in lines]
    each = max(_LEAST_MAP, (high - _FOOT - foot - 8 - top - sum(words)) / len(lines))
    for line_of_cells in lines:
        for n, one in enumerate(line_of_cells):
            _draw_cell(pen.at(_MARGIN + n * (cell + _GAP), top), say, one, line_of_cells, cell, each, options)
        top += _words_height(line_of_cells) + each
    y = high - _FOOT - foot
    pen.stroke(line((_MARGIN, y - 4), (wide - _MARGIN, y - 4)), "line", 1)
    draw_rows(pen, keys, _MARGIN, y, _SMALL, _KEY)
    draw_columns(pen, text, _MARGIN, y + len(keys) * _KEY + 4, room, 20, _COLUMNS)


def _foot(
    say: Speaker, told: list[Story], options: StillOptions, room: float, cell: float
) -> tuple[list[list[tuple[float, Entry]]], Block]:
    """One legend of all the maps; sources in short, status."""
    parts = [lay_map(say, one, options, cell, cell * 0.6) for one in told]
    legend = legend_of([picture for part in parts for picture in part.pictures], say, brief=True)
    keys = rows_of([*legend.phases, *legend.movements], _SMALL, room, say.lang)
    cited = sorted({row for one in told for row in _cited(say, one.scene)})
    runs = [*source_runs(say, cited, 60, dated=False), *status_runs(say, None, brief=True)]
    return keys, block(runs, _SMALL, (room - 20 * (_COLUMNS - 1)) / _COLUMNS, say.lang, leading=1.22)


def _draw_head(pen: Pen, say: Speaker, told: list[Story], room: float) -> float:
    days = [one.day for one in told]
    starts = [say.timeline["scenes"]["start"][one.scene] for one in told]
    first, last = say.month(min([*starts, *days])), say.month(max(days))
    right, top = _MARGIN + room, _FOOT
    for text in seen_at_once(say):
        wide = width(text, Face(11, bold=True), say.lang) + 16
        draw_pill(pen, text, right - wide, top, wide)
        right -= wide + 6
    aside = picture_word(say, "storyboard", n=len(told), first=first, last=last)
    beside = right - _MARGIN - width(aside, Face(11), say.lang) - 16
    title = fitted([Run(say.meta("title"), bold=True, ink="ink")], (18, 17, 16, 15, 14), beside, 1, say.lang)
    draw_block(pen, title, _MARGIN, top)
    pen.text(aside, right, top + 16, Face(11), "ink2", align="end")
    y = top + title.height + 4
    pen.stroke(line((_MARGIN, y), (_MARGIN + room, y)), "ink", 1.4)
    return y + 8


def _set(say: Speaker, told: Story, wide: float) -> _Cell:
    title = [Run(f"{told.scene + 1}\u2002{say.scene(told.scene)['title']}", bold=True, ink="ink")]
    one = fitted(title, (13, 12.5, 12, 11.5), wide, 1, say.lang)
    return _Cell(
        told,
        one if len(one.lines) == 1 else fitted(title, (12.5, 12, 11.5, 11), wide, 2, say.lang),
        _text(say, told.scene, wide),
    )


def _words_height(cells: list[_Cell]) -> float:
    """What titles and texts of a line of cells take, with the room around them."""
    return max(cell.title.height for cell in cells) + max(cell.text.height for cell in cells) + 14


def _draw_cell(
    pen: Pen, say: Speaker, cell: _Cell, line_of: list[_Cell], wide: float, high: float, options: StillOptions
) -> None:
    top = max(other.title.height for other in line_of)
    draw_block(pen, cell.title, 0, top - cell.title.height)
    part: MapPart = lay_map(say, cell.told, options, wide, high, card="date")
    draw_map(pen.at(0, top + 3), part, say)
    draw_block(pen, cell.text, 0, top + high + 6)


def _sentences(say: Speaker, scene: int) -> list[tuple[str, list[int]]]:
    """The first sentences of a scene, as many as a panel has room for, with the rows of their lead sources."""
    found: list[tuple[str, list[int]]] = []
    for sentence, records in say.scene(scene)["text"]:
        if found and sum(len(said) for said, _ in found) + len(sentence) > _MOST_LETTERS:
            break
        found.append((sentence, say.timeline.leads(records)))
    return found


def _cited(say: Speaker, scene: int) -> list[int]:
    return [row for _, rows in _sentences(say, scene) for row in rows]


def _text(say: Speaker, scene: int, wide: float) -> Block:
    runs = []
    for sentence, rows in _sentences(say, scene):
        numbers = ", ".join(str(row + 1) for row in rows)
        runs += [Run(sentence, ink="ink"), Run(f"\u00a0[{numbers}] " if numbers else " ", ink="ink3")]
    sizes = (_TEXT, (_TEXT + _SMALL) / 2, _SMALL)
    tried = [block(runs, size, wide, say.lang, leading=1.25) for size in sizes]
    # A little smaller where it saves a line.
    return min(tried, key=lambda text: len(text.lines))
