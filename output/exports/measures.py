"""What was measured as frames for people and values for machines."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.inference.finding import Finding
from waterbed.layers.inference.placebo import Contrast
from waterbed.layers.inference.proposals import STEP_DAYS, Proposals
from waterbed.layers.inference.steadiness import Steadiness
from waterbed.layers.inference.study import Study
from waterbed.layers.measures.estimates import Measure
from waterbed.layers.schema.vocabulary import word_label
from waterbed.output.columns.findings import defaults, sentence
from waterbed.output.columns.unusual.ranks import BINS, captions, names, strips
from waterbed.output.exports.cycles import two_lines
from waterbed.output.language.numbers import about
from waterbed.output.language.strings import interface, templates

_COLUMNS = (
    "name", "value", "low", "high", "se", "z", "level", "interval", "n", "status", "reason", "ours",
)  # fmt: skip


_COUNTS = ("rb", "ra", "cb", "ca", "db", "da", "cdb", "cda")


def worded_findings(dataset: Dataset, found: Sequence[Finding], lang: str) -> pd.DataFrame:
    """A line per finding that counted anything: counts before and after, WDQ and WDD, or why there is none."""
    lines = [
        {
            "place": two_lines(dataset.label(finding.design.target, lang), finding.design.trigger),
            "counts": _counts(finding, lang),
            "rr": ", ".join(_number(finding.measure(name), lang) for name in ("ratio", "ratio_receiving")),
            **{name.upper(): _number_or_reason(finding.measure(name), lang) for name in ("wdq", "wdd")},
        }
        for finding in found
        if not finding.withheld
    ]
    return pd.DataFrame(lines).rename(columns=templates(lang)["measure"]["columns"])


def unmeasured(found: Sequence[Finding], lang: str) -> Iterator[str]:
    """Why the other findings have no measure at all, a sentence a reason, with the ids of their triggers."""
    said = templates(lang)["measure"]
    reasons: dict[str, list[str]] = {}
    for finding in found:
        if finding.withheld:
            reasons.setdefault(finding.withheld, []).append(finding.design.trigger)
    for reason, triggers in reasons.items():
        label = word_label(reason, lang, group="measure_reason")
        yield said["unmeasured"].format(reason=label, triggers=said["list"].join(dict.fromkeys(triggers)))


def _counts(finding: Finding, lang: str) -> str:
    """Before and after in the target, the receiving places and the control, where anything was counted."""
    rb, ra, cb, ca, db, da = finding.design.counts
    pairs = ((rb, ra), (db, da), (cb, ca))
    return ", ".join(
        "–" if b is None or a is None else f"{about(b, lang)} → {about(a, lang)}" for b, a in pairs
    )


def _number(measure: Measure, lang: str) -> str:
    if measure.value is None:
        return "–"
    ends = _interval(measure.low, measure.high, lang)
    return f"{about(measure.value, lang)} ({ends})" if ends else about(measure.value, lang)


def _number_or_reason(measure: Measure, lang: str) -> str:
    reason = word_label(measure.reason, lang, group="measure_reason") if measure.reason else ""
    return reason if measure.value is None else two_lines(_number(measure, lang), reason)


def plain_measures(finding: Finding) -> pd.DataFrame:
    """All measures of a finding, a row each, with the counts and places they come from."""
    plan = finding.design
    frame = pd.DataFrame(
        [{name: getattr(measure, name) for name in _COLUMNS} for measure in finding.measures]
    )
    lists = {role: ";".join(plan.places(role)) for role in ("receiving", "control", "control_of_receiving")}
    known = finding.placebo.contrasts if finding.placebo else {}
    for column in ("as_large", "of", "p", "phi"):
        frame[column] = [_ranked(known.get(measure.name), column) for measure in finding.measures]
    frame = frame.assign(
        trigger=plan.trigger,
        campaign=";".join(plan.campaign),
        target=plan.target,
        **lists,
        unit=plan.unit,
        certainty=finding.certainty,
    )
    return frame.assign(**{name: getattr(plan, name) for name in _COUNTS})


def _ranked(one: Contrast | None, column: str) -> float | None:
    """Rank or dispersion of a measure among the other dates, None where it has none."""
    if one is None:
        return None
    return one.phi if column == "phi" else getattr(one.rank, column)


_BLOCKS, _OWN = " ▁▂▃▄▅▆▇█", "◆"


def worded_strips(finding: Finding, lang: str) -> list[str]:
    """The placebos of each contrast as a line of bars, ◆ in the place of what was found; the middle is no change."""
    lines = []
    for strip, contrast, ranked in zip(
        strips(finding), names(finding, lang), captions(finding, lang), strict=True
    ):
        highest = max(strip["bins"]) or 1
        # By the root, so that one tall bin, such as that of no change, leaves the others to be seen.
        heights = [math.ceil((n / highest) ** 0.5 * (len(_BLOCKS) - 1)) for n in strip["bins"]]
        bars = [_BLOCKS[height] for height in heights]
        bars[strip["own"]] = _OWN
        lines.append(f"{''.join(bars)}  {contrast}: {ranked}")
    if lines:
        low, high = (interface(lang)[f"measures.{end}"] for end in ("fewer", "more"))
        lines.append(
            f"{low:<{BINS // 2}}│{high:>{BINS // 2}}" if len(low) + len(high) < BINS else f"{low} │ {high}"
        )
    return lines


def worded_measures(finding: Finding, lang: str) -> pd.DataFrame:
    """All measures of a finding in words: name, value with interval, or the reason why there is none."""
    return pd.DataFrame(
        [
            {
                "measure": _titled(measure, lang),
                "value": "" if measure.value is None else about(measure.value, lang),
                "interval": _interval(measure.low, measure.high, lang),
                "note": word_label(measure.reason, lang, group="measure_reason") if measure.reason else "",
            }
            for measure in finding.measures
        ]
    ).rename(columns=templates(lang)["measure"]["columns"])


def _titled(measure: Measure, lang: str) -> str:
    label = word_label(measure.name, lang, group="measure_name")
    return f"{'RR' if measure.null else measure.name.upper()}, {label}"


def _interval(low: float | None, high: float | None, lang: str) -> str:
    if low is None or high is None:
        return ""
    return str(templates(lang)["measure"]["ends"]).format(low=about(low, lang), high=about(high, lang))


def finding_for_machines(dataset: Dataset, finding: Finding, lang: str) -> dict[str, Any]:
    """A finding for machines: the design, the counts and their records, the measures, the sentence."""
    plan = finding.design
    return {
        "trigger": plan.trigger,
        "campaign": list(plan.campaign),
        "target": plan.target,
        **{role: list(getattr(plan, role)) for role in ("receiving", "control", "control_of_receiving")},
        "before": plan.before,
        "after": plan.after,
        "unit": plan.unit,
        "kinds": list(plan.kinds),
        "quantity": plan.quantity,
        "unknown": list(plan.unknown),
        "withheld": finding.withheld,
        "certainty": finding.certainty,
        "counts": {name: getattr(plan, name) for name in _COUNTS},
        "records": {name: list(ids) for name, ids in plan.records.items()},
        "sources": list(finding.sources),
        "measures": [{name: getattr(measure, name) for name in _COLUMNS} for measure in finding.measures],
        "placebo": _placebo(finding),
        "steps": _study(finding.study),
        "by_day": {name: _steady(one) for name, one in finding.by_day.items()},
        "by_ring": _steady(finding.by_ring) if finding.by_ring else None,
        "proposed": _proposed(finding.proposals),
        "sentence": sentence(dataset, finding, lang),
        "defaults": list(defaults(dataset, finding, lang)),
    }


def _placebo(finding: Finding) -> dict[str, Any] | None:
    """Ranks with p, null where too few to judge; dispersion, null where it is not known; values as they are ranked."""
    found = finding.placebo
    if found is None:
        return None
    ranks = {name: getattr(found, name) for name in ("dates", "places")}
    contrasts = {**found.contrasts, "elsewhere": found.elsewhere}
    return {name: asdict(rank) | {"p": rank.p} for name, rank in ranks.items()} | {
        "phi": found.phi,
        "independent_before": found.degrees,
        "contrasts": {
            name: {
                **asdict(one.rank),
                "p": one.rank.p,
                "phi": one.phi,
                "own": one.own,
                "others": list(one.others),
            }
            for name, one in contrasts.items()
        },
        "adjusted": finding.adjusted,
        "ranked": finding.ranked,
    }


def _study(found: Study | None) -> dict[str, Any] | None:
    """The steps before and after: first days, numbers, what the control gives, the test of the time before."""
    if found is None:
        return None
    return {
        "step_days": found.days,
        "first": list(found.first),
        "before": found.before,
        **{
            role: {"n": list(one.counts), "expected": list(one.expected), "p": one.p}
            for role, one in found.courses.items()
        },
    }


def _steady(one: Steadiness) -> dict[str, Any]:
    return {
        "steady": one.steady,
        "choices": list(one.choices),
        "measures": [{name: getattr(found, name) for name in _COLUMNS} for found in one.measures],
    }


def _proposed(found: Proposals | None) -> dict[str, Any] | None:
    """Recovery and delays in days; every part of it is ours."""
    if found is None:
        return None
    test = found.sensitivity
    return {
        "recovery": {name: getattr(found.recovery, name) for name in _COLUMNS},
        "wdq_by_delay": [
            {"days": days, **{name: getattr(measure, name) for name in _COLUMNS}}
            for days, measure in found.delays.items()
        ],
        "lag": None if found.lag is None or found.lag.band is None else {
            "steps": list(found.lag.delays), "step_days": STEP_DAYS,
            "r": [None if math.isnan(r) else r for r in found.lag.r],
            "band": found.lag.band, "peak": found.lag.peak,
        },
        "sensitivity": None if test is None else {
            "by": "ring_km" if found.by_ring else "left_out", "choices": list(test.choices),
            "wdq": [measure.value for measure in test.measures], "verdict": test.verdict,
        },
    }  # fmt: skip
