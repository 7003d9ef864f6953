"""Equal areas, one centre, and a world that is whole where the story is."""

import numpy as np
import pytest
import shapely
from pyproj import Geod

from waterbed.geo import basemap
from waterbed.geo.projection import Projection, projection_for, turned

SOUTHEAST_ASIA = (91.0, -9.5, 127.5, 28.5)
WORLD = (-20.0, -42.0, 302.0, 60.0)


@pytest.mark.parametrize(
    ("view", "name", "centre"),
    [(SOUTHEAST_ASIA, "laea", (109.25, 9.5)), (WORLD, "equal_earth", (147.0, 0.0))],
)
def test_a_view_has_the_projection_that_suits_it(
    view: tuple[float, float, float, float], name: str, centre: tuple[float, float]
) -> None:
    plane = projection_for(view)
    assert (plane.name, plane.lon_0, plane.lat_0) == (name, *centre)


@pytest.mark.parametrize("view", [SOUTHEAST_ASIA, WORLD])
def test_areas_are_true(view: tuple[float, float, float, float]) -> None:
    plane, geod = projection_for(view), Geod(ellps="WGS84")
    for west, south in ((96.0, 20.0), (120.0, -5.0), (104.0, 12.0)):
        cell = shapely.segmentize(shapely.box(west, south, west + 1, south + 1), 0.05)
        drawn = shapely.transform(cell, lambda xy: np.column_stack(plane.forward(*xy.T)))
        ground = abs(geod.geometry_area_perimeter(cell)[0])
        assert shapely.area(drawn) == pytest.approx(ground, rel=2e-4)


@pytest.mark.parametrize("name", ["laea", "equal_earth", "mercator"])
def test_there_and_back(name: str) -> None:
    plane = Projection(name, 147.0, 10.0)  # type: ignore[arg-type]
    lon, lat = np.array([100.0, 179.0, -175.0, 147.0]), np.array([-20.0, 5.0, 30.0, 10.0])
    back_lon, back_lat = plane.inverse(*plane.forward(lon, lat))
    assert (back_lon - lon) % 360 == pytest.approx(0, abs=1e-6)
    assert back_lat == pytest.approx(lat, abs=1e-6)


def test_the_pacific_is_whole_and_the_cut_has_two_sides() -> None:
    plane = projection_for(WORLD)
    x, _ = plane.forward([-33.0, 0.0, 100.0, 180.0, -120.0, -60.0, 327.0], np.zeros(7))
    assert (np.diff(x) > 0).all()
    assert x[-1] - x[0] == pytest.approx(plane.turn_width(0.0), rel=1e-4)


def test_land_at_the_dateline_has_no_seam_in_a_world_that_is_cut_elsewhere() -> None:
    russia = basemap.countries("world").geometry["RU"]
    whole = turned(russia, projection_for(WORLD))
    assert shapely.area(whole) == pytest.approx(shapely.area(russia))
    assert shapely.bounds(whole)[2] > 185
    seam = shapely.intersection(shapely.boundary(whole), shapely.LineString([(180, 60), (180, 75)]))
    assert shapely.length(seam) == 0


def test_land_at_the_cut_lies_on_both_sides() -> None:
    greenland = turned(basemap.countries("world").geometry["GL"], projection_for(WORLD))
    west, _, east, _ = shapely.bounds(greenland)
    assert (west, east) == pytest.approx((-33.0, 327.0))
