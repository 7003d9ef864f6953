"""Dates, numbers and cited sentences in words."""

import itertools
from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.localedata import locale_identifiers

from waterbed.layers.checks.scenes import cited_sentences
from waterbed.layers.locale.strings import locale_of
from waterbed.output.language.dates import locale_texts, period
from waterbed.output.language.numbers import figure, number, quantity


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("", "no date given", "sans date"),
        ("2024", "2024", "2024"),
        ("2024-04", "April 2024", "avril 2024"),
        ("2020-01-01", "1 January 2020", "1er janvier 2020"),
        ("2024-21", "March 2024 – May 2024", "mars 2024 – mai 2024"),
        ("202X", "2020 – 2029", "2020 – 2029"),
        ("2025-03-10/2025-03-11", "10–11 March 2025", "10–11 mars 2025"),
        ("2024-12~", "about December 2024", "vers décembre 2024"),
        ("2024?", "2024, uncertain", "2024, incertain"),
        ("2023-09~/2024-04", "about September 2023 – April 2024", "vers septembre 2023 – avril 2024"),
        ("2019-08-18/", "not before 18 August 2019", "au plus tôt\u00a0: 18 août 2019"),
        ("/2025-12", "by December 2025", "au plus tard\u00a0: décembre 2025"),
    ],
)
def test_dates_are_said_at_their_precision(edtf: str, english: str, french: str) -> None:
    assert period(edtf, "en") == english
    assert period(edtf, "fr") == french


def test_presence_is_said_as_lasting() -> None:
    assert period("2019~/", "en", bound_words="presence") == "since about 2019, end not known"


def test_figures_carry_their_qualifier_and_unit() -> None:
    assert figure(970000, "more_than", "users", "en") == "more than 970,000 users"
    assert figure(20.37, "exact", "mégawatts", "fr") == "20,37 mégawatts"


def test_sizes_are_said_with_the_range_they_have() -> None:
    unknown = float("nan")
    assert quantity(unknown, unknown, unknown, "people", "en") == ""
    assert quantity(100, 150, 200, "people", "en") == "150 people"
    assert quantity(100, unknown, 200, "personnes", "fr") == "100 – 200 personnes"
    assert quantity(100, unknown, unknown, "people", "en") == "at least 100 people"


def test_a_language_without_templates_has_its_own_calendar_and_english_words() -> None:
    assert period("2024-05~", "de") == "about Mai 2024"
    assert period("2020-01-01", "pt-BR") == "1 de janeiro de 2020"
    assert period("2024-04", "tlh") == "April 2024"


def test_numbers_and_plurals_of_an_unknown_language_are_english() -> None:
    assert number(1234.5, "tlh") == number(1234.5, "en") == "1,234.5"
    assert locale_of("tlh") == locale_of("en") == Locale("en", "GB")


@pytest.mark.parametrize("lang", ["th", "ja", "cs", "lt", "la", "ar"])
def test_dates_are_said_as_the_language_has_them(lang: str) -> None:
    for month in range(1, 13):
        day = date(2023, month, 9)
        assert period(day.isoformat(), lang) == format_date(day, "long", locale=lang)
        assert period(f"{day:%Y-%m}", lang) == format_skeleton("yMMMM", day, locale=lang)


def test_a_sentence_without_records_is_kept_and_shows_that_it_rests_on_nothing() -> None:
    assert cited_sentences("One. [a; b] Two.") == [("One.", ("a", "b")), ("Two.", ())]
    assert cited_sentences("Un\u202f;\n deux. [a]") == [("Un\u202f; deux.", ("a",))]


def test_a_bracket_without_its_other_half_stays_in_the_sentence() -> None:
    assert cited_sentences("One ] more. [a] Two.") == [("One ] more.", ("a",)), ("Two.", ())]


FORMS = (
    *("2024-06-30", "2024-04", "2024", "0001", "9999-12-31", "2024-21~", "202X?", "2024-XX", "/2024-04", "2024-04/"),
    *("2023-04/2024-06", "2024-02/2024-04", "2024-04-10/2024-04-12", "2024-04-10/2024-05-12", "2024-04/2024-04"),
    "0001-01-01/9999",
)  # fmt: skip


@pytest.mark.parametrize(
    "lang", sorted({*(one.split("_")[0] for one in locale_identifiers()), "pt_BR", "ksw", "xx"})
)
def test_every_language_says_every_form_of_date_in_one_calendar(lang: str) -> None:
    assert all(period(text, lang) for text in FORMS)
    assert "2024" in period("2024-06-30", lang)
    patterns = locale_texts(lang)
    for day, month in itertools.product((1, 9, 30), (1, 4, 12)):
        said = patterns["day"][month - 1].format(d=day, dd=f"{day:02}", y=987)
        if day > 1:
            assert said == period(f"0987-{month:02}-{day:02}", lang)
        assert patterns["month"][month - 1].format(y=987) == period(f"0987-{month:02}", lang)
    assert patterns["year"].format(y=987) == period("0987", lang)
