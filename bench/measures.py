"""How long the measures take on a large simulated data set: ``python -m bench.measures``.

The limit is ten seconds of processor time for the cycle table of 100,000 events at 2,000 places, and sixty for the findings
of the first 200 crackdowns with all that is asked of each: placebo dates and places, the steps before, other days, recovery.
A timeline makes them at three least certainties; the limit is for all three together.
"""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.inference.finding import findings
from waterbed.layers.simulation.simulate import simulate
from waterbed.output.timeline import MOST_MEASURED

TABLE_S, FINDINGS_S = 10.0, 60.0
EVENTS, PLACES, CRACKDOWNS, YEARS = 100_000, 2_000, 220, 10

_Found = TypeVar("_Found")


def made_up() -> Dataset:
    """Simulate the data set: ten years, as many crackdowns as there are findings in a timeline and some more."""
    days = 365 * YEARS
    rate = EVENTS / (PLACES * days)
    return simulate(seed=1, places=PLACES, crackdowns=CRACKDOWNS, base_rate=rate, days=days).dataset


def timed(work: Callable[[], _Found]) -> tuple[_Found, float]:
    """Do some work and say how many seconds of processor time it took."""
    started = time.process_time()
    return work(), time.process_time() - started


def main() -> int:
    """Print times, fail over a limit."""
    dataset = made_up()
    table, for_table = timed(lambda: cycles(dataset))
    found, for_findings = timed(lambda: findings(dataset, table, most=MOST_MEASURED))
    ranked = sum(one.placebo is not None and one.placebo.dates.of > 0 for one in found)
    measured = sum(not one.withheld for one in found)
    print(f"{len(dataset['events']):,} events, {PLACES:,} places, {len(table):,} rows of the cycle table")
    print(f"cycle table  {for_table:6.2f} s of {TABLE_S:g}")
    print(
        f"findings     {for_findings:6.2f} s of {FINDINGS_S:g}: {len(found)}, measured {measured}, ranked {ranked}"
    )
    return int(for_table > TABLE_S or for_findings > FINDINGS_S)


if __name__ == "__main__":
    sys.exit(main())
