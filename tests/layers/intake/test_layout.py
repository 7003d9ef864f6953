"""Where in a stranger's sheet the table is."""

import pytest

from waterbed.layers.errors import DataError
from waterbed.layers.foreign.grid import Cell, Grid
from waterbed.layers.intake.layout.header import find_table


def _rows(*rows: str) -> list[list[Cell]]:
    return [list(row.split("|")) for row in rows]


def test_titles_tags_totals_and_remarks_are_left_out_and_told() -> None:
    grid = Grid(
        "idps.csv",
        _rows(
            "Displaced people, 2024||",
            "||",
            "State|Month|People",
            "#adm1+name|#date|#affected",
            "Kayin|2024-01|500",
            "Kayah|2024-01|200",
            "Grand total||700",
            "Source: field office||",
        ),
    )
    table = find_table(grid)
    assert table.header == ("State", "Month", "People") and table.header_row == 3
    assert table.rows == (5, 6) and table.tags == ("#adm1+name", "#date", "#affected")
    assert dict(table.dropped) == {
        "above the header": (1,),
        "HXL hashtags": (4,),
        "totals": (7,),
        "remarks below the table": (8,),
    }


def test_a_header_of_years_is_a_header() -> None:
    rows: list[list[Cell]] = [["Country", 2000, 2001, 2002], ["Peru", 43400, 46200, 46700]]
    assert find_table(Grid("coca.xlsx", rows)).header == ("Country", "2000", "2001", "2002")


def test_two_rows_of_headers_are_joined_under_a_merged_cell() -> None:
    grid = Grid(
        "moves.xlsx",
        _rows("Origin|Origin|Destination|Destination|Date", "town|country|town|country|", "A|B|C|D|2024"),
    )
    assert find_table(grid).header == (
        "Origin town",
        "Origin country",
        "Destination town",
        "Destination country",
        "Date",
    )


def test_a_half_filled_row_of_hashtags_is_one() -> None:
    table = find_table(Grid("chad.csv", _rows("A|B|C", "#adm1||#date", "x|y|2024")))
    assert table.rows == (3,) and table.tags == ("#adm1", "", "#date")


def test_the_user_may_say_where_the_header_is() -> None:
    grid = Grid("x.csv", _rows("a|b", "c|d", "1|2"), first_row=1)
    assert find_table(grid, 2).header == ("c", "d")
    with pytest.raises(DataError, match=r"has no row 9; its rows are 1 to 3"):
        find_table(grid, 9)


def test_a_sheet_of_numbers_alone_has_no_header() -> None:
    with pytest.raises(DataError, match="no row that could hold the names of the columns"):
        find_table(Grid("x.csv", [[1.5, 2.5], [3.5, 4.5]]))
