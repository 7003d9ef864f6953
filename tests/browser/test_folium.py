"""The player as a layer of a user's own folium map, in a real browser with Leaflet served from disk."""

import pickle
from pathlib import Path

import folium
import pytest
import xstatic.pkg.leaflet
from playwright.sync_api import Browser, Page, Route

from waterbed import CyclePlayer, Dataset, Timeline

LEAFLET = Path(xstatic.pkg.leaflet.BASE_DIR)


@pytest.fixture
def page(browser: Browser) -> Page:
    """A page that gets Leaflet from disk and nothing else from anywhere."""

    def serve(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[-1]
        if name in ("leaflet.js", "leaflet.css"):
            route.fulfill(path=LEAFLET / name)
        else:
            route.fulfill(status=200, body="")

    fresh = browser.new_page(viewport={"width": 1000, "height": 700})
    fresh.route("http*://**/*", serve)
    return fresh


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
    assert errors == []


def test_two_players_on_one_map_know_nothing_of_each_other(
    page: Page, timeline: Timeline, tmp_path: Path
) -> None:
    m = folium.Map(location=[15, 105], zoom_start=4, tiles=None)
    CyclePlayer(timeline, name="one").add_to(m)
    CyclePlayer(timeline, name="two", lang="fr").add_to(m)
    errors = _open(page, m, tmp_path)
    page.wait_for_function("document.querySelectorAll('.wb-clock').length === 2")
    clocks = page.locator(".wb-clock")
    before = clocks.nth(1).inner_text()
    page.locator(".wb-play").first.click()
    page.wait_for_timeout(600)
    assert clocks.nth(1).inner_text() == before
    assert errors == []


def test_shows_itself_in_a_notebook_and_pickles(timeline: Timeline) -> None:
    player = CyclePlayer(timeline)
    frame = player._repr_html_()
    assert frame.startswith("<iframe srcdoc=") and 'sandbox="allow-scripts allow-popups"' in frame
    assert pickle.loads(pickle.dumps(player)).get_bounds() == player.get_bounds()  # noqa: S301


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
