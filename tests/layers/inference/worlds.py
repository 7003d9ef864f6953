"""The simulated worlds in which what is printed is put to the test."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from waterbed.layers.simulation.simulate import World

TEN_YEARS = 3_652


@dataclass(frozen=True, slots=True)
class Setting:
    """One way of simulating."""

    words: str
    """What it is, for the table."""
    world: World = field(default_factory=World)
    options: Mapping[str, Any] = field(default_factory=dict)
    """Further options of `simulate`."""
    controls: int = 0
    """So many untouched places as the one control, instead of a place like the target and others like the receiving ones."""
    by_default: bool = False
    """Whether the places are those that `design` takes by default, and not those of the truth."""
    must_hold: bool = True
    """Whether what is printed must be as often right as it says; what cannot be seen in counts is only told."""


def _monthly(**departures: float) -> World:
    return World(monthly=True, **departures)


ALL_THREE = _monthly(overdispersion=0.25, autocorrelation=0.8, season=0.5)

SETTINGS = (
    Setting("Poisson, monthly", _monthly()),
    Setting("Poisson, a third as many", _monthly(), {"base_rate": 0.033}),
    Setting("all rates up by half on the day", _monthly(), {"trend": 1.5}),
    Setting("two years on record", _monthly(), {"days": 730}),
    Setting("negative binomial, variance m + m²/4", _monthly(overdispersion=0.25)),
    Setting("negative binomial, variance m + m²", _monthly(overdispersion=1.0)),
    Setting("the same, two years on record", _monthly(overdispersion=1.0), {"days": 730}),
    Setting("autocorrelated, 0.8 a month", _monthly(overdispersion=0.25, autocorrelation=0.8)),
    Setting("autocorrelated, 0.95 a month", _monthly(overdispersion=0.25, autocorrelation=0.95)),
    Setting("seasons, ±50 %", _monthly(season=0.5)),
    Setting("all three", ALL_THREE),
    Setting("all three, against 24 places", ALL_THREE, controls=24),
    Setting("all three, thirty years on record", ALL_THREE, {"days": 3 * TEN_YEARS}),
    Setting("1 month in 100 missing", _monthly(overdispersion=0.25, missing_months=0.01)),
    Setting("3 series in 10 begin late or end early", _monthly(overdispersion=0.25, partial_series=0.3)),
    Setting("default places, all rates up by half", _monthly(), {"trend": 1.5}, by_default=True),
    Setting("default places, all three", ALL_THREE, by_default=True),
    Setting("20 % of reports missed, 20 % doubled", options={"reporting_noise": 0.2}),
    Setting("30 % of dates vague", options={"vague_dates": 0.3}),
    Setting("half as much again reported after the raid", _monthly(reporting_rise=0.5), must_hold=False),
)
