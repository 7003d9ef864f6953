"""What a reader does with the player: keys, clicks, languages, filters, addresses, and a wish for less motion."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pictures import saved

Opener = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, map_file: Path) -> Iterator[Opener]:
    """Opens the map at an address; motion is reduced unless asked for, so that every picture is a still one."""
    contexts = []

    def open_at(fragment: str = "", motion: bool = False, width: int = 1280, height: int = 800) -> Page:
        context = browser.new_context(
            offline=True,
            viewport={"width": width, "height": height},
            reduced_motion="no-preference" if motion else "reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(map_file.as_uri() + fragment)
        page.wait_for_selector(".wb-clock-date:not(:empty)")
        return page

    yield open_at
    for context in contexts:
        context.close()


def _date(page: Page) -> str:
    return page.locator(".wb-clock-date").inner_text()


def _range(page: Page) -> int:
    return int(page.locator(".wb-range").input_value())


def test_keys_drive_the_player_that_has_the_focus(opened: Opener) -> None:
    page = opened("#scene=1", motion=True)
    scene = page.locator(".wb-now-scene")
    slider = page.locator(".wb-range")
    slider.focus()
    page.keyboard.press("PageDown")
    expect(scene).to_have_text(re.compile(r"^scene 2 of \d+$"))
    page.keyboard.press("PageUp")
    expect(scene).to_have_text(re.compile(r"^scene 1 of \d+$"))
    # on a busy machine a scene may have come to its end by now
    if page.locator(".wb-play").get_attribute("aria-label") == "Pause":
        page.keyboard.press("k")
    expect(page.locator(".wb-play")).to_have_attribute("aria-label", "Play")
    page.keyboard.press("Home")
    first = slider.get_attribute("min")
    assert first
    expect(slider).to_have_value(first)
    page.keyboard.press("ArrowRight")
    expect(slider).not_to_have_value(first)
    page.keyboard.press("ArrowLeft")
    expect(slider).to_have_value(first)
    for key in ("Space", "k"):
        page.keyboard.press(key)
        expect(page.locator(".wb-play")).to_have_attribute("aria-label", "Pause")
        page.keyboard.press(key)
        expect(page.locator(".wb-play")).to_have_attribute("aria-label", "Play")
    page.keyboard.press("End")
    expect(page.locator(".wb-clock-date")).to_have_text("31 March 2026")


def test_keys_are_left_alone_without_focus_and_in_a_text_field(opened: Opener) -> None:
    page = opened()
    before = _date(page)
    page.evaluate("document.activeElement.blur()")
    for key in ("Home", "End", "PageDown", "Space"):
        page.keyboard.press(key)
    assert _date(page) == before
    page.get_by_role("tab", name="Records").click()
    page.locator(".wb-search").fill("kk park")
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    assert _date(page) == before


def test_a_click_on_a_mark_opens_its_record(opened: Opener) -> None:
    page = opened("#scene=2")
    expect(page.locator(".wb-clock-date")).to_have_text("1 January 2020")
    spot = page.evaluate(
        """() => {
            const { player } = document.querySelector('[data-wb-standalone]').waterbed;
            const box = document.querySelector('.wb-map').getBoundingClientRect();
            for (let y = 120; y < box.height; y += 6) for (let x = 20; x < box.width; x += 6) {
                if (player.stage.hit({ x, y }).length) return [box.left + x, box.top + y];
            }
        }"""
    )
    page.mouse.click(*spot)
    card = page.locator(".wb-card")
    expect(card).to_be_visible()
    expect(card.get_by_role("heading", name="Sources")).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(card).to_have_count(0)


def test_a_record_far_away_comes_into_view(opened: Opener) -> None:
    page = opened("#scene=1")
    inside = page.locator("[role=option][aria-label^='Batumi, Georgia: ']")
    page.locator(".wb-range").focus()
    page.keyboard.press("End")
    expect(page.locator(".wb-clock-date")).to_have_text("31 March 2026")
    expect(inside).to_have_count(0)
    page.get_by_role("tab", name="Records").click()
    page.locator(".wb-search").fill("batumi")
    page.locator(".wb-group:visible .wb-row-open", has_text=re.compile("^Batumi$")).first.click()
    expect(page.locator(".wb-card-title")).to_have_text("Batumi")
    expect(inside).to_have_count(1)


def test_names_beside_the_ribbon_are_buttons_for_the_keyboard(opened: Opener) -> None:
    page = opened("#scene=1")
    name = page.get_by_role("button", name="Golden Triangle SEZ", exact=True)
    name.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wb-card-title")).to_have_text("Golden Triangle SEZ")


def test_the_language_changes_without_a_reload(opened: Opener) -> None:
    page = opened("#scene=2&lang=en")
    page.evaluate("window.kept = true")
    page.get_by_role("button", name="français").click()
    expect(page.locator(".wb-clock-date")).to_have_text("1er janvier 2020")
    expect(page.locator(".wb-mini")).to_contain_text("Répression")
    expect(page.locator(".wb-disclaimer")).to_contain_text("Frontières")
    assert page.evaluate("window.kept && document.documentElement.lang") == "fr"


def test_filters_change_what_is_drawn(opened: Opener) -> None:
    page = opened("#day=2024-04-30")
    count = "() => document.querySelector('[data-wb-standalone]').waterbed.player.stage.onscreen().length"
    page.wait_for_function(f"() => ({count})() > 10")
    everything, picture = page.evaluate(count), page.locator(".wb-map").screenshot()
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^Certainty")).click()
    expect(page.get_by_role("button", name="Certainty: high", exact=True)).to_be_visible()
    page.wait_for_function(f"() => ({count})() < {everything}")
    assert page.locator(".wb-map").screenshot() != picture


def test_an_address_brings_back_what_was_seen(opened: Opener) -> None:
    page = opened("#day=2023-12-15&lang=fr&theme=dark&certainty=1")
    expect(page.locator(".wb-clock-date")).to_have_text("15 décembre 2023")
    page.locator(".wb-step-on").click()
    page.wait_for_function("() => location.hash.includes('scene=')")
    address, seen = page.evaluate("location.hash"), _date(page)
    again = opened(address)
    expect(again.locator(".wb-clock-date")).to_have_text(seen)
    root = again.locator("[data-wb-standalone]")
    expect(root).to_have_attribute("data-wb-theme", "dark")
    expect(root).to_have_attribute("lang", "fr")
    expect(again.get_by_role("button", name="Certitude\u00a0: moyenne, haute")).to_be_visible()


def test_with_reduced_motion_the_calendar_steps_from_event_to_event(opened: Opener) -> None:
    page = opened("#day=2023-07-20")
    page.get_by_label("Speed").select_option("30")
    expect(page.locator(".wb-clock-mode")).to_have_text("Reduced motion: from event to event")
    start = _range(page)
    page.locator(".wb-play").click()
    page.wait_for_timeout(400)
    assert _range(page) == start
    page.wait_for_function(f"() => Number(document.querySelector('.wb-range').value) > {start + 5}")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844), (480, 360)])
@pytest.mark.parametrize(
    ("view", "key"), [("#lang=fr", ".wb-overview-key"), ("#scene=1&lang=fr", ".wb-mini")]
)
def test_key_and_disclaimer_are_seen_whole(
    opened: Opener, width: int, height: int, view: str, key: str
) -> None:
    page = opened(view, width=width, height=height)
    cut = page.evaluate(
        """(key) => ['.wb-disclaimer', key].filter((name) => {
            const node = document.querySelector(name);
            const { left, right, top, bottom } = node.getBoundingClientRect();
            const inside = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
            return !(inside && right > left && bottom > top && node.scrollHeight <= node.clientHeight + 1);
        })""",
        key,
    )
    assert cut == []


def test_the_picture_saved_holds_date_inset_legend_sources_and_disclaimer(
    opened: Opener, tmp_path: Path
) -> None:
    page = opened("#scene=scn-09-spread&lang=en")
    download, text = saved(page)
    assert download.suggested_filename == "scam-centres-2025-05-08.png"
    download.save_as(tmp_path / "picture.png")
    content = (tmp_path / "picture.png").read_bytes()
    assert content.startswith(b"\x89PNG") and int.from_bytes(content[16:20]) == 2 * 884
    for part in ("New bases are reported in five", "Scam centres", "8 May 2025", "Enlarged", "no date: drawn, never moving",
                 "Sources: 1\u00a0Gate", "Reuters", "Boundaries and names shown", "data as of 31 March 2026"):  # fmt: skip
        assert part in text
    assert "Crackdown" not in text, "the key has what is in the picture"
    assert "no streets on the map" not in text, "a note on another scale is not shown, and not saved"


def test_present_mode_is_the_map_and_the_scene_for_a_clicker(opened: Opener) -> None:
    page = opened("#scene=2")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Present").click()
    expect(page.locator(".wb-header")).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(page.locator(".wb-scene-number")).to_have_text(re.compile(r"^Scene 3 of \d+$"))
    # all of it is larger, signs and names too, and nothing distracts
    high = page.locator(".wb-scene-text").evaluate(
        "(node) => parseFloat(getComputedStyle(node).fontSize) * node.closest('.wb-root').style.zoom / innerHeight"
    )
    assert high >= 0.024
    map_ = page.locator(".wb-map")
    grown = map_.evaluate("(node) => node.getBoundingClientRect().width / node.offsetWidth")
    assert grown == pytest.approx(1.75 * 1280 / 1920, abs=0.02)
    expect(page.locator(".wb-ribbon")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".wb-header")).to_be_visible()
    assert map_.evaluate("(node) => node.getBoundingClientRect().width === node.offsetWidth")
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Present").click()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.locator(".wb-header")).to_be_visible()


def test_the_address_is_written_at_the_end_of_a_drag_and_not_while_playing(opened: Opener) -> None:
    page = opened("#scene=2", motion=True)
    box = page.locator(".wb-range").bounding_box()
    assert box
    page.mouse.move(box["x"] + 300, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 500, box["y"] + 50)
    page.wait_for_timeout(500)
    assert "day=" not in page.url
    page.mouse.up()
    page.wait_for_function("() => location.hash.includes('day=')")
    address = page.url
    page.locator(".wb-play").click()
    page.wait_for_timeout(500)
    assert page.url == address
    page.locator(".wb-play").click()
    page.wait_for_function(f"() => location.href !== {address!r}")


def test_a_running_clock_writes_only_what_changes(opened: Opener) -> None:
    page = opened(motion=True)
    page.locator(".wb-play").click()
    written = page.evaluate(
        """async () => {
            const seen = new Set();
            const note = ({ target }) => seen.add((target.parentElement ?? target).tagName);
            const watch = new MutationObserver((all) => all.forEach(note));
            watch.observe(document.documentElement, { attributes: true });
            watch.observe(document.head, { subtree: true, childList: true, characterData: true });
            watch.observe(document.querySelector('.wb-clock-date'), { childList: true, characterData: true, subtree: true });
            const before = document.querySelector('.wb-clock-date').textContent;
            while (document.querySelector('.wb-clock-date').textContent === before) await new Promise(requestAnimationFrame);
            watch.disconnect();
            return [...seen];
        }"""
    )
    # a write to the document's own element would style the whole page anew, frame by frame
    assert written == ["P"]


def test_an_address_opens_a_record_and_a_filter_by_layer(opened: Opener) -> None:
    page = opened("#day=2024-04-30&record=evt-porac-raid&layers=zones,hubs")
    expect(page.locator(".wb-card-title")).to_contain_text("Porac")
    assert page.evaluate("document.activeElement === document.body"), "an address takes no focus"
    expect(page.locator("[role=option][aria-label*='Porac, Pampanga']")).to_have_count(1)
    expect(page.locator("[role=option][aria-label^='Cambodia: ']")).to_have_count(0)
    page.keyboard.press("Tab")
    page.locator(".wb-close").press("Escape")
    expect(page.locator(".wb-card")).to_have_count(0)


def test_what_has_gone_on_for_long_without_an_end_is_no_matter_of_the_day(opened: Opener) -> None:
    page = opened("#scene=7")
    today = page.locator(".wb-today > .wb-rows-list")
    lines = today.locator(":scope > .wb-row")
    assert [line.split("\n")[0] for line in lines.all_inner_texts()] == [
        "Deadline for POGOs to cease operations"
    ]
    # what lies beside the view of the scene waits in a fold
    page.get_by_text("Elsewhere: 1").click()
    expect(today.locator("details .wb-row")).to_contain_text("Large operation, several foreigners arrested")
    # nobody has said anything of it for years
    expect(today).not_to_contain_text("not before 18 August 2019")
    # a scene that tells of it has it in sight
    page.get_by_text(re.compile(r"^All \d+ scenes$")).click()
    page.get_by_role("button", name="Some set up in Shwe Kokko").click()
    expect(page.locator(".wb-scene-number")).to_have_text(re.compile(r"^Scene 3 of \d+$"))
    expect(lines.first).to_contain_text("operations leave · about 2019 – August 2020")


def test_a_record_at_a_place_marks_the_sign_of_the_place(opened: Opener) -> None:
    blue = """() => {
        const tint = getComputedStyle(document.querySelector('.wb-root')).getPropertyValue('--wb-focus');
        const [r, g, b] = [1, 3, 5].map((at) => parseInt(tint.trim().slice(at, at + 2), 16));
        return [...document.querySelectorAll('.wb-map canvas')].reduce((sum, sheet) => {
            const { data } = sheet.getContext('2d').getImageData(0, 0, sheet.width, sheet.height);
            for (let i = 0; i < data.length; i += 4) {
                sum += data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255;
            }
            return sum;
        }, 0);
    }"""
    page = opened("#scene=scn-11-coming-back&theme=light")
    assert page.evaluate(blue) == 0
    page.evaluate("location.hash = '#scene=scn-11-coming-back&theme=light&record=hub-kk-park'")
    expect(page.locator(".wb-card-title")).to_have_text("KK Park")
    page.wait_for_function(blue)


def test_below_a_scene_the_next_one_is_named_and_read_on_by_keyboard(opened: Opener) -> None:
    page = opened("#scene=scn-11-coming-back")
    forth = page.locator(".wb-scene-next")
    expect(forth).to_have_text(re.compile("^Next: Not on record"))
    forth.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".wb-scene-number")).to_have_text(re.compile(r"^Scene (\d+) of \1$"))
    expect(page.locator(".wb-scene-title")).to_be_focused()
    expect(forth).to_have_count(0)


def test_a_scene_brings_what_it_leaves_out_when_asked(opened: Opener) -> None:
    page = opened("#scene=8")
    page.get_by_role("tab", name="Records").click()
    marks = page.locator(".wb-marks > li")
    expect(marks.first).to_be_visible()
    few = marks.count()
    more = page.locator(".wb-show-all")
    expect(more).to_have_text(re.compile(r"Show all \d+ marks"))
    every = int(re.findall(r"\d+", more.inner_text())[0])
    assert every > few
    more.focus()
    page.keyboard.press("Enter")
    expect(more).to_have_text("Only the scene")
    expect(marks).to_have_count(every)
    page.wait_for_function("() => location.hash.includes('all=1')")
    page.keyboard.press("Enter")
    expect(marks).to_have_count(few)
    # on a phone it comes with the legend
    page.set_viewport_size({"width": 390, "height": 844})
    expect(more).to_be_hidden()
    page.locator(".wb-legend-button").click()
    more.click()
    expect(more).to_have_text("Only the scene")
