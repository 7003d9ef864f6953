"""The verb translate: from an empty file to a language on the page."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.layers.packages import borrowed, write_manifest, write_tiny
from tests.output.cli.commandline import run
from waterbed.layers.locale.faults import pairs
from waterbed.layers.locale.file import text_of
from waterbed.layers.locale.strings import installed_strings

STRINGS = sum(1 for _ in pairs(installed_strings("en")))


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return write_manifest(write_tiny(tmp_path / "records"), languages=["en", "fr", "pt"])


def _read(records: Path, lang: str = "pt") -> Any:
    return json.loads((records / "locale" / f"{lang}.json").read_text(encoding="utf-8"))


def test_every_string_is_laid_out_with_the_english_the_names_and_the_plural_forms(records: Path) -> None:
    done = run("translate", "pt", records)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{records / 'locale' / 'pt.json'}: {STRINGS:,} strings are missing" in done.stdout
    asked = _read(records)["to_fill_in"]
    assert len(asked) == STRINGS
    assert asked["player/play"] == {"en": "Play", "say": ""}
    assert asked["player/scene.of"] == {"en": "scene {i} of {total}", "keep": "{i}, {total}", "say": ""}
    assert asked["site/n.hubs"] == {
        "en": {"one": "{n} hub", "other": "{n} hubs"},
        "keep": "{n}",
        "say": {"one": "", "many": "", "other": ""},
    }


def test_doing_it_twice_changes_nothing(records: Path) -> None:
    run("translate", "pt", records)
    before = (records / "locale" / "pt.json").read_bytes()
    run("translate", "pt", records)
    assert (records / "locale" / "pt.json").read_bytes() == before


def test_what_is_filled_in_is_kept_and_no_longer_asked(records: Path) -> None:
    run("translate", "pt", records)
    content = _read(records)
    content["to_fill_in"]["player/play"]["say"] = "Reproduzir"
    content["to_fill_in"]["site/n.hubs"]["say"]["one"] = "{n} centro"
    content["to_fill_in"]["sentences/pack/reading/1"]["say"] = "Fases de um lugar."
    (records / "locale" / "pt.json").write_text(json.dumps(content), encoding="utf-8")
    assert f"{STRINGS - 2:,} strings are missing" in run("translate", "pt", records).stdout
    content = _read(records)
    assert content["player"]["play"] == "Reproduzir" and "player/play" not in content["to_fill_in"]
    assert content["to_fill_in"]["site/n.hubs"]["say"] == {"one": "{n} centro", "many": "", "other": ""}
    assert "sentences/pack/reading/1" not in content["to_fill_in"]
    assert "sentences/pack/reading/0" in content["to_fill_in"]


def test_a_file_filled_in_where_it_was_asked_is_shown_and_put_in_order(records: Path) -> None:
    run("translate", "pt", records)
    content = _read(records)
    whole = borrowed("pt", lambda text: f"{text}!")
    said = dict(zip((path for path, _, _ in pairs(whole)), (own for _, _, own in pairs(whole)), strict=True))
    for path, entry in content["to_fill_in"].items():
        entry["say"] = said[path]
    (records / "locale" / "pt.json").write_text(json.dumps(content), encoding="utf-8")
    assert "no faults, 0 warnings" in run("check", records).stdout
    done = run("map", records, "--lang", "pt", "-o", records.parent / "map.html")
    assert done.returncode == 0, done.stderr
    assert '<html lang="pt"' in (records.parent / "map.html").read_text(encoding="utf-8")
    assert "complete" in run("translate", "pt", records).stdout
    assert "to_fill_in" not in _read(records) and _read(records)["player"]["play"] == "Play!"
    assert "no faults, 0 warnings" in run("check", records).stdout


def test_a_language_half_done_is_told_and_is_not_on_the_page(records: Path) -> None:
    (records / "locale").mkdir()
    half = borrowed("pt")
    del half["site"]
    (records / "locale" / "pt.json").write_text(text_of(half), encoding="utf-8")
    checked = run("check", records).stdout
    assert "locale/pt.json: " in checked and "run waterbed translate pt records" in checked
    assert "pt (not shown: waterbed check says why)" in run("info", records).stdout
    made = run("map", records, "-o", records.parent / "map.html")
    assert made.returncode == 0 and "until then the language is left out" in made.stderr
    asked = run("map", records, "--lang", "pt", "-o", records.parent / "pt.html")
    assert asked.returncode == 2 and "which has en, fr with all words of the interface" in asked.stderr
    assert not (records.parent / "pt.html").exists()


def test_what_a_machine_made_is_told(tmp_path: Path) -> None:
    records = write_manifest(write_tiny(tmp_path / "records"), languages=["en", "fr", "th"])
    assert "note: th: menus and sentences were translated by a machine" in run("check", records).stdout
    assert "th (its words made by a machine, not read yet)" in run("info", records).stdout
    assert json.loads(run("info", records, "--json").stdout)["machine_made"] == ["th"]
    done = run("translate", "th", records)
    assert "has all words of this language" in done.stdout and not (records / "locale").exists()


def test_what_cannot_be_translated_is_told_with_its_mend(records: Path) -> None:
    (records / "locale").mkdir()
    (records / "locale" / "pt.json").write_text("{,}", encoding="utf-8")
    broken = run("translate", "pt", records)
    assert broken.returncode == 1 and "mend it or take it away" in broken.stderr
    assert (records / "locale" / "pt.json").read_text(encoding="utf-8") == "{,}"
    assert run("translate", "7", records).returncode == 2
    nowhere = run("translate", "pt", records.parent)
    assert nowhere.returncode == 2 and "holds no datapackage.json" in nowhere.stderr


def test_without_a_folder_it_is_the_current_one(records: Path) -> None:
    assert run("translate", "pt_BR", cwd=records).returncode == 0
    assert _read(records, "pt_BR")["language"] == "pt_BR"
