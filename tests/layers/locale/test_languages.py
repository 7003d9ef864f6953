"""Languages: complete or left out, those that come along and those of a folder."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.layers.packages import borrowed, write_in, write_manifest, write_tiny
from waterbed import Dataset
from waterbed.layers.locale.faults import language_faults, missing, pairs
from waterbed.layers.locale.file import file_of, text_of
from waterbed.layers.locale.strings import (
    installed,
    installed_strings,
    is_plural,
    labels,
    locale_of,
    plural_forms,
    strings,
    taught,
)
from waterbed.layers.schema.vocabulary import vocabulary, word_label


@pytest.mark.parametrize("lang", installed())
def test_a_language_that_comes_along_says_everything(lang: str) -> None:
    content = installed_strings(lang)
    assert content["language"] == lang
    assert missing(lang, content) == []
    assert language_faults(lang, {lang: content}, "x") == []


@pytest.mark.parametrize("lang", installed())
def test_a_language_says_nothing_that_english_does_not(lang: str) -> None:
    known = {path for path, _, _ in pairs(installed_strings("en"))}
    own = {path for section in ("player", "sentences", "site", "pictures", "words")
           for path in _paths(installed_strings(lang)[section], section)}  # fmt: skip
    assert own - known <= {"sentences/first_day", "sentences/cycle/lag/unknown"}


def _paths(value: Any, path: str) -> set[str]:
    if isinstance(value, Mapping) and not is_plural(value):
        return set().union(*(_paths(one, f"{path}/{key}") for key, one in value.items()))
    if isinstance(value, list | tuple):
        return set().union(*(_paths(one, f"{path}/{at}") for at, one in enumerate(value)))
    return {path}


def test_every_word_of_the_vocabulary_has_an_english_label() -> None:
    english = labels("en")
    assert [(group, word) for group, word in vocabulary().index if not english.get(group, {}).get(word)] == []


def test_plural_forms_are_those_of_unicode() -> None:
    assert plural_forms("th", {}) == ("other",)
    assert plural_forms("es", {}) == ("one", "many", "other")
    assert plural_forms("ar", {}) == ("zero", "one", "two", "few", "many", "other")
    assert plural_forms("xx", {"calendar": "pl"}) == ("one", "few", "many", "other")


def _with(folder: Path, lang: str, content: Mapping[str, Any]) -> Dataset:
    (folder / "locale").mkdir(exist_ok=True)
    (folder / file_of(lang)).write_text(text_of(content), encoding="utf-8")
    return Dataset.read(folder)


def test_a_language_of_the_folder_is_spoken_like_any_other(tmp_path: Path) -> None:
    folder = write_manifest(write_tiny(tmp_path / "set"), languages=["en", "fr", "pt"])
    dataset = _with(folder, "pt", borrowed("pt", lambda text: f"¿{text}"))
    assert dataset.shown == ("en", "fr", "pt") and dataset.warnings == ()
    assert strings("pt")["player"]["play"] == "¿Play"
    assert word_label("raid", "pt", group="event_kind") == "¿raid"
    assert str(locale_of("pt")) == "pt"


FAULTY = {
    "half": (lambda own: own["player"].clear(), r"\d{3} strings are not translated \(player/play, player/pause, "),
    "one short": (lambda own: own["player"].pop("play"), r"1 string is not translated \(player/play\)"),
    "a list cut": (lambda own: own["sentences"]["pack"]["reading"].pop(), r"1 string is .*\(sentences/pack/reading/5\)"),
    "a plural form short": (lambda own: own["site"]["n.hubs"].pop("many"), r"\(site/n\.hubs\)"),
    "a wrong name": (
        lambda own: own["player"].update({"map.to": "para {lugar}"}),
        r'player/map\.to: "para \{lugar\}" has \{lugar\}, which the English has not; write it with \{place\}',
    ),
    "a name lost": (lambda own: own["player"].update({"map.to": "para"}), r'"para" lacks \{place\}'),
    "a brace": (lambda own: own["player"].update({"map.to": "{place"}), r"has \{\{\}"),
    "an attribute": (lambda own: own["player"].update({"map.to": "{place.__class__}"}), r"has \{place\.__class__\}"),
    "no text": (lambda own: own["player"].update({"play": 5}), r"is no text"),
    "no forms": (lambda own: own["site"].update({"n.hubs": "{n}"}), r"is no text with its plural forms|\(site/n\.hubs\)"),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "said"), FAULTY.values(), ids=list(FAULTY))
def test_a_language_with_a_fault_is_left_out_and_told(tmp_path: Path, spoil: Any, said: str) -> None:
    folder = write_manifest(write_tiny(tmp_path / "set"), languages=["en", "fr", "pt"])
    content = borrowed("pt")
    spoil(content)
    dataset = _with(folder, "pt", content)
    assert dataset.languages == ("en", "fr", "pt") and dataset.shown == ("en", "fr")
    (warning,) = dataset.warnings
    assert str(warning).startswith("locale/pt.json")
    assert "until then the language is left out" in str(warning)
    assert re.search(said, str(warning)), warning
    assert "pt" not in taught()


def test_a_language_that_nobody_speaks_is_told_with_what_to_do(tmp_path: Path) -> None:
    dataset = Dataset.read(write_manifest(write_tiny(tmp_path / "set"), languages=["en", "fr", "sw"]))
    assert dataset.shown == ("en", "fr")
    assert [str(one) for one in dataset.warnings] == [
        'datapackage.json, waterbed.languages: "sw" is a language that waterbed has no words for: no menus, no sentences; '
        "run waterbed translate sw set and fill in locale/sw.json; until then the language is left out."
    ]


def test_texts_in_such_a_language_alone_are_shown_in_an_english_page(tmp_path: Path) -> None:
    folder = write_in(tmp_path / "set", "sw")
    (folder / "locale" / "sw.json").unlink()
    dataset = Dataset.read(folder)
    assert dataset.languages == ("sw",) and dataset.shown == ("en",)
    assert "until then pages are in English, with the texts as they are" in str(dataset.warnings[-1])
    assert dataset.label("raid", "en") == "Raid in the capital"


def test_a_file_that_is_no_json_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "set")
    (folder / "locale").mkdir()
    (folder / "locale" / "pt.json").write_text('{"player": {"play": "Tocar",}}', encoding="utf-8")
    (folder / "locale" / "es.json").write_text("[]", encoding="utf-8")
    warnings = [str(one) for one in Dataset.read(folder).warnings]
    assert "locale/pt.json: is not JSON (line 1, column " in warnings[1]
    assert "locale/es.json: is not an object with strings" in warnings[0]


def test_a_data_set_may_say_single_strings_otherwise(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "set")
    dataset = _with(
        folder, "en", {"language": "en", "player": {"phase.displacement.verb": "cultivation falls"}}
    )
    assert dataset.warnings == () and dataset.shown == ("en", "fr")
    assert strings("en")["player"]["phase.displacement.verb"] == "cultivation falls"
    assert strings("en")["player"]["play"] == "Play"


def test_what_one_data_set_says_no_other_does(tmp_path: Path) -> None:
    one = _with(write_tiny(tmp_path / "one"), "en", {"language": "en", "player": {"play": "Go"}})
    other = Dataset.read(write_tiny(tmp_path / "other"))
    assert strings("en")["player"]["play"] == "Play"
    one.speak()
    assert strings("en")["player"]["play"] == "Go"
    other.speak()
    assert strings("en")["player"]["play"] == "Play"


def test_languages_are_written_and_read_again(tmp_path: Path) -> None:
    folder = write_manifest(write_tiny(tmp_path / "set"), languages=["en", "fr", "pt"])
    dataset = _with(folder, "pt", borrowed("pt"))
    dataset.write(tmp_path / "copy")
    dataset.write(tmp_path / "copy")
    assert Dataset.read(tmp_path / "copy").locales == dataset.locales
    assert json.loads((tmp_path / "copy" / "locale" / "pt.json").read_text("utf-8"))["language"] == "pt"


def test_what_is_counted_has_a_form_for_one() -> None:
    counted = re.compile(r"\{n\} (?!of\b)(?:[a-z]+ ){0,2}[a-z]+s\b|[Tt]he \{n\} |All \{n\}|\{n\} others?\b")
    found = {
        path
        for path, said, _ in pairs(installed_strings("en"))
        if isinstance(said, str) and counted.search(said)
    }
    # of these days and steps there is never one
    always_several = {
        "player/legend.incident",
        "player/legend.incident.enforcement",
        "sentences/measure/study/drift",
        "sentences/measure/study/no_drift",
    }
    assert found == always_several
