"""A data set as a GeoPackage: a layer a table, days as DATE, so that the clock of a GIS can take them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyogrio.raw
import shapely

from waterbed.layers.containers.gis import FILES, Layer, no_twins, rows_of_layer
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.contents import Contents, Held

_NOW = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}
"""What the file says of the time it was written: the same records make the same bytes."""
_LONGEST_NAME = 1_000


def holds_set(path: Path) -> bool:
    """Whether a file is a data set that waterbed wrote, not layers of others."""
    try:
        return any(name == FILES for name, _ in pyogrio.list_layers(path))
    except (RuntimeError, ValueError, OSError):
        return False


def write_geopackage(path: Path, contents: Contents, layers: Mapping[str, Layer]) -> None:
    """Write a data set into a new file.

    Raises
    ------
    DataError
        If columns differ only in capitals, which the format takes for one.
    """
    no_twins(layers, _LONGEST_NAME, path.name)
    files = contents.files
    texts = {"path": np.array([*files], dtype=object), "content": np.array([*files.values()], dtype=object)}
    with _same_time():
        for name, layer in {**layers, FILES: Layer(texts)}.items():
            shaped = layer.shapes is not None
            pyogrio.raw.write(
                path,
                np.array(shapely.to_wkb(layer.shapes), dtype=object) if shaped else None,
                list(layer.cells.values()),
                list(layer.cells),
                layer=name,
                driver="GPKG",
                geometry_type="Unknown" if shaped else None,
                crs="EPSG:4326" if shaped else None,
                append=path.exists(),
            )


@contextmanager
def _same_time() -> Iterator[None]:
    before = {name: pyogrio.get_gdal_config_option(name) for name in _NOW}
    pyogrio.set_gdal_config_options(_NOW)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)


def read_geopackage(path: Path) -> Held:
    """Read a data set.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    rows, doubts = {}, []
    files: dict[str, str] = {}
    try:
        for name, kind in pyogrio.list_layers(path):
            meta, _, shapes, arrays = pyogrio.raw.read(path, layer=name, read_geometry=kind is not None)
            columns = [str(column) for column in meta["fields"]]
            if name == FILES:
                found = dict(zip(columns, arrays, strict=True))
                files = dict(zip(found["path"], found["content"], strict=True))
                continue
            drawn = None if shapes is None else shapely.from_wkb(shapes)
            rows[str(name)], told = rows_of_layer(str(name), columns, _plain(arrays), drawn, str(name))
            doubts += told
    except (RuntimeError, ValueError, KeyError, OSError, shapely.GEOSException) as error:
        raise DataError(
            (Fault(path.name, f"cannot be read ({error})", "convert the data set anew"),)
        ) from None
    return Held(path.name, rows, files, doubts)


def _plain(arrays: list[Any]) -> Iterator[Any]:
    """Days without a day are None."""
    for array in arrays:
        yield [None if np.isnat(day) else str(day) for day in array] if array.dtype.kind == "M" else array
