"""Phases of places: presence, crackdown, displacement, arrival, return, and the disruptions beside them.

The rules, in words, are in ``docs/method.md``; each function below is one of them.
"""

from collections.abc import Iterable
from enum import StrEnum

import numpy as np
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates import parse
from waterbed.layers.vocabulary import vocabulary, words

SPAN = ["start_min", "start_max", "end_min", "end_max"]
COLUMNS = ["place", "phase", "form", "candidate", "derived", "rule", *SPAN, "certainty", "basis"]
DEPARTURE_KINDS = ("displacement",)
ARRIVAL_KINDS = ("displacement", "expansion")


class Phase(StrEnum):
    """The five phases of a place, in the order in which ties on one day are settled, strongest first."""

    RETURN = "return"
    DISPLACEMENT = "displacement"
    CRACKDOWN = "crackdown"
    ARRIVAL = "arrival"
    PRESENCE = "presence"


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
    crackdowns = _crackdowns(dataset)
    departures = _departures(dataset)
    arrivals = _mark_candidates(dataset, _arrivals(dataset), departures)
    before = _concat([crackdowns, recorded[recorded["phase"] == Phase.CRACKDOWN]])
    returns = _returns(dataset, before, departures)
    derived = _concat([_presence(dataset), crackdowns, departures, arrivals, returns])
    return _concat([recorded, _without_recorded(derived, recorded)])


def disruptions(dataset: Dataset) -> pd.DataFrame:
    """Events of family *disruption* (armed conflict, power cut) as spans, in the columns of :func:`phases`.

    A disruption is never called a crackdown; its ``phase`` is the word ``disruption``.
    """
    events = _events(dataset)
    hit = events[(events["family"] == "disruption") & _aimed(events)]
    return _spans(hit, place="place", phase="disruption", rule="event_disruption")


def _presence(dataset: Dataset) -> pd.DataFrame:
    hubs = dataset["hubs"]
    hubs = _with_days(dataset, "hubs", "present", hubs[is_drawn(hubs) & (hubs["present"] != "")])
    windows = attested_windows(hubs)
    first = windows.map(lambda pairs: min((a for a, _ in pairs), default=np.nan)).astype(float)
    last = windows.map(lambda pairs: max((a for a, _ in pairs), default=np.nan)).astype(float)
    hubs["start_max"] = hubs["start_max"].fillna(hubs["end_min"].combine(first, np.fmin))
    hubs["end_min"] = hubs["end_min"].fillna(hubs["start_max"].combine(last, np.fmax))
    return _spans(hubs, place="place", phase=Phase.PRESENCE, rule="hub_present")


def is_drawn(hubs: pd.DataFrame) -> pd.Series:
    """Whether a hub's role makes it a sign on the map: the other roles in the story never take a phase."""
    return hubs["role"].isin(
        [role for role in words("role") if vocabulary().at[("role", role), "drawn"] == "1"]
    )


def family_of(event_kind: str) -> str:
    """Family of a kind of event: enforcement, regulation, disruption or observation."""
    return str(vocabulary().at[("event_kind", event_kind), "family"])


def attested_windows(hubs: pd.DataFrame) -> pd.Series:
    """Of each hub, the windows in which it is attested: tuples of (first day, last day), as wide as the dates are vague."""

    def window(text: str) -> tuple[int | None, int | None]:
        bounds = parse(text)
        return bounds.start_min, bounds.end_max

    return hubs["attested"].map(lambda dates: tuple(window(text) for text in dates))


def _crackdowns(dataset: Dataset) -> pd.DataFrame:
    events = _events(dataset)
    hub_places = set(dataset["hubs"]["place"])
    enforcement = events["family"] == "enforcement"
    regulation = events["family"] == "regulation"
    staged = events["stage"] == "crackdown"
    hit = ((enforcement | regulation) & staged) | (enforcement & events["place"].isin(hub_places))
    hit &= _aimed(events)
    frames = [
        _spans(events[hit & family], place="place", phase=Phase.CRACKDOWN, rule=rule)
        for family, rule in ((enforcement, "event_enforcement"), (regulation, "event_regulation"))
    ]
    return _concat(frames)


def _aimed(events: pd.DataFrame) -> pd.Series:
    """An event aims at its place unless its record says that the place is only where it was launched."""
    elsewhere = events["flags"].map(lambda words: "place_of_launch" in words).astype(bool)
    return (events["place"] != "") & ~elsewhere


def _departures(dataset: Dataset) -> pd.DataFrame:
    moves = _movements(dataset)
    leave = moves["kind"].isin(DEPARTURE_KINDS) & (moves["origin"] != "")
    return _spans(moves[leave], place="origin", phase=Phase.DISPLACEMENT, rule="movement_departure")


def _arrivals(dataset: Dataset) -> pd.DataFrame:
    moves = _movements(dataset)
    come = moves["kind"].isin(ARRIVAL_KINDS) & (moves["destination"] != "")
    come &= moves["origin"] != moves["destination"]
    return _spans(moves[come], place="destination", phase=Phase.ARRIVAL, rule="movement_arrival")


def _mark_candidates(dataset: Dataset, arrivals: pd.DataFrame, departures: pd.DataFrame) -> pd.DataFrame:
    """Mark arrivals that follow a departure from the same place, or from a place above it that they come from outside of."""
    left = _first_day(departures)
    origin = dataset["movements"]["origin"]

    def left_before(place: str, basis: tuple[str, ...], day: float) -> bool:
        come_from = _chain(dataset, origin[basis[0]])
        places = (above for above in _chain(dataset, place) if above == place or above not in come_from)
        return any(left.get(above, np.inf) < day for above in places)

    day = arrivals["start_min"].fillna(arrivals["start_max"])
    rows = zip(arrivals["place"], arrivals["basis"], day, strict=True)
    return arrivals.assign(candidate=np.array([left_before(*row) for row in rows], dtype=bool))


def _returns(dataset: Dataset, crackdowns: pd.DataFrame, departures: pd.DataFrame) -> pd.DataFrame:
    """Movements of kind return, where a crackdown at that place or above it came first; other ones are arrivals."""
    moves = _movements(dataset)
    back = moves[(moves["kind"] == "return") & (moves["destination"] != "")]
    frame = _spans(back, place="destination", phase=Phase.RETURN, rule="movement_return")
    hit, left = _first_day(crackdowns), _first_day(departures)
    day = frame["start_min"].fillna(frame["start_max"])

    def earlier(days: dict[str, float]) -> pd.Series:
        first = frame["place"].map(lambda place: min(days.get(p, np.inf) for p in _chain(dataset, place)))
        return first.astype(float) < day

    in_place = (back["origin"] == back["destination"]).to_numpy(dtype=bool)
    regrown = back["flags"].map(lambda words: "regrowth_in_place" in words).to_numpy(dtype=bool)
    moved = ~in_place & earlier(left).to_numpy(dtype=bool)
    frame["form"] = np.select([in_place & regrown, moved], ["regrowth", "moved_back"], "not_stated")
    after_crackdown = earlier(hit).to_numpy(dtype=bool)
    frame.loc[~after_crackdown, ["phase", "form", "rule"]] = [Phase.ARRIVAL, "", "movement_arrival"]
    return frame


def _recorded(dataset: Dataset) -> pd.DataFrame:
    table = _with_days(dataset, "phases", "period", dataset["phases"])
    own = pd.Series([(record,) for record in table.index], index=table.index, dtype=object)
    table["basis"] = own + table["basis"]
    frame = pd.DataFrame({column: table.get(column) for column in COLUMNS}, columns=COLUMNS)
    return frame.assign(candidate=False, derived=False, rule="recorded").reset_index(drop=True)


def _without_recorded(derived: pd.DataFrame, recorded: pd.DataFrame) -> pd.DataFrame:
    """Drop derived phases that overlap a recorded one of the same place and phase."""
    if recorded.empty:
        return derived
    pairs = derived.reset_index().merge(recorded, on=["place", "phase"], suffixes=("", "_r"))
    start, end = pairs["start_min"].fillna(-np.inf), pairs["end_max"].fillna(np.inf)
    overlap = (start <= pairs["end_max_r"].fillna(np.inf)) & (pairs["start_min_r"].fillna(-np.inf) <= end)
    return derived[~derived.index.isin(pairs.loc[overlap, "index"])]


def _events(dataset: Dataset) -> pd.DataFrame:
    events = _with_days(dataset, "events", "date", dataset["events"])
    return events.assign(family=events["kind"].map(family_of))


def _movements(dataset: Dataset) -> pd.DataFrame:
    """Movements with their days; an unknown start or end keeps the bound that is on record."""
    moves = _with_days(dataset, "movements", "period", dataset["movements"])
    moves["start_max"] = moves["start_max"].fillna(moves["end_min"])
    moves["end_min"] = moves["end_min"].fillna(moves["start_max"])
    return moves


def _with_days(dataset: Dataset, table: str, column: str, rows: pd.DataFrame) -> pd.DataFrame:
    return rows.join(dataset.bounds(table, column)[SPAN])


def _spans(rows: pd.DataFrame, *, place: str, phase: str, rule: str) -> pd.DataFrame:
    frame = rows[[*SPAN, "certainty"]].assign(place=rows[place], phase=str(phase), form="", rule=rule)
    basis = pd.Series([(record,) for record in rows.index], index=rows.index, dtype=object)
    frame = frame.assign(candidate=False, derived=True, basis=basis)
    return frame[COLUMNS].reset_index(drop=True)


def _first_day(frame: pd.DataFrame) -> dict[str, float]:
    day = frame["start_min"].fillna(frame["start_max"])
    first = day.groupby(frame["place"]).min().dropna()
    return {str(place): float(days) for place, days in first.items()}


def _chain(dataset: Dataset, place: str) -> tuple[str, ...]:
    return (place, *dataset.ancestors(place)) if place else ()


def _concat(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    kept = [frame for frame in frames if not frame.empty]
    if not kept:
        return pd.DataFrame(columns=COLUMNS).astype(dict.fromkeys(SPAN, float))
    return pd.concat(kept, ignore_index=True)[COLUMNS]
