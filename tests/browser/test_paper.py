"""Paper: a scene is one sheet in any font, and what does not fit gives way in an order that a reader can follow."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.sheets import faults, letters, on_paper, sheets, show
from tests.conftest import Launch
from tests.fonts import FAMILIES, HOW_TO_GET_FONTS, NO_LETTERS, missing, only
from tests.layers.packages import TABLES, write_tiny
from waterbed import Dataset, write_map
from waterbed.output.ink.typeface import Face, width
from waterbed.output.type.faces import FAMILY

FULLEST = 8
"""The scene with the most on its day and in its text; ``make long`` prints every scene in every font and language."""
FIRST_ROWS = {
    "Sont-ils revenus": "Retour attesté (2)",
    "Retour attesté (2)": "KK Park raid",
    "aucun retour attesté (9)": "interdiction, 18 août 2019",
}
"""Headings of the site's overview, and what stands under each."""
MEASURED = ("Myawaddy area (3)", "AVATAR Tó Đà Nẵng, à l’intérieur : 6\u202f500 → Kâ", "Çeşme–Īśvara ≤ 2")
"""With kerning, marks, spaces of French, arrows."""
WIDTHS = """(texts) => {
    const pen = document.createElement('canvas').getContext('2d');
    return texts.map(([text, weight]) => {
        pen.font = `${weight} 100px "Waterbed Sans"`;
        return pen.measureText(text).width;
    });
}"""
CROWDS = range(8, 97, 8)
"""How many sources some scenes of the crowded map rest on."""
LENGTHS = range(20, 261, 20)
"""How many sentences others have."""
ENDLESS = 500
GIVEN_UP = """() => {
    const one = (what) => document.querySelector(what);
    return [
        !one('.wb-sources cite').checkVisibility() && 'titles',
        one('.wb-rows').clientHeight < 120 && 'rows',
        one('.wb-map-cell').clientHeight < 364 && 'map',
        parseFloat(getComputedStyle(one('.wb-scene-text')).fontSize) < 12 && 'type',
    ].filter(Boolean).join(', ');
}"""
ORDERS = {"", "titles", "titles, rows", "titles, rows, map", "titles, rows, map, type", "titles, rows, type"}
"""What a sheet may have given up; a long text beside the map keeps the map high."""


def _opened(browser: Browser, file: Path) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto(file.as_uri())
    page.wait_for_selector(".wb-root:not([aria-busy]) .wb-clock-date")
    return page


def _browser_with(family: str, chromium: Launch, folders: pytest.TempPathFactory) -> Browser:
    if sys.platform != "linux":
        pytest.skip("fontconfig chooses the fonts of Chromium on Linux alone")
    if family in missing():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no {family}: {HOW_TO_GET_FONTS}")
    return chromium(only(family, folders.mktemp("fonts")), NO_LETTERS)


@pytest.fixture(scope="module", params=FAMILIES)
def reader(
    request: pytest.FixtureRequest, chromium: Launch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """The browser of a reader who lets no page bring its letters, on a machine with one family of fonts."""
    browser = _browser_with(request.param, chromium, tmp_path_factory)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def own(browser: Browser, map_file: Path) -> Iterator[Page]:
    """The bundled map before a reader whose browser takes the letters that it brings."""
    page = _opened(browser, map_file)
    yield page
    page.close()


@pytest.fixture(scope="module")
def page(reader: Browser, map_file: Path) -> Page:
    """The bundled map before that reader."""
    return _opened(reader, map_file)


def test_the_fullest_scene_is_one_sheet_in_any_font(page: Page) -> None:
    show(page, FULLEST, "fr")
    with on_paper(page):
        assert faults(page) == []
    for paper in ("A4", "Letter"):
        (sheet,) = sheets(page, paper)
        assert "Creative Commons" in sheet, "the citation stands on it"


def test_the_family_is_the_only_one(page: Page, request: pytest.FixtureRequest) -> None:
    assert letters(page, ".wb-title") == {request.node.callspec.params["reader"]}


def test_every_scene_is_one_sheet_in_our_own(own: Page, bundled: Dataset) -> None:
    for scene in range(1, len(bundled["scenes"]) + 1):
        show(own, scene, "fr")
        with on_paper(own):
            assert faults(own) == [], f"scene {scene}"


def test_what_python_measures_is_as_wide_in_a_browser(own: Page) -> None:
    faces = [(text, bold) for text in MEASURED for bold in (False, True)]
    seen = own.evaluate(WIDTHS, [[text, 700 if bold else 400] for text, bold in faces])
    assert seen == pytest.approx([width(text, Face(100, bold), "en") for text, bold in faces], abs=0.5)


def test_the_site_begins_with_its_map_in_any_font(reader: Browser, site: Path) -> None:
    _begins_with_its_map(reader, site)


def test_the_site_begins_with_its_map_in_our_own(browser: Browser, site: Path) -> None:
    assert _begins_with_its_map(browser, site) == {FAMILY}, "letters come from a file beside the page"


def _begins_with_its_map(browser: Browser, site: Path) -> set[str]:
    """Try the overview on paper; say whose letters it has."""
    overview = browser.new_page()
    overview.goto((site / "fr" / "index.html").as_uri())
    overview.wait_for_selector("#waterbed.wb-ready:not([aria-busy]) .wb-clock-date")
    families = letters(overview, "h1")
    first, *rest = sheets(overview)
    overview.close()
    assert "sous pression" in first, "the key of the map, and nothing above it says so"
    for heading, row in FIRST_ROWS.items():
        (sheet,) = (sheet for sheet in (first, *rest) if heading in sheet)
        assert row in sheet, "a heading stands over its first row"
    return families


@pytest.fixture(scope="module")
def crowded(chromium: Launch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A map whose scenes rest on more and more sources, then say more and more."""
    names = [f"s{number}" for number in range(max(CROWDS))]
    told = [(f"e{n}", "It is told.") for n in CROWDS] + [
        ("e8", "So they say. " * n) for n in (*LENGTHS, ENDLESS)
    ]
    rows = {
        "sources": [
            f"{name},corroboration,What a reporter saw,The {name} Courier,,2024-04-05,en" for name in names
        ],
        "zones": [f"t{n},Town {n},,cambodia,,town,{103 + n / 9},12,5,,article" for n in range(12)],
        "events": [
            *(
                f"t{n}-raid,Raid,,raid,t{n},2024-03-0{n % 9 + 1},police,crackdown,article,,"
                for n in range(12)
            ),
            *(f"e{n},A word,,ban,cambodia,2024-{n // 8:02}-05,,,s0,{';'.join(names[1:n])}," for n in CROWDS),
        ],
        "scenes": [
            f"n{i},A scene,{i},2024,river,{text} [{event}],{event}" for i, (event, text) in enumerate(told, 2)
        ],
    }
    tables = {table: "\n".join([TABLES[table].strip(), *lines]) for table, lines in rows.items()}
    folder = tmp_path_factory.mktemp("crowded")
    file = write_map(Dataset.read(write_tiny(folder / "set", **tables)), folder / "map.html")
    browser = _browser_with("DejaVu Sans", chromium, tmp_path_factory)
    yield _opened(browser, file)
    browser.close()


def test_a_full_sheet_gives_up_in_order(crowded: Page) -> None:
    seen = []
    for scenes in (range(2, len(CROWDS) + 2), range(len(CROWDS) + 2, len(CROWDS) + len(LENGTHS) + 2)):
        steps = []
        for scene in scenes:
            show(crowded, scene, "en")
            with on_paper(crowded):
                steps.append(crowded.evaluate(GIVEN_UP))
                if wrong := faults(crowded):
                    break
        assert wrong and not steps.pop(), "what has a sheet of its own is whole"
        assert steps == sorted(steps, key=len)
        seen += steps
    assert set(seen) == ORDERS


def test_sources_without_end_have_a_sheet_of_their_own(crowded: Page) -> None:
    show(crowded, len(CROWDS) + 1, "en")
    first, second = sheets(crowded)
    assert "Phnom Penh" in first and "Sources of this scene" not in first
    assert second.startswith("Sources of this scene") and "What a reporter saw" in second
    assert "s95 Courier" in second and "CC0" in second


def test_a_text_without_end_goes_on_and_nothing_of_it_is_lost(crowded: Page) -> None:
    show(crowded, len(CROWDS) + len(LENGTHS) + 2, "en")
    *all_but, last = sheets(crowded)
    assert " ".join([*all_but, last]).count("they say") == ENDLESS
    assert "s7 Courier" in last and "CC0" in last


def test_paper_shows_what_the_reader_saw_and_the_screen_stays(browser: Browser, map_file: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(map_file.as_uri() + "#scene=8&view=20,100,6.5")
    page.wait_for_selector(".wb-root:not([aria-busy]) .wb-clock-date")
    bounds = "document.querySelector('[data-wb-standalone]').waterbed._map.getBounds().toBBoxString()"
    before = [float(degrees) for degrees in page.evaluate(bounds).split(",")]
    with on_paper(page):
        west, south, east, north = (float(degrees) for degrees in page.evaluate(bounds).split(","))
    assert west <= before[0] and south <= before[1] and east >= before[2] and north >= before[3]
    assert [float(degrees) for degrees in page.evaluate(bounds).split(",")] == pytest.approx(before, abs=0.02)
    page.close()


def test_what_a_reader_has_open_is_no_matter_for_paper(browser: Browser, map_file: Path) -> None:
    page = _opened(browser, map_file)
    show(page, 1, "en")
    page.locator(".wb-more").click()
    page.locator(".wb-legend-button").click()
    page.get_by_role("button", name="Share").click()
    page.get_by_role("button", name="Present").click()
    with on_paper(page):
        assert faults(page) == []
        assert page.locator(".wb-name").last.inner_text().endswith("other places")
    assert page.locator(".wb-present .wb-legend-body").is_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".wb-more")).to_have_text("Fewer rows")
    page.close()
