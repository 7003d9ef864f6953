"""Strangers' files, from raw to a data set: what is read, guessed, asked and left out."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
import xlsxwriter

from tests.output.cli.commandline import run
from waterbed import Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.intake.reading import Reading, read_files
from waterbed.layers.intake.records import Choices
from waterbed.layers.intake.report import report
from waterbed.layers.intake.values.countries import country_of


def _file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def _frame(reading: Reading, table: str) -> pd.DataFrame:
    return Dataset.of(reading.package)[table]


def test_an_excel_export_of_moves_with_semicolons_and_day_first(tmp_path: Path) -> None:
    file = _file(
        tmp_path / "moves.csv",
        "from;to;date;number;source url\nBogotá;Medellín;25/04/2024;1.500;https://a.example/x\n"
        "Cali;Cúcuta;03/05/2024;850;https://b.example/y\n",
        "cp1252",
    )
    reading = read_files([file])
    assert reading.questions == ()
    moves = _frame(reading, "movements")
    assert moves["period"].tolist() == ["2024-04-25", "2024-05-03"]
    assert moves["best"].tolist() == [1500, 850]
    assert moves["origin"].tolist() == ["bogota", "cali"]
    assert _frame(reading, "sources")["url"].tolist() == ["https://a.example/x", "https://b.example/y"]
    told = "\n".join(report(reading))
    for said in (
        "semicolons",
        "Windows-1252",
        "the day comes first",
        "'.' parts thousands",
        "Without a point",
    ):
        assert said in told


def test_points_of_incidents_are_their_own_and_say_at_most_where_their_place_lies(tmp_path: Path) -> None:
    file = _file(
        tmp_path / "attacks.csv",
        "date,lon,lat,area,kind\n2020-01-05,3.5,4.5,Gulf,Boarding\n2020-02-07,5.5,4.5,Gulf,Patrol\n"
        "2020-03-01,104.5,1.2,,Boarding\n2020-03-09,8,2,Base,Boarding\n",
    )
    reading = read_files([file], choices=Choices(enforcement=frozenset(("Patrol",))))
    events, zones = _frame(reading, "events"), _frame(reading, "zones")
    assert list(zip(events["lon"], events["lat"], strict=True)) == [
        (3.5, 4.5),
        (5.5, 4.5),
        (104.5, 1.2),
        (8, 2),
    ]
    assert events["place"].tolist() == ["gulf", "gulf", "", "base"]
    assert events["stage"].tolist() == ["", "crackdown", "", ""]
    # The middle of its incidents, known no better than they lie apart; the one spot of the other.
    assert zones.loc[["gulf"], ["lon", "lat", "precision_km"]].to_numpy().tolist() == [[4.5, 4.5, 111]]
    assert zones.at["gulf", "point_source"] == "middle of 2 incidents"
    assert zones.loc[["base"], ["lon", "lat"]].to_numpy().tolist() == [[8, 2]]
    assert "In the middle of their incidents, for want of a point of their own: Gulf" in "\n".join(
        report(reading)
    )


def test_a_workbook_with_a_title_merged_cells_and_a_sheet_of_terms(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "moves.xlsx")
    book.add_worksheet("Terms").write("A1", "Terms of use")
    sheet = book.add_worksheet("Moves")
    sheet.merge_range("A1:D1", "Moves of operations")
    sheet.merge_range("A3:B3", "Origin")
    sheet.write_row("C3", ["Destination", "Date"])
    sheet.write_row("A4", ["town", "country", "", ""])
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row("A5", ["Bavet", "Cambodge", "Myanmar"])
    sheet.write_datetime("D5", pd.Timestamp("2024-04-05").to_pydatetime(), day)
    sheet.write_row("A6", ["Total", "", "", ""])
    book.close()
    reading = read_files([tmp_path / "moves.xlsx"], choices=Choices(lang="fr", source="Le bureau"))
    assert reading.passed == ("moves.xlsx, sheet Terms",)
    dataset = Dataset.of(reading.package)
    assert dataset["countries"]["iso2"].tolist() == ["KH", "MM"]
    assert dataset["countries"]["label_fr"].tolist()[0] == "Cambodge"
    move = dataset["movements"].iloc[0]
    assert (move["origin"], move["destination"], move["period"]) == (
        "bavet",
        dataset["countries"].index[1],
        "2024-04-05",
    )
    assert move["locator"] == ("moves.xlsx, sheet Moves, row 5",)
    assert dataset["sources"]["title"].tolist() == ["Le bureau"]


@pytest.mark.parametrize("wide", [True, False])
def test_a_series_long_or_one_column_a_year(tmp_path: Path, wide: bool) -> None:
    text = (
        "Coca (ha)\n\nCountry,2000,2001\nBolivia,14600,19900\nPerú,43400,n/a\nTotal,58000,19900\n"
        if wide
        else "country,year,hectares\nBolivia,2000,14600\nBolivia,2001,19900\nPeru,2000,43400\n"
    )
    reading = read_files([_file(tmp_path / "coca.csv", text)], choices=Choices(unit="hectares"))
    counts = _frame(reading, "counts").sort_values(["place", "period"])
    rows = list(zip(counts["place"], counts["period"], counts["n"], strict=True))
    assert rows == [("bolivia", "2000", 14600), ("bolivia", "2001", 19900), ("peru", "2000", 43400)]
    assert set(counts["unit"]) == {"hectares"}


def test_a_long_series_of_two_numbers_is_two_series_and_rows_without_either_are_said(tmp_path: Path) -> None:
    text = (
        "country,year,hectares,tonnes,rank\nColombia,2019,154000,1137,1\nColombia,2020,143000,,2\nPeru,,54700,300,3\n"
        "Peru,2020,400,n/a,4\n"
    )
    reading = read_files([_file(tmp_path / "coca.csv", text)])
    counts = _frame(reading, "counts")
    assert list(zip(counts["period"], counts["unit"], counts["n"], strict=True)) == [
        ("2019", "hectares", 154000),
        ("2020", "hectares", 143000),
        ("2020", "hectares", 400),
        ("2019", "tonnes", 1137),
    ]
    told = "\n".join(report(reading))
    assert "tonnes → number too, a series of its own, by its name" in told
    assert "not used: rank" in told
    assert "left out: coca.csv: 2 numbers without a period, row 4" in told
    assert "left out: coca.csv: 2 cells without a number, rows 3, 5" in told


def test_a_column_called_month_has_months_and_one_called_season_has_seasons(tmp_path: Path) -> None:
    rows = "Laos,2007-08,10\nLaos,2008-09,11\n"
    for called, first in (("month", "2007-08"), ("date", "2007-08"), ("season", "2007/2008")):
        counts = _frame(
            read_files([_file(tmp_path / f"{called}.csv", f"country,{called},cases\n{rows}")]), "counts"
        )
        assert counts["period"].tolist()[0] == first


def test_quarters_beside_their_year_and_two_numbers_with_decimal_commas(tmp_path: Path) -> None:
    text = (
        "Boletín 2023;;;;\n;;;;\nMunicipio;Código;Año;Trimestre;Cocaína incautada (kg)\n"
        "Turbo;5837;2021;1º trimestre;7.341,5\nTurbo;5837;2021;II;200,5\nTumaco;52835;2021;T3;12,5\n"
        "Tumaco;52835;2021;oct-dic;3,5\n"
    )
    reading = read_files([_file(tmp_path / "kg.csv", text, "cp1252")], choices=Choices(lang="es"))
    counts = _frame(reading, "counts")
    assert list(zip(counts["period"], counts["n"], strict=True)) == [
        ("2021-01/2021-03", 7341.5),
        ("2021-04/2021-06", 200.5),
        ("2021-07/2021-09", 12.5),
        ("2021-10/2021-12", 3.5),
    ]
    assert set(counts["unit"]) == {"cocaina_incautada_kg"}


def test_a_number_without_a_name_that_tells_is_found_beside_moves_too(tmp_path: Path) -> None:
    file = _file(tmp_path / "x.csv", "from,to_lon,to_lat,date,zzz\nLaos,100,14,2024,7\nLaos,101,15,2024,9\n")
    assert [
        match.header for match in read_files([file]).tables[0].columns.matches if match.role == "number"
    ] == ["zzz"]


def test_a_layer_whose_times_are_milliseconds_and_whose_columns_are_short(tmp_path: Path) -> None:
    layer = gpd.GeoDataFrame(
        {"INC_TYPE": ["Raid", "Clash"], "EVENT_DT": [1652745600000, 1696204800000], "SRC": ["A", "B"]},
        geometry=gpd.points_from_xy([98.5, 98.6], [16.7, 16.8]),
        crs=4326,
    )
    layer.to_crs(32647).to_file(tmp_path / "incidents.gpkg")
    events = _frame(read_files([tmp_path / "incidents.gpkg"]), "events")
    assert events["date"].tolist() == ["2022-05-17", "2023-10-02"]
    assert events["kind"].tolist() == ["raid", "clash"]


def test_places_of_a_layer_give_their_points_to_moves(tmp_path: Path) -> None:
    towns = gpd.GeoDataFrame(
        {"name": ["Bavet", "Myawaddy"]},
        geometry=gpd.points_from_xy([106.135, 98.509], [11.063, 16.689], crs=4326),
    )
    towns.to_crs(32648).to_file(tmp_path / "towns.gpkg")
    moves = _file(tmp_path / "moves.csv", "from,to,date\nBavet,Myawaddy,2024-04\n")
    reading = read_files([moves, tmp_path / "towns.gpkg"])
    zones = _frame(reading, "zones")
    assert zones["lon"].round(3).tolist() == [106.135, 98.509] and reading.unplaced == ()
    assert "coordinates changed from WGS 84 / UTM zone 48N to degrees" in "\n".join(report(reading))


def test_lines_of_a_layer_are_moves_from_end_to_end(tmp_path: Path) -> None:
    lines = gpd.GeoDataFrame(
        {"date": ["2024-04-05"]}, geometry=[shapely.LineString([(106.1, 11.1), (98.5, 16.7)])], crs=4326
    )
    lines.to_file(tmp_path / "flows.geojson")
    dataset = Dataset.of(read_files([tmp_path / "flows.geojson"]).package)
    assert len(dataset["movements"]) == 1 and dataset["zones"]["lon"].tolist() == [106.1, 98.5]


def test_a_layer_without_a_crs_is_refused_with_the_mend(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="crs"):
        gpd.GeoDataFrame({"name": ["x"]}, geometry=[shapely.Point(1, 2)]).to_file(tmp_path / "x.gpkg")
    with pytest.raises(DataError, match=r"says no CRS; set it in a GIS"):
        read_files([tmp_path / "x.gpkg"])


def test_kml_keeps_a_year_a_year(tmp_path: Path) -> None:
    placemark = (
        "<Placemark><name>Compound</name><TimeSpan><begin>2021-03</begin><end>2024</end></TimeSpan>"
        "<Point><coordinates>98.5,16.6,0</coordinates></Point></Placemark>"
    )
    kml = f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{placemark}</Document></kml>'
    reading = read_files([_file(tmp_path / "x.kml", kml)])
    (hub,) = reading.package.tables["hubs"].frame.to_dict("records")
    assert (hub["label_en"], hub["present"], hub["role"]) == ("Compound", "2021-03/2024", "site")
    as_incidents = read_files([tmp_path / "x.kml"], shape="incidents")
    assert as_incidents.package.tables["events"].frame["date"].tolist() == ["2021-03/2024"]


def test_dates_in_doubt_are_asked_and_an_answer_settles_them(tmp_path: Path) -> None:
    file = _file(tmp_path / "moves.csv", "from,to,date\nA,B,03/04/2024\n")
    (question,) = read_files([file]).questions
    assert "03/04/2024 can be 2024-04-03 or 2024-03-04" in question and "--day-first" in question
    settled = read_files([file], choices=Choices(order="month"))
    assert settled.questions == () and _frame(settled, "movements")["period"].tolist() == ["2024-03-04"]


def test_what_one_column_of_a_table_decides_holds_for_its_others(tmp_path: Path) -> None:
    text = "from;to;start;end;people;fine\nA;B;4/25/2024;5/1/2024;1.500;2,50\nC;D;4/5/2024;;2.750;3,75\n"
    reading = read_files([_file(tmp_path / "moves.csv", text)])
    assert reading.questions == ()
    assert _frame(reading, "movements")["period"].tolist() == ["2024-04-25/2024-05-01", "2024-04-05"]
    assert _frame(reading, "movements")["best"].tolist() == [1500, 2750]
    told = "\n".join(report(reading))
    assert (
        "end: the month comes first, as in start" in told
        and "people: ',' is the decimal mark, as in fine" in told
    )


def test_columns_that_decide_differently_decide_nothing_for_others(tmp_path: Path) -> None:
    text = "from,to,start,end,date\nA,B,25/4/2024,4/26/2024,5/6/2024\n"
    assert any("5/6/2024" in one for one in read_files([_file(tmp_path / "moves.csv", text)]).questions)


def test_a_year_of_which_most_numbers_are_missing_is_a_year_all_the_same(tmp_path: Path) -> None:
    text = "country,2020,2021,2022\nBolivia,1,2,3\nPeru,4,5,N/D\nColombia,6,7,too early\n"
    reading = read_files([_file(tmp_path / "coca.csv", text)])
    counts = _frame(reading, "counts")
    assert sorted(counts["period"].unique()) == ["2020", "2021", "2022"] and len(counts) == 7
    assert '2022: no number: "too early" in row 4' in "\n".join(report(reading))


def test_a_column_a_place_is_turned_and_its_total_left_out(tmp_path: Path) -> None:
    text = "Year,Bolivia,Colombia,Peru,Total\n2018,23100,169000,49800,241900\n2019,25500,154000,n/a,234155\n"
    reading = read_files([_file(tmp_path / "coca.csv", text)])
    counts = _frame(reading, "counts")
    assert sorted(zip(counts["place"], counts["period"], counts["n"], strict=True)) == [
        ("bolivia", "2018", 23100), ("bolivia", "2019", 25500), ("colombia", "2018", 169000), ("colombia", "2019", 154000),
        ("peru", "2018", 49800),
    ]  # fmt: skip
    assert "left out: the column Total" in "\n".join(report(reading))


def test_a_series_whose_other_columns_are_no_places_is_not_turned(tmp_path: Path) -> None:
    text = "Year,Place,Raids,Arrests\n2018,Bavet,3,40\n2019,Bavet,5,60\n"
    counts = _frame(read_files([_file(tmp_path / "raids.csv", text)]), "counts")
    assert set(counts["place"]) == {"bavet"} and len(counts) == 4


def test_a_matrix_of_moves_is_turned_and_its_empty_cells_are_no_moves(tmp_path: Path) -> None:
    text = "Origin/Destination,Cambodia,Laos,Myanmar\nThailand,120,30,0\nVietnam,45,,12\n"
    moves = _frame(read_files([_file(tmp_path / "matrix.csv", text)]), "movements")
    assert list(zip(moves["origin"], moves["destination"], moves["best"], strict=True)) == [
        ("thailand", "cambodia", 120), ("thailand", "laos", 30), ("vietnam", "cambodia", 45),
        ("vietnam", "myanmar-burma", 12),
    ]  # fmt: skip


def test_a_sheet_a_year_is_a_series(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "coca.xlsx") as book:
        for year in (2020, 2021):
            sheet = book.add_worksheet(str(year))
            sheet.write_row(0, 0, ["Country", "Hectares"])
            sheet.write_row(1, 0, ["Peru", year * 10])
            sheet.write_row(2, 0, ["Bolivia", year * 5])
    reading = read_files([tmp_path / "coca.xlsx"])
    counts = _frame(reading, "counts")
    assert sorted(zip(counts["place"], counts["period"], strict=True)) == [
        ("bolivia", "2020"), ("bolivia", "2021"), ("peru", "2020"), ("peru", "2021"),
    ]  # fmt: skip
    assert "the year 2021, which the sheet names" in "\n".join(report(reading))


def test_columns_of_one_series_are_asked_about_once(tmp_path: Path) -> None:
    text = "Province;2019;2020\nHelmand;91,174;115,597\nKandahar;16,971;24,182\n"
    (question,) = read_files([_file(tmp_path / "poppy.csv", text)]).questions
    assert "2019 … 2020: 91,174 can be 91,174 or 91.174 (4 cells)" in question


def test_a_mapping_that_is_a_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "moves.csv").write_text("A,B\nx,y\n")
    (tmp_path / "map.json").write_text("[1]")
    done = run("import", tmp_path / "moves.csv", "--mapping", tmp_path / "map.json", "-o", tmp_path / "out")
    assert done.returncode == 1 and "map.json: is no mapping of roles to columns" in " ".join(
        done.stderr.split()
    )


def test_a_mapping_says_what_names_do_not(tmp_path: Path) -> None:
    file = _file(tmp_path / "x.csv", "A,B,C\nBavet,Myawaddy,2024\n")
    with pytest.raises(DataError, match=r"no column of places.*--map"):
        read_files([file])
    reading = read_files([file], mapping={"from": "A", "to": "B", "date": "C"})
    assert _frame(reading, "movements")["period"].tolist() == ["2024"]
    assert reading.mapping() == {"from": "A", "to": "B", "date": "C"}
    with pytest.raises(DataError, match=r"Origin.*is no column of it"):
        read_files([file], mapping={"from": "Origin"})


def test_columns_called_from_and_to_that_hold_dates_are_a_start_and_an_end(tmp_path: Path) -> None:
    file = _file(tmp_path / "x.csv", "place,from,to,kind\nBavet,2024-01-01,2024-02-01,raid\n")
    assert _frame(read_files([file]), "events")["date"].tolist() == ["2024-01-01/2024-02-01"]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        (
            "event_id_cnty,event_date,time_precision,event_type,sub_event_type,country,location,latitude,longitude,geo_precision,source",
            "MMR1,16 May 2025,2,Battles,Raid,Myanmar,Hpa-An,16.89,97.63,2,DVB",
            {"date": "2025-05-12/2025-05-18", "place": "hpa-an", "kind": "raid"},
        ),
        (
            "eventid,iyear,imonth,iday,country_txt,specificity,city,latitude,longitude,attacktype1_txt",
            "1,2016,5,0,Philippines,1,Porac,15.07,120.54,Raid",
            {"date": "2016-05", "place": "porac", "kind": "raid"},
        ),
    ],
)
def test_exports_are_known_by_their_header(
    tmp_path: Path, header: str, row: str, expected: dict[str, Any]
) -> None:
    reading = read_files([_file(tmp_path / "export.csv", f"{header}\n{row}\n")])
    assert reading.tables[0].export is not None
    event = _frame(reading, "events").iloc[0]
    assert {name: event[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Birmanie", "MM"),
        ("KHM", "KH"),
        ("104", "MM"),
        ("Lao PDR", "LA"),
        ("မြန်မာ", "MM"),
        ("Yangon", ""),
        ("Congo", ""),
    ],
)
def test_countries_by_name_or_code(said: str, code: str) -> None:
    assert country_of(said) == code


def test_frames_of_a_notebook_become_a_data_set_and_frames_again() -> None:
    hubs = gpd.GeoDataFrame(
        {"name": ["Bavet", "Myawaddy"]},
        geometry=gpd.points_from_xy([106.135, 98.509], [11.063, 16.689], crs=4326),
    )
    moves = pd.DataFrame(
        {"from": ["Bavet"], "to": ["Myawaddy"], "date": [pd.Timestamp("2024-04-05")], "people": [7]}
    )
    dataset = Dataset.from_frames(hubs=hubs.to_crs(3857), movements=moves, source="My notebook")
    frames = dataset.to_frames()
    assert set(frames) == {"sources", "zones", "movements"}
    assert frames["zones"].crs == "EPSG:4326" and frames["zones"].geometry.x.round(3).tolist() == [
        106.135,
        98.509,
    ]
    assert frames["movements"]["best"].tolist() == [7]
    with pytest.raises(DataError, match=r"movements.*03/04/2024 can be"):
        Dataset.from_frames(movements=moves.assign(date="03/04/2024"))
    with pytest.raises(TypeError, match="movements: a DataFrame or GeoDataFrame is needed, not a list"):
        Dataset.from_frames(movements=[1])  # type: ignore[arg-type]
