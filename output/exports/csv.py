"""Tables as CSV files that a spreadsheet can open without computing anything."""

from collections.abc import Mapping
from typing import Any

from waterbed.layers.checks.words import rows_of
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.files.contents import contents_of
from waterbed.layers.files.folder import package_files
from waterbed.layers.files.sheets import GUARDED
from waterbed.output.exports.cycles import plain_cycles, worded_cycles


def record_files(dataset: Dataset) -> dict[str, bytes]:
    """The records as a data package, by file name."""
    return _files(dataset, dataset.meta)


def table_files(dataset: Dataset) -> dict[str, bytes]:
    """The records, and the cycle table with ids and in words, by file name."""
    rows = cycles(dataset)
    worded = {f"cycles-{lang}.csv": worded_cycles(dataset, lang, rows) for lang in dataset.shown}
    tables = {"cycles.csv": plain_cycles(rows), **worded}
    # Listed like any other table of the folder, or reading it again would call them strays.
    listed = [{"name": name.removesuffix(".csv"), "path": name, "format": "csv"} for name in tables]
    meta = dict(dataset.meta) | {"resources": [*dataset.meta.get("resources", []), *listed]}
    return _files(dataset, meta) | {name: GUARDED.of(table).encode() for name, table in tables.items()}


def _files(dataset: Dataset, meta: Mapping[str, Any]) -> dict[str, bytes]:
    words = rows_of(dataset.vocabulary)
    held = contents_of(meta, dataset.tables, dataset.languages, words, dataset.locales, form=GUARDED)
    return dict(package_files(held))
