"""Plays in a loop for five minutes and looks whether anything is left behind: ``python -m bench.memory [--seconds 300]``.

After two rounds everything is warm: fonts, caches, compiled code. From then on the heap after a collection, the
listeners and the nodes of the page must stay where they are.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.memory import Counts, played
from tests.conftest import FLAGS
from tests.output.madeup import dataset, made_up
from waterbed import Dataset, write_map
from waterbed.output.player.offline import find_chromium

MOST_GROWTH = 0.1
"""Share by which the heap may differ from the first measure; it swings by a few per cent with what is on the screen."""
MOST_NODES = 0.1


def grown(measures: list[Counts]) -> list[str]:
    """What has grown since the second measure, in words; empty when nothing has."""
    first, last = measures[1], measures[-1]
    limits = {"heap": MOST_GROWTH, "jsEventListeners": 0.0, "nodes": MOST_NODES, "documents": 0.0}
    return [
        f"{name} grew from {first[name]:,.0f} to {last[name]:,.0f}"
        for name, share in limits.items()
        if last[name] > first[name] * (1 + share)
    ]


def main() -> int:
    """Play the bundled story and one of 10,000 movements; exit 1 when anything has grown."""
    parser = argparse.ArgumentParser(prog="bench.memory", description=__doc__)
    parser.add_argument("--seconds", type=float, default=300.0, help="how long each page plays")
    seconds = parser.parse_args().seconds
    path, faults = find_chromium(), []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for name, data in (("bundled", Dataset.read()), ("10,000 movements", dataset(made_up(10_000)))):
            page = chromium.new_page()
            page.goto(write_map(data, Path(folder) / "map.html").as_uri())
            measures = played(page, seconds)
            for one in measures:
                print(f"{name}: " + ", ".join(f"{what} {value:,.0f}" for what, value in one.items()))
            faults += [f"{name}: {fault}" for fault in grown(measures)]
            page.close()
        chromium.close()
    print("\n".join(faults) or "Nothing was left behind.")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
