"""The page of a small set, served for one test by a process of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.layers.packages import write_tiny


@dataclass(frozen=True)
class Served:
    """A data set and where its page is."""

    folder: Path
    address: str
    process: "subprocess.Popen[str]"

    @property
    def port(self) -> int:
        found = re.search(r":(\d+)/", self.address)
        assert found
        return int(found[1])

    def content(self, table: str) -> bytes:
        return (self.folder / f"{table}.csv").read_bytes()


@contextmanager
def _serving(folder: Path) -> Iterator[Served]:
    write_tiny(folder)
    # a file as a spreadsheet of another country writes it: marked, with its own ends of lines
    events = (folder / "events.csv").read_text(encoding="utf-8")
    events = events.replace("Ban on online gambling", '"Ban, on ""online"" games"')
    (folder / "events.csv").write_bytes(("\ufeff" + events.replace("\n", "\r\n")).encode())
    process = subprocess.Popen(
        [sys.executable, "-m", "waterbed", "edit", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield Served(folder, process.stdout.readline().split(" ")[0], process)
    finally:
        process.terminate()
        try:
            process.communicate(timeout=60)
        finally:
            process.kill()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A small set whose page is served for one test."""
    with _serving(tmp_path / "records") as serving:
        yield serving


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One that the tests of a module share: each changes rows of its own."""
    with _serving(tmp_path_factory.mktemp("shared") / "records") as serving:
        yield serving
