"""How often what is printed about simulated sets is wrong, where it says that it is wrong 5 times in 100."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import TypedDict, get_args

from tests.layers.inference.worlds import TEN_YEARS, Setting
from waterbed.layers.counting.design import Design, design
from waterbed.layers.dataset import Dataset
from waterbed.layers.inference.finding import Finding, measured
from waterbed.layers.inference.placebo import Contrast
from waterbed.layers.measures.intervals import LEVEL
from waterbed.layers.patterns.around import around
from waterbed.layers.simulation.simulate import Kind, World, simulate
from waterbed.layers.simulation.truth import Truth

KINDS: tuple[Kind, ...] = get_args(Kind)
CRACKDOWNS_A_SET = 25
PLACES = 24
"""Places of a set with one crackdown."""
WINDOW_DAYS = 180
TOLERANCE = 0.02
"""How much more often than stated a number may be wrong, beyond what chance explains in 99 of 100 benches."""


class Choices(TypedDict, total=False):
    """What a design is told."""

    target: str
    receiving: Sequence[str]
    control: Sequence[str]
    control_of_receiving: Sequence[str]
    before_days: int
    after_days: int


@dataclass(frozen=True, slots=True)
class Case:
    """One crackdown: what was found, and what is true."""

    dataset: Dataset
    world: World
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


def _finds(found_by: Callable[[Case], Wrong]) -> Callable[[Case], Wrong]:
    """Whether a test finds something where nothing happened."""

    def wrong(case: Case) -> Wrong:
        return found_by(case) if case.truth.kind == "nothing" else None

    return wrong


def _drift(case: Case) -> Wrong:
    # Where rates have a memory or a season of their own, places do run apart: to say so is not wrong.
    if case.world.autocorrelation or case.world.season:
        return None
    course = case.found.study.courses["target"] if case.found.study else None
    return None if course is None or course.p is None else course.drifts


def _lag(case: Case) -> Wrong:
    lag = case.found.proposals.lag if case.found.proposals else None
    return None if lag is None or lag.band is None else lag.peak is not None


def _part_changed(case: Case) -> Wrong:
    alike = around(case.dataset, case.plan).similarity
    return None if alike is None or alike.spread is None else bool(alike.changed.any())


def _change(true: Truth, *areas: str) -> float:
    """Change of some areas together, after as a multiple of before."""
    before, after = (sum(getattr(true, f"{area}{side}") for area in areas) for side in "ba")
    return float(after / before)


NUMBERS: Mapping[str, Callable[[Case], Wrong]] = {
    "ratio, target": _interval("ratio", lambda true: _change(true, "r") / _change(true, "c")),
    "ratio, receiving": _interval("ratio_receiving", lambda true: _change(true, "d") / _change(true, "cd")),
    "ratio, both": _interval("ratio_together", lambda true: _change(true, "r", "d") / _change(true, "c", "cd")),
    "WDD": _interval("wdd", lambda true: true.wdd),
    "GE": _interval("ge", lambda true: true.rb - true.ra),
    "TNE": _interval("tne", lambda true: true.tne),
    "p, dates": _finds(lambda case: _low(case.found.placebo.contrasts.get("ratio")) if case.found.placebo else None),
    "p, places": _finds(lambda case: _low(case.found.placebo.elsewhere) if case.found.placebo else None),
    "before": _finds(_drift),
    "lag": _finds(_lag),
    "pattern": _finds(_part_changed),
}  # fmt: skip
"""Every number that is printed with a level: a new one is a line here."""


def _low(one: Contrast | None) -> Wrong:
    return None if one is None or one.rank.p is None else one.rank.p <= 1 - LEVEL


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
    untouched = [place for one in made.truths for place in (*one.control, *one.control_of_receiving)]
    for truth in made.truths:
        plan = _plan(made.dataset, setting, truth, untouched)
        scale = _zones_in(made.dataset, plan.control) / len(truth.control)
        scaled = replace(truth, cb=truth.cb * scale, ca=truth.ca * scale)
        yield Case(made.dataset, setting.world, measured(made.dataset, plan), scaled)


def _zones_in(dataset: Dataset, control: Sequence[str]) -> int:
    """How many zones a control is made of: those named, and those of a country."""
    zones = dataset["zones"]
    return int((zones.index.isin(control) | zones["country"].isin(control)).sum())


def _plan(dataset: Dataset, setting: Setting, truth: Truth, untouched: Sequence[str]) -> Design:
    """The design that a user gets, or one of the places of the truth."""
    choices = Choices(before_days=WINDOW_DAYS, after_days=WINDOW_DAYS)
    if setting.by_default:
        return design(dataset, truth.trigger, **choices if truth.kind != "nothing" else {})
    choices |= {"target": truth.target, "receiving": truth.receiving}
    if setting.controls:
        choices["control"] = untouched[: setting.controls]
    else:
        choices |= {"control": truth.control, "control_of_receiving": truth.control_of_receiving}
    return design(dataset, truth.trigger, **choices)


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
