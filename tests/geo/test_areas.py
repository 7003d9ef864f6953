import geopandas as gpd
import numpy as np
import pytest
from shapely.geometry import Point

from waterbed.geo.areas import distance_outside_km


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
