"""The map plays in the Firefox of this machine."""

import asyncio
from pathlib import Path

from tests.browser.firefox import Tab, in_firefox


def test_the_map_plays_in_firefox(firefox: str, map_file: Path) -> None:
    in_firefox(firefox, lambda tab: _plays(tab, map_file))


async def _plays(tab: Tab, path: Path) -> None:
    await tab.open(path)
    await tab.until(_DAY)
    await tab.click(".wb-play")
    await tab.until("document.querySelector('.wb-play').ariaLabel === 'Pause'")
    before = await tab.value(_SHOWN)
    await tab.until(f"({_SHOWN}) !== {before!r}")
    await tab.click(".wb-play")
    await tab.until("document.querySelector('.wb-play').ariaLabel === 'Play'")
    stopped = await tab.value(_SHOWN)
    await asyncio.sleep(0.3)
    assert await tab.value(_SHOWN) == stopped
    assert tab.errors == []


_DAY = "document.querySelector('.wb-clock-date')?.textContent"
_SHOWN = "document.querySelector('.wb-range').value"
