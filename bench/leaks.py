"""Plays in a loop for five minutes and looks whether anything is left behind: ``python -m bench.leaks [--seconds 300]``.

After two rounds everything is warm: fonts, caches, compiled code. From then on the heap after a collection, the
listeners and the nodes of the page must stay where they are.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from bench.players.story import dataset, made_up
from tests.conftest import FLAGS
from waterbed import Dataset, write_map
from waterbed.output.player.offline import find_chromium

MOST_GROWTH = 0.1
"""Share by which the heap may differ from the first measure; it swings by a few per cent with what is on the screen."""
MOST_NODES = 0.1
_ROUNDS = 7
_PLAY = """() => { const { waterbed } = document.getElementById('waterbed');
    waterbed.player.dispatch({ type: 'speed', speed: 365 });
    if (!waterbed.player.now().loop) waterbed.player.dispatch({ type: 'loop' });
    waterbed.play(); }"""

Counts = dict[str, float]


def counted(session: CDPSession) -> Counts:
    """Heap in bytes after two collections, and the numbers of listeners, nodes and documents."""
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    counters = session.send("Memory.getDOMCounters")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    return {"heap": heap, **{name: counters[name] for name in ("jsEventListeners", "nodes", "documents")}}


def played(page: Page, seconds: float, rounds: int = _ROUNDS) -> list[Counts]:
    """Play in a loop and count after each round, on the same day of the story."""
    session = page.context.new_cdp_session(page)
    page.wait_for_function("document.getElementById('waterbed')?.waterbed?.player")
    measures = []
    for _ in range(rounds):
        page.evaluate(_PLAY)
        page.wait_for_timeout(1000 * seconds / rounds)
        page.evaluate(
            "() => { const { waterbed: w } = document.getElementById('waterbed'); w.pause(); w.seek(w.data.meta.last_day); }"
        )
        page.wait_for_timeout(300)
        measures.append(counted(session))
    return measures


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
    parser = argparse.ArgumentParser(prog="bench.leaks", description=__doc__)
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
