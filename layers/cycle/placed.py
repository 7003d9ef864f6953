"""Events and movements at the places where they stand, with their days on record."""

from typing import Any

import numpy as np
import pandas as pd

from waterbed.layers.cycle.causes import movement_bounds
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.dates.edtf import parse
from waterbed.layers.query.ancestry import by_word, standing_at
from waterbed.layers.query.remembered import remembered

_EVENT_COLUMNS = ["kind", "stage", "flags", "certainty"]


_MOVEMENT_COLUMNS = ["kind", "cause", "flags", "certainty"]


def is_drawn(dataset: Dataset) -> pd.Series:
    """Whether each hub's role makes it a sign on the map: the other roles in the story never take a phase."""
    return dataset["hubs"]["role"].isin(dataset.vocabulary.words("role", drawn="1"))


def families(dataset: Dataset) -> pd.Series:
    """Family of each event: enforcement, regulation, disruption or observation."""
    return by_word(dataset["events"]["kind"], lambda kind: dataset.vocabulary.family("event_kind", kind))


def attested_windows(hubs: pd.DataFrame) -> pd.Series:
    """Of each hub, the windows in which it is attested: tuples of (first day, last day), as wide as the dates are vague."""

    def window(text: str) -> tuple[int | None, int | None]:
        bounds = parse(text)
        return bounds.start_min, bounds.end_max

    return hubs["attested"].map(lambda dates: tuple(window(text) for text in dates))


@remembered
def placed_events(dataset: Dataset) -> pd.DataFrame:
    """Of events what phases and counts rest on, with the days on record.

    ``kind``, ``family``, ``stage``, ``flags``, ``certainty``, and ``place`` as that at which each stands.
    """
    table = dataset["events"]
    place, family = standing_at(dataset, table["place"]), families(dataset)
    return with_days(table[_EVENT_COLUMNS], dataset.bounds("events", "date"), place=place, family=family)


@remembered
def placed_movements(dataset: Dataset) -> pd.DataFrame:
    """Of movements what phases and counts rest on, with the days on record, none before the cause that is named.

    ``kind``, ``cause``, ``flags``, ``certainty``, and the ends as the places at which they stand.
    """
    table = dataset["movements"]
    ends = {end: standing_at(dataset, table[end]) for end in ("origin", "destination")}
    return with_days(table[_MOVEMENT_COLUMNS], movement_bounds(dataset), **ends)


def with_days(table: pd.DataFrame, bounds: pd.DataFrame, **more: "pd.Series[Any]") -> pd.DataFrame:
    """Columns of a table, with the days on record of one of its columns of dates, and more."""
    days = on_record(bounds)
    return table.assign(**{day: days[day].array for day in SPAN}, **more)


def on_record(bounds: pd.DataFrame) -> pd.DataFrame:
    """The four days of a span; beside an unknown start or end stands the bound that is on record."""
    start_min, start_max, end_min, end_max = (bounds[day].to_numpy(dtype=np.float64) for day in SPAN)
    start_max = np.where(np.isnan(start_max), end_min, start_max)
    end_min = np.where(np.isnan(end_min), start_max, end_min)
    days = (start_min, start_max, end_min, end_max)
    return pd.DataFrame(dict(zip(SPAN, days, strict=True)), index=bounds.index)


def with_reach(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the ``earliest`` and ``latest`` day of the start (NaN unknown), and ``key``, the day by which it had begun.

    Of an upper bound the start is as late as its last day; of a lower bound the latest start is unknown, and it is
    on record at the bound.
    """
    earliest, start_max, end_max = (
        frame[day].to_numpy(dtype=float) for day in ("start_min", "start_max", "end_max")
    )
    lower = np.isnan(end_max)
    latest = np.where(~np.isnan(earliest) & (start_max <= end_max), start_max, end_max)
    return frame.assign(earliest=earliest, latest=latest, key=np.where(lower, start_max, latest))
