"""What may be written where."""

from pathlib import Path

import pytest

from tests.layers.disk.nodes import NODES, picture_of
from waterbed.layers.disk.file import new_file, write_text
from waterbed.layers.disk.folder import new_folder
from waterbed.layers.disk.place import is_inside

OURS = '<meta name="generator" content="waterbed 0.1.0">'


@pytest.mark.parametrize("kind", NODES)
def test_a_link_device_or_pipe_is_refused_and_left_as_it_was(tmp_path: Path, kind: str) -> None:
    NODES[kind](tmp_path / "out.html")
    before = picture_of(tmp_path)
    with pytest.raises(FileExistsError, match=r"(link|device|pipe|socket).*(another name|another place)"):
        write_text(tmp_path / "out.html", OURS)
    with pytest.raises(FileExistsError, match=r"(link|device|pipe|socket).*(another name|another place)"), \
            new_folder(tmp_path / "out.html", "last"):  # fmt: skip
        pass
    assert picture_of(tmp_path) == before


def test_a_folder_above_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_text(tmp_path / "link" / "out.html", OURS)
    assert picture_of(tmp_path / "real").keys() == {"out.html"}


@pytest.mark.parametrize("name", ["out.html", "out.csv", "out.json", "out.png", "out"])
def test_a_file_that_does_not_say_that_waterbed_made_it_is_not_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(FileExistsError, match="nothing in it says that waterbed made it; name another file"):
        write_text(tmp_path / name, OURS)
    assert (tmp_path / name).read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_of_ours_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    file = write_text(tmp_path / "out.html", f"{OURS}first")
    file.chmod(0o600)
    write_text(file, f"{OURS}second")
    assert file.read_text() == f"{OURS}second" and file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("by", [KeyboardInterrupt, ZeroDivisionError])
def test_a_write_that_ends_early_leaves_the_old_file_alone(tmp_path: Path, by: type[BaseException]) -> None:
    file = write_text(tmp_path / "out.html", f"{OURS}first")
    with pytest.raises(by), new_file(file) as staged:
        staged.write_text("half of the second")
        raise by
    assert file.read_text() == f"{OURS}first" and list(tmp_path.iterdir()) == [file]


def test_folders_above_are_made_when_the_file_is_whole_and_not_before(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_file(tmp_path / "new" / "folder" / "out.html") as staged:
        staged.write_text(OURS)
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []
    write_text(tmp_path / "new" / "folder" / "out.html", OURS)
    assert picture_of(tmp_path).keys() == {"new", "new/folder", "new/folder/out.html"}


def test_a_name_of_any_length_can_be_written(tmp_path: Path) -> None:
    file = write_text(tmp_path / f"{'é' * 120}.html", OURS)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../a", "a/../../b", "/a", "a//b", "a/", "./a", "a\\b", "C:/a", "a\0b", None, 3, ["a"]],
)
def test_a_name_that_may_lead_out_is_none(name: object) -> None:
    assert not is_inside(name)


@pytest.mark.parametrize("name", ["a", "a/b.html", "...", ".well-known/x", "é/ü", "a b"])
def test_a_plain_name_is_one(name: str) -> None:
    assert is_inside(name)
