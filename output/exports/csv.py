"""Tables as CSV files that a spreadsheet can open without computing anything."""

import tempfile
from pathlib import Path

import pandas as pd

from waterbed.layers.checks.words import rows_of
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.files.folder import write_package
from waterbed.output.exports.cycles import plain_cycles, worded_cycles

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def record_files(dataset: Dataset) -> dict[str, bytes]:
    """The records as a data package, by file name."""
    guarded = {name: formula_safe(frame) for name, frame in dataset.tables.items()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "data")
        write_package(
            folder, dataset.meta, guarded, dataset.languages, formula_safe(rows_of(dataset.vocabulary))
        )
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def table_files(dataset: Dataset) -> dict[str, bytes]:
    """The records, and the cycle table with ids and in words, by file name."""
    rows = cycles(dataset)
    worded = {f"cycles-{lang}.csv": worded_cycles(dataset, lang, rows) for lang in dataset.languages}
    tables = {"cycles.csv": plain_cycles(rows), **worded}
    return record_files(dataset) | {
        name: formula_safe(table).to_csv(index=False).encode() for name, table in tables.items()
    }


def formula_safe(frame: pd.DataFrame) -> pd.DataFrame:
    """Texts that a spreadsheet would compute carry an apostrophe in front, which it hides.

    Examples
    --------
    >>> formula_safe(pd.DataFrame({"label": ["=1+1", "Bavet"], "n": [-1, 2]}))["label"].tolist()
    ["'=1+1", 'Bavet']
    """

    def safe(value: object) -> object:
        return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value

    texts = [column for column in frame.columns if not pd.api.types.is_numeric_dtype(frame[column])]
    # A copy: the frame is the data set's own.
    return frame.assign(**{str(column): frame[column].map(safe) for column in texts})
