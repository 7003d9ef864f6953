"""Files of sightings and zones as they come: what is read alike, and what is refused with its mend."""

import gzip
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely
from pandas.testing import assert_frame_equal
from pyarrow import parquet

from tests.layers.trace.made import roaming, row_of_squares, seen
from waterbed.layers.errors import DataError
from waterbed.layers.trace.reading import Columns
from waterbed.layers.trace.rules import Rules
from waterbed.layers.trace.run import trace
from waterbed.layers.trace.zones import read_zones

SQUARES = row_of_squares(6)


def _refused(*arguments: object, **options: object) -> str:
    with pytest.raises(DataError) as caught:
        trace(*arguments, **options)  # type: ignore[arg-type]
    (fault,) = caught.value.faults
    return str(fault)


def _written(folder: Path, frame: pd.DataFrame) -> list[Path]:
    """The same sightings in every format, the last two parts of them together."""
    texts = frame.assign(time=frame["time"].dt.strftime("%Y-%m-%dT%H:%M:%SZ"))
    for name in ("one", "two", "three", "parts"):
        (folder / name).mkdir(parents=True)
    texts.to_csv(folder / "one" / "seen.csv", index=False)
    texts.to_csv(folder / "two" / "seen.tsv", index=False, sep="\t", encoding="utf-8-sig")
    (folder / "three" / "seen.csv.gz").write_bytes(
        gzip.compress(texts.to_csv(index=False, sep=";", decimal=",").encode())
    )
    for at, unit in enumerate(("ns", "us")):
        part = frame.iloc[at::2]
        part.assign(time=part["time"].dt.as_unit(unit)).to_parquet(folder / "parts" / f"{at}.parquet")
    return [folder / name for name in ("one", "two", "three", "parts")]


def test_every_format_says_the_same(tmp_path: Path) -> None:
    frame = roaming(3_000, 20, 1)
    expected = trace(frame, SQUARES)
    assert len(expected.movements) > 20
    for folder in _written(tmp_path, frame):
        found = trace(folder, SQUARES)
        assert_frame_equal(found.presence, expected.presence, check_exact=True)
        assert_frame_equal(found.movements, expected.movements, check_exact=True)
        assert (found.rows, found.outside) == (expected.rows, expected.outside)
    both = trace(str(tmp_path / "parts" / "*.parquet"), SQUARES)
    assert both.files == ("0.parquet", "1.parquet") and both.rows == 3_000


def test_usual_names_are_known_and_others_can_be_named() -> None:
    frame = seen(("007", "A", "2024-01-01"), ("7", "B", "2024-01-02"))
    ais = frame.set_axis(["MMSI", "LON", "LAT", "BaseDateTime"], axis=1)
    assert trace(ais, SQUARES).columns == Columns("MMSI", "LON", "LAT", "BaseDateTime")
    own = frame.set_axis(["who", "east", "north", "when"], axis=1)
    named = Columns("who", "east", "north", "when")
    assert trace(own, SQUARES, columns=named).presence["groups"].tolist() == [1, 1]
    with pytest.raises(DataError, match=r"longitude; name it: --lon; it has who, east") as caught:
        trace(own, SQUARES)
    assert len(caught.value.faults) == 4
    assert "has no column" in _refused(frame, SQUARES, columns=Columns(group="grop"))


def test_a_group_called_na_is_a_group_and_zeros_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "group,lon,lat,time\nNA,0.5,10.5,2024-01-01T00Z\n007,0.5,10.5,2024-01-01T00Z\n7,.5,10.5,2024-01-01T00Z\n,1,1,2024-01-01T00Z\n"
    )
    found = trace(path, SQUARES)
    assert found.presence["groups"].tolist() == [3] and found.dropped == {"no group": 1}


def test_groups_that_are_numbers_are_the_same_beside_missing_ones(tmp_path: Path) -> None:
    frame = seen(*(("a", zone, f"2024-01-0{day}") for day, zone in enumerate("ABAB", 1)))
    plain = pa.Table.from_pandas(frame.assign(group=2**60 + 1)).replace_schema_metadata()
    parquet.write_table(plain, tmp_path / "whole.parquet")
    missing = pa.array([2**60 + 1, None, 2**60 + 1, None])
    parquet.write_table(plain.set_column(0, "group", missing), tmp_path / "missing.parquet")
    found = trace(tmp_path, SQUARES)
    assert found.presence[["records", "groups"]].to_numpy().tolist() == [[4, 1], [2, 1]]
    assert found.dropped == {"no group": 2}
    for name, groups in (("whole", [7, 7, 7, 7]), ("missing", [7.0, np.nan, 7.0, 7.0])):
        frame.assign(group=groups).to_parquet(tmp_path / f"{name}.parquet")
    assert trace(tmp_path, SQUARES).presence["groups"].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (["2024-01-05T10:00:00"], r"has no offset from UTC; .*--time-zone"),
        (["05/04/2024 10:00"], r"day 05 of month 04\) or month-first \(day 04 of month 05\)"),
        (["25/04/2024", "04/25/2024"], "has the day first in some rows"),
        (["1704448800"], "--time-form s would make it 2024-01-05"),
        (["5 Jan"], "is no time that can be read; write times like 2024"),
    ],
)
def test_times_that_could_be_read_in_two_ways_are_asked_about(
    tmp_path: Path, times: list[str], said: str
) -> None:
    rows = "\n".join(f"a,0.5,10.5,{time}" for time in times)
    (tmp_path / "seen.csv").write_text(f"group,lon,lat,time\n{rows}\n")
    with pytest.raises(DataError, match=rf"seen.csv, time: .*{said}"):
        trace(tmp_path / "seen.csv", SQUARES)


def test_the_order_of_day_and_month_is_found_far_down_and_in_another_file(tmp_path: Path) -> None:
    head = "group,lon,lat,time\n"
    (tmp_path / "1.csv").write_text(head + "a,0.5,10.5,03/04/2024\n" * 1_500)
    (tmp_path / "2.csv").write_text(head + "a,0.5,10.5,05/04/2024\n" * 1_500 + "a,1.5,10.5,25/04/2024\n")
    found = trace(tmp_path, SQUARES, Rules(time_zone="UTC"))
    assert found.rules.time_form == "day-first"
    assert found.presence["period"].unique().tolist() == [2024 * 12 + 3]


def test_swapped_coordinates_are_pointed_out() -> None:
    frame = seen(*[("a", "BCDE"[at % 4], f"2024-01-{at + 1:02}") for at in range(20)])
    swapped = frame.rename(columns={"lon": "lat", "lat": "lon"})
    assert "in a zone, with lon and lat swapped 20; take --lon lat --lat lon" in _refused(swapped, SQUARES)


def test_sightings_none_of_which_can_be_used_say_why() -> None:
    frame = seen(("a", "A", "2024-01-01"))
    assert "no sighting that can be used: 1 no coordinates" in _refused(frame.assign(lon=None), SQUARES)
    assert "none of them in a zone" in _refused(frame.assign(lon=80.0), SQUARES)
    assert "has no sightings" in _refused(frame.iloc[:0], SQUARES)


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    frame = roaming(2_000, 20, 1)
    frame.to_parquet(tmp_path / "cut.parquet")
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "cut.parquet").read_bytes()[:-500])
    assert _refused(tmp_path / "cut.parquet", SQUARES).startswith("cut.parquet: cannot be read")
    (tmp_path / "bad.csv").write_text('group,lon,lat,time\na,1,11,2024-01-01T00Z\na,1,11,"2024-01-01T00Z\n')
    assert "bad.csv: cannot be read to its end" in _refused(tmp_path / "bad.csv", SQUARES)
    (tmp_path / "latin.csv").write_bytes("group,lon,lat,time\né,1,11,2024-01-01T00Z\n".encode("cp1252"))
    assert "latin.csv: is not in UTF-8" in _refused(tmp_path / "latin.csv", SQUARES)
    (tmp_path / "empty.csv").write_text("")
    assert "empty.csv: holds nothing" in _refused(tmp_path / "empty.csv", SQUARES)
    assert "is not there; did you mean" in _refused(tmp_path / "latn.csv", SQUARES)
    assert "is of no format" in _refused(__file__, SQUARES)
    (tmp_path / "seen.gpkg").touch()
    assert "save its points as CSV with their coordinates" in _refused(tmp_path / "seen.gpkg", SQUARES)
    assert "is an address" in _refused("s3://bucket/seen.parquet", SQUARES)
    (tmp_path / "none").mkdir()
    assert "has no file of sightings" in _refused(tmp_path / "none", SQUARES)


def test_a_file_with_other_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "1.csv").write_text("group,lon,lat,time\n")
    (tmp_path / "2.csv").write_text("group,lon,lat,when\n")
    assert "2.csv: has no column time, as 1.csv has" in _refused(tmp_path, SQUARES)


def test_zones_of_another_crs_are_changed_and_named(tmp_path: Path) -> None:
    path = tmp_path / "zones.gpkg"
    row_of_squares().to_crs(32631).to_file(path)
    zones = read_zones(path)
    assert zones.names == ("A", "B", "C") and zones.ids == ("a", "b", "c")
    assert any("changed from WGS 84 / UTM" in note for note in zones.notes)
    assert shapely.total_bounds(zones.shapes) == pytest.approx([0, 10, 3, 11], abs=1e-6)


def test_zones_that_cannot_be_used_say_why() -> None:
    frame = seen(("a", "A", "2024-01-01"))
    squares = row_of_squares()
    assert "says no CRS" in _refused(frame, squares.set_crs(None, allow_override=True))
    points = squares.set_geometry(squares.representative_point())
    assert "has no outlines; zones are polygons" in _refused(frame, points)
    mixed = gpd.GeoDataFrame(geometry=[squares.geometry[0], squares.geometry[1].boundary], crs=4326)
    assert "holds LineString among its shapes" in _refused(frame, mixed)
    with pytest.raises(DataError, match='has no column "nme"; did you mean "name"'):
        read_zones(squares, name="nme")


def test_zones_over_the_dateline_and_bow_ties_are_mended_and_names_are_told_apart() -> None:
    over, bow = shapely.box(175, 0, 185, 5), shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    zones = read_zones(gpd.GeoDataFrame({"name": ["Bay", "Bay", None]}, geometry=[over, bow, None], crs=4326))
    assert zones.ids == ("bay", "bay-2") and len(zones.notes) == 4
    assert shapely.covers(zones.shapes[0], shapely.points([[-178, 1], [178, 1]])).all()
    assert zones.shapes[1].is_valid and zones.shapes[1].area == pytest.approx(2)
