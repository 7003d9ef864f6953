"""Crackdowns that counts cannot tell apart: those that hit one place within one period of each other."""

import pandas as pd

from waterbed.layers.counting.periods import begun, usual_days
from waterbed.layers.dataset import Dataset

MOST_DAYS = 365
"""What came later than this is no part of a campaign, however long the periods are."""


def campaign_of(
    dataset: Dataset, trigger: str, target: str, table: pd.DataFrame, days: int | None
) -> tuple[str, ...]:
    """The events measured as one with a trigger, itself among them, in the order in which they began.

    The first of a place starts a campaign. What certainly began less than a period after it belongs to it; what came later
    starts the next one. An event whose start is vaguer than a period stands alone,
    and so does a disruption.

    Parameters
    ----------
    dataset
        The records.
    trigger
        Id of the event.
    target
        Place that was hit.
    table
        The cycle table.
    days
        Length of the period after; the usual one where none was asked for.
    """
    there = table.loc[(table["place"] == target) & (table["family"] != "disruption"), "trigger"]
    known, within = begun(dataset), min(days or usual_days(dataset), MOST_DAYS)
    if trigger not in set(there):
        return (trigger,)
    days_of = known.loc[known.index.isin(there)].dropna()
    days_of = days_of[days_of["key"] - days_of["start_min"] < within]
    members: list[str] = []
    start = -float("inf")
    for one, earliest, latest in days_of.sort_values(["start_min", "key"], kind="stable").itertuples():
        if latest - start >= within:
            if trigger in members:
                break
            members, start = [], earliest
        members.append(one)
    return tuple(members) if trigger in members else (trigger,)
