"""Who does not see the picture or hold a mouse: axe-core, a walk by keyboard alone, the accessibility tree, targets."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious

EXEMPT = "sup, dd, .wb-name, .wb-fold-row, .wb-more, .wb-range, .wb-row, .wb-handle"
SMALL = """(least) => [...document.querySelectorAll('button, a[href], input, select, summary')].filter((node) => {
    // links in running text are exempt, names in the folded ribbon have a larger twin in the open one
    if (!node.checkVisibility({ visibilityProperty: true }) || node.closest(EXEMPT)) return false;
    const { width, height } = (node.closest('label') ?? node).getBoundingClientRect();
    return width > 0 && (width < least || height < least);
}).map((node) => node.outerHTML.slice(0, 120))""".replace("EXEMPT", repr(EXEMPT))

# A ring of the focus that a box around it cuts off, a line each; the map's own is drawn over all that lies on it.
CUT_RINGS = """() => [...document.querySelectorAll(STOPS)].flatMap((node) => {
    if (!node.checkVisibility({ visibilityProperty: true }) || node.disabled) return [];
    node.focus();
    if (document.activeElement !== node) return [];
    const [own, around] = [getComputedStyle(node), getComputedStyle(node.parentElement, '::after')];
    const name = node.outerHTML.slice(0, 120);
    if (own.outlineStyle === 'none' || (node.matches('.wb-map') && around.borderTopWidth !== '2px')) return [name];
    const reach = Math.max(0, parseFloat(own.outlineWidth) + parseFloat(own.outlineOffset));
    const { left, top, right, bottom } = node.getBoundingClientRect();
    for (let box = node.parentElement; box; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        const edge = box.getBoundingClientRect();
        const [across, down] = [overflowX, overflowY].map((is) => (is === 'visible' ? -Infinity : reach - 0.6));
        if (left - across < edge.left || right + across > edge.right) return [`${box.className}: ${name}`];
        if (top - down < edge.top || bottom + down > edge.bottom) return [`${box.className}: ${name}`];
    }
    return [];
})""".replace("STOPS", repr("a[href], button, input, select, summary, [tabindex='0']"))


def _open(browser: Browser, map_file: Path, fragment: str, width: int, height: int, **options: Any) -> Page:
    page = browser.new_page(
        viewport={"width": width, "height": height}, reduced_motion="reduce", bypass_csp=True, **options
    )
    page.goto(map_file.as_uri() + fragment)
    page.wait_for_selector(".wb-clock-date:not(:empty)")
    return page


def test_axe_finds_nothing_serious_on_a_desk(browser: Browser, map_file: Path) -> None:
    page = _open(browser, map_file, "#scene=6&theme=light", 1280, 800)
    assert serious(page) == []
    for tab in ("Records", "Sources"):
        page.get_by_role("tab", name=tab).click()
        assert serious(page) == []
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("button", name="Legend").click()
    assert serious(page) == []
    assert page.evaluate(SMALL, 24) == []
    page.close()


def test_axe_finds_nothing_serious_on_a_phone_in_the_dark(browser: Browser, map_file: Path) -> None:
    page = _open(browser, map_file, "#scene=3&theme=dark&lang=fr", 390, 844, has_touch=True)
    assert serious(page) == []
    assert page.evaluate(SMALL, 44) == []
    page.get_by_role("button", name="Menu").click()
    assert serious(page) == []
    page.close()


def test_axe_finds_nothing_serious_in_a_small_frame(browser: Browser, map_file: Path) -> None:
    page = _open(browser, map_file, "#scene=8&theme=dark", 480, 360)
    assert serious(page) == []
    page.locator(".wb-map").press("Enter")
    page.get_by_role("option").first.press("Enter")
    page.wait_for_selector(".wb-card")
    assert serious(page) == []
    page.close()


@pytest.mark.parametrize(
    ("fragment", "width", "height"),
    [("#scene=8&certainty=2", 1280, 800), ("", 1280, 800), ("#scene=8", 390, 844), ("#scene=8", 480, 360)],
)
def test_a_ring_of_the_focus_is_whole(
    browser: Browser, map_file: Path, fragment: str, width: int, height: int
) -> None:
    page = _open(browser, map_file, fragment, width, height)
    page.wait_for_selector(".wb-root:not([aria-busy])")
    # a ring is for the keyboard
    page.keyboard.press("Tab")
    assert page.evaluate(CUT_RINGS) == []
    menu = page.get_by_role("button", name=re.compile(r"^(Menu|Filter \(1\))$"))
    if menu.first.is_visible():
        menu.first.press("Enter")
        assert page.evaluate(CUT_RINGS) == []
    page.close()


def test_a_walk_by_keyboard_alone(browser: Browser, map_file: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    context.route("http*://**/*", lambda route: route.fulfill(content_type="text/html", body="a source"))
    page.goto(map_file.as_uri())
    page.wait_for_selector(".wb-clock-date:not(:empty)")
    press, day = page.keyboard.press, page.locator(".wb-range")

    def tab_to(selector: str, *, back: bool = False, most: int = 60) -> None:
        for _ in range(most):
            press("Shift+Tab" if back else "Tab")
            if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
                assert outline == "2px", f"no visible focus on {selector}"
                return
        raise AssertionError(f"the Tab key does not reach {selector}")

    # plays and pauses
    tab_to(".wb-play")
    press("Enter")
    expect(page.locator(".wb-now-scene")).to_contain_text("scene 1 ")  # the overview stands on the last day
    page.wait_for_function(f"() => document.querySelector('.wb-range').value > {day.input_value()}")
    press("Enter")
    expect(page.locator(".wb-play")).to_have_attribute("aria-label", "Play")
    # steps by event and by scene
    before = day.input_value()
    press("ArrowRight")
    expect(day).not_to_have_value(before)
    scene = page.locator(".wb-now-scene")
    told = scene.inner_text()
    press("PageDown")
    expect(scene).not_to_have_text(told)
    press("k")
    # filters
    tab_to(".wb-opener:has(+ .wb-filter)", back=True)
    press("Enter")
    page.wait_for_selector(".wb-filter:visible")
    press("Space")
    expect(page.get_by_role("button", name="Filter (1)")).to_be_attached()
    press("Space")
    press("Escape")
    expect(page.get_by_role("button", name="Filter", exact=True)).to_be_focused()
    # selects a mark: Enter on the map leads to what is drawn
    tab_to(".wb-map")
    expect(page.locator(".wb-tip:not(.wb-ribbon-tip)")).to_contain_text("press Enter")
    press("Enter")
    option = page.locator("[role=option]:focus")
    expect(option).to_have_count(1)
    press("ArrowDown")
    chosen = str(option.get_attribute("aria-label"))
    press("Enter")
    expect(page.locator(".wb-card-title")).to_be_focused()
    assert chosen.startswith(page.locator(".wb-card-title").inner_text())
    # opens a source
    tab_to("a.wb-address")
    with context.expect_page() as opened:
        press("Enter")
    assert opened.value.url.startswith("http")
    page.bring_to_front()
    # closes the record, is back where it was, on the map, and leaves
    press("Escape")
    expect(page.locator(".wb-card")).to_have_count(0)
    expect(option).to_have_attribute("aria-label", chosen)
    press("Escape")
    assert page.evaluate("document.activeElement.matches('.wb-map')")
    for _ in range(160):
        press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
    else:
        raise AssertionError("the keyboard is trapped")
    context.close()


def test_arrow_keys_walk_what_is_drawn_and_say_what_and_where(browser: Browser, map_file: Path) -> None:
    page = _open(browser, map_file, "#scene=8", 1280, 800)
    page.wait_for_selector(".wb-root:not([aria-busy])")
    option, title = page.locator("[role=option]:focus"), page.locator(".wb-card-title")
    press = page.keyboard.press

    def said(text: str) -> None:
        expect(option).to_have_attribute("aria-label", text)

    page.locator(".wb-map").focus()
    press("Enter")
    said("Tachilek, Myanmar: attested earlier, top of the map")
    for text in (
        "Vietnam: operations arrive, top right of the map",
        "Laos: operations arrive, top right of the map",
    ):
        press("ArrowDown")
        said(text)
    # the ring of the focus stands around the sign, and its name beside it
    expect(page.locator(".wb-tip:not(.wb-ribbon-tip)")).to_contain_text("Laos")
    ring = option.bounding_box()
    assert ring is not None
    assert page.evaluate(
        """([x, y]) => {
            const { player } = document.querySelector('[data-wb-standalone]').waterbed;
            const { left, top } = document.querySelector('.wb-map').getBoundingClientRect();
            return player.stage.hit({ x: x - left, y: y - top })[0].key === document.activeElement.dataset.key;
        }""",
        [ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2],
    )
    assert option.evaluate("(node) => getComputedStyle(node).outlineWidth") == "2px"
    press("End")
    last = "Thai-Myanmar border operations shift to Koh Kong: displacement, "
    expect(option).to_have_attribute("aria-label", re.compile(f"^{last}.*, bottom of the map$"))
    press("ArrowRight")
    expect(option).to_have_attribute("aria-label", re.compile(f"^{last}"))
    press("Home")
    press("p")
    said("Payathonzu, Myanmar: attested earlier, middle of the map")
    # one stop of the Tab key, where the reader left it
    press("Shift+Tab")
    press("Tab")
    said("Payathonzu, Myanmar: attested earlier, middle of the map")
    press("Enter")
    expect(title).to_have_text("Payathonzu")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    assert serious(page) == []
    press("Escape")
    said("Payathonzu, Myanmar: attested earlier, middle of the map")
    # a voice that says a name presses the line itself
    page.get_by_role("option", name="Koh Kong, Cambodia").dispatch_event("click")
    expect(title).to_have_text("Koh Kong")
    press("Escape")
    expect(page.locator(".wb-card")).to_have_count(0)
    # another scene: the list is another one, and the focus stays in it
    press("PageDown")
    expect(page.locator(".wb-scene-number")).to_have_text(re.compile("^Scene 9 of"))
    expect(option).to_have_count(1)
    press("Escape")
    expect(page.locator(".wb-map")).to_be_focused()
    tree = page.get_by_role("listbox").aria_snapshot()
    assert re.findall(r'group "(.*?)"', tree)[:1] == ["Places"]
    page.close()


def test_the_overview_is_walked_too_and_in_french(browser: Browser, map_file: Path) -> None:
    page = _open(browser, map_file, "#lang=fr", 390, 844)
    page.wait_for_selector(".wb-root:not([aria-busy])")
    options = page.get_by_role("option")
    expect(options.first).to_have_attribute(
        "aria-label", re.compile(r"^Kokang\u202f?\xa0?: .*\(2\), .* de la carte$")
    )
    assert serious(page) == []
    page.locator(".wb-map").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".wb-card-title")).to_be_visible()
    page.close()


def test_the_accessibility_tree_speaks_each_scene(browser: Browser, map_file: Path, timeline: Any) -> None:
    page = _open(browser, map_file, "#scene=1", 1280, 800)
    page.locator(".wb-range").focus()
    spoken = page.get_by_role("status")
    count = len(timeline["texts"]["en"]["scenes"])
    for number, scene in enumerate(timeline["texts"]["en"]["scenes"], start=1):
        expect(page.locator(".wb-scene-number")).to_have_text(f"Scene {number} of {count}")
        if number in (2, 3):
            expect(spoken.first).to_contain_text(f"Scene {number} of {count}: {scene['title']}")
        tree = page.locator(".wb-panel").aria_snapshot()
        assert re.sub(r"\W+", " ", scene["title"]) in re.sub(r"\W+", " ", tree)
        assert re.sub(r"\W+", " ", scene["text"][0][0])[:60] in re.sub(r"\W+", " ", tree)
        assert scene["title"] in str(page.locator(".wb-range").get_attribute("aria-valuetext"))
        page.keyboard.press("PageDown")
    page.close()


def test_forced_colours_keep_every_part(browser: Browser, map_file: Path) -> None:
    page = _open(browser, map_file, "#scene=6", 1280, 800, forced_colors="active")
    assert serious(page, but=("color-contrast",)) == []
    colours = page.evaluate(
        """() => ['.wb-clock-date', '.wb-play', '.wb-scene-text', '.wb-disclaimer'].map((name) => {
            const { color, backgroundColor } = getComputedStyle(document.querySelector(name));
            return [name, color !== backgroundColor];
        })"""
    )
    assert all(told for _, told in colours)
    page.close()


def test_every_setting_is_within_reach_at_any_width(browser: Browser, map_file: Path) -> None:
    page = _open(browser, map_file, "", 1000, 700)
    for width in (1000, 760, 390):
        page.set_viewport_size({"width": width, "height": 700})
        if width < 900:
            page.get_by_role("button", name="Menu").click()
        expect(page.get_by_role("button", name="Loop")).to_be_visible()
        expect(page.locator(".wb-speed select")).to_be_visible()
        page.keyboard.press("Escape")
    page.close()
