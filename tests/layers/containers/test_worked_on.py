"""What somebody changes in another program is read, or told; what is worked on is not written over."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
import xlsxwriter

from tests.layers.conftest import Database
from tests.layers.packages import changed, write_tiny
from waterbed.geo.outlines import outline_of
from waterbed.layers.containers.kinds import KINDS
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError

OUTLINE = "POLYGON ((98 21, 99 21, 99 22, 98 22, 98 21))"


@pytest.fixture
def dataset(tmp_path: Path) -> Dataset:
    return Dataset.read(write_tiny(tmp_path / "tiny", zones=changed("zones", "shan", geometry=OUTLINE)))


def _features(path: Path, change: Callable[[dict[str, dict[str, object]]], None]) -> None:
    """Change features of a GeoJSON file by their ids."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change({one["properties"]["id"]: one for one in content["features"]})
    path.write_text(json.dumps(content), encoding="utf-8")


def test_a_point_that_was_moved_has_its_new_place_and_others_keep_none(
    dataset: Dataset, tmp_path: Path
) -> None:
    dataset.write(tmp_path / "set.geojson")

    def move(features: dict[str, dict[str, object]]) -> None:
        features["hub-capital"]["geometry"] = {"type": "Point", "coordinates": [104.9, 11.6]}
        features["shan"]["geometry"] = {
            "type": "Polygon",
            "coordinates": [[[97, 21], [99, 21], [99, 22], [97, 21]]],
        }

    _features(tmp_path / "set.geojson", move)
    again = Dataset.read(tmp_path / "set.geojson")
    places = again["hubs"][["lon", "lat"]].to_numpy().tolist()
    assert places[:2] == [[104.9, 11.6], [98.77, 23.7]]
    assert again["events"]["lon"].isna().all()
    _, outline, *_ = again["zones"]["geometry"].tolist()
    assert shapely.bounds(outline_of(outline)).tolist() == [97, 21, 99, 22]


def test_a_day_that_is_worked_out_is_not_taken_and_told(dataset: Dataset, tmp_path: Path) -> None:
    dataset.write(tmp_path / "set.gpkg")
    with sqlite3.connect(tmp_path / "set.gpkg") as layers:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            layers.create_function(name, 1, lambda _: 1)  # what a GIS brings for the index of shapes
        layers.execute("update events set label_en = 'seen', t_min = '2019-01-01' where id = 'ban'")
    again = Dataset.read(tmp_path / "set.gpkg")
    assert again["events"]["date"].to_dict() == {"ban": "2019-08-18", "raid": "2024-04-05"}
    assert again["events"].at["ban", "label_en"] == "seen"
    (told,) = (str(fault) for fault in again.warnings)
    assert 'events, row 2, "ban", t_min: "2019-01-01" does not follow from date, which counts' in told


def test_a_row_that_was_added_in_a_workbook_is_read_and_a_wrong_one_is_told_where_it_stands(
    dataset: Dataset, tmp_path: Path
) -> None:
    dataset.write(tmp_path / "set.xlsx")
    sheets = _cells(tmp_path / "set.xlsx")
    header = sheets["events"][0]
    row = {
        "id": "second",
        "label_en": "Second raid",
        "kind": "raid",
        "place": "laukkai",
        "date": "2024-05",
        "source": "wire",
    }
    sheets["events"].append([row.get(name, "") for name in header])
    _saved(tmp_path / "worked.xlsx", sheets)
    assert Dataset.read(tmp_path / "worked.xlsx")["events"].at["second", "date"] == "2024-05"
    row["date"] = "05/2024"
    sheets["events"][-1] = [row.get(name, "") for name in header]
    _saved(tmp_path / "wrong.xlsx", sheets)
    with pytest.raises(DataError, match=r"events, row 4, .*second.*05/2024"):
        Dataset.read(tmp_path / "wrong.xlsx")


def _cells(path: Path) -> dict[str, list[list[str]]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(path)
    return {
        name: [list(map(str, row)) for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def _saved(path: Path, sheets: dict[str, list[list[str]]]) -> None:
    """As another program saves a workbook: without our lists and formats."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)


def test_a_workbook_has_lists_to_choose_from_and_says_what_a_cell_takes(
    dataset: Dataset, tmp_path: Path
) -> None:
    dataset.write(tmp_path / "set.xlsx")
    with zipfile.ZipFile(tmp_path / "set.xlsx") as packed:
        book = packed.read("xl/workbook.xml").decode()
        names = _cells(tmp_path / "set.xlsx")
        events = packed.read(f"xl/worksheets/sheet{1 + list(names).index('events')}.xml").decode()
    assert '<definedName name="event_kind">words!' in book
    assert '<sheet name="words"' in book and book.count('state="hidden"') == 2
    assert "<formula1>event_kind</formula1>" in events
    assert "<formula1>ids_sources</formula1>" in events
    assert "A date as sure as it is" in events
    assert 'state="frozen"' in events
    assert "<f>" not in events


@pytest.mark.parametrize("suffix", [".xlsx", ".gpkg", ".geojson"])
def test_what_nobody_has_worked_on_is_written_anew_and_nothing_else(
    dataset: Dataset, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"set{suffix}"
    dataset.write(path)
    other = Dataset.read("piracy")
    other.write(path)
    assert Dataset.read(path).name == path.name
    worked = KINDS[suffix].read(path)
    rows = {table: [list(row) for row in cells] for table, cells in worked.rows.items()}
    rows["events"][1][1] = "Another name"
    assert worked.untouched
    assert not type(worked)(worked.name, rows, worked.files).untouched
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError, match="is no data set that waterbed wrote"):
        dataset.write(path)
    assert path.read_bytes() == b"mine"


def test_a_file_that_was_worked_on_is_not_written_over(dataset: Dataset, tmp_path: Path) -> None:
    dataset.write(tmp_path / "set.geojson")

    def rename(features: dict[str, dict[str, object]]) -> None:
        cells = features["raid"]["properties"]
        assert isinstance(cells, dict)
        cells["label_en"] = "A raid, corrected"

    _features(tmp_path / "set.geojson", rename)
    with pytest.raises(FileExistsError, match="was changed since it was written"):
        dataset.write(tmp_path / "set.geojson")
    assert Dataset.read(tmp_path / "set.geojson")["events"].at["raid", "label_en"] == "A raid, corrected"


def test_a_schema_that_was_worked_on_or_is_of_others_stays_as_it_is(
    dataset: Dataset, database: Database
) -> None:
    schema = f"{database.schema}_edited"
    address = f"{database.address}?schema={schema}"
    try:
        dataset.write(address)
        database.run(f"update {schema}.events set label_en = 'A raid, corrected' where id = 'raid'")  # noqa: S608  ours
        with pytest.raises(FileExistsError, match="was changed since it was written"):
            dataset.write(address)
        assert Dataset.read(address)["events"].at["raid", "label_en"] == "A raid, corrected"
        database.run(f"drop table {schema}.waterbed_files")
        with pytest.raises(DataError, match="that waterbed did not write; name another schema"):
            dataset.write(address)
        with pytest.raises(DataError, match="holds no data set"):
            Dataset.read(address)
    finally:
        database.run(f"drop schema {schema} cascade")


def test_a_connection_lost_in_the_middle_leaves_the_schema_as_it_was(
    dataset: Dataset, database: Database
) -> None:
    schema = f"{database.schema}_lost"
    address = f"{database.address}?schema={schema}"
    dataset.write(address)
    # The server ends the connection when half of the tables are made.
    made = f"select count(*) from information_schema.tables where table_schema = '{schema}'"  # noqa: S608  ours
    cut = f"if tg_tag = 'CREATE TABLE' and ({made}) > 8 then perform pg_terminate_backend(pg_backend_pid()); end if;"
    database.run(
        f"create function {schema}.cut() returns event_trigger language plpgsql as $$ begin {cut} end $$"
    )
    database.run(f"create event trigger {schema}_cut on ddl_command_end execute function {schema}.cut()")
    try:
        with pytest.raises(DataError, match="the database says"):
            Dataset.read("piracy").write(address)
    finally:
        database.run(f"drop event trigger {schema}_cut")
    assert Dataset.read(address)["events"].index.tolist() == ["ban", "raid"]
    database.run(f"drop schema {schema} cascade")
