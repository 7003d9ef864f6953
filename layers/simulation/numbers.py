"""The record of a simulated set as numbers: how many reports a place has in a month."""

import numpy as np
import pandas as pd

from waterbed.layers.dates.days import from_day
from waterbed.layers.files.raw import RawTable
from waterbed.layers.simulation.story import SOURCE, Columns
from waterbed.layers.simulation.truth import FIRST_DAY, Ints, months_of, place_id
from waterbed.layers.simulation.worlds import World

UNIT = "reports"
"""What is counted: a word of the data set's own."""


def monthly_numbers(
    place: Ints, day: Ints, places: int, days: int, world: World, rng: np.random.Generator
) -> Columns:
    """Count reports by place and month, zeros written, those left out that nobody kept.

    Parameters
    ----------
    place, day
        Number of the place and day of each report.
    places
        Number of places.
    days
        Length of the record; a month that it ends in is left out.
    world
        Says which numbers are kept.
    rng
        Draws them.
    """
    starts = months_of(days)
    ends = np.append(starts[1:], months_of(days + 31)[len(starts)])
    month = np.searchsorted(starts, day, side="right") - 1
    n = np.bincount(place * len(starts) + month, minlength=places * len(starts)).reshape(places, -1)
    kept = world.kept(places, len(starts), rng) & (ends <= days)
    rows, columns = np.nonzero(kept)
    names = np.array([place_id(one) for one in range(places)], dtype=object)
    texts = np.array([from_day(FIRST_DAY + int(one)).isoformat()[:7] for one in starts], dtype=object)
    return {
        "id": names[rows] + "-" + texts[columns],
        "place": names[rows],
        "period": texts[columns],
        "unit": np.full(len(rows), UNIT, dtype=object),
        "n": n[rows, columns].astype(str),
        "kind": np.full(len(rows), "count", dtype=object),
        "source": np.full(len(rows), SOURCE, dtype=object),
        "certainty": np.full(len(rows), "high", dtype=object),
    }


def unit_words() -> RawTable:
    """The word for what is counted."""
    row = {"group": "unit", "word": UNIT, "label_en": "reports", "label_fr": "signalements"}
    return RawTable(
        "vocabulary", "vocabulary.csv", pd.DataFrame([row], dtype="str"), np.array([2], dtype=np.int64)
    )
