"""What every engine does with sightings: tag them with zones, count presence, find moves and sum them up.

Frames pass from step to step. `tag` takes any part of the sightings; `presence_of` and `moves_of` take tagged rows that hold
all of each group they hold a row of; `flows_of` takes all moves between each pair of zones that it holds a move of. What
the first two give for different groups may be put together by sums.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from waterbed.layers.trace.grid import Grid
from waterbed.layers.trace.periods import period_of
from waterbed.layers.trace.rules import Rules
from waterbed.layers.trace.times import microseconds

OUTSIDE = -1
"""Zone of a sighting outside every zone."""
DROPPED = {-2: "no group", -3: "no time", -4: "no coordinates", -5: "no count"}
"""Zones of rows that stand for sightings left out: one a part and reason, their number in ``n``, group "" and time 0."""
TAGGED = {"group": "str", "us": "int64", "n": "int64", "z": "int32"}
PRESENCE = {"z": "int32", "period": "int32", "records": "int64", "n": "int64", "groups": "int64"}
MOVES = {"o": "int32", "d": "int32", "period": "int32", "first": "int8", "lag_us": "int64"}
FLOWS = {
    "o": "int32", "d": "int32", "period": "int32", "moves": "int64", "groups": "int64",
    "lag_q25_s": "float64", "lag_q50_s": "float64", "lag_q75_s": "float64",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What an engine finds."""

    presence: pd.DataFrame
    """Columns as in ``PRESENCE``, by zone and period; zones below 0 as `tag` says."""
    flows: pd.DataFrame
    """Columns as in ``FLOWS``, by origin, destination and period."""
    first_us: int
    """First moment of a sighting that was not left out, microseconds of UTC; 0 without any."""
    last_us: int
    """Last one."""


def tag(part: pd.DataFrame, grid: Grid, rules: Rules) -> pd.DataFrame:
    """Find the zone of each sighting of a part.

    Parameters
    ----------
    part
        Columns ``group``, ``lon``, ``lat``, ``time``, and ``count`` where there is one, as they were read.

    Returns
    -------
    DataFrame
        Columns as in ``TAGGED``: ``us`` (microseconds of UTC), ``n`` (the count), ``z`` (ordinal of the zone, -1 outside);
        then a row for each reason why rows of the part were left out, as in ``DROPPED``.

    Raises
    ------
    ValueError
        For times without an offset when the rules have no time zone, and for numbers as times without a form.
    """
    group, lon, lat = _names(part["group"]), _numbers(part["lon"]), _numbers(part["lat"])
    us, timed = microseconds(part["time"], rules)
    n, counted = _counts(part)
    named = (group.notna() & (group.astype("str") != "")).to_numpy(dtype=bool)
    placed = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    reason = np.select([~named, ~timed, ~placed, ~counted], list(DROPPED), default=0)
    kept = reason == 0
    rows = pd.DataFrame(
        {
            "group": group[kept].astype("str").to_numpy(),
            "us": us[kept],
            "n": n[kept],
            "z": grid.lookup(lon[kept], lat[kept]),
        }
    )
    numbers = {z: int((reason == z).sum()) for z in DROPPED}
    left = pd.DataFrame([("", 0, number, z) for z, number in numbers.items() if number], columns=list(TAGGED))
    return pd.concat([rows, left], ignore_index=True).astype(TAGGED) if len(left) else rows.astype(TAGGED)


def presence_of(tagged: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Count the sightings and groups of each zone and period; zones below 0 are as `tag` says.

    Returns
    -------
    DataFrame
        Columns as in ``PRESENCE``, by zone and period. Of parts that have no group in common, the rows of one zone and
        period may be added up.
    """
    code, _ = pd.factorize(tagged["group"])
    z, period = tagged["z"].to_numpy(), period_of(tagged["us"].to_numpy(), rules)
    if not len(z):
        return empty(PRESENCE)
    low, high = int(period.min()), int(period.max())
    key = (z.astype(np.int64) - min(DROPPED)) * (high - low + 1) + (period - low)
    cells, at = np.unique(key, return_inverse=True)
    many = int(code.max()) + 1
    once = pd.Series(at.astype(np.int64) * many + code).drop_duplicates().to_numpy(dtype=np.int64)
    sums = np.zeros(len(cells), dtype=np.int64)
    np.add.at(sums, at, tagged["n"].to_numpy())
    found = {
        "z": cells // (high - low + 1) + min(DROPPED),
        "period": cells % (high - low + 1) + low,
        "records": np.bincount(at, minlength=len(cells)),
        "n": sums,
        "groups": np.bincount(once // many, minlength=len(cells)),
    }
    return pd.DataFrame(found).astype(PRESENCE)


def added(presence: pd.DataFrame) -> pd.DataFrame:
    """Put together what `presence_of` found in parts that have no group in common; sorted by zone and period."""
    summed = presence.groupby(["z", "period"], as_index=False, sort=True).sum()
    return summed[list(PRESENCE)].astype(PRESENCE)


def moves_of(tagged: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Find the moves of each group.

    Returns
    -------
    DataFrame
        A move a row, columns as in ``MOVES``: ``first`` is 1 on one of a group's moves between two zones in a period, 0
        on the others, so that its sum counts the groups; ``lag_us`` in microseconds.
    """
    inside = tagged["z"].to_numpy() >= 0
    code, _ = pd.factorize(tagged["group"][inside])
    us, z = tagged["us"].to_numpy()[inside], tagged["z"].to_numpy()[inside]
    order = np.lexsort((z, us, code))
    return moves_in_order(code[order], us[order], z[order], rules)


def moves_in_order(
    code: NDArray[np.intp], us: NDArray[np.int64], z: NDArray[np.int32], rules: Rules
) -> pd.DataFrame:
    """Find moves as `moves_of`, in rows inside zones that stand by group, time and zone.

    Parameters
    ----------
    code
        A number for each group; its rows stand together, all of them.
    """
    if not len(z):
        return empty(MOVES)
    begins = np.flatnonzero(
        np.r_[True, (np.diff(code) != 0) | (np.diff(z) != 0) | (np.diff(us) > rules.longest_gap_us)]
    )
    first, last = us[begins], us[np.r_[begins[1:], len(us)] - 1]
    long = last - first >= rules.least_stay_us
    code, z, first, last = code[begins][long], z[begins][long], first[long], last[long]
    lag = first[1:] - last[:-1]
    moved = (code[1:] == code[:-1]) & (z[1:] != z[:-1]) & (lag <= rules.longest_gap_us)
    moves = pd.DataFrame(
        {
            "o": z[:-1][moved],
            "d": z[1:][moved],
            "period": period_of(first[1:][moved], rules),
            "code": code[1:][moved],
            "lag_us": lag[moved],
        }
    )
    moves["first"] = ~moves.duplicated(["code", "o", "d", "period"])
    return moves[list(MOVES)].astype(MOVES)


def flows_of(moves: pd.DataFrame) -> pd.DataFrame:
    """Sum up the moves between each pair of zones in each period.

    Returns
    -------
    DataFrame
        Columns as in ``FLOWS``, by origin, destination and period. A quartile is taken in whole microseconds and divided
        once, so that every machine and engine has the same bits.
    """
    if not len(moves):
        return empty(FLOWS)
    o, d, period, lag = (moves[name].to_numpy() for name in ("o", "d", "period", "lag_us"))
    order = np.lexsort((lag, period, d, o))
    o, d, period, lag = o[order], d[order], period[order], lag[order]
    begins = np.flatnonzero(np.r_[True, (np.diff(o) != 0) | (np.diff(d) != 0) | (np.diff(period) != 0)])
    size = np.diff(np.r_[begins, len(o)])
    found = {
        "o": o[begins],
        "d": d[begins],
        "period": period[begins],
        "moves": size,
        "groups": np.add.reduceat(moves["first"].to_numpy()[order].astype(np.int64), begins),
    }
    for quarter, name in enumerate(("lag_q25_s", "lag_q50_s", "lag_q75_s"), start=1):
        whole, rest = np.divmod((size - 1) * quarter, 4)
        below, above = lag[begins + whole], lag[begins + np.minimum(whole + 1, size - 1)]
        found[name] = (below * (4 - rest) + above * rest) / 4_000_000
    return pd.DataFrame(found).astype(FLOWS)


def empty(columns: Mapping[str, str]) -> pd.DataFrame:
    """Give a frame of such columns without rows."""
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})


def _names(column: pd.Series) -> pd.Series:
    """Groups as text; whole numbers that missing ones beside them have made fractions of are whole again."""
    if pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all():
        return column.astype("Int64")
    return column


def _numbers(column: pd.Series) -> NDArray[np.float64]:
    return pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)


def _counts(part: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    if "count" not in part:
        return np.ones(len(part), dtype=np.int64), np.ones(len(part), dtype=bool)
    numbers = _numbers(part["count"])
    whole = (numbers >= 0) & (numbers <= 2**53) & (numbers == np.floor(numbers))
    return np.where(whole, numbers, 0).astype(np.int64), whole
