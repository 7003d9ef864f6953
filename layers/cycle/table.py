"""The cycle table: what hit a place, what left it, where that went, whether it came back, and how fast.

The rules, in words, are in ``docs/method.md``. Everything is done on columns; :mod:`waterbed.layers.links` says which
movement belongs to which trigger.
"""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.cycle.links import Links, link
from waterbed.layers.cycle.placed import placed_movements
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.query.certainty import CERTAINTIES, at_least, of_rank, ranks
from waterbed.layers.query.remembered import remembered

NONE_RECORDED = "none_recorded"

CYCLE_COLUMNS = [
    *("place", "trigger", "family", *(f"trigger_{day}" for day in SPAN)),
    *("linked_by", "departure", "departure_from", *(f"departure_{day}" for day in SPAN)),
    *("departures", "destinations", "arrivals", "lag_departure_min", "lag_departure_max"),
    *("returned", "return_linked_by", "form", *(f"return_{day}" for day in SPAN)),
    *("lag_return_min", "lag_return_max", "candidates", "outcome", "certainty", "records"),
]


_TEXTS = dict.fromkeys(
    ["place", "trigger", "family", "departure", "departure_from", "returned", "form"], "str"
)


EDGE_COLUMNS = ["origin", "destination", "kind", "n", "ids", "first_day", "last_day", "certainty"]

_Ints = npt.NDArray[np.int64]


_Objects = npt.NDArray[np.object_]


@remembered
def cycles(dataset: Dataset, *, certainty: str = "low") -> pd.DataFrame:
    """Make the cycle table: a row per place and trigger, in the order in which the triggers began.

    A row is one event, not a campaign: that several raids and bans form one campaign is a judgement, which no record
    makes, and an event's dates and sources stay its own. A departure that names three events stands in three rows.

    Parameters
    ----------
    dataset
        The records.
    certainty
        Least certainty ("low", "medium", "high") of the events, movements and phases that count; the whole table,
        phases included, is worked out anew on those.

    Returns
    -------
    DataFrame
        ``place``; ``trigger`` (id of the event, or of the recorded phase where that names no event), its ``family``
        and its days ``trigger_start_min`` … ``trigger_end_max`` (see :func:`waterbed.layers.phases.phases`).

        First departure: ``departure`` (id, "" when none is recorded), ``departure_from`` ("" when the origin is not on
        record), its days ``departure_…``; ``linked_by`` ("cause": its record names the trigger; "after": it names no
        cause and came next, certainly or possibly; "" when there is none). ``departures`` (ids: all that are
        linked by cause; else the first, with those of the same latest day), their ``destinations`` and ``arrivals`` (ids
        of those that came to another place).

        First return: ``returned`` (id, "" when none is recorded), ``return_linked_by``, ``form``, ``return_…`` days.
        ``candidates``: ids of arrivals that came certainly after the first departure and are compatible with a return.
        ``outcome``: "return", "candidate" or "none_recorded".

        Lags from trigger to departure and to return: ``lag_…_min``, ``lag_…_max`` in days, from the earliest and latest
        days; NaN where a day is unknown; below 0 where the dates allow that it came before the trigger. What a cause set off
        did not begin before it: what an earlier one of its causes had begun counts from this one to its end.

        ``certainty``: the weakest among the rated ``records``, the ids that the row rests on. Lists end after
        50 ids.
    """
    if dataset["events"].empty and dataset["phases"].empty:
        return _no_cycles()
    links = link(at_least(dataset, certainty))
    rows = links.rows.rename(columns={day: f"trigger_{day}" for day in SPAN})
    frame = rows.join([_departed(links), _returned(links), _came_again(links)])
    for kind, linked_by in (("departure", "linked_by"), ("return", "return_linked_by")):
        frame[f"lag_{kind}_min"], frame[f"lag_{kind}_max"] = _lags(frame, kind, linked_by)
    outcomes = [frame["returned"] != "", frame["candidates"].str.len() > 0]
    frame["outcome"] = np.select(outcomes, ["return", "candidate"], NONE_RECORDED)
    frame["records"], frame["certainty"] = _evidence(dataset, frame)
    order = frame["trigger_start_min"].fillna(frame["trigger_start_max"]).sort_values(kind="stable").index
    return frame.loc[order, CYCLE_COLUMNS].reset_index(drop=True).astype(_TEXTS)


def followed(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Whether a departure, a return or a candidate is recorded in each row of a cycle table."""
    return (rows["outcome"] != NONE_RECORDED) | (rows["departure"] != "")


@cache
def _no_cycles() -> pd.DataFrame:
    texts, others = pd.array([], dtype="str"), np.empty(0, dtype=object)
    return pd.DataFrame({name: texts if name in _TEXTS else others for name in CYCLE_COLUMNS})


def survives(dataset: Dataset) -> pd.DataFrame:
    """Say at which least certainty each row of the cycle table still stands.

    Returns
    -------
    DataFrame
        The rows of :func:`cycles` in their order: ``place``, ``trigger``, and a column each of "low", "medium", "high":
        whether on the records of at least that certainty the row is there with the same findings, that is whether a
        departure is recorded, and the outcome.
    """
    found = {stop: _found(cycles(dataset, certainty=stop)) for stop in CERTAINTIES}
    table = pd.DataFrame(list(found["low"]), columns=["place", "trigger"])
    for stop in CERTAINTIES:
        there = [found[stop].get(key) == what for key, what in found["low"].items()]
        table[stop] = np.array(there, dtype=bool)
    return table


def _found(rows: pd.DataFrame) -> dict[tuple[str, str], tuple[bool, str]]:
    """Of each place and trigger of a cycle table, whether a departure is recorded, and the outcome."""
    keys, found = (
        zip(*(rows[name].tolist() for name in names), strict=True)
        for names in (("place", "trigger"), ("departure", "outcome"))
    )
    return {key: (departure != "", outcome) for key, (departure, outcome) in zip(keys, found, strict=True)}


def edges(dataset: Dataset, *, certainty: str = "low") -> pd.DataFrame:
    """Make the graph of places: who feeds whom, by kind of movement.

    Returns
    -------
    DataFrame
        A row per origin, destination and kind among the movements with both ends on record, origin and destination
        differing or not: ``n`` movements, their ``ids``, ``first_day`` and ``last_day`` on record (NaN: all undated),
        the weakest ``certainty``. Most movements first.
    """
    moves = placed_movements(at_least(dataset, certainty))
    moves = moves[(moves["origin"] != "") & (moves["destination"] != "")]
    if moves.empty:
        return pd.DataFrame(columns=EDGE_COLUMNS)
    ends = ["origin", "destination", "kind"]
    moves = moves.assign(
        first_day=moves["start_min"].fillna(moves["start_max"]),
        last_day=moves["end_max"].fillna(moves["end_min"]),
        rank=ranks(moves["certainty"]),
    )
    groups = moves.groupby(ends, sort=True)
    found = groups.agg(first_day=("first_day", "min"), last_day=("last_day", "max"), rank=("rank", "min"))
    code = groups.ngroup().to_numpy(dtype=np.int64)
    order = np.argsort(code, kind="stable").astype(np.int64)
    ids = listed(np.sort(code), moves.index.to_numpy(dtype=object), order, len(found))
    found = found.assign(n=np.bincount(code), ids=ids, certainty=of_rank(found["rank"])).reset_index()
    return found.sort_values("n", ascending=False, kind="stable")[EDGE_COLUMNS].reset_index(drop=True)


def _lags(frame: pd.DataFrame, kind: str, linked_by: str) -> "tuple[pd.Series[float], pd.Series[float]]":
    """Least and most days from the trigger of each row to its departure or return; takes what is known of the start out."""
    earliest, latest, first_cause = (
        frame.pop(f"{kind}_{name}") for name in ("earliest", "latest", "first_cause")
    )
    began, end = frame["earliest"], frame[f"{kind}_end_max"]
    # A start before all of its causes is a contradiction, which no reading mends.
    caused = (frame[linked_by] == "cause") & ~(latest < first_cause) & ~(end < began)
    latest = latest.mask(caused & (latest < began), end)
    least = earliest - frame["latest"]
    return least.mask(caused & (least < 0), 0.0), latest - began


def _departed(links: Links) -> pd.DataFrame:
    """The first departure of each row, and all that are linked with it."""
    moves, count = links.departures, len(links.rows)
    row, at = _in_order(links.departed)
    goes = (moves["destination"] != "").to_numpy()[at]
    comes = goes & (moves["destination"] != moves["place"]).to_numpy()[at]
    lists = {
        "departures": listed(row, moves["id"].to_numpy(object), at, count),
        "destinations": listed(row[goes], moves["destination"].to_numpy(object), at[goes], count),
        "arrivals": listed(row[comes], moves["movement"].to_numpy(object), at[comes], count),
    }
    first = _first(links.departed, moves, count)
    texts = {"departure": "id", "departure_from": "place", "linked_by": "linked_by"}
    return _columns(first, "departure", texts).assign(**lists)


def _returned(links: Links) -> pd.DataFrame:
    """The first return of each row."""
    first = _first(links.returned, links.returns, len(links.rows))
    return _columns(first, "return", {"returned": "id", "return_linked_by": "linked_by", "form": "form"})


def _came_again(links: Links) -> pd.DataFrame:
    row, at = _in_order(links.came_again)
    ids = links.candidates["id"].to_numpy(object)
    return pd.DataFrame({"candidates": listed(row, ids, at, len(links.rows))})


def _in_order(pairs: pd.DataFrame) -> tuple[_Ints, _Ints]:
    """Links by row, the earliest move first: moves are numbered by their days."""
    row, at = (pairs[name].to_numpy(dtype=np.int64) for name in ("row", "at"))
    order = np.lexsort((at, row))
    return row[order], at[order]


def _first(pairs: pd.DataFrame, moves: pd.DataFrame, count: int) -> pd.DataFrame:
    earliest = pairs.sort_values("at", kind="stable").drop_duplicates("row").set_index("row")
    return earliest.join(moves, on="at").reindex(np.arange(count))


def _columns(first: pd.DataFrame, kind: str, texts: dict[str, str]) -> pd.DataFrame:
    """The columns of the cycle table about the first departure or return of each row."""
    found = {name: first[column].astype(object).fillna("") for name, column in texts.items()}
    return pd.DataFrame(
        found | {f"{kind}_{day}": first[day] for day in (*SPAN, "earliest", "latest", "first_cause")}
    )


def _evidence(dataset: Dataset, frame: pd.DataFrame) -> tuple[_Objects, "pd.Series[str]"]:
    """The records of each row, and the weakest certainty among them."""
    rated = pd.concat([dataset[name]["certainty"] for name in ("events", "movements", "phases")])
    parts = [
        _named(frame[column]) for column in ("trigger", "departures", "arrivals", "returned", "candidates")
    ]
    row = np.concatenate([row for row, _ in parts])
    at = rated.index.get_indexer(np.concatenate([ids for _, ids in parts]))
    rank = ranks(rated).fillna(np.inf).to_numpy()
    order = np.argsort(row, kind="stable")
    row, at = row[order], at[order]
    weakest = np.full(len(frame), np.inf)
    np.minimum.at(weakest, row, rank[at])
    records = listed(row, rated.index.to_numpy(object), at, len(frame))
    return records, of_rank(pd.Series(weakest, frame.index))


def _named(column: "pd.Series[Any]") -> tuple[_Ints, _Objects]:
    """The rows and ids of a column of ids or of tuples of them."""
    ids = column.explode()
    ids = ids[ids.notna() & (ids != "")]
    return ids.index.to_numpy(dtype=np.int64), ids.to_numpy(dtype=object)


def listed(row: _Ints, labels: _Objects, at: _Ints, rows: int) -> _Objects:
    """Gather labels into one tuple a row, in their order, each label once.

    Parameters
    ----------
    row
        Number of the row of each link, rising.
    labels
        What can be listed.
    at
        Which of the labels each link stands for.
    rows
        How many rows there are; one without links gets ().
    """
    codes, distinct = pd.factorize(labels)
    key = row * (len(distinct) + 1) + codes[at]
    # Links come nearly sorted: sorting them is several times as fast as hashing them.
    once = np.zeros(len(key), dtype=bool)
    once[np.unique(key, return_index=True)[1]] = True
    row, code = row[once], codes[at][once]
    values = tuple(np.asarray(distinct, dtype=object)[code])
    ends = np.searchsorted(row, np.arange(rows), side="right").tolist()
    runs = map(slice, [0, *ends], ends)
    return np.fromiter(map(values.__getitem__, runs), dtype=object, count=rows)
