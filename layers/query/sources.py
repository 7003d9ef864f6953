"""The sources of records, in the order in which they are named."""

import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.query.remembered import remembered
from waterbed.layers.schema.tables import has_source


def cited_by(table: str, rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """Ids of the sources of each row of a table, its lead source first; () for one that names none.

    A column that a table has beyond the schema may be called ``source`` too, and names none of ours.
    """
    if not has_source(table):
        return [()] * len(rows)
    named = zip(rows["source"].tolist(), rows["corroboration"].tolist(), strict=True)
    return [(lead, *others) if lead else tuple(others) for lead, others in named]


@remembered
def sources_of(dataset: Dataset, table: str) -> dict[str, tuple[str, ...]]:
    """The sources of each record of a table by its id (:func:`cited_by`)."""
    rows = dataset[table]
    return dict(zip(rows.index.tolist(), cited_by(table, rows), strict=True))
