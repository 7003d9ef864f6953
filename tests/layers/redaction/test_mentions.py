"""Names, days and numbers in prose: what is found, and what is not taken for one."""

import re
import time
from collections.abc import Iterator
from datetime import date

import pytest
from babel import Locale, localedata
from babel.dates import format_date

from waterbed.layers.redaction.mentions import dates
from waterbed.layers.redaction.names import Names, normal
from waterbed.layers.redaction.numbers import decimals, long_numbers

DAYS: dict[str, list[tuple[int | None, int, int]]] = {
    "on 5 April 2024": [(2024, 4, 5)],
    "April 5, 2024": [(2024, 4, 5)],
    "the 5th of April 2024": [(2024, 4, 5)],
    "le 1er janvier 2020": [(2020, 1, 1)],
    "le 18 AOÛT 2019": [(2019, 8, 18)],
    "5 avr. 2024": [(2024, 4, 5)],
    "du 10 au 12 mars 2025": [(2025, 3, 10), (2025, 3, 12)],
    "10, 11 and 13 March 2025": [(2025, 3, 10), (2025, 3, 11), (2025, 3, 13)],
    "30 March \u2013 2 April 2025": [(2025, 3, 30), (2025, 4, 2)],
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
    "5/4/24": [(2024, 5, 4), (2024, 4, 5), (2005, 4, 24)],
    "2024. 4. 5. or 2024/4/5": [(2024, 4, 5)],
    "2024-04, April 2024, room 405, 12345": [],
    "version 1.2.2024.7 of 31 things": [],
}


@pytest.mark.parametrize("text", DAYS)
def test_days_are_found_as_people_write_them(text: str) -> None:
    found = [(one.year, one.month, one.day) for one in dates(normal(text), ["en", "fr"]) if one.day]
    assert set(found) == set(DAYS[text])


def test_every_language_of_unicode_is_read_as_it_writes_a_day() -> None:
    unread = [
        (language, text)
        for language, text, day in _written_days()
        if (day.year, day.month, day.day) not in _days(text, language)
    ]
    assert not unread


def _written_days() -> Iterator[tuple[str, str, date]]:
    """A day of each month, long and in full, in every language that Unicode has names of months for."""
    for language in localedata.locale_identifiers():
        locale = Locale.parse(language)
        names = locale.months["format"]["wide"].values()
        # Some have numbers for names, and the letters of one are younger than this Python.
        if locale.territory or not all(name[0].isalpha() and not re.match(r"M\d", name) for name in names):
            continue
        for month in range(1, 13):
            day = date(2024, month, 17)
            for form in ("long", "full"):
                if "MMM" in locale.date_formats[form].pattern:
                    yield language, format_date(day, form, locale), day


def _days(text: str, *languages: str, others: tuple[str, ...] = ()) -> set[tuple[int | None, int, int]]:
    found = dates(normal(text), languages, others=others)
    return {(one.year, one.month, one.day) for one in found if one.day}


OWN_WRITING = {
    "th": "เมื่อวันที่ ๑๗ มีนาคม พ.ศ. ๒๕๖๗ มีการบุกค้น",
    "my": "၂၀၂၄ မတ် ၁၇",
    "ar": "في ١٧ مارس ٢٠٢٤",
    "hi": "१७ मार्च २०२४",
    "vi": "ngày 17 tháng 3 năm 2024",
    "hu": "2024. március 17-én",
    "he": "ב-17 במרץ 2024",
}


@pytest.mark.parametrize("language", OWN_WRITING)
def test_days_are_read_in_the_digits_and_years_of_a_language(language: str) -> None:
    assert (2024, 3, 17) in _days(OWN_WRITING[language], language)


def test_a_citation_beside_a_month_is_no_day() -> None:
    assert _days("raided on (…) August. [25, 32]", "en") == set()
    assert _days("high [28]\nAugust 2024", "en") == set()
    assert _days("25. August 2024", "en") == {(2024, 8, 25)}
    assert _days("au plus 5 (février 2015)", "fr") == set()
    assert _days("page 3. 9 November 2012", "en") == {(2012, 11, 9)}
    assert _days("3., 9. November 2012", "de") == {(2012, 11, 3), (2012, 11, 9)}


def test_words_are_read_in_the_language_of_their_text() -> None:
    assert _days("1. Des normes communes", "id") == {(None, 12, 1)}
    assert _days("1. Des normes communes", "fr", others=("en", "id")) == set()
    assert _days("5 máy", "vi", others=("en",)) == set()
    assert _days("17. listopadu 2024", "cs") == {(2024, 11, 17)}
    assert _days("17. listopada 2024.", "hr", others=("cs",)) == {(2024, 10, 17)}


def test_a_quoted_date_of_another_language_is_read_when_it_is_whole() -> None:
    assert _days("« seen on 17 March 2024 »", "fr", others=("en",)) == {(2024, 3, 17)}
    assert _days("« seen on 17 March »", "fr", others=("en",)) == set()


def test_a_mention_stands_where_the_text_has_it() -> None:
    text = normal("Œuvre — «le 17 mars 2024», ﬁn; １７ mars")
    found = dates(text, ["fr"])
    assert [text[one.start : one.end] for one in found] == ["17", "mars", "１７", "mars"]


HOSTILE = {
    "digits": "1" * 40_000, "spaces": " " * 40_000, "groups": "123 456 " * 5_000 + "7890",
    "points": "1." * 20_000, "months": "march " * 7_000, "ideographs": "3 月 " * 10_000, "marks": "e\u0301" * 20_000,
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_long_texts_take_time_in_proportion(case: str) -> None:
    text, began = HOSTILE[case], time.process_time()
    list(dates(normal(text), ["en", "fr", "th"]))
    list(decimals(text))
    list(long_numbers(text))
    Names(["Dragon Villa", "1 2"]).mentioned(normal(text))
    assert (
        time.process_time() - began < 3
    )  # seconds; it was minutes where a run was read from each of its digits


def test_a_month_counts_with_its_year() -> None:
    found = [
        (one.year, one.month)
        for one in dates("In April 2024, 2024-05, en août 2023; in June they came", ["en", "fr"])
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


SENTENCES = {
    "龙别墅": "他们在龙别墅工作", "เมียวดี": "ในเมียวดีมี", "မြဝတီ": "က မြဝတီမှာ", "បាវិត": "ក្នុងបាវិតនេះ", "ສາມຫຼ່ຽມ": "ໃນສາມຫຼ່ຽມຄຳ",
    "미얀마": "그는 미얀마에서", "दिल्ली": "वह दिल्ली, में", "محمد": "قال مُحَمَّد هنا",
    "Dong Tam": "ở Đồng Tâm", "Dragon Villa": "Dra\u00adgon Villa",
}  # fmt: skip


@pytest.mark.parametrize("name", SENTENCES)
def test_a_name_is_found_in_sentences_of_its_script(name: str) -> None:
    text = normal(SENTENCES[name])
    assert [one.name for one in Names([name]).find(text)] == [name]
    assert Names([name]).mentioned(text) == {name}


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
