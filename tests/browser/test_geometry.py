"""What lies on what: in every scene, language and size no sign of it under furniture, no name cut or over another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from waterbed import Timeline

SIZES = [(360, 640), (390, 844), (480, 360), (844, 390), (1280, 800), (2560, 1440)]
WALK = """({ lang, scenes, most }) => {
    const root = document.querySelector('[data-wb-standalone]'), map = root.querySelector('.wb-map');
    const { player } = root.waterbed;
    const found = [];
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
    const under = ({ x, y, r }, { left, top, right, bottom }) => (
        Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) < r - 1);
    // what lies over the map, in its own pixels and no farther than it reaches
    const furniture = ({ width, height }) => {
        const frame = map.getBoundingClientRect(), grown = frame.width / width;
        return [...root.querySelectorAll('[data-wb-avoid], .leaflet-control')].map((node) => {
            const box = node.getBoundingClientRect();
            const seen = node.checkVisibility({ visibilityProperty: true });
            const at = (side, from, end) => Math.max(0, Math.min(end, seen ? (box[side] - frame[from]) / grown : 0));
            return { name: node.className, left: at('left', 'left', width), right: at('right', 'left', width),
                     top: at('top', 'top', height), bottom: at('bottom', 'top', height) };
        }).filter(({ left, top, right, bottom }) => right > left && bottom > top);
    };
    player.dispatch({ type: 'lang', lang });
    for (const scene of scenes) {
        player.dispatch({ type: 'scene', scene });
        player.redraw();
        // a legend of other signs takes another room, and all is laid anew
        for (let i = 0; i < 3 && !player.stage.laid().signs.length; i++) player.redraw();
        const size = { width: map.clientWidth, height: map.clientHeight };
        const { signs, names } = player.stage.laid();
        const seen = signs.filter(({ x, y, told }) => told && x > 0 && y > 0 && x < size.width && y < size.height);
        const say = (fault) => found.push(`scene ${scene + 1}: ${fault}`);
        if (!seen.length && !names.length) say('nothing is drawn');
        const over = furniture(size);
        for (const one of over) {
            for (const sign of seen) if (under(sign, one)) say(`a sign at ${sign.x | 0} ${sign.y | 0} under ${one.name}`);
            for (const label of names) if (meet(label, one)) say(`${label.text} under ${one.name}`);
        }
        names.forEach((label, i) => {
            const { left, top, right, bottom } = label;
            if (left < 0 || top < 0 || right > size.width || bottom > size.height) say(`${label.text} is cut`);
            for (const other of names.slice(i + 1)) if (meet(label, other)) say(`${label.text} over ${other.text}`);
        });
        // an inset is a map too
        const furnished = over.filter(({ name }) => name !== 'wb-inset');
        const room = furnished.reduce((sum, { left, top, right, bottom }) => sum + (right - left) * (bottom - top), 0);
        const covered = room / (size.width * size.height);
        if (covered > most) say(`${Math.round(100 * covered)} % of the map under furniture`);
    }
    return found;
}"""
MOST_COVERED, MOST_ON_A_DESK = 0.15, 0.21
"""Share of the map that may lie under what is no map; where it is large, the date and the key of circles may stand on it."""

FOLD = """() => {
    const top = (name) => document.querySelector(name).getBoundingClientRect();
    return { headline: top('.wb-headline'), map: top('.wb-map'), play: top('.wb-play'),
             date: top('.wb-clock').height, title: top('.wb-title').height, note: top('.wb-under').height };
}"""


def walk(page: Page, width: int, height: int, lang: str, scenes: range) -> list[str]:
    """What lies where it must not, at one size and in one language; scenes from 0, the overview is -1."""
    page.set_viewport_size({"width": width, "height": height})
    given = {"lang": lang, "scenes": list(scenes), "most": MOST_COVERED if width < 900 else MOST_ON_A_DESK}
    # the layout of the new size has come when the map has it
    page.wait_for_function(
        """([width, height]) => {
            const root = document.querySelector('[data-wb-standalone]'), map = root.querySelector('.wb-map');
            const { x, y } = root.waterbed._map.getSize();
            return innerWidth === width && innerHeight === height && x === map.clientWidth && y === map.clientHeight
                && root.matches('.wb-stacked') === (width < 900);
        }""",
        arg=[width, height],
    )
    found: list[str] = page.evaluate(WALK, given)
    return found


@pytest.fixture(scope="module")
def page(browser: Browser, map_file: Path) -> Iterator[Page]:
    """One page for all sizes and languages."""
    made = browser.new_page(reduced_motion="reduce")
    made.goto(map_file.as_uri() + "#lang=en")
    made.wait_for_selector(".wb-root:not([aria-busy])")
    yield made
    made.close()


# the other half is walked by bench.geometry
@pytest.mark.parametrize(
    ("width", "height", "lang"), [(*size, ("fr", "en")[i % 2]) for i, size in enumerate(SIZES)]
)
def test_nothing_lies_on_what_a_scene_tells(
    page: Page, timeline: Timeline, width: int, height: int, lang: str
) -> None:
    assert walk(page, width, height, lang, range(-1, len(timeline["scenes"]["id"]))) == []


@pytest.mark.parametrize(("width", "height"), SIZES[:3])
def test_headline_map_and_controls_stand_above_the_fold(page: Page, width: int, height: int) -> None:
    walk(page, width, height, "fr", range(7, 8))
    seen = page.evaluate(FOLD)
    headline, map_, play = seen["headline"], seen["map"], seen["play"]
    assert headline["bottom"] <= map_["top"] < map_["bottom"] <= play["top"] and play["bottom"] <= height
    assert headline["top"] <= 60 and map_["height"] > 0.42 * height
    assert seen["date"] < 30, "one line"
    assert width == 480 or (seen["title"] <= 32 and seen["note"] <= 40), "two lines, and one"


def test_a_finger_meets_one_chip_a_sentence_and_legend_and_menu_leave_the_map(
    browser: Browser, map_file: Path
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(map_file.as_uri() + "#scene=8&lang=en")
    page.wait_for_selector(".wb-root:not([aria-busy])")
    chips = page.locator(".wb-scene-text .wb-ref:visible")
    expect(chips).to_have_text(["40, 41", "42, 43", "1, 44–46", "47"])
    boxes = [chip.bounding_box() for chip in chips.all()]
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)
    chips.nth(2).tap()
    expect(chips).to_have_text(["40, 41", "42, 43", "1", "44", "45", "46", "47"])
    # what explains the map or changes it stands below it
    box = page.locator(".wb-map").bounding_box()
    assert box
    for opener, opened in (
        (".wb-legend-button", ".wb-legend-body"),
        (".wb-opener:has(+ .wb-menu)", ".wb-menu"),
    ):
        page.locator(opener).tap()
        expect(page.locator(opened)).to_be_visible()
        beside = page.locator(opened).bounding_box()
        assert beside and beside["y"] >= box["y"] + box["height"] and beside["y"] < 844 - 200
    page.close()
