"""The map in a stranger's page: another origin, a sandbox, a notebook; driven by messages, a guest with manners."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route

from waterbed import CyclePlayer, PageOptions, Timeline
from waterbed.output.player.page import render_page
from waterbed.output.player.snippet import snippet

HOST = "https://news.example/story.html"
MAP = "https://maps.example/map.html"
STORY = """<!doctype html><title>A stranger</title><body style="margin:0"><input id="field"><div style="height:100px"></div>
{frame}<div style="height:3000px"></div>
<script>
window.heard = [];
addEventListener('message', (event) => heard.push({{ data: event.data, origin: event.origin,
    own: frames[0] === event.source }}));
window.ask = (message) => document.querySelector('iframe').contentWindow.postMessage(message, '*');
</script>"""
SANDBOXED = f'<iframe sandbox="allow-scripts" src="{MAP}" style="width:480px;height:360px"></iframe>'


class Web:
    """Two sites that know nothing of each other, and no other network."""

    def __init__(self, context: BrowserContext, map_html: str) -> None:
        self.pages = {MAP: map_html}
        self.context = context
        context.route("http*://**/*", self._serve)

    def _serve(self, route: Route) -> None:
        body = self.pages.get(route.request.url.split("?")[0].split("#")[0])
        route.fulfill(
            content_type="text/html; charset=utf-8", body=body or "<!doctype html><title>Another page</title>"
        )

    def open(self, html: str, frames: int = 1) -> tuple[Page, list[Frame]]:
        self.pages[HOST] = html
        page = self.context.new_page()
        page.goto(HOST)
        for number in range(frames):
            frame = page.frame_locator("iframe").nth(number)
            frame.locator(".wb-root:not([aria-busy]) .wb-clock-date:not(:empty)").wait_for()
        return page, page.frames[1:]


@pytest.fixture(scope="module")
def map_html(map_file: Path) -> str:
    return map_file.read_text(encoding="utf-8")


@pytest.fixture
def web(browser: Browser, map_html: str) -> Iterator[Web]:
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    yield Web(context, map_html)
    context.close()


def _day(frame: Frame) -> int:
    return int(frame.locator(".wb-range").input_value())


def test_a_page_around_drives_it_by_messages_and_hears_what_happens(web: Web) -> None:
    page, (frame,) = web.open(STORY.format(frame=SANDBOXED))
    page.evaluate("ask({ waterbed: 'on', event: 'scene' }); ask({ waterbed: 'on', event: 'pause' })")
    page.evaluate("ask({ waterbed: 'seek', day: '2023-12-15' })")
    page.wait_for_function(
        "() => heard.some(({ data }) => data.waterbed === 'event' && data.type === 'scene')"
    )
    assert frame.locator(".wb-clock-date").inner_text() == "15 December 2023"
    page.evaluate("ask({ waterbed: 'play' })")
    frame.wait_for_function("() => document.querySelector('.wb-range').value > 19707")
    page.evaluate("ask({ waterbed: 'pause' })")
    page.wait_for_function("() => heard.some(({ data }) => data.type === 'pause')")
    page.evaluate("ask({ waterbed: 'scene', scene: 3 })")
    page.wait_for_function("() => heard.some(({ data }) => data.type === 'scene' && data.scene === 3)")
    heard = page.evaluate("heard")
    assert {"datawrapper-height": {"scam-centres": 640}} in [one["data"] for one in heard]
    assert "pymxPYMxscam-centresxPYMxheightxPYMx640" in [one["data"] for one in heard]
    assert {"sentinel": "amp", "type": "embed-size", "height": 640} in [one["data"] for one in heard]
    # a sandboxed frame has no origin of its own: the page around knows it by its window
    assert {(one["origin"], one["own"]) for one in heard} == {("null", True)}
    ready = next(one["data"] for one in heard if "waterbed" in one["data"])
    assert ready["type"] == "ready" and ready["scene"] == 0, "the overview comes before the first scene"


def test_it_obeys_nobody_but_the_page_around(web: Web, timeline: Timeline) -> None:
    stranger = "<script>parent.frames[0].postMessage({ waterbed: 'seek', day: 19000 }, '*')</script>"
    page, (frame, _) = web.open(STORY.format(frame=f'{SANDBOXED}<iframe srcdoc="{stranger}"></iframe>'))
    before = _day(frame)
    for nonsense in (
        "null",
        "1",
        "{}",
        "{ waterbed: 'eval', day: 'alert(1)' }",
        "{ waterbed: 'seek', day: {} }",
    ):
        page.evaluate(f"ask({nonsense})")
    page.evaluate("ask({ waterbed: 'on', event: 'scene' }); ask({ waterbed: 'scene', scene: 2 })")
    page.wait_for_function("() => heard.some(({ data }) => data.type === 'scene')")
    assert (
        before != 19000 and page.evaluate("heard.find(({ data }) => data.type === 'scene').data.scene") == 2
    )
    web.pages[MAP] = render_page(timeline, PageOptions(origins=("https://maps.example",)))
    page, (frame,) = web.open(STORY.format(frame=SANDBOXED))
    before = _day(frame)
    page.evaluate("ask({ waterbed: 'seek', day: 19000 })")
    page.wait_for_timeout(300)
    assert _day(frame) == before


def test_it_takes_neither_the_focus_nor_the_wheel(web: Web) -> None:
    html = STORY.format(frame=SANDBOXED).replace("<script>", "<script>field.focus();", 1)
    page, (frame,) = web.open(html)
    page.evaluate("ask({ waterbed: 'play' })")
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.id") == "field"
    transform = "getComputedStyle(document.querySelector('.leaflet-map-pane')).transform"
    zoomed = frame.evaluate(transform)
    page.mouse.move(200, 250)
    page.mouse.wheel(0, 400)
    page.wait_for_function("() => scrollY > 300")
    assert frame.evaluate(transform) == zoomed


def test_with_a_finger_the_page_around_scrolls(browser: Browser, map_html: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    _, (frame,) = Web(context, map_html).open(STORY.format(frame=SANDBOXED))
    assert frame.evaluate("getComputedStyle(document.querySelector('.wb-map')).touchAction") == "pan-x pan-y"
    context.close()


def test_the_snippet_takes_the_height_that_the_map_asks_for(web: Web) -> None:
    page, (frame,) = web.open(f"<!doctype html><title>x</title>{snippet(MAP, 'Hubs & moves')}")
    page.wait_for_function("() => document.querySelector('iframe').offsetHeight === 620")
    page.set_viewport_size({"width": 1400, "height": 900})
    page.wait_for_function("() => document.querySelector('iframe').offsetHeight === 820")
    frame.get_by_role("button", name="Next scene").click()
    with page.context.expect_page() as opened:
        frame.locator(".wb-ref:visible").first.click()
        frame.locator("a.wb-address").first.click()
    assert opened.value.url.startswith("http")


def test_a_record_opens_over_the_map_where_there_is_no_room_for_a_panel(web: Web) -> None:
    _, (frame,) = web.open(STORY.format(frame=SANDBOXED))
    frame.get_by_role("button", name="Next scene").click()
    frame.locator(".wb-map").press("Enter")
    frame.get_by_role("option").first.press("Enter")
    card = frame.locator(".wb-card")
    card.get_by_role("heading", name="Sources").wait_for()
    frame.get_by_role("button", name="Close", exact=True).click()
    card.wait_for(state="detached")
    assert frame.locator(".wb-panel").is_hidden()


# The colours of the code in an exported notebook want IPython; they are not what is tested.
@pytest.mark.filterwarnings("ignore:IPython3 lexer unavailable")
def test_a_notebook_and_a_sandboxed_frame_play_side_by_side(web: Web, timeline: Timeline) -> None:
    shown = nbformat.v4.new_output(  # type: ignore[no-untyped-call]
        "display_data", {"text/html": CyclePlayer(timeline)._repr_html_()}
    )
    cell = nbformat.v4.new_code_cell("CyclePlayer(dataset)", outputs=[shown])  # type: ignore[no-untyped-call]
    notebook = nbformat.v4.new_notebook(cells=[cell])  # type: ignore[no-untyped-call]
    exporter = HTMLExporter()  # type: ignore[no-untyped-call]
    html, _ = exporter.from_notebook_node(notebook)
    _, (inside, beside) = web.open(html + SANDBOXED, frames=2)
    days = [_day(inside), _day(beside)]
    inside.locator(".wb-play").click()
    inside.wait_for_function(f"() => Number(document.querySelector('.wb-range').value) !== {days[0]}")
    assert _day(beside) == days[1]
    beside.locator(".wb-play").click()
    beside.wait_for_function(f"() => Number(document.querySelector('.wb-range').value) !== {days[1]}")
    assert inside.locator(".wb-play").get_attribute("aria-label") == "Pause"
    # a frame made of srcdoc has no address that could be handed on
    inside.get_by_role("button", name="Menu").click()
    assert inside.locator(".wb-share-link").is_hidden()
    assert inside.get_by_role("button", name="Save picture").is_visible()


def test_a_source_opened_from_a_notebook_is_an_ordinary_page(web: Web, timeline: Timeline) -> None:
    page, (frame,) = web.open(STORY.format(frame=CyclePlayer(timeline)._repr_html_()))
    link = '<a id="source" target="_blank" rel="noopener" href="https://news.example/report">'
    frame.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", link + "x</a>")
    with page.context.expect_page() as opened:
        frame.evaluate("document.querySelector('#source').click()")
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("self.origin") == "https://news.example"
