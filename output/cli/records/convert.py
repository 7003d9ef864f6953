"""The verb ``convert``: a data set from one container to another, without loss."""

import errno
from pathlib import Path
from typing import Annotated

import typer

from waterbed.layers.disk.folder import NOT_EMPTY, is_vacant
from waterbed.output.cli.terminal import failures_told, out_console, read_told, stop_told
from waterbed.output.errors import OptionError

_SUFFIXES = ".xlsx, .gpkg, .geojson, .parquet; .kml and .csv (one table of links) to look at"


def convert(
    data: Annotated[
        str, typer.Argument(help="A data set: its folder, a file or a database that convert wrote.")
    ],
    to: Annotated[
        str,
        typer.Argument(
            help=f"What to write: a folder (CSV tables), a file ({_SUFFIXES}), or postgresql://…?schema=name."
        ),
    ],
) -> None:
    """Write a data set as a workbook, for a GIS or a database, or as CSV again: nothing is lost."""
    from waterbed.layers.containers.kinds import VIEWS, is_container
    from waterbed.layers.foreign.postgis import is_address, place_of

    with failures_told():
        dataset = read_told(data)
        path = Path(to)
        if not is_container(to):
            if path.suffix:
                raise OptionError(
                    f"{to}: {path.suffix} is no format to write; take a folder, or one of {_SUFFIXES}."
                )
            if not is_vacant(path):
                raise FileExistsError(errno.EEXIST, NOT_EMPTY, to)
        with stop_told(path):
            dataset.write(to)
    rows = sum(map(len, dataset.tables.values()))
    place = place_of(to) if is_address(to) else to  # a password is not shown
    out_console.print(f"{place}: {rows:,} rows.", markup=False)
    if path.suffix.lower() in VIEWS:
        out_console.print(
            "It is to look at: what is read again is a data set in one of the other formats.", markup=False
        )
