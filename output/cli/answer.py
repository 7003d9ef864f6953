"""The verb ``answer``: a server for agents, over standard input and output."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from waterbed.output.cli.terminal import err_console, failures_told


def answer_agents(
    folder: Annotated[
        Path,
        typer.Argument(
            help="The folder whose data sets are asked about; nothing beyond it is read or written."
        ),
    ],
) -> None:
    """Answer agents (MCP) about the data sets of one folder: what is in them, what is wrong, what is found."""
    from waterbed.output.agents.server import serve

    with failures_told():
        if sys.stdin.isatty():
            err_console.print(
                "Waiting for an agent on standard input, until it is closed (Ctrl-D); docs/agents.md says how an agent "
                "starts this.",
                markup=False,
            )
        serve(folder)
