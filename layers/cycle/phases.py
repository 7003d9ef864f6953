"""Phases of places: presence, crackdown, displacement, arrival, return, and the disruptions beside them.

The rules, in words, are in ``docs/method.md``; each function below is one of them.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.cycle.placed import (
    is_drawn,
    placed_events,
    placed_movements,
    with_days,
    with_reach,
)
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN, bounds_frame
from waterbed.layers.query.ancestry import left_places, lines_upwards, standing_at
from waterbed.layers.query.remembered import remembered
from waterbed.layers.schema.vocabulary import words

COLUMNS = ["place", "phase", "form", "candidate", "derived", "rule", *SPAN, "certainty", "basis"]


DEPARTURE_KINDS = ("displacement",)


ARRIVAL_KINDS = ("displacement", "expansion")


_PHASE_COLUMNS = ["phase", "form", "certainty", "basis"]


Floats: TypeAlias = npt.NDArray[np.float64]


class Phase(StrEnum):
    """The five phases of a place, in the order in which ties on one day are settled, strongest first."""

    RETURN = "return"
    DISPLACEMENT = "displacement"
    CRACKDOWN = "crackdown"
    ARRIVAL = "arrival"
    PRESENCE = "presence"


STRENGTH = {str(phase): rank for rank, phase in enumerate(reversed(Phase))}
"""The words of phases, each with how strong it is; a disruption is not among them."""


@remembered
def phases(dataset: Dataset) -> pd.DataFrame:
    """All phases of all places, recorded and derived.

    Returns
    -------
    DataFrame
        A row per phase: ``place``, ``phase`` (a word of :class:`Phase`), ``form`` (of a return: ``moved_back``,
        ``regrowth``, ``not_stated``), ``candidate`` (an arrival compatible with a return), ``derived``, ``rule``,
        the span in days since 1970-01-01 (``start_min`` NaN: start unknown, ``start_max`` is then the first day on
        record; ``end_max`` NaN: end unknown, ``end_min`` is then the last day on record; all NaN: undated),
        ``certainty`` and ``basis`` (ids of the records it rests on).
    """
    recorded = _recorded(dataset)
    crackdowns, departures = _crackdowns(dataset), _departures(dataset)
    left = _first_day(dataset, [recorded, departures], Phase.DISPLACEMENT)
    struck = _first_day(dataset, [recorded, crackdowns], Phase.CRACKDOWN)
    returns, other_arrivals = _returns(dataset, struck, left)
    arrivals = _mark_candidates(dataset, _concat([_arrivals(dataset), other_arrivals]), left)
    derived = _concat([_presence(dataset), crackdowns, departures, arrivals, returns])
    return _concat([recorded, _without_recorded(derived, recorded)])


@remembered
def spans(dataset: Dataset) -> pd.DataFrame:
    """Phases and the disruptions beside them, in the order of their starts, in the columns of :func:`phases`."""
    frame = _concat([phases(dataset), disruptions(dataset)])
    start = frame["start_min"].fillna(frame["start_max"])
    return frame.loc[start.sort_values(kind="stable").index].reset_index(drop=True)


def on_record_at(frame: pd.DataFrame, day: int, as_of: int) -> pd.DataFrame:
    """Those of the :func:`spans` of a data set that are on record on a day: from their first day to :func:`lasting`."""
    start = frame["start_min"].fillna(frame["start_max"])
    days = [frame[column].to_numpy(dtype=np.float64) for column in SPAN]
    return frame[(start <= day) & (day <= lasting(days, as_of))]


LASTS_DAYS = 365
"""How long a phase without an end on record is shown after its last evidence."""


def lasting(days: Sequence[Floats], as_of: float) -> Floats:
    """The last day on which spans are shown: their end, else `LASTS_DAYS` after the last day that is on record of them.

    What nobody has said anything of for a year is not known to last: its place is then shown as attested earlier.

    Parameters
    ----------
    days
        Day numbers ``start_min, start_max, end_min, end_max`` of spans, NaN where unknown.
    as_of
        The data set's own day: nothing is shown to last beyond it.
    """
    start_min, start_max, end_min, end_max = days
    evidence = np.fmax(np.fmax(start_min, start_max), end_min)
    return np.where(np.isnan(end_max), np.fmin(as_of, evidence + LASTS_DAYS), end_max)


def shown(frame: pd.DataFrame) -> "pd.Series[int]":
    """Of some :func:`spans` the row of the phase that each place shows: what covers the others (:func:`covering`)."""
    phases_alone = frame[frame["phase"].isin(STRENGTH)]
    start = phases_alone["start_min"].fillna(phases_alone["start_max"]).to_numpy(dtype=np.float64)
    strength = np.array([STRENGTH[phase] for phase in phases_alone["phase"]], dtype=np.int64)
    order = phases_alone.iloc[covering(start, strength)]
    return pd.Series(order.index, order["place"].to_numpy()).groupby(level=0).last()


def covering(start: Floats, strength: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """The order in which phases cover one another: what began last covers, then the stronger, then the first row."""
    return np.lexsort((-np.arange(len(start)), strength, start))


def disruptions(dataset: Dataset) -> pd.DataFrame:
    """Events of family *disruption* (armed conflict, power cut) as spans, in the columns of :func:`phases`.

    A disruption is never called a crackdown; its ``phase`` is the word ``disruption``.
    """
    if dataset["events"].empty:
        return _concat([])
    events = placed_events(dataset)
    hit = events[(events["family"] == "disruption") & _aimed(events)]
    return _spans(hit, place="place", phase="disruption", rule="event_disruption")


def _presence(dataset: Dataset) -> pd.DataFrame:
    hubs = dataset["hubs"]
    place = standing_at(dataset, hubs.index.to_series())
    present = is_drawn(dataset) & (hubs["present"] != "") & (place != "")
    if not present.any():
        return _concat([])
    bounds = dataset.bounds("hubs", "present")
    hubs = with_days(hubs[["attested", "certainty"]], bounds, place=place)[present]
    attested = bounds_frame(hubs["attested"])["start_min"].groupby(level=0)
    first, last = (found.reindex(hubs.index) for found in (attested.min(), attested.max()))
    hubs["start_max"] = hubs["start_max"].where(hubs["start_min"].notna(), np.fmin(hubs["start_max"], first))
    hubs["end_min"] = hubs["end_min"].where(hubs["end_max"].notna(), np.fmax(hubs["end_min"], last))
    return _spans(hubs, place="place", phase=Phase.PRESENCE, rule="hub_present")


def _crackdowns(dataset: Dataset) -> pd.DataFrame:
    if dataset["events"].empty:
        return _concat([])
    events = placed_events(dataset)
    hub_places = standing_at(dataset, dataset["hubs"].index[is_drawn(dataset)].to_series())
    # Where no hub is on record at all, nothing tells what enforcement aims at but its place, or the step that it is given.
    at_a_hub = events["place"].isin(hub_places) | (hub_places.empty & (events["stage"] == ""))
    enforcement, regulation = (events["family"] == name for name in ("enforcement", "regulation"))
    staged = events["stage"] == "crackdown"
    hit = ((enforcement | regulation) & staged) | (enforcement & at_a_hub)
    hit &= _aimed(events)
    frames = [
        _spans(events[hit & family], place="place", phase=Phase.CRACKDOWN, rule=rule)
        for family, rule in ((enforcement, "event_enforcement"), (regulation, "event_regulation"))
    ]
    return _concat(frames)


def _aimed(events: pd.DataFrame) -> pd.Series:
    """An event aims at its place unless a flag of family ``not_aimed`` says otherwise."""
    elsewhere = np.any([_has(events["flags"], flag) for flag in words("flag", family="not_aimed")], axis=0)
    return pd.Series((events["place"] != "").to_numpy() & ~elsewhere, index=events.index)


def _departures(dataset: Dataset) -> pd.DataFrame:
    moves = placed_movements(dataset)
    leave = moves["kind"].isin(DEPARTURE_KINDS) & (moves["origin"] != "")
    return _spans(moves[leave], place="origin", phase=Phase.DISPLACEMENT, rule="movement_departure")


def departures_from_unknown(dataset: Dataset) -> pd.DataFrame:
    """Departures whose origin is not on record, in the columns of :func:`phases`; they give no phase, having no place."""
    moves = placed_movements(dataset)
    leave = moves["kind"].isin(DEPARTURE_KINDS) & (moves["origin"] == "")
    return _spans(moves[leave], place="origin", phase=Phase.DISPLACEMENT, rule="movement_departure")


def _arrivals(dataset: Dataset) -> pd.DataFrame:
    moves = placed_movements(dataset)
    come = moves["kind"].isin(ARRIVAL_KINDS) & (moves["destination"] != "")
    come &= moves["origin"] != moves["destination"]
    return _spans(moves[come], place="destination", phase=Phase.ARRIVAL, rule="movement_arrival")


def _mark_candidates(dataset: Dataset, arrivals: pd.DataFrame, left: Floats) -> pd.DataFrame:
    """Mark arrivals that follow a departure from the same place, or from a place above it that they come from outside of."""
    origin = standing_at(dataset, dataset["movements"]["origin"])
    come_from = pd.Series([first for first, *_ in arrivals["basis"]], dtype=object).map(origin)
    begun = left[left_places(dataset, arrivals["place"], come_from)]
    start = arrivals["start_min"].to_numpy(dtype=float)
    return arrivals.assign(candidate=np.any(begun < start[:, np.newaxis], axis=1))


def _returns(dataset: Dataset, struck: Floats, left: Floats) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Movements of kind return: returns where a crackdown at that place or above it came first, else arrivals.

    What has no date, or moved inside one place without an earlier crackdown, gives no phase.
    """
    moves = placed_movements(dataset)
    back = moves[(moves["kind"] == "return") & (moves["destination"] != "")]
    frame = _spans(back, place="destination", phase=Phase.RETURN, rule="movement_return")
    start = frame["start_min"].to_numpy(dtype=float)
    lines = lines_upwards(dataset)
    lies_in = lines.rows[lines.at(frame["place"].tolist())]

    def after(first_day: Floats) -> npt.NDArray[np.bool_]:
        return np.asarray(start > np.fmin.reduce(first_day[lies_in], axis=1))

    in_place = (back["origin"] == back["destination"]).to_numpy(dtype=bool)
    regrown = _has(back["flags"], "regrowth_in_place")
    frame["form"] = np.select([regrown, ~in_place & after(left)], ["regrowth", "moved_back"], "not_stated")
    returned = after(struck)
    arrived = frame[~returned & ~in_place & frame["start_max"].notna()]
    return frame[returned], arrived.assign(phase=str(Phase.ARRIVAL), form="", rule="movement_arrival")


def _recorded(dataset: Dataset) -> pd.DataFrame:
    if dataset["phases"].empty:
        return _concat([])
    place = standing_at(dataset, dataset["phases"]["place"])
    bounds = dataset.bounds("phases", "period")
    table = with_days(dataset["phases"][_PHASE_COLUMNS], bounds, place=place)
    table["basis"] = _own(table.index) + table["basis"]
    table = table[table["place"] != ""]  # at a hub without a point that lies in no place
    frame = pd.DataFrame({column: table.get(column) for column in COLUMNS}, columns=COLUMNS)
    return frame.assign(candidate=False, derived=False, rule="recorded").reset_index(drop=True)


def _without_recorded(derived: pd.DataFrame, recorded: pd.DataFrame) -> pd.DataFrame:
    """Drop derived phases of which a recorded one of the same place and phase, and of days in common, says the same.

    One that names records stands for these alone; one that names none for whatever it overlaps, but for crackdowns: an event
    stays a trigger until a record says that it is that crackdown. An undated phase overlaps only undated ones.
    """
    if recorded.empty:
        return derived
    pairs = derived.reset_index().merge(recorded, on=["place", "phase"], suffixes=("", "_r"))
    start, end = pairs["start_min"].fillna(-np.inf), pairs["end_max"].fillna(np.inf)
    overlap = (start <= pairs["end_max_r"].fillna(np.inf)) & (pairs["start_min_r"].fillna(-np.inf) <= end)
    overlap &= pairs["start_max"].isna() == pairs["start_max_r"].isna()
    names = np.array([len(basis) > 1 for basis in pairs["basis_r"]], dtype=bool)
    own = np.array(
        [not set(own).isdisjoint(basis) for own, basis in zip(pairs["basis"], pairs["basis_r"], strict=True)],
        dtype=bool,
    )
    same = np.where(names | (pairs["phase"] == Phase.CRACKDOWN).to_numpy(), own, True)
    return derived[~derived.index.isin(pairs.loc[overlap & same, "index"])]


def _has(lists: "pd.Series[Any]", word: str) -> npt.NDArray[np.bool_]:
    """Whether a column of tuples holds a word."""
    return np.array([word in held for held in lists.tolist()], dtype=bool)


def _spans(rows: pd.DataFrame, *, place: str, phase: str, rule: str) -> pd.DataFrame:
    columns = {column: rows[column].array for column in (*SPAN, "certainty")} | {"place": rows[place].array}
    said = {"phase": str(phase), "form": "", "candidate": False, "derived": True, "rule": rule}
    own = {"basis": _own(rows.index).array}
    return pd.DataFrame(columns | said | own, index=pd.RangeIndex(len(rows)), columns=COLUMNS)


def _own(ids: "pd.Index[str]") -> "pd.Series[Any]":
    """A tuple for each record, with its id in it."""
    return pd.Series(list(zip(ids.tolist())), index=ids, dtype=object)


def _first_day(dataset: Dataset, frames: Iterable[pd.DataFrame], phase: Phase) -> Floats:
    """The day by which a phase had certainly begun, by number of place (:class:`waterbed.layers.placing.Lines`).

    Only what is later came after it. NaN without one, and for what is no place, which is the last.
    """
    lines = lines_upwards(dataset)
    first = np.full(len(lines.rows), np.nan)
    for frame in frames:
        of_phase = frame.loc[(frame["phase"] == str(phase)).to_numpy(), ["place", *SPAN]]
        np.fmin.at(first, lines.at(of_phase["place"].tolist()), with_reach(of_phase)["key"].to_numpy())
    first[-1] = np.nan
    return first


def _concat(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    kept = [frame for frame in frames if not frame.empty]
    if not kept:
        return pd.DataFrame(columns=COLUMNS).astype(dict.fromkeys(SPAN, float))
    return pd.concat(kept, ignore_index=True) if len(kept) > 1 else kept[0].reset_index(drop=True)
