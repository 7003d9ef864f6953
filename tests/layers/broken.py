"""Hostile and broken data packages, made by seeded mutations of the bundled one."""

import csv
import io
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from waterbed import DataError, Dataset
from waterbed.layers.files.bundled import DEFAULT, bundled_sets
from waterbed.layers.manifest.profiles import profiles
from waterbed.layers.redaction.redact import redact

Mutation = Callable[[Path, random.Random], None]

CELLS = [
    "", " ", "\t", "0", "-1", "1e308", "1e999", "nan", "inf", "-0", "1_000", "١٢", "9" * 400, "0x10", "1,5", "12.5.6",
    "2024-13", "2024-02-30", "2024-04/2023", "/", "../..", "0000", "9999-12-31/", "2024~?", "20XX-XX", "2024-24", "-0001",
    "Y17E8", "2024-04-05T00:00Z", "31/12/2024", "late 2024", "\u202e2024", "2024\u00a0", ";", ";;;", "a;b;a", "a" * 70000,
    "../../etc/passwd", "CON", "<script>alert(1)</script>", "</script>", "{{ 7*7 }}", "{% raw %}", "'; drop table x; --",
    "=cmd|'/c calc'!A1", "\x1b[31m", "\x7f", "\ufeff", "\ud7ff\ue000", "\U0010ffff", "e\u0301", "👩‍🚒" * 50, "NULL", "None",
    "POINT (1 2)", "POLYGON ((0 0, 1 1))", "POLYGON EMPTY", "GEOMETRYCOLLECTION (POINT (1 1))", "POINT (nan nan)",
    "POLYGON ((0 0, 1 0, 1 1, 0 0)", "MULTIPOLYGON (((0 0, 9e300 0, 1 1, 0 0)))", "POINT Z (1 2 3)", "cambodia", "KH", "kh",
    "[cambodia]", "[]]][", "[;]", "cambodia;cambodia", "raid", "fraud_hub", "people", "1 2 3 4", "1 2 3", "region",
    "-180 -90 180 90",
]  # fmt: skip

VALUES: list[Any] = [
    None, True, 0, -1, 1e300, "", "x", "2024-01-01", "2024", [], {}, [[]], [1, 2], {"a": 1}, [None], {"en": None}, "\ud800",
    ["en", "en"], ["xx-"], [1], {"region": [0, 0, 0, 0]}, {"region": ["a"] * 4}, {"region": [1, 2, 3, 4]},
    {"public": 3}, {"public": {"dates": ["month"]}}, {"public": {"leave_out": {"records": ["nobody"], "columns": [3]}}},
    {"public": {"coordinates": {}}}, {"public": {"marking": {"en": 3}, "words": [{}]}}, {"": {}},
    {"public": {"min_group": 10**9}},
    [{"name": "events"}], [{"name": "events", "path": "../events.csv"}], [{"name": ["events"]}],
    [{"name": "events", "path": 3}],
    [{"name": "events", "path": "events.csv", "schema": {"fields": 3}}], "9" * 5000,
]  # fmt: skip


def _cells(folder: Path, rng: random.Random) -> None:
    """Some cells of a table, or one column or row of it, become something else."""
    file, rows = _table(folder, rng)
    if len(rows) < 2:
        return
    for _ in range(rng.choice((1, 1, 3, 40))):
        row = rng.randrange(1, len(rows))
        if rows[row]:
            rows[row][rng.randrange(len(rows[row]))] = rng.choice(CELLS)
    _write(file, rows)


def _column(folder: Path, rng: random.Random) -> None:
    """A column goes, doubles, is renamed, moves, or holds one thing all the way down."""
    file, rows = _table(folder, rng)
    if not rows or not rows[0]:
        return
    at, act = rng.randrange(len(rows[0])), rng.randrange(5)
    for number, row in enumerate(rows):
        if at >= len(row):
            continue
        cell = row.pop(at)
        if act == 1:
            row[at:at] = [cell, cell]
        elif act == 2:
            row.insert(
                at,
                cell
                if number
                else rng.choice(["", "id", " ", "label_", "label_en_fr", "Label_EN", "x" * 300]),
            )
        elif act == 3:
            row.append(cell)
        elif act == 4:
            row.insert(at, CELLS[(at * 7) % len(CELLS)] if number else cell)
    _write(file, rows)


def _rows(folder: Path, rng: random.Random) -> None:
    """Rows go, double, get longer or shorter, or change places with those of another table."""
    file, rows = _table(folder, rng)
    act = rng.randrange(5)
    if act == 0:
        rows = rows[: rng.randrange(len(rows) + 1)]
    elif act == 1 and len(rows) > 1:
        rows.append(list(rng.choice(rows[1:])))
    elif act == 2 and len(rows) > 1:
        rng.choice(rows[1:]).extend(["more"] * rng.randrange(1, 4))
    elif act == 3 and len(rows) > 1:
        row = rng.choice(rows[1:])
        del row[rng.randrange(len(row) or 1) :]
    else:
        rows = _table(folder, rng)[1]
    _write(file, rows)


def _bytes(folder: Path, rng: random.Random) -> None:
    """The bytes of a file are cut, flipped, said in another encoding, or not text at all."""
    file = rng.choice(sorted(folder.glob("*.*")))
    raw = file.read_bytes()
    at = rng.randrange(len(raw) or 1)
    file.write_bytes(
        rng.choice(
            [
                raw[:at],
                raw[:at] + bytes([rng.randrange(256)]) + raw[at + 1 :],
                raw[:at]
                + rng.choice([b"\0", b'"', b"\r", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80"])
                + raw[at:],
                raw.decode("utf-8", "replace").encode("utf-16"),
                raw.decode("utf-8", "replace").encode("cp1252", "replace"),
                raw.replace(b"\n", b"\r"),
                raw.replace(b",", rng.choice([b";", b"\t", b",,"])),
                b"\xef\xbb\xbf" + raw,
                rng.randbytes(2000),
                b"",
            ]
        )
    )


def _manifest(folder: Path, rng: random.Random) -> None:
    """A value of the manifest, at any depth of the first two, becomes something else."""
    file = folder / "datapackage.json"
    meta = json.loads(file.read_text(encoding="utf-8"))
    inner = meta["waterbed"] if rng.random() < 0.7 else meta
    key = rng.choice([*inner, "profiles", "edition", "views", "as_of", "languages", "licenses"])
    if rng.random() < 0.2:
        inner.pop(key, None)
    else:
        inner[key] = rng.choice(VALUES)
    file.write_text(json.dumps(meta), encoding="utf-8")


def _files(folder: Path, rng: random.Random) -> None:
    """A file goes, is a folder, or changes names with another."""
    files = sorted(folder.glob("*.*"))
    file, other = rng.choice(files), rng.choice(files)
    act = rng.randrange(3)
    content, more = file.read_bytes(), other.read_bytes()
    if act == 0:
        file.unlink()
    elif act == 1:
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(more)
        other.write_bytes(content)


MUTATIONS: tuple[Mutation, ...] = (
    _cells,
    _cells,
    _cells,
    _column,
    _rows,
    _bytes,
    _manifest,
    _manifest,
    _files,
)


def mutate(folder: Path, seed: int) -> str:
    """Copy the bundled set to a new folder and break it in one to three ways; return what was done."""
    rng = random.Random(seed)  # noqa: S311  a seed, not a secret
    shutil.copytree(bundled_sets()[DEFAULT], folder)
    done = []
    for _ in range(rng.choice((1, 1, 2, 3))):
        mutation = rng.choice(MUTATIONS)
        try:
            mutation(folder, rng)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, csv.Error):
            continue  # what an earlier way left is too broken to be broken further
        done.append(mutation.__name__.strip("_"))
    return ", ".join(done)


def outcome(folder: Path) -> str:
    """Read a data package: "read", or "faults" if it is refused as it should be; anything else is raised.

    A set that can be read can also be redacted.
    """
    try:
        dataset = Dataset.read(folder)
        redact(dataset, profiles(dataset.meta)["public"])
    except DataError as error:
        if not error.faults or not all(fault.file and fault.problem for fault in error.faults):
            raise AssertionError(f"A fault says too little: {error.faults}") from error
        if not str(error).isprintable() and any(c < " " and c != "\n" for c in str(error)):
            raise AssertionError(f"A message holds control characters: {str(error)!r}") from error
        return "faults"
    return "read"


def _table(folder: Path, rng: random.Random) -> tuple[Path, list[list[str]]]:
    file = rng.choice(sorted(folder.glob("*.csv")))
    return file, list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))


def _write(file: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    file.write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))
