"""A seeded sample of ``bench/coverage.py``: what is printed is about as often wrong as it says, in worlds of every kind."""

import pytest

from tests.layers.inference.coverage import NUMBERS, Row, slack, study, table
from tests.layers.inference.worlds import SETTINGS, Setting

CRACKDOWNS = 16


def _setting(words: str) -> Setting:
    return next(one for one in SETTINGS if one.words == words)


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    """A row of each of some worlds, where nothing happens."""
    told = ("Poisson, monthly", "all three")
    return {words: study(_setting(words), "nothing", CRACKDOWNS) for words in told}


def test_nothing_is_found_where_nothing_happened(rows: dict[str, Row]) -> None:
    for row in rows.values():
        assert row.out_of_tolerance == [], row
        assert row.given["ratio, both"] == CRACKDOWNS


def test_what_happened_is_held_by_the_intervals() -> None:
    row = study(_setting("all three"), "displacement", CRACKDOWNS)
    assert row.out_of_tolerance == []
    assert row.given["p, places"] == row.given["lag"] == 0


def test_a_row_that_is_wrong_too_often_is_told(rows: dict[str, Row]) -> None:
    row = rows["Poisson, monthly"]
    wrong = Row(row.setting, row.kind, row.crackdowns, row.given, dict(row.wrong) | {"WDD": 8})
    assert wrong.out_of_tolerance == ["WDD"]
    assert slack(2000) == pytest.approx(0.013, abs=5e-4)


def test_the_table_has_a_line_a_row_and_a_column_a_number(rows: dict[str, Row]) -> None:
    lines = table(rows.values()).splitlines()
    assert len(lines) == 2 + len(rows)
    assert lines[2].startswith("| Poisson, monthly | nothing | ")
    assert {line.count("|") for line in lines} == {3 + len(NUMBERS)}
