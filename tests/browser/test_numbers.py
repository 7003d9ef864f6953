"""A series in the player: circles that follow the clock, their key, the card of a place, the ribbon."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.counted import coca_csv, incidents_csv, taken_in
from waterbed import write_map

# How many pixels of circles there are, and how many of them lie under the key.
_COVERED = """() => {
    const sheets = [...document.querySelectorAll('.leaflet-wb-story-pane canvas')];
    const sheet = sheets.find((one) => !one.hidden && one.width > 300);
    const [at, key] = [sheet, document.querySelector('.wb-foot > .wb-number-key')].map((one) => one.getBoundingClientRect());
    const ratio = sheet.width / at.width;
    const inked = (x, y, width, height) => {
        const { data } = sheet.getContext('2d').getImageData(x * ratio, y * ratio, width * ratio, height * ratio);
        let n = 0;
        for (let i = 3; i < data.length; i += 4) n += data[i] > 0;
        return n;
    };
    return [inked(0, 0, at.width, at.height), inked(key.left - at.left, key.top - at.top, key.width, key.height)];
}"""


@pytest.fixture(scope="module")
def coca(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coca")
    return write_map(taken_in(coca_csv(folder)), folder / "map.html")


@pytest.fixture(scope="module")
def incidents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("incidents")
    return write_map(taken_in(incidents_csv(folder)), folder / "map.html")


def _open(browser: Browser, path: Path, day: str, width: int = 1280, height: int = 800) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.goto(f"{path.as_uri()}#day={day}")
    page.wait_for_selector(".wb-clock-date:not(:empty)")
    page.wait_for_selector(".wb-root:not([aria-busy])")
    return page


def test_the_day_says_its_numbers_in_clock_list_and_key(browser: Browser, coca: Path) -> None:
    page = _open(browser, coca, "2000-06-01")
    expect(page.locator(".wb-clock-line")).to_contain_text("Peru 97,000, Colombia 81,000, Bolivia 39,000")
    expect(page.locator(".wb-today .wb-row")).to_have_count(3)
    expect(page.locator(".wb-today")).not_to_contain_text("Nothing recorded")
    expect(page.locator(".wb-foot > .wb-number-key")).to_contain_text("Hectares, by year")
    expect(page.locator(".wb-foot > .wb-number-key")).to_contain_text("No circle: no number on record")
    expect(page.locator(".wb-number-zero")).to_have_count(0)
    page.close()


def test_a_gap_is_told_apart_from_a_recorded_0(browser: Browser, incidents: Path) -> None:
    page = _open(browser, incidents, "2009-04-11")
    expect(page.locator(".wb-number-zero:visible")).to_contain_text("Recorded as 0")
    expect(page.locator(".wb-today")).not_to_contain_text("Gulf of Guinea")
    expect(page.locator(".wb-today .wb-row", has_text="Strait of Malacca")).to_contain_text("0, April 2009")
    page.close()


def test_the_card_of_a_place_follows_the_clock(browser: Browser, coca: Path) -> None:
    page = _open(browser, coca, "2000-06-01")
    page.locator(".wb-today .wb-row-open", has_text="Colombia").click()
    now = page.locator(".wb-card .wb-number-now")
    expect(now).to_contain_text("81,000 2000")
    page.locator(".wb-range").focus()
    page.keyboard.press("End")
    expect(now).to_contain_text("171,200 2022")
    expect(page.locator(".wb-card")).to_contain_text("33 numbers, 1990 to 2022")
    page.close()


def test_the_key_covers_no_circle_of_the_first_view(browser: Browser, coca: Path) -> None:
    page = _open(browser, coca, "2013-06-01")
    circles, covered = page.evaluate(_COVERED)
    assert circles > 500
    assert covered == 0
    page.close()


def test_on_a_phone_the_key_comes_with_the_legend(browser: Browser, coca: Path) -> None:
    page = _open(browser, coca, "2013-06-01", 390, 844)
    expect(page.locator(".wb-number-key:visible")).to_have_count(0)
    page.locator(".wb-legend-button").click()
    expect(page.locator(".wb-legend-body .wb-number-key")).to_contain_text("Hectares, by year")
    expect(page.locator(".wb-number-key:visible")).to_have_count(1)
    page.close()
