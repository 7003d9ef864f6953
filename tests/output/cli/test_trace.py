"""Sightings become a data set on the command line; every verb takes it, and what cannot be is said once."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.layers.trace.made import roaming, row_of_squares
from tests.output.cli.commandline import run
from waterbed import Dataset


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    frame = roaming(2_000, 30, 5).rename(columns={"group": "MMSI", "time": "BaseDateTime"})
    frame.assign(BaseDateTime=frame["BaseDateTime"].dt.strftime("%Y-%m-%dT%H:%M:%S")).to_csv(
        tmp_path / "ais.csv", index=False
    )
    row_of_squares(6).to_crs(3857).to_file(tmp_path / "zones.gpkg")
    return tmp_path / "ais.csv", tmp_path / "zones.gpkg"


def test_a_trace_is_a_data_set_that_the_verbs_take(files: tuple[Path, Path], tmp_path: Path) -> None:
    sightings, zones = files
    out = tmp_path / "traced"
    done = run(
        "trace", sightings, "--zones", zones, "-o", out, "--source", "AIS of a test", "--time-zone", "UTC",
        "--least-groups", "2", "--longest-gap", "20d",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (
        "2,000 sightings (group = MMSI, lon = lon, lat = lat, time = BaseDateTime, count = count)."
        in done.stdout
    )
    assert "Of fewer than 2 groups, left out: " in done.stdout and "Outside every zone: " in done.stdout
    assert "changed from WGS 84 / Pseudo-Mercator" in done.stderr
    made = Dataset.read(out)
    assert made.warnings == () and made.meta["waterbed"]["traced"]["rules"]["longest_gap_s"] == 20 * 86_400
    assert len(made["movements"]) > 10 and len(made["counts"]) > 30
    for verb in (("check", out), ("info", out), ("map", out, "-o", tmp_path / "map.html")):
        assert run(*verb).returncode == 0, verb
    assert run("measure", out).stdout == "No crackdown or disruption is on record.\n"
    again = run("trace", sightings, "--zones", zones, "-o", out, "--source", "AIS", "--time-zone", "UTC")
    assert again.returncode == 1 and "not an empty folder" in again.stderr


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ([], 2, "--source: say where the sightings come from"),
        (["--source", "AIS"], 1, "has no offset from UTC"),
        (["--source", "AIS", "--time-zone", "Bangkok"], 2, "no IANA time zone"),
        (
            ["--source", "AIS", "--longest-gap", "a month"],
            2,
            '"a month" is no length of time; write one like 30d',
        ),
        (["--source", "AIS", "--period", "week"], 2, "is not one of day, month, quarter, year"),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_and_nothing_written(
    files: tuple[Path, Path], tmp_path: Path, options: list[str], code: int, said: str
) -> None:
    before = sorted(tmp_path.iterdir())
    done = run("trace", files[0], "--zones", files[1], "-o", tmp_path / "traced", *options)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert sorted(tmp_path.iterdir()) == before


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may become larger than 2,000 bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_and_leaves_nothing(
    files: tuple[Path, Path], tmp_path: Path, small_files: None
) -> None:
    before = sorted(tmp_path.iterdir())
    done = run(
        "trace",
        *files[:1],
        "--zones",
        files[1],
        "-o",
        tmp_path / "out",
        "--source",
        "AIS",
        "--time-zone",
        "UTC",
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == f"{tmp_path / 'out'}: File too large."
    assert sorted(tmp_path.iterdir()) == before
