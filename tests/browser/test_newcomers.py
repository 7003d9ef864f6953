"""What newcomers bring, opened in Chromium: it says where, what and when at once, and what is missing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.layers.packages import with_row, write_tiny
from tests.output.newcomers import layers_in_metres, pirates, vendors
from waterbed import Dataset
from waterbed.layers.simulation.simulate import simulate
from waterbed.output.player.page import write_map

MADE = {"pirates": pirates, "vendors": vendors, "layers": layers_in_metres}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Maps of all three, by name."""
    made = tmp_path_factory.mktemp("newcomers")
    for name, of in MADE.items():
        (made / name).mkdir()
        write_map(of(made / name), made / f"{name}.html")
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without a network."""
    context = browser.new_context(
        offline=True, viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def _open(page: Page, file: Path, fragment: str = "") -> None:
    page.goto(file.as_uri() + fragment)
    expect(page.locator(".wb-root:not([aria-busy])")).to_be_visible()


FIRST: dict[str, tuple[str, str]] = {
    "pirates": ("2004", "Strait of Malacca"),
    "vendors": ("5 March 2023", "Eviction"),
    "layers": ("2023", ""),
}


@pytest.mark.parametrize("name", MADE)
def test_it_opens_on_a_day_on_which_something_happens(page: Page, folder: Path, name: str) -> None:
    _open(page, folder / f"{name}.html")
    day, said = FIRST[name]
    if page.locator(".wb-presses").count():
        # what followed the crackdowns comes first
        page.get_by_role("button", name="Next event").click()
    expect(page.locator(".wb-clock-date")).to_contain_text(day)
    expect(page.locator(".wb-today .wb-row")).not_to_have_count(0)
    expect(page.locator(".wb-today")).to_contain_text(said)
    expect(page.locator(".wb-today .wb-quiet")).to_be_hidden()


def test_seas_have_rows_in_the_ribbon_and_incidents_answer_to_the_pointer(page: Page, folder: Path) -> None:
    _open(page, folder / "pirates.html", "#day=2010-05-10")
    assert "Gulf of Aden" in page.locator(".wb-name").all_inner_texts()
    canvas = page.locator(".leaflet-container").first
    box = canvas.bounding_box()
    assert box is not None
    # where an incident lies on top
    x, y = page.evaluate(
        """() => {
            const { player } = document.querySelector('[data-wb-standalone]').waterbed;
            for (let x = 20; x < 860; x += 4) for (let y = 130; y < 440; y += 4) {
                if (player.stage.hit({ x, y })[0]?.group === 'events') return [x, y];
            }
        }"""
    )
    page.mouse.move(box["x"] + x, box["y"] + y)
    tip = page.locator(".wb-tip:not([hidden])").first
    expect(tip).to_contain_text("Anti-piracy reports")
    expect(tip).to_contain_text("20")
    page.get_by_role("button", name="Legend").click()
    expect(page.locator(".wb-legend-body")).to_contain_text("Incident: lit for")


def test_a_town_has_a_grid_and_says_that_it_has_no_base_map(page: Page, folder: Path) -> None:
    _open(page, folder / "vendors.html")
    expect(page.locator(".wb-blank-note")).to_be_visible()
    expect(page.locator(".leaflet-control-scale-line")).to_be_visible()
    _open(page, folder / "pirates.html")
    expect(page.locator(".wb-blank-note")).to_be_hidden()


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of a simulated set with reports every day."""
    made = simulate("displacement", seed=7, places=24).dataset
    return write_map(made, tmp_path_factory.mktemp("simulated") / "map.html")


def test_what_is_reported_every_day_is_no_news_each_by_itself(page: Page, simulated: Path) -> None:
    _open(page, simulated, "#scene=3")
    rows = page.locator(".wb-today > li")
    expect(page.get_by_text("Report: 27")).to_be_visible()
    assert rows.count() <= 7
    page.get_by_text("Report: 27").click()
    expect(page.get_by_text("Place 02: operations reported")).to_be_visible()
    expect(page.locator(".wb-ribbon-key")).to_contain_text("other events, how many")
    assert "other event" not in page.locator(".wb-ribbon-entry").all_inner_texts()


def test_an_invented_country_is_land_with_a_name(page: Page, simulated: Path) -> None:
    _open(page, simulated, "#scene=3")
    # The ground is the first canvas: the middle of the island has the colour of land in the story, its surroundings of sea.
    at = """([x, y]) => {
        const canvas = document.querySelector('.leaflet-container canvas');
        const box = canvas.getBoundingClientRect(), ratio = canvas.width / box.width;
        return [...canvas.getContext('2d').getImageData((x - box.left) * ratio, (y - box.top) * ratio, 1, 1).data];
    }"""
    box = page.locator(".leaflet-container").bounding_box()
    assert box is not None
    middle = [box["x"] + 0.55 * box["width"], box["y"] + 0.5 * box["height"]]
    beside = [box["x"] + 0.08 * box["width"], box["y"] + 0.5 * box["height"]]
    land, sea = page.evaluate(at, middle), page.evaluate(at, beside)
    assert land == [251, 250, 247, 255] and sea != land


def test_a_map_has_the_own_mark_of_its_data_set_in_both_themes(page: Page, tmp_path: Path) -> None:
    data = write_tiny(tmp_path / "set")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20z"/></svg>'
    (data / "logo.svg").write_text(drawing, encoding="utf-8")
    settings = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    settings["waterbed"]["site"] = {
        "name": {"en": "River desk", "fr": "Cellule du fleuve"},
        "logo": "logo.svg",
        "colours": {"accent": "#123a66", "accent_dark": "#8fcaff"},
    }
    (data / "datapackage.json").write_text(json.dumps(settings), encoding="utf-8")
    made = write_map(Dataset.read(data), tmp_path / "map.html")
    header, edge = page.locator(".wb-header"), "border-top-color"
    _open(page, made, "#theme=light&lang=en")
    expect(page.locator(".wb-mark")).to_have_text("River desk")
    assert page.locator(".wb-mark img").evaluate("image => image.naturalWidth") == 40
    expect(header).to_have_css(edge, "rgb(18, 58, 102)")
    page.get_by_role("button", name="Dark").click()
    expect(header).to_have_css(edge, "rgb(143, 202, 255)")
    page.get_by_role("button", name="FR").click()
    expect(page.locator(".wb-mark")).to_have_text("Cellule du fleuve")


def _bare(folder: Path, **tables: str | None) -> Path:
    """The tiny set without scenes and without most of its tables."""
    gone: dict[str, Any] = dict.fromkeys(("scenes", "figures", "gaps", "movements", "events", "hubs"))
    data = write_tiny(folder / "set", **(gone | tables))
    settings = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    del settings["waterbed"]["views"], settings["waterbed"]["default_view"]
    (data / "datapackage.json").write_text(json.dumps(settings), encoding="utf-8")
    return write_map(Dataset.read(data), folder / "map.html")


def test_what_is_empty_says_what_to_add(page: Page, tmp_path: Path) -> None:
    _open(page, _bare(tmp_path))
    expect(page.locator(".wb-ribbon")).to_contain_text("give events, hubs or movements a place and a date")
    expect(page.locator(".wb-today")).to_contain_text("add date to events.csv")
    # Nor does the legend explain what such a set has none of.
    expect(page.locator(".wb-mini")).to_be_hidden()
    page.get_by_role("button", name="Legend").click()
    expect(page.locator(".wb-legend-note")).to_be_visible()
    expect(page.locator(".wb-legend-column")).to_have_count(0)


def test_a_map_without_a_point_says_where_points_go(page: Page, tmp_path: Path) -> None:
    zones = "id,label_en,source\nsomewhere,Somewhere,wire\n"
    countries = "id,label_en,source\nland,Land,wire\n"
    _open(page, _bare(tmp_path, zones=zones, countries=countries, organisations=None))
    expect(page.locator(".wb-disclaimer")).to_contain_text("add lon and lat to zones.csv")


def test_the_clock_and_the_list_of_the_day_say_the_same_of_a_presence(page: Page, tmp_path: Path) -> None:
    hubs = with_row(
        "hubs", id="old", label_en="Old", place="shan", role="fraud_hub", present="2007~/", source="wire"
    )
    _open(page, _bare(tmp_path, hubs=hubs), "#day=2008-01-01")
    expect(page.locator(".wb-clock-line")).to_contain_text("Shan State")
    expect(page.locator(".wb-today")).to_contain_text("Shan State")
