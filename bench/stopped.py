"""Builds that are killed leave the old output whole or the new one, and after one more run of any verb nothing else.

``python -m bench.stopped`` starts map, site and brief again and again, into nothing and over a good output, and ends them
by SIGKILL or SIGTERM after a random share of the time that they take. ``--times`` says how often with a tiny data set,
``--bundled`` with the bundled one, ``--seed`` which random numbers are drawn.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tests.layers.packages import write_tiny
from tests.needs import ROOT
from waterbed import BriefOptions, Dataset, write_brief, write_map, write_site
from waterbed.layers.files.bundled import DEFAULT, bundled_sets

VERBS = {
    "map": ("out.html", (), ("--theme", "dark")),
    "site": ("out", (), ("--lang", "en")),
    "brief": ("out", ("--only", "map,stills,text,data"), ("--only", "map,text,data")),
}
"""What each verb writes, how it is asked for what is to be killed, and for what was there before."""


class BrokenError(AssertionError):
    """What must not be."""


@dataclass
class Build:
    """One verb with one data set."""

    verb: str
    data: Path
    home: Path
    """Where its good outputs are."""
    takes: float = 0.0
    """Seconds from beginning to end; it changes with what else the machine does."""
    trees: dict[str, dict[str, bytes]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, more in zip(("new", "old"), VERBS[self.verb][1:], strict=True):
            (self.home / name).mkdir(parents=True)
            began = time.perf_counter()
            done = self.start(self.home / name, more)
            if done.wait():
                raise BrokenError(f"{self.verb} of {self.data.name} does not even work when left alone")
            if name == "new":
                self.takes = time.perf_counter() - began
            self.trees[name] = tree(self.home / name)

    def start(self, folder: Path, more: tuple[str, ...]) -> "subprocess.Popen[str]":
        """Begin it as a user does."""
        command = [sys.executable, "-m", "waterbed", self.verb, str(self.data)]
        return subprocess.Popen(  # noqa: S603  our own command
            [*command, "-o", str(folder / VERBS[self.verb][0]), *more],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )


def tree(folder: Path) -> dict[str, bytes]:
    """All files in a folder and below, what is set aside by a run among them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def kill(build: Build, work: Path, draw: random.Random, told: Counter[str], tiny: Dataset) -> None:
    """Begin a build, end it at some moment, and look at what is left, before and after another run."""
    over, by = draw.random() < 0.5, draw.choice((signal.SIGKILL, signal.SIGTERM))
    before: dict[str, bytes] = {}
    work.mkdir()
    if over:
        shutil.copytree(build.home / "old", work, dirs_exist_ok=True)
        before = build.trees["old"]
    began = time.perf_counter()
    process = build.start(work, VERBS[build.verb][1])
    try:
        process.wait(draw.uniform(0, build.takes))
        build.takes = 0.8 * build.takes + 0.2 * (time.perf_counter() - began)
        told["had ended"] += 1
    except subprocess.TimeoutExpired:
        told[f"{by.name}, {build.verb} {'over a good one' if over else 'into nothing'}"] += 1
        told["met a running build"] += 1
        told["of these while files lay aside"] += any(
            ".waterbed-part" in path.name for path in work.iterdir()
        )
        process.send_signal(by)
    said = process.communicate()[1]
    # Workers that are being born when their parent is killed complain; a run that is asked to end must not. It ends as by
    # Ctrl-C; where that comes when all is done and nobody catches it any more, Python says so by its exit code.
    if (by == signal.SIGTERM and "Traceback" in said) or process.returncode not in (
        0,
        130,
        -by,
        -signal.SIGINT,
    ):
        raise BrokenError(f"it ended with {process.returncode}: {said}")
    left = tree(work)
    if by == signal.SIGTERM and left not in (before, build.trees["new"]):
        raise BrokenError("SIGTERM left neither the old nor the new, whole and alone")
    moving = any(name.endswith("/settled.json") for name in left)
    told["of these while files were moved in"] += moving
    out = {name: content for name, content in left.items() if ".waterbed-part/" not in name}
    if not moving and out not in (before, build.trees["new"]):
        raise BrokenError(f"{len(out)} files are neither the old nor the new output")
    other = draw.choice(("map", "site", "brief"))
    if other == "map":
        write_map(tiny, work / "other.html")
    elif other == "site":
        write_site(tiny, work / "other")
    else:
        write_brief(tiny, work / "other", BriefOptions(only=("text",)))
    after = {name: content for name, content in tree(work).items() if not name.startswith("other")}
    if after != (build.trees["new"] if moving else out):
        raise BrokenError(f"after a run of {other} this is left: {sorted({*after} ^ {*out})[:5]}")
    if any(path.name.startswith(".") for path in work.rglob("*")):
        raise BrokenError(f"after a run of {other} a folder is left")
    shutil.rmtree(work)


def main() -> int:
    """Kill builds and say what was met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=180)
    options.add_argument("--bundled", type=int, default=20)
    options.add_argument("--seed", type=int, default=5)
    given = options.parse_args()
    draw = random.Random(given.seed)  # noqa: S311  no secret
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        tiny = write_tiny(Path(name, "tiny"))
        for data, times in ((tiny, given.times), (bundled_sets()[DEFAULT], given.bundled)):
            builds = [Build(verb, data, Path(name, "good", data.name, verb)) for verb in VERBS if times]
            for at in range(times):
                build = builds[at % len(builds)]
                try:
                    kill(build, Path(name, "work"), draw, told, Dataset.read(tiny))
                except BrokenError as error:
                    print(f"FAILED: {build.verb} of {data.name}, number {at + 1}: {error}")
                    return 1
    print(f"{given.times + given.bundled} builds, all left the old output or the new one and nothing else:")
    for what, many in sorted(told.items()):
        print(f"  {many:4} {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
