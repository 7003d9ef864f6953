"""Stories of another size than the bundled one: a city, one day, names without an end."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.layers.stories import MARKET, RIVERSIDE, STATION, write_story
from waterbed import Dataset, write_map

Opener = Callable[..., Page]
PLACES = {"market": MARKET, "station": STATION, "river": RIVERSIDE}
MOVES = [("market", "station", "2024-04-10/2024-05-10"), ("station", "river", "2024-06/2024-07")]
NAME = "PhnomPenh" * 34


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens the map of a story; keywords as for `write_story`."""
    contexts = []

    def open_story(width: int = 1280, height: int = 800, **story: object) -> Page:
        given: dict[str, object] = {"places": PLACES, "moves": MOVES} | story
        folder = write_story(tmp_path / "story", **given)  # type: ignore[arg-type]
        write_map(Dataset.read(folder), tmp_path / "map.html")
        context = browser.new_context(offline=True, viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.goto((tmp_path / "map.html").as_uri())
        page.wait_for_selector(".wb-root:not([aria-busy]) .wb-clock-date:not(:empty)")
        return page

    yield open_story
    for context in contexts:
        context.close()


def _metres_a_pixel(page: Page) -> float:
    bar = page.locator(".leaflet-control-scale-line")
    number, unit = bar.inner_text().split()
    box = bar.bounding_box()
    assert box
    return float(number) * {"m": 1, "km": 1000}[unit] / box["width"]


def test_corners_of_a_city_fill_the_map_and_it_zooms_on(opened: Opener) -> None:
    page = opened()
    expect(page.locator(".wb-city-note")).to_be_visible()
    across = 1000 * 111.32 * 0.98 * (RIVERSIDE[0] - MARKET[0])
    assert 400 < across / _metres_a_pixel(page) < 884
    before = _metres_a_pixel(page)
    closer = page.locator(".leaflet-control-zoom-in")
    expect(closer).not_to_have_class(re.compile("leaflet-disabled"))
    bar = page.locator(".leaflet-control-scale-line")
    said = bar.evaluate("(bar) => bar.outerHTML")
    closer.click()
    page.wait_for_function(
        "(said) => document.querySelector('.leaflet-control-scale-line').outerHTML !== said", arg=said
    )
    assert _metres_a_pixel(page) < 0.8 * before


def test_a_story_of_one_day_plays_through_it(opened: Opener) -> None:
    page = opened(moves=[("market", "river", "2024-04-05")], as_of="2024-04-05")
    date = page.locator(".wb-clock-date").inner_text()
    assert date == "5 April 2024"
    page.keyboard.press("Home")
    page.locator(".wb-range").focus()
    page.keyboard.press("Home")
    start = page.locator(".wb-playhead").bounding_box()
    page.locator(".wb-play").click()
    assert start
    moved = "(from) => document.querySelector('.wb-playhead').getBoundingClientRect().x > from + 30"
    page.wait_for_function(moved, arg=start["x"])
    expect(page.locator(".wb-clock-date")).to_have_text(date)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_names_without_an_end_stay_in_their_boxes(opened: Opener, width: int, height: int) -> None:
    page = opened(
        width,
        height,
        raids=[("market", "2024-04-05")],
        labels={"market": NAME, "raid1": NAME},
        scenes=[(NAME, "2024-01/2024-05", "raid1;m1")],
    )
    wide = """() => [...document.querySelectorAll('.wb-panel-scroll, .wb-clock, .wb-header, .wb-lead, .wb-disclaimer')]
        .filter((box) => box.checkVisibility() && box.clientWidth > 1)
        .filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => box.className)"""
    expect(page.locator(".wb-press")).to_have_count(1)
    assert page.evaluate(wide) == []
    page.locator(".wb-step-on").click()
    expect(page.locator(".wb-lead")).to_be_hidden()
    clock = page.locator(".wb-clock").bounding_box()
    assert clock and clock["height"] < 120 and clock["x"] + clock["width"] <= width
    assert page.evaluate(wide) == []
    expect(page.locator(".wb-scene-title")).to_have_text(NAME)
