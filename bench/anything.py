"""What the check passes, every verb can make: generated data sets in every language, of every size, of any text and date.

``python -m bench.anything 10000`` makes maps, site pages, captions and tables of ten thousand sets, pictures of every tenth,
slides, handouts and whole sites of every hundredth, and opens the map of every twentieth in Chromium. It ends with 1 if
anything failed: the first set of each kind of fault is kept in ``out/anything``; ``python -m bench.anything --seed 17`` runs
its seed again.
"""

import argparse
import os
import shutil
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from playwright.sync_api import Browser, sync_playwright

from tests.anything.made import CHEAP, PAPER, PICTURES, Output, bounded, written
from tests.anything.opened import faults_of, words_of
from tests.anything.sets import AnySet, any_set
from tests.conftest import FLAGS
from waterbed import DataError, Dataset, write_map
from waterbed.output.player.offline import find_chromium

SETS_A_SEED = 25
_TOLD_AFTER = 500
_KEPT = Path("out/anything")
_ROOT = Path(__file__).resolve().parent.parent


class PageError(Exception):
    """A browser complains of a map."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that a set could not be made into."""

    output: str
    where: str
    """Kind of error and line of ours."""
    said: str
    languages: tuple[str, ...]
    seed: int
    number: int

    def __str__(self) -> str:
        languages = ", ".join(self.languages)
        again = f"{_KEPT}/{self.seed}-{self.number}; python -m bench.anything --seed {self.seed}"
        return f"{self.output}: {self.where}: {self.said} ({languages}); {again}"


@dataclass(slots=True)
class Report:
    """What came of the sets of one seed."""

    counted: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    seconds: float = 0.0
    """What the processor took for them, without browsers."""


@dataclass(frozen=True, slots=True)
class Every:
    """Of which sets what costs more is made: of every so many; 0 of none."""

    pictures: int = 10
    paper: int = 100
    browser: int = 20


def main() -> int:
    """Make anything of everything; say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="?", type=int, default=1000, help="how many data sets")
    parser.add_argument("--seed", type=int, help="only the sets of this one, and everything of each")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    for name, often in (("pictures", 10), ("paper", 100), ("browser", 20)):
        parser.add_argument(
            f"--{name}", type=int, default=often, metavar="N", help="of every so many sets; 0 of none"
        )
    asked = parser.parse_args()
    seeds = (
        [asked.seed]
        if asked.seed is not None
        else range(asked.first, asked.first + -(-asked.sets // SETS_A_SEED))
    )
    every = Every(1, 1, 1) if asked.seed is not None else Every(asked.pictures, asked.paper, asked.browser)
    counted: Counter[str] = Counter()
    seconds = 0.0
    kinds: Counter[tuple[str, str]] = Counter()
    with ProcessPoolExecutor(asked.jobs, get_context("spawn")) as pool:
        for done in as_completed([pool.submit(run, one, every) for one in seeds]):
            before = counted["sets"] // _TOLD_AFTER
            counted += done.result().counted
            seconds += done.result().seconds
            if counted["sets"] // _TOLD_AFTER > before:
                print(_told(counted, seconds), file=sys.stderr, flush=True)
            for fault in done.result().faults:
                kinds[fault.output, fault.where] += 1
                if kinds[fault.output, fault.where] == 1:
                    print(fault, flush=True)
    print(_told(counted, seconds))
    for (output, where), n in kinds.most_common():
        print(f"{n:,} x {output}: {where}")
    return 1 if kinds else 0


def _told(counted: Counter[str], seconds: float) -> str:
    each = seconds / max(1, counted["sets"])
    return ", ".join(f"{name} {n:,}" for name, n in counted.most_common()) + f"; {each:.2f} s a set"


def run(number: int, every: Every) -> Report:
    """Make everything of the sets of one seed."""
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", RuntimeWarning)
    report, began = Report(), time.process_time()
    with ExitStack() as open_browser:
        chromium: list[Browser] = []

        def opened(folder: Path, dataset: Dataset) -> None:
            if not chromium:
                chromium.append(open_browser.enter_context(_chromium()))
            made_map = write_map(dataset, folder.parent / "map.html")
            wrong = faults_of(chromium[0], made_map, words_of(folder))
            if wrong:
                raise PageError("; ".join(dict.fromkeys(wrong)))

        @seed(number)
        @settings(
            max_examples=SETS_A_SEED, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        )  # fmt: skip
        @given(made=any_set())
        def each(made: AnySet) -> None:
            report.counted["sets"] += 1
            outputs = list(_outputs(number * SETS_A_SEED + report.counted["sets"], every, opened))
            with written(made) as folder:
                _make(folder, outputs, report, number)

        each()
    report.seconds = time.process_time() - began
    return report


def _outputs(at: int, every: Every, opened: Output) -> Iterator[tuple[str, Output]]:
    yield from CHEAP.items()
    for often, outputs in (
        (every.pictures, PICTURES),
        (every.paper, PAPER),
        (every.browser, {"browser": opened}),
    ):
        if often and at % often == 0:
            yield from outputs.items()


def _make(folder: Path, outputs: list[tuple[str, Output]], report: Report, number: int) -> None:
    try:
        dataset = Dataset.read(folder)
    except DataError:
        report.counted["refused by the check"] += 1
        return
    for name, output in outputs:
        try:
            with bounded():
                output(folder, dataset)
            report.counted[name] += 1
        except Exception as error:
            at = report.counted["sets"]
            said = (str(error).splitlines() or [""])[0][:300]
            report.faults.append(
                Fault(name, f"{type(error).__name__}, {_line(error)}", said, dataset.languages, number, at)
            )
            shutil.copytree(folder, _KEPT / f"{number}-{at}", dirs_exist_ok=True)


def _line(error: Exception) -> str:
    """The innermost line of ours."""
    lines = traceback.extract_tb(error.__traceback__)
    ours = [
        line
        for line in lines
        if line.filename.startswith(str(_ROOT)) and "site-packages" not in line.filename
    ]
    return f"{Path(ours[-1].filename).relative_to(_ROOT)}:{ours[-1].lineno}"


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
