"""How often the intervals of simulated sets hold the known truth."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, get_args

import numpy as np

from waterbed.layers.counting.aoristic import aoristic_weights
from waterbed.layers.dataset import Dataset
from waterbed.layers.measures.displacement import tne, wdd, wdq
from waterbed.layers.measures.estimates import Measure
from waterbed.layers.measures.intervals import LEVEL
from waterbed.layers.simulation.simulate import Kind, simulate
from waterbed.layers.simulation.truth import Truth

KINDS: tuple[Kind, ...] = get_args(Kind)
Pair = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Setting:
    """One way of simulating and what is expected of it."""

    words: str
    """What it is, for the table."""
    options: Mapping[str, Any]
    """Options of `simulate`."""
    nominal: bool
    """Whether the assumptions of the intervals hold, so that they must cover at their nominal rate."""


SETTINGS = (
    Setting("about 36 reports a place and year", {}, nominal=True),
    Setting("about 110 reports a place and year", {"base_rate": 0.3}, nominal=True),
    Setting("about 4 reports a place and year", {"base_rate": 0.01}, nominal=True),
    Setting("all rates up by half on the day", {"trend": 1.5}, nominal=True),
    Setting("20 % of reports missed, 20 % doubled", {"reporting_noise": 0.2}, nominal=False),
    # With 900 days the crackdown falls in late March: on New Year's Day no vague month or year would reach across it.
    Setting("30 % of dates vague", {"vague_dates": 0.3, "days": 900, "base_rate": 0.08}, nominal=False),
    Setting("all dates vague", {"vague_dates": 1.0, "days": 900, "base_rate": 0.08}, nominal=False),
)


@dataclass(frozen=True, slots=True)
class Row:
    """What measuring many sets of one kind came to."""

    setting: Setting
    kind: Kind
    crackdowns: int
    """Crackdowns measured; one a set unless the setting has more."""
    events: float
    """Events used by the WDD, on average."""
    truth: float
    """True WDD, on average."""
    bias: float
    """Mean WDD less the true one, in events."""
    bias_se: float
    """Standard error of the bias."""
    covered: float
    """Share of crackdowns whose interval of the WDD holds the truth."""
    excluding_zero: float
    """Share of crackdowns whose interval of the WDD leaves out 0: false findings where nothing happened."""
    tne_covered: float
    """Share of crackdowns whose interval of the TNE holds the truth."""
    wdq_bounded: float
    """Share of crackdowns for which the WDQ has an interval."""
    wdq_covered: float
    """Share of those whose interval holds the truth; NaN where the true WDQ does not exist."""

    @property
    def within_tolerance(self) -> bool:
        """Whether WDD and TNE cover at the nominal rate, or the row is not expected to."""
        rates = (self.covered, self.tne_covered)
        return not self.setting.nominal or all(
            abs(rate - LEVEL) <= tolerance(self.crackdowns) for rate in rates
        )


def tolerance(crackdowns: int, level: float = LEVEL) -> float:
    """How far the coverage found may be from the nominal one: 2.58 standard errors, kept 99 times in 100."""
    return 2.58 * sqrt(level * (1 - level) / crackdowns)


def study(setting: Setting, kind: Kind, sets: int) -> Row:
    """Simulate sets of one kind, with the seeds 0, 1, 2 and so on, and measure every crackdown in them."""
    simulations = (simulate(kind, seed=seed, **setting.options) for seed in range(sets))
    crackdowns = [(one.dataset, truth) for one in simulations for truth in one.truths]
    truths = [truth for _, truth in crackdowns]
    differences, totals, quotients = zip(*(_measured(*one) for one in crackdowns), strict=True)
    misses = np.array([found.value - truth.wdd for found, truth in zip(differences, truths, strict=True)])
    bounded = [(q, truth) for q, truth in zip(quotients, truths, strict=True) if q.interval]
    return Row(
        setting,
        kind,
        len(truths),
        events=float(np.mean([found.n for found in differences])),
        truth=float(np.mean([truth.wdd for truth in truths])),
        bias=float(misses.mean()),
        bias_se=float(misses.std(ddof=1) / sqrt(len(truths))),
        covered=_share(_holds(found, truth.wdd) for found, truth in zip(differences, truths, strict=True)),
        excluding_zero=_share(found.excludes_zero is True for found in differences),
        tne_covered=_share(_holds(found, truth.tne) for found, truth in zip(totals, truths, strict=True)),
        wdq_bounded=len(bounded) / len(truths),
        wdq_covered=_share(_holds(q, truth.wdq) for q, truth in bounded if truth.wdq is not None),
    )


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    head = (
        "setting",
        "kind",
        "events",
        "true WDD",
        "bias (SE)",
        "WDD covered",
        "WDD excludes 0",
        "TNE covered",
        "WDQ bounded",
        "of these covered",
    )
    lines = [head, ("---", "---", *["---:"] * (len(head) - 2)), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    of_these = "" if np.isnan(row.wdq_covered) else f"{row.wdq_covered:.1%}"
    return (
        row.setting.words,
        row.kind,
        f"{row.events:.0f}",
        f"{row.truth:.1f}",
        f"{row.bias:+.2f} ({row.bias_se:.2f})",
        f"{row.covered:.1%}",
        f"{row.excluding_zero:.1%}",
        f"{row.tne_covered:.1%}",
        f"{row.wdq_bounded:.1%}",
        of_these,
    )


def _measured(dataset: Dataset, truth: Truth) -> tuple[Measure, Measure, Measure]:
    """WDD, TNE and WDQ of a crackdown, counted from the records by the areas and periods of its truth."""
    target, receiving, control, control_of_receiving = (
        _counted(dataset, places, truth)
        for places in ((truth.target,), truth.receiving, truth.control, truth.control_of_receiving)
    )
    # One control serves the quotients: all places that the crackdown does not touch.
    both = (control[0] + control_of_receiving[0], control[1] + control_of_receiving[1])
    six = (*target, *both, *receiving)
    return wdd(*target, *control, *receiving, *control_of_receiving), tne(*six), wdq(*six)


def _counted(dataset: Dataset, places: tuple[str, ...], truth: Truth) -> Pair:
    events = dataset["events"]
    chosen = ((events["kind"] == "report") & events["place"].isin(places)).to_numpy()
    days = dataset.bounds("events", "date")
    start, end = days["start_min"].to_numpy()[chosen], days["end_max"].to_numpy()[chosen] + 1
    periods = (
        (truth.day - truth.before_days, truth.day),
        (truth.day, truth.day + truth.after_days),
    )
    before, after = (float(np.nansum(aoristic_weights(start, end, period))) for period in periods)
    return before, after


def _holds(found: Measure, truth: float | None) -> bool:
    return None not in (found.low, truth, found.high) and found.low <= truth <= found.high  # type: ignore[operator]


def _share(hits: Iterable[bool]) -> float:
    listed = list(hits)
    return sum(listed) / len(listed) if listed else float("nan")
