"""Hostile and broken input at length: reading works or says what is wrong, and nothing else happens.

``python -m bench.fuzz 10000`` breaks what each reader reads ten thousand times, each seed once, and ends with 1 when one was
not refused as it should be: an exception that is no `DataError` with clear faults, a crash, more than ten seconds of work,
more memory than 3 GB, or a data set written that cannot be read. ``--reader`` chooses (packages, or one of the formats),
``--seed`` shows one again.
"""

import argparse
import faulthandler
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.layers import broken as packages
from tests.layers.foreign import good, hostile
from tests.needs import ROOT

READERS = ("packages", *hostile.READERS)
_SECONDS = 10
_WAITING = 600
"""Seconds of work, and seconds by the clock, which also counts what else the machine does."""
_BYTES = 3_000_000_000
_BATCH = 1000
"""Seeds a process: one that crashes takes none of the others with it."""


def one(reader: str, seed: int) -> str:
    """Break and read what a seed gives."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if reader == "packages":
            packages.mutate(folder / "set", seed)
            with _bounded():
                return packages.outcome(folder / "set")
        source = hostile.broken(reader, folder, seed)
        with _bounded():
            return hostile.outcome(source, folder / "out")


@contextmanager
def _bounded() -> Iterator[None]:
    """Work and memory are bounded while something is read; to make what is broken may take more."""
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_PROF, _SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def batch(reader: str, seeds: range) -> int:
    """Read one after the other and print each outcome beside its seed; a hang or a crash ends it."""
    warnings.simplefilter("ignore")
    hostile.outcome(hostile.NAMES_ONLY, Path())  # the names of all countries and towns are read once
    good.good_files()
    faulthandler.register(signal.SIGPROF, chain=True)
    bad = 0
    for seed in seeds:
        print(seed, end=" ", flush=True)
        faulthandler.dump_traceback_later(_WAITING, exit=True)
        try:
            print(one(reader, seed), flush=True)
        except Exception:
            print("BAD", flush=True)
            traceback.print_exc()
            bad += 1
        faulthandler.cancel_dump_traceback_later()
    return bad


def fuzz(reader: str, first: int, many: int) -> tuple[Counter[str], list[int]]:
    """Outcomes of many seeds, and the seeds that had none that is allowed."""
    counted: Counter[str] = Counter()
    bad: list[int] = []
    at = first
    while at < first + many:
        last = min(at + _BATCH, first + many)
        command = [sys.executable, "-m", "bench.fuzz", "--batch", str(at), str(last), "--reader", reader]
        done = subprocess.run(  # noqa: S603  our own command
            command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False
        )
        lines = [line.split() for line in done.stdout.splitlines() if line[:1].isdigit()]
        counted.update(line[1] for line in lines if len(line) == 2)
        worse = [int(line[0]) for line in lines if len(line) != 2 or line[1] == "BAD"]
        if worse or done.returncode:
            print(
                f"{reader}, seeds {worse or (at, last)} (ended with {done.returncode}):\n{done.stderr[-6000:]}",
                flush=True,
            )
            bad += worse
        if not lines:
            raise RuntimeError(f"{reader} does not even begin: {done.stderr}")
        at = int(lines[-1][0]) + 1
    return counted, bad


def main() -> int:
    """Break and read; say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", nargs="?", type=int, default=2000, help="how many seeds for each reader")
    parser.add_argument("--reader", choices=READERS, help="only this one")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--seed", type=int, help="only this one")
    parser.add_argument("--batch", nargs=2, type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.batch:
        return min(batch(asked.reader, range(*asked.batch)), 1)
    if asked.seed is not None:
        print(one(asked.reader or "packages", asked.seed))
        return 0
    failed = 0
    for reader in (asked.reader,) if asked.reader else READERS:
        counted, bad = fuzz(reader, asked.first, asked.times)
        said = ", ".join(f"{counted[what]:,} {what}" for what in ("faults", "asked", "read") if counted[what])
        print(
            f"{reader}: {asked.times:,} broken inputs: {said}; {len(bad):,} not refused as they should be {bad[:20]}",
            flush=True,
        )
        failed += len(bad)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
