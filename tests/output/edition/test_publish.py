"""The way out of the house: staged, searched, moved in; nothing is published that holds what is withheld."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.layers.disk.nodes import picture_of
from tests.layers.packages import MANIFEST, write_manifest, write_tiny
from waterbed import Dataset, Timeline, published, write_map, write_site
from waterbed.layers.manifest.profiles import BUILT_IN
from waterbed.layers.redaction.redact import redact
from waterbed.output.cli.app import app
from waterbed.output.edition.leaks import LeakError
from waterbed.output.errors import OptionError


def _write_label(dataset: Dataset, file: Path) -> None:
    """A picture of a data set, as small as can be."""
    file.write_text(" ".join([*dataset["events"]["date"], *dataset["sources"]["title"]]))


def _hidden(folder: Path) -> Dataset:
    """A set whose public profile withholds a name."""
    profiles = {"public": {"words": ["Raid in the capital"], "dates": "year", "marking": {"en": "TLP:CLEAR"}}}
    write_tiny(folder)
    return Dataset.read(write_manifest(folder, waterbed=MANIFEST["waterbed"] | {"profiles": profiles}))


def test_without_a_profile_the_records_go_out_as_they_are(tiny: Dataset, tmp_path: Path) -> None:
    published(tiny, "", tmp_path / "out.txt", _write_label)
    assert (tmp_path / "out.txt").read_text() == "2019-08-18 2024-04-05 The cycle Raids on the river"


def test_a_profile_decides_what_goes_out(tiny: Dataset, tmp_path: Path) -> None:
    assert published(tiny, "public", tmp_path / "out.txt", _write_label) == tmp_path / "out.txt"
    assert (tmp_path / "out.txt").read_text() == "2019-08 2024-04 The cycle Raids on the river"


def test_a_writer_that_leaks_publishes_nothing_and_leaves_the_old_file(tmp_path: Path) -> None:
    dataset = _hidden(tmp_path / "set")
    old = '<meta name="generator" content="waterbed 0.1.0">the old one'
    (tmp_path / "out.html").write_text(old)

    def leak(_: Dataset, file: Path) -> None:
        file.write_text(" ".join(dataset["events"]["label_en"]))

    with pytest.raises(LeakError, match=r"out\.html: holds a text that starts with 'Ra'"):
        published(dataset, "public", tmp_path / "out.html", leak)
    assert (tmp_path / "out.html").read_text() == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.html", "set"]


def test_a_folder_is_searched_file_by_file_and_moved_in_whole(tmp_path: Path) -> None:
    dataset, site = _hidden(tmp_path / "set"), tmp_path / "site"

    def write(shown: Dataset, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        (folder / "data").mkdir(exist_ok=True)
        (folder / "index.html").write_text(str(shown["events"].at["raid", "label_en"]))
        (folder / "data" / "events.csv").write_text(" ".join(shown["events"]["label_en"]))

    published(dataset, "public", site, write)
    assert (site / "index.html").read_text() == "[withheld]"
    (site / "kept.txt").write_text("from an earlier run")
    published(dataset, "public", site, write)
    assert (site / "kept.txt").exists()

    with pytest.raises(LeakError) as caught:
        published(dataset, "public", site, lambda _, folder: write(dataset, folder))
    assert [leak.where for leak in caught.value.leaks] == ["site/data/events.csv", "site/index.html"]
    assert (site / "index.html").read_text() == "[withheld]"


def test_what_waterbed_did_not_make_is_not_replaced(tiny: Dataset, tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="nothing in it says that waterbed made it"):
        published(tiny, "public", tmp_path / "out.txt", _write_label)
    assert (tmp_path / "out.txt").read_text() == "mine"


def test_while_it_is_searched_nobody_else_can_look_at_an_edition(tiny: Dataset, tmp_path: Path) -> None:
    seen: list[tuple[str, int]] = []

    def write(_: Dataset, file: Path) -> None:
        (part,) = (path for path in file.parents if path.parent == tmp_path)
        seen.append((part.name, part.stat().st_mode & 0o777))
        file.write_text("page")

    published(tiny, "public", tmp_path / "out.txt", write)
    assert seen == [(".out.txt.waterbed-part", 0o700)]
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_links_and_pipes_of_others_are_neither_followed_nor_lost(tiny: Dataset, tmp_path: Path) -> None:
    site = tmp_path / "site"
    published(tiny, "public", site, write_site)
    (tmp_path / "secret.txt").write_text("2024-04-05")
    (site / "link").symlink_to("../secret.txt")
    (site / "away").symlink_to("..")
    os.mkfifo(site / "pipe")
    before = picture_of(site)
    published(tiny, "public", site, write_site)
    assert picture_of(site) == before


def test_a_profile_that_is_not_there_is_refused(tiny: Dataset, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="'press' is none of this data set, which has public, partner"):
        published(tiny, "press", tmp_path / "out.txt", _write_label)


def test_the_bundled_set_is_published_and_as_recorded_it_is_not(bundled: Dataset, tmp_path: Path) -> None:
    # Its site and pack are made by `make long`.
    published(bundled, "public", tmp_path / "public.html", lambda shown, file: write_map(shown, file))
    assert (tmp_path / "public.html").stat().st_size > 100_000
    with pytest.raises(LeakError) as caught:
        published(bundled, "public", tmp_path / "map.html", lambda _, file: write_map(bundled, file))
    assert {leak.what.kind for leak in caught.value.leaks} >= {"text", "day"}
    assert not (tmp_path / "map.html").exists()


def test_the_marking_says_what_was_made_coarser(bundled: Dataset) -> None:
    meta = Timeline.of(redact(bundled, BUILT_IN["public"]).dataset)["meta"]
    assert meta["profile"] == "public"
    assert meta["marking"] == {
        "en": "Public version · dates to the month · sites placed at the zone around them · "
              "fewer than 5 people not shown",
        "fr": "Version publique · dates au mois près · sites placés à la zone qui les entoure · "
              "moins de 5 personnes\u00a0: non montré",
    }  # fmt: skip


def test_the_command_line_redacts_marks_and_refuses(tmp_path: Path) -> None:
    _hidden(tmp_path / "set")
    done = CliRunner().invoke(
        app, ["map", str(tmp_path / "set"), "-o", str(tmp_path / "m.html"), "--profile", "public"]
    )
    assert done.exit_code == 0, done.output
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    assert "<strong>TLP:CLEAR · dates to the year</strong>" in page
    assert "Raid in the capital" not in page
    refused = CliRunner().invoke(app, ["map", str(tmp_path / "set"), "--profile", "press"])
    assert refused.exit_code == 2
    assert "press" in refused.stderr


def test_a_leak_ends_the_command_with_exit_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = _hidden(tmp_path / "set")

    def leaky_map(_: Dataset, file: Path, *__: object) -> None:
        write_map(dataset, file)

    monkeypatch.setattr("waterbed.output.player.page.write_map", leaky_map)
    out = tmp_path / "m.html"
    done = CliRunner().invoke(app, ["map", str(tmp_path / "set"), "-o", str(out), "--profile", "public"])
    assert done.exit_code == 1
    assert "Nothing was published" in done.stderr
    assert not out.exists()


def test_an_edition_can_be_written_and_stays_marked(tiny: Dataset, tmp_path: Path) -> None:
    redact(tiny, BUILT_IN["partner"]).dataset.write(tmp_path / "partner")
    assert json.loads((tmp_path / "partner" / "datapackage.json").read_text())["waterbed"]["edition"] == {
        "profile": "partner", "marking": {}, "coordinates": "zone", "dates": "day", "min_group": 3,
    }  # fmt: skip
    meta = Timeline.of(Dataset.read(tmp_path / "partner"))["meta"]
    assert meta["marking"]["en"].startswith("For partners: not for publication")
