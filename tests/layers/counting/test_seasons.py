"""Whether a season shows: months that stand out in every year, and nothing else."""

import numpy as np
import pytest

from waterbed.layers.counting.seasons import season_chance


def _world(kind: str, rng: np.random.Generator, years: int = 8) -> np.ndarray:
    month = np.arange(years * 12)
    mean = np.full((3, len(month)), 4.0)
    if kind == "season":
        mean *= 1 + 0.5 * np.sin(2 * np.pi * month / 12 + rng.uniform(0, 6, (3, 1)))
    if kind == "growth":
        mean *= np.exp(0.4 * month / 12) / 5
    if kind == "varied":
        mean *= rng.gamma(1, 1, mean.shape)
    return rng.poisson(mean).astype(float)


@pytest.mark.parametrize("kind", ["plain", "growth", "varied"])
def test_what_has_no_season_seldom_shows_one(kind: str) -> None:
    rng = np.random.default_rng(5)
    assert np.mean([season_chance(_world(kind, rng), seed=at) < 0.05 for at in range(120)]) < 0.11


def test_a_season_shows() -> None:
    rng = np.random.default_rng(6)
    assert all(season_chance(_world("season", rng)) < 0.05 for _ in range(5))
    assert season_chance(np.zeros((0, 96))) == 1.0
