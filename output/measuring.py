"""The verb ``measure``: the cycle table and what was measured, as frames for people and for machines."""

from typing import Any

import pandas as pd

from waterbed.layers.cycle import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.vocabulary import word_label
from waterbed.output import cycletable
from waterbed.output.findings import Finding, defaults, sentence
from waterbed.output.wording import number, period, templates


def worded_cycles(dataset: Dataset, lang: str, *, certainty: str = "low", trigger: str = "") -> pd.DataFrame:
    """The cycle table in words, a row per place and trigger, headings in the language."""
    rows = _rows(dataset, certainty, trigger)
    said = cycletable.texts(dataset, rows, lang)
    frame = pd.DataFrame(
        {
            "date": [period(str(dataset["events"].at[event, "date"]), lang) for event in rows["trigger"]],
            "place": [dataset.label(place, lang) for place in rows["place"]],
            "trigger": [dataset.label(event, lang) for event in rows["trigger"]],
            "family": [word_label(family, lang, group="family") for family in rows["family"]],
            "departure": said["lag_departure"],
            "destinations": [
                ", ".join(dataset.label(place, lang) for place in places) for places in rows["destinations"]
            ],
            "outcome": said["outcome"],
            "certainty": [
                word_label(word, lang, group="certainty") if word else "" for word in rows["certainty"]
            ],
        }
    )
    unlagged = (rows["departure"] != "").to_numpy(dtype=bool) & (frame["departure"] == "").to_numpy(
        dtype=bool
    )
    frame.loc[unlagged, "departure"] = period("", lang)
    return frame.rename(columns=templates(lang)["measure"]["columns"])


def plain_cycles(dataset: Dataset, *, certainty: str = "low", trigger: str = "") -> pd.DataFrame:
    """The cycle table with ids and day numbers; lists joined by semicolons."""
    rows = _rows(dataset, certainty, trigger)
    lists = [name for name in rows if rows[name].map(lambda value: isinstance(value, tuple)).any()]
    return rows.assign(**{str(name): rows[name].map(";".join) for name in lists})


def _rows(dataset: Dataset, certainty: str, trigger: str) -> pd.DataFrame:
    rows = cycles(dataset, certainty=certainty)
    return rows[rows["trigger"] == trigger].reset_index(drop=True) if trigger else rows


def worded_measures(finding: Finding, lang: str) -> pd.DataFrame:
    """All measures of a finding in words: name, value with interval, or the reason why there is none."""
    return pd.DataFrame(
        [
            {
                "measure": f"{measure.name.upper()}, {word_label(measure.name, lang, group='measure_name')}",
                "value": "" if measure.value is None else number(round(measure.value, 3), lang),
                "interval": _interval(measure.low, measure.high, lang),
                "note": word_label(measure.reason, lang, group="measure_reason") if measure.reason else "",
            }
            for measure in finding.measures
        ]
    ).rename(columns=templates(lang)["measure"]["columns"])


def _interval(low: float | None, high: float | None, lang: str) -> str:
    if low is None or high is None:
        return ""
    return f"{number(round(low, 3), lang)} – {number(round(high, 3), lang)}"


def as_json(dataset: Dataset, finding: Finding, lang: str) -> dict[str, Any]:
    """A finding for machines: the design, the counts and their records, the measures, the sentence."""
    plan = finding.design
    names = ("rb", "ra", "cb", "ca", "db", "da", "cdb", "cda")
    return {
        "trigger": plan.trigger,
        "target": plan.target,
        **{role: list(getattr(plan, role)) for role in ("receiving", "control", "control_of_receiving")},
        "before": plan.before,
        "after": plan.after,
        "unit": plan.unit,
        "kinds": list(plan.kinds),
        "certainty": finding.certainty,
        "counts": {name: getattr(plan, name) for name in names},
        "records": {name: list(ids) for name, ids in plan.records.items()},
        "sources": list(finding.sources),
        "measures": [
            {
                name: getattr(measure, name)
                for name in (
                    "name",
                    "value",
                    "low",
                    "high",
                    "se",
                    "z",
                    "level",
                    "interval",
                    "n",
                    "status",
                    "reason",
                    "ours",
                )
            }
            for measure in finding.measures
        ],
        "sentence": sentence(dataset, finding, lang),
        "defaults": list(defaults(dataset, finding, lang)),
    }
