"""Columns of EDTF dates as frames of bounds in days."""

from dataclasses import fields
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.dates.edtf import Bounds, parse

SPAN = ["start_min", "start_max", "end_min", "end_max"]
"""The columns of a span: first and last day on which it can have begun, and on which it can have ended."""

_NAMES = [field.name for field in fields(Bounds)]

_TYPES = [*[np.float64] * 6, bool, bool, object, object]

_as_tuple = attrgetter(*_NAMES)


def bounds_frame(texts: "pd.Series[str]") -> pd.DataFrame:
    """Bound every date of a column, each distinct text read once.

    Parameters
    ----------
    texts
        EDTF texts, "" for no date; or tuples of them, which give one row a date.

    Returns
    -------
    DataFrame
        The index of `texts` (repeated for tuples). Columns ``start_min, start_max, end_min, end_max`` (day
        numbers as float, NaN unknown), ``start_margin, end_margin`` (days), ``approximate``, ``uncertain``,
        ``precision``, ``mode``, ``text`` (the date itself) and ``at`` (position of the row in the table).
    """
    at = pd.Series(np.arange(len(texts)), index=texts.index)
    listed = len(texts) > 0 and isinstance(texts.iloc[0], tuple)
    if listed:
        at = at.repeat([len(cell) for cell in texts])
        flat = np.array([text for cell in texts for text in cell], dtype=object)
    else:
        flat = texts.to_numpy(dtype=object)
    codes, distinct = pd.factorize(flat)
    rows = [_as_tuple(parse(text)) for text in distinct]
    known = [np.array([row[i] for row in rows], dtype=kind)[codes] for i, kind in enumerate(_TYPES)]
    frame = pd.DataFrame(dict(zip(_NAMES, known, strict=True)), index=at.index)
    words = {name: frame[name].astype("str") for name in ("precision", "mode")}
    return frame.assign(**words, text=pd.array(flat, dtype="str"), at=at.to_numpy())


def first_of(named: "pd.Series[Any]", start_min: "pd.Series[float]") -> npt.NDArray[np.float64]:
    """The earliest day on which the first of the events that each row names, such as its causes, can have begun.

    NaN where a row names none, and where the start of any of them is not known: that one may have come before the others.

    Parameters
    ----------
    named
        Tuples of ids, () for none.
    start_min
        The first day of each event by its id, NaN unknown.
    """
    ids = named.reset_index(drop=True).explode().dropna()
    days = start_min.reindex(ids.to_numpy()).fillna(-np.inf).set_axis(ids.index)
    first = days.groupby(level=0).min().reindex(range(len(named)))
    return np.asarray(first.replace(-np.inf, np.nan), dtype=np.float64)
