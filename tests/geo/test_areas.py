import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point

from waterbed.geo.areas import distance_outside_km, in_ring, ring
from waterbed.geo.plane import distance_km


def points(*lonlat: tuple[float, float] | None) -> gpd.GeoSeries:
    return gpd.GeoSeries([None if place is None else Point(place) for place in lonlat], crs="EPSG:4326")


def test_inside_is_zero() -> None:
    assert distance_outside_km(points((104.9, 11.55), (121, 24)), ["KH", "TW"]).tolist() == [0, 0]


def test_border_towns_are_near_their_country() -> None:
    # Myawaddy and Poipet: the generalised border passes them on the wrong side by little.
    assert distance_outside_km(points((98.509, 16.689), (102.564, 13.658)), ["MM", "KH"]).max() < 5


def test_swapped_coordinates_are_far_outside() -> None:
    # Bangkok and Phnom Penh under each other's country.
    assert distance_outside_km(points((100.5, 13.75), (104.9, 11.55)), ["KH", "TH"]) == pytest.approx(
        [220, 214], abs=30
    )


def test_distance_is_measured_over_the_dateline() -> None:
    # 0.8° east of the easternmost Fijian land, on the other side of 180°.
    assert distance_outside_km(points((-179.2, -16.8)), ["FJ"])[0] < 130


def test_unknowns_give_nan() -> None:
    assert np.isnan(distance_outside_km(points(None, (0, 0)), ["KH", "ZZ"])).all()


def test_points_without_crs_are_refused() -> None:
    with pytest.raises(ValueError, match="the CRS is None, not EPSG:4326"):
        distance_outside_km(gpd.GeoSeries([Point(0, 0)]), ["KH"])


def test_a_ring_lies_between_two_distances() -> None:
    (area,) = ring(points((104.9, 11.55)), 50, 150)
    lon, lat = np.array(area.exterior.coords).T
    assert distance_km(104.9, 11.55, lon, lat) == pytest.approx(150)
    lon, lat = np.array(area.interiors[0].coords).T
    assert distance_km(104.9, 11.55, lon, lat) == pytest.approx(50)


def test_a_ring_from_zero_is_a_disc_and_a_missing_point_has_none() -> None:
    disc, nothing = ring(points((104.9, 11.55), None), 0, 10)
    assert disc.contains(Point(104.9, 11.55))
    assert nothing is None


def test_a_ring_over_the_dateline_is_cut_there() -> None:
    (area,) = ring(points((179.9, -17)), 0, 100)
    assert area.geom_type == "MultiPolygon"
    assert area.bounds[0] == -180
    assert area.bounds[2] == 180
    assert area.contains(Point(-179.9, -17))


def test_a_ring_around_a_pole_reaches_up_to_it() -> None:
    (area,) = ring(points((30, 85)), 0, 1000)
    assert area.is_valid
    assert area.contains(Point(-150, 89.9))
    assert not area.contains(Point(-150, 80))


def test_points_in_a_ring_are_measured_to_the_nearest_centre() -> None:
    # Bavet lies 140 km from Phnom Penh, Sihanoukville 180, Koh Kong 214; the last is near the second centre.
    places = points((106.13, 11.06), (103.52, 10.63), (102.98, 11.61), None)
    centres = points((104.9, 11.55), (103.0, 11.6), None)
    assert in_ring(places, centres[:1], 0, 150).tolist() == [True, False, False, False]
    assert in_ring(places, centres[:1], 150, 250).tolist() == [False, True, True, False]
    assert in_ring(places, centres, 0, 10).tolist() == [False, False, True, False]
    assert not in_ring(places, centres[2:], 0, 10).any()


@pytest.mark.parametrize(("inner", "outer"), [(10, 10), (-1, 10), (0, 20_000), (0, float("nan"))])
def test_a_ring_that_cannot_be_made_is_refused(inner: float, outer: float) -> None:
    with pytest.raises(ValueError, match="cannot be made; give 0 <= inner < outer <= 9000"):
        ring(points((0, 0)), inner, outer)
