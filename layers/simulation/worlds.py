"""What makes the counts of a world unlike Poisson counts, and what of them is on record.

Real counts vary more than Poisson counts do, remember the month before, have seasons, and are kept by people who miss
months, begin late, stop early and look harder where something has happened.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from waterbed.layers.simulation.truth import Ints

Floats: TypeAlias = npt.NDArray[np.float64]

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class World:
    """How counts come about, and how they are kept; as it stands, Poisson counts, all of them on record."""

    overdispersion: float = 0.0
    """Variance of the factor by which the rate of a place differs from month to month; the factor is a gamma variable of
    mean 1, so that monthly counts are negative binomial with variance ``mean + overdispersion * mean ** 2``."""
    autocorrelation: float = 0.0
    """Correlation of that factor with itself a month earlier; ``autocorrelation ** k`` after k months."""
    season: float = 0.0
    """Share by which every rate rises and falls over a year, at each place with a highest month of its own."""
    reporting_rise: float = 0.0
    """Share by which more of what happens is reported in the target and the receiving places from the crackdown on."""
    monthly: bool = False
    """Whether the record is a number a place and month (table ``counts``), and not an event for each report. Crackdowns
    then fall on the first of a month."""
    missing_months: float = 0.0
    """Share of the monthly numbers that nobody kept."""
    partial_series: float = 0.0
    """Share of the places whose numbers begin late or end early."""

    def __post_init__(self) -> None:
        """Refuse a world that cannot be."""
        for name, most in (
            ("overdispersion", 100.0),
            ("autocorrelation", 0.99),
            ("season", 1.0),
            ("reporting_rise", 10.0),
            ("missing_months", 0.9),
            ("partial_series", 1.0),
        ):
            value = getattr(self, name)
            if not 0 <= value <= most:
                raise ValueError(f"{name}: {value:g} is outside 0 to {most:g}.")
        if self.autocorrelation and not self.overdispersion:
            raise ValueError("autocorrelation: rates that do not vary have none; give overdispersion too.")
        if (self.missing_months or self.partial_series) and not self.monthly:
            name = "missing_months" if self.missing_months else "partial_series"
            raise ValueError(f"{name}: only monthly numbers can be missing; set monthly.")

    @property
    def varies(self) -> bool:
        """Whether rates differ from month to month."""
        return bool(self.overdispersion or self.season)

    def factors(self, places: int, months: int, rng: np.random.Generator) -> Floats:
        """Draw the factor of each rate, a row a place and a column a month; their mean is 1."""
        drawn = np.ones((places, months))
        if self.overdispersion:
            drawn *= _gamma_walk(places, months, self.overdispersion, self.autocorrelation, rng)
        if self.season:
            highest = rng.uniform(0, MONTHS_A_YEAR, (places, 1))
            since = 2 * np.pi * (np.arange(months) - highest) / MONTHS_A_YEAR
            drawn *= 1 + self.season * np.cos(since)
        return drawn

    def kept(self, places: int, months: int, rng: np.random.Generator) -> npt.NDArray[np.bool_]:
        """Draw which monthly numbers are on record, a row a place and a column a month."""
        on_record = rng.random((places, months)) >= self.missing_months
        if self.partial_series:
            partial, late = rng.random((2, places, 1))
            month, edge = np.arange(months), rng.integers(0, months, (places, 1))
            inside = np.where(late < 0.5, month >= edge, month <= edge)
            on_record &= inside | (partial >= self.partial_series)
        return on_record


PLAIN = World()
"""Poisson counts, all of them on record."""


def stretches(edges: Ints, rates: Floats, starts: Ints, factors: Floats) -> tuple[Ints, Floats]:
    """Cut stretches of equal rate at the months, and vary the rates by month.

    Parameters
    ----------
    edges, rates
        Days that part the stretches of each place, and the rate in each; a row a place.
    starts
        First day of each month.
    factors
        Of each place and month.
    """
    cut = np.sort(np.hstack([edges, np.tile(starts, (len(edges), 1))]), axis=1)
    first = cut[:, :-1]
    stretch = (first[:, :, np.newaxis] >= edges[:, np.newaxis, 1:-1]).sum(axis=2)
    month = np.searchsorted(starts, first, side="right") - 1
    place = np.arange(len(edges))[:, np.newaxis]
    return cut, rates[place, stretch] * factors[place, month]


def _gamma_walk(places: int, months: int, variance: float, memory: float, rng: np.random.Generator) -> Floats:
    """Gamma variables of mean 1 whose correlation over k months is ``memory ** k`` (Gouriéroux & Jasiak 2006)."""
    shape = 1 / variance
    scale = (1 - memory) / shape
    walk = np.empty((places, months))
    walk[:, 0] = rng.gamma(shape, variance, places)
    for month in range(1, months):
        drawn = rng.poisson(memory * walk[:, month - 1] / scale) if memory else 0
        walk[:, month] = rng.gamma(shape + drawn, scale, places)
    return walk
