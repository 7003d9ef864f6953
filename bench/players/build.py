"""Builds one page in a process of its own, for a time and memory of its own: ``-m bench.players.build SUBJECT N FILE``."""

import json
import resource
import sys
import time
from pathlib import Path

from bench.players.assets import localised
from bench.players.subjects import SUBJECTS, records, waterbed
from tests.output.madeup import made_up


def main(subject: str, movements: int, path: Path) -> None:
    """Build the page and print seconds and megabytes as JSON; reading and checking of records is told apart."""
    story = made_up(movements)
    start = time.perf_counter()
    data = records(story) if subject == "waterbed" else None
    read = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if data is not None:
        waterbed(story, path, data)
    else:
        SUBJECTS[subject](story, path)
    seconds = time.perf_counter() - read
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if subject != "waterbed":
        path.write_text(localised(path.read_text(encoding="utf-8")), encoding="utf-8")
    print(
        json.dumps(
            {
                "build_s": seconds,
                "check_s": read - start,
                "peak_mb": peak / 1024,
                "grown_mb": (peak - before) / 1024,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
