"""Columns of numbers as people write them."""

import pytest

from waterbed.layers.foreign.grid import Cell
from waterbed.layers.intake.values.numbers import Number, read_numbers


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.500", "850", "12.000"], [1500, 850, 12000]),
        (["1,500", "850"], [1500, 850]),
        (["1 500", "1’200", "900"], [1500, 1200, 900]),
        (["1,234.5", "7"], [1234.5, 7]),
        (["1.234,5", "7"], [1234.5, 7]),
        (["1.234.567"], [1234567]),
        (["0.500"], [0.5]),
        (["3,5", "2"], [3.5, 2]),
        (["1.2 million", "3k"], [1_200_000, 3000]),
        (["$1,200", "900 people"], [1200, 900]),
        ([7.0, 3], [7, 3]),
        (["n/a", "5"], [None, 5]),
        (["91,174*", "850 (a)", "109,778¹", "[30,000]", "est. 2,000"], [91174, 850, 109778, 30000, 2000]),
        ([29755, "5.002", 8660.0], [29755, 5002, 8660]),
    ],
)
def test_a_mark_means_what_the_column_says(cells: list[Cell], values: list[float | None]) -> None:
    read = read_numbers(cells)
    assert [one.best for one in read.values] == values
    assert read.doubt is None and read.unread == ()


def test_where_every_mark_stands_before_three_digits_both_readings_are_given() -> None:
    read = read_numbers(["1.500", "2.750"])
    assert read.doubt is not None
    assert (read.doubt.as_thousands, read.doubt.as_decimal, read.doubt.cells) == (1500, 1.5, 2)
    assert [one.best for one in read_numbers(["1.500", "2.750"], decimal=",").values] == [1500, 2750]


def test_numbers_that_a_spreadsheet_keeps_with_decimals_decide_nothing() -> None:
    assert read_numbers([2.5, "5.002"]).doubt is not None


def test_limits_are_limits() -> None:
    read = read_numbers(["over 500", "up to 3,000", "100-150", "about 20"])
    assert read.values == (Number(low=500), Number(high=3000), Number(low=100, high=150), Number(best=20))


def test_what_is_no_number_is_told_with_its_place() -> None:
    assert read_numbers(["3", "many"]).unread == ((1, "many"),)
