"""The map opens with the network cut, from a file and inside a sandboxed frame, and asks for nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect


class Watched:
    """A page with everything it asks for and complains about."""

    def __init__(self, context: BrowserContext) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@pytest.fixture
def offline(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    yield Watched(context)
    context.close()


def _fetched(requests: list[str]) -> list[str]:
    return [url for url in requests if not url.startswith(("data:", "blob:", "about:"))]


def test_opens_from_a_file_and_asks_for_nothing_else(offline: Watched, map_file: Path) -> None:
    offline.page.goto(map_file.as_uri())
    offline.page.wait_for_selector(".wb-clock")
    assert _fetched(offline.requests) == [map_file.as_uri()]
    assert offline.complaints == []


def test_playing_changes_the_picture(offline: Watched, map_file: Path) -> None:
    offline.page.goto(map_file.as_uri() + "#scene=1")
    offline.page.wait_for_selector(".wb-clock")
    map_picture = offline.page.locator(".wb-map").first
    before, clock = map_picture.screenshot(), offline.page.locator(".wb-clock").inner_text()
    day = offline.page.locator(".wb-range").input_value()
    offline.page.keyboard.press("Tab")
    offline.page.locator(".wb-play").click()
    offline.page.wait_for_function(f"() => document.querySelector('.wb-range').value > {day} + 20")
    assert offline.page.locator(".wb-clock").inner_text() != clock
    assert map_picture.screenshot() != before
    assert offline.complaints == []


def test_works_in_a_sandboxed_frame(offline: Watched, map_file: Path, tmp_path: Path) -> None:
    frame = (
        f'<!doctype html><title>a stranger</title><iframe sandbox="allow-scripts" src="{map_file.as_uri()}" '
    )
    (tmp_path / "host.html").write_text(frame + 'width="800" height="600"></iframe>', encoding="utf-8")
    offline.page.goto((tmp_path / "host.html").as_uri())
    inside = offline.page.frame_locator("iframe")
    inside.locator(".wb-clock").wait_for()
    day = inside.locator(".wb-range").input_value()
    inside.locator(".wb-play").click()
    expect(inside.locator(".wb-range")).not_to_have_value(day)
    assert offline.complaints == []


def test_is_a_readable_page_without_scripts(browser: Browser, map_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(map_file.as_uri())
    text = page.locator("body").inner_text()
    assert "Cambodia" in text and "Sources" in text
    assert page.locator("h1").count() == 1
    assert page.locator("section").count() >= 12
    context.close()
