"""What is seen: the ribbon that folds, the world with its inset, the search for a place, a scene on one sheet of paper."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from waterbed import Dataset, write_map
from waterbed.layers.dates.days import date_text
from waterbed.output.language.dates import period
from waterbed.output.timeline import Timeline


@pytest.fixture(scope="module")
def page(browser: Browser, map_file: Path) -> Iterator[Page]:
    """One page for all tests of the file: each chooses its scene."""
    context = browser.new_context(
        offline=True, viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    made = context.new_page()
    made.goto(map_file.as_uri() + "#scene=scn-09-spread")
    made.wait_for_selector(".wb-clock-date:not(:empty)")
    yield made
    context.close()


def _names(page: Page) -> list[str]:
    return page.locator(".wb-name").all_inner_texts()


def test_a_country_of_the_ribbon_folds_by_key_and_nothing_is_lost(page: Page) -> None:
    page.get_by_role("button", name="All 50 rows").click()
    fold = page.get_by_role("button", name="Places in Myanmar")
    expect(fold).to_have_attribute("aria-expanded", "true")
    before = _names(page)
    assert {"Laukkai", "Tachilek", "Hpa-An"} <= set(before)
    fold.focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "false")
    expect(fold).to_be_focused()
    assert "all 11 places" in _names(page) and "Laukkai" not in _names(page)
    page.keyboard.press("Enter")
    assert _names(page) == before


def test_the_rows_of_the_ribbon_scroll_and_the_axis_is_a_scrubber(page: Page) -> None:
    if page.locator(".wb-more").get_attribute("aria-expanded") == "false":
        page.locator(".wb-more").click()
    box = page.locator(".wb-rows").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 600, box["y"] + 40)
    page.mouse.wheel(0, 90)
    page.wait_for_function("() => document.querySelector('.wb-rows').scrollTop > 0")
    before = page.locator(".wb-range").input_value()
    page.mouse.click(box["x"] + 600, box["y"] - 8)
    expect(page.locator(".wb-range")).not_to_have_value(before)


def test_the_world_has_an_inset_that_leads_to_the_region(page: Page) -> None:
    # it covers nothing that the scene tells of: on a low map there may be no room for it
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("location.hash = '#scene=scn-09-spread&day=2025-05-05'")
    inset = page.get_by_role("button", name="Go to the enlarged region")
    expect(inset).to_be_visible()
    painted = """node => {
        const canvas = node.querySelector('canvas');
        const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(new Uint32Array(pixels.buffer)).size;
    }"""
    assert inset.evaluate(painted) > 50
    inset.click()
    expect(inset).to_be_hidden()


def test_what_comes_after_the_map_stands_clear_of_the_inset(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto(write_map(Dataset.read("piracy"), tmp_path / "map.html").as_uri() + "#scene=scn-08-not-known")
    expect(page.locator(".wb-show-all")).to_have_text(re.compile(r"Show all \d+ marks"))
    expect(page.locator(".wb-inset")).to_be_visible()
    page.wait_for_function("""() => {
        const [inset, button] = ['.wb-inset', '.wb-show-all'].map((of) => document.querySelector(of))
            .map((node) => node.getBoundingClientRect());
        return inset.bottom <= button.top || inset.left >= button.right || inset.right <= button.left;
    }""")
    page.close()


def test_nothing_is_drawn_before_its_cause(page: Page, timeline: Timeline) -> None:
    moves, labels = timeline["movements"], timeline["texts"]["en"]["records"]["label"]
    first: dict[int, list[str]] = {}
    for record, day, shape, mode in zip(
        *(moves[name] for name in ("record", "not_before", "shape", "mode")), strict=True
    ):
        if day is not None and shape == "curve" and mode != "undated":
            first.setdefault(day, []).append(labels[record])
    drawn = page.locator(".wb-on-map")
    # the view of a scene stays when the story goes on without one
    page.evaluate("location.hash = '#scene=4'")
    expect(page.locator(".wb-now-scene")).to_have_text(re.compile("scene 4 of"))

    def on(day: int) -> None:
        page.evaluate(f"location.hash = '#day={date_text(day)}'")
        expect(page.locator(".wb-now")).to_contain_text(period(date_text(day), "en"))
        # what is on the map is listed anew when the list is opened
        page.get_by_role("tab", name="Story").click()
        page.get_by_role("tab", name="Records").click()

    several = {day: caused for day, caused in first.items() if len(caused) > 2}
    assert len(several) == 3
    for day, caused in first.items():
        on(day - 1)
        for label in caused:
            expect(drawn).not_to_contain_text(label)
        if day in several:
            on(day + 31)
            expect(drawn).to_contain_text(re.compile("|".join(map(re.escape, caused))))
    page.get_by_role("tab", name="Story").click()


def test_what_has_no_end_on_record_is_no_news_years_later(page: Page) -> None:
    today = page.locator(".wb-today")
    for day, said in (("2020-06-30", True), ("2026-03-31", False)):
        page.evaluate(f"location.hash = '#day={day}'")
        expect(page.locator(".wb-now")).to_contain_text(period(day, "en"))
        row = today.locator(".wb-row", has_text="Shan State")
        expect(row).to_have_count(int(said))
    expect(today).to_contain_text("operations recorded again")
    expect(today).not_to_contain_text(re.compile("operations (arrive|leave)"))


def test_a_search_for_a_place_finds_it_and_what_happened_there(page: Page) -> None:
    page.get_by_role("tab", name="Records").click()
    page.locator(".wb-search").fill("kk park")
    groups = page.locator(".wb-group:visible > summary")
    expect(groups.first).to_contain_text("Zones")
    assert any(text.startswith("Events") for text in groups.all_inner_texts())
    page.locator(".wb-group:visible .wb-row-open", has_text=re.compile("^KK Park$")).first.click()
    card = page.locator(".wb-card")
    for heading in ("Phases", "Events here", "Sources"):
        expect(card.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_a_scene_is_one_sheet_of_paper_with_its_map(page: Page, tmp_path: Path) -> None:
    page.evaluate("location.hash = '#scene=8'")
    expect(page.locator(".wb-now-scene")).to_have_text(re.compile(r"^scene 8 of \d+$"))
    pdf = page.pdf(path=tmp_path / "scene.pdf", prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    paper = page.locator(".wb-paper")
    shown = paper.evaluate(
        """node => {
            const { data } = node.getContext('2d').getImageData(0, 0, node.width, node.height);
            let solid = 0;
            for (let i = 3; i < data.length; i += 4) solid += data[i] === 255;
            return solid / (node.width * node.height);
        }"""
    )
    assert shown > 0.99, "all sheets of the map lie on the one that is printed"
    for part in (".wb-map", ".wb-scene-text", ".wb-ribbon", ".wb-scene-sources .wb-source"):
        expect(page.locator(part).first).to_be_visible()
    for part in (".wb-controls", ".wb-tabs", ".wb-cycle", ".wb-card"):
        expect(page.locator(part)).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".wb-controls")).to_be_visible()
