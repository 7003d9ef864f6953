"""Fixtures that several folders share: the tiny and the bundled data set, its page, a real browser."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.firefox import HOW_TO_GET_FIREFOX, find_firefox
from tests.layers.packages import write_tiny
from tests.needs import HOW_TO_GET_CHROMIUM, NO_DATABASE
from waterbed import Dataset, SiteOptions, Timeline, write_map
from waterbed.output.player.offline import find_chromium
from waterbed.output.site.write import write_pages

# Behind every window Chromium draws a page for the suggestions under its address bar: nobody here sees it, and it costs
# as much as the map. Of two lists of features the last counts, so this one replaces Playwright's and keeps its PaintHolding.
FEATURES = ["PaintHolding", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
          "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
          f"--disable-features={','.join(FEATURES)}"]  # fmt: skip
Launch = Callable[..., Browser]
"""Starts a browser with variables of the environment, and flags beside the usual ones."""
_SKIPPED = pytest.StashKey[dict[str, int]]()
_NO_BROWSER = f"no Chromium: {HOW_TO_GET_CHROMIUM}"
_NO_FIREFOX = f"no Firefox: {HOW_TO_GET_FIREFOX}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    told = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    config.stash[_SKIPPED] = {lack: sum(lack in one for one in told) for lack in (_NO_BROWSER, NO_DATABASE)}


def pytest_unconfigure(config: pytest.Config) -> None:
    """Say it in the very last line, where it is seen."""
    for lack, skipped in config.stash.get(_SKIPPED, {}).items():
        if skipped:
            print(f"{skipped} tests were skipped, {lack}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Launch]:
    """Starts a real Chromium; without one the test is skipped, in CI it fails."""
    path = find_chromium()
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(_NO_BROWSER)
    with sync_playwright() as playwright:
        yield lambda env, *flags: playwright.chromium.launch(
            executable_path=path, args=[*FLAGS, *flags], env={**os.environ, **env}
        )


@pytest.fixture(scope="session")
def browser(chromium: Launch) -> Iterator[Browser]:
    """The Chromium that most tests share, with the fonts of this machine."""
    started = chromium({})
    yield started
    started.close()


@pytest.fixture(scope="session")
def firefox() -> str:
    """Path of a Firefox; without one the test is skipped."""
    path = find_firefox()
    if path is None:
        pytest.skip(_NO_FIREFOX)
    return path


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The tiny package: two countries, four zones, three hubs, three movements, one scene."""
    return Dataset.read(write_tiny(tmp_path_factory.mktemp("tiny") / "tiny"))


@pytest.fixture(scope="session")
def bundled() -> Dataset:
    """The bundled data set: scam centres in Southeast Asia."""
    return Dataset.read()


@pytest.fixture(scope="session")
def timeline(bundled: Dataset) -> Timeline:
    return Timeline.of(bundled)


@pytest.fixture(scope="session")
def map_file(bundled: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled data set's map, written once."""
    return write_map(bundled, tmp_path_factory.mktemp("map") / "map.html")


@pytest.fixture(scope="session")
def site(bundled: Dataset, timeline: Timeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled data set's static site, written once; its pictures would take longer than all its pages."""
    folder = tmp_path_factory.mktemp("site") / "site"
    write_pages(bundled, timeline, folder, SiteOptions(pictures=False))
    return folder
