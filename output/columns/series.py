"""The series of a timeline: a number a row, with its place, unit and period."""

from waterbed.layers.dataset import Dataset
from waterbed.layers.query.told import told_series
from waterbed.output.columns.codes import CERTAINTY
from waterbed.output.columns.records import Table
from waterbed.output.columns.references import References


def columns(dataset: Dataset, keys: References) -> Table:
    """Columns of the numbers that stand in a series (`waterbed.layers.query.told.told_series`), in its order."""
    found = told_series(dataset)
    return {
        "place": keys.places(found["place"]),
        "unit": found["unit"].tolist(),
        "grain": found["grain"].tolist(),
        "start": found["start"].tolist(),
        "end": found["end"].tolist(),
        "value": found["n"].round(6).tolist(),
        "certainty": [CERTAINTY.get(word, -1) for word in found["certainty"]],
        "sources": [[keys.source(source) for source in named] for named in found["sources"]],
    }
