"""Does the sign of a WDQ hinge on where one looks? Radius test and leave-one-out test, both proposed by waterbed.

Crime that jumps borders is missed by any one ring (Johnson, Guerette & Bowers 2014, J Exp Criminol 10), and a list of
receiving zones may hang on a single one; these two tests say so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from waterbed.layers.measures.displacement import wdq
from waterbed.layers.measures.estimates import Count, Measure
from waterbed.layers.measures.intervals import LEVEL, SEED

Sign = Literal["displacement", "none", "diffusion", ""]


Verdict = Literal["stable", "depends", "not_measurable"]


Pair = tuple[Count, Count]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A WDQ for each choice of receiving zones, and whether its sign is always the same (ours)."""

    choices: tuple[str | float, ...]
    """Ring widths in km, rising; or the zones left out."""
    measures: tuple[Measure, ...]
    """The WDQ of each choice."""
    verdict: Verdict
    """stable: one sign throughout; depends: more than one, or not a number for some; not_measurable: no number at all."""
    ours: bool = True
    """Whether waterbed proposes the test, not the literature."""

    @property
    def signs(self) -> tuple[Sign, ...]:
        """Sign of each choice, "" where the WDQ has no number."""
        return tuple(_sign(measure) for measure in self.measures)

    @property
    def longest_run(self) -> tuple[str | float, str | float] | None:
        """First and last of the longest unbroken row of choices with one sign, the first such row; None without a number."""
        runs = [list(run) for _, run in groupby(range(len(self.signs)), key=lambda at: self.signs[at])]
        known = [run for run in runs if self.signs[run[0]]]
        if not known:
            return None
        longest = max(known, key=len)
        return self.choices[longest[0]], self.choices[longest[-1]]


def wdq_by_radius(
    target: Pair, control: Pair, rings: Mapping[float, Pair], *, level: float = LEVEL, seed: int = SEED
) -> Sensitivity:
    """Weighted displacement quotient by the width of the ring around the target (ours).

    Parameters
    ----------
    target, control
        Events before and after.
    rings
        Of each width in km, events before and after in the ring of that width, the narrower rings included and the target
        left out.
    level, seed
        Level of the intervals, seed of their simulation.
    """
    widths = sorted(rings)
    found = [wdq(*target, *control, *rings[width], level=level, seed=seed) for width in widths]
    return _sensitivity(widths, found)


def wdq_leaving_out(
    target: Pair, control: Pair, zones: Mapping[str, Pair], *, level: float = LEVEL, seed: int = SEED
) -> Sensitivity:
    """Weighted displacement quotient with each receiving zone left out in turn (ours).

    Parameters
    ----------
    target, control
        Events before and after.
    zones
        Of each receiving zone, by id, its events before and after.
    level, seed
        Level of the intervals, seed of their simulation.
    """

    def without(left_out: str) -> Pair:
        kept = [pair for zone, pair in zones.items() if zone != left_out]
        return (_total([before for before, _ in kept]), _total([after for _, after in kept]))

    found = [wdq(*target, *control, *without(zone), level=level, seed=seed) for zone in zones]
    return _sensitivity(list(zones), found)


def _sensitivity(choices: Sequence[str | float], found: Sequence[Measure]) -> Sensitivity:
    signs = {_sign(measure) for measure in found}
    verdict: Verdict = "stable" if len(signs) == 1 else "depends"
    if signs <= {""}:
        verdict = "not_measurable"
    return Sensitivity(tuple(choices), tuple(found), verdict)


def _sign(measure: Measure) -> Sign:
    if measure.value is None:
        return ""
    if measure.value == 0:
        return "none"
    return "diffusion" if measure.value > 0 else "displacement"


def _total(counts: Sequence[Count]) -> Count:
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None
