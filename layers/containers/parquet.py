"""A data set as a folder of GeoParquet files, a file a table; the manifest and the languages lie beside them."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd

from waterbed.layers.containers.gis import SHAPE, Layer, rows_of_layer
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.contents import SEAL, Contents, Held
from waterbed.layers.locale.file import FOLDER
from waterbed.layers.manifest.shapes import MANIFEST

if TYPE_CHECKING:
    from pyarrow import Table

_MOST_BYTES = 10_000_000


def holds_set(path: Path) -> bool:
    """Whether a folder is a data set that waterbed wrote."""
    return path.is_dir() and (path / MANIFEST).is_file()


def write_parquet(folder: Path, contents: Contents, layers: Mapping[str, Layer]) -> None:
    """Write a data set into an empty folder.

    Raises
    ------
    DataError
        If pyarrow is not installed.
    """
    _needed(folder)
    for name, layer in layers.items():
        frame = pd.DataFrame({column: _column(cells) for column, cells in layer.cells.items()})
        file = folder / f"{name}.parquet"
        if layer.shapes is None:
            frame.to_parquet(file, index=False, compression="zstd")
        else:
            shaped = gpd.GeoDataFrame(frame.assign(**{SHAPE: layer.shapes}), geometry=SHAPE, crs="EPSG:4326")
            shaped.to_parquet(file, index=False, compression="zstd", write_covering_bbox=True)
    for path, text in contents.files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def _column(cells: Any) -> Any:
    """Texts as text and days as days, even where all are missing."""
    import pyarrow as pa

    if cells.dtype.kind == "M":
        days: Any = [None if np.isnat(day) else day.item() for day in cells]
        return pd.array(days, dtype=pd.ArrowDtype(pa.date32()))
    if cells.dtype.kind == "O":
        return pd.array(cells, dtype=pd.ArrowDtype(pa.string()))
    return cells


def read_parquet(folder: Path) -> Held:
    """Read a data set.

    Raises
    ------
    DataError
        If pyarrow is not installed, or a file cannot be read.
    """
    _needed(folder)
    from pyarrow import ArrowException, parquet

    rows, doubts = {}, []
    for file in sorted(folder.glob("*.parquet")):
        try:
            table = parquet.read_table(file)
            names = [name for name in table.column_names if name not in (SHAPE, "bbox")]
            arrays = [table.column(name).to_pylist() for name in names]
            rows[file.stem], told = rows_of_layer(file.stem, names, arrays, _shapes(table), file.name)
        except (ArrowException, ValueError, KeyError, OSError) as error:
            raise _refused(file.name, f"cannot be read ({error})", "convert the data set anew") from None
        doubts += told
    texts = [folder / MANIFEST, folder / SEAL, *sorted((folder / FOLDER).glob("*.json"))]
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8", errors="replace")
        for path in texts
        if path.is_file() and path.stat().st_size < _MOST_BYTES
    }
    return Held(folder.name, rows, files, doubts)


def _shapes(table: "Table") -> list[Any] | None:
    import shapely

    if SHAPE not in table.column_names:
        return None
    return list(shapely.from_wkb(np.array(table.column(SHAPE).to_pylist(), dtype=object)))


def _needed(folder: Path) -> None:
    try:
        import pyarrow  # noqa: F401  whether it is there
    except ImportError:
        mend = "pip install 'waterbed[parquet]', or write a GeoPackage"
        raise _refused(folder.name, "needs the package pyarrow", mend) from None


def _refused(place: str, problem: str, mend: str) -> DataError:
    return DataError((Fault(place, problem, mend),))
