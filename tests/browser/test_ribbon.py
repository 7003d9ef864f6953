"""The ribbon under the map: in every scene and size whole rows of one height, no name over another, a key, a third."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious
from tests.layers.stories import MARKET, write_story
from waterbed import Dataset, Timeline, write_map

SIZES = {"desktop": (1280, 800, 17), "phone": (390, 844, 24)}

SHAPE = """() => {
    const one = (of) => document.querySelector(of).getBoundingClientRect();
    const rows = document.querySelector('.wb-rows');
    const names = [...document.querySelectorAll('.wb-name')].map((node) => node.getBoundingClientRect());
    const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const key = one('.wb-ribbon-key');
    const entries = [...document.querySelectorAll('.wb-ribbon-entry')].map((node) => node.getBoundingClientRect());
    const seen = entries.filter((box) => box.top < key.bottom - 1);
    return {
        heights: [...new Set(names.map(({ height }) => height))],
        tops: [...new Set(names.map(({ top }) => Math.round(top - one('.wb-rows').top)))].sort((a, b) => a - b),
        scrolls: rows.scrollHeight > rows.clientHeight,
        left: rows.clientHeight - (Math.max(...names.map(({ bottom }) => bottom)) - one('.wb-rows').top),
        over: names.filter((a, i) => names.slice(i + 1).some((b) => over(a, b))).length,
        share: one('.wb-ribbon').height / innerHeight,
        key: seen.filter((box) => box.bottom <= key.bottom + 1 && box.right <= key.right + 1).length,
        cut: seen.filter((box) => box.bottom > key.bottom + 1 || box.right > key.right + 1).length,
    };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser, map_file: Path) -> Iterator[Page]:
    """One page for all sizes."""
    context = browser.new_context(offline=True, reduced_motion="reduce")
    made = context.new_page()
    made.goto(map_file.as_uri() + "#scene=1&lang=en")
    made.wait_for_selector(".wb-root:not([aria-busy]) .wb-clock-date:not(:empty)")
    yield made
    context.close()


def _check(shape: dict[str, Any], row: int) -> None:
    assert shape["heights"] == [row]
    assert shape["tops"] == list(range(0, row * len(shape["tops"]), row))
    assert not shape["scrolls"] and shape["over"] == 0
    assert 0 <= shape["left"] < 4
    assert shape["share"] <= 1 / 3
    assert shape["key"] >= 2 and shape["cut"] == 0


@pytest.mark.parametrize("size", SIZES)
def test_rows_are_whole_and_of_one_height_in_every_scene(page: Page, timeline: Timeline, size: str) -> None:
    width, height, row = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    if size == "phone":
        expect(page.locator(".wb-ribbon")).to_be_hidden()
        page.locator(".wb-handle").click()
    expect(page.locator(".wb-ribbon")).to_be_visible()
    for scene in range(1, len(timeline["scenes"]["id"]) + 1, 1 if size == "desktop" else 5):
        page.evaluate(f"location.hash = '#scene={scene}&lang=fr'")
        title = timeline["texts"]["fr"]["scenes"][scene - 1]["title"]
        slider = page.locator(".wb-range")
        expect(slider).to_have_attribute("aria-valuetext", re.compile(re.escape(title)))
        _check(page.evaluate(SHAPE), row)


def test_in_a_frame_one_row_beside_the_buttons_moves_the_clock(page: Page) -> None:
    page.set_viewport_size({"width": 480, "height": 360})
    page.evaluate("location.hash = '#scene=8&lang=en'")
    expect(page.locator(".wb-clock-date")).to_have_text("11 March 2025")
    ribbon, play = page.locator(".wb-ribbon").bounding_box(), page.locator(".wb-play").bounding_box()
    assert ribbon and play and ribbon["y"] < play["y"] + play["height"] <= ribbon["y"] + ribbon["height"]
    assert page.locator(".wb-name").count() == 1
    page.mouse.click(ribbon["x"] + ribbon["width"] / 2, ribbon["y"] + 8)
    expect(page.locator(".wb-clock-date")).not_to_have_text("11 March 2025")


def test_the_places_of_the_scene_have_the_first_rows(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate("location.hash = '#scene=scn-08-power-cuts&lang=en'")
    names = page.locator(".wb-names .wb-name")
    expect(names.first).to_have_text("Myanmar")
    expect(names.nth(1)).to_have_text("Myawaddy")
    assert {"KK Park", "Koh Kong", "Vietnam"} <= set(names.all_inner_texts())
    expect(names.last).to_contain_text("other places")
    names.last.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wb-more")).to_have_attribute("aria-expanded", "true")
    assert page.evaluate(SHAPE)["heights"] == [17]
    assert serious(page) == []
    page.locator(".wb-more").click()


@pytest.mark.parametrize("count", [1, 300])
def test_it_holds_for_one_place_and_for_three_hundred(browser: Browser, tmp_path: Path, count: int) -> None:
    places = {f"p{n}": (MARKET[0] + n / 50, MARKET[1] + n % 7 / 50) for n in range(count)}
    raids = [(place, f"2024-{n % 12 + 1:02}-10") for n, place in enumerate(places)]
    folder = write_story(tmp_path / "story", places=places, raids=raids)
    write_map(Dataset.read(folder), tmp_path / "map.html")
    page = browser.new_page(viewport={"width": 900, "height": 640})
    page.goto((tmp_path / "map.html").as_uri() + "#day=2024-05-01")
    page.wait_for_selector(".wb-name")
    _check(page.evaluate(SHAPE), 17)
    # raids alone: no move, no war, nothing attested, and no word of them
    said = page.locator(".wb-ribbon-entry").all_inner_texts()
    assert "crackdown event" in said and not {"Arrival", "disruption", "attested once"} & {*said}
    page.close()
