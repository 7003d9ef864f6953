"""Where the parts of a slide stand, and the pictures that are made to stand there."""

from collections.abc import Iterator

from waterbed.output.brief.deck import fit
from waterbed.output.brief.deck.base import Beside, places
from waterbed.output.brief.deck.box import PIXELS_PER_POINT, Box
from waterbed.output.brief.deck.options import DeckOptions
from waterbed.output.brief.told import cases, presses_told
from waterbed.output.ink.palette import Theme
from waterbed.output.language.strings import templates
from waterbed.output.still.options import StillOptions
from waterbed.output.still.orders import Order
from waterbed.output.text.briefing import Briefing
from waterbed.output.timeline import Timeline

SMALL, SOURCE_LINES = 12.0, 2
"""Size and number of the lines on the sources of a slide; no letter of a slide is smaller."""

LEAD = 12.0
"""Size of the line above a table, a film, the ribbon."""

GUTTER = 18.0

_SMALLEST_OF = {"presses": 10.5, "followed": 10.5, "still": 9.5, "ribbon": 9.2}
"""The smallest letters of pictures, in pixels."""

_RIBBON_ROWS = 9
"""Places that have room in letters that can be read; the handout and the map have all."""


def source_strip(words: Box) -> tuple[Box, Box]:
    """The room for words over the line of sources, and that line."""
    strip = SOURCE_LINES * SMALL * fit.LEADING
    over = Box(words.left, words.top, words.width, words.height - strip - 10)
    return over, Box(words.left, words.bottom - strip, words.width, strip)


def under_lead(area: Box, lead: str, lang: str, gap: float) -> tuple[Box, Box]:
    """Where a line of text stands at the top, the gap below it included, and what is left for what it leads."""
    high = fit.height([lead], LEAD, area.width, lang) + gap if lead else 0.0
    return Box(area.left, area.top, area.width, high), area.below(high)


def ribbon_boxes(told: Briefing, area: Box) -> tuple[Box, Box]:
    """Where the line above the ribbon stands, and the ribbon."""
    return under_lead(area, templates(told.lang)["pack"]["ribbon_lead"], told.lang, 4)


def deck_orders(timeline: Timeline, told: Briefing, options: DeckOptions | None = None) -> list[Order]:
    """The pictures that the slides need.

    Raises
    ------
    OptionError
        If the template cannot be used.
    """
    options = options or DeckOptions()
    area, beside = places(options.ratio, options.template)
    return list(_orders(timeline, told, area, beside, cover=options.template is None))


def _orders(timeline: Timeline, told: Briefing, area: Box, beside: Beside, *, cover: bool) -> Iterator[Order]:
    every = presses_told(timeline)
    if cover:
        yield map_order(timeline, told.lang, every, beside, "dark")
    yield map_order(timeline, told.lang, every, beside)
    for case in cases(timeline, told):
        yield map_order(timeline, told.lang, (case.press,), beside)
    if timeline["cycles"]["record"]:
        yield followed_order(timeline, told.lang, beside)
    for scene in told.scenes:
        yield scene_order(told, scene.row, beside)
    yield ribbon_order(told, area)


def map_order(
    timeline: Timeline, lang: str, presses: tuple[int, ...], beside: Beside, theme: Theme = "light"
) -> Order:
    """The map of some presses."""
    size = beside.picture.pixels
    every = presses_told(timeline)
    return Order(
        kind="presses",
        lang=lang,
        presses=presses,
        of=every,
        size=size,
        theme=theme,
        scale=_scale(size, "presses"),
    )


def followed_order(timeline: Timeline, lang: str, beside: Beside) -> Order:
    """The strip of what followed."""
    size, every = beside.picture.pixels, presses_told(timeline)
    return Order(
        kind="followed", lang=lang, presses=every, of=every, size=size, scale=_scale(size, "followed")
    )


def scene_order(told: Briefing, row: int, beside: Beside) -> Order:
    """The picture of a scene."""
    size = beside.picture.pixels
    return Order(lang=told.lang, scene=row, size=size, parts="map", scale=_scale(size, "still"))


def ribbon_order(told: Briefing, area: Box) -> Order:
    """The picture of the ribbon."""
    _, box = ribbon_boxes(told, area)
    return Order(
        kind="ribbon",
        lang=told.lang,
        size=box.pixels,
        parts="map",
        scale=_scale(box.pixels, "ribbon"),
        rows=_RIBBON_ROWS,
    )


def _scale(size: tuple[int, int], kind: str) -> float:
    """How much larger than by default letters are, for the smallest to be those of the slide."""
    points = StillOptions(size=size).factor * _SMALLEST_OF[kind] / PIXELS_PER_POINT
    return round(SMALL / points, 3)
