"""The second handle of the ribbon: the map as it could have been drawn on a past day, asked for and left by hand or key."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious
from tests.browser.pictures import saved
from waterbed import Dataset, Timeline

DAY = "2024-06-30"
FINDING = "turned up in another"


@pytest.fixture(scope="module")
def page(browser: Browser, map_file: Path) -> Iterator[Page]:
    context = browser.new_context(
        offline=True, reduced_motion="reduce", viewport={"width": 1280, "height": 800}, bypass_csp=True
    )
    made = context.new_page()
    made.goto(map_file.as_uri() + "#overview&lang=en")
    made.wait_for_selector(".wb-root:not([aria-busy]) .wb-lead-title:not(:empty)")
    yield made
    context.close()


def test_at_rest_there_is_one_hand_and_a_past_day_is_asked_for_in_the_filters(page: Page) -> None:
    expect(page.get_by_text(FINDING).first).to_be_visible()
    for part in (".wb-known", ".wb-known-strip", ".wb-known-beyond"):
        expect(page.locator(part)).to_be_hidden()
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("checkbox", name="As known on a past day").press("Space")
    page.keyboard.press("Escape")
    expect(page.locator(".wb-known")).to_contain_text("As known on 31 March 2025")
    expect(page.locator(".wb-clock-date")).to_have_text("31 March 2025")
    # the finding is today's: it is not said of a day on which it was not known
    expect(page.get_by_text(FINDING).first).to_be_hidden()
    expect(page.locator(".wb-root")).not_to_have_class(re.compile("wb-overview"))
    assert serious(page, within=".wb-ribbon") == []


def test_the_second_hand_is_moved_by_keys_and_leaves_the_first_where_it_is(
    page: Page, bundled: Dataset
) -> None:
    page.evaluate(f"location.hash = '#known={DAY}&day=2024-06-20&lang=en'")
    known, clock = page.get_by_role("slider", name="As known on this day"), page.locator(".wb-range")
    expect(known).to_have_attribute("aria-valuetext", re.compile("^30 June 2024, "))
    before = clock.input_value()
    tables = ("events", "movements", "hubs", "figures", "gaps", "context", "phases")
    there = bundled.known_on(DAY)
    said = page.locator(".wb-known").inner_text()
    found = re.search(r"· (\d+) of (\d+) records", said)
    assert found, said
    # hubs that are there for others' sake alone are not counted as known
    assert int(found[2]) == sum(len(bundled[table]) for table in tables)
    assert 0 <= sum(len(there[table]) for table in tables) - int(found[1]) < 10
    known.focus()
    page.keyboard.press("ArrowLeft")
    expect(known).to_have_attribute("aria-valuetext", re.compile("^29 June 2024, "))
    expect(page.locator(".wb-known")).to_contain_text("29 June 2024")
    assert clock.input_value() == before
    expect(page.locator(".wb-panel")).to_contain_text("waterbed map --as-of 2024-06-29")


def test_the_two_hands_stand_on_their_days_and_apart(page: Page) -> None:
    page.evaluate("location.hash = '#known=2023-01-31&day=2024-06-20&lang=en'")
    expect(page.locator(".wb-known")).to_contain_text("31 January 2023")
    strip, rows = (page.locator(part).bounding_box() for part in (".wb-known-strip", ".wb-rows"))
    assert strip and rows and strip["y"] >= rows["y"] + rows["height"] - 1
    beyond = page.locator(".wb-known-beyond").bounding_box()
    scale = page.locator(".wb-range").bounding_box()
    assert beyond and scale
    first, last, day = (
        int(page.locator(".wb-known-range").get_attribute(name) or "")
        if name != "value"
        else int(page.locator(".wb-known-range").input_value())
        for name in ("min", "max", "value")
    )
    due = scale["x"] + (day - first) / (last - first) * scale["width"]
    assert abs(beyond["x"] - due) < 2
    assert abs(beyond["x"] + beyond["width"] - scale["x"] - scale["width"]) < 2


def test_a_scene_of_which_anything_was_not_known_is_not_told_and_today_is_one_press_away(
    page: Page, timeline: Timeline
) -> None:
    title = timeline["texts"]["en"]["scenes"][6]["title"]
    page.evaluate(f"location.hash = '#scene=7&known={DAY}&lang=en'")
    expect(page.locator(".wb-scene-title")).to_have_text("Scene 7 of 16")
    expect(page.locator(".wb-scene-text")).to_have_text(
        "This scene tells of what had not been published by 30 June 2024. "
    )
    page.locator(".wb-known").get_by_role("button", name="Back to today").click()
    expect(page.locator(".wb-scene-title")).to_have_text(title)
    expect(page.locator(".wb-known")).to_be_hidden()


def test_a_saved_picture_says_what_it_is_as_known_on(page: Page) -> None:
    page.evaluate(f"location.hash = '#known={DAY}&day=2024-06-20&lang=en'")
    expect(page.locator(".wb-known")).to_contain_text("As known on 30 June 2024")
    _, written = saved(page)
    assert re.search(r"As known on 30 June 2024 · \d+ of \d+ records", written), written
    page.keyboard.press("Escape")


@pytest.mark.parametrize("size", [(390, 844), (480, 360)])
def test_on_small_screens_the_day_is_said_whole_above_the_map(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate(f"location.hash = '#known={DAY}&day=2024-06-20&lang=en'")
    chip = page.locator(".wb-known")
    expect(chip).to_contain_text("As known on 30 June 2024")
    box, canvas = chip.bounding_box(), page.locator(".wb-map-cell").bounding_box()
    assert box and canvas
    assert box["x"] >= 0 and box["x"] + box["width"] <= size[0]
    assert box["y"] + box["height"] <= canvas["y"] + 1
    assert chip.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
