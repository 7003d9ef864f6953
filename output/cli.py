"""The command line: ``waterbed VERB [DATA] [-o OUT]``."""

import json
import os
import re
import signal
import sys
import warnings
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer
from rich.console import Console
from rich.table import Table

from waterbed.layers.counts import PERIOD_DAYS
from waterbed.layers.cycle import cycles
from waterbed.layers.dataset import BUNDLED, Dataset
from waterbed.layers.errors import DataError
from waterbed.layers.report import fault_rows, overview, summary
from waterbed.layers.settings import MANIFEST
from waterbed.layers.simulate import Kind, Simulation, simulate
from waterbed.layers.template import template
from waterbed.output.brand import LogoError
from waterbed.output.brief import PARTS, BriefOptions, write_brief
from waterbed.output.embedding import snippet_for
from waterbed.output.extras import MissingExtraError
from waterbed.output.leaks import LeakError
from waterbed.output.newfolder import new_folder
from waterbed.output.offline import NoBrowserError, requests_of
from waterbed.output.page import OptionError, PageOptions, UnknownLanguageError, write_map
from waterbed.output.preview import serve
from waterbed.output.progress import bar
from waterbed.output.publish import published
from waterbed.output.site import SiteOptions, SiteReport, write_site
from waterbed.output.telling import Telling

app = typer.Typer(
    help="Maps of crime displacement: crackdown, displacement, return; every mark sourced, offline.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
_WIDTH_OF_A_PIPE = 200
_out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _WIDTH_OF_A_PIPE)
_err = Console(stderr=True, highlight=False, soft_wrap=True)

Data = Annotated[
    Path | None,
    typer.Argument(help="Folder of a data set; the bundled one when left out.", show_default=False),
]
Profile = Annotated[
    str,
    typer.Option(
        "--profile",
        help="Redaction profile, like public; the data as recorded when left out.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def _parameter(name: str, text: str) -> Any:
    """An option that only means something for a simulation; what is left out has the default of `simulate`."""
    return typer.Option(name, help=text, rich_help_panel="Simulation", show_default=False)


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


@app.command("map")
def write_map_file(
    data: Data = None,
    out: Annotated[Path, typer.Option("-o", "--output", help="The HTML file to write.")] = Path("map.html"),
    lang: Annotated[
        str, typer.Option(help="Language at the start; the data set's first one when left out.")
    ] = "",
    theme: Annotated[str, typer.Option(help="light, dark, or auto for the reader's own setting.")] = "auto",
    tiles: Annotated[
        str, typer.Option(help="Map tiles by an xyzservices name; the map then asks that service for them.")
    ] = "",
    embed: Annotated[
        bool, typer.Option("--embed", help="Print the HTML that puts the map into a page.")
    ] = False,
    profile: Profile = "",
    open_it: Annotated[bool, typer.Option("--open", help="Open the map in the browser.")] = False,
) -> None:
    """Write the animated map: one HTML file that works without internet."""
    with _failures_told():
        dataset = _read(data)
        options = PageOptions(lang=lang, theme=theme, tiles=tiles)
        with warnings.catch_warnings(record=True) as doubts:
            path = published(dataset, profile, out, lambda shown, file: write_map(shown, file, options))
    for doubt in doubts:
        _err.print(f"warning: {doubt.message}", markup=False)
    network = f"asks for the tiles of {tiles}" if tiles else "works without internet"
    _out.print(f"{path}: animated map, {_size(path)}, {network}.", markup=False)
    _out.print(
        "Open it in any browser: double-click the file, press Play or step through the scenes.", markup=False
    )
    if embed:
        _out.print("To put it into a page:\n", markup=False)
        _out.print(snippet_for(path), markup=False)
    if open_it:
        webbrowser.open(path.absolute().as_uri())


@app.command("brief")
def write_pack(
    data: Data = None,
    out: Annotated[Path, typer.Option("-o", "--output", help="The folder to write.")] = Path("brief"),
    only: Annotated[str, typer.Option(help=f"Parts with , between them: {', '.join(PARTS)}.")] = "",
    scenes: Annotated[str, typer.Option(help="Scenes by number or id, like 1-4,7; all when left out.")] = "",
    lang: Annotated[str, typer.Option(help="Languages with , between them; all when left out.")] = "",
    size: Annotated[
        str, typer.Option(help="16:9 or 4:3, or the film's pixels like 1920x1080.", show_default=True)
    ] = "16:9",
    template: Annotated[
        Path | None, typer.Option(help="A presentation (.pptx, .potx) whose look the slides take.")
    ] = None,
    base_url: Annotated[
        str, typer.Option(help="Address at which the map will stand, for QR codes and the snippet.")
    ] = "",
    profile: Profile = "",
) -> None:
    """Write the briefing pack: slides, handout, film, stills, map, texts and data in one folder."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _failures_told():
        dataset = _read(data)
        options = BriefOptions(
            languages=_names(lang),
            only=_names(only),
            scenes=scenes,
            size=size,
            template=template,
            address=base_url,
        )
        try:
            with bar(_err, str(out)) as told:
                published(
                    dataset,
                    profile,
                    out,
                    lambda shown, folder: write_brief(
                        shown, folder, options, processes=os.cpu_count() or 1, told=told
                    ),
                )
        except KeyboardInterrupt:
            _err.print(f"Stopped; {out} is as it was.", markup=False)
            raise typer.Exit(130) from None
    files = [path for path in out.rglob("*") if path.is_file()]
    size_mb = sum(path.stat().st_size for path in files) / 1e6
    _out.print(f"{out}: briefing pack, {len(files)} files, {size_mb:,.1f} MB.", markup=False)


@app.command("site")
def write_site_folder(
    data: Data = None,
    out: Annotated[Path, typer.Option("-o", "--output", help="The folder to write.")] = Path("site"),
    base_url: Annotated[
        str,
        typer.Option(
            help="Address at which the site will stand, for canonical links, feed, site map, oEmbed."
        ),
    ] = "",
    lang: Annotated[
        list[str] | None,
        typer.Option(
            help="Language to build, the first one first; repeat it. All when left out.", show_default=False
        ),
    ] = None,
    profile: Profile = "",
    jobs: Annotated[int, typer.Option(help="Processes for large sites; 0 for one a core.", min=0)] = 0,
) -> None:
    """Write a static website: a page a place, event and source, in every language of the data."""
    with _failures_told():
        options = SiteOptions(base_url=base_url, languages=tuple(lang or ()), folder=_folder(data))
        reports: list[SiteReport] = []
        published(
            _read(data), profile, out, lambda shown, path: reports.append(_site(shown, path, options, jobs))
        )
        report = reports[0]
    _out.print(f"{out}: {report.pages:,} pages, {_written(report)}.", markup=False)
    for what in report.left_out:
        _out.print(f"Left out: {what}.", markup=False)


@app.command("serve")
def serve_site(
    data: Data = None,
    port: Annotated[int, typer.Option(help="Port of this machine.", min=1, max=65535)] = 8000,
    open_it: Annotated[bool, typer.Option("--open", help="Open the site in the browser.")] = False,
) -> None:
    """Preview the site on this machine; it is built anew when the data changes."""
    with _failures_told():
        _read(data)  # a fault in the data is told before anything is served
        _out.print(f"http://localhost:{port}/ until Ctrl-C; built anew when the data changes.", markup=False)
        serve(_folder(data) or BUNDLED, port, open_it=open_it)


def _folder(data: Path | None) -> Path | None:
    return data.parent if data is not None and data.name == MANIFEST else data


def _site(dataset: Dataset, out: Path, options: SiteOptions, jobs: int) -> SiteReport:
    with bar(_err, str(out)) as told:
        return write_site(dataset, out, options, jobs=jobs or (os.cpu_count() or 1), told=told)


def _written(report: SiteReport) -> str:
    built = report.built
    said = f"{len(built.written):,} of {built.files:,} files written"
    return f"{said}, {len(built.removed):,} removed" if built.removed else said


@app.command()
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
    with _failures_told(as_json=as_json):
        dataset = Dataset.read(data)
    if as_json:
        typer.echo(json.dumps({"faults": [], "warnings": fault_rows(dataset.warnings)}, ensure_ascii=False))
        return
    for fault in dataset.warnings:
        _out.print(f"warning: {fault}", markup=False)
    _out.print(
        f"{_name(data)}: {_rows(dataset):,} rows, no faults, {len(dataset.warnings)} warnings.", markup=False
    )


def _check_offline(files: list[Path], *, as_json: bool) -> None:
    with _failures_told():
        try:
            found = requests_of(files)
        except (MissingExtraError, NoBrowserError) as error:
            _err.print(str(error), markup=False)
            raise typer.Exit(1) from None
    if as_json:
        typer.echo(json.dumps({str(path): asked for path, asked in found.items()}, ensure_ascii=False))
    for path, asked in found.items():
        if asked:
            _err.print(f"{path}: asks the network for", ", ".join(asked), markup=False)
        elif not as_json:
            _out.print(f"{path}: asks the network for nothing.", markup=False)
    if any(found.values()):
        raise typer.Exit(1)


@app.command()
def info(data: Data = None, as_json: AsJson = False) -> None:
    """Say what is in a data set."""
    with _failures_told(as_json=as_json):
        dataset = _read(data)
    head, tables = overview(dataset), summary(dataset)
    if as_json:
        rows = tables.astype(object).where(tables.notna(), None).to_dict(orient="index")
        typer.echo(json.dumps({**head, "tables": rows}, ensure_ascii=False, indent=2))
    else:
        _print_overview(head, tables)


@app.command("measure")
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
    unit: Annotated[
        str,
        typer.Option(help="events (when left out), presence, movements, or a unit of the table counts."),
    ] = "",
    kinds: Annotated[
        str, typer.Option(help="Kinds of events or movements to count, with ; between them.")
    ] = "",
    certainty: Annotated[
        str, typer.Option(help="Least certainty of what counts: low, medium, high.")
    ] = "low",
    lang: Annotated[str, typer.Option(help="Language; the data set's first one when left out.")] = "",
    as_csv: Annotated[
        bool,
        typer.Option("--csv", help="Print CSV with ids: the cycle table, or with --trigger the measures."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print the cycle table and what can be measured; with --trigger all about one event."""
    with _failures_told(as_json=as_json), _values_told():
        choices: dict[str, Any] = {
            "target": target or None, "receiving": _ids(receiving), "control": _ids(control),
            "control_of_receiving": _ids(control_of_receiving), "ring_km": _ring(ring), "before_days": before,
            "after_days": after, "unit": unit or None, "kinds": _ids(kinds),
        }  # fmt: skip
        chosen = {name: choice for name, choice in choices.items() if choice is not None}
        if chosen and not trigger:
            raise OptionError(
                f"--{_option_of(next(iter(chosen)))} is about one event; add --trigger with its id."
            )
        dataset = _read(data)
        spoken = _language(dataset, lang)
        told = Telling(dataset, spoken, certainty, cycles(dataset, certainty=certainty))
        found = told.finding(trigger, chosen) if trigger else None
        if as_csv:
            typer.echo(told.as_csv(found), nl=False)
        elif as_json:
            typer.echo(told.as_json(found))
        else:
            told.print(_out, found)


def _option_of(name: str) -> str:
    return {"ring_km": "ring", "before_days": "before", "after_days": "after"}.get(name, name).replace(
        "_", "-"
    )


@app.command("new")
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
    with _failures_told():
        if given and not simulated:
            option = next(iter(given)).replace("_", "-")
            raise OptionError(f"--{option} says how to simulate; add --simulate.")
        said = _write_simulation(folder, given) if simulated else _write_template(folder)
    _out.print(f"{folder}: {said}", markup=False)
    _out.print(f"Then: waterbed check {folder}, waterbed map {folder}", markup=False)


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


def _names(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in re.split("[,;]", text) if one.strip())


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


def _language(dataset: Dataset, lang: str) -> str:
    if lang and lang not in dataset.languages:
        raise UnknownLanguageError(lang, dataset.languages)
    return lang or dataset.languages[0]


@contextmanager
def _values_told() -> Iterator[None]:
    """What was asked for cannot be: the message says what can."""
    try:
        yield
    except DataError:
        raise
    except ValueError as error:
        raise OptionError(str(error)) from None


def _read(data: Path | None) -> Dataset:
    if data is None:
        _err.print("No data set named: the bundled one, scam centres in Southeast Asia.", markup=False)
    dataset = Dataset.read(data)
    for fault in dataset.warnings:
        _err.print(f"warning: {fault}", markup=False)
    return dataset


@contextmanager
def _failures_told(*, as_json: bool = False) -> Iterator[None]:
    """Tell what went wrong without a traceback: exit 1 for data and files, 2 for a wrong option."""
    try:
        yield
    except DataError as error:
        _report(error, as_json=as_json)
        raise typer.Exit(1) from None
    except LeakError as error:
        _err.print(str(error), markup=False)
        raise typer.Exit(1) from None
    except OptionError as error:
        _err.print(str(error), markup=False)
        raise typer.Exit(2) from None
    except (LogoError, MissingExtraError) as error:
        _err.print(str(error), markup=False)
        raise typer.Exit(1) from None
    except OSError as error:
        _err.print(f"{error.filename or 'A file'}: {error.strerror or error}.", markup=False)
        raise typer.Exit(1) from None


def _report(error: DataError, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"faults": fault_rows(error.faults), "warnings": []}, ensure_ascii=False))
        return
    for fault in error.faults:
        _err.print(str(fault), markup=False)
    many = len(error.faults) != 1
    _err.print(f"{len(error.faults):,} fault{'s' if many else ''} in the data.", markup=False)


def _print_overview(head: dict[str, Any], tables: pd.DataFrame) -> None:
    _out.print(head["title"] or head["name"], style="bold", markup=False)
    _out.print(f"{head['first_day']} to {head['last_day']}, as of {head['as_of']}", markup=False)
    _out.print(
        f"languages: {', '.join(head['languages'])}; licence: {', '.join(head['licences'])}", markup=False
    )
    grid = Table("table", *(column.replace("_", " ") for column in tables.columns), box=None)
    for name, counts in tables.iterrows():
        grid.add_row(str(name), *("" if pd.isna(n) else f"{n:,}" for n in counts))
    _out.print(grid)


def _rows(dataset: Dataset) -> int:
    return sum(len(table) for table in dataset.tables.values())


def _name(data: Path | None) -> str:
    return str(data) if data else "bundled data set"


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1000:,.0f} kB"
