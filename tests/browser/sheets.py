"""A scene as it goes to the printer: what stands where on the sheet, and what a reader would find wrong with it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page
from pypdf import PdfReader

PARTS = (
    ".wb-header", ".wb-clock", ".wb-map", ".wb-mini", ".wb-disclaimer", ".wb-scene", ".wb-today", ".wb-ribbon",
    ".wb-scene-sources", ".wb-cite-box",
)  # fmt: skip
SMALLEST = 7 * 96 / 72
"""What can be read on paper, in pixels: 7 pt."""
_SHOW = """([lang, scene]) => {
    const { player } = document.querySelector('[data-wb-standalone]').waterbed;
    player.dispatch({ type: 'lang', lang });
    player.dispatch({ type: 'scene', scene: scene - 1, hold: true });
}"""
_BOXES = """(parts) => {
    const box = (node) => {
        const { left, top, right, bottom } = node.getBoundingClientRect();
        return [left, top, right, bottom];
    };
    return Object.fromEntries(parts.map((part) => [part, box(document.querySelector(part))]));
}"""
_WIDER = """() => {
    const { scrollWidth, clientWidth } = document.querySelector('.wb-root');
    return scrollWidth > clientWidth;
}"""
_SMALL = """(least) => {
    const found = new Set();
    const texts = document.createTreeWalker(document.querySelector('.wb-root'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { parentElement: node, data } = texts.currentNode;
        if (!data.trim() || !node.checkVisibility() || node.closest('.wb-unseen, [hidden]')) continue;
        if (parseFloat(getComputedStyle(node).fontSize) < least) found.add(node.className || node.tagName);
    }
    return [...found];
}"""


def show(page: Page, scene: int, lang: str) -> None:
    """A scene, the first being 1, as it is when nothing moves."""
    page.evaluate(_SHOW, [lang, scene])


def sheets(page: Page, paper: str = "A4") -> list[str]:
    """The text of each sheet that comes out of the printer."""
    pdf = page.pdf(format=paper, print_background=True)
    return [" ".join(sheet.extract_text().split()) for sheet in PdfReader(io.BytesIO(pdf)).pages]


def letters(page: Page, selector: str) -> set[str]:
    """The families whose letters stand in the first element."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    session.detach()
    return {font["familyName"] for font in used}


@contextmanager
def on_paper(page: Page) -> Iterator[None]:
    """The page laid out for the printer, for as long as it is looked at."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    try:
        yield
    finally:
        page.emulate_media(media="null")  # "screen" would hold for the printer, too
        page.evaluate("dispatchEvent(new Event('afterprint'))")


def faults(page: Page) -> list[str]:
    """What is wrong with the one sheet of a scene, a line each; the page is on paper."""
    sheet, *_ = _boxes(page, ".wb-root").values()
    boxes = _boxes(page, *PARTS)
    found = [
        f"{part} is not there" for part, box in boxes.items() if box[2] - box[0] < 20 or box[3] - box[1] < 8
    ]
    found += [f"{part} goes beyond the sheet" for part, box in boxes.items() if not _within(box, sheet)]
    found += [
        f"{one} lies on {other}"
        for i, one in enumerate(PARTS)
        for other in PARTS[:i]
        if _meet(boxes[one], boxes[other])
    ]
    above = max(boxes[part][3] for part in (".wb-disclaimer", ".wb-today"))
    if boxes[".wb-ribbon"][1] - above > 16:
        found.append("a band between map and ribbon is empty")
    if page.evaluate(_WIDER):
        found.append("something is wider than the sheet")
    return found + [f"{name}: too small to read" for name in page.evaluate(_SMALL, SMALLEST)]


def _boxes(page: Page, *parts: str) -> dict[str, tuple[float, ...]]:
    boxes: dict[str, Any] = page.evaluate(_BOXES, list(parts))
    return {part: tuple(box) for part, box in boxes.items()}


def _within(box: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    return (
        box[0] >= outer[0] - 1
        and box[1] >= outer[1] - 1
        and box[2] <= outer[2] + 1
        and box[3] <= outer[3] + 1
    )


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > 1
        and min(one[3], other[3]) - max(one[1], other[1]) > 1
    )
