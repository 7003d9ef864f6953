"""What was measured about a trigger, and the plain sentences that say it (research wording: never "caused")."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from waterbed.layers.counting.choices import Note
from waterbed.layers.counting.design import Design, Role
from waterbed.layers.counting.periods import length
from waterbed.layers.counting.tally import UNITS
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import date_text
from waterbed.layers.inference.finding import Finding, seen
from waterbed.layers.inference.steadiness import outcome
from waterbed.layers.measures.displacement import reading
from waterbed.layers.measures.estimates import Measure
from waterbed.layers.query.certainty import CERTAINTIES
from waterbed.layers.schema.vocabulary import word_label
from waterbed.output.columns import proposals
from waterbed.output.columns.records import Table
from waterbed.output.columns.references import References
from waterbed.output.columns.unusual import choices, course, ranks
from waterbed.output.language.dates import period
from waterbed.output.language.numbers import about, number, plural
from waterbed.output.language.script import isolated
from waterbed.output.language.strings import templates


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
        "counts": [[None if n is None else round(n, 1) for n in plan.counts] for plan in plans],
        "n": [len(plan.counted) for plan in plans],
        "sources": [[keys.source(source) for source in finding.sources] for finding in found],
        "measures": [[_measure(m) for m in finding.measures if not finding.withheld] for finding in found],
        "strips": [ranks.strips(finding) for finding in found],
        "course": [course.columns(finding) for finding in found],
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
        "rule": int(measure.null),
    }


def texts(dataset: Dataset, found: Sequence[Finding], lang: str) -> dict[str, list[Any]]:
    """The findings in one language: a sentence, what we propose, the defaults taken, whether it stands at all stops."""
    return {
        "sentence": [sentence(dataset, finding, lang) for finding in found],
        "proposed": [list(proposed(dataset, finding, lang)) for finding in found],
        "strips": [ranks.names(finding, lang) for finding in found],
        "ranked": [ranks.captions(finding, lang) for finding in found],
        "course": [course.caption(finding, lang) for finding in found],
        "defaults": [list(defaults(dataset, finding, lang)) if _tells(finding) else [] for finding in found],
        "survives": [survives(finding, found, lang) if _tells(finding) else "" for finding in found],
    }


def proposed(dataset: Dataset, finding: Finding, lang: str) -> Iterator[str]:
    """What waterbed proposes beside the literature's measures."""
    yield from choices.sentences(finding, lang)
    if finding.proposals is not None:
        yield from proposals.sentences(dataset, finding.proposals, lang)


def _tells(finding: Finding) -> bool:
    """Whether there is more to say of a finding than that too little was counted."""
    return not finding.withheld or not finding.design.counted


def sentence(dataset: Dataset, finding: Finding, lang: str) -> str:
    """What was counted and what it says, in plain words."""
    plan, said = finding.design, templates(lang)["measure"]
    as_one = plan.campaign if plan.campaign and plan.counted else (plan.trigger,)
    trigger, *others = (dataset.label(one, lang) for one in as_one)
    if plan.before is None or plan.after is None:
        return str(said["undated"]).format(trigger=trigger)
    before, after = (last - first + 1 for first, last in (plan.before, plan.after))
    where = {
        "trigger": trigger, "before": before, "after": after, "things": _things(dataset, finding, lang),
        "target": dataset.label(plan.target, lang),
    }  # fmt: skip
    withheld = word_label(finding.withheld, lang, group="measure_reason") if finding.withheld else ""
    if finding.withheld in ("nothing_to_count", "outside_observed"):
        return str(said["nothing_to_count"]).format(trigger=trigger, reason=withheld)
    if not plan.counted:
        return str(said["nothing"]).format(**where)
    if finding.withheld == "too_few_counted":
        form, n = "events" if plan.unit == "events" else "other", seen(plan)
        return str(said["too_few"][form]).format(n=about(n, lang), things=where["things"])
    counted = said["counted"].format(
        **where,
        went=_went(plan, "r", said, lang),
        receiving=_of_others(plan, "receiving", "d", said, lang),
        control=_of_others(plan, "control", "c", said, lang, some(dataset, plan.control, lang)),
    )
    if others:
        counted = " ".join([counted, str(said["as_one"]).format(triggers=said["list"].join(others))])
    if withheld:
        return " ".join([counted, str(said["withheld"]).format(reason=withheld)])
    return " ".join(
        [
            counted,
            *_ratios(finding, said, lang),
            *_readings(finding, said, lang),
            *ranks.sentences(finding, lang),
            *course.warnings(finding, lang),
        ]
    )


def things(dataset: Dataset, found: Sequence[Finding], lang: str) -> str:
    """What was counted for some findings, as the subject of a sentence; "" where nothing was."""
    named = dict.fromkeys(_things(dataset, finding, lang) for finding in found)
    return str(templates(lang)["measure"]["list"]).join(named)


def evidence(finding: Finding, lang: str) -> str:
    """How much the finding rests on: events, sources, least certainty."""
    return str(templates(lang)["measure"]["evidence"]).format(
        n=number(len(finding.design.counted), lang),
        sources=number(len(finding.sources), lang),
        certainty=word_label(finding.certainty, lang, group="certainty"),
    )


def _things(dataset: Dataset, finding: Finding, lang: str) -> str:
    """What was counted, as the subject of a sentence."""
    unit, said = finding.design.unit, templates(lang)["measure"]["things"]
    if unit in UNITS:
        return str(said[unit])
    return dataset.vocabulary.label(unit, lang) if unit else str(said["counts"])


def _went(plan: Design, area: str, said: Mapping[str, Any], lang: str) -> str:
    """How the numbers of an area went; in periods of unlike length as rates."""
    before, after = getattr(plan, f"{area}b"), getattr(plan, f"{area}a")
    if before is None or after is None:
        return str(said["went"]["unknown"])
    days = length(plan.before), length(plan.after)
    alike = days[0] == days[1]
    levels = [n if alike else n * _RATE_DAYS / over for n, over in zip((before, after), days, strict=True)]
    way = "fell" if levels[1] < levels[0] else "rose" if levels[1] > levels[0] else "same"
    first, last = (about(level, lang) for level in levels)
    return str(said["went"][way]).format(
        before=first, after=last if alike else str(said["per_step"]).format(n=last)
    )


_RATE_DAYS = 30
"""Numbers of periods of unlike length are told per so many days."""


def _of_others(
    plan: Design, role: Role, area: str, said: Mapping[str, Any], lang: str, places: str = ""
) -> str:
    if not plan.places(role):
        return str(said["others"][f"no_{role}"])
    return str(said["others"][role]).format(went=_went(plan, area, said, lang), places=places)


def _readings(finding: Finding, said: Mapping[str, Any], lang: str) -> Iterator[str]:
    for name in ("wdq", "wdd"):
        measure = finding.measure(name)
        label = word_label(name, lang, group="measure_name")
        reason = word_label(measure.reason, lang, group="measure_reason") if measure.reason else ""
        template = said["not_given" if measure.value is None else "given"]
        yield template.format(
            short=name.upper(),
            name=label,
            reason=reason,
            value=_interval(measure, said, lang),
            meaning=_meaning(measure, said),
            doubt=said["doubt"].format(reason=reason) if reason else "",
        )


def _ratios(finding: Finding, said: Mapping[str, Any], lang: str) -> Iterator[str]:
    """How target and receiving places changed beside the control's trend."""
    words = said["ratio"]
    for name in ("ratio", "ratio_receiving"):
        measure = finding.measure(name)
        if measure.reason in ("no_receiving_zones", "no_control"):
            continue
        reason = word_label(measure.reason, lang, group="measure_reason") if measure.reason else ""
        way = outcome(measure)
        yield words["not_given" if measure.value is None else "given"][name].format(
            reason=reason,
            value=_interval(measure, said, lang),
            meaning=words["readings"][way] if way else "",
            doubt=said["doubt"].format(reason=reason) if reason else "",
        )


def _meaning(measure: Measure, said: Mapping[str, Any]) -> str:
    """What a number says; where its interval holds 0 it says nothing either way."""
    if measure.excludes_zero is None or measure.value is None:
        return ""
    if not measure.excludes_zero:
        return str(said["readings"][f"{measure.name}_unclear"])
    way = reading(measure) if measure.name == "wdq" else "wdd_more" if measure.value > 0 else "wdd_fewer"
    return str(said["readings"][way])


def _interval(measure: Measure, said: Mapping[str, Any], lang: str) -> str:
    if measure.value is None:
        return ""
    value = about(measure.value, lang)
    if measure.low is None or measure.high is None:
        return value
    low, high = about(measure.low, lang), about(measure.high, lang)
    return str(said["interval"]).format(value=value, low=low, high=high, level=round(measure.level * 100))


def defaults(dataset: Dataset, finding: Finding, lang: str) -> Iterator[str]:
    """What was chosen because nothing else was asked for, and what weakens the counts."""
    said = templates(lang)["measure"]["notes"]
    for note in finding.design.notes:
        form = said[note.key]
        if isinstance(form, Mapping):
            form = plural(form, note.values["n"], lang)
        yield form.format(**{name: _value(dataset, note, name, lang) for name in note.values})
    yield from ranks.spread(finding, lang)
    yield from course.tested(finding, lang)


def _value(dataset: Dataset, note: Note, name: str, lang: str) -> str:
    value = note.values[name]
    if name in ("before", "after"):
        return " – ".join(isolated(_day(day, lang), lang) for day in value)
    if name in ("first", "last", "as_of"):
        return _day(value, lang)
    if name == "unit":
        said = templates(lang)["measure"]
        return dataset.vocabulary.label(value, lang) if value else str(said["things"]["counts"])
    if name == "kinds":
        words = (value,) if isinstance(value, str) else value
        return ", ".join(isolated(dataset.vocabulary.label(word, lang), lang) for word in words)
    if isinstance(value, int | float):
        return about(value, lang)
    records = (value,) if isinstance(value, str) else value
    none = str(templates(lang)["measure"]["none"])
    return some(dataset, records, lang, most=_MOST_NAMED) or none


_MOST_NAMED = 20
"""Names in one sentence; of more, the number is told."""


def some(dataset: Dataset, records: Sequence[str], lang: str, *, most: int = 3) -> str:
    """Names of records, of many the first and how many more."""
    said = templates(lang)["measure"]
    # One more has as much room by its name as by its number.
    shown = records if len(records) == most + 1 else records[:most]
    named = ", ".join(isolated(dataset.label(record, lang), lang) for record in shown)
    if len(records) > len(shown):
        rest = len(records) - most
        return plural(said["more"], rest, lang).format(names=named, n=about(rest, lang))
    return named


def _day(day: int, lang: str) -> str:
    return period(date_text(day), lang)


def survives(finding: Finding, found: Iterable[Finding], lang: str) -> str:
    """Whether the finding stands on surer records alone: the sign of the WDD, or its absence."""
    said = templates(lang)["measure"]["survives"]
    same = [
        other
        for other in found
        if (other.design.trigger, other.design.target) == (finding.design.trigger, finding.design.target)
    ]
    if all(other.withheld for other in same):
        return str(said["untested"])
    outcomes = {outcome(other.measure("wdd")) for other in same}
    if len(same) < len(CERTAINTIES):
        return str(said["drops"]).format(stop=word_label(CERTAINTIES[len(same)], lang, group="certainty"))
    return str(said["stable" if len(outcomes) == 1 else "depends"])
