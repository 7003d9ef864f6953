"""Files of sightings, read part by part: CSV and Parquet, and what their columns are."""

import csv
import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from waterbed.layers.errors import DataError, Fault, did_you_mean, some
from waterbed.layers.foreign import vector

_PARQUET = (".parquet", ".pq")
_TEXT = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz")
SUFFIXES = (*_TEXT, *_PARQUET)
Piece: TypeAlias = tuple[int, ...] | None
"""Row groups of a file of Parquet; None is a file as a whole."""
PART = 250_000
"""Rows that are read at a time."""
_USUAL = {
    "group": "group groupid mmsi imo entity entityid deviceid device vesselid vessel trackid track subscriberid subscriber"
    " imsi imei msisdn userid user tagid individuallocalidentifier callsign",
    "lon": "lon longitude long lng x locationlong decimallongitude longitudedeg londeg",
    "lat": "lat latitude y locationlat decimallatitude latitudedeg latdeg",
    "time": "time timestamp basedatetime datetime datetimeutc timestamputc timeutc ts t utc recordedat observedat"
    " seenat eventdate date",
    "count": "count n number",
}
"""Names that columns usually have, their letters and digits alone: those of ships', animals' and devices' tracks too."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of the columns of sightings."""

    group: str = ""
    lon: str = ""
    lat: str = ""
    time: str = ""
    count: str = ""
    """"" where each sighting counts once."""

    @property
    def named(self) -> dict[str, str]:
        """What each column says, by its name in the files."""
        listed = {name: getattr(self, name) for name in ("group", "lon", "lat", "time", "count")}
        return {column: name for name, column in listed.items() if column}


@dataclass(frozen=True, slots=True)
class Sightings:
    """Sightings in files, none of them read as a whole."""

    files: tuple[Path, ...]
    columns: Columns
    rows: int
    """How many there are; an estimate where there are files of text."""
    frame: pd.DataFrame | None = None
    """Where they are in memory; the one file is then a name for it."""

    def parts(self, rows: int = PART) -> Iterator[pd.DataFrame]:
        """Read them part by part: ``group``, ``lon``, ``lat``, ``time`` and, where there is one, ``count``, as they stand.

        Raises
        ------
        DataError
            If a file cannot be read to its end.
        """
        for path in self.files:
            yield from self.parts_of(path, rows)

    def parts_of(self, path: Path, rows: int = PART, piece: Piece = None) -> Iterator[pd.DataFrame]:
        """Read one file part by part, as `parts`, or a piece of it as `pieces_of` gives it."""
        yield from self._columns(path, self.columns.named, rows, piece)

    def pieces_of(self, path: Path, rows: int) -> list[Piece]:
        """Cut a file of Parquet into pieces of about so many rows; None, all of it, for a file of text."""
        if self.frame is not None or _suffix(path) not in _PARQUET:
            return [None]
        metadata = _parquet(path).metadata
        pieces: list[list[int]] = [[]]
        held = 0
        for number in range(metadata.num_row_groups):
            more = metadata.row_group(number).num_rows
            if pieces[-1] and held + more > rows:
                pieces.append([])
                held = 0
            pieces[-1].append(number)
            held += more
        return [tuple(piece) for piece in pieces]

    def times_of(self, path: Path, rows: int = PART) -> Iterator[pd.Series]:
        """Read the times of one file part by part."""
        for part in self._columns(path, {self.columns.time: "time"}, rows):
            yield part["time"]

    def _columns(
        self, path: Path, named: Mapping[str, str], rows: int, piece: Piece = None
    ) -> Iterator[pd.DataFrame]:
        if self.frame is None:
            yield from _parts(path, named, rows, piece)
            return
        whole = self.frame[list(named)].rename(columns=dict(named))
        for start in range(0, max(len(whole), 1), rows):
            yield whole.iloc[start : start + rows]


def find_sightings(named: Sequence[str | Path], columns: Columns) -> Sightings:
    """Find files of sightings and their columns.

    Parameters
    ----------
    named
        Files, folders (all files of a known format in them) and patterns such as ``2024/*.parquet``.
    columns
        Names that the user gives; what is "" is found by the usual names.

    Raises
    ------
    DataError
        If there is no such file, one cannot be read, or lacks a column.
    """
    files = tuple(dict.fromkeys(path for one in named for path in _files(str(one))))
    headers = {path: _header(path) for path in files}
    known = _found(headers[files[0]], columns, files[0].name)
    wrong = [
        Fault(path.name, f"has no column {name}, as {files[0].name} has", f"it has {some(header)}")
        for path, header in headers.items()
        for name in known.named
        if name not in header
    ]
    if wrong:
        raise DataError(tuple(wrong))
    return Sightings(files, known, sum(_rows(path) for path in files))


def sightings_of(frame: pd.DataFrame, columns: Columns) -> Sightings:
    """Sightings in memory, and their columns.

    Raises
    ------
    DataError
        If the frame lacks a column.
    """
    header = [str(name) for name in frame.columns]
    return Sightings((Path("sightings"),), _found(header, columns, "sightings"), len(frame), frame)


def _files(named: str) -> list[Path]:
    if "://" in named:
        raise _refused(named, "is an address", "name files on this machine")
    path = Path(named)
    if path.is_dir():
        found = sorted(one for one in path.rglob("*") if one.is_file() and _suffix(one))
        if not found:
            raise _refused(named, "has no file of sightings in it", f"they can be {', '.join(SUFFIXES)}")
        return found
    found = [path] if path.is_file() else sorted(Path(one) for one in glob(named, recursive=True))  # noqa: PTH207 - it takes absolute patterns too
    if not found:
        near = (
            did_you_mean(path.name, (one.name for one in path.parent.iterdir()))
            if path.parent.is_dir()
            else ""
        )
        raise _refused(named, "is not there", near or "name the file with its folder")
    for one in found:
        if not _suffix(one):
            layer = one.suffix.lower() in vector.SUFFIXES
            points = "save its points as CSV with their coordinates (GEOMETRY=AS_XY)" if layer else ""
            mend = points or f"it can be {', '.join(SUFFIXES)}"
            raise _refused(one.name, "is of no format that sightings are read from", mend)
    return found


def _suffix(path: Path) -> str:
    return next((one for one in SUFFIXES if path.name.lower().endswith(one)), "")


def _refused(place: str, problem: str, mend: str) -> DataError:
    return DataError((Fault(place, problem, mend),))


def _found(header: Sequence[str], columns: Columns, file: str) -> Columns:
    found, wrong = {}, []
    bare = {re.sub(r"[^a-z0-9]", "", name.casefold()): name for name in reversed(header)}
    for name, usual in _USUAL.items():
        given = getattr(columns, name)
        if given and given not in header:
            mend = did_you_mean(given, header) or f"it has {some(header)}"
            wrong.append(Fault(file, f'has no column "{given}" ({name})', mend))
        found[name] = given or next((bare[one] for one in usual.split() if one in bare), "")
        if not found[name] and name != "count":
            wrong.append(
                Fault(
                    file,
                    f"has no column that is called like a {_SAYS[name]}",
                    f"name it: --{name}; it has {some(header)}",
                )
            )
    if wrong:
        raise DataError(tuple(wrong))
    return Columns(**found)


_SAYS = {"group": "group", "lon": "longitude", "lat": "latitude", "time": "time"}


def _header(path: Path) -> list[str]:
    if _suffix(path) in _PARQUET:
        return list(_parquet(path).schema_arrow.names)
    with _told(path):
        line, delimiter = _first_line(path)
    header = next(csv.reader([line], delimiter=delimiter), [])
    if not header:
        raise _refused(path.name, "holds nothing", "name a file with sightings in it")
    return header


def _first_line(path: Path) -> tuple[str, str]:
    opened = gzip.open if path.name.lower().endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
        line = file.readline(100_000).rstrip("\r\n")
    return line, max(",;\t|", key=line.count)


def _rows(path: Path) -> int:
    """How many rows a file has; of text by the length of its first lines."""
    if _suffix(path) in _PARQUET:
        return int(_parquet(path).metadata.num_rows)
    size = path.stat().st_size
    if path.name.lower().endswith(".gz"):
        return size // 10
    with path.open("rb") as file:
        head = file.read(100_000)
    return size * head.count(b"\n") // max(len(head), 1)


def _parts(path: Path, named: Mapping[str, str], rows: int, piece: Piece) -> Iterator[pd.DataFrame]:
    with _told(path):
        if _suffix(path) in _PARQUET:
            for batch in _parquet(path).iter_batches(rows, piece, columns=list(named)):
                # Else whole numbers become fractions in a part where one is missing, and groups others than elsewhere.
                yield batch.to_pandas(integer_object_nulls=True)[list(named)].rename(columns=named)
            return
        _, delimiter = _first_line(path)
        texts = {column: "str" for column, name in named.items() if name in ("group", "time")}
        # "NA" may be the name of a group: an empty cell alone is nothing.
        options: dict[str, Any] = {
            "dtype": texts,
            "keep_default_na": False,
            "na_values": [""],
            "encoding": "utf-8-sig",
            "decimal": "," if delimiter == ";" else ".",
        }
        with pd.read_csv(
            path, sep=delimiter, usecols=list(named), chunksize=rows, low_memory=False, **options
        ) as parts:
            for part in parts:
                yield part[list(named)].rename(columns=named)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say which file it was that could not be read."""
    try:
        yield
    except UnicodeDecodeError:
        raise _refused(path.name, "is not in UTF-8", 'save it as "CSV UTF-8"') from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError, EOFError, gzip.BadGzipFile) as error:
        said = " ".join(str(error).split())
        raise _refused(path.name, f"cannot be read to its end ({said})", "save it anew") from None
    except (OSError, ValueError) as error:
        # Arrow's own errors are of these, and of its own module or without a number; all others name what they are about.
        unnumbered = isinstance(error, OSError) and error.errno is None
        named = f"{type(error).__module__}{type(error).__name__}{error}".lower()
        if not unnumbered and "arrow" not in named and "parquet" not in named:
            raise
        said = " ".join((str(error) or type(error).__name__).split())
        raise _refused(path.name, f"cannot be read ({said})", "it may be cut short: copy it anew") from None


def _parquet(path: Path) -> Any:
    if find_spec("pyarrow") is None:
        raise _refused(
            path.name, "needs the package pyarrow", "pip install 'waterbed[parquet]', or save it as CSV"
        )
    from pyarrow import parquet

    with _told(path):
        return parquet.ParquetFile(path)
