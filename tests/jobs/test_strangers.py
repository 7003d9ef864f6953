"""Files with the troubles that files have: read rightly, or asked about; never guessed without a word."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from waterbed import Dataset
from waterbed.layers.intake.reading import Reading, read_files
from waterbed.layers.intake.report import report
from waterbed.layers.intake.values.countries import country_of

COUNTED = ("place", "period", "n")
EVENTS = ("kind", "place", "date")


def _read(path: Path, text: str, encoding: str = "utf-8", **said: Any) -> Reading:
    path.write_bytes(text.encode(encoding))
    return read_files([path], **said)


def _rows(reading: Reading, table: str, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    frame = Dataset.of(reading.package)[table]
    return list(zip(*(frame[name].tolist() for name in columns), strict=True))


@pytest.mark.parametrize(
    ("text", "encoding", "table", "expected"),
    [
        pytest.param(
            "Date de l’incident;Commune;Pays;Type d’événement\nfévr. 2024;Poipet;Cambodge;Descente\n"
            "fin 2023;Bavet;Cambodge;Raid\n",
            "cp1252", "events", [("descente", "poipet", "2024-02"), ("raid", "bavet", "2023-09~/2023-12~")], id="French",
        ),
        pytest.param(
            "Data;Miejscowość;Kraj;Rodzaj\n12.01.2024;Łódź;Polska;Nalot\n25.02.2024;Gdańsk;Polska;Nalot\n",
            "cp1250", "events", [("nalot", "odz", "2024-01-12"), ("nalot", "gdansk", "2024-02-25")], id="Polish",
        ),
        pytest.param(
            "Дата;Откуда;Куда;Количество человек\n15 марта 2024 г.;Алматы;Бишкек;1 200\n2024;Бишкек;Ош;около 50\n",
            "cp1251", "movements", [("place", "2024-03-15", 1200), ("place-2", "2024", 50)], id="Russian",
        ),
        pytest.param(
            "วันที่,จังหวัด,ประเทศ,เหตุการณ์\n12 มี.ค. 2567,ตาก,ไทย,บุกจับ\n3 ม.ค. 2567,เชียงราย,ไทย,บุกจับ\n",
            "utf-8", "events", [("event_kind", "place", "2024-03-12"), ("event_kind", "place-2", "2024-01-03")], id="Thai",
        ),
        pytest.param(
            "التاريخ,المكان,البلد,النوع\n٢٠٢٤-٠٣-١٥,دبي,الإمارات العربية المتحدة,مداهمة\n",
            "utf-8", "events", [("event_kind", "place", "2024-03-15")], id="Arabic",
        ),
        pytest.param(
            "日期,出发地,目的地,人数\n2024年3月5日,西港,妙瓦底,1200\n2024年4月,金边,木牌,约500\n",
            "gb18030", "movements", [("place", "2024-03-05", 1200), ("place-2", "2024-04", 500)], id="Chinese",
        ),
        pytest.param(
            "Data\tMunicípio\tOcorrência\tLongitude\tLatitude\n25/02/2024\tManaus\tApreensão\t60,02 W\t3,10 S\n",
            "utf-16", "events", [("apreensao", "manaus", "2024-02-25")], id="Portuguese, UTF-16 with tabs",
        ),
        pytest.param(
            "sep=;\nfrom;to;year;people\nYangon;Bangkok;2019;5'000\nMandalay;Tak;2020;12\u202f500\n",
            "utf-8", "movements", [("yangon", "2019", 5000), ("mandalay", "2020", 12500)], id="apostrophes and thin spaces",
        ),
        pytest.param(
            "country,year,hectares\nBolivia,2019,25500\n,2020,29400\nPeru,2019,54655\n,2020,61777\n,,171332\n",
            "utf-8", "counts",
            [("bolivia", "2019", 25500), ("bolivia", "2020", 29400), ("peru", "2019", 54655), ("peru", "2020", 61777)],
            id="merged names and a sum without one",
        ),
        pytest.param(
            "Country,2019,2020,Total\nWorld,3,4,7\nPeru,1,2,3\nBolivia Total,1,2,3\n",
            "utf-8", "counts", [("peru", "2019", 1), ("peru", "2020", 2)], id="totals first, last and beside",
        ),
        pytest.param(
            "Country,Hectares 2019,Hectares 2020\nPeru,\"1,234.5\",999\n",
            "utf-8", "counts", [("peru", "2019", 1234.5), ("peru", "2020", 999)], id="years beside words",
        ),
        pytest.param(
            "State,Date,Incidents\nGeorgia,2011-11,5\nGeorgia,2011-12,6\n",
            "utf-8", "counts", [("georgia", "2011-11", 5), ("georgia", "2011-12", 6)],
            id="a state is no country, 12 a month",
        ),
        pytest.param(
            ",,,\nlist of incidents,,,\nno,,place,,date,,event\n1,,Bavet,,2024-05-01,,raid\nprepared by: the desk,,,\n",
            "utf-8", "events", [("raid", "bavet", "2024-05-01")], id="empty columns and trailing notes",
        ),
        pytest.param(
            "place,country,date,type\nA town,NA,2024-01,raid\nB town,ZA,23-Jan,raid\n",
            "utf-8", "events", [("raid", "a-town", "2024-01"), ("raid", "b-town", "")], id="NA among codes is Namibia",
        ),
    ],
)  # fmt: skip
def test_a_table_is_read_rightly(
    tmp_path: Path, text: str, encoding: str, table: str, expected: list[tuple[Any, ...]]
) -> None:
    reading = _read(tmp_path / "table.csv", text, encoding)
    columns = {"events": EVENTS, "movements": ("origin", "period", "best"), "counts": COUNTED}[table]
    assert reading.questions == ()
    assert _rows(reading, table, columns) == expected


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "place,date,kind\nA,03/04/2024,raid\nB,05/06/2024,raid\n",
            "03/04/2024 can be 2024-04-03 or 2024-03-04",
        ),
        ("country,year,hectares\nPeru,2019,1.500\nPeru,2020,2.500\n", "1.500 can be 1,500 or 1.5"),
        (
            "country,year,count\nCongo,2020,5\nNiger,2020,6\n",
            r"Congo can be Congo - Kinshasa \(CD\) or Congo - Brazza",
        ),
        (
            "site,lat,lon,first seen\nA,98.5,16.6,2020\nB,98.6,16.8,2021\n",
            "look swapped .* --map lon='lat' --map lat='lon'",
        ),
        (
            "site,x,y,date,type\nA,500000,1200000,2024-01,raid\n",
            "500000, 1200000 are no degrees.*--crs EPSG:32648",
        ),
        (
            "place,date,kind,geom\nA,2024,raid,POINT (500000 1200000)\n",
            "1 shapes are not in degrees, and no CRS is said",
        ),
        ("country,year,change\nPeru,2019,up\nPeru,2020,down\n", "no column is known to say what happened"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked(tmp_path: Path, text: str, asked: str) -> None:
    (question,) = _read(tmp_path / "table.csv", text).questions
    with pytest.raises(AssertionError, match=asked):
        raise AssertionError(question)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("from,to,date,people\nA,Btown,2024,dozens\nB,C,2024,5\nB,C,2024,6\n", 'no number: "dozens" in row 2'),
        ("from,to,date,people\nA town,B town,2024,≈500\n", "about, as a number (1 cells: ≈500 → 500)"),
        ("country,year,users\nKenya,2020,100-200\nKenya,2021,5\n", "1 numbers with limits and no best estimate"),
        ("country,year,users\nKenya,2020,12%\nKenya,2021,3%\n", "the sign % left out (2 cells: 12% → 12)"),
        ("country,year,users\nScotland,2020,12\nKenya,2021,3\n", "no country, so read as a place: Scotland"),
        ("name,type,lat,lon,when\nA,raid,0,0,2024\nB,raid,98.5,16.7,2024\nC,raid,1,2,2024\n", "0, 0 in 1 rows"),
        ("name,type,lat,lon,when\nA,raid,16.7,98.5,2024\nB,raid,98.5,16.7,2024\nC,raid,1,2,2024\n",
         'not in degrees: "16.7, 98.5" in row 3'),
        ("place,date,kind,people\nA town,2024,raid,40\n", "not used by incidents: people (number)"),
        ("place,kind,start,end\nA town,raid,2024,2023\n", "the end 2023 is before the start 2024"),
    ],
)  # fmt: skip
def test_what_is_left_out_or_understood_is_told(tmp_path: Path, text: str, told: str) -> None:
    assert told in "\n".join(report(_read(tmp_path / "table.csv", text)))


def test_coordinates_in_minutes_with_letters_or_commas(tmp_path: Path) -> None:
    rows = (
        "A;raid;16°41'20\"N;98°30'36\"E;2024",
        "B;raid;16 40.5 S;98 31.2 W;2024",
        "C;raid;12,5;-98,25;2024",
    )
    text = "\n".join(("name;type;lat;long;when", *rows))
    events = Dataset.of(_read(tmp_path / "table.csv", text).package)["events"]
    assert events["lat"].round(3).tolist() == [16.689, -16.675, 12.5]
    assert events["lon"].round(3).tolist() == [98.51, -98.52, -98.25]


def test_two_rows_of_names_months_as_days_and_years_in_sheets(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "book.xlsx")
    wide = book.add_worksheet("By sex")
    wide.merge_range("A1:A2", "Country")
    wide.merge_range("B1:C1", "2022")
    wide.write_row("B2", ["Male", "Female"])
    wide.write_row("A3", ["Kenya", 10, 20])
    months = book.add_worksheet("By month")
    month = book.add_format({"num_format": "mmm-yy"})
    months.write_row("A1", ["Country"])
    for number in (1, 2):
        months.write_datetime(0, number, datetime(2023, number, 1), month)
    months.write_row("A2", ["Kenya", 5, 6])
    for year in (2020, 2021):
        sheet = book.add_worksheet(str(year))
        sheet.write_row("A1", ["Country", "Month", "Cases"])
        sheet.write_row("A2", ["Kenya", "January", year])
    book.add_worksheet("Lookup").write_row("A1", ["code", "label"])
    book.close()
    reading = read_files([tmp_path / "book.xlsx"], sheet="By month")
    assert _rows(reading, "counts", COUNTED) == [("kenya", "2023-01", 5), ("kenya", "2023-02", 6)]
    everything = read_files([tmp_path / "book.xlsx"])
    rows = _rows(everything, "counts", ("period", "unit", "n"))
    assert {
        ("2022", "male", 10),
        ("2022", "female", 20),
        ("2020-01", "cases", 2020),
        ("2021-01", "cases", 2021),
    } <= {*rows}
    assert everything.passed == ("book.xlsx, sheet Lookup",)


def test_moves_between_codes_find_the_places_of_another_table(tmp_path: Path) -> None:
    (tmp_path / "flows.csv").write_text("source,target,weight\nA1,B2,3\nB2,C3,4\n", encoding="utf-8")
    (tmp_path / "locations.csv").write_text(
        "id,name,lat,lon\nA1,Bavet,11.06,106.13\nB2,Myawaddy,16.69,98.51\nC3,Poipet,13.66,102.56\n",
        encoding="utf-8",
    )
    reading = read_files([tmp_path / "flows.csv", tmp_path / "locations.csv"])
    assert _rows(reading, "movements", ("origin", "destination", "best")) == [
        ("bavet", "myawaddy", 3), ("myawaddy", "poipet", 4)
    ]  # fmt: skip
    assert reading.unplaced == ()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Камбоджа", "KH"), ("كمبوديا", "KH"), ("กัมพูชา", "KH"), ("柬埔寨", "KH"), ("캄보디아", "KH"), ("Kambodscha", "KH"),
        ("116", "KH"), ("8", "AL"), ("U.S.A.", "US"), ("UK", "GB"), ("Korea, Rep.", "KR"), ("Congo, Dem. Rep.", "CD"),
        ("Lao People's Democratic Republic", "LA"), ("Côte d’Ivoire*", "CI"), ("Peru (1)", "PE"), ("Scotland", ""),
    ],
)  # fmt: skip
def test_countries_in_any_language_by_code_and_as_statistics_call_them(said: str, code: str) -> None:
    assert country_of(said) == code
