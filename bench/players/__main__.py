"""Builds and drives every page, prints the table and stores it: ``python -m bench.players [--sizes 1000]``."""

import argparse
import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.players.assets import MODULES, served
from bench.players.drive import SECONDS, measure
from bench.players.subjects import SUBJECTS
from bench.players.table import markdown, verdicts
from tests.conftest import FLAGS
from waterbed.output.player.offline import find_chromium

RESULTS = Path(__file__).parent.parent / "results"
SIZES = (100, 1_000, 10_000, 100_000)
TOO_SLOW = set(itertools.product((10_000, 100_000), ("TimestampedGeoJson", "TimestampedGeoJson, canvas")))
"""Pages that took minutes for each step at 10,000 and were not tried beyond; they are left out, and the table says so."""


def main() -> int:
    """Run; exit 1 when a number of the table is missed."""
    options = _options()
    if not MODULES.exists():
        sys.exit("The other tools' scripts are not here yet: run `npm ci` in bench/ first, or `make bench`.")
    path = find_chromium()
    rows: list[dict[str, Any]] = []
    load = [os.getloadavg()[0]]
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as (address, sent),
        sync_playwright() as playwright,
    ):
        for size, subject in itertools.product(options.sizes, options.only):
            if (size, subject) in TOO_SLOW:
                continue
            built = _built(subject, size, Path(folder) / "page.html")
            chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
            driven = measure(chromium, subject, f"{address}/page.html", sent, seconds=options.seconds)
            chromium.close()
            load.append(os.getloadavg()[0])
            rows.append({"movements": size, "subject": subject, **built, **driven})
            print(json.dumps(rows[-1]), file=sys.stderr)
    loaded = f"{os.cpu_count()} cores, load {min(load):.1f} to {max(load):.1f}; every page played {options.seconds:g} s."
    left_out = [f"{subject} with {size:,}" for size, subject in sorted(TOO_SLOW) if size in options.sizes]
    table = "\n".join(
        [
            markdown(rows),
            loaded,
            *(["Left out, minutes a step at 10,000: " + "; ".join(left_out) + "."] if left_out else []),
        ]
    )
    print(table)
    for line, met in (judged := verdicts(rows)):
        print("met   " if met else "MISSED", line)
    if options.name:
        _store(options.name, rows, table, judged, loaded)
    return int(not all(met for _, met in judged))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.players", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--only", nargs="+", default=["waterbed", *SUBJECTS])
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long each page plays")
    parser.add_argument("--name", default="", help="store the result under this name in bench/results")
    return parser.parse_args()


def _built(subject: str, size: int, path: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.players.build", subject, str(size), str(path)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own module
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _store(
    name: str, rows: list[dict[str, Any]], table: str, judged: list[tuple[str, bool]], loaded: str
) -> None:
    RESULTS.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "machine": platform.machine(), "load": loaded}
    content = {"machine": machine, "rows": rows, "verdicts": judged}
    (RESULTS / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    lines = [f"- {'met' if met else '**missed**'}: {line}" for line, met in judged]
    (RESULTS / f"{name}.md").write_text("\n".join([table, "", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
