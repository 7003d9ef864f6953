"""Which departures, returns and candidates belong to which trigger.

A movement whose record names causes belongs to these triggers and to no other. One that names none belongs to the
triggers at the very place that it is the first to follow. Places are never rolled up.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.cycle.phases import Phase, departures_from_unknown, spans
from waterbed.layers.cycle.placed import placed_events, placed_movements, with_reach
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN, first_of
from waterbed.layers.query.ancestry import left_places, lines_upwards

MOST_LISTED = 50
"""Records listed in one cell at most: nobody reads more, and all of them for all triggers would be a square."""

TRIGGER_FAMILIES = ("enforcement", "regulation", "disruption")


_KEYS = ["place", "trigger"]


_FARTHEST_DAY = 1e7


_Ints = npt.NDArray[np.int64]


_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Rows of the cycle table, and what is linked to each."""

    rows: pd.DataFrame
    """A row per place and trigger: ``place, trigger, family``, the days, and ``earliest, latest, key`` of the start
    (:func:`waterbed.layers.phases.with_reach`)."""
    departures: pd.DataFrame
    """Departures that can be linked, one a destination: ``id, movement, place, destination``, days, ``earliest, latest,
    key``, and ``first_cause``, the earliest day of the first of its causes."""
    returns: pd.DataFrame
    """Returns, with ``form``, in the columns of the departures."""
    departed: pd.DataFrame
    """Links ``row``, ``at`` (in `departures`), ``linked_by``."""
    returned: pd.DataFrame
    """Links ``row``, ``at`` (in `returns`), ``linked_by``."""
    candidates: pd.DataFrame
    """Arrivals compatible with a return, one a place that they may return to: ``id, above, start_min``."""
    came_again: pd.DataFrame
    """Links ``row``, ``at`` (in `candidates`); at most `MOST_LISTED` a row, earliest first."""


def link(dataset: Dataset) -> Links:
    """Find the rows of the cycle table, and link departures, returns and candidates to them."""
    found = spans(dataset)
    leaving = pd.concat(
        [found[found["phase"] == Phase.DISPLACEMENT], departures_from_unknown(dataset)], ignore_index=True
    )
    departures = _legs(dataset, leaving)
    returns = _legs(dataset, found[found["phase"] == Phase.RETURN])
    own, events = _triggers(dataset, found)
    left = _by_cause(departures, events)
    back = _by_cause_here(dataset, returns, events)
    after_above = _below_a_crackdown(dataset, returns[~returns.index.isin(back["at"])], own)
    rows = _rows(own, events, pd.concat([left, back, after_above])[_KEYS])
    departed = _numbered(rows, left)
    free = departures[~departures["caused"] & (departures["place"] != "")]
    departed = pd.concat(
        [departed, _next_departures(rows[~rows.index.isin(departed["row"])], free)], ignore_index=True
    )
    returned = _numbered(rows, back)
    free = returns[~returns["caused"] | ~returns.index.isin(back["at"])]
    returned = pd.concat(
        [returned, _next_returns(rows[~rows.index.isin(returned["row"])], free)], ignore_index=True
    )
    rows, renumbered = _without_empty(rows, pd.concat([left, back]), departed, returned)
    departed, returned = (links.assign(row=links["row"].map(renumbered)) for links in (departed, returned))
    candidates = _candidates(dataset, found)
    came_again = _came_again(rows, departures, departed, candidates)
    return Links(rows, departures, returns, departed, returned, candidates, came_again)


def _legs(dataset: Dataset, frame: pd.DataFrame) -> pd.DataFrame:
    """Spans of moves by ``key``, one row a movement that a span rests on, with its destination and causes."""
    moves = placed_movements(dataset)[["destination", "cause"]]
    legs = frame[["place", "form", *SPAN, "basis"]].reset_index(drop=True)
    legs = legs.assign(id=legs["basis"].str[0].astype(object)).explode("basis")
    moved = legs["basis"].isin(moves.index)
    # A recorded phase that names no movement is a departure or a return all the same.
    bare = ~legs.index.isin(legs.index[moved]) & (legs["basis"] == legs["id"])
    legs = legs[moved | bare].join(moves, on="basis").rename(columns={"basis": "movement"})
    legs = legs.assign(
        destination=legs["destination"].astype(object).fillna(""), caused=legs["cause"].str.len() > 0
    )
    legs["first_cause"] = first_of(legs["cause"], dataset.bounds("events", "date")["start_min"])
    legs = legs.reset_index(names="span")
    # The causes of one of its movements are causes of a recorded departure.
    caused = legs["caused"].groupby(legs["span"]).transform("any").astype(bool)
    return with_reach(legs.assign(caused=caused)).sort_values("key", kind="stable", ignore_index=True)


def _triggers(dataset: Dataset, found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Triggers at the places they aim at, and all events that a cause may name.

    Returns
    -------
    own
        A row per place and trigger, from the crackdowns and disruptions of the phases; the days of a recorded phase
        win over its event's. A recorded crackdown that names no event is a trigger by its own id.
    events
        Events of the three families, indexed by id.
    """
    events = placed_events(dataset)
    hit = found[found["phase"].isin([str(Phase.CRACKDOWN), "disruption"])]
    hit = hit.assign(id=hit["basis"].str[0].astype(object)).explode("basis")
    named = hit["basis"].isin(events.index)
    hit = hit[named | (~hit.index.isin(hit.index[named]) & (hit["basis"] == hit["id"]))]
    hit = hit.sort_values("derived", kind="stable").rename(columns={"basis": "trigger"})
    own = hit.drop_duplicates(_KEYS)[[*_KEYS, "phase", *SPAN]]
    own = own.assign(family=own["trigger"].map(events["family"]).astype(object).fillna(""))
    return own, events[events["family"].isin(TRIGGER_FAMILIES)]


def _by_cause(legs: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Moves and the triggers their records name; one of unknown origin stands at the trigger's own place."""
    pairs = legs[["place", "cause"]].explode("cause").rename(columns={"cause": "trigger"})
    pairs = pairs[pairs["trigger"].isin(events.index)].rename_axis("at").reset_index()
    place = pairs["place"].where(pairs["place"] != "", pairs["trigger"].map(events["place"]))
    return pairs.assign(place=place)[place != ""]


def _by_cause_here(dataset: Dataset, legs: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Returns to a place that a trigger hit, itself or around it; what drove them from elsewhere is no such trigger."""
    pairs = _by_cause(legs, events)
    lines = lines_upwards(dataset)
    hit = lines.at(pairs["trigger"].map(events["place"]).tolist())
    around = lines.rows[lines.at(pairs["place"].tolist())]
    inside = (hit >= 0) & np.any(around == hit[:, np.newaxis], axis=1)
    return pd.DataFrame(pairs[inside])


def _below_a_crackdown(dataset: Dataset, returns: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Rows for returns that no crackdown at the place itself came before: with the last one at the nearest place around."""
    struck = with_reach(own[own["phase"] == Phase.CRACKDOWN]).dropna(subset=["key"])
    back = returns[["place", "start_min"]].dropna().sort_values("start_min", kind="stable")
    lines = lines_upwards(dataset)
    order, keys = _by_place_and_day(lines.at(struck["place"].tolist()), struck["key"])
    around = lines.rows[lines.at(back["place"].tolist())]
    start = back["start_min"].to_numpy()[:, np.newaxis]
    last = np.searchsorted(keys, _place_and_day(around, start)) - 1
    found = (around >= 0) & (last >= np.searchsorted(keys, _place_and_day(around, -_FARTHEST_DAY)))
    level = found.argmax(axis=1)
    below = np.flatnonzero(level > 0)
    below = below[np.argsort(level[below], kind="stable")]
    trigger = struck["trigger"].to_numpy()[order[last[below, level[below]]]]
    return pd.DataFrame({"place": back["place"].to_numpy()[below], "trigger": trigger})


def _rows(own: pd.DataFrame, events: pd.DataFrame, elsewhere: pd.DataFrame) -> pd.DataFrame:
    known = pd.concat(
        [own, events.assign(trigger=events.index.to_numpy(dtype=object))], ignore_index=True
    ).drop_duplicates("trigger")[["trigger", "family", *SPAN]]
    columns = [*_KEYS, "family", *SPAN]
    rows = pd.concat([own[columns], elsewhere.merge(known, on="trigger")[columns]], ignore_index=True)
    return with_reach(rows.drop_duplicates(_KEYS, ignore_index=True))


def _numbered(rows: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    numbers = rows[_KEYS].assign(row=rows.index)
    return pairs.merge(numbers, on=_KEYS)[["row", "at"]].assign(linked_by="cause")


def _next_departures(rows: pd.DataFrame, free: pd.DataFrame) -> pd.DataFrame:
    """The first departure that can have begun on a trigger's earliest day or later, and those of the same latest day."""
    begun = rows.assign(day=rows["start_min"].fillna(rows["start_max"]))
    return _first_after(begun, free.assign(day=free["key"]), exact=True)


def _next_returns(rows: pd.DataFrame, free: pd.DataFrame) -> pd.DataFrame:
    """The first return that certainly began after a trigger had, and those of the same earliest day."""
    return _first_after(rows.assign(day=rows["key"]), free.assign(day=free["start_min"]), exact=False)


def _first_after(rows: pd.DataFrame, moves: pd.DataFrame, *, exact: bool) -> pd.DataFrame:
    """Of each row the moves from its place on the first day of any after the row's own, or on that very day."""
    rows, moves = (frame[["place", "day"]].dropna() for frame in (rows, moves))
    codes, places = pd.factorize(moves["place"])
    order, keys = _by_place_and_day(codes, moves["day"])
    code = pd.Index(places).get_indexer(rows["place"])
    sought = _place_and_day(code, rows["day"].to_numpy(dtype=float))
    first = np.searchsorted(keys, sought, side="left" if exact else "right")
    found = (code >= 0) & (first < np.searchsorted(keys, _place_and_day(code, _FARTHEST_DAY)))
    rows, first = rows[found], first[found]
    which, at = _stretches(first, np.searchsorted(keys, keys[first], side="right") - first)
    pairs = {"row": rows.index.to_numpy()[which], "at": moves.index.to_numpy()[order[at]]}
    return pd.DataFrame(pairs).assign(linked_by="after")


def _place_and_day(code: _Ints, day: _Floats | float) -> _Floats:
    """One number for a place and a day, so that the days of one place are one stretch of a sorted column."""
    return np.asarray(code * (3 * _FARTHEST_DAY) + day)


def _by_place_and_day(code: _Ints, day: "pd.Series[float]") -> tuple[_Ints, _Floats]:
    """The order by place and day, and the numbers of both, sorted."""
    keys = _place_and_day(code, np.asarray(day, dtype=np.float64))
    order = np.argsort(keys, kind="stable")
    return order, keys[order]


def _stretches(first: _Ints, count: _Ints) -> tuple[_Ints, _Ints]:
    """Spell out runs of positions, at most `MOST_LISTED` of each: the number of the run, and the position."""
    count = np.clip(count, 0, MOST_LISTED)
    step = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(np.arange(len(count)), count), np.repeat(first, count) + step


def _without_empty(
    rows: pd.DataFrame, by_cause: pd.DataFrame, departed: pd.DataFrame, returned: pd.DataFrame
) -> tuple[pd.DataFrame, "pd.Series[int]"]:
    """Leave out a trigger's empty row where a movement from another place names it; return the new numbers of the others."""
    linked = rows.index.isin(departed["row"]) | rows.index.isin(returned["row"])
    kept = rows[linked | ~rows["trigger"].isin(by_cause["trigger"])]
    return kept.reset_index(drop=True), pd.Series(np.arange(len(kept)), index=kept.index)


def _candidates(dataset: Dataset, found: pd.DataFrame) -> pd.DataFrame:
    """Candidates with each place that they may be a return to: ``id, above, start_min``, by place and day."""
    came = found[found["candidate"].astype(bool)].dropna(subset=["start_min"]).reset_index(drop=True)
    first = pd.Series([record for record, *_ in came["basis"]], dtype=object)
    left = left_places(dataset, came["place"], first.map(placed_movements(dataset)["origin"]))
    which, level = np.nonzero(left >= 0)
    above = lines_upwards(dataset).names[left[which, level]]
    pairs = pd.DataFrame(
        {"id": first.to_numpy()[which], "above": above, "start_min": came["start_min"].to_numpy()[which]}
    )
    return pairs.sort_values(["above", "start_min"], kind="stable", ignore_index=True)


def _came_again(
    rows: pd.DataFrame, departures: pd.DataFrame, departed: pd.DataFrame, candidates: pd.DataFrame
) -> pd.DataFrame:
    """Candidates that came certainly after a row's first departure from its place had begun."""
    # A departure of unknown origin left no place that one could come back to.
    key = departures["key"].where(departures["place"] != "").to_numpy(dtype=float)
    begun = pd.Series(key[departed["at"]], departed["row"]).groupby(level=0).min().dropna()
    # Candidates lie sorted by place and day: those of one place after a day are one stretch.
    codes, places = pd.factorize(candidates["above"])
    code = pd.Index(places).get_indexer(rows["place"].reindex(begun.index))
    begun, code = begun[code >= 0], code[code >= 0]
    keys = _place_and_day(codes, candidates["start_min"].to_numpy(dtype=float))
    first = np.searchsorted(keys, _place_and_day(code, begun.to_numpy()), side="right")
    end = np.searchsorted(keys, _place_and_day(code, _FARTHEST_DAY))
    which, place = _stretches(first, end - first)
    return pd.DataFrame({"row": begun.index.to_numpy()[which], "at": place})
