"""Dates, numbers and cited sentences in words."""

import pytest

from waterbed.output.wording import cited_sentences, figure, period


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("", "no date given", "sans date"),
        ("2024", "2024", "2024"),
        ("2024-04", "April 2024", "avril 2024"),
        ("2020-01-01", "1 January 2020", "1er janvier 2020"),
        ("2024-12~", "about December 2024", "vers décembre 2024"),
        ("2024?", "2024, uncertain", "2024, incertain"),
        ("2023-09~/2024-04", "about September 2023 – April 2024", "vers septembre 2023 – avril 2024"),
        ("2019-08-18/", "not before 18 August 2019", "au plus tôt : 18 août 2019"),
        ("/2025-12", "by December 2025", "au plus tard : décembre 2025"),
    ],
)
def test_dates_are_said_at_their_precision(edtf: str, english: str, french: str) -> None:
    assert period(edtf, "en") == english
    assert period(edtf, "fr") == french


def test_presence_is_said_as_lasting() -> None:
    assert period("2019~/", "en", bound_words="presence") == "since about 2019, end not known"


def test_figures_carry_their_qualifier_and_unit() -> None:
    assert figure(970000, "more_than", "users", "en") == "more than 970,000 users"
    assert figure(20.37, "exact", "megawatts", "fr") == "20,37 mégawatts"


def test_a_sentence_without_records_is_kept_and_shows_that_it_rests_on_nothing() -> None:
    assert cited_sentences("One. [a; b] Two.") == [("One.", ("a", "b")), ("Two.", ())]
