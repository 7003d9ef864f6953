"""Slides as a canvas in points: titles, text, pictures, native tables, notes; over a template of the user's or our own."""

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waterbed.layers.dates.days import from_day
from waterbed.output.brief.deck import fit
from waterbed.output.brief.deck.archive import without_times
from waterbed.output.brief.deck.base import DeckBase, opened
from waterbed.output.brief.deck.box import EMU_PER_POINT, Box
from waterbed.output.brief.deck.owner import Mark
from waterbed.output.brief.deck.tongue import language_code, turn
from waterbed.output.ink.palette import palette
from waterbed.output.language.script import direction

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

_LARGE = 28.0

_TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)

_CELL_X, _CELL_Y = 5.0, 3.0

_PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""No style, no grid: the rules under the rows are ours."""

_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style; colours are tokens of the palette."""

    text: str
    bold: bool = False
    colour: str = "ink"
    link: str = ""


class Canvas:
    """A presentation that is being made."""

    def __init__(self, lang: str, ratio: str, template: Path | None, foot: Sequence[Run]) -> None:
        self._base: DeckBase = opened(ratio, template)
        self.lang, self._foot = lang, foot
        self._code = language_code(lang)
        self._own_look = template is None
        self.mark: Mark | None = None

    @property
    def area(self) -> Box:
        """Where content goes, under the title and above the foot."""
        return self._base.area

    def title_slide(self, title: str, lines: Sequence[str], small: Sequence[str], notes: str) -> None:
        """The first slide: title, lines under it, small print at the foot."""
        slide = self._base.deck.slides.add_slide(self._base.title_layout)
        holders = [holder for holder in slide.placeholders if holder.placeholder_format.idx != 0]
        self._title(slide, title, (40.0, 36.0, 32.0, 28.0, 24.0, 20.0))
        for holder in holders[1:]:
            holder._element.getparent().remove(holder._element)
        if holders:
            box = _box_of(holders[0])
            size = (
                fit.size_that_fits(lines, (18, 16, 14, 12, 11, 10), box.width, box.height, self.lang, gap=8)
                or 10
            )
            self._fill(holders[0].text_frame, [[Run(line, colour="ink2")] for line in lines], size, gap=8)
        low = fit.height(small, 10, self.area.width, self.lang, gap=3)
        box = Box(self.area.left, self.area.bottom - low, self.area.width, low)
        self.text(slide, box, [[Run(line, colour="ink2")] for line in small], 10, gap=3)
        self._finish(slide, notes)

    def slide(self, title: str, notes: str) -> "Slide":
        """A new slide with a title."""
        slide = self._base.deck.slides.add_slide(self._base.content_layout)
        for holder in list(slide.placeholders):
            if holder.placeholder_format.idx != 0:
                holder._element.getparent().remove(holder._element)
        self._title(slide, title, _TITLE_SIZES)
        self._finish(slide, notes)
        return slide

    def text(
        self,
        slide: "Slide",
        box: Box,
        paragraphs: Sequence[Sequence[Run]],
        size: float,
        *,
        gap: float = 0.0,
        name: str = "",
    ) -> None:
        """Paragraphs in a box."""
        shape = slide.shapes.add_textbox(*box.emu())
        if name:
            shape.name = plain(name)
        frame = shape.text_frame
        for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
            setattr(frame, side, 0)
        self._fill(frame, paragraphs, size, gap=gap)

    def picture(self, slide: "Slide", box: Box, png: bytes, alt: str, name: str) -> None:
        """A picture with its alternative text."""
        picture = slide.shapes.add_picture(io.BytesIO(png), *box.emu())
        _described(picture._element.nvPicPr.cNvPr, alt, name)

    def movie(self, slide: "Slide", box: Box, film: bytes, poster: bytes, alt: str, name: str) -> None:
        """A film that plays on its slide, with a poster before."""
        movie = slide.shapes.add_movie(
            io.BytesIO(film), *box.emu(), poster_frame_image=io.BytesIO(poster), mime_type="video/mp4"
        )
        _described(movie._element.nvPicPr.cNvPr, alt, name)

    def table(
        self,
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

        heights = [self.row_height(row, widths, box.width, size) for row in rows]
        head = self.row_height(header, widths, box.width, size, bold=True)
        total = Box(box.left, box.top, box.width, head + sum(heights))
        frame = slide.shapes.add_table(len(rows) + 1, len(header), *total.emu())
        _described(frame._element.nvGraphicFramePr.cNvPr, alt, alt)
        table = frame.table
        frame._element.graphic.graphicData.tbl.tblPr.find(_q("a:tableStyleId")).text = _PLAIN_STYLE
        table.horz_banding = False
        if direction(self.lang) == "rtl":
            frame._element.graphic.graphicData.tbl.tblPr.set("rtl", "1")
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Emu(round(share * box.width * EMU_PER_POINT))
        for row, high in zip(table.rows, [head, *heights], strict=True):
            row.height = Emu(round(high * EMU_PER_POINT))
        for number, cells in enumerate([header, *rows]):
            for cell, text in zip(table.rows[number].cells, cells, strict=True):
                self._cell(cell, text, size, head=number == 0)

    def row_height(
        self, cells: Sequence[str], widths: Sequence[float], room: float, size: float, *, bold: bool = False
    ) -> float:
        """Points that a row takes."""
        lines = (
            fit.line_count(text, size, share * room - 2 * _CELL_X, self.lang, bold=bold)
            for text, share in zip(cells, widths, strict=True)
        )
        return max(lines) * size * fit.LEADING + 2 * _CELL_Y

    def bytes(self, *, title: str, subject: str, made_with: str, day: int) -> bytes:
        """The file: the same slides give the same bytes."""
        deck = self._base.deck
        properties, moment = deck.core_properties, datetime.combine(from_day(day), time())
        properties.title, properties.subject = plain(title), plain(subject)[:255]
        properties.author = properties.last_modified_by = made_with
        properties.language, properties.revision = self._code, 1
        properties.created = properties.modified = moment
        properties.keywords = properties.comments = properties.category = ""
        made = io.BytesIO()
        deck.save(made)
        return without_times(made.getvalue())

    def _title(self, slide: "Slide", text: str, sizes: Sequence[float]) -> None:
        holder = slide.shapes.title
        if holder is None:
            raise ValueError("a layout without a title was chosen")
        box = _box_of(holder)
        # One line, if large enough, is better than a larger one with a word left alone on a second.
        size = (
            next((one for one in sizes if one >= _LARGE and self._on_one_line(text, one, box)), None)
            or fit.size_that_fits([text], sizes, box.width, box.height, self.lang, bold=True)
            or sizes[-1]
        )
        lines = max(1, int(box.height / (size * fit.LEADING)))
        said = fit.shortened(text, size, box.width, lines, self.lang, bold=True)
        self._fill(holder.text_frame, [[Run(said, bold=True)]], size)

    def _on_one_line(self, text: str, size: float, box: Box) -> bool:
        return fit.line_count(text, size, box.width, self.lang, bold=True) == 1

    def _finish(self, slide: "Slide", notes: str) -> None:
        foot, number = self._base.foot, 30.0
        room = Box(foot.left, foot.top, foot.width - number, foot.height)
        across = self._base.deck.slide_width if self._own_look else None
        marked = self.mark.put(slide, room, across) if self.mark else 0.0
        text = Box(foot.left, foot.top, foot.width - number - marked, foot.height)
        self.text(slide, text, [self._foot], 9, name="foot")
        self._number(slide, Box(foot.left + foot.width - number, foot.top, number, foot.height))
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = plain(notes)
            self._tongue(frame)

    def _number(self, slide: "Slide", box: Box) -> None:
        from lxml import etree
        from pptx.enum.text import PP_ALIGN

        number = str(len(self._base.deck.slides))
        self.text(slide, box, [[Run(number, colour="ink2")]], 9, name="number")
        paragraph = slide.shapes[-1].text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        run = paragraph.runs[0]._r
        field = etree.SubElement(paragraph._p, _q("a:fld"), {"id": _NUMBER_FIELD, "type": "slidenum"})
        field.extend(list(run))
        paragraph._p.replace(run, field)

    def _fill(
        self, frame: "TextFrame", paragraphs: Sequence[Sequence[Run]], size: float, *, gap: float = 0.0
    ) -> None:
        from pptx.enum.text import MSO_AUTO_SIZE
        from pptx.util import Pt

        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        for number, runs in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.space_before = Pt(gap if number else 0)
            paragraph.line_spacing = Pt(size * fit.LEADING)
            turn(paragraph, "".join(one.text for one in runs), self.lang)
            for one in runs:
                self._run(paragraph.add_run(), one, size)

    def _run(self, run: Any, one: Run, size: float) -> None:
        from pptx.dml.color import RGBColor
        from pptx.util import Pt

        run.text = plain(one.text)
        run.font.size, run.font.bold = Pt(size), one.bold
        run._r.get_or_add_rPr().set("lang", self._code)
        if one.link:
            run.hyperlink.address = one.link
        elif self._own_look or one.colour not in ("ink", "ink2"):
            run.font.color.rgb = RGBColor.from_string(palette("light").colour(one.colour)[1:].upper())

    def _cell(self, cell: Any, text: str, size: float, *, head: bool) -> None:
        from pptx.util import Pt

        cell.margin_left = cell.margin_right = Pt(_CELL_X)
        cell.margin_top = cell.margin_bottom = Pt(_CELL_Y)
        self._fill(cell.text_frame, [[Run(text, bold=head)]], size)
        _underlined(
            cell._tc, palette("light").colour("ink" if head else "line")[1:].upper(), 1.0 if head else 0.5
        )

    def _tongue(self, frame: "TextFrame") -> None:
        for paragraph in frame.paragraphs:
            turn(paragraph, paragraph.text, self.lang)
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", self._code)


def plain(text: str) -> str:
    """The text without characters that no XML file may hold."""
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs", "Cn")
    )


def _described(properties: Any, alt: str, name: str) -> None:
    properties.set("descr", plain(alt))
    properties.set("name", plain(name)[:120])


def _underlined(cell: Any, colour: str, points: float) -> None:
    from lxml import etree

    properties = cell.get_or_add_tcPr()
    line = etree.SubElement(properties, _q("a:lnB"), {"w": str(round(points * EMU_PER_POINT)), "cmpd": "sng"})
    fill = etree.SubElement(line, _q("a:solidFill"))
    etree.SubElement(fill, _q("a:srgbClr"), {"val": colour})


def _q(name: str) -> str:
    from pptx.oxml.ns import qn

    return str(qn(name))


def _box_of(holder: Any) -> Box:
    frame = holder.text_frame
    left, top, width, height = (
        side / EMU_PER_POINT for side in (holder.left, holder.top, holder.width, holder.height)
    )
    inside_x = (frame.margin_left + frame.margin_right) / EMU_PER_POINT
    inside_y = (frame.margin_top + frame.margin_bottom) / EMU_PER_POINT
    return Box(left, top, width - inside_x, height - inside_y)
