"""The days before and after a trigger."""

from typing import TypeAlias

import pandas as pd

from waterbed.layers.counting.choices import Note
from waterbed.layers.cycle.placed import placed_events, with_reach
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import FIRST_DAY, LAST_DAY
from waterbed.layers.query.remembered import remembered

PERIOD_DAYS = 180
"""Length of the periods before and after, unless others are given or the settings name one."""

SETTING = "period_days"

Period: TypeAlias = tuple[int, int]
"""First and last day."""


def periods_of(
    dataset: Dataset,
    trigger: str,
    before_days: int | None,
    after_days: int | None,
    washout_days: int,
    notes: list[Note],
) -> tuple[Period | None, Period | None]:
    """The period before the earliest day on which a trigger can have begun, and the one from its latest such day on.

    The first ``washout_days`` from that day on are left out.
    """
    days = begun(dataset).loc[trigger]
    if pd.isna(days["start_min"]):
        notes.append(Note("trigger_without_start", {"trigger": trigger}))
        return None, None
    earliest, latest = int(days["start_min"]), int(days["key"])
    begins = min(LAST_DAY, latest + washout_days)
    usual = usual_days(dataset)
    first, last = earliest - (before_days or usual), begins + (after_days or usual) - 1
    before = (max(FIRST_DAY, first), max(FIRST_DAY, earliest - 1))
    after = (begins, min(LAST_DAY, last))
    if before_days is None or after_days is None:
        notes.append(Note("periods_default", {"before": before, "after": after}))
    if washout_days:
        notes.append(Note("washout", {"days": washout_days}))
    if latest > earliest:
        notes.append(Note("trigger_day_vague", {"first": earliest, "last": latest}))
    if length(before) != length(after):
        notes.append(Note("periods_differ", {"before": before, "after": after}))
    if after[1] > dataset.as_of:
        notes.append(Note("after_not_over", {"as_of": dataset.as_of, "last": after[1]}))
    return before, after


def usual_days(dataset: Dataset) -> int:
    """Length of the periods where none is asked for: the data set's own, else `PERIOD_DAYS`."""
    return int(dataset.settings.get(SETTING, PERIOD_DAYS))


def length(period: Period | None) -> int:
    """Days in a period, both ends counted; 0 for none."""
    return period[1] - period[0] + 1 if period else 0


@remembered
def begun(dataset: Dataset) -> pd.DataFrame:
    """Of each event the earliest day on which it can have begun, and the day by which it had."""
    return with_reach(placed_events(dataset))[["start_min", "key"]]
