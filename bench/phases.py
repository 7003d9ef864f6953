"""How long phases and the cycle table take on a large made-up data set: ``python -m bench.phases``.

The limit is ten seconds of processor time for 100,000 events and 100,000 movements at 2,000 places. A second set has as
many records at five places, dated by years: there every trigger is near every movement, which would show a square.
"""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd

from waterbed.layers.cycle.phases import spans
from waterbed.layers.cycle.table import cycles, edges
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import from_day
from waterbed.layers.files.raw import Package, RawTable

LIMIT_S = 10.0
RECORDS = 100_000
SEED = 20_250_501

_FIRST_DAY, _LAST_DAY = 14_610, 20_453  # 2010-01-01 to 2025-12-31
_MANIFEST = {"name": "bench", "title": "Made up", "as_of": "2026-12-31", "waterbed": {"languages": ["en"]}}
_EVENT_KINDS = ["raid", "rescue", "ban", "power_cut", "armed_conflict", "report"]
_MOVEMENT_KINDS = ["displacement"] * 6 + ["expansion", "return", "return", "trafficking"]

_Found = TypeVar("_Found")


def made_up(records: int, places: int, *, years_only: bool = False, seed: int = SEED) -> Dataset:
    """Make a data set: half of the places zones in ten countries, half hubs; vague, open and missing dates among the rest.

    Parameters
    ----------
    records
        How many events, and how many movements.
    places
        How many zones and hubs.
    years_only
        Whether every date is a year.
    """
    rng = np.random.default_rng(seed)
    countries = pd.DataFrame({"id": [f"country-{i}" for i in range(min(10, places))]})
    zones = pd.DataFrame({"id": [f"zone-{i}" for i in range(places - places // 2)]})
    zones["country"] = rng.choice(countries["id"], len(zones))
    hubs = pd.DataFrame({"id": [f"hub-{i}" for i in range(places // 2)]})
    hubs = hubs.assign(place=rng.choice(zones["id"], len(hubs)), lon="100", lat="15", role="fraud_hub")
    hubs = hubs.assign(present=_dates(rng, len(hubs), years_only))
    hubs["attested"] = rng.choice(["", "2015-06", "2019", "2016-02-03;2021"], len(hubs))
    anywhere = np.concatenate([zones["id"], hubs["id"]])
    events = pd.DataFrame({"id": [f"event-{i}" for i in range(records)]})
    events = events.assign(
        kind=rng.choice(_EVENT_KINDS, records),
        place=rng.choice(anywhere, records),
        date=_dates(rng, records, years_only),
        stage=rng.choice(["crackdown", ""], records),
        flags=rng.choice(["", "place_of_launch"], records, p=[0.95, 0.05]),
    )
    moves = pd.DataFrame({"id": [f"movement-{i}" for i in range(records)]})
    moves = moves.assign(
        kind=rng.choice(_MOVEMENT_KINDS, records),
        origin=rng.choice(anywhere, records),
        destination=rng.choice(anywhere, records),
        period=_dates(rng, records, years_only),
        cause=np.where(rng.random(records) < 0.3, rng.choice(events["id"], records), ""),
    )
    sources = pd.DataFrame({"id": ["made-up"]})
    tables = {"sources": sources, "countries": countries, "zones": zones, "hubs": hubs}
    tables |= {"events": events, "movements": moves}
    return Dataset.of(
        Package("bench", _MANIFEST, {name: _raw(rng, name, frame) for name, frame in tables.items()})
    )


def _raw(rng: np.random.Generator, name: str, frame: pd.DataFrame) -> RawTable:
    certainty = rng.choice(["high", "medium", "low", ""], len(frame))
    frame = frame.assign(label_en=frame["id"], source="made-up", certainty=certainty)
    return RawTable(name, f"{name}.csv", frame.astype("str"), np.arange(2, len(frame) + 2, dtype=np.int64))


def _dates(rng: np.random.Generator, count: int, years_only: bool) -> list[str]:
    """Nine dates in ten are days, months, years and intervals; the rest are open, approximate or missing."""
    days = rng.integers(_FIRST_DAY, _LAST_DAY, count)
    widths = rng.integers(0, 200, count)
    form = rng.choice(8, count, p=[0.4, 0.2, 0.1, 0.2, 0.03, 0.03, 0.02, 0.02])
    texts = zip(days.tolist(), (days + widths).tolist(), form.tolist(), strict=True)
    return [_date(first, last, 2 if years_only else form) for first, last, form in texts]


def _date(first: int, last: int, form: int) -> str:
    start, end = from_day(first).isoformat(), from_day(last).isoformat()
    forms = (start, start[:7], start[:4], f"{start}/{end}", f"{start}/", f"/{end}", f"{start[:7]}~", "")
    return forms[form]


def _timed(what: str, function: Callable[[Dataset], _Found], dataset: Dataset) -> tuple[_Found, float]:
    start = time.process_time()
    found = function(dataset)
    seconds = time.process_time() - start
    print(f"  {what:<12} {seconds:6.2f} s")
    return found, seconds


def main() -> int:
    """Measure both sets; fail when phases and cycle table of the first take longer than the limit."""
    slowest = 0.0
    for places, years_only in ((2_000, False), (5, True)):
        dataset = made_up(RECORDS, places, years_only=years_only)
        print(f"{RECORDS:,} events, {RECORDS:,} movements, {places:,} places:")
        found, phases_s = _timed("phases", spans, dataset)
        table, cycles_s = _timed("cycle table", cycles, dataset)
        graph, _ = _timed("edges", edges, dataset)
        print(f"  {len(found):,} phases and disruptions, {len(table):,} rows, {len(graph):,} edges")
        slowest = max(slowest, phases_s + cycles_s)
    print(f"phases and cycle table: {slowest:.1f} s of {LIMIT_S:.0f} s at most")
    return int(slowest > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
