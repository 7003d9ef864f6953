"""A seeded sample of broken files (`bench/fuzz.py` does it at length), and files that unfold to more than anybody needs."""

import contextlib
import io
import json
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
import xlsxwriter

from tests.layers.foreign.good import good_files
from tests.layers.foreign.hostile import READERS, broken, outcome
from waterbed import DataError, Dataset
from waterbed.layers.foreign.packed import unpacked
from waterbed.layers.foreign.tables import read_tables
from waterbed.layers.foreign.wkb import too_deep
from waterbed.layers.intake.reading import read_files
from waterbed.layers.intake.values.shapes import read_shapes


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("seed", range(1_000_000, 1_000_004))
@pytest.mark.filterwarnings("ignore")  # of the libraries that read what is broken
def test_what_is_broken_is_read_or_refused_with_faults(tmp_path: Path, reader: str, seed: int) -> None:
    assert outcome(broken(reader, tmp_path, seed), tmp_path / "out") in ("read", "asked", "faults")


@pytest.mark.parametrize("seed", [1687, 1896, 2233])
def test_a_workbook_whose_library_would_end_the_process_is_refused(tmp_path: Path, seed: int) -> None:
    source = broken("workbook", tmp_path, seed)
    assert source == tmp_path / "moves.xls"
    assert outcome(source, tmp_path / "out") == "faults"


@pytest.mark.filterwarnings("ignore")
def test_a_shape_file_whose_library_trips_over_its_crs_is_refused(tmp_path: Path) -> None:
    assert outcome(broken("vector", tmp_path, 2622), tmp_path / "out") == "faults"


def test_a_description_that_is_no_html_is_text(tmp_path: Path) -> None:
    assert outcome(broken("placemarks", tmp_path, 7388), tmp_path / "out") in ("read", "asked")


def test_a_field_that_holds_a_list_is_read_as_one(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"name": ["a", "b"]}, geometry=gpd.points_from_xy([100, 101], [15, 16]), crs=4326
    )
    features = json.loads(frame.to_json(drop_id=True))
    for feature, tags in zip(features["features"], (["raid", "night"], []), strict=True):
        feature["properties"]["tags"] = tags
    (tmp_path / "a.geojson").write_text(json.dumps(features), encoding="utf-8")
    (grid,) = read_tables(tmp_path / "a.geojson")
    assert [row[:2] for row in grid.rows] == [["name", "tags"], ["a", "raid; night"], ["b", ""]]


@pytest.mark.parametrize("suffix", sorted(good_files()))
def test_a_good_file_of_every_format_is_read(tmp_path: Path, suffix: str) -> None:
    for name, content in good_files()[suffix].items():
        (tmp_path / name).write_bytes(content)
    dataset = Dataset.read(tmp_path / f"moves{suffix}")
    assert len(dataset["events" if suffix in (".kml", ".kmz") else "movements"]) == 4


def _far(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write("A1", "from")
    sheet.write("XFD1048576", "to")
    book.close()


def _unfolding(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("doc.kml", b" " * 60_000_000)


def _lying(path: Path) -> None:
    """A table of contents that says less than the file unfolds to."""
    _unfolding(path)
    raw = path.read_bytes()
    path.write_bytes(raw.replace((60_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")))


def _repeated(path: Path) -> None:
    content = good_files()[".ods"]["moves.ods"]
    path.write_bytes(content)
    with zipfile.ZipFile(path) as packed:
        text = packed.read("content.xml").replace(
            b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="16384"', 1
        )
        text = text.replace(
            b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">', 1
        )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')
        packed.writestr("content.xml", text)


def _deep(path: Path) -> None:
    nested = '{"type": "GeometryCollection", "geometries": [' * 50_000
    path.write_text(f'{{"type": "FeatureCollection", "features": [{{"type": "Feature", "geometry": {nested}')


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("far.xlsx", _far, r"spans 17,179,869,184 cells; a sheet takes 20,000,000"),
        ("bomb.kmz", _unfolding, r"unfolds from 58,[0-9]{3} to 60,000,000 bytes"),
        ("lying.kmz", _lying, r"is no whole packed file \(Bad CRC-32"),
        ("repeated.ods", _repeated, r"cannot be read as a workbook \(Cell limit exceeded"),
        ("deep.geojson", _deep, r"cannot be read \(.*[Tt]oo many nested"),
    ],
)
def test_what_unfolds_to_too_much_is_refused_in_time(
    tmp_path: Path, name: str, make: Callable[[Path], None], said: str
) -> None:
    make(tmp_path / name)
    with pytest.raises(DataError, match=said):
        read_tables(tmp_path / name)


def _nested(depth: int) -> bytes:
    """A point in a collection in a collection …"""
    return (b"\1" + struct.pack("<II", 7, 1)) * depth + shapely.to_wkb(shapely.Point(1, 2))


def test_deep_wkb_is_refused_before_it_crashes_its_reader(tmp_path: Path) -> None:
    deep = _nested(100_000)
    assert too_deep([_nested(3), shapely.to_wkb(shapely.MultiPoint([(1, 2)] * 9)), b"", b"\1\7", None]) == 0
    assert too_deep([deep, deep[: 9 * 50], _nested(8)]) == 3
    read = read_shapes([deep.hex(), _nested(3).hex()])
    assert [index for index, _ in read.unread] == [0]
    assert read.values[1] is not None


def test_deep_wkb_in_geoparquet_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="GeoParquet needs pyarrow: pip install 'waterbed[parquet]'")
    frame = gpd.GeoDataFrame({"date": ["2024"]}, geometry=[shapely.Point(1, 2)], crs=4326)
    frame.to_parquet(tmp_path / "deep.parquet")
    from pyarrow import parquet, table

    before = parquet.read_table(tmp_path / "deep.parquet")
    deep = table({"date": ["2024"], "geometry": [_nested(100_000)]}, metadata=before.schema.metadata)
    parquet.write_table(deep, tmp_path / "deep.parquet")
    with pytest.raises(DataError, match="geometry has 1 shapes that hold others more than 8 deep"):
        read_tables(tmp_path / "deep.parquet")


def test_placemarks_whose_coordinates_say_nothing_are_told_of(tmp_path: Path) -> None:
    kml = good_files()[".kml"]["moves.kml"].replace(b"106.135,11.063,0", b"106.13511.063,0")
    (tmp_path / "moves.kml").write_bytes(kml)
    (grid,) = read_tables(tmp_path / "moves.kml")
    assert grid.notes[0].startswith("passed over, since it cannot be read: Invalid coordinates in")


def test_half_a_point_far_off_is_no_reason_to_ask_for_a_crs(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("place,lon,lat,date,kind\nA,5000,,2024,raid\nB,12,13,2024,raid\n")
    assert read_files([tmp_path / "x.csv"]).questions == ()


class _Read(io.BytesIO):
    """A file that tells how much it was asked for at once."""

    most = 0

    def read(self, size: int | None = -1) -> bytes:
        self.most = max(self.most, size or 0)
        return super().read(size)


def test_a_packed_part_that_claims_to_be_huge_is_read_in_pieces() -> None:
    raw = _Read()
    with zipfile.ZipFile(raw, "w") as packed:
        packed.writestr("doc.kml", b"x" * 100)
    with zipfile.ZipFile(raw) as packed:
        (entry,) = packed.infolist()
        entry.compress_size = 1 << 31
        # newer Pythons refuse such a part themselves
        with contextlib.suppress(zipfile.BadZipFile):
            assert unpacked(packed, entry)[:100] == b"x" * 100
    assert raw.most <= 1 << 20


def test_a_layer_whose_crs_is_nonsense_is_refused_and_a_panic_of_a_library_too(tmp_path: Path) -> None:
    for name, content in good_files()[".shp"].items():
        (tmp_path / name).write_bytes(b"PROJCS[]" if name.endswith(".prj") else content)
    with pytest.raises(DataError, match=r"moves.shp: (cannot be read|says no CRS)"):
        read_tables(tmp_path / "moves.shp")


def test_a_coloured_cell_far_off_that_holds_nothing_does_no_harm(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "coloured.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", ["from", "to", "date"])
    sheet.write_row("A2", ["Bavet", "Poipet", "2024"])
    sheet.write_blank("XFD1048576", None, book.add_format({"bg_color": "#ffff00"}))
    book.close()
    (grid,) = read_tables(tmp_path / "coloured.xlsx")
    assert [list(row) for row in grid.rows] == [["from", "to", "date"], ["Bavet", "Poipet", "2024"]]


def test_merged_cells_beside_the_table_do_no_harm(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "merged.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row("A1", ["from", "to", "date"])
    sheet.write_row("A2", ["Bavet", "Poipet", "2024"])
    sheet.merge_range("H1:K2", "")
    book.close()
    (grid,) = read_tables(tmp_path / "merged.xlsx")
    assert len(grid.rows) == 2


def test_a_sheet_with_line_breaks_between_its_cells_is_read(tmp_path: Path) -> None:
    frame = pd.DataFrame({"from": ["Bavet"], "to": ["Poipet"], "number": [3]})
    pyogrio.write_dataframe(frame, tmp_path / "moves.ods", driver="ODS")
    (grid,) = read_tables(tmp_path / "moves.ods")
    assert [list(row) for row in grid.rows] == [["from", "to", "number"], ["Bavet", "Poipet", 3]]
