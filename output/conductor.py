"""The conductor: in which legs a story is played, scene by scene, the same for the player and the film."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.schema.tables import RECORD_TABLES, schema
from waterbed.output.columns.records import Table

SKIP_SECONDS = 1.5
"""What a calm move to the next view takes, and the most that an empty stretch of the calendar does: both are read."""


_LEAST_RUN, _MOST_RUN = 3.0, 6.0
"""Seconds that the clock runs in a scene, beside what it skips: one for each day on which something of its own begins."""


SHORT_DAYS, WHOLE_DAY = 32, 0.999
"""In a story of days the clock runs to the end of the last one, so that what happens on it is seen. As in ``state.js``."""


_Run = tuple[str, float, float, float]
"""``run`` or ``skip``, first and last day, seconds."""


def legs(dataset: Dataset, tables: Mapping[str, Any], *, first_day: int) -> Table:
    """The legs in which the scenes are played, in order.

    In each scene the clock comes to its view (``move``; ``leap`` over a stretch in which nothing is recorded), runs
    (``run``) to the day on which the scene rests, stands there to be read (``hold``) and runs to the end. Where nothing is
    recorded to begin, to end or to be under way it skips (``skip``).

    Parameters
    ----------
    tables
        Columns of a timeline: events, movements, scenes.
    first_day
        With it the clock begins.

    Returns
    -------
    Table
        ``scene, kind, first, last`` (days of the clock) and ``seconds``, 0 for holds: their words tell how long they are
        read.
    """
    busy, begins = _busy(dataset), _begins(tables)
    spare = WHOLE_DAY if dataset.as_of - first_day < SHORT_DAYS else 0
    rows: list[tuple[int, str, float, float, float]] = []
    scenes = tables["scenes"]
    before = None
    for scene, (start, end, hold) in enumerate(
        zip(*(scenes[name] for name in ("start", "end", "hold")), strict=True)
    ):
        gap = before is not None and start - before > 1 and not _touched(busy, before + 1, start - 1)
        came = start if before is None else before
        rows.append((scene, "leap" if gap else "move", came, start, SKIP_SECONDS))
        own = {begins[record] for record in scenes["records"][scene] if record in begins}
        seconds = float(np.clip(sum(start <= day <= end for day in own), _LEAST_RUN, _MOST_RUN))
        runs = _runs(busy, start, end + spare, seconds)
        rows += [(scene, *leg) for leg in _cut(runs, start, hold + spare)]
        rows.append((scene, "hold", hold + spare, hold + spare, 0.0))
        rows += [(scene, *leg) for leg in _cut(runs, hold + spare, end + spare)]
        before = end
    names = ("scene", "kind", "first", "last", "seconds")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def _runs(busy: npt.NDArray[np.int64], start: int, end: float, seconds: float) -> list[_Run]:
    """The period of a scene in runs at one rate and skips, in order."""
    inside = busy[(busy[:, 1] >= start) & (busy[:, 0] <= end)].clip(start, end)
    edges = [start, *inside.ravel().tolist(), end]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    skipped: list[tuple[float, float]] = []
    left = end - start
    for first, last in sorted(gaps, key=lambda gap: gap[0] - gap[1]):
        rest = left - (last - first)
        # What is left of the time is for what happens, so that each skip makes the clock slower where it runs.
        if last == first or (last - first) * seconds / left <= SKIP_SECONDS:
            break
        skipped.append((first, last))
        left = rest
    runs: list[_Run] = []
    at: float = start
    for first, last in [*sorted(skipped), (end, end)]:
        if first > at:
            runs.append(("run", at, first, seconds * (first - at) / left))
        if last > first:
            runs.append(("skip", first, last, SKIP_SECONDS))
        at = last
    return runs


def _cut(runs: list[_Run], start: float, end: float) -> Iterator[_Run]:
    """The part of the runs between two days."""
    for kind, first, last, seconds in runs:
        a, b = max(first, start), min(last, end)
        if a < b:
            yield kind, a, b, round(seconds * (b - a) / (last - first), 2)


def _touched(busy: npt.NDArray[np.int64], first: int, last: int) -> bool:
    return bool(((busy[:, 0] <= last) & (busy[:, 1] >= first)).any())


def _begins(tables: Mapping[str, Any]) -> dict[int, int]:
    """The day on which an event or a movement is first to be seen, by record."""
    found = {}
    for name in ("events", "movements"):
        table = tables[name]
        for record, first, last in zip(
            *(table[column] for column in ("record", "start_min", "end_max")), strict=True
        ):
            if first is not None or last is not None:
                found[record] = last if first is None else first
    return found


_LASTING = ("events", "movements", "figures", "counts")
"""What happens in the whole of its time; of a presence or a phase only its beginning and its end are news."""


def _busy(dataset: Dataset) -> npt.NDArray[np.int64]:
    """Stretches of days on which something may begin, end or be under way, apart from one another, (n, 2)."""
    found = [np.empty((0, 2))]
    for table in (*RECORD_TABLES, "counts"):
        for column in schema()[table] if table not in ("scenes", "gaps") else ():
            if column.type not in ("edtf", "edtfs") or column.name == "date_in_source":
                continue
            bounds = dataset.bounds(table, column.name)[SPAN]
            lasting = table in _LASTING or column.type == "edtfs"
            whole = bounds.notna().all(axis=1) & lasting
            found.append(bounds.loc[whole, ["start_min", "end_max"]].to_numpy())
            found += [bounds.loc[~whole, edge].dropna().to_numpy() for edge in (SPAN[:2], SPAN[2:])]
    every = np.concatenate(found).astype(np.int64)
    every = every[np.argsort(every[:, 0], kind="stable")]
    reach = np.maximum.accumulate(every[:, 1])
    new = np.flatnonzero(every[1:, 0] > reach[:-1] + 1) + 1
    first, last = np.r_[0, new], np.r_[new, len(every)] - 1
    return np.column_stack((every[first, 0], reach[last])) if len(every) else every
