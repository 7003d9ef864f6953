import csv
import hashlib
import re
import zlib
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import Point

from waterbed.geo import basemap
from waterbed.geo.topology import from_bytes

DATA = Path(basemap.__file__).parent / "data"
STORY = set(re.findall("..", "AEAOBRCNGBGEHKIDINJPKHKPKRLAMMMOMXMYNGPEPHSGTHTRTWUSVNZM"))
WITH_PROVINCES = ["AE", "GE", "ID", "KH", "LA", "MM", "MY", "PH", "TH", "VN"]


def country_at(lon: float, lat: float, level: basemap.Level = "region") -> list[str]:
    table = basemap.countries(level)
    return list(table.index[table.intersects(Point(lon, lat))])


@pytest.mark.parametrize("level", ["world", "region"])
def test_every_country_of_the_story_is_drawn(level: basemap.Level) -> None:
    table = basemap.countries(level)
    assert set(table.index) >= STORY
    assert not table.geometry.is_empty.any()
    assert table.geometry.is_valid.all()
    assert table.crs == "EPSG:4326"


def test_world_is_coarser() -> None:
    fine, coarse = (
        shapely.get_num_coordinates(basemap.countries(level).geometry).sum() for level in ("region", "world")
    )
    assert coarse < fine / 2


def test_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="'city' is not a level"):
        basemap.countries("city")


@pytest.mark.parametrize("level", ["world", "region"])
def test_nothing_smears_over_the_dateline(level: basemap.Level) -> None:
    rings = basemap.countries(level).geometry.explode()
    wide = rings.bounds.maxx - rings.bounds.minx
    assert set(wide.index[wide > 180]) == {"AQ"}
    assert rings.loc[["FJ", "RU"]].bounds.maxx.max() == 180


def test_neighbours_neither_overlap_nor_part() -> None:
    east = basemap.countries().loc[["KH", "LA", "TH", "VN", "MM", "MY"]].geometry
    assert shapely.area(shapely.union_all(east.values)) == pytest.approx(
        shapely.area(east.values).sum(), rel=1e-9
    )
    mainland = max(shapely.get_parts(shapely.union_all(east.values)), key=lambda part: part.area)
    assert [hole for hole in mainland.interiors if shapely.Polygon(hole).area < 0.01] == []


@pytest.mark.parametrize(
    ("place", "lon", "lat", "iso2"),
    [
        ("Simferopol", 34.1, 44.95, ["UA"]),
        ("Sevastopol", 33.6, 44.58, ["UA"]),
        ("Laayoune", -13.15, 27.1, ["EH"]),
        ("Smara", -11.67, 26.74, ["EH"]),
        ("Tarfaya", -12.8, 27.9, ["MA"]),
        ("Hargeisa", 44.06, 9.56, ["SO"]),
        ("Kyrenia", 33.32, 35.3, ["CY"]),
        ("Sukhumi", 41.1, 43.05, ["GE"]),
        ("Katzrin", 35.69, 32.99, ["SY"]),
        ("Pristina", 21.16, 42.66, ["XK"]),
        ("Taichung", 120.7, 24.15, ["TW"]),
        ("Kowloon", 114.17, 22.36, ["HK"]),
        ("Ramallah", 35.2, 31.9, ["PS"]),
    ],
)
def test_neutral_view(place: str, lon: float, lat: float, iso2: list[str]) -> None:
    assert country_at(lon, lat) == iso2, place


@pytest.mark.parametrize(
    ("area", "lon", "lat"),
    [
        ("crimea", 34.1, 45.2),
        ("western-sahara-west", -13.5, 25.5),
        ("western-sahara-east", -10.5, 26.4),
        ("ladakh", 77.6, 34.1),
        ("gilgit-baltistan", 74.5, 36.0),
        ("arunachal-pradesh", 94.5, 28.2),
        ("golan-heights", 35.75, 33.0),
        ("abkhazia", 41.2, 43.1),
        ("northern-cyprus", 33.5, 35.3),
    ],
)
def test_disputed_areas_are_told(area: str, lon: float, lat: float) -> None:
    assert basemap.disputed().geometry[area].contains(Point(lon, lat))


def test_disputed_lines_lie_on_the_limit_of_their_area() -> None:
    lines, areas = basemap.disputed_lines(), basemap.disputed()
    for area, line in lines.geometry.items():
        limit = areas.geometry[area] if area in areas.index else basemap.countries().geometry[KNOWN[area]]
        assert limit.boundary.buffer(1e-9).contains(line), area


KNOWN = {"kosovo": "XK", "palestine": "PS"}


def test_policy_has_a_reason_for_every_unit() -> None:
    with (DATA / "policy.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["reason"].endswith(".") for row in rows)
    assert {row["treatment"] for row in rows} == {"disputed", "own", "merge", "drop"}
    hatched = {row["area"] for row in rows if row["treatment"] == "disputed"}
    assert hatched == set(basemap.disputed().index)


def test_labels_lie_in_their_country_or_near() -> None:
    table = basemap.countries()
    labels = gpd.GeoSeries.from_xy(table.label_lon, table.label_lat, index=table.index, crs=table.crs)
    bounds = table.bounds
    assert labels.x.between(bounds.minx, bounds.maxx).all()
    assert labels.y.between(bounds.miny, bounds.maxy).all()
    assert labels.loc[sorted(STORY)].within(table.loc[sorted(STORY)].geometry).all()
    assert table["rank"].between(1, 9).all()


def test_a_language_without_locale_data_has_the_english_names() -> None:
    assert basemap.country_name("KH", "ban_x") == basemap.country_name("KH", "en") == "Cambodia"
    assert basemap.country_name("KH", "pt-BR") == "Camboja"


def test_provinces_fill_their_country() -> None:
    for iso2 in ["KH", "MM", "TH"]:
        parts = basemap.provinces([iso2])
        whole = basemap.countries().geometry[iso2].area
        assert shapely.area(parts.geometry.values).sum() == pytest.approx(whole, rel=1e-6)


def test_provinces_of_the_story() -> None:
    table = basemap.provinces()
    assert sorted(table.iso2.unique()) == WITH_PROVINCES
    assert table.index.is_unique
    assert not table.geometry.is_empty.any()
    expected = {
        "MM-17": ("Shan State", "Shan"),
        "MM-13": ("Kayin State", "Karen"),
        "KH-18": ("Sihanoukville", "Sihanoukville"),
        "PH-PAM": ("Pampanga", "La Pampangue"),
        "PH-MNL": ("Metro Manila", "Grand Manille"),
        "LA-BK": ("Bokeo", "Bokeo"),
        "LA-VT": ("Vientiane Prefecture", "Préfecture de Vientiane"),
        "ID-KR": ("Riau Islands", "Îles Riau"),
    }
    for code, names in expected.items():
        assert (table.name_en[code], table.name_fr[code]) == names
    assert basemap.provinces(["ZM"]).empty


@pytest.mark.parametrize(
    ("iso2", "lang", "name"),
    [
        ("MM", "en", "Myanmar"),
        ("MM", "fr", "Birmanie"),
        ("HK", "en", "Hong Kong"),
        ("MO", "fr", "Macao"),
        ("TW", "fr", "Taïwan"),
        ("TR", "en", "Türkiye"),
        ("KH", "fr", "Cambodge"),
        ("KH", "th", "กัมพูชา"),
        ("HK", "zh-Hant", "香港"),
        ("XK", "en", "Kosovo"),
    ],
)
def test_country_names(iso2: str, lang: str, name: str) -> None:
    assert basemap.country_name(iso2, lang) == name


def test_no_name_is_missing_or_bracketed_in_english_and_french() -> None:
    for lang in ("en", "fr"):
        names = [basemap.country_name(iso2, lang) for iso2 in STORY]
        assert all(name and "(" not in name for name in names)


def test_payload_keeps_within_its_bytes() -> None:
    world = len(basemap.payload([], []))
    everything = len(basemap.payload([], WITH_PROVINCES))
    assert world <= 90_000
    assert everything - world <= 50_000


def test_payload_is_the_same_every_time_and_holds_what_was_asked_for() -> None:
    data = basemap.payload(["en", "fr"], ["MM"])
    assert data == basemap.payload(["en", "fr"], ["MM"])
    topology = from_bytes(zlib.decompress(data))
    assert {row[1] for row in topology.header["provinces"]} == {"MM"}
    assert topology.header["province_names"]["fr"]["MM-17"] == "Shan"
    assert topology.header["names"]["fr"]["MM"] == "Birmanie"
    row = next(row for row in topology.header["countries"] if row[0] == "MM")
    assert topology.area(row[4]).equals(basemap.countries().geometry["MM"])


def test_checksums_of_the_notice_are_those_of_the_files() -> None:
    listed = dict(
        re.findall(r"^\| `([\w.]+)` \| `([0-9a-f]{64})` \|", (DATA / "NOTICE.md").read_text("utf-8"), re.M)
    )
    derived = {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in listed}
    assert listed == derived
    assert set(derived) == {"basemap.bin", "divisions.csv", "provinces.csv", "seas.csv"}


def test_grid_is_fine_enough() -> None:
    # 0.005° is less than one pixel where the default view, 22 px a degree, is enlarged eightfold.
    assert np.isclose(from_bytes((DATA / "basemap.bin").read_bytes()).header["grid"], 200)
