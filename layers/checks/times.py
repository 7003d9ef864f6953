"""Dates that cannot be right, or may not be what was meant."""

import re
from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.checks.sheet import Said, Sheet
from waterbed.layers.dates.days import from_day
from waterbed.layers.errors import Fault
from waterbed.layers.manifest.shapes import MANIFEST

_YEAR_DAYS = 365.25


_FAR_YEARS = 60


_FAR_TIMES = 10


_FEW = 0.1
"""More than a tenth of all dates are no slips of the pen."""

_AS_OF = "as_of"

_SEASON = re.compile(r"([0-9]{4})-(2[1-4])")


_SEASONS = {"21": ("spring", 3, 0), "22": ("summer", 6, 0), "23": ("autumn", 9, 0), "24": ("winter", 12, 1)}


def time_doubts(
    sheets: Mapping[str, Sheet], dates: Mapping[tuple[str, str], pd.DataFrame], as_of: int | None
) -> Iterator[Fault]:
    """Find dates after the day of the data set, far from all others, and seasons that may be two years.

    Parameters
    ----------
    sheets
        Every table.
    dates
        The bounds of every column of dates, by table and column.
    as_of
        Day number up to which the records were checked; None when it is not known.
    """
    far = _far(dates, as_of)
    if as_of is not None and _AS_OF in far:
        problem = f"is {far[_AS_OF]:,} years from most dates of the records"
        yield Fault(MANIFEST, problem, "check the year", column="as_of", value=from_day(as_of).isoformat())
    for (table, column), days in dates.items():
        sheet = sheets[table]
        distinct = _places(days)
        yield from sheet.faults(_seasons(distinct, column))
        yield from sheet.faults(_far_said(distinct, column, far))
        if as_of is not None and _AS_OF not in far:
            late = days[((days["start_min"] > as_of) | (days["end_min"] > as_of)).to_numpy()]
            yield from sheet.faults(_late(late, column, as_of, far))


_Places = dict[str, npt.NDArray[np.intp]]


def _places(days: pd.DataFrame) -> _Places:
    """The rows at which each distinct date stands."""
    at = days["at"].to_numpy()
    return {str(text): at[rows] for text, rows in days.groupby("text", sort=False).indices.items()}


def _late(late: pd.DataFrame, column: str, as_of: int, far: Mapping[str, int]) -> Iterator[Said]:
    """Only what even at its earliest lies after the day; NaN compares as false."""
    mend = "mend the date, or as_of in datapackage.json"
    problem = f"is after the data set's own day {from_day(as_of).isoformat()}"
    for text, places in _places(late).items():
        if text not in far:  # which was said already
            yield places, column, text, problem, mend


def _seasons(distinct: _Places, column: str) -> Iterator[Said]:
    """Seasons of EDTF that people also write for two years: 2021-22 is summer 2021, or 2021 and 2022."""
    for text, places in distinct.items():
        for year, season in _SEASON.findall(text):
            if int(season) == (int(year) + 1) % 100:
                name, month, over = _SEASONS[season]
                meant = f"{year}/{int(year) + 1}"
                months = f"{year}-{month:02}/{int(year) + over}-{2 if over else month + 2:02}"
                mend = f"write {meant} if the two years are meant, {months} if it is the season"
                yield places, column, text, f"is read as the {name} of {year} (EDTF)", mend
                break


def _far_said(distinct: _Places, column: str, far: Mapping[str, int]) -> Iterator[Said]:
    for text, places in distinct.items():
        if text in far:
            problem = f"is {far[text]:,} years from most dates of the data set"
            yield places, column, text, problem, "check the year"


def _far(dates: Mapping[tuple[str, str], pd.DataFrame], as_of: int | None) -> dict[str, int]:
    """The dates that lie far from the others, with how many years; the day of the data set among them.

    The measure is the median of all distinct dates, and the median of their distances from it, which a few slips of the
    pen cannot move. Far is what lies more than 60 years away and more than ten times that median distance: in records of
    seven years a year typed as 0025 or 1925, in records of two centuries neither end of them. When more than a tenth of
    the dates are far they are part of the story, and none is doubted; nor can two dates alone say which of them is far.
    """
    days = [frame[["text", "start_min", "end_max"]] for frame in dates.values() if len(frame)]
    known = (
        pd.concat(days).drop_duplicates("text")
        if days
        else pd.DataFrame(columns=["text", "start_min", "end_max"])
    )
    middles = known[["start_min", "end_max"]].mean(axis="columns")
    texts = [*known["text"][middles.notna()], *([_AS_OF] if as_of is not None else [])]
    middle = np.array([*middles.dropna(), *([as_of] if as_of is not None else [])], dtype=float)
    if len(middle) < 3:
        return {}
    away = np.abs(middle - np.median(middle))
    far = away > max(_FAR_YEARS * _YEAR_DAYS, _FAR_TIMES * float(np.median(away)))
    if far.sum() > max(1, _FEW * len(middle)):
        return {}
    return {texts[at]: round(away[at] / _YEAR_DAYS) for at in np.flatnonzero(far)}
