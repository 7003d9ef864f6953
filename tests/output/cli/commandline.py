"""The command line for tests: as a user meets it, in a process of its own, or quicker in this one."""

import contextlib
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from waterbed.output.cli.app import app

Done = subprocess.CompletedProcess[str]


def run(*arguments: str | Path, cwd: Path | None = None) -> Done:
    """Run it here, which spares the imports; what it does not catch itself is raised."""
    command = [str(argument) for argument in arguments]
    with contextlib.chdir(cwd or Path.cwd()):
        done = CliRunner().invoke(app, command)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(command, done.exit_code, done.stdout, done.stderr)


def run_apart(*arguments: str | Path, cwd: Path | None = None) -> Done:
    """Run it in a process of its own, where a warning is an error."""
    command = [sys.executable, "-W", "error", "-m", "waterbed", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
