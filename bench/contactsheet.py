"""Everything that is made of a data set, as pictures to look at: ``python -m bench.contactsheet [DATA] [-o out/contact]``.

Every scene of the player on each screen, dark and on paper; every slide and page; twelve frames of each film; the pages of
the site by kind. Each group is one sheet of small pictures, and the pictures stand beside it in full. Slides are drawn by
LibreOffice (soffice) and pages by Poppler (pdftoppm), where they are installed; it says what it could not draw.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import av
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from bench.screenshots import PAPER, reduced
from tests.browser.sheets import on_paper
from tests.conftest import FLAGS
from tests.needs import HOW_TO_GET_CHROMIUM, ROOT
from waterbed import BriefOptions, Dataset, SiteOptions, write_brief, write_map, write_site
from waterbed.layers.files.bundled import DEFAULT
from waterbed.output.player.offline import find_chromium

Pictures = Iterator[tuple[str, Image.Image]]
FRAMES = 12
_THUMB = (620, 620)
_ACROSS, _DOWN = 3, 4
_GAP, _LABEL = 12, 18
_SITE = (
    "index.html",
    "story.html",
    "countries/",
    "hubs/",
    "zones/",
    "events/",
    "sources/",
    "places.html",
    "method.html",
)
"""How the addresses of each kind of page begin; the longest page of each is looked at."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What the player is looked at on."""

    name: str
    width: int
    height: int
    theme: str = "light"
    paper: bool = False
    touch: bool = False


SCREENS = (
    Screen("desktop", 1280, 800),
    Screen("phone", 390, 844, touch=True),
    Screen("embed", 480, 360),
    Screen("dark", 1280, 800, theme="dark"),
    Screen("print", *PAPER, paper=True),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the pictures and sheets; 1 where something could not be drawn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", default=DEFAULT, help="folder or name of a data set")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "out" / "contact", help="folder to write")
    parser.add_argument("--lang", help="one of its languages; its first when left out")
    parser.add_argument("--only", choices=("player", "site", "pack"), help="only these")
    asked = parser.parse_args(arguments)
    chromium = find_chromium()
    if chromium is None:
        print(f"no Chromium: {HOW_TO_GET_CHROMIUM}")
        return 1
    dataset = Dataset.read(asked.data)
    lang = asked.lang or dataset.shown[0]
    missing = 0
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for what, pictures in (
            ("player", player(browser, dataset, folder, lang)),
            ("site", site(browser, dataset, folder, lang)),
            ("pack", pack(dataset, folder, lang)),
        ):
            if asked.only in (None, what):
                missing += kept(pictures, asked.output / what)
        browser.close()
    return min(missing, 1)


def player(browser: Browser, dataset: Dataset, folder: Path, lang: str) -> Pictures:
    """The overview and each scene, on each screen."""
    file = write_map(dataset, folder / "map.html")
    views = ["overview", *(f"scene={1 + n}" for n in range(len(dataset["scenes"])))]
    for screen in SCREENS:
        context = browser.new_context(
            viewport={"width": screen.width, "height": screen.height},
            has_touch=screen.touch,
            reduced_motion="reduce",
            offline=True,
        )
        page = context.new_page()
        for view in views:
            page.goto("about:blank")
            page.goto(f"{file.as_uri()}#{view}&lang={lang}&theme={screen.theme}")
            page.wait_for_selector(".wb-root:not([aria-busy]) .wb-clock-date:not(:empty)", state="attached")
            yield f"{screen.name} {view.replace('=', ' ')}", _seen(page, screen)
        context.close()


def _seen(page: Page, screen: Screen) -> Image.Image:
    if screen.paper:
        with on_paper(page):
            return _image(page.screenshot())
    return _image(page.screenshot())


def site(browser: Browser, dataset: Dataset, folder: Path, lang: str) -> Pictures:
    """The first page of each kind, wide and on a phone, from its top."""
    root = folder / "site"
    write_site(dataset, root, SiteOptions(languages=(lang,)))
    pages = {file.relative_to(root / lang).as_posix(): file for file in (root / lang).rglob("*.html")}
    for kind in _SITE:
        of_kind = [name for name in pages if name.startswith(kind)]
        if not of_kind:
            continue
        name = max(of_kind, key=lambda one: pages[one].stat().st_size)
        for width in (1280, 390):
            page = browser.new_page(viewport={"width": width, "height": 1600}, reduced_motion="reduce")
            page.goto(pages[name].as_uri())
            page.wait_for_load_state("networkidle")
            yield f"{width} {name.removesuffix('.html').replace('/', ' ')}", _image(page.screenshot())
            page.close()


def pack(dataset: Dataset, folder: Path, lang: str) -> Pictures:
    """Every slide, page, still and twelve frames of each film of the briefing pack."""
    made = write_brief(dataset, folder / "brief", BriefOptions(languages=(lang,)), processes=2)
    for file in sorted(made.rglob("*")):
        name = file.relative_to(made).as_posix().replace("/", " ")
        match file.suffix:
            case ".pptx":
                yield from _slides(file, folder, name)
            case ".pdf":
                yield from _pages(file, name)
            case ".mp4" | ".gif":
                yield from _frames(file, name)
            case ".png":
                yield name.removesuffix(".png"), Image.open(file)


def _slides(file: Path, folder: Path, name: str) -> Pictures:
    if shutil.which("soffice") is None:
        print(f"{name}: no soffice here to draw slides")
        return
    _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file))
    yield from _pages(folder / f"{file.stem}.pdf", name)


def _pages(file: Path, name: str) -> Pictures:
    if shutil.which("pdftoppm") is None:
        print(f"{name}: no pdftoppm here to draw pages")
        return
    with tempfile.TemporaryDirectory() as folder:
        _run("pdftoppm", "-r", "110", "-png", str(file), f"{folder}/page")
        for page in sorted(Path(folder).iterdir()):
            yield f"{name} {page.stem}", Image.open(page)


def _frames(file: Path, name: str) -> Pictures:
    """Frames with equal time between them, from the first to the last."""
    with av.open(file) as film:
        many = sum(1 for _ in film.decode(video=0))
    taken = {round(n * (many - 1) / (FRAMES - 1)) for n in range(FRAMES)}
    with av.open(file) as film:
        for n, frame in enumerate(film.decode(video=0)):
            if n in taken:
                yield f"{name} {frame.time or 0:05.1f} s", Image.fromarray(frame.to_ndarray(format="rgb24"))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own command


def _image(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def kept(pictures: Pictures, folder: Path) -> int:
    """Write the pictures, and sheets of them; return 1 where there are none."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    thumbs = []
    for label, picture in pictures:
        whole = picture.convert("RGB")
        whole.save(folder / f"{label}.png")
        whole.thumbnail(_THUMB)
        thumbs.append((label, whole))
        print(f"{folder.name}: {label}", flush=True)
    many = _ACROSS * _DOWN
    for first in range(0, len(thumbs), many):
        (folder / f"sheet-{1 + first // many:02}.png").write_bytes(
            reduced(_sheet(thumbs[first : first + many]))
        )
    return 0 if thumbs else 1


def _sheet(group: Sequence[tuple[str, Image.Image]]) -> bytes:
    width = max(one.width for _, one in group)
    height = max(one.height for _, one in group) + _LABEL
    rows = -(-len(group) // _ACROSS)
    sheet = Image.new("RGB", (_ACROSS * (width + _GAP) + _GAP, rows * (height + _GAP) + _GAP), "#888")
    draw: Any = ImageDraw.Draw(sheet)
    for n, (label, picture) in enumerate(group):
        at = (_GAP + n % _ACROSS * (width + _GAP), _GAP + n // _ACROSS * (height + _GAP))
        draw.text(at, label, fill="white")
        sheet.paste(picture, (at[0], at[1] + _LABEL))
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
