"""The verb measure: the cycle table, and what can be measured before and after an event."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console

from waterbed.layers.counting.design import design
from waterbed.layers.counting.periods import PERIOD_DAYS
from waterbed.layers.cycle.table import cycles, edges, followed
from waterbed.layers.dataset import Dataset
from waterbed.layers.files.sheets import GUARDED
from waterbed.layers.inference.finding import Finding, findings, measured
from waterbed.layers.measures.recurrence import recurrences
from waterbed.layers.patterns.around import around, gathering
from waterbed.layers.schema.vocabulary import word_label
from waterbed.output.cli.terminal import (
    AsJson,
    AsOf,
    Data,
    failures_told,
    language_of,
    out_console,
    print_frame,
    read_told,
    values_told,
)
from waterbed.output.columns.findings import defaults, evidence, proposed, sentence, things
from waterbed.output.errors import OptionError
from waterbed.output.exports import patterns, plain, recurrence
from waterbed.output.exports.cycles import plain_cycles, quiet_cycles, returned_cycles, worded_cycles
from waterbed.output.exports.measures import (
    finding_for_machines,
    plain_measures,
    unmeasured,
    worded_findings,
    worded_measures,
    worded_strips,
)
from waterbed.output.exports.panel import write_panel
from waterbed.output.language.strings import interface, templates

_MOST_TOLD = 10
"""Findings that are told in sentences; all of them stand in the table."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The cycle table of a data set at a certainty, to be told in a language."""

    dataset: Dataset
    lang: str
    certainty: str
    rows: pd.DataFrame
    """The cycle table at that certainty."""

    def finding(self, trigger: str, choices: Mapping[str, Any]) -> Finding:
        """What can be measured about one trigger; the choices are those of :func:`waterbed.layers.counts.design`."""
        plan = design(self.dataset, trigger, certainty=self.certainty, **choices)
        return measured(self.dataset, plan, self.certainty)

    def findings(self) -> list[Finding]:
        """What can be measured about each row in which anything followed, all choices being the default ones."""
        return findings(self.dataset, self.rows, [self.certainty])

    def as_csv(self, found: Finding | None) -> str:
        """The cycle table with ids; of a finding its measures."""
        if found is None:
            return GUARDED.of(plain_cycles(self.rows))
        shown = around(self.dataset, found.design, self.certainty)
        return GUARDED.of(pd.concat([plain_measures(found), patterns.plain_patterns(found.design, shown)]))

    def as_json(self, found: Finding | None) -> str:
        """Returns within a year, the cycle table, the graph of places, all findings; of one trigger its rows and finding."""
        came_again = recurrences(self.dataset, certainty=self.certainty)
        content: dict[str, Any] = {
            "recurrence": recurrence.for_machines(came_again, self.lang),
            "cycles": _records(plain_cycles(self._rows_of(found))),
        }
        if found is None:
            content["edges"] = _records(edges(self.dataset, certainty=self.certainty))
            content["findings"] = [
                finding_for_machines(self.dataset, one, self.lang) for one in self.findings()
            ]
            near = gathering(self.dataset, self.certainty)
            content["near_repeat"] = asdict(near) if near else None
        else:
            shown = around(self.dataset, found.design, self.certainty)
            content["finding"] = finding_for_machines(self.dataset, found, self.lang)
            content["patterns"] = patterns.for_machines(self.dataset, found.design, shown, self.lang)
        return json.dumps(content, ensure_ascii=False, indent=2)

    def print(self, out: Console, found: Finding | None) -> None:
        """Print for people."""
        said = templates(self.lang)["measure"]
        if self.dataset.settings.get("simulated", False):
            out.print(said["simulated"], markup=False, style="bold")
        if found is not None:
            self._print_finding(out, found, said)
            return
        self._print_returns(out, said)
        self._print_moves(out, said)
        self._print_counts(out, said)

    def _print_returns(self, out: Console, said: Mapping[str, Any]) -> None:
        found = recurrences(self.dataset, certainty=self.certainty)
        if not found:
            return
        _print_heading(out, said["headings"]["back"])
        for line in recurrence.sentences(found, self.lang):
            out.print(line, markup=False)
        back = returned_cycles(self.dataset, self.lang, self.rows)
        if len(back):
            out.print()
            print_frame(out, back)
        out.print()

    def _print_moves(self, out: Console, said: Mapping[str, Any]) -> None:
        if self.rows.empty:
            nothing = templates(self.lang)["finding"]["headlines"]["nothing_pressed"]
            out.print(f"{nothing}.", markup=False)
            return
        eventful = followed(self.rows)
        _print_heading(out, said["headings"]["moved"])
        print_frame(out, worded_cycles(self.dataset, self.lang, self.rows[eventful]))
        if not eventful.all():
            out.print(f"\n{said['quiet']}", markup=False)
            print_frame(out, quiet_cycles(self.dataset, self.lang, self.rows[~eventful]))

    def _print_counts(self, out: Console, said: Mapping[str, Any]) -> None:
        all_found = self.findings()
        if not all_found:
            return
        out.print()
        _print_heading(out, said["headings"]["counts"])
        # A campaign is told once, however many rows of the cycle table it has.
        given = list({one.key: one for one in reversed(all_found) if not one.withheld}.values())[::-1]
        for at, one in enumerate(given[:_MOST_TOLD]):
            if at:
                out.print()
            self._print_plain(out, one)
        for line in unmeasured(all_found, self.lang):
            out.print(line, markup=False)
        for line in patterns.gathering(gathering(self.dataset, self.certainty), self.lang):
            out.print(line, markup=False)
        if given:
            out.print()
            _print_heading(out, said["headings"]["table"])
            counted = things(self.dataset, given, self.lang)
            out.print(said["summary"].format(things=counted), markup=False)
            print_frame(out, worded_findings(self.dataset, given, self.lang))
        out.print(said["hint"], markup=False)

    def _print_plain(self, out: Console, found: Finding) -> None:
        out.print(plain.head(self.dataset, found, self.lang), markup=False, style="bold")
        for line in plain.lines(self.dataset, found, self.lang):
            out.print(f"  {line}", markup=False)

    def _rows_of(self, found: Finding | None) -> pd.DataFrame:
        return self.rows if found is None else self.rows[self.rows["trigger"] == found.design.trigger]

    def _print_finding(self, out: Console, found: Finding, said: Mapping[str, Any]) -> None:
        rows = self._rows_of(found)
        if len(rows):
            print_frame(out, worded_cycles(self.dataset, self.lang, rows))
        else:
            least = word_label(self.certainty, self.lang, group="certainty")
            out.print(said["dropped"].format(trigger=found.design.trigger, certainty=least), markup=False)
        out.print()
        if not found.withheld:
            self._print_plain(out, found)
            out.print()
        out.print(sentence(self.dataset, found, self.lang), markup=False)
        lines = list(defaults(self.dataset, found, self.lang))
        for line in [*lines, evidence(found, self.lang)] if found.design.counted else lines:
            out.print(f"- {line}", markup=False)
        if found.withheld:
            return
        out.print()
        print_frame(out, worded_measures(found, self.lang))
        self._print_patterns(out, found, said)
        if strips := worded_strips(found, self.lang):
            out.print()
            _print_heading(out, interface(self.lang)["measures.unusual"])
            for line in strips:
                out.print(line, markup=False)
        lines = list(proposed(self.dataset, found, self.lang))
        if not lines:
            return
        out.print()
        out.print(said["ours"], markup=False)
        for line in lines:
            out.print(f"- {line}", markup=False)

    def _print_patterns(self, out: Console, found: Finding, said: Mapping[str, Any]) -> None:
        shown = around(self.dataset, found.design, self.certainty)
        lines = list(patterns.sentences(self.dataset, found.design, shown, self.lang))
        if lines:
            out.print()
            out.print(said["patterns"]["heading"], markup=False)
        for line in lines:
            out.print(f"- {line}", markup=False)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads(frame.to_json(orient="records"))
    return records


def _print_heading(out: Console, heading: str) -> None:
    out.print(heading, markup=False, style="bold")


def measure_cycle(
    data: Data = None,
    trigger: Annotated[str, typer.Option(help="Id of one event; without it the whole cycle table.")] = "",
    target: Annotated[str, typer.Option(help="Id of the place that was hit.")] = "",
    receiving: Annotated[str, typer.Option(help="Ids of the receiving zones, with ; between them.")] = "",
    control: Annotated[str, typer.Option(help="Ids of the control zones, with ; between them.")] = "",
    control_of_receiving: Annotated[
        str, typer.Option(help="Ids of a control for the receiving zones, with ; between them.")
    ] = "",
    ring: Annotated[str, typer.Option(help="Receiving zones by distance in km, like 20..150.")] = "",
    before: Annotated[
        int | None, typer.Option(help=f"Days of the period before, {PERIOD_DAYS} by default.", min=1)
    ] = None,
    after: Annotated[
        int | None, typer.Option(help=f"Days of the period after, {PERIOD_DAYS} by default.", min=1)
    ] = None,
    washout: Annotated[int, typer.Option(help="Days after it that are left out.", min=0)] = 0,
    alone: Annotated[
        bool, typer.Option("--alone", help="Measure it alone, though others hit the place within one period.")
    ] = False,
    unit: Annotated[
        str,
        typer.Option(
            help="events, presence, movements, or a unit of the table counts; its main one when left out."
        ),
    ] = "",
    kinds: Annotated[
        str, typer.Option(help="Kinds of events or movements to count, with ; between them.")
    ] = "",
    certainty: Annotated[
        str, typer.Option(help="Least certainty of what counts: low, medium, high.")
    ] = "low",
    lang: Annotated[str, typer.Option(help="Language; the data set's first one when left out.")] = "",
    as_of: AsOf = "",
    as_csv: Annotated[
        bool,
        typer.Option("--csv", help="Print CSV with ids: the cycle table, or with --trigger the measures."),
    ] = False,
    as_json: AsJson = False,
    panel_file: Annotated[
        Path | None,
        typer.Option(
            "--panel",
            help="Write instead the counts by place and period to this CSV file, for models in R or Stata.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print the cycle table and what can be measured; with --trigger all about one event."""
    with failures_told(as_json=as_json), values_told():
        choices: dict[str, Any] = {
            "target": target or None, "receiving": _ids(receiving), "control": _ids(control),
            "control_of_receiving": _ids(control_of_receiving), "ring_km": _ring(ring), "before_days": before,
            "after_days": after, "washout_days": washout or None, "alone": alone or None,
            "unit": unit or None, "kinds": _ids(kinds),
        }  # fmt: skip
        chosen = {name: choice for name, choice in choices.items() if choice is not None}
        about_one = [*chosen, *(["panel"] if panel_file else [])]
        if about_one and not trigger:
            raise OptionError(f"--{_option_of(about_one[0])} is about one event; add --trigger with its id.")
        dataset = read_told(data, as_of)
        spoken = language_of(dataset, lang)
        if panel_file:
            plan = design(dataset, trigger, certainty=certainty, **chosen)
            out_console.print(write_panel(panel_file, dataset, plan, certainty), markup=False)
            return
        told = Answer(dataset, spoken, certainty, cycles(dataset, certainty=certainty))
        found = told.finding(trigger, chosen) if trigger else None
        if as_csv:
            typer.echo(told.as_csv(found), nl=False)
        elif as_json:
            typer.echo(told.as_json(found))
        else:
            told.print(out_console, found)


def _option_of(name: str) -> str:
    return _OPTIONS.get(name, name).replace("_", "-")


_OPTIONS = {"ring_km": "ring", "before_days": "before", "after_days": "after", "washout_days": "washout"}


def _ids(text: str) -> list[str] | None:
    return [one.strip() for one in text.split(";") if one.strip()] or None


def _ring(text: str) -> tuple[float, float] | None:
    if not text:
        return None
    try:
        inner, outer = (float(end) for end in text.split(".."))
    except ValueError:
        raise OptionError(f"ring: {text!r} is not two distances in km; write them like 20..150.") from None
    return inner, outer
