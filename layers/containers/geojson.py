"""A data set as one GeoJSON file (RFC 7946), a record a line, so that two versions can be compared."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from waterbed.layers.containers.gis import Layer, rows_of_layer
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.contents import Contents, Held

_OURS = "waterbed"
"""The member of the collection that holds what is no record: columns of the tables, the manifest, the languages."""
_TABLE = "table"
_BEGINS = re.compile(rf'\s*\{{\s*"type"\s*:\s*"FeatureCollection"\s*,\s*"{_OURS}"\s*:'.encode())
_MOST_BYTES = 1_000_000_000
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, shapely.GEOSException)


def holds_set(path: Path) -> bool:
    """Whether a file is a data set that waterbed wrote, not features of others."""
    try:
        with path.open("rb") as file:
            return _BEGINS.match(file.read(200)) is not None
    except OSError:
        return False


def write_geojson(path: Path, contents: Contents, layers: Mapping[str, Layer]) -> None:
    """Write a data set into a file, records without a place as features without a geometry."""
    ours = {"columns": {name: list(layer.cells) for name, layer in layers.items()}, "files": contents.files}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"type":"FeatureCollection","{_OURS}":{_text(ours)},"features":[')
        for number, feature in enumerate(_features(layers)):
            file.write(f"{',' if number else ''}\n{feature}")
        file.write("\n]}\n")


def _features(layers: Mapping[str, Layer]) -> Iterator[str]:
    for name, layer in layers.items():
        rows = len(next(iter(layer.cells.values()), ()))
        shapes = [None] * rows if layer.shapes is None else shapely.to_geojson(layer.shapes)
        for at in range(rows):
            known = {column: _value(cells[at]) for column, cells in layer.cells.items()}
            cells = {column: value for column, value in known.items() if value is not None}
            properties = _text({_TABLE: name, **cells})
            yield f'{{"type":"Feature","geometry":{shapes[at] or "null"},"properties":{properties}}}'


def _value(cell: Any) -> Any:
    if isinstance(cell, np.datetime64):
        return None if np.isnat(cell) else str(cell)
    if isinstance(cell, float):
        return None if cell != cell else int(cell) if cell.is_integer() and abs(cell) < 2**53 else float(cell)
    return cell


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read_geojson(path: Path) -> Held:
    """Read a data set.

    Raises
    ------
    DataError
        If the file cannot be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise DataError((Fault(path.name, "is too large", f"a file takes {_MOST_BYTES:,} bytes at most"),))
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        columns = {
            str(name): [str(one) for one in names] for name, names in content[_OURS]["columns"].items()
        }
        files = {str(name): str(text) for name, text in content[_OURS]["files"].items()}
        features: dict[str, list[Any]] = {name: [] for name in columns}
        for feature in content["features"]:
            features.setdefault(str(feature["properties"][_TABLE]), []).append(feature)
        rows, doubts = {}, []
        for name, found in features.items():
            cells = [feature["properties"] for feature in found]
            more = [key for one in cells for key in one if key != _TABLE]
            names = list(dict.fromkeys([*columns.get(name, ()), *more]))
            arrays = [[one.get(column) for one in cells] for column in names]
            shapes = [_shape(feature.get("geometry")) for feature in found]
            rows[name], told = rows_of_layer(name, names, arrays, shapes, name)
            doubts += told
    except _BROKEN as error:
        raise DataError(
            (Fault(path.name, f"cannot be read ({error!r:.200})", "convert the data set anew"),)
        ) from None
    return Held(path.name, rows, files, doubts)


def _shape(geometry: Any) -> Any:
    return None if geometry is None else shapely.from_geojson(json.dumps(geometry))
