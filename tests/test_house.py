"""The rules of the house, checked on the files themselves."""

import ast
import hashlib
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import xstatic.pkg.leaflet

import waterbed
from tests.needs import ROOT, run_node
from tests.test_rooms import FLOORS, MODULES

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    named = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return plain | named


def test_public_names_are_sorted_and_there() -> None:
    assert waterbed.__all__ == sorted(waterbed.__all__)
    assert all(getattr(waterbed, name).__name__ == name for name in waterbed.__all__)
    with pytest.raises(AttributeError, match="no attribute 'write_mpa'"):
        waterbed.write_mpa  # noqa: B018


def test_declared_data_covers_every_file_that_is_not_python() -> None:
    declared = PROJECT["tool"]["setuptools"]["package-data"]
    source_only = re.compile(r"output/viewer/(src/.*|build\.js|tsconfig\.json)|.*__pycache__.*")
    for floor in FLOORS:
        patterns = declared[f"waterbed.{floor}"]
        covered = {path for pattern in patterns for path in (ROOT / floor).glob(pattern)}
        files = {path for path in (ROOT / floor).rglob("*") if path.is_file() and path.suffix != ".py"}
        missing = [p for p in files - covered if not source_only.fullmatch(p.relative_to(ROOT).as_posix())]
        assert not missing


def test_links_of_the_front_door_are_relative() -> None:
    for floor in FLOORS:
        assert (ROOT / "waterbed" / floor).readlink() == Path("..") / floor


def test_leaflet_is_the_one_that_folium_asks_for() -> None:
    known = {
        "leaflet.js": "5819285cec137b229c94e1ee5ad73e8b6b84345a4367d60f75fe477fe0fb7b03",
        "leaflet.css": "90b693d86392a4779c861b28cf307e7e59c3fb35328c4d8b95f58f814d38c722",
    }
    for name, checksum in known.items():
        content = (Path(xstatic.pkg.leaflet.BASE_DIR) / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == checksum, name


@pytest.mark.parametrize("check", ["ruff format --check .", "ruff check .", "mypy"])
def test_python_is_formatted_linted_and_typed(check: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *check.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_viewer_bundle_is_up_to_date(tmp_path: Path) -> None:
    built = run_node("output/viewer/build.js", str(tmp_path))
    assert built.returncode == 0, built.stderr
    for name in ("waterbed.js", "early.js", "waterbed.css", "reading.css", "search.js"):
        committed = (ROOT / "output" / "viewer" / "dist" / name).read_bytes()
        assert (tmp_path / name).read_bytes() == committed, f"{name} is stale: run `make viewer`"


def test_viewer_types_hold(cache: pytest.Cache) -> None:
    remembered = ["--incremental", "--tsBuildInfoFile", str(cache.mkdir("tsc") / "viewer.tsbuildinfo")]
    checked = run_node("node_modules/typescript/bin/tsc", "-p", "output/viewer/tsconfig.json", *remembered)
    assert checked.returncode == 0, checked.stdout


def test_viewer_units_pass() -> None:
    done = run_node("--test", "tests/viewer/*.test.js")
    assert done.returncode == 0, done.stdout


def test_everything_but_the_extras_works_without_their_packages(tmp_path: Path) -> None:
    core = {re.split(r"[<>=\[]", one)[0].lower() for one in PROJECT["project"]["dependencies"]}
    extras = {"matplotlib", "pptx", "pypdf", "segno", "typst", "av", "livereload", "playwright"}
    assert not extras & core
    code = (
        f"import sys, runpy; sys.modules.update(dict.fromkeys({sorted(extras)}))\n"
        "runpy.run_module('waterbed', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "map", "-o", str(tmp_path / "map.html")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_what_is_imported_is_declared() -> None:
    declared = [*PROJECT["project"]["dependencies"]]
    for extra in ("brief", "browser", "serve", "video"):
        declared += PROJECT["project"]["optional-dependencies"][extra]
    named = {re.split(r"[<>=\[]", one)[0].lower().replace("_", "-") for one in declared}
    packages = packages_distributions()
    imported = {name.split(".")[0] for path in MODULES for name in _imports(path)}
    for name in sorted(imported - sys.stdlib_module_names - {"waterbed"}):
        owners = {owner.lower().replace("_", "-") for owner in packages[name]}
        assert owners & named, f"{name} is imported, and {sorted(owners)} is not declared in pyproject.toml"


def test_the_bench_reads_the_tests_and_not_the_other_way_round() -> None:
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "/node_modules/" not in path.as_posix()]
    assert len(tests) > 50
    assert [path.name for path in tests if any(name.startswith("bench") for name in _imports(path))] == []
