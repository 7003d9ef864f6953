"""Where things are written before they are in their place: closed, not shared, cleared up after a killed run."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.layers.disk.nodes import picture_of
from tests.needs import ROOT
from waterbed.layers.disk.file import write_text
from waterbed.layers.disk.folder import own_folder
from waterbed.layers.disk.staging import staging

OURS = '<meta name="generator" content="waterbed 0.1.0">'


def _killed(folder: Path, name: str, code: str) -> None:
    """Run code in a process that then kills itself, in a folder of ours or over a file of ours."""
    kind = "new_file" if name.endswith(".html") else "own_folder"
    more = "" if kind == "new_file" else ', "test", {}'
    lines = (
        "import os, signal\nfrom pathlib import Path\n"
        "from waterbed.layers.disk.file import new_file\nfrom waterbed.layers.disk.folder import own_folder\n"
        f"with {kind}(Path({str(folder / name)!r}){more}) as staged:\n"
        f"    {code}\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", lines], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL


def test_nobody_else_can_look_and_nobody_can_guess_where(tmp_path: Path) -> None:
    names = set()
    for _ in range(2):
        with staging(tmp_path / "site", tmp_path / "site") as aside:
            part = aside.parent
            assert (part.parent, part.name, part.stat().st_mode & 0o777) == (
                tmp_path, ".site.waterbed-part", 0o700
            )  # fmt: skip
            names.add(aside.name)
    assert len(names) == 2 and all(len(name) == 16 for name in names)
    assert not list(tmp_path.iterdir())


def test_two_runs_into_one_place_do_not_meet(tmp_path: Path) -> None:
    with own_folder(tmp_path / "p", "test", {}) as staged:
        (staged.files / "a").write_text("first")
        with (
            pytest.raises(BlockingIOError, match=r"another run is writing it; wait for its end.*p'"),
            own_folder(tmp_path / "p", "test", {}),
        ):
            pass
    assert (tmp_path / "p" / "a").read_text() == "first"


def test_a_run_that_lives_is_not_cleared_up(tmp_path: Path) -> None:
    with own_folder(tmp_path / "p", "test", {}) as staged:
        (staged.files / "a").write_text("first")
        write_text(tmp_path / "page.html", OURS)
    assert picture_of(tmp_path).keys() == {"p", "p/a", "p/manifest.json", "page.html"}


@pytest.mark.parametrize("name", ["site", "map.html"])
def test_what_a_killed_run_leaves_is_cleared_up_by_any_other(tmp_path: Path, name: str) -> None:
    _killed(tmp_path, name, "pass")
    assert [path.name for path in tmp_path.iterdir()] == [f".{name}.waterbed-part"]
    write_text(tmp_path / "page.html", OURS)
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_what_only_looks_like_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "a").write_text("mine")
    (tmp_path / ".x.waterbed-part").symlink_to("mine")
    (tmp_path / ".y.waterbed-part").write_text("mine")
    before = picture_of(tmp_path)
    write_text(tmp_path / "page.html", OURS)
    after = picture_of(tmp_path)
    assert after.pop("page.html") and after == before


@pytest.mark.parametrize("names", [("../x/a",), ("/etc/passwd",), ("sub/a",)])
def test_moves_that_were_noted_do_not_lead_out(tmp_path: Path, names: tuple[str, ...]) -> None:
    """Whoever can write there could have put the note; a linked folder is not followed either."""
    part = tmp_path / ".p.waterbed-part"
    (part / "0" / "files").mkdir(parents=True)
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a").write_text("mine")
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "sub").symlink_to("../x")
    note = {"staged": "0/files", "place": "p", "come": [], "go": list(names)}
    (part / "settled.json").write_text(json.dumps(note))
    write_text(tmp_path / "page.html", OURS)
    assert picture_of(tmp_path).keys() == {"p", "p/sub", "page.html", "x", "x/a"}


@pytest.fixture
def sealed() -> Iterator[Path]:
    """A folder that we may write to, in one that we may not, as web servers have it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "sealed", "site")
        folder.mkdir(parents=True)
        Path(name).chmod(0o755)
        folder.chmod(0o777)
        folder.parent.chmod(0o555)
        if os.geteuid() == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if os.getuid() == 0:
                os.seteuid(0)
            folder.parent.chmod(0o755)


def test_where_nothing_may_be_put_beside_a_folder_it_is_staged_inside(sealed: Path) -> None:
    for text in ("1", "2"):
        with own_folder(sealed, "test", {}) as staged:
            assert staged.files.parents[2] == sealed
            (staged.files / "a").write_text(text)
        assert (sealed / "a").read_text() == text
    assert picture_of(sealed.parent).keys() == {"site", "site/a", "site/manifest.json"}
