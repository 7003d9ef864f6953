"""A data set as text by table, between its frames and any container that it is written into or read from."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

import pandas as pd

from waterbed.layers.errors import DataError, Fault, did_you_mean, kept
from waterbed.layers.files.csv import table_of_rows
from waterbed.layers.files.form import Form
from waterbed.layers.files.manifest import manifest_of
from waterbed.layers.files.raw import Package, RawTable
from waterbed.layers.files.sheets import LOSSLESS, Csv
from waterbed.layers.locale.file import Content, content_of, files_of
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.layers.schema.tables import TABLES, Column, columns
from waterbed.layers.schema.vocabulary import Vocabulary, bundled

WORDS = "vocabulary.csv"
"""Words that a data set brings along."""
SEAL = "seal.txt"
"""A checksum of what was written, by which it shows whether somebody has worked on it since."""
VOCABULARY = "vocabulary"
"""The table of these words."""


@dataclass(frozen=True, slots=True, eq=False)
class Contents:
    """What a container holds of a data set: all of it, as text."""

    meta: Mapping[str, Any]
    """Content of ``datapackage.json``."""
    tables: Mapping[str, pd.DataFrame]
    """The cells of each table as text, "" when empty; `VOCABULARY` last, where there are words of its own."""
    locales: Mapping[str, Content] = field(default_factory=dict)
    """Languages of its own by code."""
    languages: tuple[str, ...] = ("en",)
    """Languages of the texts, default first."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Words to choose from, those of its own with them."""
        own = self.tables.get(VOCABULARY)
        return bundled() if own is None else bundled().with_own(own.set_index(["group", "word"]))

    @property
    def files(self) -> dict[str, str]:
        """What is no table, by the path that it has in a folder: the manifest, the languages and `SEAL`."""
        files = {MANIFEST: manifest_text(self.meta), **files_of(self.locales)}
        rows = {
            name: [list(frame.columns), *frame.itertuples(index=False)] for name, frame in self.tables.items()
        }
        return files | {SEAL: _seal(rows, files)}


def contents_of(
    meta: Mapping[str, Any],
    tables: Mapping[str, pd.DataFrame],
    languages: tuple[str, ...],
    words: pd.DataFrame,
    locales: Mapping[str, Content] = MappingProxyType({}),
    *,
    form: Csv = LOSSLESS,
) -> Contents:
    """Write the cells of a data set: its tables that hold anything or are listed, and its own words."""
    listed = listed_paths(meta)
    files = {
        name: listed.get(name, f"{name}.csv")
        for name in TABLES
        if name in listed or _holds_anything(name, tables[name], languages)
    }
    texts = {name: _texts(tables[name], columns(name, languages), form) for name in files}
    headers = {name: list(map(str, frame.columns)) for name, frame in texts.items()}
    if len(words):
        texts[VOCABULARY] = words.fillna("").map(form.cell).astype("str")
    content = dict(meta) | {"resources": _resources(meta, files, headers, languages)}
    return Contents(content, texts, locales, languages)


def manifest_text(meta: Mapping[str, Any]) -> str:
    """The text of ``datapackage.json``."""
    return json.dumps(dict(meta), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def listed_paths(meta: Mapping[str, Any]) -> dict[str, str]:
    """Return the safe paths that the manifest lists for our tables."""
    found: dict[str, str] = {}
    resources = meta.get("resources", [])
    for resource in resources if isinstance(resources, list) else []:
        if (
            isinstance(resource, Mapping)
            and resource.get("name") in TABLES
            and _is_safe(resource.get("path"))
        ):
            found[resource["name"]] = resource["path"]
    return found


def _is_safe(path: object) -> bool:
    # A manifest comes from strangers: it must not make us read or write outside its folder.
    if not isinstance(path, str) or not path.endswith(".csv") or "\\" in path or ":" in path:
        return False
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts


def _holds_anything(name: str, frame: pd.DataFrame, languages: tuple[str, ...]) -> bool:
    known = {column.name for column in columns(name, languages)}
    return len(frame) > 0 or any(column not in known for column in frame.columns)


def _texts(frame: pd.DataFrame, known: tuple[Column, ...], form: Csv) -> pd.DataFrame:
    """The cells of one table as they are written, without its optional columns that are empty."""
    texts = {"id": [form.cell(str(one)) for one in frame.index]}
    optional = {column.name for column in known if not column.required}
    for name in frame.columns:
        cells = [form.cell(value) for value in frame[name].tolist()]
        if any(cells) or name not in optional or not cells:
            texts[form.cell(name)] = cells
    return pd.DataFrame(texts, dtype="str")


def _resources(
    meta: Mapping[str, Any],
    files: Mapping[str, str],
    headers: Mapping[str, list[str]],
    languages: tuple[str, ...],
) -> list[dict[str, Any]]:
    listed = meta.get("resources", [])
    given = {str(one.get("name")): dict(one) for one in listed if isinstance(one, Mapping)}
    ours = [
        given.get(name, {})
        | {"name": name, "path": file, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
        | {"schema": table_schema(name, headers[name], languages, given.get(name, {}).get("schema", {}))}
        for name, file in files.items()
    ]
    return ours + [one for name, one in given.items() if name not in TABLES]


def table_schema(
    name: str, header: list[str], languages: tuple[str, ...], given: object = None
) -> dict[str, Any]:
    """Describe a table with this header as a Frictionless Table Schema, keeping what `given` says of its fields."""
    known = {column.name: column for column in columns(name, languages)}
    kept = given if isinstance(given, Mapping) else {}
    listed = kept.get("fields", [])
    before = {one.get("name"): dict(one) for one in listed if isinstance(one, Mapping)}
    fields = [before.get(column, {}) | _field(column, known.get(column)) for column in header]
    foreign = [
        {"fields": column.name, "reference": {"resource": column.of, "fields": "id"}}
        for column in known.values()
        if column.type == "ref" and len(column.targets) == 1 and column.name in header
    ]
    keys = {"foreignKeys": foreign} if foreign else {}
    return dict(kept) | {"fields": fields, "primaryKey": "id"} | keys


def _field(name: str, column: Column | None) -> dict[str, Any]:
    kind = "number" if column and column.type == "number" else "string"
    return {"name": name, "type": kind} | (
        {"constraints": {"required": True}} if column and column.required else {}
    )


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What was found in a container of a data set."""

    name: str
    """What to call the container in messages."""
    rows: Mapping[str, list[list[str]]]
    """Rows of text by table, the header among them; names that are no tables are told."""
    files: Mapping[str, str]
    """What is no table by path, as it was written: the manifest, the languages, and `SEAL`."""
    doubts: Sequence[Fault] = ()
    """What looked wrong in reading the container."""

    @property
    def untouched(self) -> bool:
        """Whether it is as waterbed wrote it: nobody has worked on it since."""
        return self.files.get(SEAL) == _seal(self.rows, self.files)

    def package(self) -> Package:
        """The data set as text.

        Raises
        ------
        DataError
            If the manifest is not there or cannot be read.
        """
        if MANIFEST not in self.files:
            raise DataError((Fault(self.name, f"holds no {MANIFEST}", "convert the data set anew"),))
        tables: dict[str, RawTable] = {}
        faults: list[Fault] = []
        told = list(self.doubts)
        for table, cells in self.rows.items():
            if table not in (*TABLES, VOCABULARY):
                mend = did_you_mean(table, TABLES)
                told.append(Fault(table, "was not read: it is no table of a data set", mend))
                continue
            form = Form(table)
            read = table_of_rows(cells, table, form)
            faults += form.faults
            told += form.doubts
            if read is not None:
                tables[table] = read
        locales = {}
        for path, text in self.files.items():
            if path not in (MANIFEST, SEAL):
                try:
                    locales[PurePosixPath(path).stem] = content_of(text)
                except (ValueError, RecursionError) as error:
                    mend = "mend it there; until then its language is left out"
                    told.append(Fault(path, f"cannot be read ({error})", mend))
        unread = frozenset(set(self.rows) & set(TABLES) - tables.keys())
        words = tables.pop(VOCABULARY, None)
        found = kept(faults), kept(told), unread
        return Package(self.name, manifest_of(self.files[MANIFEST]), tables, *found, words, locales)


def _seal(rows: Mapping[str, Iterable[Sequence[str]]], files: Mapping[str, str]) -> str:
    """Checksum of all that is said, whatever else a format has: empty cells, columns and tables."""
    found = sha256()
    for table in sorted(rows):
        header, *records = rows[table] or [()]
        order = sorted(range(len(header)), key=lambda at: header[at])
        for record in records:
            said = [f"{header[at]}\0{record[at]}" for at in order if at < len(record) and record[at]]
            found.update("\1".join([table, *said]).encode())
    for path in sorted(files.keys() - {SEAL}):
        found.update(f"{path}\0{files[path]}".encode())
    return found.hexdigest()
