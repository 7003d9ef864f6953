"""The spatial point pattern test: published values, and what holds for all counts."""

import numpy as np
import pytest

from waterbed.layers.patterns.similarity import FEWEST_PLACES, adjusted, similarity

DURHAM = (
    (42, 30, 1.616077e-06), (10, 12, 6.272142e-05), (1, 19, 3.950509e-17), (43, 29, 6.969407e-06),
    (9, 11, 1.221198e-04), (0, 5, 4.854684e-05), (6, 16, 6.316436e-10), (7, 10, 9.694057e-05),
    (103, 90, 1.037903e-22), (8, 19, 4.318238e-11), (40, 25, 1.046892e-04), (13, 15, 8.581440e-06),
    (123, 9, 0.000569), (181, 26, 0.024322), (80, 4, 0.001489), (199, 32, 0.059396), (210, 39, 0.218770),
)  # fmt: skip
"""Larceny from motor vehicles by cell of a grid over Durham, 2019 to 2023 and 2024, with p: a notebook of the package
crimepy by A. Wheeler, one of the authors of the test (``SPPT_Compare_PrePost``)."""
TOTALS = 13_953, 3_250
QUALITY = {
    3.950509e-17: 7.187754e-14,
    1.037903e-22: 3.776824e-19,
    1.616077e-06: 1.176148e-03,
    1.221198e-04: 3.703181e-02,
}
"""Some of the corrected p-values there."""
CELLS = 531


def test_p_values_are_the_published_ones() -> None:
    before, after, p = np.array(DURHAM).T
    rest = [[TOTALS[0] - before.sum()], [TOTALS[1] - after.sum()]]
    found = similarity(np.append(before, rest[0]), np.append(after, rest[1]))
    assert found is not None
    assert found.p[:-1] == pytest.approx(p, rel=2e-3)
    assert found.difference[0] == pytest.approx(0.006221, abs=1e-6)


def test_corrected_p_values_are_the_published_ones() -> None:
    p = np.sort([one for *_, one in DURHAM if one < 2e-4])
    q = adjusted(np.append(p, np.ones(CELLS - len(p))))
    for raw, corrected in QUALITY.items():
        assert q[np.flatnonzero(p == raw)[0]] == pytest.approx(corrected, rel=1e-3)


def test_the_same_pattern_twice_is_alike_whatever_the_number() -> None:
    found = similarity([50, 20, 30, 0], [100, 40, 60, 0])
    assert found is not None
    assert (found.s, found.robust_s, found.places, found.empty) == (1, 1, 4, 1)
    assert found.p.tolist() == [1, 1, 1, 1]


def test_a_place_that_takes_over_is_told_apart_from_what_places_vary_by() -> None:
    rng = np.random.default_rng(4)
    shares = rng.gamma(4, 10, (2, 40))
    before, after = rng.poisson(shares)
    wild = similarity(before, after)
    assert wild is not None and wild.spread is not None
    # A gamma of shape 4 and mean 40 makes counts vary 11 times as much as Poisson ones: S tells changes, nothing stands out.
    assert wild.spread > 5 and wild.s < 0.9 and not wild.changed.any()
    before[3], after[3] = 20, 800
    moved = similarity(before, after)
    assert moved is not None and np.flatnonzero(moved.changed).tolist() == [3]


def test_too_few_give_no_answer() -> None:
    assert similarity([3, 1], [500, 2]) is None
    few = similarity(np.full(FEWEST_PLACES - 1, 30), np.full(FEWEST_PLACES - 1, 30))
    enough = similarity(np.full(FEWEST_PLACES, 30), np.full(FEWEST_PLACES, 30))
    assert few is not None and enough is not None
    assert (few.spread, enough.spread) == (None, 1)
