"""An effect does not begin before its cause: when movements began, as their dates and the events they name allow."""

import numpy as np
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN, first_of
from waterbed.layers.query.remembered import remembered


@remembered
def movement_bounds(dataset: Dataset) -> pd.DataFrame:
    """Bounds of the periods of movements, none of them before what the movement names as its cause.

    Where a vague start reaches back before the earliest day of the cause (of several causes: of the first), the movement
    begins on that day at the earliest. A start that lies before it whole is left as it is recorded: that is a contradiction,
    which `waterbed check` tells, and nobody knows which of the two dates is wrong.

    Returns
    -------
    DataFrame
        The columns of :meth:`waterbed.layers.dataset.Dataset.bounds`, and ``since``: the earliest day of the cause where
        it cut something off, else NaN.
    """
    bounds = dataset.bounds("movements", "period")
    first = first_of(dataset["movements"]["cause"], dataset.bounds("events", "date")["start_min"])
    start_min, start_max, end_min, end_max = (bounds[day].to_numpy(dtype=np.float64) for day in SPAN)
    may_follow = (first <= start_max + bounds["start_margin"].to_numpy()) | np.isnan(start_max)
    may_follow &= ~(first > end_max)
    # An unknown start stays unknown; the days on which something has ended by then do not.
    cut = may_follow & ((start_min < first) | (end_min < first))
    since = np.where(cut, first, np.nan)
    days = {
        "start_min": np.where(np.isnan(start_min), np.nan, np.fmax(start_min, since)),
        "start_max": np.where(np.isnan(start_max), np.nan, np.fmax(start_max, since)),
        "end_min": np.where(np.isnan(end_min), np.nan, np.fmax(end_min, since)),
    }
    return bounds.assign(**days, since=since)
