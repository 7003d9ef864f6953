"""The colours of pictures are those of the player."""

import re

import pytest

from tests.needs import ROOT
from waterbed.output.ink.palette import Theme, mixed, palette

CSS = (ROOT / "output" / "viewer" / "src" / "tokens.css").read_text(encoding="utf-8")


def test_every_colour_of_the_style_sheet_is_there() -> None:
    light = dict(re.findall(r"--wb-([\w-]+): (#\w{6})", CSS.split("}")[0]))
    assert len(light) > 30
    assert {token: palette("light").colour(token) for token in light} == light


@pytest.mark.parametrize(("theme", "token", "colour"), [
    ("light", "crackdown", "#990d14"),
    ("dark", "crackdown", "#f2564d"),
    ("print", "sea", "#f1f5f8"),
    ("print", "crackdown", "#990d14"),
    ("dark", "disruption-t", "#eef2f5"),  # by way of another token, with the theme's own value
])  # fmt: skip
def test_a_theme_says_what_differs_from_the_light_one(theme: Theme, token: str, colour: str) -> None:
    assert palette(theme).colour(token) == colour


def test_a_kind_of_your_own_takes_the_colour_of_none() -> None:
    assert palette("light").colour(palette("light").kind("smuggling")) == palette("light").colour("none")


def test_an_opacity_over_a_ground_is_one_opaque_colour() -> None:
    assert mixed("#ff0000", "#ffffff", 0.25) == pytest.approx((1.0, 0.75, 0.75))
