"""The data set's own mark on a picture: a band over it with colour, logo and name."""

import base64
import io
from collections.abc import Mapping
from typing import Any

from waterbed.output.ink.palette import Theme
from waterbed.output.ink.pen import Pen, box
from waterbed.output.ink.typeface import Face, width

BAND = 26.0
"""Height of the band."""

_RULE, _LOGO, _GAP = 3.0, 16.0, 7.0
_NAME = Face(11, bold=True)


def under_mark(
    pen: Pen, meta: Mapping[str, Any], lang: str, theme: Theme, wide: float, high: float, margin: float
) -> tuple[Pen, float]:
    """Draw the band; a pen for what is below it, and the height that is left. Without a mark both stay as they are.

    ``meta`` is that of a timeline. A drawing (SVG) stands on pages only, and pictures that are drawings have the name alone.
    """
    mark = meta.get("mark")
    if not mark:
        return pen, high
    pen.fill(box(0, 0, wide, BAND), "page")
    if accent := mark["accent_dark"] or mark["accent"] if theme == "dark" else mark["accent"]:
        pen.fill(box(0, 0, wide, _RULE), accent)
    right, name = wide - margin, mark["name"].get(lang, "")
    if name:
        pen.text(name, right, BAND / 2 + 5.5, _NAME, "ink", align="end")
        right -= width(name, _NAME, lang) + _GAP
    if (logo := raster(mark["logo"])) is not None:
        pen.image(logo, right, (BAND + _RULE - _LOGO) / 2, _LOGO)
    return pen.at(0, BAND), high - BAND


def raster(address: str) -> Any:
    """The picture of an address of data, None for a drawing and for none."""
    head, _, coded = address.partition(",")
    if not coded or "svg" in head:
        return None
    from PIL import Image

    return Image.open(io.BytesIO(base64.b64decode(coded))).convert("RGBA")
