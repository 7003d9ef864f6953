"""Broken and hostile files of every format that is read, and grids of odd cells, made by seeded mutations of good ones."""

import io
import json
import math
import random
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from html import escape
from importlib.util import find_spec
from pathlib import Path

from tests.layers.broken import CELLS, VALUES
from tests.layers.foreign.good import HEADER, ROWS, good_files
from tests.layers.packages import write_tiny
from waterbed import DataError, Dataset
from waterbed.layers.foreign.grid import Cell, Grid
from waterbed.layers.intake.reading import read_files, read_grids, settled
from waterbed.layers.intake.report import report

NAMES_ONLY = (Grid("names", [["from", "to", "date"], ["Nowhere", "Elsewhere", "03/04/2024"]]),)
"""A table of which only a date has to be settled; reading it takes up all that is read once."""
_SUFFIXES = {
    "delimited": (".csv", ".tsv"),
    "workbook": (".xlsx", ".ods", ".xls"),
    "vector": (".geojson", ".gpkg", ".shp", ".fgb", *([".parquet"] if find_spec("pyarrow") else [])),
    "placemarks": (".kml", ".kmz"),
}
READERS = (*_SUFFIXES, "manifest", "grids")
"""What is fuzzed: the readers of files, the manifest of a data set, and the import of grids, whatever they come from."""

_DEEP = 30_000
_LONG = 1_000_000
"""Bytes from which on single ones are broken alone, which is quick."""
_TEXTS: Sequence[str] = (
    *CELLS, "[" * _DEEP, "{\"a\":" * _DEEP, "<Folder>" * 5_000, "(" * _DEEP, "GEOMETRYCOLLECTION (" * _DEEP,
    "XFD1048576",
    "A1:XFD1048576", "A0", "ZZZZZZZ1", "1048576", "16384", "4294967296", "-1", "1e400", "null", "true", "#REF!",
    "&#0;", "&lol;",
    "<![CDATA[", "]]>", "<!--", '"', "'", "\r", "\n\n\n", ";;;;", "\t", "late 2021", "31/02/2024", "1.500", "1,5.0",
    "1.500,00",
    "from", "to", "lon", "date", "place", "EPSG:32648", "urn:ogc:def:crs:EPSG::999999", "LineString", "Polygon",
    "Point",
    "GeometryCollection", "[]", "[[]]", "[[1,2],[3]]", "[[NaN,1],[1e999,2]]", "nan", "-0.0", "١٢", "\u202e", "Total",
    "#geo+lat",
    "http://[x", "https://user:pw@a.example:99999999/", "x" * 40_000,
)  # fmt: skip
_JSON: Sequence[object] = (
    *VALUES, *CELLS[:60], math.nan, math.inf, 2**70, [[[1, 2], [3]]], {"type": "Point"}, {"type": "LineString"}, ["x"] * 500,
)  # fmt: skip
_IN_XML = re.compile(r">([^<>]+)<|=[\"']([^\"'<>]*)[\"']")
_TOKEN = re.compile(r"[\w.+:/#-]+|\s+|[^\w\s]")
_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    + "]>"
)


def broken(reader: str, folder: Path, seed: int) -> Path | Sequence[Grid]:
    """Make what a reader has to read, broken in one to three ways."""
    rng = random.Random(seed)  # noqa: S311  a seed, not a secret
    if reader == "grids":
        return [_grid(rng) for _ in range(rng.choice((1, 1, 2)))]
    if reader == "manifest":
        path = write_tiny(folder / "set") / "datapackage.json"
        path.write_bytes(_ways(path.read_bytes(), ".json", rng))
        return path
    suffix = rng.choice(_SUFFIXES[reader])
    files = dict(good_files()[suffix])
    name = rng.choice(sorted(files))
    files[name] = _ways(files[name], Path(name).suffix, rng)
    if len(files) > 1 and rng.random() < 0.1:
        files.pop(rng.choice(sorted(files)))
    for file, content in files.items():
        (folder / file).write_bytes(content)
    return folder / f"moves{suffix}"


def outcome(source: Path | Sequence[Grid], out: Path) -> str:
    """Read it and write it: "read", "asked" where something has to be settled first, "faults" where it is refused.

    Raises
    ------
    AssertionError
        If a message says too little, something is written from what was refused, or what was written cannot be read.
    """
    try:
        if isinstance(source, Path) and source.name == "datapackage.json":
            dataset = Dataset.read(source)
        else:
            reading = read_files([source]) if isinstance(source, Path) else read_grids(source, title="Grids")
            told = list(report(reading))
            assert told, "nothing is said about what was read"
            if reading.questions:
                return "asked"
            dataset = Dataset.of(settled(reading))
    except DataError as error:
        if not error.faults or not all(fault.file and fault.problem for fault in error.faults):
            raise AssertionError(f"A fault says too little: {error.faults}") from error
        if any(sign < " " and sign != "\n" for sign in str(error)):
            raise AssertionError(f"A message holds control characters: {str(error)!r}") from error
        if max(map(len, str(error).splitlines())) > 2_500:
            raise AssertionError(f"A message has {len(str(error)):,} characters") from error
        return "faults"
    dataset.write(out)
    try:
        Dataset.read(out)
    except DataError as error:
        raise AssertionError(f"What was written cannot be read: {error}") from error
    return "read"


def _ways(raw: bytes, suffix: str, rng: random.Random) -> bytes:
    packed = suffix in (".xlsx", ".ods", ".kmz")
    for _ in range(rng.choice((1, 1, 2, 3))):
        if packed and rng.random() < 0.8:
            raw = _within(raw, rng)
        elif suffix == ".gpkg" and rng.random() < 0.7:
            raw = _rows(raw, rng)
        elif suffix in (".geojson", ".json") and rng.random() < 0.5:
            raw = _tree(raw, rng)
        elif suffix == ".kml" and rng.random() < 0.5:
            raw = _said(raw, rng)
        elif suffix in (".csv", ".geojson", ".json", ".kml", ".prj", ".cpg") and rng.random() < 0.75:
            raw = _tokens(raw, rng)
        else:
            raw = _bytes(raw, rng)
    return raw


def _tree(raw: bytes, rng: random.Random) -> bytes:
    """Values of JSON become others, go, or stand in each other's place, so that it still is JSON."""
    try:
        tree = json.loads(raw)
    except (ValueError, RecursionError):
        return _tokens(raw, rng)
    if not isinstance(tree, dict | list):
        return _tokens(raw, rng)
    for _ in range(rng.choice((1, 2, 5))):
        slots, waiting = [], [tree]
        while waiting:
            holder = waiting.pop()
            keys = list(holder) if isinstance(holder, dict) else range(len(holder))
            slots += [(holder, key) for key in keys]
            waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
        if not slots:
            break
        holder, key = rng.choice(slots)
        act = rng.random()
        if act < 0.6:
            holder[key] = json.loads(json.dumps(rng.choice(_JSON)))
        elif act < 0.75:
            del holder[key]
        else:
            other, at = rng.choice(slots)
            holder[key] = json.loads(json.dumps(other[at]))
    return json.dumps(tree).encode()


def _said(raw: bytes, rng: random.Random) -> bytes:
    """What stands in the elements and attributes of XML becomes something else, so that it still is XML."""
    text = raw.decode("utf-8", "replace")
    for _ in range(rng.choice((1, 2, 5))):
        spans = [one for one in _IN_XML.finditer(text) if not one[0].startswith('="http')]
        if not spans:
            return _tokens(raw, rng)
        one = rng.choice(spans)
        group = 1 if one[1] is not None else 2
        said = rng.choice((escape(str(rng.choice(_TEXTS))), "", rng.choice(spans)[0].strip('<>="')))
        text = text[: one.start(group)] + said + text[one.end(group) :]
    return text.encode("utf-8", "replace")


def _tokens(raw: bytes, rng: random.Random) -> bytes:
    """Words, numbers and signs of a text become others, go, double, or change places; lines too."""
    if len(raw) > _LONG:
        return _bytes(raw, rng)
    tokens = _TOKEN.findall(raw.decode("utf-8", "replace")) or [""]
    for _ in range(rng.choice((1, 2, 5, 20))):
        at, act = rng.randrange(len(tokens)), rng.randrange(6)
        if act < 3:
            tokens[at] = rng.choice(_TEXTS)
        elif act == 3:
            tokens[at] = ""
        elif act == 4:
            span = tokens[at : at + rng.choice((1, 10, 100))]
            tokens[at:at] = span * rng.choice((1, 1, 50))
        else:
            other = rng.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
    text = "".join(tokens)
    if text.startswith("<?xml") and rng.random() < 0.05:
        text = _BOMB + text.partition("?>")[2].replace(">", ">&j;", 20)
    return text.encode("utf-8", "replace")


def _bytes(raw: bytes, rng: random.Random) -> bytes:
    """Bytes are cut, flipped, doubled, made zero, or come from nowhere."""
    at, to = sorted(rng.randrange(len(raw) + 1) for _ in range(2))
    to = min(to, at + rng.choice((1, 4, 64, 4096)))
    return rng.choice(
        [
            raw[:at],
            raw[:at] + raw[to:],
            raw[:at] + rng.randbytes(to - at) + raw[to:],
            raw[:at] + b"\0" * (to - at) + raw[to:],
            raw[:at] + b"\xff" * (to - at) + raw[to:],
            raw[:at] + raw[at:to] * 20 + raw[to:],
            raw[:at]
            + rng.choice([b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\0"])
            + raw[at:],
            b"",
        ]
    )


def _within(raw: bytes, rng: random.Random) -> bytes:
    """A file in a packed one is broken, goes, doubles, or unfolds to very much."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as before:
            parts = {entry.filename: before.read(entry) for entry in before.infolist()}
    except (
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        zipfile.LargeZipFile,
        zlib.error,
    ):
        return _bytes(raw, rng)
    name = rng.choice([part for part in parts if part != "mimetype"] or list(parts) or ["x"])
    act = rng.random()
    if act < 0.75:
        parts[name] = rng.choice((_tokens, _said))(parts.get(name, b""), rng)
    elif act < 0.85:
        parts[name] = _bytes(parts.get(name, b""), rng)
    elif act < 0.9:
        parts.pop(name, None)
    elif act < 0.95:
        parts[f"more/{name}"] = b"\0" * 60_000_000
    else:
        parts[name] = (
            parts.get(name, b"")
            .replace(b"</row>", b'<c r="XFD1048576"><v>1</v></c></row>')
            .replace(b"<table:table-cell", b'<table:table-cell table:number-columns-repeated="1000000"', 2)
        )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as after:
        for part, content in parts.items():
            after.writestr(part, content)
    return out.getvalue()


_STATEMENTS = (
    "update moves set geom = randomblob(40)",
    "update moves set geom = substr(geom, 1, 20) where fid = 1",
    "update moves set geom = null",
    "update moves set date = 'late 2021' where fid = 2",
    "update moves set number = 9e999",
    "update moves set source = x'ff00fe'",
    "update moves set note = zeroblob(100000)",
    "update gpkg_geometry_columns set srs_id = 99999",
    "update gpkg_geometry_columns set srs_id = -1",
    "update gpkg_geometry_columns set geometry_type_name = 'POINT'",
    "update gpkg_geometry_columns set column_name = 'nowhere'",
    "update gpkg_contents set table_name = 'gone'",
    "update gpkg_contents set data_type = 'tiles'",
    "delete from gpkg_contents",
    "delete from gpkg_geometry_columns",
    "delete from gpkg_spatial_ref_sys",
    "update gpkg_spatial_ref_sys set definition = 'nonsense'",
    "delete from moves",
    "alter table moves add column geom2 blob",
    'alter table moves rename column source to "so\'u""rce"',
    "create view more as select * from moves, moves as other",
    'create table "it\'s; drop" (a text)',
    "drop table moves",
)


def _rows(raw: bytes, rng: random.Random) -> bytes:
    """What a GeoPackage says of itself, and its rows, become something else."""
    base = sqlite3.connect(":memory:")
    try:
        base.deserialize(raw)
        for trigger in base.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            base.execute(f'drop trigger "{trigger[0]}"')
        base.execute(rng.choice(_STATEMENTS))
        base.commit()
        return base.serialize()
    except (
        sqlite3.Error,
        OverflowError,
        MemoryError,
        UnicodeDecodeError,
    ):  # where hardly anything is left of the file
        return _bytes(raw, rng)
    finally:
        base.close()


_HEADERS = (
    *HEADER, "", "place", "country", "lat", "lon", "year", "month", "day", "start", "end", "kind", "unit", "label",
    "low", "high",
    "2019", "2020", "Jan 2021", "geometry", "location", "id", "#date", "From", "from country", "ISO", "admin1",
    "cause", "x" * 500,
)  # fmt: skip
_VALUES: Sequence[Cell] = (
    None, True, False, 0, 1, -1, 7, 2024, 45356, 20240405, 12.5, 1e308, -1e308, math.nan, math.inf, -math.inf,
    10**30, 2**63, 1e-320,
    date(2024, 4, 5), date.min, date.max, datetime(2024, 4, 5, 13, 7), datetime.max, datetime.min, time(3, 4),
    timedelta(days=3),
    timedelta.max, "Bavet", "Cambodia", "KH", "Myanmar", "2024", "03/04/2024", "13/04/2024", "0", "n/a", "Total",
    *_TEXTS,
)  # fmt: skip


def _grid(rng: random.Random) -> Grid:
    """A table of odd cells under headers of which some are known."""
    if rng.random() < 0.4:
        rows: list[list[Cell]] = [list(row) for row in (HEADER, *ROWS)]
        for _ in range(rng.choice((1, 3, 10))):
            row = rng.choice(rows)
            row[rng.randrange(len(row))] = rng.choice(_VALUES)
    else:
        width = rng.choice((1, 2, 4, 9))
        rows = [rng.choices(_HEADERS, k=width)]
        kinds = [rng.sample(_VALUES, rng.choice((1, 3, len(_VALUES)))) for _ in range(width)]
        for _ in range(rng.choice((0, 1, 5, 40))):
            rows.append([rng.choice(kind) for kind in kinds][: rng.choice((width, width, width, 1))])
    if rng.random() < 0.2:
        rows.insert(0, [rng.choice(_VALUES)])
    return Grid("grid", rows, sheet=rng.choice(("", "Sheet")), has_header=rng.random() < 0.3)
