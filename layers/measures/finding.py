"""What is measured about a trigger: its design, its counts, and the measures computed from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from waterbed.layers.cycle.table import cycles, followed
from waterbed.layers.dataset import Dataset
from waterbed.layers.measures.design import Design, design
from waterbed.layers.measures.displacement import bdm, ge, ne, sm, tne, wdd, wdq
from waterbed.layers.measures.estimates import Measure, undefined
from waterbed.layers.measures.proposals import Proposals, proposals
from waterbed.layers.query.certainty import CERTAINTIES, at_least
from waterbed.layers.query.sources import sources_of

NAMES = ("ge", "ne", "sm", "bdm", "wdq", "tne", "wdd")
"""The measures of a finding, in their order."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A design and what its counts say, on the records of at least one certainty."""

    design: Design
    """Where the counts come from."""
    certainty: str
    """Least certainty of the records that count: low, medium or high."""
    measures: tuple[Measure, ...]
    """Those of `NAMES`, in their order."""
    sources: tuple[str, ...]
    """Ids of the sources behind what was counted."""
    proposals: Proposals | None = None
    """What waterbed proposes beside them; None where there is nothing to work on."""

    def measure(self, name: str) -> Measure:
        """The measure of a name."""
        return next(measure for measure in self.measures if measure.name == name)


def measured(dataset: Dataset, plan: Design, certainty: str = "low") -> Finding:
    """Compute all measures of a design."""
    sources = dict.fromkeys(
        source for record in plan.counted for source in sources_of(dataset, dataset.table_of(record))[record]
    )
    proposed = proposals(dataset, plan, certainty=certainty) if plan.measurable else None
    return Finding(plan, certainty, tuple(_measures(plan)), tuple(sources), proposed)


def _measures(plan: Design) -> Iterator[Measure]:
    if plan.before is None or plan.after is None or not plan.counted:
        # Zeros everywhere are no observation: whether nothing happened or nobody recorded it, they do not say.
        reason = "trigger_undated" if plan.before is None else "nothing_counted"
        yield from (undefined(name, reason) for name in NAMES)
        return
    if not plan.measurable:
        yield from (undefined(name, "too_few_counted") for name in NAMES)
        return
    for measure in (ge, ne, sm, bdm, wdq, tne):
        yield measure(*plan.counts)
    controlled = (plan.cdb, plan.cda) if plan.control_of_receiving else (None, None)
    lengths = [last - first + 1 for first, last in (plan.before, plan.after)]
    yield wdd(
        plan.rb, plan.ra, plan.cb, plan.ca, plan.db, plan.da, *controlled,
        time_weights=(1.0, lengths[1] / lengths[0]),
    )  # fmt: skip


def findings(
    dataset: Dataset, rows: pd.DataFrame, stops: Sequence[str] = CERTAINTIES, *, most: int | None = None
) -> list[Finding]:
    """Findings for every row of the cycle table in which anything followed, at each certainty at which it stands.

    Of a table with more than ``most`` such rows only the first ones are measured.
    """
    eventful = rows[followed(rows)].iloc[:most]
    found: list[Finding] = []
    for certainty in stops if len(eventful) else ():
        kept = at_least(dataset, certainty)
        table = cycles(dataset, certainty=certainty)
        for place, trigger in zip(eventful["place"], eventful["trigger"], strict=True):
            if trigger in kept["events"].index:
                plan = design(kept, trigger, target=place, rows=table)
                found.append(measured(kept, plan, certainty))
    return found
