"""What lies on what on the maps of the bundled sets, in every scene, language and size: ``python -m bench.geometry``.

Takes about a minute; ends with 1 if a sign of a scene lies under furniture, or if a name is cut or lies over another.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.test_geometry import SIZES, walk
from tests.conftest import FLAGS
from waterbed import Dataset, write_map
from waterbed.layers.files.bundled import bundled_sets
from waterbed.output.player.offline import find_chromium


def main() -> int:
    """Print what is found, a line each."""
    found = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for name in bundled_sets():
            dataset = Dataset.read(name)
            page = browser.new_page(reduced_motion="reduce")
            page.goto(write_map(dataset, Path(folder) / f"{name}.html").as_uri())
            page.wait_for_selector(".wb-root:not([aria-busy])")
            for width, height in SIZES:
                for lang in dataset.shown:
                    faults = walk(page, width, height, lang, range(-1, len(dataset["scenes"])))
                    print(
                        f"{name}, {width} x {height}, {lang}: {len(faults)} faults",
                        *faults,
                        sep="\n  ",
                        flush=True,
                    )
                    found += len(faults)
            page.close()
        browser.close()
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(main())
