"""Where the parts of a slide stand, and the pictures that are made to stand there."""

from dataclasses import dataclass

from waterbed.output.brief.deck import fit
from waterbed.output.brief.deck.base import content_area
from waterbed.output.brief.deck.box import Box
from waterbed.output.brief.deck.options import DeckOptions
from waterbed.output.language.strings import templates
from waterbed.output.still.orders import Order
from waterbed.output.text.briefing import Briefing

SMALL, SOURCE_LINES = 9.0, 2
"""Size and number of the lines under a picture."""

LEAD = 12.0
"""Size of the line above a table, a film, the ribbon."""

GUTTER = 18.0

_PICTURE_SHARE = 0.66

_PICTURE_SCALE = 1.53
"""The smallest letters of a picture are of 8 points on wide slides and of 7 on narrow ones."""

_OVERVIEW_SCALE = 1.27

_RIBBON_SCALE, _RIBBON_ROWS = 1.26, 20
"""Letters as large as those of maps; the handout and the map have all rows."""


@dataclass(frozen=True, slots=True)
class SceneLayout:
    """Picture left, text right, sources below."""

    picture: Box
    text: Box
    sources: Box

    @classmethod
    def of(cls, area: Box) -> "SceneLayout":
        """Share out what lies between title and foot."""
        strip = SOURCE_LINES * SMALL * fit.LEADING
        width = round(area.width * _PICTURE_SHARE)
        picture = Box(area.left, area.top, width, area.height - strip - 10)
        left = area.left + width + GUTTER
        return cls(
            picture,
            Box(left, area.top, area.left + area.width - left, picture.height),
            Box(area.left, area.bottom - strip, area.width, strip),
        )


def under_lead(area: Box, lead: str, lang: str, gap: float) -> tuple[Box, Box]:
    """Where a line of text stands at the top, the gap below it included, and what is left for what it leads."""
    high = fit.height([lead], LEAD, area.width, lang) + gap if lead else 0.0
    return Box(area.left, area.top, area.width, high), area.below(high)


def ribbon_boxes(told: Briefing, area: Box) -> tuple[Box, Box]:
    """Where the line above the ribbon stands, and the ribbon."""
    return under_lead(area, templates(told.lang)["pack"]["ribbon_lead"], told.lang, 4)


def deck_orders(told: Briefing, options: DeckOptions | None = None) -> list[Order]:
    """The pictures that the slides need.

    Raises
    ------
    OptionError
        If the template cannot be used.
    """
    options = options or DeckOptions()
    area = content_area(options.ratio, options.template)
    scenes = (scene_order(told, scene.row, area) for scene in told.scenes)
    return [overview_order(told, area), *scenes, ribbon_order(told, area)]


def finding_boxes(told: Briefing, area: Box) -> tuple[Box, Box]:
    """Where the numbers of the finding stand, and its picture."""
    return under_lead(area, finding_line(told), told.lang, 6)


def finding_line(told: Briefing) -> str:
    """The numbers of the finding as they stand over its picture."""
    return f"{told.line} {told.detail}".rstrip()


def overview_order(told: Briefing, area: Box) -> Order:
    """The picture of the finding."""
    _, box = finding_boxes(told, area)
    return Order(kind="overview", lang=told.lang, size=box.pixels, scale=_OVERVIEW_SCALE)


def scene_order(told: Briefing, row: int, area: Box) -> Order:
    """The picture of a scene."""
    return Order(lang=told.lang, scene=row, size=SceneLayout.of(area).picture.pixels, scale=_PICTURE_SCALE)


def ribbon_order(told: Briefing, area: Box) -> Order:
    """The picture of the ribbon."""
    _, box = ribbon_boxes(told, area)
    return Order(kind="ribbon", lang=told.lang, size=box.pixels, scale=_RIBBON_SCALE, rows=_RIBBON_ROWS)
