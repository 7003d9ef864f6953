"""Sets are converted, compared and merged on the command line; what cannot be done is said, and nothing is written."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.layers.packages import changed, with_row, write_tiny
from tests.output.cli.commandline import run
from waterbed import Dataset


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A set, and what two people made of it."""
    ours = changed("events", "raid", date="2024-04", label_en="Raid, corrected")
    theirs = with_row(
        "events", id="late", label_en="Late", kind="raid", place="shan", date="2025", source="wire"
    )
    return (
        write_tiny(tmp_path / "base"),
        write_tiny(tmp_path / "ours", events=ours, figures=None),
        write_tiny(tmp_path / "theirs", events=theirs),
    )


def test_what_changed_is_told_and_is_json_for_machines(sides: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = map(str, sides)
    told = run("diff", base, ours).stdout
    assert "events: 1 re-dated, 1 edited" in told
    assert "~ raid (Raid, corrected), re-dated: date 2024-04-05 -> 2024-04" in told
    assert "- fig-arrests (Arrests)" in told
    assert "+ late (Late)" in run("diff", base, theirs).stdout
    assert run("diff", base, base).stdout == "Nothing changed.\n"
    (change,) = json.loads(run("diff", base, theirs, "--json").stdout)
    assert change == {
        "table": "events",
        "id": "late",
        "what": "added",
        "column": "",
        "before": "",
        "after": "",
    }


def test_the_work_of_two_becomes_one_and_a_conflict_is_a_fault(
    sides: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    theirs = sides[2]
    done = run("merge", *map(str, sides), "-o", str(tmp_path / "both.geojson"))
    assert done.returncode == 0, done.stdout + done.stderr
    events = Dataset.read(tmp_path / "both.geojson")["events"]
    assert events["date"].to_dict() == {"ban": "2019-08-18", "raid": "2024-04", "late": "2025"}
    write_tiny(theirs, events=changed("events", "raid", date="2024-04-06"))
    done = run("merge", *map(str, sides), "-o", str(tmp_path / "other"))
    assert done.returncode == 1
    assert (
        'events, "raid", date: is "2024-04" in ours and "2024-04-06" in theirs, "2024-04-05" before'
        in done.stdout + done.stderr
    )
    assert not (tmp_path / "other").exists()
    assert run("merge", *map(str, sides), "-o", str(tmp_path / "other"), "--prefer", "theirs").returncode == 0
    assert Dataset.read(tmp_path / "other")["events"].at["raid", "date"] == "2024-04-06"


def test_a_set_goes_through_every_file_and_back(tmp_path: Path) -> None:
    first = write_tiny(tmp_path / "set")
    places = [str(tmp_path / name) for name in ("set", "a.xlsx", "b.gpkg", "c.geojson", "again")]
    for one, other in pairwise(places):
        assert run("convert", one, other).returncode == 0
    assert run("diff", str(first), places[-1]).stdout == "Nothing changed.\n"
    assert "no faults" in run("check", str(tmp_path / "a.xlsx")).stdout


def test_what_cannot_be_converted_is_said(tmp_path: Path) -> None:
    write_tiny(tmp_path / "set")
    done = run("convert", str(tmp_path / "set"), str(tmp_path / "a.docx"))
    assert done.returncode == 2 and ".docx is no format to write" in done.stdout + done.stderr
    done = run("convert", str(tmp_path / "set"), str(tmp_path / "set"))
    assert done.returncode == 1 and "is not an empty folder" in done.stdout + done.stderr
    run("convert", str(tmp_path / "set"), str(tmp_path / "a.xlsx"))
    done = run("import", str(tmp_path / "a.xlsx"), "-o", str(tmp_path / "b"))
    assert done.returncode == 2 and "is a data set already: waterbed convert" in done.stdout + done.stderr
    done = run("convert", str(tmp_path / "set"), str(tmp_path / "links.csv"))
    assert "It is to look at" in done.stdout + done.stderr
    assert (tmp_path / "links.csv").read_text(encoding="utf-8").count("\n") == 3
