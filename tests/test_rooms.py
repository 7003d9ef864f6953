"""The floor plan of the house (CONTRIBUTING.md), read off the files themselves."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.needs import ROOT

FLOORS = ("geo", "layers", "output")
ORDER = {
    "": "geo layers output",
    "geo": "locale topology projection plane rings views bends basemap areas outlines gazetteer data",
    "layers": "disk errors web places dates locale schema manifest files foreign containers intake checks known dataset"
    " query revisions redaction simulation trace cycle counting measures inference patterns data",
    "layers/locale": "file strings faults filling",
    "layers/containers": "gis workbook geopackage geojson parquet postgis views kinds",
    "layers/intake": "values layout columns shape exports places records made byname cells rows reading report frames",
    "layers/disk": "marks place moves staging file folder scratch",
    "layers/cycle": "causes placed phases frames links table outcomes",
    "layers/trace": "rules periods times grid kernel reading zones resume duck cluster run written",
    "output": "errors extras addresses naming pool language type ink columns packing conductor timeline series moment crowds"
    " incidents outlines exports text player still film edition site edit brief agents cli",
    "output/agents": "bounded confined answers server",
    "output/still": "options map ribbon sources key legend inset card panel overview ribbonpage sheet storyboard write"
    " orders",
    "output/site": "model drawings pages files plan write preview serve",
    "output/film": "options sheets timetable captions inset events frames plates pressed painter gif write",
    "output/brief": "told owner deck options figures handout embedpage jobs write",
}
"""What a room holds, from the ground up: a file imports from its own room or from names further left."""
LONG = {
    "geo/data/rebuild.py",
    "layers/dataset.py",
    "layers/intake/cells.py",
    "layers/intake/columns.py",
    "layers/intake/rows.py",
    "layers/intake/values/dates.py",
    "layers/counting/design.py",
    "output/film/frames.py",
    "output/still/map/captions.py",
    "output/still/map/labels.py",
    "output/still/map/picture.py",
    "output/still/map/places.py",
    "output/still/map/signs.py",
    "output/still/map/trails.py",
    "output/text/briefing.py",
}
"""Files over 300 lines, each a place to look whether it has two subjects."""
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
PARSED = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def _name(path: Path) -> str:
    """A file as the rules say it: ``output/still/map/labels.py``."""
    return path.relative_to(ROOT).as_posix()


def _imported(path: Path) -> Iterator[tuple[Path, str]]:
    """The files of the house that a file imports, each with the name that it takes, "" for the whole module."""
    for node in ast.walk(PARSED[path]):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("waterbed"):
            for alias in node.names:
                below = ROOT.joinpath(*f"{node.module}.{alias.name}".split(".")[1:]).with_suffix(".py")
                here = ROOT.joinpath(*str(node.module).split(".")[1:]).with_suffix(".py")
                yield (below, "") if below in PARSED else (here, alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                assert not alias.name.startswith("waterbed"), f"{_name(path)}: import names from {alias.name}"


def _arrows() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        for there, _ in _imported(path):
            if there.is_relative_to(ROOT / "waterbed") or there == ROOT:
                continue
            assert there in PARSED, f"{_name(path)} imports {there.relative_to(ROOT)}, which is no file"
            yield _name(path), _name(there)


def test_the_rules_have_read_the_house() -> None:
    assert len(MODULES) > 150 and len(set(_arrows())) > 500


@pytest.mark.parametrize("room", ORDER)
def test_imports_go_left_only(room: str) -> None:
    order = ORDER[room].split()
    prefix = f"{room}/" if room else ""
    wrong = set()
    for arrow in _arrows():
        if all(name.startswith(prefix) for name in arrow):
            here, there = (name.removeprefix(prefix).split("/")[0].removesuffix(".py") for name in arrow)
            unplaced = {here, there} - {*order, "__init__"}
            assert not unplaced, f"{sorted(unplaced)} of {room or 'the house'} has no place in the order"
            if here != there and order.index(there) > order.index(here):
                wrong.add(arrow)
    assert not wrong, f"imports against the order of {room or 'the house'}: {sorted(wrong)}"


def test_no_circle_of_imports() -> None:
    leads: dict[str, set[str]] = {}
    for here, there in _arrows():
        leads.setdefault(here, set()).add(there)
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, f"a circle: {' -> '.join((*way, name))}"
        if name not in done:
            for there in sorted(leads.get(name, ())):
                walk(there, (*way, name))
            done.add(name)

    for name in sorted(leads):
        walk(name, ())


def test_no_private_name_crosses_a_file() -> None:
    crossing = [
        f"{_name(path)} takes {name} from {_name(there)}"
        for path in MODULES
        for there, name in _imported(path)
        if name.startswith("_") and not name.startswith("__")
    ]
    assert not crossing


def test_a_room_holds_twelve_files_at_most() -> None:
    rooms = Counter(_name(path.parent) for path in MODULES if path.name != "__init__.py")
    assert {room: files for room, files in rooms.items() if files > 12} == {}


def test_a_room_says_in_one_line_what_it_is_for_and_nothing_else() -> None:
    for path in MODULES:
        if path.name == "__init__.py":
            tree = PARSED[path]
            assert len(tree.body) == 1 and (ast.get_docstring(tree) or "").endswith("."), _name(path)
    tools = {
        ROOT / "geo" / "data",
        ROOT / "output" / "type" / "data",
        ROOT / "layers" / "data" / "piracy",
    }  # make data anew, and are no part of the house
    homes = {path.parent for path in MODULES} - tools
    assert all((home / "__init__.py").is_file() for home in homes)


def test_a_name_does_not_repeat_its_room() -> None:
    repeated = [
        _name(path)
        for path in MODULES
        for room in path.relative_to(ROOT).parts[:-1]
        if path.stem.startswith(room.rstrip("s")) and path.stem != "__init__"
    ]
    assert repeated == []


def test_long_files_are_known() -> None:
    long = {_name(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > 300}
    assert long == LONG, "cut what has become long by its subjects, or add it; take away what is short again"


def test_declared_packages_are_the_rooms() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = {
        ".".join(("waterbed", *path.parent.relative_to(ROOT).parts))
        for path in MODULES
        if path.name == "__init__.py"
    }
    assert set(project["tool"]["setuptools"]["packages"]) == {"waterbed", *rooms}


def test_the_floor_plan_shows_every_room() -> None:
    drawn = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("```")[1]
    rooms = {path.parent for path in MODULES if path.name == "__init__.py"} - {ROOT / one for one in FLOORS}
    missing = [_name(room) for room in rooms if not re.search(rf"\b{room.name}\b", drawn)]
    assert missing == []
