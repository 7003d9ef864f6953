"""The overview, which the player opens on: the finding first, numbers that tie map and rows, and the way into the story."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious
from tests.browser.pictures import saved
from tests.browser.sheets import on_paper, sheets
from tests.layers.packages import TABLES, write_tiny
from waterbed import Dataset, Timeline, write_map

Opener = Callable[..., Page]

STRONG = """() => {
    const tint = getComputedStyle(document.querySelector('.wb-root')).getPropertyValue('--wb-displacement').trim();
    const [r, g, b] = [1, 3, 5].map((at) => parseInt(tint.slice(at, at + 2), 16));
    return [...document.querySelectorAll('.wb-map canvas:not([hidden])')].reduce((sum, sheet) => {
        const { data } = sheet.getContext('2d').getImageData(0, 0, sheet.width, sheet.height);
        for (let i = 0; i < data.length; i += 4) {
            sum += data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255;
        }
        return sum;
    }, 0);
}"""
"""How much of the map has the full ink of an arrow."""

ABOVE_THE_FOLD = """() => {
    const box = (name) => document.querySelector(name).getBoundingClientRect();
    const [title, line, map, sheet] = ['.wb-lead-title', '.wb-lead-line', '.wb-map', '.wb-overview-key'].map(box);
    return {
        order: title.top >= 0 && title.bottom <= line.top && line.bottom <= map.top,
        map: Math.min(sheet.top, innerHeight) - map.top,
    };
}"""


@pytest.fixture
def opened(browser: Browser, map_file: Path) -> Iterator[Opener]:
    """Opens the bundled map, or another one, with motion reduced."""
    contexts = []

    def open_at(
        fragment: str = "", size: tuple[int, int] = (1280, 800), file: Path = map_file, touch: bool = False
    ) -> Page:
        context = browser.new_context(
            offline=True,
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce",
            has_touch=touch,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(file.as_uri() + fragment)
        page.wait_for_selector(".wb-root:not([aria-busy]) .wb-lead", state="attached")
        return page

    yield open_at
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("lang", "fragment"), [("en", ""), ("fr", "#lang=fr"), ("en", "#overview&lang=en")])
def test_the_player_opens_on_the_finding(
    opened: Opener, timeline: Timeline, lang: str, fragment: str
) -> None:
    page, finding = opened(fragment), timeline["texts"][lang]["finding"]
    expect(page.locator(".wb-lead-title")).to_have_text(finding["headline"][0])
    expect(page.locator(".wb-lead-line")).to_have_text(finding["line"][0])
    expect(page.locator(".wb-press")).to_have_count(len(timeline["presses"]["place"]))
    for part in (".wb-ribbon", ".wb-legend", ".wb-mini"):
        expect(page.locator(part)).to_be_hidden()


@pytest.mark.parametrize("fragment", ["#scene=3", "#day=2026-03-31", "#record=evt-porac-raid"])
def test_an_address_within_the_story_opens_there(opened: Opener, fragment: str) -> None:
    page = opened(fragment, size=(1280, 800))
    expect(page.locator(".wb-ribbon")).to_be_visible()
    expect(page.locator(".wb-lead")).to_be_hidden()


def test_a_row_lights_its_arrows_and_its_number_on_the_map(opened: Opener) -> None:
    page = opened("#theme=light")
    everything = page.evaluate(STRONG)
    page.locator(".wb-press").nth(2).hover()
    expect(page.locator(".wb-press-spot.wb-lit")).to_have_count(1)
    expect(page.locator(".wb-presses li.wb-lit .wb-press-number")).to_contain_text("3")
    page.wait_for_function(f"() => ({STRONG})() < {everything} / 3")
    page.mouse.move(5, 5)
    expect(page.locator(".wb-lit")).to_have_count(0)
    page.wait_for_function(f"() => ({STRONG})() === {everything}")


def test_who_comes_back_from_the_story_sees_the_same_picture(opened: Opener) -> None:
    page = opened("#theme=light")
    everything = page.evaluate(STRONG)
    assert everything > 1000
    for _ in range(2):
        page.get_by_role("button", name="Next scene").click()
    expect(page.locator(".wb-scene-number")).to_have_text(re.compile(r"^Scene 2 of \d+$"))
    page.wait_for_function(f"() => ({STRONG})() !== {everything}")
    for _ in range(2):
        page.get_by_role("button", name="Previous scene").click()
    expect(page.locator(".wb-lead")).to_be_visible()
    page.wait_for_function(f"() => ({STRONG})() === {everything}")


def test_a_number_on_the_map_lights_its_row(opened: Opener) -> None:
    page = opened()
    page.get_by_role("group", name=re.compile("^Map")).focus()
    page.keyboard.press("Tab")
    first = page.locator(".wb-press-spot").first
    expect(first).to_be_focused()
    expect(page.locator(".wb-presses li").first).to_have_class("wb-lit")
    # it stands on the red of its sign
    box = first.bounding_box()
    assert box
    page.mouse.move(5, 5)
    inside = page.evaluate(
        """([x, y]) => document.elementFromPoint(x, y).classList.contains('wb-press-spot')""",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
    )
    assert inside


def test_rows_say_what_was_pressed_and_what_followed(opened: Opener) -> None:
    page = opened()
    rows = page.get_by_role("list", name="What followed, in months")
    for said in (
        "1: Cambodia, ban, 18 August 2019. next reported: Shan State*; Golden Triangle SEZ*; Shwe Kokko",
        "6: KK Park, raid, 24 February 2025. reported back: regrowth in place, 5 to 35 days after",
    ):
        expect(rows.get_by_role("button", name=said, exact=True)).to_be_visible()
        expect(
            page.get_by_role("group", name=re.compile("^Map")).get_by_role("button", name=said, exact=True)
        ).to_be_attached()


def test_enter_on_a_row_starts_the_scene_that_tells_of_it(opened: Opener, timeline: Timeline) -> None:
    page = opened()
    cycles, presses, scenes = (timeline[table] for table in ("cycles", "presses", "scenes"))
    record = cycles["record"][presses["cycles"][2][0]]
    scene = next(row for row, records in enumerate(scenes["records"]) if record in records)
    page.locator(".wb-press").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wb-scene-number")).to_have_text(f"Scene {scene + 1} of {len(scenes['id'])}")
    expect(page.locator(".wb-scene-title")).to_be_focused()
    expect(page.locator(".wb-lead")).to_be_hidden()


def test_a_finger_lights_first_and_starts_second(opened: Opener) -> None:
    page = opened(size=(390, 844), touch=True)
    row = page.locator(".wb-press").first
    row.tap()
    expect(page.locator(".wb-presses li").first).to_have_class("wb-lit")
    expect(page.locator(".wb-lead")).to_be_visible()
    row.tap()
    expect(page.locator(".wb-lead")).to_be_hidden()
    expect(page.locator(".wb-scene-number")).to_be_visible()


def test_buttons_and_keys_lead_in_and_back(opened: Opener) -> None:
    page = opened()
    told, lead = page.locator(".wb-now-scene"), page.locator(".wb-lead-title")
    expect(page.get_by_role("button", name="Previous scene")).to_be_disabled()
    page.get_by_role("button", name="Next scene").click()
    expect(told).to_have_text(re.compile(r"^scene 1 of \d+$"))
    expect(lead).to_be_hidden()
    page.get_by_role("button", name="Previous scene").click()
    expect(lead).to_be_visible()
    expect(told).to_have_text("Overview")
    page.wait_for_function("() => location.hash.startsWith('#overview')")
    page.locator(".wb-play").focus()
    page.keyboard.press("PageDown")
    expect(told).to_have_text(re.compile(r"^scene 1 of \d+$"))
    page.keyboard.press("PageUp")
    expect(lead).to_be_visible()
    page.keyboard.press("k")
    expect(told).to_have_text(re.compile(r"^scene 1 of \d+$"))
    page.keyboard.press("k")
    page.get_by_text(re.compile(r"^All \d+ scenes$")).click()
    page.get_by_role("button", name="Overview", exact=True).click()
    expect(lead).to_be_focused()


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640), (480, 360)])
def test_the_headline_stands_first_and_the_map_below_it_is_seen(
    opened: Opener, lang: str, width: int, height: int
) -> None:
    page = opened(f"#lang={lang}", size=(width, height))
    seen = page.evaluate(ABOVE_THE_FOLD)
    assert seen["order"] and seen["map"] > height * 0.22
    under = page.evaluate(
        """() => {
            const key = document.querySelector('.wb-overview-key').getBoundingClientRect();
            return [...document.querySelectorAll('.wb-press-spot')].filter((node) => {
                const { top, height } = node.getBoundingClientRect();
                return top + height / 2 > key.top;
            }).length;
        }"""
    )
    assert under == 0, "no number lies under the key"


def test_certainty_changes_the_numbers_and_the_rows(opened: Opener, timeline: Timeline) -> None:
    page = opened("#certainty=2")
    expect(page.locator(".wb-lead-line")).to_have_text(timeline["texts"]["en"]["finding"]["line"][2])
    cycles, presses = timeline["cycles"], timeline["presses"]
    stand = [any(cycles["stops"][row][2] for row in rows) for rows in presses["cycles"]]
    assert any(stand) and not all(stand)
    assert page.locator(".wb-press").evaluate_all("(all) => all.map((one) => !one.disabled)") == stand
    assert page.locator(".wb-press-spot:visible").count() == sum(stand)


def test_where_nothing_moved_the_headline_says_so_over_the_first_view(opened: Opener, tmp_path: Path) -> None:
    tables = {table: TABLES[table].strip().splitlines()[0] for table in ("movements", "gaps")}
    scenes = TABLES["scenes"].replace("ban;to-shan", "ban")
    still = write_map(
        Dataset.read(write_tiny(tmp_path / "set", scenes=scenes, **tables)), tmp_path / "map.html"
    )
    page = opened(file=still)
    expect(page.locator(".wb-lead-title")).to_have_text("No move is recorded after any of 2 crackdowns")
    expect(page.locator(".wb-strip")).to_contain_text("Neither a move nor a return is recorded")
    for part in (".wb-clock-date", ".wb-ribbon", ".wb-mini"):
        expect(page.locator(part)).to_be_visible()
    assert page.locator(".wb-press").count() == 0


def test_moves_of_which_nobody_says_how_certain_they_are_are_drawn(opened: Opener, tmp_path: Path) -> None:
    page = opened(
        "#theme=light", file=write_map(Dataset.read(write_tiny(tmp_path / "set")), tmp_path / "map.html")
    )
    expect(page.locator(".wb-press-text").first).to_contain_text("Shan State*")
    assert page.evaluate(STRONG) > 200


@pytest.mark.parametrize(
    ("fragment", "size"),
    [("#theme=light", (1280, 800)), ("#theme=dark&lang=fr", (390, 844)), ("#theme=light", (480, 360))],
)
def test_axe_finds_nothing_serious(opened: Opener, fragment: str, size: tuple[int, int]) -> None:
    assert serious(opened(fragment, size=size)) == []


def test_the_overview_is_one_sheet_of_paper(opened: Opener, timeline: Timeline) -> None:
    page = opened()
    with on_paper(page):
        assert page.evaluate(
            "() => document.querySelector('.wb-root').scrollHeight <= document.querySelector('.wb-root').clientHeight"
        )
        expect(page.locator(".wb-ribbon")).to_be_hidden()
    (sheet,) = sheets(page)
    for said in (
        timeline["texts"]["en"]["finding"]["headline"][0],
        "What followed, in months",
        "Nikkei Asia",
        "Creative Commons",
    ):
        assert said in sheet


def test_the_picture_saved_says_the_finding_and_its_key(opened: Opener, timeline: Timeline) -> None:
    page = opened("#lang=en")
    _, text = saved(page)
    finding = timeline["texts"]["en"]["finding"]
    for part in (
        finding["headline"][0],
        finding["line"][0],
        "next reported",
        "reported back",
        "Solid, dashed, dotted",
    ):
        assert part in text
    assert "Return: Cambodia" not in text, "the picture is of no single day"
