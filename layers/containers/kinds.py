"""Every container of a data set: which one a path or an address names, and its reader and writer."""

import errno
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from waterbed.layers.containers import geojson, geopackage, parquet, postgis, views, workbook
from waterbed.layers.containers.gis import Layer
from waterbed.layers.disk.file import new_file
from waterbed.layers.disk.folder import made_folder
from waterbed.layers.errors import DataError
from waterbed.layers.files.contents import Contents, Held
from waterbed.layers.manifest.shapes import MANIFEST


@dataclass(frozen=True, slots=True)
class Kind:
    """One format of files."""

    holds: Callable[[Path], bool]
    """Whether a file is a data set that waterbed wrote."""
    read: Callable[[Path], Held]
    write: Callable[[Path, Contents, Mapping[str, Layer]], None]


KINDS: Mapping[str, Kind] = {
    ".xlsx": Kind(workbook.holds_set, workbook.read_set, workbook.write_set),
    ".gpkg": Kind(geopackage.holds_set, geopackage.read_geopackage, geopackage.write_geopackage),
    ".geojson": Kind(geojson.holds_set, geojson.read_geojson, geojson.write_geojson),
    ".parquet": Kind(parquet.holds_set, parquet.read_parquet, parquet.write_parquet),
}
"""Formats that are read and written, by suffix; ``.parquet`` is a folder."""
VIEWS: Mapping[str, Callable[[Path, Contents, Mapping[str, Layer]], None]] = {
    ".kml": views.write_kml,
    ".csv": views.write_links,
}
"""Formats that are written only, of what is drawn: to look at, and the movements as one table of links."""
_CHANGED = "was changed since it was written; name another place, or move it away"


def holds_set(source: str | Path) -> bool:
    """Whether a file or a database holds a data set that waterbed wrote, not tables of others."""
    path = Path(source)
    kind = KINDS.get(path.suffix.lower())
    return postgis.names_set(str(source)) or (kind is not None and path.exists() and kind.holds(path))


def container(source: str | Path) -> Held | None:
    """What a file or a database holds of a data set; None where it is none that waterbed wrote.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    if not holds_set(source):
        return None
    if postgis.names_set(str(source)):
        return postgis.read_postgis(str(source))
    return KINDS[Path(source).suffix.lower()].read(Path(source))


def is_container(place: str | Path) -> bool:
    """Whether a path or an address names a container, there or not: anything but a folder of CSV tables."""
    return postgis.names_set(str(place)) or Path(place).suffix.lower() in {*KINDS, *VIEWS}


def write_container(place: str | Path, contents: Contents, layers: Mapping[str, Layer]) -> None:
    """Write a data set into a file or a database: whole or not at all.

    Raises
    ------
    FileExistsError
        If something is there that is no data set, or one that somebody has worked on since it was written.
    DataError
        If the format cannot hold it, or the database refuses.
    """
    if postgis.names_set(str(place)):
        held = postgis.read_postgis(str(place)) if postgis.is_there(str(place)) else None
        if held and not held.untouched:
            raise FileExistsError(errno.EEXIST, _CHANGED, held.name)
        postgis.write_postgis(str(place), contents, layers)
        return
    path = Path(place)
    suffix = path.suffix.lower()
    write = VIEWS[suffix] if suffix in VIEWS else KINDS[suffix].write
    if suffix == ".parquet":
        with made_folder(path, lambda _: dict.fromkeys(_parts(path)), MANIFEST) as made:
            write(made.files, contents, layers)
    else:
        with new_file(path, lambda _: bool(_untouched(path))) as staged:
            write(staged, contents, layers)


def _parts(path: Path) -> list[str]:
    """The files of a folder that waterbed wrote."""
    held = _untouched(path)
    return [*(f"{table}.parquet" for table in held.rows), *held.files]


def _untouched(path: Path) -> Held:
    """What is there, if it is a data set that nobody has worked on since it was written."""
    try:
        held = container(path)
    except DataError:
        held = None
    if held is None:
        said = "is there and is no data set that waterbed wrote; name another place or move it away"
    elif not held.untouched:
        said = _CHANGED
    else:
        return held
    raise FileExistsError(errno.EEXIST, said, str(path))
