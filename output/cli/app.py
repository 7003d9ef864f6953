"""The command line: ``waterbed VERB [DATA] [-o OUT]``."""

from importlib.metadata import version
from typing import Annotated

import typer

from waterbed.output.cli.brief import write_pack
from waterbed.output.cli.check import check
from waterbed.output.cli.info import info
from waterbed.output.cli.map import write_map_file
from waterbed.output.cli.measure import measure_cycle
from waterbed.output.cli.new import write_new
from waterbed.output.cli.serve import serve_site
from waterbed.output.cli.site import write_site_folder

app = typer.Typer(
    help="Maps of crime displacement: crackdown, displacement, return; every mark sourced, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


app.command("map")(write_map_file)


app.command("site")(write_site_folder)


app.command("serve")(serve_site)


app.command("brief")(write_pack)


app.command("measure")(measure_cycle)


app.command("check")(check)


app.command("info")(info)


app.command("new")(write_new)


def main() -> None:
    """Run the command line; exit 0 done, 1 the data or a file failed, 2 wrong usage."""
    app()


@app.callback(invoke_without_command=True)
def _front(
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)
    ] = False,
) -> None:
    if show_version:
        typer.echo(f"waterbed {version('waterbed')}")
        raise typer.Exit
