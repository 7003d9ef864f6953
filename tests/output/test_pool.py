"""Jobs in several processes: all done, told of, and ended together when one fails."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from waterbed.output.pool import Desk, Job, done_all


@dataclass(frozen=True, kw_only=True)
class Bench(Desk):
    text: str
    folder: Path


def _write(desk: Bench, name: str) -> None:
    desk.advance(0.5)
    (desk.folder / name).write_text(desk.text)


def _copy(desk: Bench, name: str) -> None:
    (desk.folder / f"{name}-copy").write_text((desk.folder / name).read_text())


def _fail(desk: Bench) -> None:
    raise ZeroDivisionError("no such luck")


def _waves(*names: str) -> list[list[Job[Bench]]]:
    first = [Job(1, partial(_write, name=name)) for name in names]
    return [first, [Job(1, partial(_copy, name=name)) for name in names]]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_wave_is_done_before_the_next_and_progress_reaches_the_end(tmp_path: Path, processes: int) -> None:
    said: list[tuple[float, float]] = []
    desk = Bench(text="x", folder=tmp_path)
    done_all(desk, _waves("a", "b"), processes, lambda done, total: said.append((done, total)))
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(
        ["a", "b", "a-copy", "b-copy"], "x"
    )
    assert said[-1] == (4, 4) and said == sorted(said)


@pytest.mark.parametrize("processes", [1, 2])
def test_the_first_failure_ends_it_all(tmp_path: Path, processes: int) -> None:
    waves = [[Job(1, _fail)], *_waves("a")]
    with pytest.raises(ZeroDivisionError, match="no such luck"):
        done_all(Bench(text="x", folder=tmp_path), waves, processes)
    assert not list(tmp_path.iterdir())
