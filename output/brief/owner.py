"""The data set's own mark on slides: its colour along the upper edge, name and logo in the foot."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from waterbed.output.ink.mark import raster
from waterbed.output.ink.typeface import Face, width

if TYPE_CHECKING:
    from pptx.slide import Slide

_RULE = 5.0
"""Height of the line in its colour, in points."""

_LOGO, _WIDEST, _GAP = 18.0, 72.0, 12.0
_ROOM = 400.0
"""Beside a picture there is none for the name."""
_NAME = Face(9, bold=True)


class Mark:
    """What is put on every slide; ``given`` is that of a timeline."""

    def __init__(self, given: Mapping[str, Any], lang: str) -> None:
        self._accent, self._name = given["accent"], given["name"].get(lang, "")
        # Fonts stand in for one another: a little more than the name takes in ours.
        self._wide = 1.06 * width(self._name, _NAME, lang) + 2
        self._logo = raster(given["logo"])

    def put(self, slide: "Slide", right: float, bottom: float, room: float, across: int | None) -> float:
        """Put it on a slide with a foot that ends at a point and has so much room, in points; the width that it takes.

        ``across`` is the width of a slide of our own look, in EMU.
        """
        from pptx.dml.color import RGBColor
        from pptx.util import Pt

        if self._accent and across:
            rule = slide.shapes.add_shape(1, 0, 0, across, Pt(_RULE))
            rule.name = "mark"
            rule.fill.solid()
            rule.fill.fore_color.rgb = RGBColor.from_string(self._accent[1:].upper())
            rule.line.fill.background()
            rule.shadow.inherit = False
        left = right
        if self._logo is not None:
            wide = min(_WIDEST, _LOGO * self._logo.width / self._logo.height)
            high = wide * self._logo.height / self._logo.width
            made = io.BytesIO()
            self._logo.save(made, "PNG")
            made.seek(0)
            picture = slide.shapes.add_picture(
                made, Pt(left - wide), Pt(bottom - (_LOGO + high) / 2), Pt(wide), Pt(high)
            )
            picture.name = "logo"
            picture._element.nvPicPr.cNvPr.set("descr", self._name)
            left -= wide + _GAP
        if self._name and room >= _ROOM:
            self._write(slide, left - self._wide, bottom)
            left -= self._wide + _GAP
        return right - left

    def _write(self, slide: "Slide", left: float, bottom: float) -> None:
        from pptx.util import Pt

        high = 1.2 * _NAME.size
        shape = slide.shapes.add_textbox(Pt(left), Pt(bottom - high), Pt(self._wide), Pt(high))
        shape.name = "owner"
        frame = shape.text_frame
        for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
            setattr(frame, side, 0)
        frame.word_wrap = False
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold = self._name, Pt(_NAME.size), True
