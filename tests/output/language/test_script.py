"""How a language is named on a page, which way it is written, names of another script in a sentence."""

import pytest

from waterbed.output.language.script import (
    base_direction,
    direction,
    from_to,
    in_its_direction,
    isolated,
    tag,
)
from waterbed.output.language.strings import templates

ARABIC, HEBREW = "بنوم بنه", "בת ים"
FSI, LRI, RLI, PDI = "\u2068", "\u2066", "\u2067", "\u2069"


@pytest.mark.parametrize(
    ("lang", "named", "written"),
    [
        *(("pt_BR", "pt-BR", "ltr"), ("sr_latn_rs", "sr-Latn-RS", "ltr"), ("de_1996", "de-1996", "ltr")),
        *((code, code, "rtl") for code in ("ar", "fa", "he", "ur", "ps", "ckb", "dv", "yi", "ug", "sd", "nqo", "syr")),
        *(("pa_Arab", "pa-Arab", "rtl"), ("pa", "pa", "ltr"), ("ks_Deva", "ks-Deva", "ltr"), ("ksw", "ksw", "ltr")),
        ("rhg_Rohg", "rhg-Rohg", "rtl"),
    ],
)  # fmt: skip
def test_a_language_has_a_tag_and_a_direction(lang: str, named: str, written: str) -> None:
    assert (tag(lang), direction(lang)) == (named, written)


def test_what_is_no_tag_is_none() -> None:
    assert [tag(text) for text in ("in French", "", "e", "fr!", "français")] == [""] * 5


def test_a_name_is_set_apart_only_where_something_runs_from_right_to_left() -> None:
    assert isolated("KK Park", "en") == "KK Park"
    assert isolated(ARABIC, "en") == isolated(isolated(ARABIC, "en"), "en") == f"{FSI}{ARABIC}{PDI}"
    assert isolated("KK Park", "ar") == f"{FSI}KK Park{PDI}"
    assert isolated("", "ar") == ""


def test_phrases_set_apart_what_is_put_into_them() -> None:
    dated = templates("en")["spoken"]["dated"]
    assert dated.format(label="Raid", when="5 April 2024") == "Raid, 5 April 2024"
    assert dated.format(label=ARABIC, when="5 April 2024") == f"{FSI}{ARABIC}{PDI}, 5 April 2024"
    assert templates("en")["cycle"]["list"].join([HEBREW, "Mae Sot"]) == f"{FSI}{HEBREW}{PDI}, Mae Sot"
    assert str(templates("he")["place"]).format("A", "B") == f"{FSI}A{PDI}, {FSI}B{PDI}"


def test_an_arrow_leads_from_the_first_name_to_the_second_in_every_script() -> None:
    assert from_to("A", "B", "en") == "A → B"
    assert from_to(ARABIC, HEBREW, "ar") == f"{LRI}{FSI}{ARABIC}{PDI} → {FSI}{HEBREW}{PDI}{PDI}"


def test_a_sentence_runs_as_its_own_words_do() -> None:
    assert base_direction(f"{FSI}{ARABIC}{PDI}, 5 April", "ar") == "ltr"
    assert base_direction(f"{FSI}KK Park{PDI} {ARABIC}", "en") == "rtl"
    assert base_direction("2024", "fa") == "rtl"
    assert in_its_direction("State on 5 April.", "ar") == f"{LRI}State on 5 April.{PDI}"
    assert in_its_direction(f"{ARABIC}.", "en") == f"{RLI}{ARABIC}.{PDI}"
    assert in_its_direction("State.", "en") == "State."
