"""A set of waters: zones end at the coast, numbers by the day stand as years, all by the name of a bundled set."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from waterbed import Dataset, write_map

# How many pixels of hatched areas lie on water, and how many on land.
_WET_AND_DRY = """() => {
    const [base, areas] = document.querySelectorAll('.leaflet-wb-ground-pane canvas');
    const tint = getComputedStyle(document.querySelector('.wb-root')).getPropertyValue('--wb-sea').trim();
    const sea = [1, 3, 5].map((at) => parseInt(tint.slice(at, at + 2), 16));
    const [ground, over] = [base, areas].map((one) => one.getContext('2d').getImageData(0, 0, base.width, base.height).data);
    const found = [0, 0];
    for (let i = 0; i < over.length; i += 4) {
        if (over[i + 3] > 8) found[Math.hypot(...sea.map((part, n) => part - ground[i + n])) < 24 ? 0 : 1] += 1;
    }
    return found;
}"""


@pytest.fixture(scope="module")
def piracy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_map(Dataset.read("piracy"), tmp_path_factory.mktemp("piracy") / "map.html")


@pytest.mark.browser
def test_waters_are_hatched_to_the_coast_and_counted_by_the_year(browser: Browser, piracy: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{piracy.as_uri()}#scene=3")
    expect(page.locator(".wb-now-scene")).to_have_text("scene 3 of 8")
    expect(page.locator(".wb-foot > .wb-number-key")).to_contain_text("Incidents, by year")
    for scene in (3, 6):
        page.evaluate(f"location.hash = '#scene={scene}'")
        expect(page.locator(".wb-now-scene")).to_have_text(f"scene {scene} of 8")
        page.wait_for_function(f"() => ({_WET_AND_DRY})()[0] > 5000")
        wet, dry = page.evaluate(_WET_AND_DRY)
        assert dry < 0.02 * wet, (scene, wet, dry)
    page.close()
