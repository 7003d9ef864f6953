"""The series of a timeline: a number a row, with its place, unit and period."""

from waterbed.layers.dataset import Dataset
from waterbed.layers.query.series import series
from waterbed.layers.query.sources import cited_by
from waterbed.output.columns.codes import CERTAINTY
from waterbed.output.columns.records import Table
from waterbed.output.columns.references import References


def columns(dataset: Dataset, keys: References) -> Table:
    """Columns of the numbers that stand in a series (`waterbed.layers.query.series.series`), in its order."""
    found = series(dataset)
    rows = dataset["counts"].loc[found.index]
    return {
        "place": keys.places(found["place"]),
        "unit": found["unit"].tolist(),
        "grain": found["grain"].tolist(),
        "start": found["start"].tolist(),
        "end": found["end"].tolist(),
        "value": found["n"].round(6).tolist(),
        "certainty": [CERTAINTY.get(word, -1) for word in rows["certainty"]],
        "sources": [[keys.source(source) for source in named] for named in cited_by("counts", rows)],
    }
