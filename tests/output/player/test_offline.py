"""A Playwright that does not start is told with its mend, as on a machine that lacks a library of its driver."""

import os
import subprocess
import sys
from pathlib import Path

from tests.needs import ROOT

USE = """
import sys
from pathlib import Path
from waterbed.output.player.offline import NoBrowserError, find_chromium, requests_of
print(find_chromium())
import os
os.environ["CHROMIUM"] = sys.executable
try:
    requests_of([Path(sys.argv[1])])
except NoBrowserError as error:
    print(error)
"""


def test_a_driver_that_does_not_start_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>")
    broken = tmp_path / "node"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    env = {**os.environ, "PLAYWRIGHT_NODEJS_PATH": str(broken), "PATH": "", "CHROMIUM": ""}
    done = subprocess.run(
        [sys.executable, "-c", USE, str(tmp_path / "page.html")],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    first, second = done.stdout.splitlines()
    assert first == "None"
    assert "Playwright does not start" in second and "libatomic1" in second
