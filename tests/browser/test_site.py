"""The static site in a real browser with the network cut: under two base paths and from disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from waterbed import Dataset, SiteOptions, Timeline, write_site

PAGES = (
    "index.html",
    "countries/myanmar.html",
    "events/evt-kkpark-raid-2025-10.html",
    "story.html",
    "search.html",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def bases(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Addresses of the same site at the root of a host, in a sub-folder, and on disk."""
    deep = tmp_path_factory.mktemp("host")
    (deep / "a").mkdir()
    (deep / "a" / "b").symlink_to(site)
    with _served(site) as root, _served(deep) as below:
        yield {"/": f"{root}/", "/a/b/": f"{below}/a/b/", "file": f"{site.as_uri()}/"}


@contextmanager
def _watched(browser: Browser, base: str, **options: object) -> Iterator[tuple[Page, list[str]]]:
    """A page that can ask for nothing but the site's own files; what went wrong is listed."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    faults: list[str] = []
    page = context.new_page()
    # the way in leaves before its icon is there: what the page itself broke off did not fail
    page.on(
        "requestfailed",
        lambda r: None if "ABORTED" in (r.failure or "") else faults.append(f"failed {r.url}"),
    )
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda r: None if r.url.startswith((base, "blob:", "data:")) else faults.append(f"asked {r.url}"),
    )
    page.on("response", lambda r: faults.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    try:
        yield page, faults
    finally:
        context.close()


@pytest.mark.parametrize("way", ["/", "/a/b/", "file"])
def test_pages_ask_for_nothing_but_their_own_files(browser: Browser, bases: dict[str, str], way: str) -> None:
    with _watched(browser, bases[way], viewport={"width": 1280, "height": 800}) as (page, faults):
        for path in PAGES if way == "file" else PAGES[:2]:
            page.goto(f"{bases[way]}fr/{path}")
            if page.locator("#waterbed").count():
                page.wait_for_selector("#waterbed.wb-ready:not([aria-busy]) .wb-clock-date", timeout=60_000)
        assert faults == []


def test_the_way_in_leads_to_the_default_language_without_scripts(
    browser: Browser, bases: dict[str, str], timeline: Timeline
) -> None:
    with _watched(browser, bases["file"], java_script_enabled=False) as (page, faults):
        page.goto(f"{bases['file']}index.html")
        page.wait_for_url("**/en/index.html", wait_until="load")
        assert page.locator("h1").inner_text() == "Pressed in one place, scam operations turned up in another"
        assert page.locator(".locator").first.is_visible() and page.locator("noscript p").is_visible()
        page.click("text=Read it as a story")
        assert page.locator(".story section").count() == len(timeline["scenes"]["id"])
        assert not page.locator(".told-map").is_visible()
        assert faults == []


def test_a_place_opens_on_its_last_event_and_keeps_the_page_around_it(
    browser: Browser, bases: dict[str, str]
) -> None:
    with _watched(browser, bases["file"], viewport={"width": 1280, "height": 800}) as (page, faults):
        page.goto(f"{bases['file']}en/countries/cambodia.html")
        page.wait_for_selector("#waterbed.wb-ready:not([aria-busy]) .wb-clock-date", timeout=60_000)
        assert page.locator(".wb-clock-date").inner_text() == "11 February 2026"
        box = page.locator("#waterbed").bounding_box()
        assert box is not None and box["y"] > 100 and box["width"] < 1280
        assert page.get_by_role("heading", name="What happened, in order").is_visible()
        assert faults == []


def test_search_finds_places_with_the_keyboard_alone(browser: Browser, bases: dict[str, str]) -> None:
    with _watched(browser, bases["file"]) as (page, faults):
        page.goto(f"{bases['file']}fr/countries.html")
        page.fill("#find", "sihanoukvile")  # a letter short
        page.press("#find", "Enter")
        page.wait_for_selector(".found a")
        assert page.locator("#q").input_value() == "sihanoukvile"
        page.keyboard.press("ArrowDown")
        assert page.evaluate("document.activeElement.textContent") == "Sihanoukville"
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:has-text('Sihanoukville')")
        page.goto(f"{bases['file']}fr/search.html")
        page.keyboard.type("evenement bali")
        assert (
            "résultat" in page.locator("#search [role=status]").inner_text()
            or page.locator(".found a").count() == 0
        )
        page.fill("#q", "tabanan")
        assert page.locator(".found a").count() > 0
        for typed, name in (("mywady", "Myawaddy"), ("koh kng", "Koh Kong")):
            page.fill("#q", typed)
            expect(page.locator(".found a").first).to_contain_text(name)
        assert faults == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_window(browser: Browser, bases: dict[str, str], width: int) -> None:
    with _watched(
        browser, bases["file"], viewport={"width": width, "height": 844}, java_script_enabled=False
    ) as (page, _):
        for path in (
            "index.html",
            "countries/myanmar.html",
            "figures.html",
            "sources.html",
            "data.html",
            "places.html",
        ):
            page.goto(f"{bases['file']}fr/{path}")
            assert page.locator("html").evaluate("e => e.scrollWidth") <= width, path


def test_the_finding_and_its_picture_are_seen_at_once_on_a_phone(
    browser: Browser, bases: dict[str, str]
) -> None:
    with _watched(browser, bases["file"], viewport={"width": 390, "height": 844}) as (page, faults):
        for lang in ("en", "fr"):
            page.goto(f"{bases['file']}{lang}/index.html")
            page.wait_for_selector("#waterbed.wb-ready:not([aria-busy]) .wb-press-spot", state="attached")
            box = page.locator(".wb-map-cell").bounding_box()
            assert box is not None and box["y"] < 400 and box["y"] + 300 < 844
        assert faults == []


_NOW = "document.getElementById('waterbed').waterbed?.player?.now()"


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_map_of_the_story_follows_what_is_read_and_leaves_the_address_alone(
    browser: Browser, bases: dict[str, str], timeline: Timeline, motion: str
) -> None:
    scenes = timeline["scenes"]["id"]
    size = {"width": 1280, "height": 800}
    # only to ask the player what it shows: `test_pages_ask_for_nothing_but_their_own_files` has the page as it is
    asked = {"viewport": size, "reduced_motion": motion, "bypass_csp": True}
    with _watched(browser, bases["file"], **asked) as (page, faults):
        address = f"{bases['file']}en/story.html#{scenes[4]}"
        page.goto(address)
        for at in (4, 8, 0):
            page.locator(f"section[id='{scenes[at]}']").evaluate("e => e.scrollIntoView()")
            page.wait_for_function(f"{_NOW}?.scene === {at} && {_NOW}.sceneChosen")
            expect(page.locator(".told .read")).to_have_id(scenes[at])
        if motion == "reduce":
            assert not page.evaluate(f"{_NOW}.playing")
            assert page.evaluate(f"{_NOW}.day") == timeline["scenes"]["hold"][0]
        frame, cell = (page.locator(f".told-map{inside}").bounding_box() for inside in ("", " .wb-map-cell"))
        assert frame and cell and frame["y"] >= 0
        assert cell["width"] > 0.98 * frame["width"] and cell["height"] > 0.8 * frame["height"]
        assert page.url == address
        # it is there to be seen: the text says it all
        page.locator(f"section[id='{scenes[0]}'] summary").focus()
        page.keyboard.press("Shift+Tab")
        assert not page.evaluate("document.activeElement.closest('.told-map')")
        assert faults == []


@pytest.fixture(scope="module")
def pictured(tiny: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with its pictures."""
    folder = tmp_path_factory.mktemp("pictured") / "site"
    write_site(tiny, folder, SiteOptions(languages=("en",)))
    return folder


_SEEN = "e => e.complete && e.naturalWidth > 0 && e.getBoundingClientRect().width > 300"


def test_without_scripts_and_on_paper_the_story_has_its_pictures(browser: Browser, pictured: Path) -> None:
    base = f"{pictured.as_uri()}/"
    with _watched(browser, base, java_script_enabled=False) as (page, faults):
        for path, narrow in (("index", False), ("index", True), ("story", False)):
            page.set_viewport_size({"width": 390 if narrow else 1280, "height": 844})
            page.goto(f"{base}en/{path}.html")
            image = page.locator(".still img").first
            image.scroll_into_view_if_needed()
            assert image.evaluate(_SEEN) and image.get_attribute("alt")
            assert ("narrow" in image.evaluate("e => e.currentSrc")) == narrow
        assert faults == []
    with _watched(browser, base, color_scheme="dark", bypass_csp=True) as (page, faults):
        page.goto(f"{base}en/story.html")
        page.wait_for_selector("#waterbed.wb-ready", state="attached")
        assert not page.locator(".still").first.is_visible()
        page.emulate_media(media="print")
        page.wait_for_function(f"({_SEEN})(document.querySelector('.still img'))")
        assert not page.locator(".told-map").is_visible()
        assert "light" in page.locator(".still img").first.evaluate("e => e.currentSrc")
        assert faults == []
