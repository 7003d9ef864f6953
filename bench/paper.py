"""Every scene of the bundled map on paper, in each family of fonts, language and size of paper: ``python -m bench.paper``.

Our own letters first, then a browser that takes none from a page, with one family. Takes about four minutes; ends with 1 if
a scene is not one sheet, or if something on it is cut, covered or too small.
"""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.sheets import faults, on_paper, sheets, show
from tests.conftest import FLAGS
from tests.fonts import FAMILIES, NO_LETTERS, missing, only
from waterbed import Dataset, write_map
from waterbed.output.player.offline import find_chromium
from waterbed.output.type.faces import FAMILY

PAPERS = ("A4", "Letter")


def main() -> int:
    """Print what is found, a line each."""
    dataset = Dataset.read()
    found = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = write_map(dataset, Path(folder) / "map.html")
        for family in (FAMILY, *(family for family in FAMILIES if family not in missing())):
            foreign = family != FAMILY
            browser = playwright.chromium.launch(
                executable_path=find_chromium(),
                args=[*FLAGS, NO_LETTERS] if foreign else FLAGS,
                env={**os.environ, **(only(family, Path(folder) / family) if foreign else {})},
            )
            wrong = _walk(browser, page, dataset)
            print(f"{family}: {len(wrong)} faults on paper", *wrong, sep="\n  ", flush=True)
            found += len(wrong)
            browser.close()
    return min(found, 1)


def _walk(browser: Browser, file: Path, dataset: Dataset) -> list[str]:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(file.as_uri())
    page.wait_for_selector(".wb-root:not([aria-busy]) .wb-clock-date")
    wrong = []
    for lang in dataset.shown:
        for scene in range(1, len(dataset["scenes"]) + 1):
            show(page, scene, lang)
            with on_paper(page):
                wrong += [f"{lang} scene {scene}: {fault}" for fault in faults(page)]
            for paper in PAPERS:
                if (count := len(sheets(page, paper))) != 1:
                    wrong.append(f"{lang} scene {scene}: {count} sheets of {paper}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
