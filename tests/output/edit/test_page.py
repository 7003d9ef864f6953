"""Records are entered and corrected on the page, by keyboard alone, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import serious
from tests.output.edit.conftest import Served


@pytest.fixture
def page(shared: Served, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: told.append(str(error)))
    opened.on(
        "request", lambda asked: told.append(asked.url) if not asked.url.startswith(shared.address) else None
    )
    opened.goto(shared.address)
    expect(opened.locator("main h1")).to_have_text("New row in Sources")
    yield opened
    assert [one for one in told if not one.startswith(("data:", "blob:"))] == []
    context.close()


def _tab_to(page: Page, selector: str) -> None:
    """Press the tabulator until something has the focus."""
    for _ in range(150):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached")


def _type(page: Page, name: str, text: str) -> None:
    """Type a text into the field that has the focus; a loaded Chromium that starts a process for the map loses keys."""
    for _ in range(3):
        page.keyboard.type(text)
        assert page.evaluate("document.activeElement.name") == name, "something took the focus away"
        if page.locator(f"#f-{name}").input_value() == text:
            return
        page.keyboard.press("ControlOrMeta+A")
    raise AssertionError(f"{name}: keys are lost")


def _enter(page: Page, table: str, **cells: str) -> None:
    """Choose a table, fill in a new row and save it, with keys alone; what begins with ? is looked for and chosen."""
    page.keyboard.press("Shift+Tab")
    page.locator(
        "#table"
    ).focus()  # the way back to the top goes through the frame of the map, which has keys of its own
    if not page.locator("#table option:checked", has_text=table).count():
        page.keyboard.type(table[0])  # a slow machine takes further letters for a new word
    expect(page.locator("main h1")).to_have_text(f"New row in {table}")
    for name, text in cells.items():
        _tab_to(page, f"#f-{name}")
        if page.locator(f"select#f-{name}").count():
            while page.locator(f"#f-{name}").input_value() != text:
                page.keyboard.press("ArrowDown")
            continue
        _type(page, name, text.removeprefix("?"))
        if text.startswith("?"):
            expect(page.locator(f"#l-{name} li").first).to_be_visible()
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            expect(page.locator(f"#l-{name}")).to_be_hidden()
    _tab_to(page, "button.first")
    page.keyboard.press("Enter")


def test_a_source_a_hub_an_event_and_a_movement_are_entered_by_keyboard(shared: Served, page: Page) -> None:
    before = {table: shared.content(table) for table in ("sources", "hubs", "events", "movements")}
    _enter(page, "Sources", id="paper", kind="?corr", title='A "paper", read', date="2024-05")
    expect(page.locator("#status")).to_have_text("Written to sources.csv.")

    _enter(
        page,
        "Hubs",
        id="hub-new",
        label_en="A new hub",
        place="?lauk",
        role="fraud_hub",
        lon="98.77",
        lat="23.7",
        source="?a pap",
    )
    expect(page.locator("#status")).to_have_text("Written to hubs.csv.")
    expect(page.locator("#spot")).to_contain_text("It lies in Myanmar")

    _enter(
        page,
        "Events",
        id="found",
        label_en="Found",
        kind="raid",
        place="?hub-new",
        date="late 2024",
        source="?paper",
    )
    expect(page.locator("#status")).to_have_text("Not written.")
    expect(page.locator("#verdict")).to_be_focused()
    expect(page.locator("#e-date")).to_contain_text(
        "late 2024 is not a date; write 2024-12~ (about that month)"
    )
    expect(page.locator("#f-date")).to_have_attribute("aria-invalid", "true")
    assert shared.content("events") == before["events"]
    _tab_to(page, "#verdict a[href='#f-date']")
    page.keyboard.press("Enter")
    expect(page.locator("#f-date")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#e-date button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#s-date")).to_contain_text("about December 2024")
    _tab_to(page, "button.first")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Written to events.csv.")

    went = {"origin": "?phnom", "destination": "?a new", "period": "2024-12~/2025-02", "cause": "?found"}
    _enter(page, "Movements", id="went", label_en="They went", kind="displacement", **went, source="?paper")
    expect(page.locator("#status")).to_have_text("Written to movements.csv.")
    frame = page.frame_locator("#map")
    expect(frame.get_by_text("They went").first).to_be_visible(timeout=30_000)

    added = {table: shared.content(table).removeprefix(content).decode() for table, content in before.items()}
    assert added == {
        "sources": 'paper,corroboration,"A ""paper"", read",,,2024-05,\n',
        "hubs": "hub-new,A new hub,,laukkai,fraud_hub,,,,98.77,23.7,,paper,\n",
        "events": "found,Found,,raid,hub-new,2024-12~,,,paper,,\r\n",
        "movements": "went,They went,,displacement,phnom-penh,hub-new,2024-12~/2025-02,found,,,,,paper\n",
    }


def test_a_second_window_is_told_and_nothing_is_lost(shared: Served, page: Page) -> None:
    page.goto(f"{shared.address}#/events/raid")
    other = page.context.new_page()
    other.goto(f"{shared.address}#/events/raid")
    for window, name, text in ((page, "label_en", "One says"), (other, "date", "2024-04-06")):
        expect(window.locator("#f-id")).to_have_value("raid")
        window.fill(f"#f-{name}", text)
        expect(window.locator("#verdict")).to_contain_text("No fault: it can be written.")
    other.click("button.first")
    expect(other.locator("#status")).to_have_text("Written to events.csv.")
    between = shared.content("events")
    page.click("button.first")
    expect(page.locator("#verdict")).to_contain_text(
        "Somebody else has changed this row since you opened it."
    )
    told = ["It was 2024-04-05", "Now in the file 2024-04-06", "Yours 2024-04-05"]
    expect(page.locator(".rival dd")).to_have_text(told)
    assert shared.content("events") == between
    page.click("[data-act=mine]")
    expect(page.locator("#status")).to_have_text("Written to events.csv.")
    assert shared.content("events") == between.replace(b"Raid in the capital", b"One says")
    assert b",2024-04-06," in shared.content("events")

    # a third program takes the row away
    lines = shared.content("events").splitlines(keepends=True)
    row = next(line for line in lines if line.startswith(b"raid,"))
    without = b"".join(line for line in lines if line != row)
    (shared.folder / "events.csv").write_bytes(without)
    other.fill("#f-label_en", "Other says")
    expect(other.locator("#verdict")).to_contain_text("Somebody else has deleted this row")
    other.click("[data-act=mine]")
    expect(other.locator("#status")).to_have_text("Written to events.csv.")
    again = shared.content("events").removeprefix(without).replace(b'"', b"")
    assert again == row.replace(b"One says", b"Other says")
    other.close()


def test_what_others_name_is_not_deleted(shared: Served, page: Page) -> None:
    page.goto(f"{shared.address}#/events/raid")
    expect(page.locator("#f-id")).to_have_value("raid")
    page.click("[data-act=remove]")
    expect(page.locator("#removal")).to_contain_text("Movements: to-laukkai")
    expect(page.locator("[data-act=delete]")).to_have_count(0)
    page.keyboard.press("Escape")
    page.goto(f"{shared.address}#/figures/fig-arrests")
    expect(page.locator("#f-id")).to_have_value("fig-arrests")
    page.click("[data-act=remove]")
    expect(page.locator("#removal")).to_contain_text("No other row names it.")
    before = shared.content("figures")
    page.click("[data-act=delete]")
    expect(page.locator("#status")).to_have_text("fig-arrests was deleted from figures.csv.")
    assert shared.content("figures") == before.split(b"fig-arrests")[0]


@pytest.mark.parametrize("lang", ["en", "th"])
def test_the_page_is_open_to_everybody(shared: Served, page: Page, lang: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{shared.address}?lang={lang}#/hubs/hub-compound")
    expect(page.locator("#f-id")).to_have_value("hub-compound")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("html")).to_have_attribute("lang", lang)
    page.fill("#f-present", "x")
    expect(page.locator("#e-present")).to_contain_text("is not a date")
    assert serious(page) == []


def test_a_script_in_a_label_is_text(shared: Served, page: Page) -> None:
    text = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    page.goto(f"{shared.address}#/hubs/hub-compound")
    expect(page.locator("#f-id")).to_have_value("hub-compound")
    page.fill("#f-label_en", text)
    page.click("button.first")
    expect(page.locator("main h1")).to_have_text(text)
    expect(page.locator("#rows")).to_contain_text(text)
    page.goto(f"{shared.address}#/events/")
    expect(page.locator("main h1")).to_have_text("New row in Events")
    page.locator("#f-place").press_sequentially("hub-comp")
    expect(page.locator("#l-place li").first).to_contain_text("onerror")
    expect(page).to_have_title("Edit: Two countries and a river")
