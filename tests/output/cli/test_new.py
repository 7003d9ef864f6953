"""``waterbed new`` as a user meets it."""

import json
from pathlib import Path

import pytest

from tests.output.cli.commandline import run
from waterbed.layers.simulation.simulate import simulate
from waterbed.output.timeline import Timeline


def test_a_template_that_passes_check_and_makes_a_map(tmp_path: Path) -> None:
    done = run("new", "my-records", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "my-records: 7 tables to fill in; replace the example rows, each says how in note_en.\n"
        "Then: waterbed check my-records, waterbed map my-records\n"
    )
    assert run("check", "my-records", cwd=tmp_path).stdout == "my-records: 10 rows, no faults, 0 warnings.\n"
    assert run("map", "my-records", cwd=tmp_path).returncode == 0


def test_a_template_as_a_workbook(tmp_path: Path) -> None:
    done = run("new", tmp_path / "mine", "--xlsx")
    assert done.returncode == 0, done.stderr
    assert "every verb reads the file" in done.stdout
    assert "no faults" in run("check", tmp_path / "mine.xlsx").stdout
    assert run("new", tmp_path / "mine", "--xlsx", "--simulate").returncode == 2
    (tmp_path / "mine.xlsx").write_text("mine", encoding="utf-8")
    assert run("new", tmp_path / "mine", "--xlsx").returncode == 1
    assert (tmp_path / "mine.xlsx").read_text(encoding="utf-8") == "mine"


def test_a_simulated_set_with_its_truth(tmp_path: Path) -> None:
    arguments = ("--simulate", "--kind", "diffusion", "--seed", "3", "--places", "9", "--vague-dates", "0.2")
    done = run("new", tmp_path / "deep" / "set", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 2
    assert "simulated diffusion" in done.stdout and "9 places, 1 crackdown" in done.stdout
    truth = json.loads((tmp_path / "deep" / "set" / "truth.json").read_text(encoding="utf-8"))
    assert (truth["parameters"]["seed"], truth["crackdowns"][0]["wdq"]) == (3, 0.5)
    assert "no faults, 0 warnings" in run("check", tmp_path / "deep" / "set").stdout


def test_a_simulated_set_says_so_on_its_pictures() -> None:
    timeline = Timeline.of(simulate().dataset)
    assert timeline["meta"]["simulated"] is True
    assert all("imul" in said for said in timeline["meta"]["title"].values())
    assert all("asOf.simulated" in texts["ui"] for texts in timeline["texts"].values())


@pytest.mark.parametrize("there", ["folder", "file", "data set"])
def test_what_is_there_is_left_alone(tmp_path: Path, there: str) -> None:
    place = tmp_path / "taken"
    if there == "file":
        place.write_text("mine")
    else:
        place.mkdir()
        (place / ("datapackage.json" if there == "data set" else "notes.txt")).write_text("mine")
    for more in ((), ("--simulate",)):
        done = run("new", place, *more)
        assert (done.returncode, done.stdout) == (1, "")
        said = "is a file, not a folder" if there == "file" else "is there and is not an empty folder"
        assert done.stderr == f"{place}: {said}; choose another name.\n"
    held = [place] if there == "file" else list(place.iterdir())
    assert [path.read_text() for path in held] == ["mine"]
    assert list(tmp_path.iterdir()) == [place]


def test_an_empty_folder_is_filled_also_the_current_one(tmp_path: Path) -> None:
    assert run("new", ".", cwd=tmp_path).returncode == 0
    assert len(list(tmp_path.iterdir())) == 8


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "sealed").write_text("a file where a folder should be")
    done = run("new", tmp_path / "sealed" / "set")
    assert done.returncode == 1
    assert str(tmp_path / "sealed") in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--seed", "3"], "--seed says how to simulate; add --simulate."),
        (["--simulate", "--places", "3"], "places: 3 is outside 4 to 1,000,000; each crackdown needs four."),
        (["--simulate", "--kind", "hop"], "hop"),
    ],
)
def test_wrong_usage_exits_with_two_and_writes_nothing(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = run("new", tmp_path / "set", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
