"""The rules of the house, checked on the files themselves."""

import ast
import graphlib
import hashlib
import json
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

VIEWER = ROOT / "output" / "viewer" / "src"
# A module of the viewer imports from its own room or from rooms to the left of it; what is in no room may import from all.
VIEWER_ROOMS = [
    "data",
    "language",
    "state",
    "dom",
    "marks",
    "numbers",
    "land",
    "map",
    "overview",
    "ribbon",
    "frame",
    "panel",
    "player",
]
MOST_FILES_IN_A_ROOM = 12
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
    for name in ("waterbed.js", "early.js", "waterbed.css", "reading.css", "search.js", "story.js"):
        committed = (ROOT / "output" / "viewer" / "dist" / name).read_bytes()
        assert (tmp_path / name).read_bytes() == committed, f"{name} is stale: run `make viewer`"


def _viewer_imports() -> dict[Path, set[Path]]:
    """What each module of the viewer names of the others, values and types, the contract of types left out."""
    named = re.compile(r"""(?:\bfrom |^import |\bimport\()['"](\.[^'"]+)['"]""", re.MULTILINE)
    return {
        module: {
            (module.parent / name).with_suffix(".js").resolve()
            for name in named.findall(module.read_text(encoding="utf-8"))
            if not name.endswith("/contract")
        }
        for module in VIEWER.rglob("*.js")
    }


def test_viewer_imports_go_to_the_left_only() -> None:
    arrows = _viewer_imports()
    assert len(arrows) > 60
    assert not set().union(*arrows.values()) - arrows.keys(), "an import leads nowhere"
    place = {VIEWER / room: at for at, room in enumerate(VIEWER_ROOMS)} | {VIEWER: len(VIEWER_ROOMS)}
    back = [
        f"{module.relative_to(VIEWER)} imports {other.relative_to(VIEWER)}"
        for module, others in arrows.items()
        for other in others
        if place[other.parent] > place[module.parent]
    ]
    assert not back
    graphlib.TopologicalSorter(arrows).prepare()  # raises CycleError, which names the circle


def test_viewer_rooms_are_small_and_their_names_are_not_repeated() -> None:
    assert sorted(path.name for path in VIEWER.iterdir() if path.is_dir()) == sorted(VIEWER_ROOMS)
    for room in VIEWER_ROOMS:
        names = [path.stem for path in (VIEWER / room).iterdir()]
        assert 0 < len(names) <= MOST_FILES_IN_A_ROOM, f"{room} holds {len(names)} files"
        assert not [name for name in names if room.removesuffix("s") in name], room
    tests = ROOT / "tests" / "viewer"
    tested = {path.relative_to(tests).parent for path in tests.rglob("*.test.js")}
    # What is tested at the top is a module that stands in no room.
    assert tested <= {Path(), *map(Path, VIEWER_ROOMS)}, "a test stands in the room of what it tests"
    assert all((VIEWER / f"{path.name.split('.')[0]}.js").is_file() for path in tests.glob("*.test.js"))


def test_viewer_files_open_with_their_subject() -> None:
    modules = {module: module.read_text(encoding="utf-8") for module in VIEWER.rglob("*.js")}
    assert len(modules) > 60
    assert not [module.name for module, text in modules.items() if not text.startswith("/**")]


def test_viewer_types_hold(cache: pytest.Cache) -> None:
    remembered = ["--incremental", "--tsBuildInfoFile", str(cache.mkdir("tsc") / "viewer.tsbuildinfo")]
    checked = run_node("node_modules/typescript/bin/tsc", "-p", "output/viewer/tsconfig.json", *remembered)
    assert checked.returncode == 0, checked.stdout


def test_viewer_units_pass() -> None:
    units = sorted((ROOT / "tests" / "viewer").rglob("*.test.js"))
    script = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["scripts"]["test"]
    assert sorted(ROOT.glob(script.split('"')[1])) == units, "`npm test` leaves tests of the viewer out"
    assert len(units) > 14
    done = run_node("--test", *map(str, units))
    assert done.returncode == 0, done.stdout
    assert "skipped 0" in done.stdout


def test_everything_but_the_extras_works_without_their_packages(tmp_path: Path) -> None:
    core = {re.split(r"[<>=\[]", one)[0].lower() for one in PROJECT["project"]["dependencies"]}
    extras = {"matplotlib", "pptx", "pypdf", "segno", "typst", "av", "livereload", "mcp", "playwright"}
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
    for extra in (
        "agents",
        "brief",
        "browser",
        "cluster",
        "parquet",
        "places",
        "postgis",
        "scale",
        "serve",
        "video",
    ):
        declared += PROJECT["project"]["optional-dependencies"][extra]

    def named(declared: list[str]) -> set[str]:
        return {re.split(r"[<>=\[]", one)[0].lower().replace("_", "-") for one in declared}

    known = named(declared)
    tools = known | named(PROJECT["project"]["optional-dependencies"]["dev"])
    packages = packages_distributions()
    # what makes data anew is run by who works on this
    imported = {
        (name.split(".")[0], path.parent.name == "data") for path in MODULES for name in _imports(path)
    }
    for name, tool in sorted(imported):
        if name in sys.stdlib_module_names or name == "waterbed":
            continue
        # what is not installed here is called as it is imported
        owners = {owner.lower().replace("_", "-") for owner in packages.get(name, [name])}
        declared_for = tools if tool else known
        assert owners & declared_for, (
            f"{name} is imported, and {sorted(owners)} is not declared in pyproject.toml"
        )


def test_the_bench_reads_the_tests_and_not_the_other_way_round() -> None:
    tests = [path for path in (ROOT / "tests").rglob("*.py") if "/node_modules/" not in path.as_posix()]
    assert len(tests) > 50
    assert [path.name for path in tests if any(name.startswith("bench") for name in _imports(path))] == []


def test_one_room_alone_makes_room_on_disk_and_moves_files_in() -> None:
    by_hand = re.compile(
        r"\b(os\.(replace|rename|remove|unlink|symlink|link)|shutil\.(move|copy\w*|rmtree)"
        r"|(tempfile\.)?(mkstemp|mkdtemp|NamedTemporaryFile|TemporaryDirectory))\("
    )
    found = {path.relative_to(ROOT) for path in MODULES if by_hand.search(path.read_text(encoding="utf-8"))}
    room = ROOT / "layers" / "disk"
    assert {path for path in found if (ROOT / path).is_relative_to(room)}
    assert {path.as_posix() for path in found if not (ROOT / path).is_relative_to(room)} == {
        "geo/data/rebuild.py",  # makes the basemap anew; it is no part of what users run
        "geo/data/divisions.py",  # and the names of provinces
        "geo/data/seas.py",  # and the seas
        "output/type/data/recut.py",  # and the typeface
    }
