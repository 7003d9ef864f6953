"""Fixed phrases by language: what a language lacks is English, at whatever depth."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from waterbed.output.language import strings


@pytest.fixture
def half_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A language with a part of the strings."""
    for file in strings._LOCALE.glob("*-en.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    german = {"undated": "ohne Datum", "cycle": {"lag": {"same": "am selben Tag"}},
              "spoken": {"and_more": {"other": "{names} und {n} weitere"}}}  # fmt: skip
    (tmp_path / "wording-de.json").write_text(json.dumps(german), encoding="utf-8")
    monkeypatch.setattr(strings, "_LOCALE", tmp_path)
    strings._read.cache_clear()
    strings._strings.cache_clear()
    yield
    strings._read.cache_clear()
    strings._strings.cache_clear()


@pytest.mark.usefixtures("half_german")
def test_what_a_language_lacks_is_english_at_whatever_depth() -> None:
    said, english = strings.templates("de"), strings.templates("en")
    assert said["undated"] == "ohne Datum"
    assert said["cycle"]["lag"] == {**english["cycle"]["lag"], "same": "am selben Tag"}
    assert said["cycle"]["head"] == english["cycle"]["head"]


@pytest.mark.usefixtures("half_german")
def test_the_plural_forms_of_a_string_are_not_mixed_with_english_ones() -> None:
    assert strings.templates("de")["spoken"]["and_more"] == {"other": "{names} und {n} weitere"}


def test_a_language_without_files_is_english() -> None:
    for read in (strings.interface, strings.templates, strings.site_strings, strings.picture_strings):
        assert read("tlh") == read("en")


def test_a_text_by_language_is_said_in_the_first_language_that_has_it() -> None:
    assert strings.said_in("Every language", "fr", ["en"]) == "Every language"
    assert strings.said_in({"en": "Hubs", "fr": ""}, "fr", ["en", "fr"]) == "Hubs"
    assert strings.said_in({"km": "មណ្ឌល"}, "fr", ["en"]) == "មណ្ឌល"
    assert strings.said_in({}, "fr", ["en"]) == ""
