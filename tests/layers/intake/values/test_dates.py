"""Columns of dates as people write them."""

from datetime import date, datetime

import pytest

from waterbed.layers.dates.edtf import parse
from waterbed.layers.foreign.grid import Cell
from waterbed.layers.intake.values.dates import read_dates


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2024-04-05", "2024-04-05"),
        ("25/04/2024", "2024-04-25"),
        ("2024/4/5 14:30", "2024-04-05"),
        ("2017-03-30T00:00:00", "2017-03-30"),
        ("05 April 2024", "2024-04-05"),
        ("April 5, 2024", "2024-04-05"),
        ("Fri, 5 Apr 2024", "2024-04-05"),
        ("1er janvier 2020", "2020-01-01"),
        ("5 de abril de 2024", "2024-04-05"),
        ("März 2024", "2024-03"),
        ("Nov-23", "2023-11"),
        ("Q3 2024", "2024-07/2024-09"),
        ("2024 T1", "2024-01/2024-03"),
        ("late 2024", "2024-09~/2024-12~"),
        ("end of March 2024", "2024-03-21~/2024-03-31~"),
        ("approx. March 2024", "2024-03~"),
        ("c. 2019", "2019~"),
        ("spring 2024", "2024-21"),
        ("1990s", "199X"),
        ("2019-2021", "2019/2021"),
        ("2021-22", "2021/2022"),
        ("12–14 March 2024", "2024-03-12/2024-03-14"),
        ("March-May 2024", "2024-03/2024-05"),
        ("2019 to present", "2019/"),
        ("since 2019", "2019/"),
        ("until March 2020", "/2020-03"),
        ("2024–04–05", "2024-04-05"),
        ("2024-00-00", "2024"),
        ("2024-05-00", "2024-05"),
        ("20240405", "2024-04-05"),
        ("2024.0", "2024"),
        ("Mar 2006", "2006-03"),
        ("mar 7 mar 2006", "2006-03-07"),
        ("tháng 3 năm 2006", "2006-03"),
        ("5 thg 3 2006", "2006-03-05"),
        (1709683200000, "2024-03-06"),
        ("1709683200", "2024-03-06"),
        (2024.0, "2024"),
        (45356, "2024-03-05"),
        (datetime(2024, 4, 5, 12), "2024-04-05"),
        (date(2024, 4, 5), "2024-04-05"),
        ("n/a", ""),
        ("-", ""),
        (None, ""),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(written: Cell, edtf: str) -> None:
    read = read_dates([written])
    assert (read.texts, read.unread, read.doubt) == ((edtf,), (), None)
    parse(edtf)


def test_one_cell_decides_the_order_of_the_column() -> None:
    assert read_dates(["03/04/2024", "25/04/2024"]).texts == ("2024-04-03", "2024-04-25")
    assert read_dates(["03/04/2024", "04/25/2024"]).texts == ("2024-03-04", "2024-04-25")


def test_where_nothing_decides_both_readings_are_given_and_none_is_taken() -> None:
    read = read_dates(["03/04/2024", "2024-01-05"])
    assert read.texts == ("", "2024-01-05") and read.doubt is not None
    assert (read.doubt.day_first, read.doubt.month_first, read.doubt.cells) == ("2024-04-03", "2024-03-04", 1)
    assert read_dates(["03/04/2024"], order="day").texts == ("2024-04-03",)


def test_cells_that_speak_against_one_another_leave_the_others_in_doubt() -> None:
    read = read_dates(["25/04/2024", "04/26/2024", "03/04/2024"])
    assert read.texts == ("2024-04-25", "2024-04-26", "") and read.doubt is not None


def test_what_is_no_date_is_told_with_its_place() -> None:
    read = read_dates(["2024", "soon", "13/25/2024"])
    assert read.unread == ((1, "soon"), (2, "13/25/2024"))


def test_months_are_read_in_the_language_of_the_data_first() -> None:
    # "listopad" is October in Croatian and November in Polish
    assert read_dates(["listopad 2024"], languages=("hr",)).texts == ("2024-10",)
    assert read_dates(["listopada 2024"], languages=("pl",)).texts == ("2024-11",)
    assert read_dates(["5 เมษายน 2024"], languages=("th",)).texts == ("2024-04-05",)


@pytest.mark.parametrize(
    ("cells", "least", "texts"),
    [
        (["2007-08", "2008-09"], 2, ("2007/2008", "2008/2009")),
        (["2007-08", "2008-09"], 3, ("2007-08", "2008-09")),
        (["2007-08", "2008-09", "2009-10"], 3, ("2007/2008", "2008/2009", "2009/2010")),
        (["2007-08", "2008-09", "2009-10"], 0, ("2007-08", "2008-09", "2009-10")),
    ],
)
def test_months_are_no_seasons_where_the_column_says_so(
    cells: list[Cell], least: int, texts: tuple[str, ...]
) -> None:
    assert read_dates(cells, seasons=least).texts == texts


@pytest.mark.parametrize(
    "cell", ["100000000,0", "999999999.5", "4102444800000", 999_999_999.0, 123456789012, "late 2024-24"]
)
def test_a_number_that_is_no_time_is_no_date(cell: str | float) -> None:
    assert len(read_dates([cell]).texts) == 1
