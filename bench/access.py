"""axe-core over every scene, theme, language and size of the bundled map: ``python -m bench.access``.

Takes about three minutes; ends with 1 if anything serious or critical is found.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.axe import serious
from tests.conftest import FLAGS
from waterbed import Dataset, write_map
from waterbed.output.player.offline import find_chromium

SIZES = [(1280, 800), (1000, 700), (390, 844), (480, 360)]
_SHOW = """async ([theme, lang, scene]) => {
    const { player } = document.querySelector('[data-wb-standalone]').waterbed;
    player.dispatch({ type: 'theme', theme });
    player.dispatch({ type: 'lang', lang });
    player.dispatch({ type: 'scene', scene, hold: true });
    await new Promise((done) => setTimeout(done, 300));
}"""


def main() -> int:
    """Print what is found, a line each."""
    dataset = Dataset.read()
    found = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = write_map(dataset, Path(folder) / "map.html")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        for size in SIZES:
            faults = _walk(browser, page, size, dataset)
            print(
                f"{size[0]} x {size[1]}: {len(faults)} serious or critical", *faults, sep="\n  ", flush=True
            )
            found += len(faults)
        browser.close()
    return min(found, 1)


def _walk(browser: Browser, file: Path, size: tuple[int, int], dataset: Dataset) -> list[str]:
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
        bypass_csp=True,
        has_touch=size[0] == 390,
    )
    page.goto(file.as_uri())
    page.wait_for_selector(".wb-root:not([aria-busy]) .wb-clock-date")
    faults = []
    for theme in ("light", "dark"):
        for lang in dataset.shown:
            for scene in range(len(dataset["scenes"])):
                page.evaluate(_SHOW, [theme, lang, scene])
                faults += [f"{theme} {lang} scene {scene + 1}: {fault}" for fault in serious(page)]
    page.close()
    return faults


if __name__ == "__main__":
    sys.exit(main())
