"""Aoristic weights: events known only to lie in a span."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.layers.counting.aoristic import aoristic_weights

days = st.integers(0, 60)
spans = st.lists(st.tuples(days, st.integers(0, 30)), min_size=1, max_size=12)
rising = st.lists(days, min_size=2, max_size=8, unique=True).map(sorted)


def test_a_span_counts_by_the_share_that_lies_in_each_period() -> None:
    weights = aoristic_weights([0, 2, 12], [10, 4, 24], [0, 4, 8, 12])
    assert weights == pytest.approx(np.array([[0.4, 0.4, 0.2], [1, 0, 0], [0, 0, 0]]))


def test_a_moment_counts_wholly_in_the_period_that_begins_with_it() -> None:
    assert aoristic_weights([4, 0, 8], [4, 0, 8], [0, 4, 8]).tolist() == [[0, 1], [1, 0], [0, 0]]


def test_unknown_bounds_are_reported_not_guessed() -> None:
    nan = float("nan")
    weights = aoristic_weights([nan, 3, nan, 9, 1], [5, nan, nan, 2, 2], [0, 10])[:, 0]
    assert np.isnan(weights).tolist() == [True, True, True, True, False] and weights[-1] == 1


@settings(deadline=None)
@given(spans, rising)
def test_weights_agree_with_counting_every_day_of_a_span(
    pairs: list[tuple[int, int]], edges: list[int]
) -> None:
    expected = np.zeros(len(edges) - 1)
    for first, more in pairs:
        for day in range(first, first + more + 1):
            for at, (low, high) in enumerate(pairwise(edges)):
                expected[at] += (low <= day < high) / (more + 1)
    start = [first for first, _ in pairs]
    end = [first + more + 1 for first, more in pairs]
    assert aoristic_weights(start, end, edges).sum(axis=0) == pytest.approx(expected)


@settings(deadline=None)
@given(spans)
def test_weights_add_up_to_the_events_inside_the_edges(pairs: list[tuple[int, int]]) -> None:
    start = [first for first, _ in pairs]
    end = [first + more for first, more in pairs]
    weights = aoristic_weights(start, end, [0, 7, 20, 60, 91])
    assert weights.sum(axis=1) == pytest.approx(np.ones(len(pairs)))


def test_the_weights_of_a_hundred_thousand_events_add_up() -> None:
    rng = np.random.default_rng(3)
    start = rng.uniform(0, 3650, 100_000)
    weights = aoristic_weights(start, start + rng.exponential(60, 100_000), np.arange(0, 6000, 30))
    assert weights.sum() == pytest.approx(100_000)
