"""The verb ``new``: a data set to fill in, or a simulated one."""

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from waterbed.layers.disk.folder import new_folder
from waterbed.layers.files.template import EXAMPLES, template
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.layers.simulation.kinds import Kind
from waterbed.output.cli.terminal import failures_told, out_console, stop_told
from waterbed.output.errors import OptionError
from waterbed.output.naming import folder_named

if TYPE_CHECKING:
    from waterbed.layers.simulation.truth import Simulation


def _parameter(name: str, text: str) -> Any:
    """An option that only means something for a simulation; what is left out has the default of `simulate`."""
    return typer.Option(name, help=text, rich_help_panel="Simulation", show_default=False)


def write_new(
    folder: Annotated[Path, typer.Argument(help="Folder to write; it must be new or empty.")],
    simulated: Annotated[
        bool, typer.Option("--simulate", help="Write a simulated set with a known truth, not a template.")
    ] = False,
    as_xlsx: Annotated[
        bool,
        typer.Option("--xlsx", help="Write a workbook to fill in, FOLDER.xlsx, with lists to choose from."),
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
    overdispersion: Annotated[
        float | None, _parameter("--overdispersion", "Variance of rates from month to month; 0.")
    ] = None,
    autocorrelation: Annotated[
        float | None, _parameter("--autocorrelation", "Of these rates, from one month to the next; 0.")
    ] = None,
    season: Annotated[
        float | None, _parameter("--season", "Share by which rates go up and down in a year; 0.")
    ] = None,
    reporting_rise: Annotated[
        float | None, _parameter("--reporting-rise", "Share more reported where it hit, from then on; 0.")
    ] = None,
    monthly: Annotated[
        bool | None, _parameter("--monthly", "Record numbers by month, not an event a report.")
    ] = None,
    missing_months: Annotated[
        float | None, _parameter("--missing-months", "Share of the monthly numbers nobody kept; 0.")
    ] = None,
    partial_series: Annotated[
        float | None, _parameter("--partial-series", "Share of places that begin late or end early; 0.")
    ] = None,
) -> None:
    """Write a data set to fill in, or a simulated one."""
    named = {
        name: value for name, value in locals().items() if name not in ("folder", "simulated", "as_xlsx")
    }
    given = {name: value for name, value in named.items() if value is not None}
    with failures_told():
        if given and not simulated:
            option = next(iter(given)).replace("_", "-")
            raise OptionError(f"--{option} says how to simulate; add --simulate.")
        if as_xlsx and simulated:
            raise OptionError(
                "--xlsx is for a set to fill in; a simulated one goes through waterbed convert."
            )
        if as_xlsx:
            folder = folder if folder.suffix.lower() == ".xlsx" else folder.with_name(f"{folder.name}.xlsx")
            with stop_told(folder):
                said = _write_workbook(folder)
        else:
            with stop_told(folder_named(folder, "a data set")):
                said = _write_simulation(folder, given) if simulated else _write_template(folder)
    out_console.print(f"{folder}: {said}", markup=False)
    out_console.print(f"Then: waterbed check {folder}, waterbed map {folder}", markup=False)


def _write_template(folder: Path) -> str:
    files = template()
    with new_folder(folder, last=MANIFEST) as staged:
        for name, text in files.items():
            (staged / name).write_text(text, encoding="utf-8", newline="")
    return f"{len(files) - 1} tables to fill in; replace the example rows, each says how in note_en."


def _write_workbook(path: Path) -> str:
    from waterbed.layers.dataset import Dataset

    Dataset.read(EXAMPLES).write(path)
    return "a workbook, a sheet a table; each cell says what it takes, and every verb reads the file."


def _write_simulation(folder: Path, parameters: dict[str, Any]) -> str:
    made = _simulate(parameters)
    with new_folder(folder, last=MANIFEST) as staged:
        made.write(staged)
    crackdowns, numbers = len(made.truths), made.dataset["counts"]["n"]
    reports = int(numbers.sum()) if len(numbers) else len(made.dataset["events"]) - crackdowns
    places = len(made.dataset["zones"])
    hit = "1 crackdown" if crackdowns == 1 else f"{crackdowns:,} crackdowns"
    return f"simulated {made.truth.kind}: {reports:,} reports, {places:,} places, {hit}; the truth is in truth.json."


def _simulate(parameters: dict[str, Any]) -> "Simulation":
    from waterbed.layers.simulation.simulate import simulate
    from waterbed.layers.simulation.worlds import World

    departures = {one.name for one in fields(World)}
    options = {name: value for name, value in parameters.items() if name not in departures}
    try:
        world = World(**{name: value for name, value in parameters.items() if name in departures})
        return simulate(**options, world=world)
    except ValueError as error:
        raise OptionError(str(error)) from None
