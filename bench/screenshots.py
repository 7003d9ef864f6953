"""The pictures of the player in ``docs/``, made anew: ``python -m bench.screenshots [NAME …]``, all without a name.

Each is a still view of the map of a bundled data set at a size, in a language and a theme; colours are reduced to a palette
so that the files stay small.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.needs import HOW_TO_GET_CHROMIUM, ROOT
from waterbed import Dataset, write_map
from waterbed.layers.files.bundled import DEFAULT
from waterbed.output.player.offline import find_chromium

COLOURS = 256
MOST_BYTES = 250_000
PAPER = (1047, 737)
"""What A4 across has between its margins, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: what is looked at and on which screen."""

    name: str
    fragment: str
    width: int = 1280
    height: int = 800
    scale: int = 1
    """Device pixels to a CSS pixel."""
    unfolded: bool = False
    """Only the ribbon, with all its rows."""
    paper: bool = False
    """As it is printed."""
    data: str = DEFAULT
    """Name of the bundled data set."""


SHOTS = (
    Shot("player-overview", "#overview"),
    Shot("player", "#scene=8&day=2025-03-20"),
    Shot("player-world", "#scene=scn-09-spread"),
    Shot("player-dark", "#scene=5&lang=fr&theme=dark"),
    Shot("player-phone", "#scene=8", 390, 844, scale=2),
    Shot("player-ribbon", "#scene=5", 1280, 1300, unfolded=True),
    Shot("player-print", "#scene=8", *PAPER, paper=True),
    Shot("piracy-overview", "#overview", data="piracy"),
    Shot("piracy-togo", "#scene=3", data="piracy"),
    Shot("piracy-aden", "#scene=6&lang=fr", data="piracy"),
)


def take(browser: Browser, page_file: Path, shot: Shot) -> bytes:
    """The picture as PNG, in full colour."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height}, device_scale_factor=shot.scale, offline=True
    )
    page = context.new_page()
    page.goto(page_file.as_uri() + shot.fragment)
    page.wait_for_selector(".wb-clock-date:not(:empty)", state="attached")  # the overview hides it
    if shot.paper:
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    if shot.unfolded:
        page.locator(".wb-more").click()
    page.wait_for_timeout(600)  # names fade in
    picture = _ribbon(page) if shot.unfolded else page.screenshot()
    context.close()
    return picture


def _ribbon(page: Page) -> bytes:
    return page.locator(".wb-ribbon").screenshot()


def reduced(picture: bytes) -> bytes:
    """The same picture with a palette of its own."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    # the colours of signs are few pixels each: a palette by frequency would lose them
    palette = image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=3, dither=Image.Dither.NONE)
    out = BytesIO()
    palette.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(names: Sequence[str] = ()) -> int:
    """Write all pictures, or those of some names; 1 when one of them is too large for a page of documentation."""
    chromium = find_chromium()
    if chromium is None:
        print(f"no Chromium: {HOW_TO_GET_CHROMIUM}")
        return 1
    large = 0
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        chosen = [shot for shot in SHOTS if shot.name in names] if names else SHOTS
        maps = {
            name: write_map(Dataset.read(name), Path(folder) / f"{name}.html")
            for name in {shot.data for shot in chosen}
        }
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for shot in chosen:
            picture = reduced(take(browser, maps[shot.data], shot))
            (ROOT / "docs" / f"{shot.name}.png").write_bytes(picture)
            print(f"docs/{shot.name}.png: {len(picture) / 1000:.0f} kB")
            large += len(picture) > MOST_BYTES
        browser.close()
    return min(large, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
