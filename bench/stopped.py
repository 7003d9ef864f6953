"""A build killed at random moments leaves a site whose pages are whole and whose links lead somewhere.

``python -m bench.stopped`` builds a site, then again and again starts a build of changed data in a process of its own,
kills it after a random time, and walks every page from the way in. ``--times`` says how often.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.layers.packages import changed, with_row, write_tiny
from tests.needs import ROOT
from tests.output.site.checks import parsed, reachable


def main() -> int:
    """Kill builds and count what is broken afterwards."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=40)
    given = options.parse_args()
    draw = random.Random(5)  # noqa: S311  no secret
    with tempfile.TemporaryDirectory() as name:
        data, out = Path(name, "data"), Path(name, "site")
        whole = _build(write_tiny(data), out)
        killed = 0
        for at in range(given.times):
            events = with_row(
                "events", id=f"late-{at}", label_en=f"Report {at}", kind="report", place="shan", source="wire"
            )
            zones = changed("zones", "shan", label_en=f"Shan State {at}")
            write_tiny(data, events=events, zones=zones)
            began = time.perf_counter()
            process = subprocess.Popen(_command(data, out))  # noqa: S603  our own command
            try:
                process.wait(draw.uniform(0.3, 1.0) * whole)
                whole = (
                    time.perf_counter() - began
                )  # how long a build takes changes with what else the machine does
            except subprocess.TimeoutExpired:
                killed += 1
            process.kill()
            if process.wait() not in (0, -signal.SIGKILL):
                print("FAILED: a build ended by itself with an error")
                return 1
            parsed.cache_clear()
            pages = reachable(out)
            broken = [path for path in pages if not path.read_text(encoding="utf-8").endswith("</html>")]
            if broken:
                print(f"FAILED: {broken[0]} is not whole")
                return 1
        print(f"{given.times} builds, {killed} killed on their way: all pages whole, all links good")
    return 0


def _build(data: Path, out: Path) -> float:
    began = time.perf_counter()
    subprocess.run(_command(data, out), check=True)  # noqa: S603  our own command
    return time.perf_counter() - began


def _command(data: Path, out: Path) -> list[str]:
    run = "import sys; sys.path.insert(0, sys.argv[3]); from waterbed import Dataset, write_site; "
    return [
        sys.executable,
        "-c",
        f"{run}write_site(Dataset.read(sys.argv[1]), sys.argv[2])",
        str(data),
        str(out),
        str(ROOT),
    ]


if __name__ == "__main__":
    sys.exit(main())
