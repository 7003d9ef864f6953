"""The ways in which the package gets onto a machine: every public name is there, with all that it reads."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import waterbed
from tests.needs import ROOT
from tests.test_rooms import MODULES

BUILT = ("geo", "layers", "output", "waterbed", "pyproject.toml", "README.md", "LICENSE")
USE = """
import site, sys
# The development install of the checkout under test, whose finder has the same name, would answer first.
sys.meta_path = [one for one in sys.meta_path if not getattr(one, "__module__", "").startswith("__editable__")]
for name in [name for name in sys.modules if name.startswith("__editable__")]:
    del sys.modules[name]
sys.path.insert(0, sys.argv[1])
site.addsitedir(sys.argv[1])
import waterbed
print(waterbed.__file__)
for name in waterbed.__all__:
    getattr(waterbed, name)
waterbed.write_map(waterbed.Dataset.read(), sys.argv[2])
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The tree as a checkout has it that knows no symbolic links, as on Windows: a link is a file with its target."""
    ignored = shutil.ignore_patterns("__pycache__", "node_modules", "src")
    for name in BUILT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / "tree" / name, symlinks=True, ignore=ignored)
        else:
            shutil.copy(source, tmp_path / "tree" / name)
    (tmp_path / "tree" / "output" / "viewer" / "src").mkdir()
    for source in (ROOT / "output" / "viewer" / "src").glob("*.css"):
        shutil.copy(source, tmp_path / "tree" / "output" / "viewer" / "src")
    for link in (tmp_path / "tree" / "waterbed").iterdir():
        if link.is_symlink():
            target = link.readlink()
            link.unlink()
            link.write_text(str(target), encoding="utf-8")
    return tmp_path / "tree"


def _build(hook: str, tree: Path, out: Path) -> Path:
    """What a build hook of the package makes, as pip and build call it."""
    code = f"from setuptools import build_meta; print(build_meta.{hook}({str(out)!r}))"
    out.mkdir(exist_ok=True)
    done = subprocess.run([sys.executable, "-c", code], cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out / done.stdout.splitlines()[-1]


def _modules(wheel: Path) -> set[str]:
    names = zipfile.ZipFile(wheel).namelist()
    return {name.removeprefix("waterbed/") for name in names if name.endswith(".py") and name.count("/") > 1}


def _use(site: Path, tmp_path: Path) -> str:
    """Import every public name from a folder of packages and write a map; says where the package came from."""
    out = tmp_path / "map.html"
    command = [sys.executable, "-I", "-c", USE, str(site), str(out)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 100_000
    return done.stdout.splitlines()[0]


def test_a_wheel_from_an_sdist_from_a_checkout_without_links_is_whole(checkout: Path, tmp_path: Path) -> None:
    sdist = _build("build_sdist", checkout, tmp_path / "made")
    # The first Pythons 3.11, Debian's among them, know no filter; the later ones ask for one.
    safely: dict[str, Any] = {"filter": "data"} if sys.version_info >= (3, 11, 4) else {}
    shutil.unpack_archive(sdist, tmp_path / "sdist", **safely)
    (unpacked,) = (tmp_path / "sdist").iterdir()
    wheel = _build("build_wheel", unpacked, tmp_path / "made")
    # geo/data and layers/data are folders of files beside which tools stand, not packages of the library
    expected = {path.relative_to(ROOT).as_posix() for path in MODULES if "data" not in path.parts[-3:]}
    assert _modules(wheel) == expected
    letters = {
        path.name for path in (ROOT / "output" / "type" / "data").iterdir() if path.suffix not in ("", ".py")
    }
    assert letters == {Path(name).name for name in zipfile.ZipFile(wheel).namelist() if "/type/data/" in name}
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    assert Path(_use(tmp_path / "site", tmp_path)).is_relative_to(tmp_path / "site")


def test_an_editable_install_of_a_checkout_without_links_works(checkout: Path, tmp_path: Path) -> None:
    wheel = _build("build_editable", checkout, tmp_path / "made")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    assert _use(tmp_path / "site", tmp_path) == str(checkout / "waterbed" / "__init__.py")


def test_a_checkout_is_the_package_that_tests_read() -> None:
    assert Path(waterbed.__file__).parent == ROOT / "waterbed"
