"""The card of a measured crackdown: what was found among its placebos, and its steps, in the shipped player."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import serious
from waterbed import write_map
from waterbed.layers.simulation.simulate import simulate


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated set in which operations are displaced."""
    dataset = simulate("displacement", seed=3, base_rate=0.5, days=2_200).dataset
    return write_map(dataset, tmp_path_factory.mktemp("measured") / "map.html")


def test_a_card_draws_strips_and_steps(browser: Browser, path: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(f"{path.as_uri()}#lang=en&record=crackdown-01")
    page.locator(".wb-cycle details > summary", has_text="Measured").click()
    strips = page.locator(".wb-strips li:has(.wb-strip)")
    expect(strips.first).to_contain_text("target against control")
    expect(strips.first).to_contain_text("dates")
    expect(strips.first.locator("circle.wb-own")).to_have_count(1)
    assert strips.first.locator("rect").count() > 3
    steps = page.locator(".wb-course svg").first
    expect(steps).to_have_attribute("aria-label", re.compile(r": \d.* \| \d"))
    rule, chart = steps.locator(".wb-pressed").bounding_box(), steps.bounding_box()
    assert rule and chart and chart["x"] < rule["x"] < chart["x"] + chart["width"]
    # The rule of a ratio stands at 1, within its interval or outside it, never at the left end of a scale from 0.
    first = page.locator(".wb-measures li", has_text="Ratio of rates, target").locator(".wb-whisker")
    expect(first.locator(".wb-zero")).to_have_count(1)
    assert serious(page, within=".wb-cycle") == []
    page.close()
