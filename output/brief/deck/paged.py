"""What may take more slides than one: tables, paragraphs, the list of sources."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from waterbed.output.brief.deck import fit
from waterbed.output.brief.deck.box import EMU_PER_POINT, Box
from waterbed.output.brief.deck.canvas import Canvas
from waterbed.output.brief.deck.layout import GUTTER, LEAD, under_lead
from waterbed.output.brief.deck.markup import described, tag_of, underlined
from waterbed.output.brief.deck.options import Run
from waterbed.output.ink.palette import palette
from waterbed.output.language.numbers import number, plural
from waterbed.output.language.script import direction
from waterbed.output.language.strings import templates
from waterbed.output.text.briefing import Briefing, Table
from waterbed.output.text.sources import Source

if TYPE_CHECKING:
    from pptx.slide import Slide

TEXT_SIZES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)

_TABLE_SIZES, _LIST_SIZES = (13.0, 12.0), (13.0, 12.0)
"""The largest that takes no more slides than the smallest."""

_CELL_X, _CELL_Y = 5.0, 3.0

_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""No style, no grid: the rules under the rows are ours."""

_LONGEST_CELL = 6
"""Lines of a cell; what is longer is cut here and whole in the data."""


def table_slides(
    canvas: Canvas, table: Table, widths: Sequence[float], sizes: Sequence[float] = _TABLE_SIZES
) -> None:
    """A table over as many slides as it takes, its lead line on each; ``widths`` are shares of a slide's."""
    if not table.rows and not table.lead:
        return
    lead, box = under_lead(canvas.area, table.lead, canvas.lang, 8)
    laid = [
        _laid(canvas, table, widths, box, size)
        for size in sizes
        if size == sizes[-1] or _whole(canvas, table, widths, box, size)
    ]
    size, rows, pages = next(one for one in laid if len(one[2]) == len(laid[-1][2]))
    for page, numbers in enumerate(pages or [[]], 1):
        title = _numbered(canvas, table.title, page, len(pages))
        shown = [rows[row] for row in numbers]
        slide = canvas.slide(
            title, "\n".join([title, table.lead, *(" · ".join(filter(None, row)) for row in shown)])
        )
        if table.lead:
            canvas.text(slide, lead, [[Run(table.lead, colour="ink2")]], LEAD)
        if shown:
            _add_table(canvas, slide, box, table.header, shown, widths, size, f"{title}. {table.lead}")


def _whole(canvas: Canvas, table: Table, widths: Sequence[float], box: Box, size: float) -> bool:
    """Whether every word of a table stands on one line at a size."""
    rooms = [share * box.width - 10 for share in widths]
    return all(
        fit.widest_word(cell, size, canvas.lang, bold=row is table.header) <= room
        for row in (table.header, *table.rows)
        for cell, room in zip(row, rooms, strict=True)
    )


def _laid(
    canvas: Canvas, table: Table, widths: Sequence[float], box: Box, size: float
) -> tuple[float, list[tuple[str, ...]], list[list[int]]]:
    """The rows of a table as they are shown at a size, and which of them stand on which slide."""
    rows = [
        tuple(
            fit.shortened(cell, size, share * box.width - 10, _LONGEST_CELL, canvas.lang)
            for cell, share in zip(row, widths, strict=True)
        )
        for row in table.rows
    ]
    heights = [_row_height(canvas, row, widths, box.width, size) for row in rows]
    head = _row_height(canvas, table.header, widths, box.width, size, bold=True)
    return size, rows, list(fit.pages(heights, box.height - head))


def _add_table(
    canvas: Canvas,
    slide: "Slide",
    box: Box,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    size: float,
    alt: str,
) -> None:
    """A native table; ``widths`` are shares of the box."""
    from pptx.util import Emu

    heights = [_row_height(canvas, row, widths, box.width, size) for row in rows]
    head = _row_height(canvas, header, widths, box.width, size, bold=True)
    total = Box(box.left, box.top, box.width, head + sum(heights))
    frame = slide.shapes.add_table(len(rows) + 1, len(header), *total.emu())
    described(frame._element.nvGraphicFramePr.cNvPr, alt, alt)
    table = frame.table
    frame._element.graphic.graphicData.tbl.tblPr.find(tag_of("a:tableStyleId")).text = _PLAIN_STYLE
    table.horz_banding = False
    if direction(canvas.lang) == "rtl":
        frame._element.graphic.graphicData.tbl.tblPr.set("rtl", "1")
    for column, share in zip(table.columns, widths, strict=True):
        column.width = Emu(round(share * box.width * EMU_PER_POINT))
    for row, high in zip(table.rows, [head, *heights], strict=True):
        row.height = Emu(round(high * EMU_PER_POINT))
    for row, cells in zip(table.rows, [header, *rows], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            _cell(canvas, cell, text, size, head=cells is header)


def _row_height(
    canvas: Canvas,
    cells: Sequence[str],
    widths: Sequence[float],
    room: float,
    size: float,
    *,
    bold: bool = False,
) -> float:
    """Points that a row takes."""
    lines = (
        fit.line_count(text, size, share * room - 2 * _CELL_X, canvas.lang, bold=bold)
        for text, share in zip(cells, widths, strict=True)
    )
    return max(lines) * size * fit.LEADING + 2 * _CELL_Y


def _cell(canvas: Canvas, cell: Any, text: str, size: float, *, head: bool) -> None:
    from pptx.util import Pt

    cell.margin_left = cell.margin_right = Pt(_CELL_X)
    cell.margin_top = cell.margin_bottom = Pt(_CELL_Y)
    canvas.fill(cell.text_frame, [[Run(text, bold=head)]], size)
    underlined(cell._tc, palette("light").colour("ink" if head else "line")[1:].upper(), 1.0 if head else 0.5)


def text_slides(canvas: Canvas, title: str, paragraphs: Sequence[Sequence[Run]], notes: str) -> None:
    """Text over the whole width, over as many slides as it takes."""
    area, lang = canvas.area, canvas.lang
    texts = ["".join(run.text for run in runs) for runs in paragraphs]
    size = fit.size_that_fits(texts, TEXT_SIZES, area.width, area.height, lang, gap=8) or TEXT_SIZES[-1]
    heights = [fit.height([text], size, area.width, lang) + 8 for text in texts]
    pages = list(fit.pages(heights, area.height + 8))
    for page, rows in enumerate(pages, 1):
        heading = _numbered(canvas, title, page, len(pages))
        slide = canvas.slide(heading, notes)
        canvas.text(slide, area, [paragraphs[row] for row in rows], size, gap=8, name=heading)


def source_slides(canvas: Canvas, title: str, sources: Sequence[Source]) -> None:
    """Sources with their numbers, in two columns."""
    area, lang = canvas.area, canvas.lang
    column = (area.width - GUTTER) / 2
    texts = [f"[{one.number}] {one.text}" for one in sources]
    laid = []
    for size in _LIST_SIZES:
        shown = [fit.shortened(text, size, column, _LONGEST_CELL, lang) for text in texts]
        heights = [fit.height([text], size, column, lang) + 4 for text in shown]
        laid.append((size, shown, list(fit.pages(heights, area.height, multiple=2))))
    size, texts, columns = next(one for one in laid if len(one[2]) == len(laid[-1][2]))
    total = -(-len(columns) // 2)
    for page in range(total):
        heading = _numbered(canvas, title, page + 1, total)
        pair = columns[2 * page : 2 * page + 2]
        slide = canvas.slide(heading, "\n".join(texts[row] for rows in pair for row in rows))
        for place, rows in enumerate(pair):
            box = Box(area.left + place * (column + GUTTER), area.top, column, area.height)
            runs = [_source(sources[row], texts[row]) for row in rows]
            canvas.text(slide, box, runs, size, gap=4, name=f"{heading} {place + 1}")


def one_source_slide(canvas: Canvas, title: str, sources: Sequence[Source], told: Briefing) -> None:
    """The sources on one slide, as many as there is room for, over what is said of licence and checksum."""
    lang, size = canvas.lang, _LIST_SIZES[-1]
    low = fit.height(told.disclaimers, size, canvas.area.width, lang, gap=2)
    more = plural(templates(lang)["pack"]["sources_more"], len(told.sources), lang)
    notes = [more.format(n=number(len(told.sources), lang)), *told.disclaimers]
    low += fit.height(notes[:1], size, canvas.area.width, lang, gap=2) + 2
    area = Box(canvas.area.left, canvas.area.top, canvas.area.width, canvas.area.height - low - 10)
    column = (area.width - GUTTER) / 2
    texts = [fit.shortened(f"[{one.number}] {one.text}", size, column, 2, lang) for one in sources]
    heights = [fit.height([text], size, column, lang) + 3 for text in texts]
    columns = list(fit.pages(heights, area.height, multiple=2))[:2]
    slide = canvas.slide(title, "\n".join([*(f"[{one.number}] {one.text}" for one in sources), *notes]))
    for place, rows in enumerate(columns):
        box = Box(area.left + place * (column + GUTTER), area.top, column, area.height)
        runs = [_source(sources[row], texts[row]) for row in rows]
        canvas.text(slide, box, runs, size, gap=3, name=f"{title} {place + 1}")
    foot = Box(area.left, area.bottom + 10, area.width, low)
    canvas.text(slide, foot, [[Run(note, colour="ink2")] for note in notes], size, gap=2, name="status")


def _source(source: Source, text: str) -> list[Run]:
    label = f"[{source.number}]"
    return [Run(label, bold=True, link=source.link), Run(text.removeprefix(label))]


def _numbered(canvas: Canvas, title: str, page: int, pages: int) -> str:
    """The title of one of several slides."""
    if pages < 2:
        return title
    return str(templates(canvas.lang)["pack"]["continued"]).format(title=title, i=page, n=pages)
