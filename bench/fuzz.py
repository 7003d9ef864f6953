"""Hostile and broken data packages at length: reading works or says what is wrong, and nothing else happens.

``python -m bench.fuzz 5000`` mutates the bundled set five thousand times, each seed one package, and ends with 1 at the
first exception that is not a `DataError` with clear faults; ``python -m bench.fuzz --seed 17`` shows one again.
"""

import argparse
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from tests.layers.broken import mutate, outcome


def main() -> int:
    """Break and read; say how it went."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", nargs="?", type=int, default=2000, help="how many packages")
    parser.add_argument("--seed", type=int, help="only this one")
    asked = parser.parse_args()
    seeds = range(asked.packages) if asked.seed is None else [asked.seed]
    counted: Counter[str] = Counter()
    for seed in seeds:
        with tempfile.TemporaryDirectory() as name:
            done = mutate(Path(name, "set"), seed)
            try:
                counted[outcome(Path(name, "set"))] += 1
            except Exception:
                traceback.print_exc()
                print(
                    f"seed {seed} ({done}): not refused as it should be; python -m bench.fuzz --seed {seed}"
                )
                return 1
    print(
        f"{len(seeds):,} broken packages: {counted['faults']:,} refused with faults, {counted['read']:,} read."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
