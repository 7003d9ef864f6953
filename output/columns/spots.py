"""Where events happened and how far zones reach, beyond the points of places (``docs/timeline.md``)."""

import pandas as pd

from waterbed.geo.outlines import outline_of
from waterbed.geo.plane import mercator
from waterbed.geo.rings import rings_of
from waterbed.layers.dataset import Dataset
from waterbed.output.columns.records import Table, numbers
from waterbed.output.columns.references import References


def incidents(dataset: Dataset, keys: References) -> Table:
    """Columns of events with a point of their own: where each is drawn, beside or without a place."""
    table = dataset["events"]
    table = table[table["lon"].notna() & table["lat"].notna()]
    x, y = mercator(table["lon"], table["lat"])
    return {
        "event": [keys.event(event) for event in table.index],
        "x": numbers(x, 7),
        "y": numbers(y, 7),
        "precision_km": numbers(table["precision_km"], 1),
    }


def outlines(dataset: Dataset, keys: References) -> Table:
    """Columns of the rings of zones and countries that have an outline (`waterbed.geo.rings`), a row a ring."""
    texts = pd.concat([dataset[name]["geometry"] for name in ("zones", "countries")])
    texts = texts[texts != ""]
    rings = rings_of([outline_of(text) for text in texts]) if len(texts) else []
    places = keys.places(texts.index)
    return {
        "place": [places[ring.shape] for ring in rings],
        "closed": [int(ring.closed) for ring in rings],
        "x": [ring.x.tolist() for ring in rings],
        "y": [ring.y.tolist() for ring in rings],
    }
