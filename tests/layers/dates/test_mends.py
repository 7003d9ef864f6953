"""What people and programs write for dates, in several languages, and the EDTF that the mend names."""

import re

import pytest

from waterbed.layers.dates.edtf import parse
from waterbed.layers.dates.mends import date_mend
from waterbed.layers.errors import DateError

MEANT = {
    "2024-04-05": (
        "05 April 2024",
        "5 avril 2024",
        "5. April 2024",
        "5 de abril de 2024",
        "5 aprile 2024",
        "April 5, 2024",
        "Friday, 5 April 2024",
        "vendredi 5 avril 2024",
        "05-Apr-2024",
        "2024 April 5",
        "05.04.2024",
        "2024/4/5",
        "20240405",
        "2024-04-05T10:00:00Z",
        "2024年4月5日",
    ),
    "2024-04": ("April 2024", "avril 2024", "Apr. 2024", "abril de 2024", "04/2024", "2024年4月"),
    "2024-08": ("août 2024", "AOUT 2024", "agosto 2024"),
    "2024-21": ("spring 2024", "printemps 2024", "Frühling 2024", "2024 spring"),
    "2024-22": ("été 2024", "Sommer 2024"),
    "2024-23": ("fall 2024", "autumn 2024", "Herbst 2024"),
    "2023-24": ("winter 2023", "hiver 2023"),
    "2024-04-05/": ("2024-04-05/present", "2024-04-05 - now", "5 April 2024 to present", "depuis 2024-04-05"),
    "2024-04-05/2024-04-09": (
        "2024-04-05 – 2024-04-09",
        "du 5 avril 2024 au 9 avril 2024",
        "von 5. April 2024 bis 9. April 2024",
        "5 April 2024 until 9 April 2024",
    ),
    "2024/2025": ("2024-2025", "2024–2025", "2024/25"),
    "2024-04-01/2024-04-07": ("2024-W14",),
    "2024~": ("circa 2024", "vers 2024", "ca. 2024"),
}


@pytest.mark.parametrize(("edtf", "text"), [(edtf, text) for edtf, texts in MEANT.items() for text in texts])
def test_a_date_in_other_words_is_named_in_edtf(edtf: str, text: str) -> None:
    assert date_mend(text) == f"write {edtf}"
    parse(edtf)


@pytest.mark.parametrize("sign", ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\uff0d"])
def test_dashes_of_a_word_processor_are_told_from_hyphens(sign: str) -> None:
    assert date_mend(f"2024{sign}04{sign}05") == "write 2024-04-05, with plain digits and hyphens"


@pytest.mark.parametrize("text", ["２０２４-04-05", "٢٠٢٤-٠٤-٠٥", "2024-04-05\u200b"])
def test_other_digits_and_what_nobody_sees(text: str) -> None:
    with pytest.raises(DateError, match="write 2024-04-05, with plain digits and hyphens"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-04-00", "the day is not known: write 2024-04"),
        ("00/04/2024", "the day is not known: write 2024-04"),
        ("2024-00-00", "the month is not known: write 2024"),
        ("20240400", "the day is not known: write 2024-04"),
        ("2024-25", "write 2024/2025 if the two years are meant"),
        ("5 April", "write the year too, like 2024-04-05"),
        ("05-Apr-24", "write the year with four digits, like 2024-04-05"),
        ("present", "give the start and leave the end open, like 2019/"),
        ("early April 2024", "write 2024-04, and its words in date_basis"),
    ],
)
def test_what_a_date_lacks_is_said(text: str, said: str) -> None:
    assert date_mend(text) == said


@pytest.mark.parametrize(
    "text", ["-", "–", "--", "?", "n/a", "N.A.", "NaN", "unknown", "s.d.", "k. A.", "#REF!", "-999"]
)
def test_a_sign_for_not_known_leaves_the_cell_empty(text: str) -> None:
    with pytest.raises(DateError, match="leave the cell empty when it is not known"):
        parse(text)


def test_no_mend_names_what_is_refused() -> None:
    pieces = (
        "2024",
        "2024-04",
        "2024-04-00",
        "2024-13",
        "-",
        "April 2024",
        "present",
        "0000",
        "24",
        "2024-04-31",
    )
    texts = [f"{one}{by}{two}" for one in pieces for two in pieces for by in ("/", "-", " - ", " to ")]
    texts += [f"{word} {one}" for word in ("circa", "since", "before", "late") for one in pieces]
    for text in texts:
        found = re.fullmatch(r"write (?:the interval )?([0-9X~?%/.-]+)(, with plain.*)?", date_mend(text))
        if found:
            parse(found[1])
