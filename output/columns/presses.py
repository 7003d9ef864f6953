"""The presses that the overview tells: crackdowns and disruptions after which something is recorded, one row each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from waterbed.geo.views import view_around, widened
from waterbed.output.columns.cycles import followed
from waterbed.output.columns.records import Table

Press: TypeAlias = Mapping[str, Any]
"""A row by the names of its columns."""
MOST = 7
"""Rows of the picture: more could not be read at a glance."""
_AIR, _LEAST_AIR_DEG = 0.12, 0.08
"""Room around what is told: a share of its longer side, and so many degrees at least."""
_NAMES = ("cycles", "place", "moves", "returned", "day", "last", "back", "open", "linked", "rank")


def columns(rows: pd.DataFrame, tables: Mapping[str, Any]) -> Table:
    """A row a press of the overview, in the order in which they began.

    ``rows`` is the cycle table, ``tables`` are those of the timeline so far. Columns:

    ``cycles`` (lists of rows of the cycle table: those of one place that the same moves followed are one press), ``place``,
    ``moves`` (lists of movement rows, to a place on record), ``returned`` (movement row, -1 for none), ``day`` (of the
    press, at its earliest; null when undated), ``last`` (last day of its moves, null when none is dated), ``back`` (last
    day of its return), ``open`` (0/1: a move or the return has no last day on record), ``linked`` (0/1: a record
    names the press as the cause), ``rank`` (0 is told first where there is room for few).

    Of more than `MOST`, those come first that a record links by cause, then those with a return, the dated, those with
    most moves to other places, the surer, the newer.
    """
    cycles = tables["cycles"]
    presses = gathered(tables, range(len(cycles["place"])), days_of(rows))
    chosen = sorted(range(len(presses)), key=lambda n: (_urgency(cycles, presses[n]), -n))[:MOST]
    kept = [{**presses[n], "rank": chosen.index(n)} for n in sorted(chosen)]
    return {name: [press[name] for press in kept] for name in _NAMES}


def gathered(tables: Mapping[str, Any], among: Iterable[int], began: Sequence[int | None]) -> list[Press]:
    """The presses of some rows of the cycle table after which something is recorded: columns as above, but no ``rank``.

    ``began`` has the day of every row (`days_of`).
    """
    cycles, moves = tables["cycles"], tables["movements"]
    found: dict[tuple[Any, ...], list[int]] = {}
    for row in among:
        place = cycles["place"][row]
        if place >= 0 and followed(cycles, row):
            what = (place, tuple(cycles["departures"][row]), cycles["returned"][row])
            found.setdefault(what, []).append(row)
    return [_press(cycles, moves, began, rows) for rows in found.values()]


def days_of(rows: pd.DataFrame) -> list[int | None]:
    """The day on which each row of the cycle table began, at its earliest; None when undated."""
    days = rows["trigger_start_min"].fillna(rows["trigger_start_max"]).astype(object)
    return [None if pd.isna(day) else int(day) for day in days]


def strongest(tables: Mapping[str, Any], most: int) -> list[int]:
    """Rows of the presses of the first ranks, no more than so many, in the order in which they began."""
    return [row for row, rank in enumerate(tables["presses"]["rank"]) if rank < most]


def places_told(tables: Mapping[str, Any], rows: Sequence[int]) -> list[int]:
    """The places of some presses that have a point, regions left out."""
    presses, moves = tables["presses"], tables["movements"]
    told = [presses["place"][row] for row in rows]
    for row in rows:
        gone, back = presses["moves"][row], presses["returned"][row]
        told += [moves["destination"][move] for move in (*gone, *([back] if back >= 0 else []))]
        told += [moves["origin"][move] for move in gone]
    return [place for place in dict.fromkeys(told) if has_point(tables["places"], place)]


def has_point(places: Mapping[str, Any], place: int) -> bool:
    """Whether a place stands somewhere: a region does not."""
    return place >= 0 and places["x"][place] is not None and places["level"][place] != "region"


def view(tables: Mapping[str, Any], rows: Sequence[int]) -> list[float] | None:
    """West, south, east, north in degrees around what some presses tell, with room; None where they tell of no place."""
    told = places_told(tables, rows)
    if not told:
        return None
    lon, lat = ([tables["places"][axis][place] for place in told] for axis in ("lon", "lat"))
    return [round(side, 4) for side in widened(view_around(lon, lat), _AIR, _LEAST_AIR_DEG)]


def _press(cycles: Table, moves: Table, began: Sequence[int | None], rows: Sequence[int]) -> Press:
    row = rows[0]
    place, returned = cycles["place"][row], cycles["returned"][row]
    gone = [move for move in cycles["departures"][row] if moves["destination"][move] >= 0]
    days = [day for row in rows if (day := began[row]) is not None]
    ends = [moves["end_max"][move] for move in gone]
    back = moves["end_max"][returned] if returned >= 0 else None
    known = [end for end in ends if end is not None]
    return {
        "cycles": list(rows),
        "place": place,
        "moves": gone,
        "elsewhere": sum(moves["destination"][move] != place for move in gone),
        "returned": returned,
        "day": min(days, default=None),
        "last": max(known, default=None),
        "back": back,
        "open": int(len(known) < len(ends) or (returned >= 0 and back is None)),
        "linked": int(cycles["linked_by"][row] == "cause" or returned >= 0),
    }


def _urgency(cycles: Table, press: Press) -> tuple[int, ...]:
    """The less the sooner told."""
    certainty = max(cycles["certainty"][row] for row in press["cycles"])
    undated = press["day"] is None
    return (
        1 - press["linked"],
        int(press["returned"] < 0),
        int(undated),
        -press["elsewhere"],
        -certainty,
    )
