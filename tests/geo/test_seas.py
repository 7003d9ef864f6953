"""The bundled seas: valid outlines with a point inside, and the bytes that the notice names."""

import hashlib
import re

import geopandas as gpd

from tests.needs import ROOT
from waterbed.geo.seas import seas


def test_every_sea_has_a_valid_outline_and_a_point_in_it() -> None:
    found = seas()
    assert found.index.is_unique and found.crs == "EPSG:4326" and found.geometry.is_valid.all()
    points = gpd.GeoSeries(gpd.points_from_xy(found["lon"], found["lat"], crs=4326), index=found.index)
    assert found.geometry.contains(points).all()
    assert {"Gulf of Guinea", "Strait of Malacca", "Gulf of Aden", "South China Sea"} <= {*found.index}


def test_lagos_anchorage_is_in_the_bight_of_benin_and_no_other_sea() -> None:
    anchorage = gpd.points_from_xy([3.3], [6.2], crs=4326)[0]
    assert seas().index[seas().geometry.contains(anchorage)].tolist() == ["Bight of Benin"]


def test_the_notice_names_the_bytes() -> None:
    notice = (ROOT / "geo/data/NOTICE.md").read_text(encoding="utf-8")
    (named,) = re.findall(r"\| `seas.csv` \| `([0-9a-f]{64})` \|", notice)
    assert hashlib.sha256((ROOT / "geo/data/seas.csv").read_bytes()).hexdigest() == named
