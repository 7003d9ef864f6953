"""Names, days and numbers in prose: what is found, and what is not taken for one."""

import pytest

from waterbed.layers.redaction.mentions import dates, decimals, long_numbers
from waterbed.layers.redaction.names import Names, normal

DAYS: dict[str, list[tuple[int | None, int, int]]] = {
    "on 5 April 2024": [(2024, 4, 5)],
    "April 5, 2024": [(2024, 4, 5)],
    "the 5th of April 2024": [(2024, 4, 5)],
    "le 1er janvier 2020": [(2020, 1, 1)],
    "le 18 AOÛT 2019": [(2019, 8, 18)],
    "5 avr. 2024": [(2024, 4, 5)],
    "du 10 au 12 mars 2025": [(2025, 3, 10), (2025, 3, 12)],
    "10, 11 and 13 March 2025": [(2025, 3, 10), (2025, 3, 11), (2025, 3, 13)],
    "30 March \u2013 2 April 2025": [(None, 3, 30), (2025, 4, 2)],
    "March 10-11, 2025": [(2025, 3, 10), (2025, 3, 11)],
    "evt-2024-04-05-raid": [(2024, 4, 5)],
    "https://example.org/2024/04/05/raid": [(2024, 4, 5)],
    "reported 2024-08-28/29": [(2024, 8, 28), (2024, 8, 29)],
    "photo20240405.jpg": [(2024, 4, 5)],
    "5.4.2024": [(2024, 5, 4), (2024, 4, 5)],
    "2024年4月5日": [(2024, 4, 5)],
    "launched on the 5th in Chiang Mai, 2,349 suspects": [],
    "By February 6,500 people were held": [],
    "it may 2 march": [(None, 5, 2), (None, 3, 2)],
    "2024-04, April 2024, room 405, 12345": [],
    "version 1.2.2024.7 of 31 things": [],
}


@pytest.mark.parametrize("text", DAYS)
def test_days_are_found_as_people_write_them(text: str) -> None:
    found = [(one.year, one.month, one.day) for one in dates(normal(text), ["fr"]) if one.day]
    assert set(found) == set(DAYS[text])


def test_a_month_counts_with_its_year() -> None:
    found = [
        (one.year, one.month)
        for one in dates("In April 2024, 2024-05, en août 2023; in June they came", ["fr"])
    ]
    assert found == [(2024, 4), (2024, 5), (2023, 8)]


NAMES = [
    "at DRAGON VILLA,", "hub-dragon-villa", "dragon_villa.csv", "Dra\u0301gon Villa",
    "the Dragon\u2019s; Dragon\nVilla",
]  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_found_whatever_its_dress(text: str) -> None:
    assert [one.name for one in Names(["Dragon Villa"]).find(normal(text))] == ["Dragon Villa"]


@pytest.mark.parametrize("text", ["dragonvilla", "dragon", "villa dragon", "dragon the villa"])
def test_what_is_another_name_is_not_found(text: str) -> None:
    assert not list(Names(["Dragon Villa"]).find(text))


def test_scripts_without_spaces_are_searched_inside_sentences() -> None:
    assert [one.name for one in Names(["龙别墅"]).find("他们在龙别墅工作")] == ["龙别墅"]


def test_the_longest_name_counts_but_for_those_who_ask_for_all() -> None:
    names = Names(["KK Park", "KK Park North"])
    assert [one.name for one in names.find("in KK Park North")] == ["KK Park North"]
    assert names.mentioned("in KK Park North") == {
        "KK Park",
        "KK Park North",
    }


def test_numbers_are_read_with_any_grouping() -> None:
    text = "447,676 or 447 676 or 447676 people, 1.234.567 in all, 12,5 and 98,7712"
    assert [number for _, _, number in long_numbers(text)] == [447676, 447676, 447676, 1234567]
    assert [digits for _, _, digits in decimals("at 98.77120 and 16,6890")] == ["98.7712", "16.689"]
