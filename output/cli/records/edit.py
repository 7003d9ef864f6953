"""The verb ``edit``: a page on this machine to enter and correct the records of a data set."""

import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from waterbed.layers.files.bundled import DEFAULT, bundled_sets
from waterbed.layers.files.template import EXAMPLES
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.output.cli.terminal import err_console, failures_told, folder_of, out_console
from waterbed.output.errors import OptionError


def edit(
    data: Annotated[
        str | None,
        typer.Argument(
            help="Folder of a data set; the current one when left out.", show_default=False, metavar="[DATA]"
        ),
    ] = None,
    port: Annotated[
        int, typer.Option(help="Port of this machine; any that is free when left out.", min=0, max=65535)
    ] = 0,
    open_it: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
) -> None:
    """Enter and correct records on a page of this machine: checked as you type, written row by row."""
    from waterbed.output.extras import tornado_needed

    with failures_told():
        folder = _folder(data)
        tornado_needed()
        from waterbed.output.edit.desk import Desk
        from waterbed.output.edit.server import EditServer
        from waterbed.output.site.serve import stop_on_signals

        desk = Desk(folder)
        faults = desk.state().faults
        try:
            server = EditServer(desk, port)
        except OSError as error:
            raise OptionError(f"port {port}: {error.strerror or error}; take another with --port.") from None
        if faults:
            err_console.print(f"{len(faults)} faults in the data: the page tells them.", markup=False)
        with suppress(KeyboardInterrupt):
            stop_on_signals()
            said = f"{server.address} until Ctrl-C; whoever has this address can edit."
            typer.echo(said)
            if open_it:
                webbrowser.open(server.address)
            server.run()
        out_console.print("Ended.", markup=False)


def _folder(data: str | None) -> Path:
    """The folder to work in.

    Raises
    ------
    OptionError
        If it is none, one that comes with waterbed, or a file or database that holds a whole data set.
    """
    folder = folder_of(Path(data) if data else None)
    if folder is None:
        raise OptionError(
            "No data set named, and none in this folder; waterbed new mine writes one to fill in."
        )
    if data and (
        "://" in data or folder.is_file() or folder.suffix.lower() in (".parquet", ".gpkg", ".xlsx")
    ):
        raise OptionError(
            f"{data}: it is one file or database; write it as CSV tables first: waterbed convert {data} mine, "
            "then waterbed edit mine."
        )
    ours = [*bundled_sets().values(), EXAMPLES]
    if folder.resolve() in [one.resolve() for one in ours]:
        name = data or DEFAULT
        raise OptionError(
            f"{name} comes with waterbed and is not edited in place; copy it first: waterbed convert {name} mine, "
            "then waterbed edit mine."
        )
    if not (folder / MANIFEST).is_file() and not folder.exists():
        raise OptionError(f"{data}: there is no such folder; waterbed new {data} writes one to fill in.")
    return folder
