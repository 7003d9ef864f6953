"""Proof that a page asks the network for nothing: a real browser opens it with the network cut, uses it, and counts."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from waterbed.output.extras import MissingExtraError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


_FLAGS = ["--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


_LOCAL = ("file:", "data:", "blob:", "about:")


_KEYS = ("PageDown", "ArrowRight", "End", "Home", "Space", "Space")


_SETTLE_MS = 300


# Two ways out that are no requests: what opens one is told on.
_TELL_TALES = """for (const name of ['RTCPeerConnection', 'WebTransport']) {
    if (window[name]) window[name] = new Proxy(window[name], {
        construct(target, given) { waterbedAsked(name); return Reflect.construct(target, given); },
    });
}"""


# A browser under remote control leaves hints unheeded that another one heeds.
_HINTS = """['preconnect', 'dns-prefetch', 'prefetch', 'prerender']
    .flatMap((rel) => [...document.querySelectorAll(`link[rel~=${rel}]`)].map(({ href }) => href))"""


_PRESS_ALL = """async () => {
    for (const node of document.querySelectorAll('[role=tab], [aria-pressed], [aria-expanded], summary')) {
        node.click();
        await new Promise((done) => setTimeout(done, 15));
    }
}"""


_NO_CHROMIUM = (
    "No Chromium found: install Chromium or Chrome, run `python -m playwright install chromium`, "
    "or name one in the environment variable CHROMIUM."
)
_NO_DRIVER = (
    "Playwright does not start: run `python -m playwright --version`, which says what it lacks; "
    "on a bare Debian it is the package libatomic1."
)


class NoBrowserError(RuntimeError):
    """Playwright is there, but no Chromium that it could drive, or it does not start itself."""


def find_chromium() -> str | None:
    """Path of a Chromium: the one named in ``CHROMIUM``, the one on the path, else Playwright's."""
    at_hand = [os.environ.get("CHROMIUM"), *map(shutil.which, _NAMES), _MAC]
    found = next((path for path in at_hand if path and Path(path).exists()), None)
    if found:
        return found
    path = _playwright_chromium()
    return path if path and Path(path).exists() else None


def requests_of(paths: Sequence[Path]) -> dict[Path, list[str]]:
    """What each page asked the network for, in order; empty lists are the proof.

    The page is loaded, scrolled, played, stepped through, and everything that opens is opened. Frames within it count.

    Parameters
    ----------
    paths
        HTML files.

    Raises
    ------
    MissingExtraError
        If Playwright is not installed.
    NoBrowserError
        If there is no Chromium, or Playwright does not start.
    FileNotFoundError
        If a file is not there.
    """
    try:
        import_module("playwright.sync_api")
    except ImportError as error:
        raise MissingExtraError("playwright", "browser", "Proofs in a browser") from error
    for path in paths:
        path.stat()
    chromium = find_chromium()
    if chromium is None:
        raise NoBrowserError(_NO_CHROMIUM)
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with _driver() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*_FLAGS, *(["--no-sandbox"] if as_root else [])]
        )
        found = {path: _requests(browser, path) for path in paths}
        browser.close()
    return found


def _requests(browser: "Browser", path: Path) -> list[str]:
    context = browser.new_context(
        offline=True, service_workers="block", viewport={"width": 1280, "height": 800}
    )
    asked: list[str] = []
    context.expose_function("waterbedAsked", lambda name: asked.append(name))
    context.add_init_script(_TELL_TALES)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.goto(path.resolve().as_uri(), wait_until="load")
    _use(page)
    asked += [url for frame in page.frames for url in frame.evaluate(_HINTS)]
    context.close()
    return list(dict.fromkeys(url for url in asked if not url.startswith(_LOCAL)))


def _use(page: "Page") -> None:
    """What a reader does: wait, scroll, move over the page, press the keys of the player, open what can be opened."""
    page.wait_for_timeout(_SETTLE_MS)
    page.mouse.move(400, 300)
    page.mouse.wheel(0, 2000)
    ribbon = page.locator(".wb-range").first
    if ribbon.count():
        ribbon.focus()
    for key in _KEYS:
        page.keyboard.press(key)
        page.wait_for_timeout(_SETTLE_MS)
    page.evaluate(_PRESS_ALL)
    page.wait_for_timeout(_SETTLE_MS)


def _playwright_chromium() -> str | None:
    try:
        with _driver() as playwright:
            return playwright.chromium.executable_path
    except (ImportError, NoBrowserError):
        return None


@contextmanager
def _driver() -> Iterator["Playwright"]:
    from playwright.sync_api import sync_playwright

    try:
        playwright = sync_playwright().start()
    except Exception as error:  # it has no class of its own for a driver that ends at once
        raise NoBrowserError(_NO_DRIVER) from error
    try:
        yield playwright
    finally:
        playwright.stop()
