"""The verb trace: sightings of groups, made into a data set of presence and moves."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.layers.disk.folder import NOT_EMPTY, is_vacant
from waterbed.output.cli.terminal import bar, err_console, failures_told, out_console, stop_told
from waterbed.output.errors import OptionError, values_told
from waterbed.output.naming import folder_named

if TYPE_CHECKING:
    from waterbed.layers.trace.run import Trace

_SECONDS = {"d": 86_400, "h": 3_600, "min": 60, "s": 1}
_COLUMNS = "Columns (found by their usual names when left out)"
_RULES = "Rules"
_ENGINE = "Millions of sightings"


def write_trace(
    sightings: Annotated[
        list[str],
        typer.Argument(
            help='Files of sightings, CSV or Parquet; folders of them; patterns like "2024/*.parquet".'
        ),
    ],
    zones: Annotated[
        Path, typer.Option("--zones", help="File of polygons: GeoPackage, GeoJSON, Shapefile …")
    ],
    source: Annotated[
        str, typer.Option(help="Where the sightings come from: the source of every number.")
    ] = "",
    out: Annotated[Path, typer.Option("-o", "--output", help="Folder to write: new or empty.")] = Path(
        "traced"
    ),
    title: Annotated[str, typer.Option(help="Title of the data set; made of the source when left out.")] = "",
    certainty: Annotated[
        str, typer.Option(help="How sure the sightings are: high, medium or low; not rated when left out.")
    ] = "",
    zone_name: Annotated[str, typer.Option(help="Column of the names of the zones.")] = "",
    zone_layer: Annotated[str, typer.Option(help="Layer of the zones, where their file has several.")] = "",
    group: Annotated[str, typer.Option(help="Who was seen.", rich_help_panel=_COLUMNS)] = "",
    lon: Annotated[str, typer.Option(help="Longitude, degrees.", rich_help_panel=_COLUMNS)] = "",
    lat: Annotated[str, typer.Option(help="Latitude, degrees.", rich_help_panel=_COLUMNS)] = "",
    time: Annotated[str, typer.Option(help="When.", rich_help_panel=_COLUMNS)] = "",
    count: Annotated[
        str, typer.Option(help="How many; each 1 when left out.", rich_help_panel=_COLUMNS)
    ] = "",
    time_zone: Annotated[
        str,
        typer.Option(
            help="Zone in which periods are cut, and times without an offset are read, like Asia/Bangkok; UTC.",
            rich_help_panel=_RULES,
        ),
    ] = "",
    time_form: Annotated[
        str,
        typer.Option(
            help="How times are written that are no ISO 8601: day-first, month-first; s, ms, us, ns since 1970.",
            rich_help_panel=_RULES,
        ),
    ] = "",
    period: Annotated[
        str, typer.Option(help="day, month, quarter or year.", rich_help_panel=_RULES)
    ] = "month",
    longest_gap: Annotated[
        str, typer.Option(help="A longer gap between two sightings ends a track.", rich_help_panel=_RULES)
    ] = "30d",
    least_stay: Annotated[
        str, typer.Option(help="Shorter stays in a zone are no part of a move.", rich_help_panel=_RULES)
    ] = "0d",
    least_groups: Annotated[
        int,
        typer.Option(
            help="Leave out numbers and moves of fewer groups.", min=1, max=1_000_000, rich_help_panel=_RULES
        ),
    ] = 1,
    memory_limit: Annotated[
        str,
        typer.Option(
            help="What millions of sightings may take of memory, like 400MB, the rest is on disk; with local:N each worker.",
            rich_help_panel=_ENGINE,
        ),
    ] = "",
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on with files that a run was done with.", rich_help_panel=_ENGINE),
    ] = False,
    scheduler: Annotated[
        str,
        typer.Option(
            help="On Dask: sync (one process), local:N (N workers here), tcp://host:8786 (a cluster).",
            rich_help_panel=_ENGINE,
        ),
    ] = "",
) -> None:
    """Make a data set of sightings: where groups were seen, and how many moved between zones, period by period."""
    from waterbed.layers.schema.vocabulary import words
    from waterbed.layers.trace.reading import Columns
    from waterbed.layers.trace.rules import Rules
    from waterbed.layers.trace.run import check_engine, trace
    from waterbed.layers.trace.written import dataset_of
    from waterbed.layers.trace.zones import read_zones

    with failures_told():
        if not source.strip():
            raise OptionError(
                '--source: say where the sightings come from, like --source "AIS, MarineCadastre 2024".'
            )
        if certainty not in ("", *words("certainty")):
            raise OptionError(f"--certainty: {certainty!r} is not one of {', '.join(words('certainty'))}.")
        with values_told():
            rules = Rules(
                period, _seconds(longest_gap), _seconds(least_stay), time_zone, time_form, least_groups
            )
            check_engine(scheduler, memory_limit, resume=resume)
        folder = folder_named(out, "a data set")
        if not is_vacant(folder):
            raise FileExistsError(errno.EEXIST, NOT_EMPTY, str(folder))
        laid = read_zones(zones, name=zone_name, layer=zone_layer)
        for note in laid.notes:
            err_console.print(f"{laid.file}: {note}.", markup=False)
        with stop_told(folder):
            with bar(err_console, "Sightings") as told, _kept_told(folder) as work:
                found = trace(
                    sightings,
                    laid,
                    rules,
                    columns=Columns(group, lon, lat, time, count),
                    scheduler=scheduler,
                    memory_limit=memory_limit,
                    work=work,
                    resume=resume,
                    told=told,
                )
            made = dataset_of(found, source=source.strip(), title=title.strip(), certainty=certainty)
            for line in _said(found):
                out_console.print(line, markup=False)
            made.write(folder)
    sizes = ", ".join(f"{name} {len(made[name]):,}" for name in ("zones", "counts", "movements"))
    out_console.print(f"{folder}: rows of {sizes}.", markup=False)
    out_console.print(f"Then: waterbed check {folder}, waterbed map {folder}", markup=False)


@contextmanager
def _kept_told(folder: Path) -> Iterator[Path]:
    """Give a place for what is done, beside a folder to write, and say when a run that fails leaves something there."""
    from waterbed.layers.trace.resume import files_done

    place = folder.resolve()
    work = place.with_name(f".{place.name}.waterbed-sightings")
    try:
        yield work
    except BaseException:
        if done := files_done(work):
            err_console.print(
                f"Kept in {work}: {done:,} files done. Go on with --resume, or delete it.", markup=False
            )
        raise


def _seconds(text: str) -> int:
    found = re.fullmatch(r"\s*([0-9]+)\s*(d|h|min|s)\s*", text)
    if not found:
        raise ValueError(f'"{text}" is no length of time; write one like 30d, 12h, 90min or 45s.')
    return int(found[1]) * _SECONDS[found[2]]


def _said(found: "Trace") -> list[str]:
    """What was read and left out."""
    from waterbed.layers.trace.periods import period_name
    from waterbed.layers.trace.written import left_out, watched_as_a_whole

    named = ", ".join(f"{name} = {column}" for column, name in found.columns.named.items())
    files = f"{len(found.files):,} files" if len(found.files) > 1 else found.files[0]
    lines = [f"{files}: {found.rows:,} sightings ({named})."]
    lines += [f"Left out: {number:,} with {why}." for why, number in found.dropped.items()]
    if found.outside:
        share = found.outside / (found.rows - sum(found.dropped.values()))
        lines.append(f"Outside every zone: {found.outside:,} ({share:.1%}).")
    period, whole = found.rules.period, watched_as_a_whole(found)
    said = (
        f"from {period_name(whole[0], period)} to {period_name(whole[-1], period)}"
        if whole
        else "for no whole period"
    )
    partial = [
        period_name(one, period) for one in found.watched if not whole or not whole[0] <= one <= whole[-1]
    ]
    beside = f"; not seen as a whole: {', '.join(partial)}" if partial else ""
    lines.append(f"Numbers {said}{beside}.")
    if whole and (missing := whole[-1] - whole[0] + 1 - len(whole)):
        lines.append(f"Periods without any sighting, unknown: {missing:,}.")
    rows, moves = left_out(found)
    if rows or moves:
        least = found.rules.least_groups
        lines.append(
            f"Of fewer than {least} groups, left out: zones and periods {rows:,}, rows of moves {moves:,}."
        )
    return lines
