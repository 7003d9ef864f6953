"""Play tells the story: every scene in its order and its own view, at rest while it is read, one number at a time."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from waterbed.output.timeline import Timeline

Opener = Callable[..., Page]

PLAYER = "document.querySelector('[data-wb-standalone]').waterbed.player"

THROUGH = (
    """(step) => {
    const player = """
    + PLAYER
    + """, seen = [];
    const read = (name) => document.querySelector(name)?.textContent ?? '';
    player.dispatch({ type: 'play' });
    for (let i = 0; i < 400 && player.now().playing; i++) {
        player.redraw();
        const { scene, day, leg, sceneChosen } = player.now();
        const map = document.querySelector('[data-wb-standalone]').waterbed._map;
        const box = map.getBounds(), sides = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
        const title = read('.wb-scene-title');
        seen.push({ scene, day, leg, own: sceneChosen, sides, moved: player.moved(), title,
                    numbers: [read('.wb-now-scene'), read('.wb-scene-number')].map((text) => parseInt(text.slice(6))) });
        player.dispatch({ type: 'tick', seconds: step });
        // nobody waits for the words: a rest is left when it has been seen
        if (player.now().leg === leg) player.dispatch({ type: 'skip' });
    }
    player.redraw();
    return seen;
}"""
)


@pytest.fixture
def opened(browser: Browser, map_file: Path) -> Iterator[Opener]:
    """Opens the map; the reader wants motion unless said otherwise."""
    contexts = []

    def open_at(fragment: str = "", motion: str = "no-preference") -> Page:
        context = browser.new_context(
            offline=True,
            viewport={"width": 1280, "height": 800},
            reduced_motion=motion,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(map_file.as_uri() + fragment)
        page.wait_for_selector(".wb-root:not([aria-busy])")
        return page

    yield open_at
    for context in contexts:
        context.close()


def _held(page: Page) -> None:
    """Brings the story to the rest of its next scene."""
    page.evaluate(
        f"""() => {{
            const player = {PLAYER};
            for (let i = 0; i < 100 && !document.querySelector('.wb-waits'); i++) {{
                player.dispatch({{ type: 'tick', seconds: 0.2 }});
                player.redraw();
            }}
        }}"""
    )
    expect(page.locator(".wb-step-on")).to_have_class("wb-button wb-step wb-step-on wb-waits")


def test_play_visits_every_scene_in_its_own_view_and_ends_on_the_overview(
    opened: Opener, timeline: Timeline
) -> None:
    page = opened()
    seen: list[dict[str, Any]] = page.evaluate(THROUGH, 0.5)
    scenes, legs = timeline["scenes"], timeline["legs"]
    assert list(dict.fromkeys(one["scene"] for one in seen)) == list(range(len(scenes["id"])))
    came = list(dict.fromkeys(one["leg"] for one in seen))
    assert came == sorted(came)
    assert {leg for leg, kind in enumerate(legs["kind"]) if kind == "hold"} <= set(came)
    titles = [scene["title"] for scene in timeline["texts"]["en"]["scenes"]]
    for one in seen:
        scene = one["scene"]
        assert one["own"] and not one["moved"], "in its own view"
        west, south, east, north = scenes["view"][scene]
        left, foot, right, top = one["sides"]
        assert left < west < east < right and foot < south < north < top
        assert right - left < 4 * (east - west) or top - foot < 2 * (north - south), (
            "and no wider than it must"
        )
        assert one["numbers"] == [scene + 1, scene + 1] and one["title"] == titles[scene]
        assert scenes["start"][scene] <= one["day"] <= scenes["end"][scene]
    expect(page.locator(".wb-lead-title")).to_be_visible()
    expect(page.locator(".wb-play")).to_have_attribute("aria-label", "Play")


def test_a_rest_is_left_by_a_key_and_by_a_tap(opened: Opener) -> None:
    page = opened("#scene=7")
    leg = f"() => {PLAYER}.now().leg"
    page.locator(".wb-play").click()
    for deed in ("ArrowRight", "PageDown", "tap"):
        _held(page)
        before = page.evaluate(leg)
        if deed == "tap":
            box = page.locator(".wb-map").bounding_box()
            assert box
            page.mouse.click(box["x"] + 30, box["y"] + box["height"] / 2)
        else:
            page.locator(".wb-play").press(deed)
        page.wait_for_function(f"(before) => ({leg})() > before", arg=before)
        expect(page.locator(".wb-play")).to_have_attribute("aria-label", "Pause")


def test_the_calendar_is_the_second_choice(opened: Opener) -> None:
    page = opened()
    speed = page.get_by_label("Speed")
    expect(speed.locator("option").first).to_have_text("The story")
    expect(speed.locator("optgroup")).to_have_attribute("label", "The calendar")
    speed.select_option("30")
    page.locator(".wb-play").click()
    page.wait_for_function(f"() => {PLAYER}.now().day > {PLAYER}.now().speed && !{PLAYER}.now().sceneChosen")
    before = page.evaluate(f"{PLAYER}.dispatch({{ type: 'pause' }}), {PLAYER}.now().day")
    run = f"{PLAYER}.dispatch({{ type: 'play' }}), {PLAYER}.dispatch({{ type: 'tick', seconds: 2 }}), {PLAYER}.now().day"
    assert page.evaluate(run) == before + 60


WATCHED = """() => {
    window.faded = 0;
    const watch = new MutationObserver(() => { window.faded += document.querySelectorAll('.wb-fade').length; });
    watch.observe(document.querySelector('.wb-map'), { childList: true });
}"""


def test_the_map_of_a_scene_fades_into_the_next_one_unless_motion_is_not_wanted(opened: Opener) -> None:
    page = opened("#scene=1")
    page.evaluate(WATCHED)
    page.locator(".wb-step-on").click()
    page.wait_for_function("() => window.faded > 0")
    expect(page.locator(".wb-fade")).to_have_count(0)
    still = opened(motion="reduce")
    still.evaluate(WATCHED)
    still.locator(".wb-play").click()
    expect(still.locator(".wb-now-scene")).to_have_text(re.compile("^scene 1 of"))
    expect(still.locator(".wb-step-on")).to_have_class("wb-button wb-step wb-step-on wb-waits")
    expect(still.locator(".wb-clock-mode")).to_be_hidden()
    still.locator(".wb-play").press("ArrowRight")
    expect(still.locator(".wb-now-scene")).to_have_text(re.compile("^scene 2 of"))
    assert still.evaluate("window.faded") == 0
