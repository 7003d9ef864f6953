"""The colours by numbers: told apart with any colour vision, and legible on every ground, in each theme."""

import re
from itertools import combinations

import pytest
from coloraide.everything import ColorAll as Color

from waterbed.output.ink.palette import Theme, custom_properties, palette
from waterbed.output.still.map.trails import ASIDE

PHASES = ("presence", "crackdown", "displacement", "arrival", "return")
KINDS = ("displacement", "return", "k-expansion", "k-trafficking", "k-laundering", "k-repatriation")
THEMES: tuple[Theme, ...] = ("light", "dark", "print")
VISION = (None, "deutan", "protan", "tritan")
GROUNDS = ("story", "land", "sea", "panel")
WORDS = ("ink", "ink2", "ink3", "country", *(f"{phase}-t" for phase in PHASES))
DISTINCT = {PHASES: 20.0, KINDS: 11.0}
"""Least distance in CAM02-UCS between any two of a set."""


TOKENS = {theme: custom_properties()["light"] | own for theme, own in custom_properties().items()}
"""The tokens of each theme; dark and print say only what differs from light."""


def _colour(theme: str, token: str) -> Color:
    value = TOKENS[theme][token]
    if reference := re.fullmatch(r"var\(--wb-([\w-]+)\)", value):
        return _colour(theme, reference[1])
    return Color(value)


def _seen(colour: Color, vision: str | None) -> Color:
    """As it is seen with a deficiency of severity 100, model of Machado, Oliveira & Fernandes (2009)."""
    if vision is None:
        return colour
    return colour.filter(vision, 1, method="machado", space="srgb-linear").clip("srgb")


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("group", DISTINCT, ids=["phases", "kinds"])
def test_colours_are_told_apart(group: tuple[str, ...], theme: str, vision: str | None) -> None:
    seen = {token: _seen(_colour(theme, token), vision) for token in group}
    apart = {
        pair: seen[pair[0]].distance(seen[pair[1]], space="cam02-ucs") for pair in combinations(group, 2)
    }
    near = {pair: round(distance, 1) for pair, distance in apart.items() if distance < DISTINCT[group]}
    assert near == {}


@pytest.mark.parametrize("theme", THEMES)
def test_signs_and_lines_stand_out_from_the_map_and_words_are_legible(theme: str) -> None:
    least = dict.fromkeys(PHASES + KINDS + ("none", "border-story", "dispute", "disruption"), 3.0)
    least |= dict.fromkeys(WORDS, 4.5)
    weak = {
        (token, ground): round(ratio, 2)
        for token, wanted in least.items()
        for ground in GROUNDS
        if (ratio := _colour(theme, token).contrast(_colour(theme, ground))) < wanted
    }
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES)
def test_movements_beside_a_scene_are_paler_and_still_seen(theme: Theme) -> None:
    kinds = [token.removeprefix("k-") for token in KINDS]
    weak = {}
    for token in (*map(palette(theme).old_kind, kinds), "none"):
        for ground in ("story", "land", "sea"):
            under = _colour(theme, ground)
            casing = _colour(theme, "casing").set("alpha", 0.9 * ASIDE)
            cased = Color.layer([casing, under], space="srgb")
            line = Color.layer([_colour(theme, token).set("alpha", ASIDE), cased], space="srgb")
            weak[token, ground] = round(min(line.contrast(under), line.contrast(cased)), 2)
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 2.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_controls_and_the_focus_ring_stand_out_from_the_panel(theme: str) -> None:
    assert _colour(theme, "ctl").contrast(_colour(theme, "panel")) >= 3
    assert _colour(theme, "focus").contrast(_colour(theme, "panel")) >= 3
    for word in ("ink", "ink2", "ink3"):
        assert _colour(theme, word).contrast(_colour(theme, "panel2")) >= 4.5
