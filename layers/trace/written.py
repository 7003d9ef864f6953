"""A trace as a data set: its zones, the numbers of each period, and the movements; no track of any group."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import shapely

from waterbed.layers.dataset import Dataset
from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.csv import MOST_ROWS
from waterbed.layers.files.raw import Package, RawTable
from waterbed.layers.intake.places import coordinate, new_id
from waterbed.layers.trace.kernel import FLOWS
from waterbed.layers.trace.periods import first_day, period_name
from waterbed.layers.trace.run import Trace

GROUPS, SIGHTINGS, MOVES = "groups", "sightings", "moves"
"""Units of a trace: words of the data set's own."""
KIND = "observed_move"
"""Kind of its movements, a word of its own too: that somebody was displaced is no sighting."""
_WORDS = (
    ("unit", GROUPS, "groups", "groupes", "grupos", "กลุ่ม"),
    ("unit", SIGHTINGS, "sightings", "observations", "avistamientos", "การพบเห็น"),
    ("unit", MOVES, "moves", "passages", "traslados", "การย้าย"),
    ("movement_kind", KIND, "observed move", "passage observé", "traslado observado", "การย้ายที่พบเห็น"),
)
_LANGUAGES = ("en", "fr", "es", "th")


def dataset_of(trace: Trace, *, source: str, title: str = "", certainty: str = "") -> Dataset:
    """Make the data set of a trace.

    The table ``counts`` has two series a zone, of groups and of sightings, over the periods that were watched as a whole.
    A zone without a sighting in such a period has a 0. What fewer groups than the rules ask for were seen in is left
    out: unknown, not 0. ``movements`` has a row an origin, destination and period.

    Parameters
    ----------
    trace
        What was found.
    source
        Where the sightings come from, in words.
    title
        Of the data set; made of the source when left out.
    certainty
        Of every number and movement: a word of the vocabulary, as whoever knows the sightings rates them; "" not rated.

    Raises
    ------
    DataError
        If a table has more rows than a data set takes; or if a series by the day would have days that are not known,
        since days that are left out of such a series read as 0.
    """
    taken = set(trace.zones.ids)
    named = new_id("sightings", taken, "sightings"), new_id("zones", taken, "zones")
    tables = {
        "sources": pd.DataFrame({"id": named, "title": [source, trace.zones.file]}),
        "zones": _zones(trace, named[1]),
        "counts": _counts(trace, named[0]),
        "movements": _movements(trace, named[0]),
    }
    for name, frame in tables.items():
        if len(frame) > MOST_ROWS:
            mend = f"take longer periods, larger zones or more --least-groups: a table takes {MOST_ROWS:,}"
            raise DataError((Fault(name, f"would have {len(frame):,} rows", mend),))
    for name in ("counts", "movements") if certainty else ():
        tables[name] = tables[name].assign(certainty=certainty)
    raw = {name: _raw(name, frame) for name, frame in tables.items() if len(frame)}
    words = pd.DataFrame(_WORDS, columns=["group", "word", *(f"label_{lang}" for lang in _LANGUAGES)])
    title = title or f"Trace: {source}"
    meta = MappingProxyType(_meta(trace, title))
    return Dataset.of(Package(title, meta, raw, words=_raw("vocabulary", words)))


def watched_as_a_whole(trace: Trace) -> list[int]:
    """Periods from the first to the last that hold sightings of a whole period, those without any sighting left out.

    The first and the last period are whole where there is a sighting on the first day of the one, and on the last day of
    the other.
    """
    rules, (low, high) = trace.rules, (trace.watched[0], trace.watched[-1])
    first, last = (_local_day(us, trace) for us in (trace.first_us, trace.last_us))
    low += first > first_day(low, rules.period)
    high -= last < first_day(high + 1, rules.period) - timedelta(days=1)
    return [one for one in trace.watched if low <= one <= high]


def left_out(trace: Trace) -> tuple[int, int]:
    """How many rows of presence and of movements have fewer groups than the rules ask for."""
    least = trace.rules.least_groups
    return int((trace.presence["groups"] < least).sum()), int((trace.movements["groups"] < least).sum())


def _zones(trace: Trace, source: str) -> pd.DataFrame:
    shapes = trace.zones.shapes
    inner = shapely.point_on_surface(shapes)
    return pd.DataFrame(
        {
            "id": trace.zones.ids,
            "label_en": trace.zones.names,
            "lon": [coordinate(float(one)) for one in shapely.get_x(inner)],
            "lat": [coordinate(float(one)) for one in shapely.get_y(inner)],
            "geometry": shapely.to_wkt(shapes, rounding_precision=5),
            "source": source,
        }
    )


def _counts(trace: Trace, source: str) -> pd.DataFrame:
    whole, rules = np.array(watched_as_a_whole(trace), dtype=np.int64), trace.rules
    rows, columns = len(trace.zones.ids), len(whole)
    if not columns:
        return pd.DataFrame()
    presence = trace.presence[trace.presence["period"].isin(whole)]
    at = presence["z"].to_numpy(), np.searchsorted(whole, presence["period"].to_numpy())
    groups, sightings = np.zeros((rows, columns), dtype=np.int64), np.zeros((rows, columns), dtype=np.int64)
    groups[at], sightings[at] = presence["groups"], presence["n"]
    known = (groups == 0) | (groups >= rules.least_groups)
    written = known.copy()
    if rules.period == "day":
        _all_days(trace, whole, known)
        written &= groups > 0
        written[:, [0, -1]] = True  # between them all is known
    z, column = np.nonzero(written)
    names = np.array([period_name(int(one), rules.period) for one in whole], dtype=object)[column]
    ids = np.array(trace.zones.ids, dtype=object)[z]
    keys = [
        f"{one + 1}-{_key(int(period), rules.period)}" for one, period in zip(z, whole[column], strict=True)
    ]
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "id": [f"{unit}-{key}" for key in keys],
                    "place": ids,
                    "period": names,
                    "unit": unit,
                    "n": numbers[z, column],
                    "kind": "count",
                    "source": source,
                }
            )
            for unit, numbers in ((GROUPS, groups), (SIGHTINGS, sightings))
        ],
        ignore_index=True,
    )


def _all_days(trace: Trace, whole: np.ndarray[Any, Any], known: np.ndarray[Any, Any]) -> None:
    """Refuse a series by the day with days that are not known: what such a series leaves out is 0."""
    missing = int(whole[-1] - whole[0]) + 1 - len(whole)
    hidden = int((~known).sum())
    if missing or hidden:
        why = [f"days without any sighting ({missing:,})"] * bool(missing)
        why += [f"days of zones with fewer than {trace.rules.least_groups} groups ({hidden:,})"] * bool(
            hidden
        )
        problem = f"cannot be told by the day: {' and '.join(why)} would read as 0"
        raise DataError((Fault("counts", problem, "take --period month"),))


def _movements(trace: Trace, source: str) -> pd.DataFrame:
    rules = trace.rules
    kept = trace.movements[trace.movements["groups"] >= rules.least_groups]
    ids, names = trace.zones.ids, trace.zones.names
    rows = [
        {
            "id": f"move-{o + 1}-{d + 1}-{_key(period, rules.period)}",
            "label_en": f"{names[o]} to {names[d]}, {period_name(period, rules.period)}",
            "kind": KIND,
            "origin": ids[o],
            "destination": ids[d],
            "period": period_name(period, rules.period),
            "best": moves,
            "unit": MOVES,
            "note_en": _note(moves, groups, lags),
            "source": source,
        }
        for o, d, period, moves, groups, *lags in zip(*(kept[name].tolist() for name in FLOWS), strict=True)
    ]
    return pd.DataFrame(rows)


def _note(moves: int, groups: int, lags: Sequence[float]) -> str:
    said = (
        f"{moves:,} {'move' if moves == 1 else 'moves'} of {groups:,} {'group' if groups == 1 else 'groups'}"
    )
    if moves == 1:
        return f"{said}; {_duration(lags[1])} from the last sighting at the origin to the first at the destination."
    low, middle, high = map(_duration, lags)
    spread = "" if low == high else f", the middle half {low} to {high}"
    return f"{said}; from the last sighting at the origin to the first at the destination the median is {middle}{spread}."


def _duration(seconds: float) -> str:
    """Say a time in the unit that fits it.

    >>> _duration(5400.0), _duration(216000.0)
    ('90 min', '2.5 days')
    """
    for unit, size in (("days", 86_400), ("h", 3_600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds:.3g} s"


def _key(number: int, period: str) -> str:
    day = first_day(number, period)
    return f"{day.year}-q{number % 4 + 1}" if period == "quarter" else period_name(number, period)


def _local_day(us: int, trace: Trace) -> date:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
    return moment.astimezone(ZoneInfo(trace.rules.time_zone or "UTC")).date()


def _meta(trace: Trace, title: str) -> dict[str, Any]:
    rows, moves = left_out(trace)
    described = (
        f"Where groups were seen, and their moves between zones: {trace.rows:,} sightings, counted by {trace.rules.period}. "
        "A move is two stays of one group in different zones, one after the other: it is not said why it moved."
    )
    return {
        "name": new_id(title, set(), "trace"),
        "title": title,
        "as_of": _local_day(trace.last_us, trace).isoformat(),
        "waterbed": {
            "languages": ["en"],
            "main_unit": GROUPS,
            "description": {"en": described},
            "traced": {
                "rules": asdict(trace.rules),
                "columns": asdict(trace.columns),
                "files": list(trace.files),
                "zones": trace.zones.file,
                "sightings": trace.rows,
                "outside": trace.outside,
                "left_out": trace.dropped,
                "rows_of_few_groups": {"counts": rows, "movements": moves},
            },
        },
    }


def _raw(name: str, frame: pd.DataFrame) -> RawTable:
    texts = frame.astype("str")
    return RawTable(name, f"{name}.csv", texts, np.arange(2, len(frame) + 2, dtype=np.int64))
