"""The briefing pack: what is in it, what it replaces, and that a stopped run leaves everything as it was."""

import csv
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.layers.packages import changed, write_tiny
from tests.output.cli.commandline import run
from waterbed import Dataset
from waterbed.output.brief.options import BriefOptions
from waterbed.output.brief.write import chosen_scenes, write_brief
from waterbed.output.errors import OptionError
from waterbed.output.timeline import Timeline

QUICK = ("map", "text", "data", "embed")


@pytest.fixture(scope="module")
def pack(tiny: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What takes no time, in both languages."""
    return write_brief(tiny, tmp_path_factory.mktemp("packs") / "brief", BriefOptions(only=QUICK))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_manifest_lists_every_file_with_its_checksum(pack: Path) -> None:
    files = _files(pack)
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["files"] == {
        name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())
    }
    assert {
        "map.html",
        "embed.html",
        "en/alt-text.txt",
        "fr/transcript.txt",
        "data/events.csv",
    } <= files.keys()
    assert (manifest["kind"], manifest["data"]["as_of"]) == ("waterbed brief", "2025-12-31")
    assert manifest["languages"] == ["en", "fr"] and manifest["scenes"] == ["scene-ban"]


def test_the_same_data_gives_the_same_bytes_and_replaces_the_old_pack(tiny: Dataset, pack: Path) -> None:
    before = _files(pack)
    (pack / "notes of a colleague.txt").write_text("keep me")
    write_brief(tiny, pack, BriefOptions(only=QUICK))
    after = _files(pack)
    assert after.pop("notes of a colleague.txt") == b"keep me"
    assert after == before
    (pack / "notes of a colleague.txt").unlink()


def test_one_language_has_no_folder_of_its_own(tiny: Dataset, tmp_path: Path) -> None:
    write_brief(
        tiny,
        tmp_path / "p",
        BriefOptions(only=("text",), languages=("fr",), scenes="1"),
    )
    assert _files(tmp_path / "p").keys() == {"alt-text.txt", "transcript.txt", "manifest.json"}
    said = (tmp_path / "p" / "alt-text.txt").read_text(encoding="utf-8")
    assert said.startswith("Vue d’ensemble\nPression en un lieu, apparition dans un autre. ")
    assert "\n\n1. The ban\nThe ban. Carte\u00a0: " in said


def test_a_folder_of_others_is_left_alone(tiny: Dataset, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileExistsError, match="was not made by waterbed brief"):
        write_brief(tiny, tmp_path, BriefOptions(only=("text",)))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"only": ("slides",)}, "only: 'slides' is not one of map, deck"),
        ({"size": "big"}, "size: 'big' is not one of 16:9, 4:3, nor like 1920x1080"),
        ({"address": "javascript:x"}, "does not begin with https"),
        ({"scenes": "3-99", "only": ("text",)}, "scenes: '3-99' is no scene; there are 1 to 1,"),
        ({"languages": ("de",), "only": ("text",)}, "lang: 'de' is not in the data set"),
    ],
)
def test_a_wrong_option_says_what_can_be(
    tiny: Dataset, tmp_path: Path, option: dict[str, object], message: str
) -> None:
    with pytest.raises(OptionError, match=message):
        write_brief(tiny, tmp_path / "p", BriefOptions(**option))  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_the_ratio_of_slides_follows_the_film() -> None:
    assert BriefOptions(size="1920x1080").ratio == "16:9"
    assert BriefOptions(size="1024x768").ratio == "4:3"
    assert BriefOptions(size="4:3").film_pixels == (960, 720)


def test_scenes_are_chosen_by_number_and_id(timeline: Timeline) -> None:
    assert chosen_scenes(timeline, "2-3, scn-08-power-cuts 3") == [1, 2, 7]
    assert chosen_scenes(timeline, "") == list(range(len(timeline["scenes"]["id"])))


def test_no_cell_of_the_tables_is_a_formula(tmp_path: Path) -> None:
    write_tiny(
        tmp_path / "set", events=changed("events", "raid", label_en="=HYPERLINK(1)", label_fr="@SUM(1)")
    )
    write_brief(Dataset.read(tmp_path / "set"), tmp_path / "p", BriefOptions(only=("data",)))
    for path in (tmp_path / "p" / "data").glob("*.csv"):
        cells = [cell for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"))) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))], path.name
    assert "'=HYPERLINK(1)" in (tmp_path / "p" / "data" / "events.csv").read_text(encoding="utf-8")
    assert "'=HYPERLINK(1)" in (tmp_path / "p" / "data" / "cycles-en.csv").read_text(encoding="utf-8")


def test_the_verb_says_what_it_wrote_and_is_quiet_in_a_pipe(tmp_path: Path) -> None:
    data = write_tiny(tmp_path / "set")
    out = tmp_path / "out"
    done = run("brief", data, "-o", out, "--only", "text", "--only", "data,text")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{out}: briefing pack, ")
    assert {path.name for path in out.iterdir()} == {"data", "en", "fr", "manifest.json"}


def _stopped(tmp_path: Path, by: signal.Signals) -> tuple[int, str]:
    """Begin a film over a pack that is there, stop it by a signal to the whole group, give its end and what it said."""
    data = write_tiny(tmp_path / "set")
    verb = [sys.executable, "-m", "waterbed", "brief", str(data), "-o", str(tmp_path / "brief")]
    run = subprocess.Popen(
        [*verb, "--lang", "en", "--only", "film"], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    deadline = time.monotonic() + 100
    while not list(tmp_path.glob(".brief.*/*/aside/*")) and time.monotonic() < deadline:
        time.sleep(0.1)
    # As from a terminal.
    os.killpg(run.pid, by)
    said = run.communicate(timeout=60)[1]
    return run.returncode, said


def test_ctrl_c_leaves_the_old_pack_and_no_half_files(tiny: Dataset, tmp_path: Path) -> None:
    out = tmp_path / "brief"
    write_brief(tiny, out, BriefOptions(only=("text",), languages=("en",)))
    before = _files(out)
    code, said = _stopped(tmp_path, signal.SIGINT)
    assert code == 130, said
    assert "Traceback" not in said and f"Stopped; {out} is as it was." in said
    assert _files(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief", "set"]


def test_a_killed_run_leaves_the_old_pack_and_the_next_one_clears_up(tiny: Dataset, tmp_path: Path) -> None:
    out, options = tmp_path / "brief", BriefOptions(only=("text",), languages=("en",))
    write_brief(tiny, out, options)
    before = _files(out)
    assert _stopped(tmp_path, signal.SIGKILL)[0] == -signal.SIGKILL
    assert _files(out) == before
    assert len(list(tmp_path.iterdir())) == 3, "killed in the middle"
    write_brief(tiny, out, options)
    assert _files(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief", "set"]
