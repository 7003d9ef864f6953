"""The marking of an edition is in sight: on the player in the reader's language, on a phone, and without scripts."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.layers.packages import MANIFEST, write_manifest, write_tiny
from waterbed import Dataset, published, write_map


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_tiny(tmp_path_factory.mktemp("set"))
    marking = {"en": "TLP:<b>AMBER</b>", "fr": "TLP:AMBRE"}
    profiles = {"public": {"dates": "month", "marking": marking}}
    write_manifest(folder, waterbed=MANIFEST["waterbed"] | {"profiles": profiles})
    return published(Dataset.read(folder), "public", folder / "map.html", write_map)


@pytest.mark.parametrize("width", [1280, 390])
def test_the_player_prints_the_marking(browser: Browser, marked: Path, width: int) -> None:
    context = browser.new_context(offline=True, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(marked.as_uri())
    marking = page.locator(".wb-marking")
    expect(marking).to_have_text("TLP:<b>AMBER</b> · dates to the month")
    box = marking.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] + box["height"] <= 800
    page.get_by_role("button", name="français").click()
    expect(marking).to_have_text("TLP:AMBRE · dates au mois près")
    context.close()


def test_the_page_without_scripts_prints_the_marking(browser: Browser, marked: Path) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(marked.as_uri())
    expect(page.get_by_text("TLP:<b>AMBER</b> · dates to the month")).to_be_visible()
    context.close()
