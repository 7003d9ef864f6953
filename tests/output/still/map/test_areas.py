"""Areas of zones: what is filled of them."""

import pytest
import shapely

from waterbed import Dataset, Timeline
from waterbed.geo.projection import Projection
from waterbed.output.outlines import outlines_of
from waterbed.output.still.map.areas import filled
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.ground import drawn_on
from waterbed.output.still.map.picture import lay_picture


@pytest.fixture(scope="module")
def piracy() -> Timeline:
    return Timeline.of(Dataset.read("piracy"))


@pytest.mark.parametrize("scene", ["scn-03-togo", "scn-06-gulf-of-aden"])
def test_a_zone_at_sea_ends_at_the_coast(piracy: Timeline, scene: str) -> None:
    row = piracy["scenes"]["id"].index(scene)
    west, south, east, north = piracy["scenes"]["view"][row]
    plane = Projection("mercator", (west + east) / 2, 0.0)
    frame = MapFrame.fitted((west, south, east, north), 884, 546, projection=plane)
    picture = lay_picture(piracy, piracy["scenes"]["hold"][row], row, frame)
    outlined = drawn_on(frame, outlines_of(piracy))
    assert len(picture.areas) > 1
    for area in picture.areas:
        circle = shapely.Point(442, 273).buffer(300)
        edged = outlined[area.place] if area.own else circle
        shape = filled(area, edged, picture.ground)
        assert 0 < shapely.area(shape) < shapely.area(edged)
        assert shapely.area(shapely.intersection(shape, picture.ground.coast)) < 1e-6
