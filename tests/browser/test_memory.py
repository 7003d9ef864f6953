"""A short sample of ``make long``: playing in a loop leaves no listeners and no nodes behind."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.memory import played


def test_rounds_of_the_story_leave_no_listeners_and_no_nodes(browser: Browser, map_file: Path) -> None:
    page = browser.new_page()
    page.goto(map_file.as_uri())
    first, *_, last = played(page, seconds=3, rounds=3)
    page.close()
    assert last["jsEventListeners"] <= first["jsEventListeners"]
    assert last["nodes"] <= 1.02 * first["nodes"]
