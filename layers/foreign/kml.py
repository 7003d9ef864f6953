"""KML and KMZ: placemarks as rows, with the resolution of their dates kept, so that 2024 stays 2024."""

import logging
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.foreign.grid import Grid
from waterbed.layers.foreign.packed import look_through, unpacked
from waterbed.layers.foreign.vector import grid_of_frame

with warnings.catch_warnings():
    warnings.simplefilter(
        "ignore"
    )  # it would say on every command that a package for pretty printing is not there
    from fastkml import KML, Placemark, TimeStamp

SUFFIXES = (".kml", ".kmz")
_MOST_BYTES = 200_000_000
_MOST_DEPTH = 50
"""Limits for absurd input: bytes of the document, and folders in one another."""
_LENGTHS = {"year": 4, "year_month": 7}
_COLUMNS = ("name", "folder", "date", "start", "end", "description")


def read_placemarks(path: Path) -> list[Grid]:
    """Read the placemarks of a file: name, folder, dates, description as text, extended data, shape.

    Links to other files are not followed.

    Raises
    ------
    DataError
        If the file is no KML, or unfolds to more than it should.
    """
    raw, passed = _document(path), _Passed()
    logger = logging.getLogger("fastkml")
    logger.addHandler(passed)
    try:
        document = KML.from_string(raw, strict=False)  # type: ignore[arg-type]  # bytes, whose declaration names their encoding
    except Exception as error:
        raise _refused(path, f"cannot be read as KML ({type(error).__name__})", "export it anew") from None
    finally:
        logger.removeHandler(passed)
    rows: list[dict[str, Any]] = []
    shapes: list[Any] = []
    for placemark, folder in _placemarks(document.features, "", 0, path):
        start, end, when = _times(placemark)
        data = getattr(placemark.extended_data, "elements", None) or ()
        rows.append(
            {
                "name": placemark.name, "folder": folder, "date": when, "start": start, "end": end,
                "description": _plain(placemark.description),
                **{str(one.name): one.value for one in data if getattr(one, "name", None)},
            }
        )  # fmt: skip
        shapes.append(_shape(placemark, passed))
    if not rows:
        raise _refused(path, "holds no placemark", "export the places with it")
    frame = gpd.GeoDataFrame(rows, geometry=shapes, crs=4326)
    used = [name for name in frame.columns if name == "geometry" or frame[name].notna().any()]
    return [grid_of_frame(frame[used], path.name, notes=passed.notes())]


class _Passed(logging.Handler):
    """What the library tells its log that it has passed over: parts that say nothing it can read."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.parts.append(" ".join(record.getMessage().split()))

    def notes(self) -> list[str]:
        """One line for all; the library tells some of them twice."""
        parts = [part[:100] for part in dict.fromkeys(self.parts)]
        more = f" and {len(parts) - 2:,} more" if len(parts) > 2 else ""
        return [f"passed over, since it cannot be read: {'; '.join(parts[:2])}{more}"] if parts else []


def _shape(placemark: Placemark, passed: _Passed) -> BaseGeometry | None:
    try:
        return None if placemark.geometry is None else shapely.from_wkt(placemark.geometry.wkt)
    except Exception as error:  # of either library, over coordinates that make no shape
        passed.parts.append(f"the shape of {placemark.name} ({type(error).__name__})")
        return None


def _document(path: Path) -> bytes:
    if path.suffix.lower() == ".kml":
        if path.stat().st_size > _MOST_BYTES:
            raise _refused(path, "is too large", f"a KML takes {_MOST_BYTES:,} bytes at most")
        return path.read_bytes()
    look_through(path)
    with zipfile.ZipFile(path) as packed:
        inside = [entry for entry in packed.infolist() if entry.filename.lower().endswith(".kml")]
        if not inside:
            raise _refused(path, "holds no KML", "export it anew")
        first = min(inside, key=lambda entry: (entry.filename != "doc.kml", entry.filename))
        if first.file_size > _MOST_BYTES:
            raise _refused(path, "unfolds to too much", f"a KML takes {_MOST_BYTES:,} bytes at most")
        return unpacked(packed, first)


def _placemarks(
    features: Iterable[Any], folder: str, depth: int, path: Path
) -> Iterator[tuple[Placemark, str]]:
    if depth > _MOST_DEPTH:
        raise _refused(path, f"has folders more than {_MOST_DEPTH} deep", "flatten them")
    for feature in features:
        if isinstance(feature, Placemark):
            yield feature, folder
        elif hasattr(feature, "features"):
            inner = feature.name if type(feature).__name__ == "Folder" and feature.name else folder
            yield from _placemarks(feature.features, inner, depth + 1, path)


def _times(placemark: Placemark) -> tuple[str | None, str | None, str | None]:
    """Start, end and date, each as exact as the file says it."""
    times = placemark.times
    if times is None:
        return None, None, None
    if isinstance(times, TimeStamp):
        return None, None, _edtf(times.timestamp)
    return _edtf(times.begin), _edtf(times.end), None


def _edtf(when: Any) -> str | None:
    if when is None:
        return None
    length = _LENGTHS.get(when.resolution.name, 10)
    return str(when.dt.isoformat()[:length])


class _Text(HTMLParser):
    """The text of a description, which is often HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def _plain(description: str | None) -> str | None:
    if not description:
        return None
    parser = _Text()
    try:
        parser.feed(description)
    except AssertionError:  # which Python's parser raises over what begins like a section and is none
        parser.parts = [description]
    return " ".join(" ".join(parser.parts).split()) or None


def _refused(path: Path, problem: str, mend: str) -> DataError:
    return DataError((Fault(path.name, problem, mend),))
