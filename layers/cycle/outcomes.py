"""What the cycle table says in numbers: how many crackdowns and disruptions, and after how many what is recorded."""

from dataclasses import dataclass

import pandas as pd

from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import from_day

_DISRUPTION = "disruption"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Counts of crackdowns and disruptions, each once however many places it hit.

    "After" is not "because": only `caused` rests on records that name the crackdown or disruption as their cause.
    """

    presses: int
    """Crackdowns and disruptions on record."""
    disruptions: int
    """Those among them that are no act of an authority: an armed conflict, a power cut."""
    since: int | None
    """Year of the first dated one, at its earliest; None where none is dated."""
    until: int | None
    """Year of the last dated one, at its latest."""
    departed: int
    """Those after which a departure is recorded."""
    caused: int
    """Those that a movement to another place names as its cause."""
    returned: int
    """Those after which a return is recorded."""
    forms: tuple[tuple[str, int], ...]
    """How many of the returns have which form, the most frequent first."""
    candidates: int
    """Those without a return on record after which an arrival is compatible with one."""
    neither: int
    """Those after which neither a departure nor a return is recorded."""


def outcomes(dataset: Dataset, *, certainty: str = "low") -> Outcomes:
    """Count what the cycle table holds.

    Parameters
    ----------
    dataset
        The records.
    certainty
        Least certainty of the records that count (:func:`waterbed.layers.cycle.table.cycles`).

    Returns
    -------
    Outcomes
        The counts; a crackdown that hit several places counts once, with whatever followed in any of them.
    """
    rows = cycles(dataset, certainty=certainty)
    caused = (rows["linked_by"] == "cause") & (rows["arrivals"].str.len() > 0)
    marks = pd.DataFrame(
        {
            "departed": rows["departure"] != "",
            "caused": caused,
            "returned": rows["returned"] != "",
            "candidate": rows["outcome"] == "candidate",
            "disruption": rows["family"] == _DISRUPTION,
        }
    )
    once = marks.astype(bool).groupby(rows["trigger"].to_numpy(), sort=False).any()
    forms = rows.loc[marks["returned"], ["trigger", "form"]].drop_duplicates("trigger")["form"].value_counts()
    first = rows["trigger_start_min"].fillna(rows["trigger_start_max"]).astype(float).min()
    last = rows["trigger_end_max"].fillna(rows["trigger_end_min"]).astype(float).max()
    return Outcomes(
        presses=len(once),
        disruptions=int(once["disruption"].sum()),
        since=_year(first),
        until=_year(last),
        departed=int(once["departed"].sum()),
        caused=int(once["caused"].sum()),
        returned=int(once["returned"].sum()),
        forms=tuple((str(form), int(n)) for form, n in forms.items()),
        candidates=int((once["candidate"] & ~once["returned"]).sum()),
        neither=int((~once["departed"] & ~once["returned"]).sum()),
    )


def _year(day: float) -> int | None:
    return None if pd.isna(day) else from_day(int(day)).year
