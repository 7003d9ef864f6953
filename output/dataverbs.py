"""The verbs about data sets: check, info, new."""

import json
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.table import Table

from waterbed.layers.dataset import Dataset
from waterbed.layers.report import fault_rows, overview, summary
from waterbed.layers.settings import MANIFEST
from waterbed.layers.simulate import Kind, Simulation, simulate
from waterbed.layers.template import template
from waterbed.output.errors import OptionError
from waterbed.output.extras import MissingExtraError
from waterbed.output.newfolder import new_folder
from waterbed.output.offline import NoBrowserError, requests_of
from waterbed.output.terminal import AsJson, Data, err_console, failures_told, name_of, out_console, read_told


def _parameter(name: str, text: str) -> Any:
    """An option that only means something for a simulation; what is left out has the default of `simulate`."""
    return typer.Option(name, help=text, rich_help_panel="Simulation", show_default=False)


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
    if offline:
        _check_offline(offline, as_json=as_json)
        return
    with failures_told(as_json=as_json):
        dataset = Dataset.read(data)
    if as_json:
        typer.echo(json.dumps({"faults": [], "warnings": fault_rows(dataset.warnings)}, ensure_ascii=False))
        return
    for fault in dataset.warnings:
        out_console.print(f"warning: {fault}", markup=False)
    out_console.print(
        f"{name_of(data)}: {_rows(dataset):,} rows, no faults, {len(dataset.warnings)} warnings.",
        markup=False,
    )


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


def info(data: Data = None, as_json: AsJson = False) -> None:
    """Say what is in a data set."""
    with failures_told(as_json=as_json):
        dataset = read_told(data)
    head, tables = overview(dataset), summary(dataset)
    if as_json:
        rows = tables.astype(object).where(tables.notna(), None).to_dict(orient="index")
        typer.echo(json.dumps({**head, "tables": rows}, ensure_ascii=False, indent=2))
    else:
        _print_overview(head, tables)


def write_new(
    folder: Annotated[Path, typer.Argument(help="Folder to write; it must be new or empty.")],
    simulated: Annotated[
        bool, typer.Option("--simulate", help="Write a simulated set with a known truth, not a template.")
    ] = False,
    kind: Annotated[Kind | None, _parameter("--kind", "What a crackdown does.")] = None,
    seed: Annotated[int | None, _parameter("--seed", "Of the random numbers; 0 when left out.")] = None,
    places: Annotated[int | None, _parameter("--places", "Number of places; 12.")] = None,
    crackdowns: Annotated[int | None, _parameter("--crackdowns", "Number of crackdowns; 1.")] = None,
    days: Annotated[int | None, _parameter("--days", "Length of the record; 730.")] = None,
    base_rate: Annotated[float | None, _parameter("--base-rate", "Reports a place and day; 0.1.")] = None,
    trend: Annotated[float | None, _parameter("--trend", "Change of all rates at the crackdown; 1.")] = None,
    reduction: Annotated[float | None, _parameter("--reduction", "Share that the target loses; 0.7.")] = None,
    displaced_share: Annotated[
        float | None, _parameter("--displaced-share", "Share of it that goes elsewhere; 0.5.")
    ] = None,
    diffusion_share: Annotated[
        float | None, _parameter("--diffusion-share", "Fall elsewhere for each report fewer; 0.5.")
    ] = None,
    return_lag_days: Annotated[
        int | None,
        _parameter("--return-lag-days", "Days until all is back; longer than the record: never; 240."),
    ] = None,
    reporting_noise: Annotated[
        float | None, _parameter("--reporting-noise", "Share lost, and share recorded twice; 0.")
    ] = None,
    vague_dates: Annotated[
        float | None, _parameter("--vague-dates", "Share of reports without an exact day; 0.")
    ] = None,
) -> None:
    """Write a data set to fill in, or a simulated one."""
    named = {name: value for name, value in locals().items() if name not in ("folder", "simulated")}
    given = {name: value for name, value in named.items() if value is not None}
    with failures_told():
        if given and not simulated:
            option = next(iter(given)).replace("_", "-")
            raise OptionError(f"--{option} says how to simulate; add --simulate.")
        said = _write_simulation(folder, given) if simulated else _write_template(folder)
    out_console.print(f"{folder}: {said}", markup=False)
    out_console.print(f"Then: waterbed check {folder}, waterbed map {folder}", markup=False)


def _write_template(folder: Path) -> str:
    files = template()
    with new_folder(folder, last=MANIFEST) as staged:
        for name, text in files.items():
            (staged / name).write_text(text, encoding="utf-8", newline="")
    return f"{len(files) - 1} tables to fill in; replace the example rows, each says how in note_en."


def _write_simulation(folder: Path, parameters: dict[str, Any]) -> str:
    made = _simulate(parameters)
    with new_folder(folder, last=MANIFEST) as staged:
        made.write(staged)
    crackdowns = len(made.truths)
    reports, places = len(made.dataset["events"]) - crackdowns, len(made.dataset["zones"])
    hit = "1 crackdown" if crackdowns == 1 else f"{crackdowns:,} crackdowns"
    return f"simulated {made.truth.kind}: {reports:,} reports, {places:,} places, {hit}; the truth is in truth.json."


def _simulate(parameters: dict[str, Any]) -> Simulation:
    try:
        return simulate(**parameters)
    except ValueError as error:
        raise OptionError(str(error)) from None


def _print_overview(head: dict[str, Any], tables: pd.DataFrame) -> None:
    out_console.print(head["title"] or head["name"], style="bold", markup=False)
    out_console.print(f"{head['first_day']} to {head['last_day']}, as of {head['as_of']}", markup=False)
    out_console.print(
        f"languages: {', '.join(head['languages'])}; licence: {', '.join(head['licences'])}", markup=False
    )
    grid = Table("table", *(column.replace("_", " ") for column in tables.columns), box=None)
    for name, counts in tables.iterrows():
        grid.add_row(str(name), *("" if pd.isna(n) else f"{n:,}" for n in counts))
    out_console.print(grid)


def _rows(dataset: Dataset) -> int:
    return sum(len(table) for table in dataset.tables.values())
