"""Estimates: a measure with its interval, or the reason why there is none."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from waterbed.layers.measures.intervals import (
    LEVEL,
    SEED,
    Formula,
    drawn_interval,
    drawn_means,
    drawn_sums,
    normal_interval,
)

Status = Literal["ok", "descriptive_only", "undefined", "not_interpretable"]


Interval = Literal["normal", "simulated", "widened", ""]


Count = float | None

FEWEST = 5
"""Below so many events in any one count a measure describes; it does not support a finding."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure with its interval, or the reason why there is none."""

    name: str
    """Word of the group ``measure_name`` of the vocabulary."""
    value: float | None = None
    """The number; None when undefined or not interpretable."""
    low: float | None = None
    """Lower end of the interval."""
    high: float | None = None
    """Upper end of the interval."""
    se: float | None = None
    """Standard error, where the measure is a weighted sum of counts."""
    z: float | None = None
    """Value in standard errors."""
    level: float = LEVEL
    """Share of repetitions in which such an interval would hold the truth."""
    interval: Interval = ""
    """How the interval was made, "" when there is none."""
    n: float = 0.0
    """Events used; not whole where counts are sums of aoristic weights."""
    status: Status = "ok"
    """Whether the number may be read, and how far."""
    reason: str = ""
    """Word of the group ``measure_reason`` of the vocabulary, "" when all is well."""
    ours: bool = False
    """Whether waterbed proposes the measure, not the literature."""
    null: float = 0.0
    """Value where nothing changed: 0, or 1 of a ratio, whose standard error is on the log scale."""

    def __post_init__(self) -> None:
        """Refuse a number where there is none, and its absence where there is one."""
        if (self.value is None) != (self.status in ("undefined", "not_interpretable")):
            raise ValueError(f"{self.name}: value {self.value} does not go with status {self.status!r}.")
        if (self.status == "ok") != (self.reason == ""):
            raise ValueError(f"{self.name}: status {self.status!r} with reason {self.reason!r}.")
        if not (self.low is None) == (self.high is None) == (self.interval == ""):
            raise ValueError(f"{self.name}: half an interval, or one that does not say how it was made.")

    @property
    def excludes_zero(self) -> bool | None:
        """Whether 0, of a ratio 1, lies outside the interval; None without one. Inside, the data show no net change."""
        if self.low is None or self.high is None:
            return None
        return self.low > self.null or self.high < self.null


def undefined(name: str, reason: str, *, ours: bool = False) -> Measure:
    """Return a measure without a number; a target that did not fall leaves it not interpretable, all else undefined."""
    status: Status = "not_interpretable" if reason == "no_reduction_in_target" else "undefined"
    return Measure(name, status=status, reason=reason, ours=ours)


def described(found: Measure, reason: str) -> Measure:
    """A measure as a number alone, without an interval, and why."""
    if found.value is None:
        return found
    return replace(
        found, low=None, high=None, se=None, z=None, interval="", status="descriptive_only", reason=reason
    )


def estimate(
    name: str, counts: Sequence[float], formula: Formula, level: float = LEVEL, seed: int = SEED
) -> Measure:
    """Return a measure that is a formula of counts, with a simulated interval."""
    value = float(formula(np.asarray(counts, dtype=float))) + 0.0  # -0.0 becomes 0.0
    low, high = drawn_interval(formula(drawn_means(counts, seed=seed)), level)
    return judged(_simulated(name, value, low, high, level, counts), counts)


def quotient(
    name: str,
    counts: Sequence[float],
    above: Formula,
    below: Formula,
    level: float = LEVEL,
    seed: int = SEED,
    *,
    judged_by: Sequence[float] | None = None,
) -> Measure:
    """Return a measure above / below of counts that means something only where `below`, the fall in the target, is over 0.

    A draw without a fall counts against both ends of the interval, so that the interval is finite only where the fall itself
    is beyond doubt at that level, as in Fieller's theorem. `judged_by` are the counts that must not be too few, if others.
    """
    observed = np.asarray(counts, dtype=float)
    if not below(observed) > 0:
        return replace(undefined(name, "no_reduction_in_target"), n=float(sum(counts)))
    value = float(above(observed) / below(observed)) + 0.0
    means = drawn_means(counts, seed=seed)
    fell = below(means) > 0
    ratios = np.divide(above(means), below(means), out=np.zeros(len(fell)), where=fell)
    low, high = drawn_interval(ratios, level, valid=fell)
    if math.isinf(low) or math.isinf(high):
        doubt = Measure(name, value, n=float(sum(counts)), level=level)
        return replace(doubt, status="descriptive_only", reason="reduction_uncertain")
    found = _simulated(name, value, low, high, level, counts)
    return judged(found, counts if judged_by is None else judged_by)


def weighted_sum(
    name: str, counts: Sequence[float], coefficients: Sequence[float], level: float, seed: int
) -> Measure:
    """Return a measure that is a weighted sum of counts: a normal interval, or a simulated one where a count is small."""
    terms = list(zip(coefficients, counts, strict=True))
    value = math.fsum(a * count for a, count in terms) + 0.0
    se = math.sqrt(math.fsum(a * a * count for a, count in terms))
    if min(counts) >= FEWEST:
        interval: Interval = "normal"
        low, high = normal_interval(value, se, level)
    else:
        interval = "simulated"
        low, high = drawn_interval(drawn_sums(counts, coefficients, seed=seed), level)
    z = value / se if se else None
    return judged(Measure(name, value, low, high, se, z, level, interval, float(sum(counts))), counts)


def _simulated(
    name: str, value: float, low: float, high: float, level: float, counts: Sequence[float]
) -> Measure:
    # Where all counts of an area are zero the draws are above it: the estimate itself always stays between the bounds.
    low, high = min(low, value), max(high, value)
    return Measure(name, value, low, high, level=level, interval="simulated", n=float(sum(counts)))


def judged(found: Measure, counts: Sequence[float]) -> Measure:
    """A measure marked as descriptive only where a count is too small to carry it."""
    few = min(counts) < FEWEST
    return replace(found, status="descriptive_only", reason="fewer_than_five") if few else found


def fault_of(
    *,
    target: tuple[Count, Count] = (0, 0),
    control: tuple[Count, Count] = (1, 1),
    receiving: tuple[Count, Count] = (0, 0),
    may_be_zero: bool = False,
) -> str:
    """Why these counts give no measure, "" when they do."""
    if control == (None, None):
        return "no_control"
    if receiving == (None, None):
        return "no_receiving_zones"
    counts = (*target, *control, *receiving)
    if any(count is None or not math.isfinite(count) for count in counts):
        return "count_unknown"
    if min(known(*counts)) < 0:
        return "count_negative"
    return "" if may_be_zero or 0 not in control else "control_is_zero"


def known(*counts: Count) -> list[float]:
    """Return counts without the None among them."""
    return [float(count) for count in counts if count is not None]
