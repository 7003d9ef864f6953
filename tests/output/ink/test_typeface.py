"""Words are shaped as their script asks for, and what has no glyph is said."""

import pytest

from waterbed.output.ink.typeface import (
    Face,
    MissingGlyphWarning,
    missing,
    spaced,
    warn_of_missing,
    width,
    words,
)

FACE = Face(100)
SHAPED = {
    "my": ("မြန်မာ", "မ", "ြ", "န", "်", "မ", "ာ"),
    "km": ("ខ្មែរ", "ខ", "្", "ម", "ែ", "រ"),
    "ar": ("السلام", "ا", "ل", "س", "ل", "ا", "م"),
}
"""Words that are narrower shaped than letter by letter: signs stack, letters join."""


@pytest.mark.parametrize("lang", SHAPED)
def test_letters_join_and_stack(lang: str) -> None:
    word, *letters = SHAPED[lang]
    if missing([word], lang):
        pytest.skip(f"no font for {lang} here")
    assert width(word, FACE, lang) < 0.95 * sum(width(letter, FACE, lang) for letter in letters)


@pytest.mark.parametrize(
    ("lang", "text"), [("th", "ประเทศไทย"), ("lo", "ລາວ"), ("zh", "缅甸"), ("en", "Türkiye")]
)
def test_scripts_of_the_region_have_a_width_where_a_font_writes_them(lang: str, text: str) -> None:
    if missing([text], lang):
        pytest.skip(f"no font for {lang} here")
    assert width(text, FACE, lang) > 40


def test_what_no_font_writes_is_said_with_the_mend() -> None:
    assert missing(["a\U0010fffd b\u200b\n"], "en") == "\U0010fffd"
    with pytest.warns(MissingGlyphWarning, match=r"U\+10FFFD.*Install a font"):
        warn_of_missing(["\U0010fffd"], "en")


def test_lines_break_at_spaces_and_between_ideographs_but_not_at_hard_spaces() -> None:
    assert words("one two three") == ["one", " two", " three"]
    assert words("16\u00a0USIP") == ["16\u00a0USIP"]
    assert words("缅甸 KK 园区") == ["缅", "甸", " KK", " ", "园", "区"]


def test_only_letters_that_stand_apart_are_spaced() -> None:
    assert spaced("LAOS") and spaced("CAMBODGE · É")
    assert not spaced("ລາວ") and not spaced("العربية")
