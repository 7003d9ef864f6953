"""Packed files (XLSX, ODS, KMZ), looked through before a library unfolds them: it would stop for nothing."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from waterbed.layers.errors import DataError, Fault

MOST_UNPACKED = 2_000_000_000
_MOST_PARTS = 20_000
_MOST_TIMES = 300
_SMALL = 50_000_000
"""Limits for absurd input: bytes that a file may unfold to, files in it, and how many times its own size when it unfolds to
more than a little; sheets of real tables come to a tenth of that."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What Python raises for a packed file that is damaged, locked, or packed in a way that it does not know."""
_CHUNK = 1 << 20
_LONGEST = 200
"""Bytes that the tag of a cell can have at most, which a chunk must not cut."""
_CELL = re.compile(rb"""<(?:\w+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Za-z]+)([0-9]+)["'][^>/]*>""")
"""A cell that holds something: an empty one, as spreadsheets leave them far off with a colour, closes itself."""
_ROW = re.compile(rb"""<(?:\w+:)?row\s(?:[^>]*?\s)?r\s*=\s*["']([0-9]+)["']""")
_BARE = re.compile(rb"""<(?:\w+:)?c(?:\s+(?!r\s*=)[\w:]+\s*=\s*["'][^"'>]*["'])*\s*>""")
"""A row, and a cell that does not say where it is: in the next column."""


def look_through(path: Path) -> None:
    """Refuse a packed file that is broken, or unfolds to more than its own table of contents says or anybody needs.

    Raises
    ------
    DataError
        With what is wrong with it.
    """
    for _ in _parts(path):
        pass


def reach(path: Path) -> int:
    """Cells of the rectangle that the widest and longest sheet of an XLSX or XLSB spans, filled or not.

    A library makes room for all of it at once, whatever the file says of its dimensions.

    Raises
    ------
    DataError
        As :func:`look_through`.
    """
    spans: dict[str, tuple[int, int]] = {}
    for name, chunk in _parts(path):
        rows, columns = _sparse(chunk) if name.endswith(".bin") else _marked(chunk)
        before = spans.get(name, (0, 0))
        spans[name] = max(rows, before[0]), max(columns, before[1])
    return max((rows * columns for rows, columns in spans.values()), default=0)


def unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo | str) -> bytes:
    """The content of a file within, read in pieces: at once Python makes room for as much as a broken one says it has."""
    return b"".join(_chunks(packed, entry))


def _chunks(packed: zipfile.ZipFile, entry: zipfile.ZipInfo | str) -> Iterator[bytes]:
    with packed.open(entry) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def _parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file within, in pieces that overlap by a little; sheets of binary workbooks in one."""
    try:
        with zipfile.ZipFile(path) as packed:
            entries = packed.infolist()
            unfolded, size = sum(entry.file_size for entry in entries), path.stat().st_size
            if unfolded > MOST_UNPACKED or (unfolded > _SMALL and unfolded > _MOST_TIMES * size):
                problem = f"unfolds from {size:,} to {unfolded:,} bytes, which no table does"
                raise _refused(path, problem, "save it anew")
            if len(entries) > _MOST_PARTS:
                raise _refused(path, f"packs {len(entries):,} files", "save it anew")
            for entry in entries:
                if entry.filename.endswith(".bin"):
                    yield entry.filename, unpacked(packed, entry)
                    continue
                rest = b""
                for chunk in _chunks(packed, entry):
                    yield entry.filename, rest + chunk
                    rest = chunk[-_LONGEST:]
    except DataError:
        raise
    except BROKEN as error:
        raise _refused(path, f"is no whole packed file ({error})", "save it anew") from None


def _marked(chunk: bytes) -> tuple[int, int]:
    """Last row and column that a piece of XML names."""
    found = _CELL.findall(chunk)
    rows = max((int(row) for _, row in found), default=0)
    columns = max(map(_number, {letters for letters, _ in found}), default=0)
    if _BARE.search(chunk):
        rows = max(rows, *map(int, _ROW.findall(chunk)), 0)
        columns = max(columns, *(row.count(b"<") for row in chunk.split(b"row>")))
    return rows, columns


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - 64
    return number


def _sparse(records: bytes) -> tuple[int, int]:
    """Last row and column of the sheet of a binary workbook: its records of rows (0) and cells (1 to 11)."""
    at = rows = columns = 0
    while at < len(records):
        kind, at = _varying(records, at, 2)
        length, at = _varying(records, at, 4)
        if kind <= 11 and length >= 4:
            value = int.from_bytes(records[at : at + 4], "little") + 1
            rows, columns = (max(rows, value), columns) if kind == 0 else (rows, max(columns, value))
        at += length
    return rows, columns


def _varying(records: bytes, at: int, most: int) -> tuple[int, int]:
    """A number in seven bits a byte, and where it ends."""
    number = 0
    for shift in range(most):
        byte = records[at] if at < len(records) else 0
        number |= (byte & 127) << 7 * shift
        at += 1
        if byte < 128:
            break
    return number, at


def _refused(path: Path, problem: str, mend: str) -> DataError:
    return DataError((Fault(path.name, problem, mend),))
