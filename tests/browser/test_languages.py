"""The map in languages that browsers, calendars and lines of text take otherwise than English."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.layers.packages import changed, write_in, write_manifest, write_tiny
from tests.output.interface import TRIED, english_left, write_tried
from waterbed import Dataset, write_map

Opener = Callable[[Path], Page]
FSI, PDI = "\u2068", "\u2069"


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens the first scene of a data set in a browser that speaks German; errors of the page are errors of the test."""
    context = browser.new_context(
        offline=True, locale="de-DE", reduced_motion="reduce", viewport={"width": 1280, "height": 800}
    )
    wrong: list[str] = []

    def opened_map(folder: Path) -> Page:
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(write_map(Dataset.read(folder), tmp_path / "map.html").as_uri() + "#scene=1")
        page.wait_for_selector(".wb-clock-date:not(:empty)")
        return page

    yield opened_map
    context.close()
    assert wrong == []


@pytest.mark.parametrize(
    ("lang", "tag", "date", "as_of"),
    [
        ("pt_BR", "pt-BR", "18 de agosto de 2019", "dezembro de 2025"),
        ("ksw", "ksw", "18 August 2019", "December 2025"),
        ("th", "th", "18 สิงหาคม ค.ศ. 2019", "ธันวาคม 2025"),
        ("fa", "fa", "18 اوت 2019", "دسامبر 2025"),
        ("asa", "asa", "18 Agosti 2019", "Desemba 2025"),
    ],
)
def test_a_map_has_one_calendar_and_one_language_of_dates(
    opened: Opener, tmp_path: Path, lang: str, tag: str, date: str, as_of: str
) -> None:
    page = opened(write_in(tmp_path / "set", lang))
    assert page.locator("html").get_attribute("lang") == page.locator(".wb-root").get_attribute("lang") == tag
    assert page.locator(".wb-clock-date").inner_text() == date
    assert as_of in page.locator(".wb-as-of").inner_text()


_HEARD = """() => [...document.querySelectorAll('body, body *')].filter((node) => !node.closest('script, style')).flatMap(
    (node) => [
        ...[...node.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE).map((one) => one.data),
        ...['aria-label', 'aria-description', 'aria-valuetext', 'title', 'alt', 'placeholder'].map(
            (name) => node.getAttribute(name) ?? ''),
    ])"""
"""What is read or heard on a page, shown or not."""
_OPEN = """async () => {
    const drawn = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
    await drawn();
    document.querySelectorAll('details').forEach((one) => { one.open = true; });
    await drawn();
}"""


@pytest.mark.parametrize("lang", TRIED)
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_a_page_has_no_english_of_the_interface_left(
    opened: Opener, tmp_path: Path, lang: str, width: int, height: int
) -> None:
    page = opened(write_tried(tmp_path / "set", lang))
    page.set_viewport_size({"width": width, "height": height})
    heard: set[str] = set(page.evaluate(_HEARD))
    page.locator(".wb-step-back").click()
    page.wait_for_selector(".wb-press-text")
    page.evaluate(_OPEN)
    heard |= set(page.evaluate(_HEARD))
    page.locator(".wb-step-on").click()
    for tab in page.locator("[role=tab]").all():
        tab.click()
        page.evaluate(_OPEN)
        heard |= set(page.evaluate(_HEARD))
    page.locator("[role=tab]").nth(1).click()
    page.evaluate(_OPEN)
    page.locator(".wb-records").get_by_text("Raid in the capital").first.click(timeout=5000)
    heard |= set(page.evaluate(_HEARD))
    page.locator(".wb-header button[aria-expanded=false]:visible").last.click(timeout=5000)
    heard |= set(page.evaluate(_HEARD))
    assert len(heard) > 150
    assert english_left(heard, lang) == []
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]


def test_a_page_from_right_to_left_keeps_its_map_and_its_time_axis(opened: Opener, tmp_path: Path) -> None:
    page = opened(write_in(tmp_path / "set", "ar"))

    def runs(selector: str) -> tuple[str, str]:
        ask = "(node) => { const { direction, unicodeBidi } = getComputedStyle(node); return [direction, unicodeBidi]; }"
        direction, bidi = page.locator(selector).first.evaluate(ask)
        return direction, bidi

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert runs(".wb-panel")[0] == runs(".wb-header")[0] == "rtl"
    assert runs(".wb-ribbon")[0] == runs(".wb-controls")[0] == runs(".leaflet-container")[0] == "ltr"
    # what the language lacks is English, and its full stop stands at its end
    assert runs(".wb-scene-text")[1] == "plaintext"
    panel, map_cell = (page.locator(one).bounding_box() for one in (".wb-panel", ".wb-map-cell"))
    assert panel and map_cell and panel["x"] < map_cell["x"]


_OFF_CENTRE = """(node) => {
    const text = document.createRange();
    text.selectNodeContents(node);
    const [inside, around] = [text, node].map((one) => one.getBoundingClientRect());
    return Math.abs(inside.x + inside.width / 2 - around.x - around.width / 2);
}"""


def test_a_page_from_right_to_left_keeps_its_signs_in_the_middle(opened: Opener, tmp_path: Path) -> None:
    page = opened(write_in(tmp_path / "set", "ar"))
    signs = [".leaflet-control-zoom-in", ".leaflet-control-zoom-out", ".leaflet-control-scale-line"]
    assert all(page.locator(sign).evaluate(_OFF_CENTRE) < 1.5 for sign in signs)
    page.set_viewport_size({"width": 390, "height": 780})
    assert page.get_by_role("tab", name="Story").evaluate(_OFF_CENTRE) < 1.5


def test_names_of_another_script_leave_the_date_beside_them_where_it_is(
    opened: Opener, tmp_path: Path
) -> None:
    arabic = "مداهمة"
    scenes = "id,label_en,seq,period,records\nfirst,The raid,1,2024-04-05/2024-04-12,raid\n"
    page = opened(
        write_tiny(tmp_path / "set", events=changed("events", "raid", label_en=arabic), scenes=scenes)
    )
    expect(page.locator(".wb-clock-line")).to_have_text(
        f"{FSI}Phnom Penh: {FSI}{arabic}{PDI}{PDI}, 5\u00a0April\u00a02024"
    )
    assert page.locator("html").get_attribute("dir") == "ltr"


def test_words_that_every_object_has_are_words_like_others(opened: Opener, tmp_path: Path) -> None:
    moved = changed("movements", "to-laukkai", unit="constructor")
    raid = changed("events", "raid", flags="toString;hasOwnProperty;__proto__")
    folder = write_tiny(tmp_path / "set", movements=moved, events=raid, scenes=None)
    write_manifest(folder, views={"__proto__": [95, 10, 108, 25]}, default_view="__proto__")
    page = opened(folder)
    page.get_by_role("tab", name="Records").click()
    for label in ("To Laukkai", "Raid in the capital"):
        page.locator(".wb-search").fill(label)
        page.locator(".wb-group:visible").get_by_text(label).first.click()
        said = page.locator(".wb-root").inner_text()
        assert "native code" not in said and "[object" not in said
    expect(page.locator(".wb-panel")).to_contain_text("toString; hasOwnProperty;")


def test_a_scene_without_a_period_opens_on_the_days_of_its_records(opened: Opener, tmp_path: Path) -> None:
    scenes = "id,label_en,seq,records\nfirst,The raid,1,raid\n"
    page = opened(write_tiny(tmp_path / "set", scenes=scenes))
    assert page.locator(".wb-clock-date").inner_text() == "5 April 2024"
