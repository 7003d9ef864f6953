"""Slides as a canvas in points: titles, text, pictures, native tables, notes; over a template of the user's or our own."""

import io
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waterbed.layers.dates.days import from_day
from waterbed.output.brief.deck import fit
from waterbed.output.brief.deck.base import Beside, DeckBase, opened
from waterbed.output.brief.deck.box import EMU_PER_POINT, Box
from waterbed.output.brief.deck.markup import (
    INDENT,
    bulleted,
    counting,
    described,
    language_code,
    part_into_sections,
    plain,
    turn,
    without_times,
)
from waterbed.output.brief.deck.options import Picture, Run
from waterbed.output.brief.owner import Mark
from waterbed.output.ink.palette import palette

if TYPE_CHECKING:
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

_LARGE = 28.0

_TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)

_FOOT, _SMALLER = 12.0, (11.0, 10.0, 9.0)
"""Letters of the foot; smaller ones where a marking has a long one."""


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

    @property
    def beside(self) -> Beside:
        """Where a picture and the words beside it stand."""
        return self._base.beside

    def title_slide(
        self, title: str, lines: Sequence[Sequence[Run]], picture: Picture | None, notes: str
    ) -> None:
        """The first slide: title, lines under it, in our own look a picture beside them."""
        slide = self._base.deck.slides.add_slide(self._base.title_layout)
        holders = [holder for holder in slide.placeholders if holder.placeholder_format.idx != 0]
        used = self._title(slide, title, (40.0, 36.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0))
        for holder in holders[1:]:
            holder._element.getparent().remove(holder._element)
        if holders:
            box = _box_of(holders[0])
            if self._own_look:
                # The lines follow the title, wherever that ends.
                top = self.beside.words.top + used + 16
                box = Box(box.left, top, box.width, self.beside.words.bottom - top)
                self._stand(holders[0], box)
                words = self.beside.words
                self._stand(slide.shapes.title, Box(words.left, words.top, words.width, used))
            texts = ["".join(run.text for run in line) for line in lines]
            size = fit.size_that_fits(
                texts, (18, 17, 16, 15, 14, 13, 12), box.width, box.height, self.lang, gap=9
            )
            self.fill(holders[0].text_frame, lines, size or 12, gap=9)
        if picture is not None and self._own_look:
            self.picture(slide, self.beside.picture, picture.png, picture.alt, title)
        self._finish(slide, notes, self.beside.foot if self._own_look else self._base.foot)

    def slide(self, title: str, notes: str) -> "Slide":
        """A new slide with a title."""
        slide = self._base.deck.slides.add_slide(self._base.content_layout)
        self._without_holders(slide)
        self._title(slide, title, _TITLE_SIZES)
        self._finish(slide, notes, self._base.foot)
        return slide

    def picture_slide(self, title: str, picture: Picture, notes: str) -> tuple["Slide", Box]:
        """A new slide with a picture at the left and its title beside it; and the room for words under the title."""
        slide = self._base.deck.slides.add_slide(self._base.picture_layout)
        self._without_holders(slide)
        used = self._title(slide, title, _TITLE_SIZES)
        beside = self.beside
        if beside.titled and slide.shapes.title is not None:
            words = beside.words
            self._stand(slide.shapes.title, Box(words.left, words.top, words.width, used))
        self.picture(slide, beside.picture, picture.png, picture.alt, title)
        self._finish(slide, notes, beside.foot)
        return slide, beside.words.below(used + 14) if beside.titled else beside.words

    def sections(self, named: Sequence[tuple[str, int]]) -> None:
        """Part the slides; see :func:`part_into_sections`."""
        part_into_sections(self._base.deck, named)

    @staticmethod
    def _stand(holder: Any, box: Box) -> None:
        """Let what stands where its layout says stand elsewhere."""
        holder.left, holder.top, holder.width, holder.height = box.emu()

    @staticmethod
    def _without_holders(slide: "Slide") -> None:
        for holder in list(slide.placeholders):
            if holder.placeholder_format.idx != 0:
                holder._element.getparent().remove(holder._element)

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
        self.fill(frame, paragraphs, size, gap=gap)

    def fitted(
        self,
        slide: "Slide",
        box: Box,
        paragraphs: Sequence[Sequence[Run]],
        sizes: Sequence[float],
        *,
        gap: float,
        name: str,
        bullets: int = 0,
    ) -> None:
        """Paragraphs in a box, in the largest of some sizes at which they fit; what does not at the smallest is cut.

        The first so many have ``bullets`` before them.
        """
        room = box.width - (INDENT if bullets else 0)
        texts = ["".join(run.text for run in runs) for runs in paragraphs]
        size = fit.size_that_fits(texts, sizes, room, box.height, self.lang, gap=gap)
        shown = list(paragraphs)
        while size is None and len(shown) > 1:
            shown, texts = shown[:-1], texts[:-1]
            size = fit.size_that_fits(texts, sizes[-1:], room, box.height, self.lang, gap=gap)
        if size is None:
            lines = max(1, int(box.height / (sizes[-1] * fit.LEADING)))
            said = fit.shortened(texts[0], sizes[-1], room, lines, self.lang)
            shown = [[Run(said)]]
        self.text(slide, box, shown, size or sizes[-1], gap=gap, name=name)
        for paragraph in slide.shapes[-1].text_frame.paragraphs[:bullets]:
            bulleted(paragraph)

    @property
    def count(self) -> int:
        """Slides so far."""
        return len(self._base.deck.slides)

    def picture(self, slide: "Slide", box: Box, png: bytes, alt: str, name: str) -> None:
        """A picture with its alternative text."""
        picture = slide.shapes.add_picture(io.BytesIO(png), *box.emu())
        described(picture._element.nvPicPr.cNvPr, alt, name)

    def movie(self, slide: "Slide", box: Box, film: bytes, poster: bytes, alt: str, name: str) -> None:
        """A film that plays on its slide, with a poster before."""
        movie = slide.shapes.add_movie(
            io.BytesIO(film), *box.emu(), poster_frame_image=io.BytesIO(poster), mime_type="video/mp4"
        )
        described(movie._element.nvPicPr.cNvPr, alt, name)

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

    def _title(self, slide: "Slide", text: str, sizes: Sequence[float]) -> float:
        """Write the title; returns the height that it takes."""
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
        self.fill(holder.text_frame, [[Run(said, bold=True)]], size)
        return fit.height([said], size, box.width, self.lang, bold=True)

    def _on_one_line(self, text: str, size: float, box: Box) -> bool:
        return fit.line_count(text, size, box.width, self.lang, bold=True) == 1

    def _finish(self, slide: "Slide", notes: str, foot: Box) -> None:
        number = 30.0
        room = foot.width - number
        across = self._base.deck.slide_width if self._own_look else None
        marked = self.mark.put(slide, foot.left + room, foot.bottom, room, across) if self.mark else 0.0
        text = Box(foot.left, foot.top, room - marked, foot.height)
        size = fit.size_that_fits(
            ["".join(run.text for run in self._foot)],
            (_FOOT, *_SMALLER),
            text.width,
            foot.height + 1,
            self.lang,
        )
        self.text(slide, text, [self._foot], size or _SMALLER[-1], name="foot")
        low = foot.bottom - _FOOT * fit.LEADING
        self._number(slide, Box(foot.left + foot.width - number, low, number, _FOOT * fit.LEADING))
        frame = slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = plain(notes)
            self._tongue(frame)

    def _number(self, slide: "Slide", box: Box) -> None:
        from pptx.enum.text import PP_ALIGN

        self.text(slide, box, [[Run(str(self.count), colour="ink2")]], _FOOT, name="number")
        paragraph = slide.shapes[-1].text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT
        counting(paragraph)

    def fill(
        self, frame: "TextFrame", paragraphs: Sequence[Sequence[Run]], size: float, *, gap: float = 0.0
    ) -> None:
        """Write paragraphs into a frame."""
        from pptx.enum.text import MSO_AUTO_SIZE
        from pptx.util import Pt

        # It fits as measured; where a wider font stands in for ours the office program shrinks it.
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
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

    def _tongue(self, frame: "TextFrame") -> None:
        for paragraph in frame.paragraphs:
            turn(paragraph, paragraph.text, self.lang)
            for run in paragraph.runs:
                run._r.get_or_add_rPr().set("lang", self._code)


def _box_of(holder: Any) -> Box:
    frame = holder.text_frame
    left, top, width, height = (
        side / EMU_PER_POINT for side in (holder.left, holder.top, holder.width, holder.height)
    )
    inside_x = (frame.margin_left + frame.margin_right) / EMU_PER_POINT
    inside_y = (frame.margin_top + frame.margin_bottom) / EMU_PER_POINT
    return Box(left, top, width - inside_x, height - inside_y)
