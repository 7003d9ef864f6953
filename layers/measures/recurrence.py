"""After how many crackdowns a return, or any other record of the place, is on record within a year.

It is what a set of sparse records can carry. The lags of the cycle table are ranges, and crackdowns of last month have not
been watched for a year: both are allowed for (`waterbed.layers.measures.survival`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.cycle.phases import spans
from waterbed.layers.cycle.placed import with_reach
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.measures.survival import Share, share_within
from waterbed.layers.query.certainty import at_least
from waterbed.layers.query.remembered import remembered

WITHIN_DAYS = 365
"""A recurrence is one within so many days."""

WITHIN_MONTHS = 12
"""The same, as sentences say it."""

FEWEST_CRACKDOWNS = 5
"""Of fewer crackdowns no share is given, only the number."""

What = Literal["return", "record"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something came within a time after a crackdown, each crackdown counted once however many places it hit."""

    what: What
    """return: operations came back; record: any later record of the place, a crackdown, a move or a presence."""
    crackdowns: int
    """Crackdowns with a date."""
    undated: int
    """Those without a date, which are left out."""
    certain: int
    """Those after which it is on record within the time, for sure."""
    possible: int
    """Those after which it may have come within the time, or later: dates are too vague."""
    unwatched: int
    """Those without it that are not yet so long ago."""
    share: Share | None
    """Of all crackdowns, the share after which it comes within the time; None with fewer than `FEWEST_CRACKDOWNS`."""


@remembered
def recurrences(dataset: Dataset, *, certainty: str = "low") -> tuple[Recurrence, ...]:
    """Count returns and later records within `WITHIN_DAYS` after the crackdowns of a data set; () without a crackdown.

    Parameters
    ----------
    dataset
        The records.
    certainty
        Least certainty of the records that count.
    """
    rows = cycles(dataset, certainty=certainty)
    rows = rows[rows["family"] != "disruption"].rename(columns={f"trigger_{day}": day for day in SPAN})
    if rows.empty:
        return ()
    begun = with_reach(rows[["place", "trigger", *SPAN]])
    begun = begun.assign(
        lag_return_min=rows["lag_return_min"],
        lag_return_max=rows["lag_return_max"],
        back=rows["returned"] != "",
    )
    dated = begun[begun["earliest"].notna() & (begun["key"] <= dataset.as_of)]
    undated = int(begun["trigger"].nunique() - dated["trigger"].nunique())
    later = _next_records(at_least(dataset, certainty), dated)
    return (
        _counted("return", dated, *_returned(dated), dataset.as_of, undated),
        _counted("record", dated, *later, dataset.as_of, undated),
    )


def _counted(
    what: What, dated: pd.DataFrame, first: Floats, last: Floats, as_of: int, undated: int
) -> Recurrence:
    """Count lags between a first and a last day, NaN for none, the soonest of each crackdown."""
    seen = np.isfinite(first)
    watched = (as_of - dated["key"]).to_numpy(dtype=np.float64)
    # What is on record had happened by the day of the data set, whatever its own dates leave open.
    latest = np.fmin(last, (as_of - dated["earliest"]).to_numpy(dtype=np.float64))
    lags = pd.DataFrame(
        {
            "after": np.where(seen, np.fmax(first, 0) - 1, np.inf),
            "until": np.where(seen, np.fmax(np.fmax(latest, first), 0), np.inf),
            "watched": watched,
        },
    ).groupby(dated["trigger"].to_numpy(), sort=False)
    soonest = lags.agg({"after": "min", "until": "min", "watched": "max"})
    came = np.isfinite(soonest["until"])
    after = soonest["after"].where(came, soonest["watched"].clip(lower=0)).to_numpy(dtype=np.float64)
    until = soonest["until"].to_numpy(dtype=np.float64)
    certain = until <= WITHIN_DAYS
    return Recurrence(
        what,
        crackdowns=len(soonest),
        undated=undated,
        certain=int(certain.sum()),
        possible=int((came & ~certain & (after < WITHIN_DAYS)).sum()),
        unwatched=int((~came & (after < WITHIN_DAYS)).sum()),
        share=share_within(after, until, WITHIN_DAYS) if len(soonest) >= FEWEST_CRACKDOWNS else None,
    )


def _returned(dated: pd.DataFrame) -> tuple[Floats, Floats]:
    back = dated["back"].to_numpy(dtype=bool)
    first, last = (dated[f"lag_return_{end}"].to_numpy(dtype=np.float64) for end in ("min", "max"))
    return np.where(back, np.nan_to_num(first, nan=0), np.nan), np.where(back, last, np.nan)


def _next_records(dataset: Dataset, dated: pd.DataFrame) -> tuple[Floats, Floats]:
    """Lags to the first span of the same place that certainly began after the crackdown had."""
    found = with_reach(spans(dataset)).dropna(subset=["earliest"]).sort_values("earliest", kind="stable")
    first, last = np.full(len(dated), np.nan), np.full(len(dated), np.nan)
    of_place = dict(_by_place(found))
    for at, (place, earliest, latest) in enumerate(
        zip(dated["place"], dated["earliest"], dated["key"], strict=True)
    ):
        starts, soonest = of_place.get(place, (np.empty(0), np.empty(0)))
        next_one = int(np.searchsorted(starts, latest, side="right"))
        if next_one < len(starts):
            first[at], last[at] = starts[next_one] - latest, soonest[next_one] - earliest
    return first, last


def _by_place(found: pd.DataFrame) -> Iterator[tuple[str, tuple[Floats, Floats]]]:
    """Of each place the earliest starts, rising, and for each the day by which one of it and the later ones had begun."""
    for place, rows in found.groupby("place", sort=False):
        begun = rows["key"].to_numpy(dtype=np.float64)
        yield str(place), (rows["earliest"].to_numpy(), np.minimum.accumulate(begun[::-1])[::-1])
