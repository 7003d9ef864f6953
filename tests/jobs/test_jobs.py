"""What newcomers come with, from the raw file to the right records and a map: one command, one question at most."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.anything.opened import faults_of
from tests.jobs import files
from tests.output.cli.commandline import run
from waterbed import Dataset


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "my-records"


def _imported(home: Path, *arguments: str | Path) -> tuple[Dataset, str]:
    done = run("import", *arguments, "-o", home)
    assert done.returncode == 0, done.stderr
    checked = run("check", home)
    assert checked.returncode == 0, checked.stderr
    return Dataset.read(home), done.stdout


def _opens(browser: Browser, home: Path) -> None:
    done = run("map", home, "-o", home.parent / "map.html")
    assert done.returncode == 0, done.stderr
    assert faults_of(browser, home.parent / "map.html") == []


def _counts(dataset: Dataset) -> dict[tuple[str, str], float]:
    counts = dataset["counts"]
    return dict(zip(zip(counts["place"], counts["period"], strict=True), counts["n"], strict=True))


def test_coca_by_country_and_year_in_a_workbook(home: Path, tmp_path: Path, browser: Browser) -> None:
    file = files.coca(tmp_path / "coca.xlsx")
    asked = run("import", file, "-o", home)
    assert (
        "23.600 can be 23,600 or 23.6 (6 cells); say --decimal . for 23.6, else --decimal ," in asked.stderr
    )
    dataset, said = _imported(home, file, "--decimal", ",")
    expected = {
        (country.lower().replace("ú", "u"), str(year)): hectares
        for country, values in files.HECTARES.items()
        for year, hectares in zip((2019, 2020), values, strict=True)
    }
    assert _counts(dataset) == expected
    assert set(dataset["countries"]["iso2"]) == {"BO", "CO", "PE"} and len(dataset["zones"]) == 0
    assert set(dataset["counts"]["unit"]) == {"area_under_coca"}
    left_out = ("totals, row 6, 9, 12, 13", "remarks below the table, row 15", "sheet Terms: passed over")
    for told in ("header in row 3", *left_out):
        assert told in said
    _opens(browser, home)


def test_piracy_by_sea_area_with_points_and_no_country(home: Path, tmp_path: Path, browser: Browser) -> None:
    file = files.piracy(tmp_path / "piracy.csv")
    dataset, said = _imported(home, file, "--enforcement=Naval patrol", "--accept=95")
    events = dataset["events"]
    seas = dataset["zones"]
    assert events["date"].tolist() == ["2013-04-25", "2013-06-03", "2013-11-20", "2014-01-18", "2014-07-27"]
    assert events["lat"].tolist()[:4] == [3.95, 4.12, 1.52, -8.62] and events["lat"].isna().iloc[4]
    assert [place[:3] for place in events["place"]] == ["gul", "gul", "str", "gul", "gul"]
    assert (
        seas["geometry"].str.startswith("POLYGON").all()
        and seas["point_source"].str.startswith("Natural Earth").all()
    )
    assert events["stage"].tolist() == ["", "", "", "", "crackdown"]
    assert events["kind"].tolist() == ["boarded", "hijacked", "attempted", "hijacked", "naval_patrol"]
    assert dataset.vocabulary.own["family"].to_dict()["event_kind", "naval_patrol"] == "enforcement"
    assert "0, 0" not in said
    _opens(browser, home)


def test_an_excel_export_of_moves_between_towns(home: Path, tmp_path: Path, browser: Browser) -> None:
    moves = files.moves(tmp_path / "moves.csv")
    dataset, said = _imported(home, moves)
    movements = dataset["movements"]
    assert len(movements) == 18 and movements["period"].iloc[0] == "2023-02-09"
    assert movements["best"].tolist() == [1500, *(40 * number for number in range(2, 19))]
    assert len(dataset["sources"]) == 3 and set(dataset["sources"]["publisher"]) == {"example.org"}
    assert dataset["zones"]["lat"].isna().all()
    assert "Windows-1252" in said and "18 places to confirm" in said and "--accept 95" in said
    placed, _ = _imported(home, moves, "--accept", "95", "--country", "CO")
    assert placed["zones"]["lat"].notna().all() and set(placed["zones"]["country"]) == {"colombia"}
    assert placed["zones"]["lat"].round(1).to_dict()["quibdo"] == 5.7
    _opens(browser, home)


def test_layers_of_gis_in_metres_and_text_from_a_database(
    home: Path, tmp_path: Path, browser: Browser
) -> None:
    dataset, said = _imported(
        home, files.zones(tmp_path / "zones.gpkg"), files.incidents(tmp_path / "incidents.tsv")
    )
    zones = dataset["zones"]
    assert zones["geometry"].str.startswith("POLYGON ((-7").tolist()[:2] == [True, True]
    events = dataset["events"]
    assert events["lon"].round(2).tolist() == [-74.05, -75.55] and events["lat"].round(2).tolist() == [
        4.7,
        6.3,
    ]
    assert dataset["events"]["kind"].tolist() == ["raid", "arrest"]
    assert (
        "changed from WGS 84 / UTM zone 18N to degrees" in said
        and "changed from EPSG:32618 to degrees" in said
    )
    _opens(browser, home)


def test_a_column_a_month_with_hashtags_and_sums(home: Path, tmp_path: Path, browser: Browser) -> None:
    dataset, said = _imported(home, files.detections(tmp_path / "detections.xlsx"), "--unit", "detections")
    assert _counts(dataset) == {
        ("spain", "2024-01"): 120, ("spain", "2024-02"): 90, ("spain", "2024-03"): 0,
        ("italy", "2024-01"): 1200, ("italy", "2024-03"): 800, ("greece", "2024-03"): 15,
    }  # fmt: skip
    assert "HXL hashtags, row 3" in said and "#N/A in C6: read as empty" in said and "totals, row 7" in said
    assert "not used: Total" in said
    _opens(browser, home)


def test_dates_in_doubt_take_one_question(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "moves.csv"
    file.write_text("from;to;date\nA;B;03/04/2024\n", encoding="utf-8")
    asked = run("import", file, "-o", home)
    assert asked.returncode == 1 and "say --day-first or --month-first" in asked.stderr and not home.exists()
    dataset, _ = _imported(home, file, "--day-first")
    assert dataset["movements"]["period"].tolist() == ["2024-04-03"]


def test_an_import_is_made_again_until_somebody_works_on_it(home: Path, tmp_path: Path) -> None:
    file = files.moves(tmp_path / "moves.csv")
    _imported(home, file)
    _imported(home, file, "--kind", "expansion")
    table = home / "movements.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("1500", "1600"), encoding="utf-8")
    again = run("import", file, "-o", home)
    assert again.returncode == 1 and "movements.csv: was changed since it was imported" in again.stderr
    assert "1600" in table.read_text(encoding="utf-8")


def test_what_is_no_import_is_left_alone(home: Path, tmp_path: Path) -> None:
    home.mkdir()
    (home / "notes.txt").write_text("mine", encoding="utf-8")
    refused = run("import", files.moves(tmp_path / "moves.csv"), "-o", home)
    assert refused.returncode == 1 and "is there and is not an empty folder" in refused.stderr
    assert [path.name for path in home.iterdir()] == ["notes.txt"]


def test_a_table_is_mapped_without_an_import(tmp_path: Path, browser: Browser) -> None:
    file = files.moves(tmp_path / "moves.csv")
    done = run("map", file, "-o", tmp_path / "map.html")
    assert done.returncode == 0, done.stderr
    assert "moves: from, to; 18 rows" in done.stderr
    assert faults_of(browser, tmp_path / "map.html") == []


def test_nothing_is_written_in_a_dry_run(home: Path, tmp_path: Path) -> None:
    done = run("import", files.moves(tmp_path / "moves.csv"), "-o", home, "--dry-run")
    assert done.returncode == 0 and "Nothing was written" in done.stdout and not home.exists()
