"""Folders that are made anew: what others put there stays, and names out of a manifest stay inside."""

import json
import os
from pathlib import Path

import pytest

from tests.layers.disk.nodes import NODES, picture_of
from waterbed.layers.disk.folder import Built, new_folder, own_folder, put


def _make(folder: Path, **files: str) -> Built:
    """Make a folder that holds files, each a name with two underscores for a slash."""
    with own_folder(folder, "test", {"about": "x"}) as staged:
        for name, text in files.items():
            path = staged.files / name.replace("__", "/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    return staged.built


def _listing(folder: Path, *names: str) -> None:
    """A manifest of ours that lists more than was made."""
    manifest = folder / "manifest.json"
    content = json.loads(manifest.read_text())
    content["files"] |= dict.fromkeys(names, "0" * 64)
    manifest.write_text(json.dumps(content))


def test_what_changed_is_written_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    place = tmp_path / "deep" / "p"
    assert _make(place, a="1", sub__b="1", sub__c="1") == Built(3, ("a", "sub/b", "sub/c"), (), 3)
    before = (place / "a").stat()
    assert _make(place, a="1", new__b="22") == Built(2, ("new/b",), ("sub/b", "sub/c"), 3)
    assert picture_of(place).keys() == {"a", "new", "new/b", "manifest.json"}
    assert os.path.samestat((place / "a").stat(), before)


def test_a_failure_leaves_the_old_folder_and_nothing_else(tmp_path: Path) -> None:
    _make(tmp_path / "p", a="old")
    before = picture_of(tmp_path)
    with pytest.raises(ZeroDivisionError), own_folder(tmp_path / "p", "test", {}) as staged:
        (staged.files / "a").write_text("new")
        raise ZeroDivisionError
    assert picture_of(tmp_path) == before


def test_a_failure_leaves_no_folders_above_a_place_that_is_new(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), own_folder(tmp_path / "a" / "b" / "p", "test", {}):
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_of_the_folder_that_was_asked_for(tmp_path: Path) -> None:
    with (
        pytest.raises(OSError, match=r"No space left on device: '.*/p'$"),
        own_folder(tmp_path / "p", "test", {}),
    ):
        Path("/dev/full").write_bytes(b"much")
    assert not list(tmp_path.iterdir())


def test_what_others_put_there_stays_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "p"
    _make(place, a="1", sub__b="1")
    (place / "notes.txt").write_text("mine")
    (place / "sub" / "mine").mkdir()
    (place / "empty").mkdir(mode=0o711)
    (place / "link").symlink_to("notes.txt")
    (place / "away").symlink_to(tmp_path)
    (place / "dangling").symlink_to("nothing")
    os.mkfifo(place / "pipe")
    place.chmod(0o700)
    before, folder = picture_of(place), place.stat()
    _make(place, a="1")
    after = picture_of(place)
    changed = {"sub/b", "manifest.json"}
    assert {name: before[name] for name in before.keys() - changed} == {
        name: after[name] for name in after.keys() - changed
    }
    assert place.stat().st_mode == folder.st_mode and os.path.samestat(place.stat(), folder)


def test_a_file_that_replaces_another_has_its_rights(tmp_path: Path) -> None:
    _make(tmp_path / "p", a="1")
    (tmp_path / "p" / "a").chmod(0o600)
    _make(tmp_path / "p", a="2")
    assert (tmp_path / "p" / "a").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("files", [{"a": "2", "b": "2"}, {"b": "1"}, {"a": "1", "b": "1"}])
def test_what_somebody_changed_since_is_theirs(tmp_path: Path, files: dict[str, str]) -> None:
    place = tmp_path / "p"
    _make(place, a="1", b="1")
    (place / "a").write_text("worked on for a day")
    before = picture_of(tmp_path)
    with pytest.raises(FileExistsError, match=r"is not as waterbed wrote it; move it away.*p/a'"):
        _make(place, **files)
    assert picture_of(tmp_path) == before
    (place / "a").rename(tmp_path / "kept")
    _make(place, **files)
    assert (tmp_path / "kept").read_text() == "worked on for a day"


def test_a_new_file_does_not_replace_one_of_others_unless_it_is_the_same(tmp_path: Path) -> None:
    place = tmp_path / "p"
    _make(place, a="1")
    (place / "b").write_text("mine")
    with pytest.raises(FileExistsError, match=r"is not as waterbed wrote it.*p/b'"):
        _make(place, a="1", b="2")
    assert (place / "b").read_text() == "mine"
    assert _make(place, a="1", b="mine").written == ()


@pytest.mark.parametrize("name", ["../x/a.txt", "{}/x/a.txt", "sub/../../x/a.txt", "x\\a.txt", ".", ""])
def test_a_manifest_that_lists_what_is_outside_is_not_believed(tmp_path: Path, name: str) -> None:
    _make(tmp_path / "p", a="1")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.txt").write_text("mine")
    _listing(tmp_path / "p", name.format(tmp_path))
    before = picture_of(tmp_path)
    with pytest.raises(FileExistsError, match="which is no file inside its folder"):
        _make(tmp_path / "p", b="1")
    assert picture_of(tmp_path) == before


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "[]",
        '{"kind": "test"}',
        '{"kind": "test", "files": 3}',
        '{"kind": "other", "files": {}}',
        "[" * 99999,
    ],
)
def test_a_manifest_that_is_none_makes_a_folder_somebody_elses(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(FileExistsError, match="was not made by test; choose another name or empty it"):
        _make(tmp_path, a="1")
    assert picture_of(tmp_path).keys() == {"manifest.json"}


@pytest.mark.parametrize("kind", NODES)
def test_a_manifest_that_is_no_file_is_not_read(tmp_path: Path, kind: str) -> None:
    NODES[kind](tmp_path / "manifest.json")
    before = picture_of(tmp_path)
    with pytest.raises(FileExistsError, match="was not made by test"):
        _make(tmp_path, a="1")
    assert picture_of(tmp_path) == before


def test_a_linked_folder_inside_is_neither_written_nor_emptied(tmp_path: Path) -> None:
    place, away = tmp_path / "p", tmp_path / "away"
    _make(place, a="1", sub__b="1")
    (place / "sub").rename(away)
    (place / "sub").symlink_to(away)
    before = picture_of(tmp_path)
    with pytest.raises(FileExistsError, match=r"stands where waterbed writes a folder of its own.*p/sub'"):
        _make(place, a="2", sub__b="2")
    assert picture_of(tmp_path) == before
    _make(place, a="2")
    assert (away / "b").read_text() == "1" and (place / "sub").is_symlink()


@pytest.mark.parametrize("kind", NODES)
def test_what_stands_in_place_of_a_file_is_neither_replaced_nor_removed(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "p"
    _make(place, a="1", b="1")
    (place / "b").unlink()
    NODES[kind](place / "b")
    before = picture_of(place)
    with pytest.raises(FileExistsError, match=r"stands where waterbed writes a file of its own.*p/b'"):
        _make(place, a="1", b="2")
    assert picture_of(place) == before
    _make(place, a="1")
    assert picture_of(place).items() - before.items() <= {
        ("manifest.json", picture_of(place)["manifest.json"])
    }


def test_a_new_folder_takes_an_empty_one_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "p"
    place.mkdir(mode=0o700)
    before = place.stat()
    with new_folder(place, "last") as staged:
        (staged / "last").write_text("1")
    assert os.path.samestat(place.stat(), before) and place.stat().st_mode & 0o777 == 0o700
    with pytest.raises(FileExistsError, match="is not an empty folder"), new_folder(place, "last"):
        pass
    assert picture_of(tmp_path).keys() == {"p", "p/last"}


def test_two_files_of_one_name_are_told(tmp_path: Path) -> None:
    put(tmp_path, "a/b", b"1")
    with pytest.raises(ValueError, match="a/b: two files of the folder have this name"):
        put(tmp_path, "a/b", b"2")
