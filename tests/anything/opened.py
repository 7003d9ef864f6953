"""What a browser says of a map: errors in its console, and words that no reader should see."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Error

from tests.browser.firefox import FirefoxError, Tab

_KEYS = ("PageDown", "End", "Home", "ArrowRight", "Space", "Space")
_WRONG = re.compile(r"\bNaN\b|\bundefined\b|\[object |\[native code\]|Invalid Date")

_PRESS_ALL = """() => document.querySelectorAll('[role=tab], [aria-pressed], [aria-expanded], summary')
    .forEach((node) => node.click())"""

_SHOWN = "document.querySelector('.wb-root').innerText + document.title"
_DAY = "document.querySelector('.wb-clock-date')?.textContent"


def faults_of(browser: Browser, path: Path, own: str = "") -> list[str]:
    """Open a map, use it as a reader does, and list what went wrong; a word of its `own` is no fault."""
    context = browser.new_context(
        offline=True, reduced_motion="reduce", viewport={"width": 1000, "height": 700}
    )
    found: list[str] = []
    page = context.new_page()
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    try:
        page.goto(path.as_uri())
        page.wait_for_selector(".wb-clock-date:not(:empty)", timeout=10_000)
        page.locator(".wb-range").focus()
        for key in _KEYS:
            page.keyboard.press(key)
        page.evaluate(_PRESS_ALL)
        page.wait_for_timeout(100)
        found += _seen(page.evaluate(_SHOWN), own)
    except Error as error:
        found.append(str(error).splitlines()[0])
    finally:
        context.close()
    return found


async def faults_in(tab: Tab, path: Path, own: str = "") -> list[str]:
    """The same in Firefox, where all that can be pressed is pressed."""
    before = len(tab.errors)
    found: list[str] = []
    try:
        await tab.open(path)
        await tab.until(_DAY)
        await tab.value(f"({_PRESS_ALL})()")
        found = _seen(await tab.value(_SHOWN), own)
    except FirefoxError as error:
        found.append(str(error))
    return tab.errors[before:] + found


def words_of(folder: Path) -> str:
    """What the files of a data folder say."""
    return "".join(file.read_text(encoding="utf-8") for file in folder.iterdir() if file.is_file())


def _seen(shown: str, own: str) -> list[str]:
    return [f"a reader sees {wrong}" for wrong in _WRONG.findall(shown) if wrong not in own]
