"""What slides are built on: a plain look of our own, or a template of the user's."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from waterbed.output.brief.deck.box import EMU_PER_POINT, Box
from waterbed.output.brief.deck.markup import as_presentation
from waterbed.output.errors import OptionError
from waterbed.output.ink.palette import palette
from waterbed.output.type.faces import FULL_FAMILY

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

RATIOS = {"16:9": (960.0, 540.0), "4:3": (720.0, 540.0)}
"""Width and height of a slide in points."""

_MARGIN = 36.0

_FOOT = 15.0

_TITLE = 48.0
"""One line of 28 points, or two of 20."""

PICTURE_SHARE = 0.62
"""Of the width of a slide, for its picture."""

_COLUMN_PAD = 24.0
"""Room around the words beside a picture."""

_NARROW, _LINE = 300.0, 14.6
"""A narrower column has three lines of foot, not two; the height of one."""

_LIKE_IT = 'panose="020B0502040504020204" pitchFamily="34"'
"""What an office program without the family looks for: a sans serif of its breadth and weight."""

_THEME = {
    "dk1": "ink", "lt1": "page", "dk2": "ink2", "lt2": "panel2", "accent1": "presence", "accent2": "crackdown",
    "accent3": "displacement", "accent4": "arrival", "accent5": "return", "accent6": "none", "hlink": "k-expansion",
    "folHlink": "k-repatriation",
}  # fmt: skip
"""Colours of a theme and the tokens of ours: whoever edits the slides finds the colours of the map."""


@dataclass(frozen=True, slots=True)
class DeckBase:
    """An empty presentation and where things go on it."""

    deck: "Presentation"
    title_layout: "SlideLayout"
    content_layout: "SlideLayout"
    picture_layout: "SlideLayout"
    """For a picture at the left with words beside it."""
    area: Box
    foot: Box
    beside: "Beside"


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a picture and the words beside it stand."""

    picture: Box
    """Full-bleed in our own look; in a template's, under the title."""
    words: Box
    """From the title, or what stands in its place, down to the foot."""
    foot: Box
    titled: bool
    """The title stands in the words; else over both."""


def opened(ratio: str, template: Path | None) -> DeckBase:
    """A presentation without slides.

    Raises
    ------
    OptionError
        If the ratio is not known, or the template is no presentation or has no layout with a title.
    OSError
        If the template cannot be read.
    """
    if template is not None:
        return _of_template(template)
    if ratio not in RATIOS:
        raise OptionError(f"ratio: {ratio!r} is not one of {', '.join(RATIOS)}.")
    return _own(*RATIOS[ratio])


def places(ratio: str, template: Path | None) -> tuple[Box, Beside]:
    """Where content goes under the title, and where beside a picture; what :func:`opened` raises."""
    if template is not None:
        base = opened(ratio, template)
        return base.area, base.beside
    return _own_area(*RATIOS[ratio]), _own_beside(*RATIOS[ratio])


def _own_beside(width: float, height: float) -> Beside:
    left = round(width * PICTURE_SHARE)
    room = width - left - 1.5 * _COLUMN_PAD
    feet = _LINE * (2 if room >= _NARROW else 3)
    column = Box(left + _COLUMN_PAD, 30, room, height - 30 - feet - 22)
    foot = Box(column.left, height - feet - 10, room, feet)
    return Beside(Box(0, 0, left, height), column, foot, titled=True)


def _beside_in(area: Box, foot: Box) -> Beside:
    """Beside a picture under a title that stands over both."""
    picture, words = area.beside(PICTURE_SHARE)
    return Beside(picture, words, foot, titled=False)


def _own_area(width: float, height: float) -> Box:
    return Box(_MARGIN, 80, width - 2 * _MARGIN, height - 80 - 36)


def _own(width: float, height: float) -> DeckBase:
    from pptx import Presentation

    deck = Presentation()
    _, _, deck.slide_width, deck.slide_height = Box(0, 0, width, height).emu()
    first, pictured, content = (deck.slide_layouts[n] for n in (0, 1, 5))
    pictured.name = "Picture and Text"
    for layout in list(deck.slide_layouts):
        if layout not in (first, pictured, content):
            deck.slide_layouts.remove(layout)
    _without_thumbnail(deck)
    _themed(deck)
    room, beside = width - 2 * _MARGIN, _own_beside(width, height)
    for holders, most in (
        (first.placeholders, 1),
        (pictured.placeholders, 0),
        (content.placeholders, 1),
        (deck.slide_master.placeholders, 1),
    ):
        for holder in list(holders):
            if holder.placeholder_format.idx > most:
                holder._element.getparent().remove(holder._element)
    words = beside.words
    _placed(deck.slide_master.placeholders[0], Box(_MARGIN, 24, room, _TITLE), anchor="t")
    _placed(deck.slide_master.placeholders[1], Box(_MARGIN, 100, room, 390), anchor="t")
    _placed(content.placeholders[0], Box(_MARGIN, 24, room, _TITLE), anchor="t")
    _placed(pictured.placeholders[0], Box(words.left, words.top, words.width, 0.3 * height), anchor="t")
    _placed(first.placeholders[0], Box(words.left, words.top, words.width, 0.45 * height), anchor="t")
    low = words.top + 0.45 * height + 12
    _placed(first.placeholders[1], Box(words.left, low, words.width, words.bottom - low), anchor="t")
    foot = Box(_MARGIN, height - 28, room, _FOOT)
    return DeckBase(deck, first, content, pictured, _own_area(width, height), foot, beside)


def _of_template(path: Path) -> DeckBase:
    from pptx import Presentation

    content = path.read_bytes()
    try:
        deck = Presentation(io.BytesIO(as_presentation(content)))
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise OptionError(f"template: {str(path)!r} is not a presentation (.pptx or .potx).") from error
    _without_slides(deck)
    titled = [layout for layout in deck.slide_layouts if _holders(layout).get(0) is not None]
    if not titled:
        raise OptionError(f"template: {str(path)!r} has no layout with a title.")
    content_layout = min(titled, key=lambda layout: (_is_title_slide(layout), len(_bodies(layout))))
    first = next((layout for layout in titled if _is_title_slide(layout)), content_layout)
    height = deck.slide_height / EMU_PER_POINT
    title = _holders(content_layout)[0]
    left, top, room, high = (
        side / EMU_PER_POINT for side in (title.left, title.top, title.width, title.height)
    )
    if top + high > height / 2:
        raise OptionError(f"template: the title of the layout {content_layout.name!r} is not at the top.")
    low = min([height - 12, *_foot_tops(content_layout, height)])
    under = top + high + 6
    foot = Box(left, low - _FOOT - 2, room, _FOOT)
    area = Box(left, under, room, low - _FOOT - 8 - under)
    return DeckBase(deck, first, content_layout, content_layout, area, foot, _beside_in(area, foot))


def _without_slides(deck: "Presentation") -> None:
    """Slides of the template itself are examples: its masters and layouts are what is wanted."""
    listed = deck.slides._sldIdLst
    for entry in list(listed):
        deck.part.drop_rel(entry.rId)
        listed.remove(entry)


def _without_thumbnail(deck: "Presentation") -> None:
    package = deck.part.package
    for key, relation in list(package._rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package._rels.pop(key)


def _themed(deck: "Presentation") -> None:
    """Our fonts and colours in the theme, so that what users add looks alike."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml.ns import qn

    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode()
    text = text.replace('<a:latin typeface="Calibri"', f'<a:latin typeface="{FULL_FAMILY}" {_LIKE_IT}')
    for name, token in _THEME.items():
        colour = palette("light").colour(token)[1:].upper()
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>',
            text,
            flags=re.DOTALL,
        )
    part._blob = text.encode()
    for style in deck.slide_master._element.iter(qn("p:titleStyle")):
        for level in style.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")


def _placed(holder: Any, box: Box, *, anchor: str) -> None:
    from pptx.enum.text import MSO_ANCHOR
    from pptx.oxml.ns import qn

    holder.left, holder.top, holder.width, holder.height = box.emu()
    frame = holder.text_frame
    for side in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
        setattr(frame, side, 0)
    frame.vertical_anchor = MSO_ANCHOR.TOP if anchor == "t" else MSO_ANCHOR.BOTTOM
    for level in holder._element.iter(qn("a:lvl1pPr")):
        level.set("algn", "l")


def _holders(layout: "SlideLayout") -> dict[int, Any]:
    return {holder.placeholder_format.idx: holder for holder in layout.placeholders}


def _bodies(layout: "SlideLayout") -> list[Any]:
    return [holder for idx, holder in _holders(layout).items() if idx not in (0, 10, 11, 12)]


def _is_title_slide(layout: "SlideLayout") -> bool:
    from pptx.enum.shapes import PP_PLACEHOLDER

    return bool(_holders(layout)[0].placeholder_format.type == PP_PLACEHOLDER.CENTER_TITLE)


def _foot_tops(layout: "SlideLayout", height: float) -> list[float]:
    """Upper edges of the date, footer and number of a layout, where they stand at the bottom."""
    feet = [holder for idx, holder in _holders(layout).items() if idx in (10, 11, 12)]
    tops = [holder.top / EMU_PER_POINT for holder in feet if holder.top is not None]
    return [top for top in tops if top > height * 0.75]
