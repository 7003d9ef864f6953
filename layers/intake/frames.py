"""A data set from frames in memory, and back: for those who work in a notebook."""

import re
from collections.abc import Mapping
from dataclasses import replace

import geopandas as gpd
import pandas as pd

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.raw import Package
from waterbed.layers.foreign.grid import Grid
from waterbed.layers.foreign.vector import grid_of_frame
from waterbed.layers.intake.columns import aliases
from waterbed.layers.intake.reading import read_grids, settled
from waterbed.layers.intake.records import Choices
from waterbed.layers.intake.shape import Shape
from waterbed.layers.intake.values.words import spoken

SHAPES: Mapping[str, Shape] = {
    "zones": "places", "hubs": "places", "movements": "moves", "events": "incidents", "counts": "series",
}  # fmt: skip


_ARGUMENTS = tuple(
    (re.compile(option), argument)
    for option, argument in (
        ("--day-first or --month-first", "day_first=True or day_first=False"),
        (r"--decimal ([.,])", r'decimal="\1"'),
        (r"--crs (\S+)", r'crs="\1"'),
        (r"--kind (\w+)", "a column kind"),
        (r"--map (\w+)='?([^',]+)'?", r'columns={"\1": "\2"}'),
    )
)


def package_of_frames(
    frames: Mapping[str, pd.DataFrame | None],
    choices: Choices,
    *,
    columns: Mapping[str, str] | None = None,
    title: str = "My records",
    as_of: str = "",
    accept: float | None = None,
) -> Package:
    """Tables of a data set from frames.

    Parameters
    ----------
    frames
        By table: ``zones`` or ``hubs`` (places: shapes, or lon and lat), ``movements`` (from, to), ``events`` (place or
        shape, date, kind), ``counts`` (place, period, number). A GeoDataFrame may have any CRS, and must have one.
    choices
        What the user has said about dates, numbers, sources.
    columns
        Names of columns by what they say, as `--map` takes them; those that are called so need not be named.
    title, as_of, accept
        As in :func:`waterbed.layers.intake.reading.read_grids`.

    Raises
    ------
    TypeError
        If what is handed as a frame is none.
    DataError
        If a frame has no column of a kind that it needs, a date that can be read in two ways, or shapes without a CRS; it
        names the frame and the row, counted from 0.
    """
    grids: list[Grid] = []
    shapes: dict[str, Shape] = {}
    for name, frame in frames.items():
        if frame is None:
            continue
        if not isinstance(frame, pd.DataFrame):
            raise TypeError(f"{name}: a DataFrame or GeoDataFrame is needed, not a {type(frame).__name__}.")
        named = frame.reset_index() if frame.index.name and frame.index.name not in frame else frame
        grid = grid_of_frame(named, name)
        grids.append(
            Grid(grid.file, grid.rows, "", -1, has_header=True, geometry=grid.geometry, notes=grid.notes)
        )
        shapes[name] = "presence" if name == "hubs" and _have_times(grid) else SHAPES[name]
    if not grids:
        raise DataError((Fault("frames", "are all left out", f"hand at least one of {', '.join(SHAPES)}"),))
    try:
        reading = read_grids(
            grids, title=title, choices=choices, mapping=columns, as_of=as_of, accept=accept, shapes=shapes
        )
        return settled(reading)
    except DataError as error:
        raise DataError(tuple(_in_python(fault) for fault in error.faults)) from None


def _in_python(fault: Fault) -> Fault:
    """A fault whose mend names the arguments of Python instead of the options of the command line."""
    problem, mend = fault.problem, fault.mend
    for option, argument in _ARGUMENTS:
        problem, mend = option.sub(argument, problem), option.sub(argument, mend)
    return replace(fault, problem=problem, mend=mend)


def _have_times(grid: Grid) -> bool:
    """Whether places say from when to when they were there."""
    times = {*aliases()["start"], *aliases()["end"]}
    return any(spoken(name) in times for name in grid.rows[0])


def frames_of(tables: Mapping[str, pd.DataFrame], places: gpd.GeoSeries) -> dict[str, pd.DataFrame]:
    """The tables of a data set that hold anything, by name; places as GeoDataFrames in EPSG:4326.

    ``countries``, ``zones`` and ``hubs`` have a point as geometry, None where none is known; all tables have their ids as
    index, EDTF text for dates and tuples for lists.
    """
    made: dict[str, pd.DataFrame] = {}
    for name, table in tables.items():
        if not len(table):
            continue
        if name in ("countries", "zones", "hubs"):
            made[name] = gpd.GeoDataFrame(table, geometry=places.reindex(table.index), crs="EPSG:4326")
        else:
            made[name] = table.copy()  # the caller may change it
    return made
