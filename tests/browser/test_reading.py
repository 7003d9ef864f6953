"""What a reader reads and clicks: what the filters hide is said, a slip finds its place, one scene is no list."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.layers.packages import write_tiny
from waterbed import Dataset, write_map

Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, map_file: Path) -> Iterator[Opener]:
    contexts = []

    def open_at(fragment: str = "", *, width: int = 1280, height: int = 800, file: Path = map_file) -> Page:
        contexts.append(
            browser.new_context(
                offline=True, viewport={"width": width, "height": height}, reduced_motion="reduce"
            )
        )
        page = contexts[-1].new_page()
        page.goto(file.as_uri() + fragment)
        page.wait_for_selector(".wb-root:not([aria-busy]) .wb-clock-date")
        return page

    yield open_at
    for context in contexts:
        context.close()


def test_what_a_filter_hides_of_a_scene_is_said_with_the_way_back(opened: Opener) -> None:
    page = opened("#scene=8")
    note = page.locator(".wb-scene .wb-hidden-note")
    expect(note).to_have_count(0)
    page.get_by_role("button", name="Filter", exact=True).click()
    menu = page.locator(".wb-filter")
    menu.get_by_label("High only").check()
    expect(note).to_have_text(re.compile(r"^\d of this scene’s records are less certain and hidden\."))
    expect(menu.locator(".wb-hidden-note")).to_have_text(re.compile("less certain"))
    expect(page.get_by_role("status").first).to_contain_text("less certain and hidden")
    menu.get_by_label("displacement").uncheck()
    expect(note).to_contain_text("hidden by the filters")
    # what the menu changes stays in sight
    box = {name: page.locator(name).bounding_box() for name in (".wb-filter", ".wb-map", ".wb-ribbon")}
    over, *seen = (found for found in box.values() if found)
    assert over["x"] >= seen[0]["x"] + seen[0]["width"] and over["y"] + over["height"] <= seen[1]["y"]
    page.keyboard.press("Escape")
    note.get_by_role("button", name="Show them").click()
    expect(note).to_have_count(0)
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_visible()


def test_a_map_without_a_panel_says_what_its_address_hides(opened: Opener) -> None:
    page = opened("#scene=8&certainty=2&lang=fr", width=480, height=360)
    note = page.locator(".wb-hidden-slot .wb-hidden-note")
    expect(note).to_be_visible()
    note.get_by_role("button", name="Les montrer").click()
    expect(note).to_have_count(0)


def test_the_search_of_the_records_forgives_slips(opened: Opener) -> None:
    page = opened("#scene=8")
    page.get_by_role("tab", name="Records").click()
    for typed, name in (("mywady", "Myawaddy"), ("koh kng", "Koh Kong"), ("kk park", "KK Park")):
        page.locator(".wb-search").fill(typed)
        found = page.locator(".wb-group:visible .wb-row-open")
        expect(found.first).to_have_text(name)
    expect(page.locator(".wb-group:visible", has_text="Zones and towns").locator(".wb-count")).to_have_text(
        "1"
    )
    page.locator(".wb-search").fill("xyz")
    expect(page.locator(".wb-group:visible")).to_have_count(0)


def test_one_scene_alone_is_neither_counted_nor_listed(opened: Opener, tmp_path: Path) -> None:
    page = opened(
        "#scene=1", file=write_map(Dataset.read(write_tiny(tmp_path / "set")), tmp_path / "map.html")
    )
    expect(page.locator(".wb-scene-title")).to_be_visible()
    for part in (".wb-scene-number", ".wb-scene-list", ".wb-now-scene:not(:empty)"):
        expect(page.locator(part)).to_have_count(0)
    page.locator(".wb-scene-go").get_by_role("button", name="Overview").click()
    expect(page.locator(".wb-scene-next")).to_be_visible()
    expect(page.locator(".wb-scene-list")).to_have_count(0)
