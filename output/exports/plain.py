"""A finding in short plain lines: what was counted, what chance explains of it, and what that says of a move."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from waterbed.layers.counting.periods import length
from waterbed.layers.dataset import Dataset
from waterbed.layers.inference.finding import Finding
from waterbed.layers.inference.steadiness import outcome
from waterbed.layers.measures.estimates import FEWEST
from waterbed.output.columns.findings import some, things
from waterbed.output.columns.unusual import course
from waterbed.output.language.dates import period
from waterbed.output.language.numbers import about, number
from waterbed.output.language.strings import templates


def head(dataset: Dataset, finding: Finding, lang: str) -> str:
    """What was measured about, and when it began."""
    trigger = (finding.design.campaign or (finding.design.trigger,))[0]
    date = period(str(dataset["events"].at[trigger, "date"]), lang)
    return str(_said(lang)["head"]).format(trigger=dataset.label(trigger, lang), date=date)


def lines(dataset: Dataset, finding: Finding, lang: str) -> Iterator[str]:
    """Yield a finding that is not withheld, one thought a line."""
    plan, said = finding.design, _said(lang)
    if plan.campaign:
        others = "; ".join(dataset.label(one, lang) for one in plan.campaign[1:])
        yield str(said["as_one"]).format(triggers=others)
    yield said["target"].format(
        place=dataset.label(plan.target, lang), things=things(dataset, [finding], lang), days=length(plan.before),
        later=length(plan.after), **_counts(plan.rb, plan.ra, lang),
    )  # fmt: skip
    for role, counts in (("receiving", (plan.db, plan.da)), ("control", (plan.cb, plan.ca))):
        places: Sequence[str] = getattr(plan, role)
        if places and None not in counts:
            yield said[role].format(places=some(dataset, places, lang), **_counts(*counts, lang))
    yield from _expected(finding, said, lang)
    yield from _unusual(finding, said, lang)
    yield from course.warnings(finding, lang)
    if any(n is not None and n < FEWEST for n in (plan.rb, plan.ra, plan.db, plan.da)) and not plan.quantity:
        yield str(said["descriptive"])


def _said(lang: str) -> Mapping[str, Any]:
    words: Mapping[str, Any] = templates(lang)["measure"]["plain"]
    return words


def _counts(before: float | None, after: float | None, lang: str) -> dict[str, str]:
    return {name: "–" if n is None else about(n, lang) for name, n in (("before", before), ("after", after))}


def _expected(finding: Finding, said: Mapping[str, Any], lang: str) -> Iterator[str]:
    """What the comparison's trend would give, and whether chance explains the difference."""
    plan = finding.design
    if not plan.cb or plan.ca is None:
        return
    trend = plan.ca / plan.cb
    outcomes = []
    for key, name, before, after in (
        ("expected", "ratio", plan.rb, plan.ra),
        ("expected_receiving", "ratio_receiving", plan.db, plan.da),
    ):
        measure = finding.measure(name)
        if measure.value is None or before is None or after is None:
            return
        outcomes.append(outcome(measure))
        form = {"": "none", "unclear": "unclear"}.get(outcomes[-1], "clear")
        yield said[key][form].format(n=_whole(before * trend, lang), after=about(after, lang))
    if all(outcomes):
        fell, went = outcomes
        yield str(said["moved"][went if fell == "fewer" else "nothing"])


def _whole(n: float, lang: str) -> str:
    """A number that was worked out, no finer than it can be known."""
    return about(round(n, 0 if n >= 10 else 1), lang)


def _unusual(finding: Finding, said: Mapping[str, Any], lang: str) -> Iterator[str]:
    ranks = finding.placebo
    if ranks is None or not ranks.dates.of or "ratio" not in ranks.contrasts:
        return
    rank = ranks.contrasts["ratio"].rank
    few = said["few"].format(k=number(rank.independent, lang))
    rest = few if rank.p is None else said["p"].format(p=about(rank.p, lang))
    yield said["unusual"].format(n=number(rank.as_large, lang), m=number(rank.of, lang), rest=rest)
