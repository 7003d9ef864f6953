"""A trace that was killed goes on with the files that are done, and with nothing else."""

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from waterbed.layers.simulation.sightings import Roaming, write_sightings, zones_of
from waterbed.layers.trace import kernel, resume
from waterbed.layers.trace.resume import files_done
from waterbed.layers.trace.rules import Rules
from waterbed.layers.trace.run import Trace, trace

ROOT = Path(__file__).parents[3]
WORLD = Roaming(groups=60, sightings=3_000, side=4)
FILES = 4
_KILLED = """
import os, signal, sys
from pathlib import Path
from waterbed.layers.trace.resume import files_done
from waterbed.layers.trace.run import trace

folder = Path(sys.argv[1])
def told(done, total):
    if files_done(folder / "work") == 2:
        os.kill(os.getpid(), signal.SIGKILL)
trace(folder / "seen", folder / "zones.gpkg", work=folder / "work", resume=True, told=told)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seen").mkdir()
    assert len(write_sightings(WORLD, tmp_path / "seen", FILES)) == FILES
    zones_of(WORLD, 3).to_file(tmp_path / "zones.gpkg")
    done = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    return tmp_path


@pytest.fixture
def tagged(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    rows: list[int] = []

    def counted(part, *others):  # type: ignore[no-untyped-def]
        rows.append(len(part))
        return tag(part, *others)

    tag = kernel.tag
    monkeypatch.setattr(resume, "tag", counted)
    return rows


def _same(one: Trace, other: Trace) -> None:
    for name in ("presence", "movements"):
        assert_frame_equal(getattr(one, name), getattr(other, name), check_exact=True)
    assert (one.rows, one.outside, one.dropped, one.watched) == (
        other.rows,
        other.outside,
        other.dropped,
        other.watched,
    )


def _run(folder: Path, rules: Rules | None = None, *, go_on: bool = True) -> Trace:
    return trace(
        folder / "seen",
        folder / "zones.gpkg",
        rules,
        work=folder / "work",
        resume=go_on,
        memory_limit="100MB",
    )


def test_a_killed_run_goes_on_and_leaves_nothing(folder: Path, tagged: list[int]) -> None:
    assert files_done(folder / "work") == 2
    found = _run(folder)
    assert len(tagged) == FILES - 2
    assert not (folder / "work").exists()
    _same(found, trace(folder / "seen", folder / "zones.gpkg"))


def test_without_resume_nothing_is_taken(folder: Path, tagged: list[int]) -> None:
    _run(folder, go_on=False)
    assert len(tagged) == FILES


def test_what_rests_on_other_rules_or_another_file_is_not_taken(folder: Path, tagged: list[int]) -> None:
    first = sorted((folder / "seen").iterdir())[0]
    first.write_bytes(sorted((folder / "seen").iterdir())[1].read_bytes())
    found = _run(folder)
    assert len(tagged) == FILES - 1
    _same(found, trace(folder / "seen", folder / "zones.gpkg"))


def test_other_zones_or_time_zones_are_other_runs(folder: Path, tagged: list[int]) -> None:
    zones_of(replace(WORLD, side=3), 3).to_file(folder / "zones.gpkg")
    _run(folder, Rules(time_zone="Asia/Bangkok"))
    assert len(tagged) == FILES
