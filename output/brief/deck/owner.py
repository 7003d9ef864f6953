"""The data set's own mark on slides: its colour along the upper edge, name and logo in the foot."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from waterbed.output.brief.deck.box import Box
from waterbed.output.ink.mark import raster
from waterbed.output.ink.typeface import Face, width

if TYPE_CHECKING:
    from pptx.slide import Slide

_RULE = 5.0
"""Height of the line in its colour, in points."""

_LOGO, _WIDEST = 18.0, 72.0
_NAME = Face(9, bold=True)


class Mark:
    """What is put on every slide; ``given`` is that of a timeline."""

    def __init__(self, given: Mapping[str, Any], lang: str) -> None:
        self._accent, self._name, self._lang = given["accent"], given["name"].get(lang, ""), lang
        self._logo = raster(given["logo"])

    def put(self, slide: "Slide", foot: Box, across: int | None) -> float:
        """Put it on a slide; the width that it takes of the foot. ``across`` is that of a slide of our own look, in EMU."""
        from pptx.dml.color import RGBColor
        from pptx.util import Pt

        if self._accent and across:
            rule = slide.shapes.add_shape(1, 0, 0, across, Pt(_RULE))
            rule.name = "mark"
            rule.fill.solid()
            rule.fill.fore_color.rgb = RGBColor.from_string(self._accent[1:].upper())
            rule.line.fill.background()
            rule.shadow.inherit = False
        right = foot.left + foot.width
        if self._logo is not None:
            wide = min(_WIDEST, _LOGO * self._logo.width / self._logo.height)
            made = io.BytesIO()
            self._logo.save(made, "PNG")
            made.seek(0)
            box = Box(right - wide, foot.top + foot.height - _LOGO, wide, _LOGO)
            picture = slide.shapes.add_picture(made, *box.emu())
            picture.name = "logo"
            picture._element.nvPicPr.cNvPr.set("descr", self._name)
            right -= wide + 12
        if self._name:
            # Its fonts stand in for one another: a little more than it takes in ours.
            wide = 1.06 * width(self._name, _NAME, self._lang) + 2
            self._write(slide, Box(right - wide, foot.top, wide, foot.height))
            right -= wide + 10
        return foot.left + foot.width - right

    def _write(self, slide: "Slide", box: Box) -> None:
        from pptx.util import Pt

        shape = slide.shapes.add_textbox(*box.emu())
        shape.name = "owner"
        frame = shape.text_frame
        for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
            setattr(frame, side, 0)
        frame.word_wrap = False
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold = self._name, Pt(_NAME.size), True
