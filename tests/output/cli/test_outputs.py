"""Where every writer of the house may write, by verb and by function: nothing of the user's is lost."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.layers.disk.nodes import NODES, picture_of
from tests.layers.packages import changed, write_tiny
from tests.output.cli.commandline import run
from waterbed import (
    BriefOptions,
    Dataset,
    FilmOptions,
    StillOptions,
    Timeline,
    published,
    write_brief,
    write_film,
    write_map,
    write_site,
    write_still,
)
from waterbed.layers.simulation.simulate import simulate
from waterbed.output.errors import OptionError

Write = Callable[[Dataset, Path], object]
SMALL = StillOptions(size=(640, 360), parts="picture")
SHORT = FilmOptions(size=(320, 180), seconds=1, rate=4)
TEXTS = BriefOptions(only=("text",))

FILES: dict[str, tuple[str, Write]] = {
    "map": (".html", write_map),
    "still png": (".png", lambda data, path: write_still(Timeline.of(data), path, options=SMALL)),
    "still svg": (".svg", lambda data, path: write_still(Timeline.of(data), path, options=SMALL)),
    "still pdf": (".pdf", lambda data, path: write_still(Timeline.of(data), path, options=SMALL)),
    "film mp4": (".mp4", lambda data, path: write_film(Timeline.of(data), path, SHORT)),
    "film gif": (".gif", lambda data, path: write_film(Timeline.of(data), path, SHORT)),
    "edition": (".html", lambda data, path: published(data, "public", path, write_map)),
}
FOLDERS: dict[str, Write] = {
    "site": write_site,
    "pack": lambda data, path: write_brief(data, path, TEXTS),
    "edition": lambda data, path: published(data, "public", path, write_site),
    "data set": lambda data, path: data.write(path),
    "simulation": lambda _, path: simulate(days=200).write(path),
}
VERBS = ("map", "site", "brief", "new")


@pytest.mark.parametrize("writer", FILES)
def test_a_file_is_written_again_but_never_over_one_of_others(
    tiny: Dataset, tmp_path: Path, writer: str
) -> None:
    suffix, write = FILES[writer]
    path = tmp_path / f"out{suffix}"
    write(tiny, path)
    path.chmod(0o640)
    write(tiny, path)
    assert path.stat().st_mode & 0o777 == 0o640
    for file in sorted(tmp_path.iterdir()):
        kept = file.read_bytes()
        file.write_bytes(b"mine")
        before = picture_of(tmp_path)
        with pytest.raises(FileExistsError, match="nothing in it says that waterbed made it"):
            write(tiny, path)
        assert picture_of(tmp_path) == before
        file.write_bytes(kept)


@pytest.mark.parametrize("kind", NODES)
@pytest.mark.parametrize("writer", FILES)
def test_a_file_is_not_written_through_a_link_or_into_a_device(
    tiny: Dataset, tmp_path: Path, writer: str, kind: str
) -> None:
    suffix, write = FILES[writer]
    NODES[kind](tmp_path / f"out{suffix}")
    before = picture_of(tmp_path)
    with pytest.raises(FileExistsError):
        write(tiny, tmp_path / f"out{suffix}")
    assert picture_of(tmp_path) == before


@pytest.mark.parametrize("kind", [*NODES, "file", "folder of others"])
@pytest.mark.parametrize("writer", FOLDERS)
def test_a_folder_is_not_written_in_place_of_something_else(
    tiny: Dataset, tmp_path: Path, writer: str, kind: str
) -> None:
    place = tmp_path / "out"
    if kind == "folder of others":
        place.mkdir()
        (place / "notes.txt").write_text("mine")
    elif kind == "file":
        place.write_text("mine")
    else:
        NODES[kind](place)
    before = picture_of(tmp_path)
    with pytest.raises(FileExistsError, match=r"choose another name|another place|name another"):
        FOLDERS[writer](tiny, place)
    assert picture_of(tmp_path) == before


@pytest.mark.parametrize("kind", NODES)
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_refuses_what_is_no_file_or_folder(tmp_path: Path, verb: str, kind: str) -> None:
    data, work = write_tiny(tmp_path / "data"), tmp_path / "work"
    work.mkdir()
    NODES[kind](work / "out")
    before = picture_of(work)
    done = run(verb, work / "out") if verb == "new" else run(verb, data, "-o", work / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{work / 'out'}: is a ") and done.stderr.count("\n") == 1
    assert picture_of(work) == before


@pytest.mark.parametrize(
    ("verb", "name", "said"),
    [
        ("map", "events.csv", "events.csv: maps are .html or .htm."),
        ("map", "datapackage.json", "datapackage.json: maps are .html or .htm."),
        ("map", "picture", "picture: maps are .html or .htm."),
        ("site", "site.html", "site.html: a site is a folder; leave out .html."),
        ("brief", "pack.zip", "pack.zip: a pack is a folder; leave out .zip."),
        ("brief", "deck.pptx", "deck.pptx: a pack is a folder; leave out .pptx."),
        ("new", "records.xlsx", "records.xlsx: a data set is a folder; leave out .xlsx."),
    ],
)
def test_a_name_that_a_verb_does_not_write_is_refused(
    tmp_path: Path, verb: str, name: str, said: str
) -> None:
    data = write_tiny(tmp_path / "data")
    before = picture_of(tmp_path)
    done = run(verb, data / name) if verb == "new" else run(verb, data, "-o", data / name)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{said}\n")
    assert picture_of(tmp_path) == before


def test_a_name_with_a_dot_is_a_folder_like_others(tmp_path: Path) -> None:
    done = run("site", write_tiny(tmp_path / "data"), "-o", tmp_path / "example.org")
    assert done.returncode == 0 and (tmp_path / "example.org" / "index.html").exists()


@pytest.mark.parametrize("verb", ["site", "brief", "new"])
def test_the_folder_of_a_data_set_is_not_written_into(tmp_path: Path, verb: str) -> None:
    data = write_tiny(tmp_path / "data")
    before = picture_of(data)
    done = run(verb, data) if verb == "new" else run(verb, data, "-o", data)
    assert done.returncode == 1 and f"{data}: is there and " in done.stderr
    assert picture_of(data) == before


def test_tables_of_a_pack_that_somebody_works_on_are_not_made_anew(tmp_path: Path) -> None:
    write_brief(Dataset.read(write_tiny(tmp_path / "set")), tmp_path / "pack", BriefOptions(only=("data",)))
    table = tmp_path / "pack" / "data" / "events.csv"
    table.write_text(changed("events", "ban", label_en="Corrected by hand"))
    before = picture_of(tmp_path)
    done = run("brief", tmp_path / "pack" / "data", "-o", tmp_path / "pack", "--only", "data")
    assert done.returncode == 1
    assert done.stderr == (
        f"{table}: is there and is not as waterbed wrote it; move it away or choose another folder.\n"
    )
    assert picture_of(tmp_path) == before


def test_a_data_set_replaces_itself_and_no_other(tiny: Dataset, tmp_path: Path) -> None:
    place = tmp_path / "records"
    simulate(days=200).write(place)
    before = picture_of(place)
    with pytest.raises(FileExistsError, match=r"holds the data set 'simulated-[\w-]+', not this one"):
        tiny.write(place)
    assert picture_of(place) == before
    shutil.rmtree(place)
    tiny.write(place)
    with pytest.raises(FileExistsError, match="holds the data set 'tiny', not this one; choose another name"):
        published(tiny, "partner", place, lambda shown, path: shown.write(path))
    tiny.write(place)


def test_a_wrong_suffix_is_said_before_anything_is_drawn(timeline: Timeline, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"still\.jpg: pictures are \.png, \.svg or \.pdf\."):
        write_still(timeline, tmp_path / "still.jpg")
    with pytest.raises(OptionError, match=r"film\.mov: films are \.mp4 or \.gif\."):
        write_film(timeline, tmp_path / "film.mov")


def test_measure_writes_the_panel_of_one_event(tmp_path: Path) -> None:
    write_tiny(tmp_path / "set")
    done = run(
        "measure", "set", "--trigger", "raid", "--unit", "movements", "--panel", "panel.csv", cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader((tmp_path / "panel.csv").read_text(encoding="utf-8").splitlines()))
    assert done.stdout.startswith(f"panel.csv: {len(rows)} rows, ")
    assert {"place", "period", "n", "treated", "receiving", "control"} < set(rows[0])
    lacking = run("measure", "set", "--panel", "other.csv", cwd=tmp_path)
    assert (lacking.returncode, (tmp_path / "other.csv").exists()) == (2, False)
    assert lacking.stderr == "--panel is about one event; add --trigger with its id.\n"
