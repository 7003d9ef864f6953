"""The player as a layer of a user's own folium map, in a real browser with Leaflet served from disk."""

import copy
import pickle
from collections.abc import Iterator
from pathlib import Path

import folium
import folium.plugins
import pytest
import xstatic.pkg.leaflet
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.axe import serious
from waterbed import CyclePlayer, Dataset, Timeline, explore
from waterbed.output.player.snippet import SANDBOX

LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that gets Leaflet from disk and nothing else from anywhere."""

    def serve(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        if name in ("leaflet.js", "leaflet.css"):
            route.fulfill(path=LEAFLET / name)
        else:
            route.fulfill(status=200, body="")

    fresh = browser.new_page(viewport={"width": 1000, "height": 700})
    fresh.route("http*://**/*", serve)
    yield fresh
    fresh.close()  # or it plays on while others are tested


def _open(page: Page, figure: folium.Map, tmp_path: Path) -> list[str]:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    figure.save(tmp_path / "user.html")
    page.goto((tmp_path / "user.html").as_uri())
    page.wait_for_selector(".wb-play")
    return errors


def test_works_with_tiles_and_a_layer_control(page: Page, bundled: Dataset, tmp_path: Path) -> None:
    m = folium.Map(location=[15, 105], zoom_start=4)
    player = CyclePlayer(bundled, name="Scam centres").add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    m.fit_bounds(player.get_bounds())  # type: ignore[arg-type]
    errors = _open(page, m, tmp_path)
    assert page.locator(".leaflet-control-layers-overlays").inner_text().strip() == "Scam centres"
    page.locator(".leaflet-control-layers-overlays input").uncheck()
    page.wait_for_selector(".wb-play", state="detached")
    page.locator(".leaflet-control-layers-overlays input").check()
    page.wait_for_selector(".wb-play")
    assert serious(page, within=".wb-root") == []
    assert errors == []


def test_the_panel_on_a_map_of_somebody_else_has_all_that_a_page_has(
    page: Page, timeline: Timeline, tmp_path: Path
) -> None:
    errors = _open(page, explore(timeline), tmp_path)
    before = page.locator(".wb-range").input_value()
    page.locator(".wb-step-on").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".wb-range")).not_to_have_value(before)
    page.get_by_role("button", name="Text and records").click()
    # what slides in under the pointer takes no click
    page.wait_for_function("() => document.getAnimations().length === 0")
    page.get_by_role("button", name="français").click()
    expect(page.get_by_role("tab", name="Récit")).to_be_visible()
    page.get_by_role("button", name="Menu").click()
    page.get_by_label("Zones et villes").uncheck()
    expect(page.get_by_role("button", name="Menu (1)")).to_be_visible()
    menu, bar = page.locator(".wb-menu").bounding_box(), page.locator(".wb-bar").bounding_box()
    assert menu and bar and menu["y"] + menu["height"] <= bar["y"]
    # the address belongs to the page, and so do its title and its full screen
    assert page.locator(".wb-share-link").is_hidden() and page.locator("h1").count() == 0
    assert "#" not in page.url
    page.locator(".leaflet-container").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".wb-card-title")).to_be_focused()
    assert serious(page, within=".wb-root") == []
    assert errors == []


def test_two_players_on_one_map_know_nothing_of_each_other(
    page: Page, timeline: Timeline, tmp_path: Path
) -> None:
    m = folium.Map(location=[15, 105], zoom_start=4, tiles=None)
    CyclePlayer(timeline, name="one").add_to(m)
    CyclePlayer(timeline, name="two", lang="fr").add_to(m)
    errors = _open(page, m, tmp_path)
    page.wait_for_function("() => document.querySelectorAll('.wb-clock-date:not(:empty)').length === 2")
    dates = page.locator(".wb-clock-date")
    before = dates.all_text_contents()
    page.locator(".wb-play").first.click()
    expect(dates.first).not_to_have_text(before[0])
    assert dates.nth(1).text_content() == before[1]
    assert errors == []


def test_shows_itself_in_a_notebook_and_pickles(timeline: Timeline) -> None:
    player = CyclePlayer(timeline)
    frame = player._repr_html_()
    assert frame.startswith("<iframe srcdoc=") and f'sandbox="{SANDBOX}"' in frame
    assert pickle.loads(pickle.dumps(player)).get_bounds() == player.get_bounds()  # noqa: S301


def test_a_map_with_players_survives_a_deep_copy_and_a_pickle(timeline: Timeline) -> None:
    m = folium.Map(tiles=None)
    CyclePlayer(timeline).add_to(folium.FeatureGroup("story").add_to(m))
    for twin in (copy.deepcopy(m), pickle.loads(pickle.dumps(m))):  # noqa: S301
        assert twin.get_bounds() == m.get_bounds() == [[-9.5, 91], [28.5, 127.5]]
        assert twin.get_root().render().count("L.cyclePlayer(") == 1


def test_in_a_feature_group_it_comes_and_goes_with_the_group(
    page: Page, timeline: Timeline, tmp_path: Path
) -> None:
    m = folium.Map(location=[15, 105], zoom_start=4)
    group = folium.FeatureGroup("The story").add_to(m)
    folium.Marker([16.7, 98.5]).add_to(group)
    player = CyclePlayer(timeline, control=False)
    player.add_to(group)
    # the tiles of the map count, however deep the player hangs
    assert player.viewer_options()["basemap"] is None
    folium.LayerControl(collapsed=False).add_to(m)
    errors = _open(page, m, tmp_path)
    box = page.evaluate(f"{group.get_name()}.getBounds().toBBoxString()")
    assert box == "91,-9.5,127.5,28.5"
    switch = page.locator(".leaflet-control-layers-overlays input")
    switch.uncheck()
    page.wait_for_selector(".wb-play", state="detached")
    switch.check()
    page.wait_for_selector(".wb-play")
    assert errors == []


def test_two_maps_on_one_page(page: Page, timeline: Timeline, tmp_path: Path) -> None:
    both = folium.plugins.DualMap(location=[15, 105], tiles=None)  # type: ignore[no-untyped-call]
    CyclePlayer(timeline).add_to(both.m1)
    CyclePlayer(timeline, lang="fr").add_to(both.m2)
    html = both.get_root().render()
    assert html.count("DecompressionStream") == explore(timeline).get_root().render().count(
        "DecompressionStream"
    )
    (tmp_path / "user.html").write_text(html, encoding="utf-8")
    page.goto((tmp_path / "user.html").as_uri())
    page.wait_for_function("() => document.querySelectorAll('.wb-clock-date:not(:empty)').length === 2")
    page.locator(".wb-play").nth(1).click()
    page.wait_for_function("() => document.querySelectorAll('.wb-range')[1].value > 18125")
    assert page.locator(".wb-range").nth(0).input_value() == "18125"


def test_explore_draws_on_a_new_map_or_on_a_given_one(timeline: Timeline) -> None:
    m = explore(timeline, lang="fr")
    assert m.get_bounds() == [[-9.5, 91], [28.5, 127.5]]
    assert f"{m.get_name()}.fitBounds" in m.get_root().render()
    own = folium.Map(location=[1, 2], zoom_start=5)
    assert explore(timeline, m=own) is own
    assert f"{own.get_name()}.fitBounds" not in own.get_root().render()
    with pytest.raises(ValueError, match="tiles: they belong to a map"):
        explore(timeline, m=own, tiles="OpenStreetMap")


def test_the_layer_is_driven_from_the_page_around_it(page: Page, timeline: Timeline, tmp_path: Path) -> None:
    m = folium.Map(location=[15, 105], zoom_start=4, tiles=None)
    layer = CyclePlayer(timeline).add_to(m).get_name()
    errors = _open(page, m, tmp_path)
    page.evaluate(f"window.heard = []; {layer}.on('scene day select', (event) => heard.push(event))")
    page.evaluate(f"{layer}.seek('2023-12-15').scene(3)")
    assert page.evaluate("heard.map(({ type, scene, date }) => [type, scene, date]).at(-1)")[0] == "day"
    assert {"scene", "day"} <= set(page.evaluate("heard.map(({ type }) => type)"))
    page.evaluate(f"{layer}.pause()")
    assert page.locator(".wb-play").get_attribute("aria-label") == "Play"
    assert errors == []


def test_without_a_map_it_says_what_to_do(timeline: Timeline) -> None:
    with pytest.raises(ValueError, match=r"call \.add_to\(map\) first"):
        CyclePlayer(timeline).render()


def test_a_hostile_title_is_text_in_the_layer_control(page: Page, timeline: Timeline, tmp_path: Path) -> None:
    m = folium.Map(location=[15, 105], zoom_start=4, tiles=None)
    CyclePlayer(timeline, name="<img src=x onerror='window.ran=1'>").add_to(m)
    folium.LayerControl(collapsed=False).add_to(m)
    errors = _open(page, m, tmp_path)
    assert "<img src=x" in page.locator(".leaflet-control-layers-overlays").inner_text()
    assert page.evaluate("window.ran") is None
    assert errors == []
