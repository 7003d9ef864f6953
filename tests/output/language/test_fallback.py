"""Fixed phrases by language: what a language lacks is English, at whatever depth."""

from collections.abc import Iterator
from types import MappingProxyType

import pytest

from waterbed.layers.locale.strings import teach
from waterbed.output.language import strings


@pytest.fixture
def half_german() -> Iterator[None]:
    """A language with a part of the strings."""
    said = {"undated": "ohne Datum", "cycle": {"lag": {"same": "am selben Tag"}},
            "spoken": {"and_more": {"other": "{names} und {n} weitere"}}}  # fmt: skip
    teach({"de": {"sentences": said, "player": {"speed.days": {"one": "{n} Tag/s", "other": "{n} Tage/s"}}}})
    yield
    teach(MappingProxyType({}))


@pytest.mark.usefixtures("half_german")
def test_what_a_language_lacks_is_english_at_whatever_depth() -> None:
    said, english = strings.templates("de"), strings.templates("en")
    assert said["undated"] == "ohne Datum"
    assert said["cycle"]["lag"] == {**english["cycle"]["lag"], "same": "am selben Tag"}
    assert said["cycle"]["head"] == english["cycle"]["head"]


@pytest.mark.usefixtures("half_german")
def test_the_plural_forms_of_a_string_are_not_mixed_with_english_ones() -> None:
    assert strings.templates("de")["spoken"]["and_more"] == {"other": "{names} und {n} weitere"}


@pytest.mark.usefixtures("half_german")
def test_strings_of_the_page_have_their_plural_forms_behind_their_key() -> None:
    assert strings.interface("de")["speed.days.one"] == "{n} Tag/s"
    assert strings.interface("de")["scene.of.long"] == "Scene {i} of {total}"


def test_a_language_without_files_is_english() -> None:
    for read in (strings.interface, strings.templates, strings.site_strings, strings.picture_strings):
        assert read("tlh") == read("en")


def test_a_region_speaks_as_its_language_does() -> None:
    assert strings.interface("es-MX")["play"] == strings.interface("es_419")["play"] == "Reproducir"


def test_a_text_by_language_is_said_in_the_first_language_that_has_it() -> None:
    assert strings.said_in("Every language", "fr", ["en"]) == "Every language"
    assert strings.said_in({"en": "Hubs", "fr": ""}, "fr", ["en", "fr"]) == "Hubs"
    assert strings.said_in({"km": "មណ្ឌល"}, "fr", ["en"]) == "មណ្ឌល"
    assert strings.said_in({}, "fr", ["en"]) == ""
