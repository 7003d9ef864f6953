"""Tables as CSV files that a spreadsheet can open without computing anything."""

import pandas as pd

from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.files.folder import package_files
from waterbed.output.exports.cycles import plain_cycles, worded_cycles

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def record_files(dataset: Dataset) -> dict[str, bytes]:
    """The records as a data package, by file name."""
    guarded = {name: formula_safe(frame) for name, frame in dataset.tables.items()}
    return dict(package_files(dataset.meta, guarded, dataset.languages))


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
