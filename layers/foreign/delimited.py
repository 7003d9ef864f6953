"""Text tables of any separator and encoding, as people export them: what was settled is said."""

import csv
import io
import re
from collections import Counter
from pathlib import Path

from charset_normalizer import from_bytes

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.csv import MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, cell_limit
from waterbed.layers.files.form import MOST_BYTES
from waterbed.layers.foreign.grid import Grid

_SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257")
"""Of Western, Central European, Turkish and Baltic languages, in this order where they fit alike."""
_OTHERS = (
    *(
        "cp1251",
        "koi8_r",
        "cp1253",
        "cp1255",
        "cp1256",
        "cp874",
        "cp1258",
        "gb18030",
        "big5",
        "shift_jis",
        "euc_jp",
    ),
    *("euc_kr", "cp866", "cp1252"),
)
_LOOKED_AT = 50
"""Rows by which the separator is found."""


def read_delimited(path: Path, encoding: str = "") -> Grid:
    """Read a text table; in an encoding that the user names, else in the one that fits.

    Raises
    ------
    DataError
        If the file is too large, or no table can be seen in it.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise _refused(path, f"has {size:,} bytes", f"a table takes {MOST_BYTES:,} at most")
    text, encoding = _decoded(path.read_bytes(), path, encoding)
    told, first_row = text, 1
    separator = ""
    if text[:4].casefold() == "sep=":  # Excel's own line above the header
        line, _, told = text.partition("\n")
        separator, first_row = line.strip()[4:5], 2
    separator = separator or _separator(told)
    with cell_limit(MOST_CHARACTERS):
        try:
            rows = list(csv.reader(io.StringIO(told, newline=""), delimiter=separator))
        except csv.Error as error:
            raise _refused(path, f"cannot be read as a table ({error})", "save it anew as CSV") from None
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) > MOST_COLUMNS:
        raise _refused(path, "is too large", f"a table takes {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns")
    notes = [f"{_SIGNS[separator]} between the columns"] if separator in _SIGNS and separator != "," else []
    notes += [f"encoding {encoding}"] if encoding not in ("UTF-8", "ASCII") else []
    return Grid(path.name, rows, first_row=first_row, notes=tuple(notes))


def _decoded(raw: bytes, path: Path, said: str) -> tuple[str, str]:
    if said:
        try:
            return raw.decode(said, errors="replace"), said
        except LookupError:
            raise _refused(
                path, f"cannot be in {said!r}, which is no encoding", "write one like cp1252"
            ) from None
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace"), "UTF-8" if encoding == "utf-8-sig" else "UTF-16"
    try:
        text, encoding = raw.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        text, encoding = _guessed(raw)
    if "\0" in text:
        raise _refused(path, "is no text", "name a table: CSV, XLSX, ODS, GeoPackage, GeoJSON, KML …")
    return text, encoding


def _guessed(raw: bytes) -> tuple[str, str]:
    """An encoding of Latin letters where few letters are not plain, the one whose words are whole; else what fits best."""
    high = sum(byte > 127 for byte in raw)
    plain = len(re.findall(rb"[A-Za-z]", raw))
    if high < 0.35 * plain:
        encoding = min(
            _LATIN, key=lambda one: (_cut_words(raw.decode(one, errors="replace")), _LATIN.index(one))
        )
    else:
        best = from_bytes(raw[:200_000], cp_isolation=list(_OTHERS)).best()
        encoding = best.encoding if best else "cp1252"
    said = {"cp1252": "Windows-1252", "cp1251": "Windows-1251", "cp1250": "Windows-1250"}
    return raw.decode(encoding, errors="replace"), said.get(encoding, encoding.replace("_", "-"))


def _cut_words(text: str) -> int:
    """How many signs that are no letters stand within words, or letters that no language puts there."""
    return len(
        re.findall(
            r"(?<=[^\W\d_])[^\w\s'’.,;:()/\-–—&\"|](?=[^\W\d_])|(?<![^\W\d_])[£¥¿¡³¹œŸ¼¾](?=[^\W\d_])|\ufffd",
            text,
        )
    )


def _separator(text: str) -> str:
    """The sign that cuts most of the first rows into the same number of cells, more than one; a comma where none does."""
    head = text[:100_000]
    best, score = ",", (0.0, 0)
    for sign in _SIGNS:
        with cell_limit(MOST_CHARACTERS):
            try:
                rows = [row for row in csv.reader(io.StringIO(head, newline=""), delimiter=sign) if any(row)]
            except csv.Error:
                continue
        widths = Counter(len(row) for row in rows[:_LOOKED_AT])
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        found = (times / sum(widths.values()), width) if width > 1 else (0.0, 0)
        if found > score:
            best, score = sign, found
    return best


def _refused(path: Path, problem: str, mend: str) -> DataError:
    return DataError((Fault(path.name, problem, mend),))
