"""The page that comes with a map to be embedded, and the code it gives, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from waterbed import Dataset
from waterbed.output.brief.options import BriefOptions
from waterbed.output.brief.write import write_brief


@pytest.fixture(scope="module")
def pack(bundled: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    options = BriefOptions(only=("embed",), languages=("fr", "en"))
    return write_brief(bundled, tmp_path_factory.mktemp("embed") / "brief", options)


def test_the_page_shows_the_map_and_its_code_works_in_another_page(browser: Browser, pack: Path) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 800}, offline=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((pack / "embed.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.locator(".wb-clock-date:not(:empty)").wait_for()
    assert page.locator("html").get_attribute("lang") == "fr"
    code = page.get_by_label("(en)").input_value()
    assert 'src="map.html#lang=en"' in code and "allow-same-origin" not in code
    (pack / "another.html").write_text(f"<!doctype html><title>x</title><body>{code}", encoding="utf-8")
    page.goto((pack / "another.html").as_uri())
    frame.locator(".wb-clock-date:not(:empty)").wait_for()
    assert frame.locator("html").get_attribute("lang") == "en"
    page.set_viewport_size({"width": 1400, "height": 900})
    page.wait_for_function("() => document.querySelector('iframe').offsetHeight === 820")
    assert errors == []
    context.close()
