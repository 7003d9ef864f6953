"""The verb ``new``: a data set to fill in, or a simulated one."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from waterbed.layers.disk.folder import new_folder
from waterbed.layers.files.template import template
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


def _write_simulation(folder: Path, parameters: dict[str, Any]) -> str:
    made = _simulate(parameters)
    with new_folder(folder, last=MANIFEST) as staged:
        made.write(staged)
    crackdowns = len(made.truths)
    reports, places = len(made.dataset["events"]) - crackdowns, len(made.dataset["zones"])
    hit = "1 crackdown" if crackdowns == 1 else f"{crackdowns:,} crackdowns"
    return f"simulated {made.truth.kind}: {reports:,} reports, {places:,} places, {hit}; the truth is in truth.json."


def _simulate(parameters: dict[str, Any]) -> "Simulation":
    from waterbed.layers.simulation.simulate import simulate

    try:
        return simulate(**parameters)
    except ValueError as error:
        raise OptionError(str(error)) from None
