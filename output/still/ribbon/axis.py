"""The frame of the ribbon: years above, names at the left."""

from dataclasses import replace

from waterbed.output.ink.pen import Pen, line
from waterbed.output.ink.typeface import Face, width
from waterbed.output.language.strings import shortened
from waterbed.output.language.ticks import ticks
from waterbed.output.still.ribbon.layout import RibbonLayout
from waterbed.output.text.speaker import Speaker

AXIS = 18.0


GAP = 10.0


_MOST_LETTERS = 80
"""More of a name fit in no row."""


def draw_frame(pen: Pen, layout: RibbonLayout, say: Speaker, *, two: bool, day: float | None) -> None:
    """Years or what has room above, clear of the playhead; names at the left: the country once, then its zones and towns."""
    free = layout.left
    head = -99.0 if day is None else layout.x(day)
    face = Face(10.5)
    for tick in ticks(layout.first, layout.last, layout.right - layout.left, say.lang):
        x = layout.x(tick.day)
        pen.stroke(line((x, -AXIS + 6), (x, layout.height)), "line", 0.8)
        room = max(28.0, width(tick.text, face, say.lang) + 4)
        if x - 2 < head < x + room + 6:
            # The label steps to the right of the grip, where there is room before the next.
            x = head + 4
        if x >= free and x + room + 4 < layout.right + (9 if two else 12):
            pen.text(tick.text, x + 4, -6, face, "ink2")
            free = x + room + 6
    if two:
        pen.text(say.t("ribbon.undated"), layout.right + 19, -6, Face(10.5), "ink2")
    size = min(11.0 if two else 10.2, layout.row_height * 0.72)
    heads = {row.country if row.country >= 0 else row.place for row in layout.rows if row.place >= 0}
    longest = max((width(say.place(head), Face(size, bold=True), say.lang) for head in heads), default=0.0)
    second = min(max(layout.left * 0.42, longest + GAP), layout.left * 0.65)
    for n, row in enumerate(layout.rows):
        middle = row.y + layout.row_height / 2
        if row.place < 0:
            room = layout.left - 8
            # They have marks and no bars: a name there would say that nothing lasted.
            text = say.t("ribbon.rest", n=len(row.held))
            _draw_name(pen, text, 0, middle, Face(size), room, "ink3")
            continue
        name = say.place(row.place)
        if not two:
            face = Face(size, bold=row.depth == 0)
            _draw_name(pen, name, 0, middle, face, layout.left - 8, "ink")
            continue
        alone = row.head and row.depth == 0 and all(other.head for other in layout.rows[n + 1 : n + 2])
        if row.head:
            country = say.place(row.country if row.country >= 0 else row.place)
            room = (layout.left if alone else second) - 6
            _draw_name(pen, country, 0, middle, Face(size, bold=True), room, "ink")
        # A city that is its own country is named once.
        if row.depth and name != say.place(row.country):
            _draw_name(pen, name, second, middle, Face(size), layout.left - second - 8, "ink")
        elif not row.depth and not alone:
            room = layout.left - second - 8
            _draw_name(pen, say.t("ribbon.noTown"), second, middle, Face(size), room, "ink3")


def _draw_name(pen: Pen, text: str, x: float, middle: float, face: Face, room: float, ink: str) -> None:
    """A name in a row: a long one is set smaller, then loses its end, which three dots say."""
    for share in (1.0, 0.92, 0.84):
        smaller = replace(face, size=face.size * share)
        if width(text, smaller, pen.lang) <= room:
            break
    else:
        text = shortened(text, _MOST_LETTERS)
        while text and width(text.rstrip() + "…", smaller, pen.lang) > room:
            text = text[:-1]
        text = text.rstrip(" ,(") + "…"
    pen.text(text, x, middle + 0.36 * smaller.size, smaller, ink)
