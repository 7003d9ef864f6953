"""The small maps of a site."""

import re

from tests.layers.stories import APIA, SUVA
from waterbed.geo.views import view_around, widened
from waterbed.output.site.drawings.locator import Mark, Picture, draw_map


def test_a_small_map_over_the_dateline_has_land_and_places_on_both_sides() -> None:
    view = widened(view_around(*zip(SUVA, APIA, strict=True)), 0.12)
    marks = tuple(Mark(*point, "presence") for point in (SUVA, APIA))
    drawn = draw_map(Picture(view, 400, 260, frozenset({"FJ", "WS"}), marks, "Two islands"))
    xs = [float(x) for x in re.findall(r'class="story" d="M([\d.]+)', drawn)]
    assert min(xs) < 200 < max(xs)
    assert drawn.count("p-presence") == 2
