"""What ``waterbed measure`` prints: the cycle table and the findings, for people, as CSV, as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from waterbed.layers.counts import design
from waterbed.layers.cycle import NONE_RECORDED, edges
from waterbed.layers.dataset import Dataset
from waterbed.layers.vocabulary import word_label
from waterbed.output import proposing
from waterbed.output.findings import Finding, defaults, evidence, findings, measured, sentence
from waterbed.output.measuring import (
    finding_for_machines,
    plain_cycles,
    plain_measures,
    quiet_cycles,
    unmeasured,
    worded_cycles,
    worded_findings,
    worded_measures,
)
from waterbed.output.wording import templates

_LONG_WORD = 20
"""Longer words are ids; their column is not made narrower than they are."""


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """The cycle table of a data set at a certainty, to be told in a language."""

    dataset: Dataset
    lang: str
    certainty: str
    rows: pd.DataFrame
    """The cycle table at that certainty."""

    def finding(self, trigger: str, choices: Mapping[str, Any]) -> Finding:
        """What can be measured about one trigger; the choices are those of :func:`waterbed.layers.counts.design`."""
        plan = design(self.dataset, trigger, certainty=self.certainty, rows=self.rows, **choices)
        return measured(self.dataset, plan, self.certainty)

    def findings(self) -> list[Finding]:
        """What can be measured about each row in which anything followed, all choices being the default ones."""
        return findings(self.dataset, self.rows, [self.certainty])

    def as_csv(self, found: Finding | None) -> str:
        """The cycle table with ids; of a finding its measures."""
        frame = plain_cycles(self.rows) if found is None else plain_measures(found)
        return str(frame.to_csv(index=False, lineterminator="\n"))

    def as_json(self, found: Finding | None) -> str:
        """The cycle table, the graph of places and all findings; or the rows of one trigger and its finding."""
        content: dict[str, Any] = {"cycles": _records(plain_cycles(self._rows_of(found)))}
        if found is None:
            content["edges"] = _records(edges(self.dataset, certainty=self.certainty))
            content["findings"] = [
                finding_for_machines(self.dataset, one, self.lang) for one in self.findings()
            ]
        else:
            content["finding"] = finding_for_machines(self.dataset, found, self.lang)
        return json.dumps(content, ensure_ascii=False, indent=2)

    def print(self, out: Console, found: Finding | None) -> None:
        """Print for people."""
        said = templates(self.lang)["measure"]
        if self.dataset.settings.get("simulated", False):
            out.print(said["simulated"], markup=False, style="bold")
        if found is not None:
            self._print_finding(out, found, said)
            return
        followed = (self.rows["outcome"] != NONE_RECORDED) | (self.rows["departure"] != "")
        _print_frame(out, worded_cycles(self.dataset, self.lang, self.rows[followed]))
        if not followed.all():
            out.print(f"\n{said['quiet']}", markup=False)
            _print_frame(out, quiet_cycles(self.dataset, self.lang, self.rows[~followed]))
        if all_found := self.findings():
            out.print(f"\n{said['summary']}", markup=False)
            _print_frame(out, worded_findings(self.dataset, all_found, self.lang))
            for line in unmeasured(all_found, self.lang):
                out.print(line, markup=False)
            out.print(said["hint"], markup=False)

    def _rows_of(self, found: Finding | None) -> pd.DataFrame:
        return self.rows if found is None else self.rows[self.rows["trigger"] == found.design.trigger]

    def _print_finding(self, out: Console, found: Finding, said: Mapping[str, Any]) -> None:
        rows = self._rows_of(found)
        if len(rows):
            _print_frame(out, worded_cycles(self.dataset, self.lang, rows))
        else:
            least = word_label(self.certainty, self.lang, group="certainty")
            out.print(said["dropped"].format(trigger=found.design.trigger, certainty=least), markup=False)
        out.print()
        out.print(sentence(self.dataset, found, self.lang), markup=False)
        lines = list(defaults(self.dataset, found, self.lang))
        for line in [*lines, evidence(found, self.lang)] if found.design.counted else lines:
            out.print(f"- {line}", markup=False)
        if not found.design.counted:
            return
        out.print()
        _print_frame(out, worded_measures(found, self.lang))
        if found.proposals is None:
            return
        out.print()
        out.print(said["ours"], markup=False)
        for line in proposing.sentences(self.dataset, found.proposals, self.lang):
            out.print(f"- {line}", markup=False)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(frame.to_json(orient="records"))
    return records


def _print_frame(out: Console, frame: pd.DataFrame) -> None:
    """Print a table; an id stays in one piece, to be copied."""
    if frame.empty:
        return
    table = Table(box=None, pad_edge=False)
    for heading in frame.columns:
        table.add_column(heading, overflow="fold", width=_width([heading, *frame[heading]], out.width))
    for _, row in frame.iterrows():
        table.add_row(*(escape(str(cell)) for cell in row))
    out.print(table, soft_wrap=False)


def _width(cells: Sequence[str], room: int) -> int | None:
    """Width of a column that holds ids; None, as it comes, for the others, which give way."""
    word = max(len(word) for cell in cells for word in cell.split() or [""])
    line = max(len(line) for cell in cells for line in cell.splitlines() or [""])
    return max(word, min(line, room // 3)) if word > _LONG_WORD else None
