"""How often what is printed about simulated sets is wrong, where it says that it is wrong 5 times in 100."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import get_args

from tests.layers.inference.worlds import TEN_YEARS, Setting
from waterbed.layers.counting.design import Design, design
from waterbed.layers.dataset import Dataset
from waterbed.layers.inference.finding import Finding, measured
from waterbed.layers.inference.placebo import Rank
from waterbed.layers.measures.intervals import LEVEL
from waterbed.layers.simulation.simulate import Kind, simulate
from waterbed.layers.simulation.truth import Truth

KINDS: tuple[Kind, ...] = get_args(Kind)
CRACKDOWNS_A_SET = 25
PLACES = 24
"""Places of a set with one crackdown."""
WINDOW_DAYS = 180
TOLERANCE = 0.02
"""How much more often than stated a number may be wrong, beyond what chance explains in 99 of 100 benches."""


@dataclass(frozen=True, slots=True)
class Case:
    """One crackdown: what was found, and what is true."""

    dataset: Dataset
    found: Finding
    truth: Truth

    @property
    def plan(self) -> Design:
        """What the finding counts."""
        return self.found.design


Wrong = bool | None
"""Whether what is printed is wrong; None where nothing is printed."""


def _interval(name: str, truth_of: Callable[[Truth], float | None]) -> Callable[[Case], Wrong]:
    """Whether the interval of a measure leaves out the truth."""

    def wrong(case: Case) -> Wrong:
        found, truth = case.found.measure(name), truth_of(case.truth)
        if found.low is None or found.high is None or truth is None:
            return None
        return not found.low <= truth <= found.high

    return wrong


def _rank(rank_of: Callable[[Case], Rank | None]) -> Callable[[Case], Wrong]:
    """Whether a p-value finds something where nothing happened."""

    def wrong(case: Case) -> Wrong:
        rank = rank_of(case)
        if case.truth.kind != "nothing" or rank is None or rank.p is None:
            return None
        return rank.p <= 1 - LEVEL

    return wrong


def _lag(case: Case) -> Wrong:
    """Whether a lag is said to be clear where nothing happened."""
    proposed = case.found.proposals
    if case.truth.kind != "nothing" or proposed is None or proposed.lag is None or proposed.lag.band is None:
        return None
    return proposed.lag.peak is not None


NUMBERS: Mapping[str, Callable[[Case], Wrong]] = {
    "GE": _interval("ge", lambda true: true.rb - true.ra),
    "NE": _interval("ne", lambda true: true.rb / true.cb - true.ra / true.ca),
    "WDQ": _interval("wdq", lambda true: true.wdq),
    "TNE": _interval("tne", lambda true: true.tne),
    "WDD": _interval("wdd", lambda true: true.wdd),
    "other dates": _rank(lambda case: case.found.placebo.dates if case.found.placebo else None),
    "other places": _rank(lambda case: case.found.placebo.places if case.found.placebo else None),
    "lag": _lag,
}
"""Every number that is printed with a level: a new one is a line here."""


@dataclass(frozen=True, slots=True)
class Row:
    """What measuring many crackdowns of one kind came to."""

    setting: Setting
    kind: Kind
    crackdowns: int
    given: Mapping[str, int]
    """Crackdowns for which each number is printed."""
    wrong: Mapping[str, int]
    """Those for which it is wrong."""

    @property
    def out_of_tolerance(self) -> list[str]:
        """Numbers that are wrong more often than they say."""
        if not self.setting.must_hold:
            return []
        return [
            name
            for name, given in self.given.items()
            if given and self.wrong[name] / given > 1 - LEVEL + TOLERANCE + slack(given)
        ]


def slack(given: int) -> float:
    """How far a share that is at its tolerance may lie above it by chance, 99 times in 100."""
    most = 1 - LEVEL + TOLERANCE
    return 2.33 * sqrt(most * (1 - most) / given)


def study(setting: Setting, kind: Kind, crackdowns: int) -> Row:
    """Simulate crackdowns of one kind, with the seeds 0, 1, 2 and so on, and measure each."""
    # What is taken by default is all that a set has: there a set has one crackdown.
    a_set = 1 if setting.by_default else min(CRACKDOWNS_A_SET, crackdowns)
    outcomes = [
        {name: number(case) for name, number in NUMBERS.items()}
        for seed in range(-(-crackdowns // a_set))
        for case in _cases(setting, kind, seed, a_set)
    ]
    return Row(
        setting,
        kind,
        len(outcomes),
        {name: sum(one[name] is not None for one in outcomes) for name in NUMBERS},
        {name: sum(one[name] is True for one in outcomes) for name in NUMBERS},
    )


def _cases(setting: Setting, kind: Kind, seed: int, crackdowns: int) -> Iterator[Case]:
    places = PLACES if setting.by_default else 8 * crackdowns
    options = {"days": TEN_YEARS, "places": places, "crackdowns": crackdowns} | dict(setting.options)
    made = simulate(kind, seed=seed, world=setting.world, window_days=WINDOW_DAYS, **options)
    for truth in made.truths:
        plan = _plan(made.dataset, truth, by_default=setting.by_default)
        yield Case(made.dataset, measured(made.dataset, plan), truth)


def _plan(dataset: Dataset, truth: Truth, *, by_default: bool) -> Design:
    """The design that a user gets, or one of the places of the truth."""
    if by_default:
        return design(dataset, truth.trigger)
    return design(
        dataset,
        truth.trigger,
        target=truth.target,
        receiving=truth.receiving,
        control=truth.control,
        control_of_receiving=truth.control_of_receiving,
        before_days=WINDOW_DAYS,
        after_days=WINDOW_DAYS,
    )


def table(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = [("setting", "kind", *NUMBERS), ("---", "---", *["---:"] * len(NUMBERS)), *map(_cells, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(row: Row) -> tuple[str, ...]:
    return row.setting.words, row.kind, *(_cell(row, name) for name in NUMBERS)


def _cell(row: Row, name: str) -> str:
    given = row.given[name]
    if not given:
        return ""
    share = f"{100 * row.wrong[name] / given:.1f}"
    return share if given == row.crackdowns else f"{share} ({100 * given / row.crackdowns:.0f})"
