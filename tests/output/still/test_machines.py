"""Machines: a picture is the same to the byte, whichever fonts a machine has."""

import os
import subprocess
import sys

import pytest

from tests.fonts import HOW_TO_GET_FONTS, missing
from tests.needs import ROOT

FAMILIES = ("DejaVu Sans", "Liberation Sans")
DRAW = """
import hashlib
import sys
from matplotlib.font_manager import fontManager
fontManager.ttflist[:] = [font for font in fontManager.ttflist if font.name in ("DejaVu Sans", sys.argv[1])]
from waterbed import Dataset, StillOptions, Timeline
from waterbed.output.still.write import still_bytes
made = still_bytes(Timeline.of(Dataset.read()), scene=8, options=StillOptions(lang="fr", size=(1280, 720)))
print(hashlib.sha256(made).hexdigest())
"""


def test_a_picture_is_the_same_on_machines_with_other_fonts() -> None:
    if lack := [family for family in missing() if family in FAMILIES]:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no {lack}: {HOW_TO_GET_FONTS}")
    # Matplotlib's own DejaVu is on every machine.
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", DRAW, family],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for family in FAMILIES
    ]
    one, other = (run.communicate()[0] for run in runs)
    assert [run.returncode for run in runs] == [0, 0]
    assert one == other
