"""What a reader reads and clicks: one card for a sign, lists in order, what filters hide, slips in a search."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.layers.packages import write_tiny
from waterbed import Dataset, write_map

Opener = Callable[..., Page]

# A spot of the map where nothing but a thing of a kind is drawn: of a group, that stands for so many records.
SPOT = """([group, least]) => {
    const { player } = document.querySelector('[data-wb-standalone]').waterbed;
    const box = document.querySelector('.wb-map').getBoundingClientRect();
    for (let y = 60; y < box.height - 60; y += 4) for (let x = 20; x < box.width - 20; x += 4) {
        const [first, ...below] = player.stage.hit({ x, y });
        const free = document.elementFromPoint(box.left + x, box.top + y)?.closest('.wb-map');
        if (free && first?.group === group && first.records.length >= least && (group === 'places' || !below.length)) {
            return [box.left + x, box.top + y];
        }
    }
}"""


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


def test_a_click_on_a_sign_opens_one_card_of_all_that_stands_under_it(opened: Opener) -> None:
    page = opened("#scene=8")
    tip, card = page.locator(".wb-tip:not(.wb-ribbon-tip)"), page.locator(".wb-card")
    spot = page.evaluate(SPOT, ["places", 3])
    page.mouse.move(*spot)
    expect(tip).to_contain_text("Myawaddy area (3)")
    expect(tip).to_contain_text("KK Park (operations recorded again)")
    page.mouse.click(*spot)
    expect(card.locator(".wb-card-title")).to_have_text("Myawaddy area")
    expect(card.locator(".wb-card-sum")).to_have_text(
        re.compile(r"^3 places, \d moves out, 1 move in, 1 back$")
    )
    said = card.locator(".wb-card-sum").inner_text()
    told = {what: n for n, what in re.findall(r"(\d+) ([a-z ]+)", said)}
    for title, what in (("Places here", "places"), ("Movements out", "moves out"), ("Back", "back")):
        rows = card.locator(".wb-section", has=page.get_by_role("heading", name=title, exact=True)).locator(
            ".wb-row"
        )
        expect(rows).to_have_count(int(told[what]))
    # what is read in the card is not said beside the pointer too
    expect(tip).to_be_hidden()
    page.mouse.move(spot[0] + 1, spot[1])
    expect(card.locator(".wb-card-title")).to_be_visible()
    expect(tip).to_be_hidden()
    card.get_by_role("button", name="KK Park", exact=True).click()
    expect(card.locator(".wb-card-title")).to_have_text("KK Park")
    expect(card.locator(".wb-card-sum")).to_contain_text("1 back")


def test_the_card_of_a_sign_follows_the_clock(opened: Opener) -> None:
    page = opened("#scene=8")
    page.mouse.click(*page.evaluate(SPOT, ["places", 3]))
    park = page.locator(".wb-card .wb-row", has_text="KK Park").first
    expect(park).to_contain_text("operations recorded again")
    page.locator(".wb-range").press("End")
    expect(park).not_to_contain_text("operations recorded again")
    expect(page.locator(".wb-card-title")).to_have_text("Myawaddy area")


def test_ways_on_one_another_are_one_card(opened: Opener) -> None:
    page = opened("#day=2025-03-11")
    spot = page.evaluate(SPOT, ["movements", 2])
    page.mouse.move(*spot)
    expect(page.locator(".wb-tip:not(.wb-ribbon-tip)")).to_contain_text("more here")
    page.mouse.click(*spot)
    expect(page.locator(".wb-card-title")).to_have_text(re.compile(r"^\d+ movements$"))
    expect(page.locator(".wb-card .wb-row").nth(1)).to_be_visible()


def test_on_a_phone_the_card_leaves_the_map_in_sight(opened: Opener) -> None:
    page = opened("#scene=8&lang=fr", width=390, height=844)
    before = page.locator(".wb-map").bounding_box()
    page.mouse.click(*page.evaluate(SPOT, ["places", 3]))
    expect(page.locator(".wb-card-sum")).to_have_text(
        re.compile(r"^3 lieux, \d départs, 1 arrivée, 1 retour$")
    )
    expect(page.locator(".wb-card-sum")).to_be_in_viewport()
    expect(page.locator(".wb-card .wb-row").first).to_be_in_viewport()
    assert page.locator(".wb-map").bounding_box() == before


def test_what_is_on_the_map_is_listed_by_kind_in_reading_order(opened: Opener) -> None:
    page = opened("#scene=8")
    page.get_by_role("tab", name="Records").click()
    listed = page.locator(".wb-on-map")
    expect(listed.locator("h4")).to_have_text(
        [re.compile(f"^{name}") for name in ("Places", "Events", "Movements")]
    )
    places = listed.locator(".wb-marks").first.locator(".wb-row-open")
    order = page.evaluate(
        """() => [...document.querySelectorAll('.wb-walk > :first-child > *')].map((line) => {
            const [box, map] = [line, document.querySelector('.wb-map')].map((node) => node.getBoundingClientRect());
            const [x, y] = [box.left + box.width / 2 - map.left, box.top + box.height / 2 - map.top];
            return [Math.floor(3 * y / map.height), Math.floor(3 * x / map.width)];
        })"""
    )
    assert len(order) == places.count() > 5 and order == sorted(order)
    for name, line in zip(places.all_inner_texts(), page.get_by_role("option").all(), strict=False):
        expect(line).to_have_attribute("aria-label", re.compile(f"^{re.escape(name)}[,:]"))
    expect(listed.locator(".wb-marks .wb-swatch").first).to_be_visible()
    expect(listed.locator(".wb-aside")).to_have_text(f"{listed.locator('.wb-row').count()} marks")
    places.filter(has_text="Myawaddy area (3)").click()
    expect(page.locator(".wb-card-title")).to_have_text("Myawaddy area")


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


def test_number_and_title_of_a_scene_stay_together_while_the_clock_is_dragged(opened: Opener) -> None:
    page = opened("#scene=8")
    parted = page.evaluate(
        """async () => {
            const range = document.querySelector('.wb-range');
            const read = (name) => parseInt(document.querySelector(name).textContent.replace(/^\\D+/, ''));
            const seen = [];
            for (let day = +range.min + 800; day <= +range.max; day += 61) {
                range.value = day;
                range.dispatchEvent(new Event('input', { bubbles: true }));
                // the picture of the day is on the screen when the frame after its own begins
                await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                seen.push([read('.wb-now-scene'), read('.wb-scene-number')]);
            }
            return [new Set(seen.map(([now]) => now)).size, seen.filter(([now, told]) => now !== told)];
        }"""
    )
    assert parted[0] > 5 and parted[1] == []
