"""The command line: ``waterbed VERB [DATA] [-o OUT]``."""

import os
import signal
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

VERBS = {
    "import": (
        "records.intake",
        "import_tables",
        "Make a data set of tables as people have them, and say what was read, guessed and left out.",
    ),
    "trace": (
        "trace",
        "write_trace",
        "Make a data set of sightings: where groups were seen, and how many moved between zones, period by period.",
    ),
    "map": ("map", "write_map_file", "Write the animated map: one HTML file that works without internet."),
    "site": (
        "site",
        "write_site_folder",
        "Write a static website: a page a place, event and source, in every language of the data.",
    ),
    "serve": (
        "serve",
        "serve_site",
        "Preview the site on this machine; it is built anew when the data changes.",
    ),
    "brief": (
        "brief",
        "write_pack",
        "Write the briefing pack: slides, handout, film, stills, map, texts and data in one folder.",
    ),
    "measure": (
        "measure",
        "measure_cycle",
        "Print the cycle table and what can be measured; with --trigger all about one event.",
    ),
    "check": (
        "records.check",
        "check",
        "Check a data set and report all faults together; or, with --offline, check a page.",
    ),
    "info": ("records.info", "info", "Say what is in a data set."),
    "convert": (
        "records.convert",
        "convert",
        "Write a data set as a workbook, for a GIS or a database, or as CSV again: nothing is lost.",
    ),
    "diff": (
        "records.revise",
        "diff",
        "Say what changed between two states of a data set: what is new, gone, re-dated, re-graded, moved, edited.",
    ),
    "merge": (
        "records.revise",
        "merge",
        "Bring the work of two people on one data set together, by record and cell; a conflict is a fault.",
    ),
    "edit": (
        "records.edit",
        "edit",
        "Enter and correct records on a page of this machine: checked as you type, written row by row.",
    ),
    "answer": (
        "answer",
        "answer_agents",
        "Answer agents (MCP) about the data sets of one folder: what is in them, what is wrong, what is found.",
    ),
    "translate": (
        "records.translate",
        "translate",
        "Write the words of the interface in a language, to be filled in: locale/xx.json in the folder of a data set.",
    ),
    "new": ("records.new", "write_new", "Write a data set to fill in, or a simulated one."),
}
"""Module, function and first line of each verb; the module is imported when the verb is used."""


class _Verbs(TyperGroup):
    """Verbs that are listed without being imported: pandas and its like take a second."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for name, (*_, line) in VERBS.items():
            self.add_command(TyperCommand(name, help=line), name)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, listed, rest = super().resolve_command(ctx, args)
        return name, listed and load(str(listed.name)), rest


def load(name: str) -> TyperCommand:
    """A verb with its options."""
    module, function, _ = VERBS[name]
    code = getattr(import_module(f"waterbed.output.cli.{module}"), function)
    for by in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(by) is signal.SIG_DFL:  # from here on there may be something to clear up
            signal.signal(by, signal.default_int_handler)
    verb = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    verb.command(name)(code)
    made = get_command(verb)
    assert isinstance(made, TyperCommand)  # noqa: S101 - one function makes a command, not a group
    return made


app = typer.Typer(
    cls=_Verbs,
    help="Maps of crime displacement: crackdown, displacement, return; every mark sourced, offline.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _front(
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)
    ] = False,
) -> None:
    if show_version:
        typer.echo(f"waterbed {version('waterbed')}")
        raise typer.Exit


def run() -> None:
    """Run the verb that was asked for, and leave with its exit code."""
    # A process may be started with its outputs closed.
    sys.stdout, sys.stderr = (file or Path(os.devnull).open("w") for file in (sys.stdout, sys.stderr))  # noqa: SIM115
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except OSError as error:
        # What concerns files the verbs have told: this is the output itself, a full disk or a reader that went away.
        if not isinstance(error, BrokenPipeError):
            print(f"standard output: {error.strerror}.", file=sys.stderr)
        # Python would try to write the rest on its way out, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
