"""From sightings and zones to presence and movements, in memory or by the engine that their size asks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.trace import cluster, duck
from waterbed.layers.trace.grid import Grid, grid_of, side_for
from waterbed.layers.trace.kernel import DROPPED, OUTSIDE, Found, added, flows_of, moves_of, presence_of, tag
from waterbed.layers.trace.periods import period_name
from waterbed.layers.trace.reading import Columns, Sightings, find_sightings, sightings_of
from waterbed.layers.trace.rules import Rules
from waterbed.layers.trace.times import TimesError, settled
from waterbed.layers.trace.zones import Zones, read_zones

EMBEDDED_ROWS = 2_000_000
"""Fewer rows are worked on in memory."""
Told = Callable[[int, int], object]
"""Is told how many rows of all are done."""


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """What sightings say of zones, and what it rests on."""

    zones: Zones
    presence: pd.DataFrame
    """Columns ``z, period, records, n, groups``, by zone and period; zones and periods are numbers
    (`waterbed.layers.trace.periods`)."""
    movements: pd.DataFrame
    """Columns ``o, d, period, moves, groups, lag_q25_s, lag_q50_s, lag_q75_s``, by origin, destination and period."""
    rules: Rules
    """As settled: with the form of the times."""
    columns: Columns
    files: tuple[str, ...]
    """Names of the files read."""
    rows: int
    """Sightings read."""
    outside: int
    """Of them, outside every zone."""
    dropped: dict[str, int]
    """Of them, left out, by reason."""
    watched: tuple[int, ...]
    """Periods with a sighting anywhere, outside the zones too."""
    first_us: int
    """First sighting that was not left out, microseconds of UTC."""
    last_us: int
    """Last one."""

    def named(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Presence and movements with the names of zones and the periods as dates in their first columns."""
        names = np.array(self.zones.names, dtype=object)

        def told(frame: pd.DataFrame, **zones: str) -> pd.DataFrame:
            keys = {column: names[frame[name].to_numpy(dtype=np.intp)] for column, name in zones.items()}
            periods = [period_name(int(one), self.rules.period) for one in frame["period"]]
            rest = frame.drop(columns=[*zones.values(), "period"])
            return pd.DataFrame({**keys, "period": periods}, index=frame.index).join(rest)

        return told(self.presence, zone="z"), told(self.movements, origin="o", destination="d")


def trace(
    sightings: pd.DataFrame | str | Path | Sequence[str | Path],
    zones: gpd.GeoDataFrame | str | Path | Zones,
    rules: Rules | None = None,
    *,
    columns: Columns | None = None,
    scheduler: str = "",
    memory_limit: str = "",
    work: Path | None = None,
    resume: bool = False,
    told: Told = lambda done, total: None,
) -> Trace:
    """Count where groups were seen, and their moves between zones.

    Parameters
    ----------
    sightings
        A frame; or files, folders and patterns of CSV and Parquet.
    zones
        Polygons: a file, a frame, or zones as read.
    rules
        What counts (`waterbed.layers.trace.rules.Rules`).
    columns
        Names of the columns; those left out are found by their usual names.
    scheduler
        "": on this machine without Dask. ``sync``, ``local``, ``local:N`` or ``tcp://host:port``: on Dask.
    memory_limit
        For sightings that are not worked on in memory, such as "400MB"; with ``local:N`` of each worker.
    work
        A folder of this run's own, on a disk with room for sightings that are not worked on in memory; gone at the end.
        Files that are done stay in it when the run fails or is killed.
    resume
        Whether to go on with what is done there, else it is taken away; not with a scheduler, since Dask does what a
        lost worker did by itself.
    told
        Called with the rows done and the rows in all.

    Raises
    ------
    DataError
        If the sightings or zones cannot be used: it says what is wrong, where, and the mend.
    ValueError
        If the scheduler or the memory limit is none, or they cannot be had together.
    """
    check_engine(scheduler, memory_limit, resume=resume)
    laid = zones if isinstance(zones, Zones) else read_zones(zones)
    if isinstance(sightings, pd.DataFrame):
        given = sightings_of(sightings, columns or Columns())
    else:
        named = [sightings] if isinstance(sightings, str | Path) else sightings
        given = find_sightings(named, columns or Columns())
    times = {str(path): partial(given.times_of, path) for path in given.files}
    decided = settled(times, given.columns.time, rules or Rules())
    grid = grid_of(laid.shapes, side_for(given.rows))
    _not_swapped(given, grid, decided)
    try:
        if scheduler:
            found = cluster.run(
                given, grid, decided, scheduler=scheduler, memory_limit=memory_limit, told=told
            )
        elif given.frame is None and (given.rows >= EMBEDDED_ROWS or memory_limit or resume):
            found = duck.run(
                given, grid, decided, memory_limit=memory_limit, folder=work, resume=resume, told=told
            )
        else:
            found = _embedded(given, grid, decided, told)
    except TimesError as error:
        raise DataError((Fault(given.files[0].name, str(error), column=given.columns.time),)) from None
    return _trace(found, laid, decided, given)


def check_engine(scheduler: str, memory_limit: str, *, resume: bool) -> None:
    """Refuse what no engine can be asked for together.

    Raises
    ------
    ValueError
        It says what can be.
    """
    if memory_limit:
        duck.megabytes(memory_limit)
    if scheduler:
        cluster.check_scheduler(scheduler, memory_limit)
    if scheduler and resume:
        raise ValueError("resume: with a scheduler there is nothing to go on with; leave one of them out.")


def _embedded(sightings: Sightings, grid: Grid, rules: Rules, told: Told) -> Found:
    """Work on all in memory."""
    tagged, done = [], 0
    for part in sightings.parts():
        tagged.append(tag(part, grid, rules))
        done += len(part)
        told(done, max(done, sightings.rows))
    whole = pd.concat(tagged, ignore_index=True)
    us = whole["us"].to_numpy()[whole["z"].to_numpy() >= OUTSIDE]
    span = (int(us.min()), int(us.max())) if len(us) else (0, 0)
    return Found(added(presence_of(whole, rules)), flows_of(moves_of(whole, rules)), *span)


def _trace(found: Found, zones: Zones, rules: Rules, sightings: Sightings) -> Trace:
    presence = found.presence
    numbers = presence.groupby("z")["n"].sum()
    dropped = {why: int(numbers.get(z, 0)) for z, why in DROPPED.items() if numbers.get(z, 0)}
    seen = presence[presence["z"] >= OUTSIDE]
    read = int(seen["records"].sum())
    file = sightings.files[0].name
    if not read:
        said = ", ".join(f"{number:,} {why}" for why, number in dropped.items())
        problem = f"has no sighting that can be used: {said}" if said else "has no sightings"
        raise DataError(
            (Fault(file, problem, "name the right columns (--group, --lon, --lat, --time, --count)"),)
        )
    outside = int(presence.loc[presence["z"] == OUTSIDE, "records"].sum())
    if outside == read:
        problem = f"has {read:,} sightings, none of them in a zone of {zones.file}"
        raise DataError((Fault(file, problem, "look at both on a map; lon and lat are degrees (EPSG:4326)"),))
    return Trace(
        zones,
        presence[presence["z"] >= 0].reset_index(drop=True),
        found.flows,
        rules,
        sightings.columns,
        tuple(path.name for path in sightings.files),
        read + sum(dropped.values()),
        outside,
        dropped,
        tuple(int(one) for one in np.unique(seen["period"])),
        found.first_us,
        found.last_us,
    )


def _not_swapped(sightings: Sightings, grid: Grid, rules: Rules) -> None:
    """Refuse sightings most of which lie outside, and inside when longitude and latitude change places."""
    part = next(sightings.parts(10_000), None)
    if part is None or not len(part):
        return
    inside = int((tag(part, grid, rules)["z"] >= 0).sum())
    if 2 * inside >= len(part):
        return
    other = part.rename(columns={"lon": "lat", "lat": "lon"})
    swapped = int((tag(other, grid, rules)["z"] >= 0).sum())
    if 2 * swapped > len(part) and swapped > 2 * inside:
        columns = sightings.columns
        problem = f"has {inside:,} of {len(part):,} sightings in a zone, with lon and lat swapped {swapped:,}"
        mend = f"take --lon {columns.lat} --lat {columns.lon}"
        raise DataError((Fault(sightings.files[0].name, problem, mend),))
