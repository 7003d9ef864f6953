"""Series: the numbers of a place and unit, period after period, as the table ``counts`` brings them."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import from_day
from waterbed.layers.dates.grains import grains_of
from waterbed.layers.query.ancestry import standing_at
from waterbed.layers.query.remembered import remembered

COLUMNS = ["place", "unit", "grain", "start", "end", "n"]


@remembered
def series(dataset: Dataset) -> pd.DataFrame:
    """Numbers that stand in a series, in order.

    A **measure** is a unit and the length of its periods: a year and its months are two measures, never one sum. The main
    one comes first: of the unit that the setting ``main_unit`` names, else the one with most numbers. Within a measure the
    places stand in the order of the data set, the periods in the order of time, and no two overlap: of two numbers for one
    day the surer, else the earlier one, is kept. What lies between the periods of a series, or outside of them, is not
    known; it is not 0, which is a number that somebody recorded.

    Returns
    -------
    DataFrame
        Indexed by the id of the row of ``counts``. ``place`` (where it is drawn), ``unit``, ``grain``
        (`waterbed.layers.dates.grains.Grain`), ``start`` and ``end`` (first and last day, int), ``n`` (float).
        Numbers without a place or with a period of an unknown end are left out, and those of a hub without a point of its
        own where the place that it stands at has numbers already.
    """
    table = dataset["counts"]
    days = dataset.bounds("counts", "period")
    frame = pd.DataFrame(
        {
            "place": standing_at(dataset, table["place"]).to_numpy(dtype=object),
            "recorded": table["place"].to_numpy(dtype=object),
            "unit": table["unit"].to_numpy(dtype=object),
            "start": days["start_min"].to_numpy(),
            "end": days["end_max"].to_numpy(),
            "n": table["n"].to_numpy(dtype=np.float64),
            "doubt": table["certainty"].map({"high": 0, "medium": 1}).fillna(2).to_numpy(),
        },
        index=table.index,
    )
    frame = frame[
        frame[["start", "end", "n"]].notna().all(axis=1) & frame["place"].isin(dataset.places.index)
    ]
    frame = frame.assign(grain=grains_of(frame["start"].to_numpy(), frame["end"].to_numpy()))
    frame = frame.astype({"start": np.int64, "end": np.int64})
    kept = frame.iloc[_apart(_of_one_record(frame))]
    row_of = {place: row for row, place in enumerate(dataset.places.index)}
    order = pd.DataFrame(
        {
            "measure": _measure_rank(kept, dataset.settings.get("main_unit", "")),
            "place": kept["place"].map(row_of),
            "start": kept["start"],
        }
    ).sort_values(["measure", "place", "start"], kind="stable")
    return kept.loc[order.index, COLUMNS]


@remembered
def measures(dataset: Dataset) -> list[tuple[str, str]]:
    """Unit and length of the periods of each measure, the main one first."""
    return list(dict.fromkeys(series(dataset)[["unit", "grain"]].itertuples(index=False, name=None)))


def measured(dataset: Dataset) -> list[dict[str, Any]]:
    """What is counted, for a summary: a measure each, the main one first; JSON-ready."""
    found = series(dataset).groupby(["unit", "grain"], sort=False)
    return [
        {
            "unit": unit,
            "grain": grain,
            "places": int(rows["place"].nunique()),
            "numbers": len(rows),
            "first_day": from_day(int(rows["start"].min())).isoformat(),
            "last_day": from_day(int(rows["end"].max())).isoformat(),
            "highest": _highest(rows),
        }
        for (unit, grain), rows in found
    ]


def _highest(rows: pd.DataFrame) -> str:
    """Id of the largest number of a measure; "" where several are as large, or it is the only one."""
    top = rows.index[rows["n"] == rows["n"].max()]
    return str(top[0]) if len(top) == 1 and len(rows) > 1 else ""


def _of_one_record(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of one record for each measure of a place: its own, else those of the first hub that stands there."""
    keys = ["place", "unit", "grain"]
    own = frame.assign(foreign=(frame["recorded"] != frame["place"]).astype(int), at=np.arange(len(frame)))
    first = (
        own.sort_values(["foreign", "at"], kind="stable")
        .groupby(keys, sort=False)["recorded"]
        .transform("first")
    )
    return own[(first.reindex(own.index) == own["recorded"]).to_numpy()]


def _apart(frame: pd.DataFrame) -> npt.NDArray[np.intp]:
    """Positions, by the column ``at``, of rows that do not overlap within a measure of a place."""
    kept: list[int] = []
    ordered = frame.sort_values(["place", "unit", "grain", "start", "doubt", "at"], kind="stable")
    last_key, last_end = None, -np.inf
    for key, start, end, at in zip(
        zip(ordered["place"], ordered["unit"], ordered["grain"], strict=True),
        ordered["start"], ordered["end"], ordered["at"], strict=True,
    ):  # fmt: skip
        if key != last_key:
            last_key, last_end = key, -np.inf
        if start > last_end:
            kept.append(at)
            last_end = end
    return np.array(sorted(kept), dtype=np.intp)


def _measure_rank(frame: pd.DataFrame, main: str) -> "pd.Series[int]":
    sizes = frame.groupby(["unit", "grain"], sort=False).size()
    order = sorted(sizes.index, key=lambda key: (key[0] != main, -sizes[key], key))
    rank = {key: n for n, key in enumerate(order)}
    return pd.Series(
        [rank[key] for key in zip(frame["unit"], frame["grain"], strict=True)],
        index=frame.index,
        dtype=np.int64,
    )
