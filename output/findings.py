"""What was measured about a trigger, and the plain sentences that say it (research wording: never "caused")."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from waterbed.layers.choices import Note
from waterbed.layers.counts import Design, design
from waterbed.layers.cycle import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates import date_text
from waterbed.layers.evidence import CERTAINTIES, at_least
from waterbed.layers.measures import Measure, bdm, ge, ne, reading, sm, tne, wdd, wdq
from waterbed.layers.vocabulary import word_label
from waterbed.output.columns import Table
from waterbed.output.references import References
from waterbed.output.wording import number, period, templates


@dataclass(frozen=True, slots=True)
class Finding:
    """A design and what its counts say, on the records of at least one certainty."""

    design: Design
    """Where the counts come from."""
    certainty: str
    """Least certainty of the records that count: low, medium or high."""
    measures: tuple[Measure, ...]
    """GE, NE, SM, BDM, WDQ, TNE, WDD, in this order."""
    sources: tuple[str, ...]
    """Ids of the sources behind what was counted."""

    def measure(self, name: str) -> Measure:
        """The measure of a name."""
        return next(measure for measure in self.measures if measure.name == name)


def measured(dataset: Dataset, plan: Design, certainty: str = "low") -> Finding:
    """Compute all measures of a design."""
    six = [measure(*plan.counts) for measure in (ge, ne, sm, bdm, wdq, tne)]
    controlled = (plan.cdb, plan.cda) if plan.control_of_receiving else (None, None)
    difference = wdd(plan.rb, plan.ra, plan.cb, plan.ca, plan.db, plan.da, *controlled)
    rows = [dataset[dataset.table_of(record)].loc[record] for record in plan.counted]
    sources = dict.fromkeys(
        source for row in rows for source in (row["source"], *row["corroboration"]) if source
    )
    return Finding(plan, certainty, (*six, difference), tuple(sources))


def findings(dataset: Dataset, rows: pd.DataFrame) -> list[Finding]:
    """Findings for every row of the cycle table in which anything followed, at each certainty at which it stands."""
    followed = rows[(rows["outcome"] != "none_recorded") | (rows["departure"] != "")]
    found = []
    for certainty in CERTAINTIES:
        kept = at_least(dataset, certainty)
        table = cycles(kept)
        for place, trigger in zip(followed["place"], followed["trigger"], strict=True):
            if trigger in kept["events"].index:
                plan = design(kept, trigger, target=place, rows=table)
                found.append(measured(dataset, plan, certainty))
    return found


def columns(found: Sequence[Finding], rows: pd.DataFrame, keys: References) -> Table:
    """Findings in the numbers of a timeline; ``rows`` is the cycle table."""
    row_of = {key: row for row, key in enumerate(zip(rows["place"], rows["trigger"], strict=True))}
    plans = [finding.design for finding in found]
    return {
        "cycle": [row_of[plan.target, plan.trigger] for plan in plans],
        "stop": [CERTAINTIES.index(finding.certainty) for finding in found],
        "target": [keys.place(plan.target) for plan in plans],
        "receiving": [[keys.place(place) for place in plan.receiving] for plan in plans],
        "control": [[keys.place(place) for place in plan.control] for plan in plans],
        "before": [list(plan.before) if plan.before else None for plan in plans],
        "after": [list(plan.after) if plan.after else None for plan in plans],
        "n": [len(plan.counted) for plan in plans],
        "sources": [[keys.source(source) for source in finding.sources] for finding in found],
        "measures": [[_measure(m) for m in finding.measures if finding.design.counted] for finding in found],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    numbers = {name: getattr(measure, name) for name in ("value", "low", "high")}
    rounded = {name: None if value is None else round(value, 3) for name, value in numbers.items()}
    return {
        "name": measure.name,
        **rounded,
        "status": measure.status,
        "reason": measure.reason,
        "ours": int(measure.ours),
    }


def texts(dataset: Dataset, found: Sequence[Finding], lang: str) -> dict[str, list[Any]]:
    """The findings in one language: a sentence, the defaults taken, whether it stands at the other certainties."""
    return {
        "sentence": [sentence(dataset, finding, lang) for finding in found],
        "defaults": [list(defaults(dataset, finding, lang)) for finding in found],
        "survives": [survives(finding, found, lang) for finding in found],
    }


def sentence(dataset: Dataset, finding: Finding, lang: str) -> str:
    """What was counted and what it says, in plain words."""
    plan, said = finding.design, templates(lang)["measure"]
    trigger = dataset.label(plan.trigger, lang)
    if plan.before is None or plan.after is None:
        return str(said["undated"]).format(trigger=trigger)
    counted = said["counted"].format(
        trigger=trigger,
        before=plan.before[1] - plan.before[0] + 1,
        after=plan.after[1] - plan.after[0] + 1,
        target=dataset.label(plan.target, lang),
        rb=_count(plan.rb, lang),
        ra=_count(plan.ra, lang),
        receiving=_pair(plan.db, plan.da, said, lang),
        control=_pair(plan.cb, plan.ca, said, lang),
    )
    return " ".join([counted, *_readings(finding, said, lang)])


def _readings(finding: Finding, said: Mapping[str, Any], lang: str) -> Iterator[str]:
    if not finding.design.counted:
        yield said["nothing"]
        return
    quotient, difference = finding.measure("wdq"), finding.measure("wdd")
    for measure in (quotient, difference):
        short, name = measure.name.upper(), word_label(measure.name, lang, group="measure_name")
        reason = word_label(measure.reason, lang, group="measure_reason") if measure.reason else ""
        if measure.value is None:
            yield said["not_given"].format(short=short, name=name, reason=reason)
            continue
        meaning = said["readings"].get(reading(measure) if measure is quotient else "", "")
        doubt = said["doubt"].format(reason=reason) if reason else ""
        yield said["given"].format(
            short=short, name=name, value=_interval(measure, said, lang), meaning=meaning, doubt=doubt
        )
    if difference.excludes_zero is False:
        yield said["no_net_change"]


def _interval(measure: Measure, said: Mapping[str, Any], lang: str) -> str:
    value = number(round(measure.value or 0, 2), lang)
    if measure.low is None or measure.high is None:
        return value
    low, high = (number(round(end, 2), lang) for end in (measure.low, measure.high))
    return str(said["interval"]).format(value=value, low=low, high=high, level=round(measure.level * 100))


def _count(count: float | None, lang: str) -> str:
    return "?" if count is None else number(round(count, 1), lang)


def _pair(before: float | None, after: float | None, said: Mapping[str, Any], lang: str) -> str:
    if before is None or after is None:
        return str(said["none"])
    return str(said["pair"]).format(before=_count(before, lang), after=_count(after, lang))


def defaults(dataset: Dataset, finding: Finding, lang: str) -> Iterator[str]:
    """What was chosen because nothing else was asked for, and what weakens the counts."""
    said = templates(lang)["measure"]["notes"]
    for note in finding.design.notes:
        yield said[note.key].format(**{name: _value(dataset, note, name, lang) for name in note.values})


def _value(dataset: Dataset, note: Note, name: str, lang: str) -> str:
    value = note.values[name]
    if name in ("before", "after"):
        return " – ".join(_day(day, lang) for day in value)
    if name in ("first", "last", "as_of"):
        return _day(value, lang)
    if name in ("kinds", "linked_by"):
        words = (value,) if isinstance(value, str) else value
        return ", ".join(word_label(word, lang) for word in words)
    if isinstance(value, int | float):
        return number(value, lang)
    records = (value,) if isinstance(value, str) else value
    return ", ".join(dataset.label(record, lang) for record in records) or str(
        templates(lang)["measure"]["none"]
    )


def _day(day: int, lang: str) -> str:
    return period(date_text(day), lang)


def survives(finding: Finding, found: Iterable[Finding], lang: str) -> str:
    """Whether the finding stands on surer records alone: the sign of the WDD where it has one, else its absence."""
    said = templates(lang)["measure"]["survives"]
    same = [
        other
        for other in found
        if (other.design.trigger, other.design.target) == (finding.design.trigger, finding.design.target)
    ]
    outcomes = {_outcome(other) for other in same}
    if len(same) < len(CERTAINTIES):
        return str(said["drops"]).format(stop=word_label(CERTAINTIES[len(same)], lang, group="certainty"))
    return str(said["stable" if len(outcomes) == 1 else "depends"])


def _outcome(finding: Finding) -> str:
    measure = finding.measure("wdd")
    if measure.value is None or not measure.excludes_zero:
        return "no change shown"
    return "rise" if measure.value > 0 else "fall"
