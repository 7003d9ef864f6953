"""The bundled seas and divisions: valid shapes with a point inside."""

import geopandas as gpd

from waterbed.geo.basemap import countries, provinces
from waterbed.geo.gazetteer import divisions, seas


def test_every_sea_has_a_valid_outline_and_a_point_in_it() -> None:
    found = seas()
    assert found.index.is_unique and found.crs == "EPSG:4326" and found.geometry.is_valid.all()
    points = gpd.GeoSeries(gpd.points_from_xy(found["lon"], found["lat"], crs=4326), index=found.index)
    assert found.geometry.contains(points).all()
    assert {"Gulf of Guinea", "Strait of Malacca", "Gulf of Aden", "South China Sea"} <= {*found.index}


def test_lagos_anchorage_is_in_the_bight_of_benin_and_no_other_sea() -> None:
    anchorage = gpd.points_from_xy([3.3], [6.2], crs=4326)[0]
    assert seas().index[seas().geometry.contains(anchorage)].tolist() == ["Bight of Benin"]


def test_every_division_has_a_point_in_its_box_and_a_country_of_the_basemap() -> None:
    table = divisions()
    assert (table["west"] <= table["lon"]).all() and (table["lon"] <= table["east"]).all()
    assert (table["south"] <= table["lat"]).all() and (table["lat"] <= table["north"]).all()
    assert set(table["iso2"]) <= {*countries().index}
    codes = table["iso_3166_2"][table["iso_3166_2"] != ""]
    assert codes.is_unique and {*provinces().index} <= {*codes}
