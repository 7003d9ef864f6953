"""Patterns of places, distances and pairs as they are told: in sentences of every language, as rows, for machines."""

from dataclasses import replace

import numpy as np
import pytest

from waterbed.layers.counting.design import design
from waterbed.layers.locale.strings import installed
from waterbed.layers.patterns.around import Around, around, gathering
from waterbed.layers.patterns.near_repeat import near_repeat
from waterbed.layers.simulation.simulate import simulate
from waterbed.output.exports import patterns

MADE = simulate("displacement", seed=4, places=40, days=600, reduction=1.0)
PLAN = design(MADE.dataset, "crackdown-01")
SHOWN = around(MADE.dataset, PLAN)


def test_what_is_told_is_what_was_found() -> None:
    told = patterns.for_machines(MADE.dataset, PLAN, SHOWN, "en")
    assert SHOWN.similarity is not None and SHOWN.rings is not None
    first, spread, by_distance = told["sentences"]
    assert first.startswith("Spatial point pattern test: of 40 places ")
    assert f"S = {told['sppt']['s']:.2g}" in first
    assert "times as much as by chance alone" in spread
    ring = told["rings"]["by_distance"][0]
    assert f"(counted: {ring['before']:.0f} → {ring['after']:.0f})" in by_distance
    # A target that lost all its reports, and nothing else within five kilometres of its point.
    assert (ring["before"], ring["after"]) == (PLAN.rb, PLAN.ra) and PLAN.ra == 0
    rows = patterns.plain_patterns(PLAN, SHOWN).to_dict("records")
    assert rows[0]["name"] == "sppt_s" and rows[0]["value"] == told["sppt"]["s"]
    assert [row["place"] for row in rows if row["name"] == "sppt_place"] == list(SHOWN.places)
    assert len([row for row in rows if row["name"] == "ring"]) == len(told["rings"]["by_distance"])


def test_a_ring_with_fewer_than_five_says_only_that() -> None:
    assert SHOWN.rings is not None
    few = replace(SHOWN.rings.rings[0], before=3.0, after=1.0)
    shown = Around((), None, replace(SHOWN.rings, rings=(few,)))
    (line,) = patterns.sentences(MADE.dataset, PLAN, shown, "en")
    assert "0–5 km fewer than five counted" in line and "→ 1" not in line


@pytest.mark.parametrize("lang", installed())
def test_every_language_says_all_of_it(lang: str) -> None:
    assert SHOWN.similarity is not None and SHOWN.rings is not None
    changed = np.zeros(40, dtype=bool)
    changed[:2] = True
    loud = replace(SHOWN.similarity, changed=changed)
    quiet = replace(SHOWN.similarity, spread=None)
    told = [
        *patterns.sentences(MADE.dataset, PLAN, replace(SHOWN, similarity=loud), lang),
        *patterns.sentences(
            MADE.dataset, PLAN, Around(SHOWN.places, quiet, replace(SHOWN.rings, vague=2)), lang
        ),
        *patterns.gathering(gathering(MADE.dataset), lang),
        *patterns.gathering(near_repeat(np.zeros(30), np.zeros(30), [*range(15), *range(900, 915)]), lang),
    ]
    assert len(told) == 8 and not [line for line in told if "{" in line]
    assert MADE.dataset.label(SHOWN.places[1], lang) in told[1]
