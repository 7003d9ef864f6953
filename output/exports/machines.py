"""What is said of a data set to machines: the values that the verbs print as JSON, and that agents are answered with."""

import json
from dataclasses import asdict
from typing import Any

import pandas as pd

from waterbed.layers.cycle.table import edges
from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import Fault
from waterbed.layers.inference.finding import Finding, findings
from waterbed.layers.measures.recurrence import recurrences
from waterbed.layers.patterns.around import around, gathering
from waterbed.layers.query.summary import fault_rows, overview, summary
from waterbed.layers.revisions.differences import differences
from waterbed.output.columns.outcomes import finding
from waterbed.output.exports import patterns, recurrence
from waterbed.output.exports.cycles import plain_cycles
from waterbed.output.exports.measures import finding_for_machines


def contents(dataset: Dataset) -> dict[str, Any]:
    """What is in a data set: its head, the finding in each language, counts by table."""
    tables = summary(dataset)
    rows = tables.astype(object).where(tables.notna(), None).to_dict(orient="index")
    return {**overview(dataset), "finding": headlines(dataset), "tables": rows}


def headlines(dataset: Dataset) -> dict[str, dict[str, str]]:
    """The finding in each language of the data set: headline, line, detail."""
    return {lang: asdict(finding(dataset, lang)) for lang in dataset.languages}


def faults(found: tuple[Fault, ...], doubts: tuple[Fault, ...]) -> dict[str, list[dict[str, Any]]]:
    """What is wrong with a data set, and what looks wrong."""
    return {"faults": fault_rows(found), "warnings": fault_rows(doubts)}


def changes(old: Dataset, new: Dataset) -> list[dict[str, str]]:
    """What changed between two states of a data set."""
    return [asdict(change) for change in differences(old.contents(), new.contents())]


def measured(
    dataset: Dataset, rows: pd.DataFrame, found: Finding | None, certainty: str, lang: str
) -> dict[str, Any]:
    """Returns within a year, the cycle table, the graph of places, all findings; of one trigger its rows and finding.

    ``rows`` is the cycle table at the certainty.
    """
    came_again = recurrences(dataset, certainty=certainty)
    told = rows if found is None else rows[rows["trigger"] == found.design.trigger]
    content: dict[str, Any] = {
        "recurrence": recurrence.for_machines(came_again, lang),
        "cycles": _records(plain_cycles(told)),
    }
    if found is None:
        content["edges"] = _records(edges(dataset, certainty=certainty))
        content["findings"] = [
            finding_for_machines(dataset, one, lang) for one in findings(dataset, rows, [certainty])
        ]
        near = gathering(dataset, certainty)
        content["near_repeat"] = asdict(near) if near else None
    else:
        shown = around(dataset, found.design, certainty)
        content["finding"] = finding_for_machines(dataset, found, lang)
        content["patterns"] = patterns.for_machines(dataset, found.design, shown, lang)
    return content


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(frame.to_json(orient="records"))
    return records
