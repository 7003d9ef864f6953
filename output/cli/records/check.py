"""The verb ``check``: all faults of a data set together; or whether a page asks the network for anything."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.layers.errors import numbered
from waterbed.layers.locale.strings import machine_made
from waterbed.output.cli.terminal import (
    AsJson,
    Data,
    err_console,
    failures_told,
    folder_of,
    name_of,
    out_console,
    print_warnings,
)
from waterbed.output.extras import MissingExtraError
from waterbed.output.player.offline import NoBrowserError, requests_of

if TYPE_CHECKING:
    from waterbed.layers.dataset import Dataset


def check(
    data: Data = None,
    offline: Annotated[
        list[Path] | None,
        typer.Option(
            help="Prove instead, in a real browser, that this HTML file asks the network for nothing."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a data set and report all faults together; or, with --offline, check a page."""
    from waterbed.layers.dataset import Dataset
    from waterbed.output.exports.machines import faults

    if offline:
        _check_offline(offline, as_json=as_json)
        return
    with failures_told(as_json=as_json):
        dataset = Dataset.read(folder_of(data))
    if as_json:
        typer.echo(json.dumps(faults((), dataset.warnings), ensure_ascii=False))
        return
    print_warnings(out_console, dataset.warnings)
    found = numbered(dataset.warnings, "warning")
    out_console.print(
        f"{name_of(folder_of(data))}: {_rows(dataset):,} rows, no faults, {found}.", markup=False
    )
    for lang in filter(machine_made, dataset.shown):
        said = "menus and sentences were translated by a machine, and no speaker has read them yet"
        out_console.print(f"note: {lang}: {said}.", markup=False)


def _check_offline(files: list[Path], *, as_json: bool) -> None:
    with failures_told():
        try:
            found = requests_of(files)
        except (MissingExtraError, NoBrowserError) as error:
            err_console.print(str(error), markup=False)
            raise typer.Exit(1) from None
    if as_json:
        typer.echo(json.dumps({str(path): asked for path, asked in found.items()}, ensure_ascii=False))
    for path, asked in found.items():
        if asked:
            err_console.print(f"{path}: asks the network for", ", ".join(asked), markup=False)
        elif not as_json:
            out_console.print(f"{path}: asks the network for nothing.", markup=False)
    if any(found.values()):
        raise typer.Exit(1)


def _rows(dataset: "Dataset") -> int:
    return sum(len(table) for table in dataset.tables.values())
