"""Times of sightings as microseconds of UTC, and how they are written."""

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.trace.rules import Rules

_UNITS = ("s", "ms", "us", "ns")
_NUMBERED = ("numbered", "day-first", "month-first", "both")
_SAMPLE, _PART = 1_000, 250_000
"""Rows that are looked at to see a form, and that are read at a time."""
# A day ends like an offset: 2024-01-05.
_OFFSET = r"(?:Z|:\d{2}(?:\.\d+)?\s*[+-]\d{2}(?::?\d{2})?|T\d+(?:\.\d+)?[+-]\d{2}(?::?\d{2})?)\s*$"
_OF_12 = r"^\s*(?P<hour>0?[1-9]|1[0-2])(?P<rest>:\d{2}(?::\d{2})?)\s*(?P<half>[AaPp])\.?[Mm]\.?\s*$"
_DAY_FIRST = r"^\s*(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>\d{4})(?P<rest>.*)$"


class TimesError(ValueError):
    """A column of times cannot be read without being told more; says what and how."""


def microseconds(column: pd.Series, rules: Rules) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Read a column of times.

    Parameters
    ----------
    column
        Timestamps, text, or numbers.

    Returns
    -------
    tuple
        Microseconds since 1970 in UTC, 0 where there is none, and whether there is one.

    Raises
    ------
    TimesError
        For numbers when the rules name no unit, and for times without an offset when they name no time zone.
    """
    if rules.time_form in _UNITS:
        return _since_1970(column, rules.time_form)
    if pd.api.types.is_numeric_dtype(column):
        raise TimesError(
            "the times are numbers; say what they count since 1970 (--time-form s, ms, us or ns)"
        )
    moments = column if pd.api.types.is_datetime64_any_dtype(column) else _read(column, rules)
    if moments.dt.tz is None:
        moments = _local(moments, rules)
    known = moments.notna().to_numpy()
    utc = moments.dt.tz_convert("UTC").dt.tz_localize(None).dt.as_unit("us")
    us = utc.to_numpy(dtype="datetime64[us]").astype(np.int64)
    return np.where(known, us, 0), known


def written_as(column: pd.Series) -> str:
    """How the times of a column are written.

    Returns
    -------
    str
        ``timestamp``; ``number`` of units since 1970; ``iso``; of days like 03/04/2024 ``day-first``, ``month-first``,
        ``both`` where rows contradict each other, ``numbered`` where either may be; else ``other``. An empty column is
        ``iso``.
    """
    if pd.api.types.is_datetime64_any_dtype(column):
        return "timestamp"
    if pd.api.types.is_numeric_dtype(column):
        return "number"
    text = column.dropna().astype("str")
    if not len(text):
        return "iso"
    if (
        pd.to_numeric(text, errors="coerce").notna() & ~text.str.fullmatch(r"\s*\d{4}(?:\d{4})?\s*")
    ).mean() > 0.5:
        return "number"
    parts = text.str.extract(_DAY_FIRST)
    if parts["y"].notna().mean() > 0.5:
        first, second = (pd.to_numeric(parts[one]) for one in ("a", "b"))
        day, month = bool((first > 12).any()), bool((second > 12).any())
        return {(True, True): "both", (True, False): "day-first", (False, True): "month-first"}.get(
            (day, month), "numbered"
        )
    read = _iso(text, Rules(time_zone="UTC"))
    return "iso" if read.notna().mean() > 0.5 else "other"


def settled(files: Mapping[str, Callable[[int], Iterator[pd.Series]]], name: str, rules: Rules) -> Rules:
    """Find out how times are written, by the whole column where a part could mislead.

    Parameters
    ----------
    files
        By the name of each file what gives its times, so many rows at a time.
    name
        Name of the column.

    Raises
    ------
    DataError
        Where that stays open: times that are numbers, have no offset, or have a day that may be the month.
    """
    for file, parts in files.items():
        column = next(parts(_SAMPLE), None)
        if column is None or rules.time_form in _UNITS:
            continue
        form = written_as(column)
        shown = str(column.dropna().iloc[0]) if column.notna().any() else ""
        if form == "number":
            mend = f"say what it counts since 1970: {_as_units(shown)}"
            raise _in_doubt(file, name, "is a number", mend, shown)
        if form == "other":
            mend = "write times like 2024-05-17T08:30:00Z (ISO 8601)"
            raise _in_doubt(file, name, "is no time that can be read", mend, shown)
        if form in _NUMBERED and not rules.time_form:
            rules = replace(rules, time_form=_order(files, name, file, shown))
        if not rules.time_zone and _naive(column, rules):
            mend = "say which zone its times are in: --time-zone UTC, Asia/Bangkok …"
            raise _in_doubt(file, name, "has no offset from UTC", mend, shown)
    return rules


def _order(
    files: Mapping[str, Callable[[int], Iterator[pd.Series]]], name: str, file: str, shown: str
) -> str:
    """Whether the day or the month comes first, by all times of all files."""
    forms = {written_as(times) for parts in files.values() for times in parts(_PART)}
    seen = {"day-first", "month-first"} if "both" in forms else forms & {"day-first", "month-first"}
    if len(seen) == 1:
        return seen.pop()
    if seen:
        mend = (
            "write them alike, like 2024-05-17T08:30:00Z, or name the form: what does not fit it is left out"
        )
        raise _in_doubt(file, name, "has the day first in some rows, the month in others", mend, shown)
    one, other = re.findall(r"\d+", shown)[:2]
    mend = f"say which: --time-form day-first (day {one} of month {other}) or month-first (day {other} of month {one})"
    raise _in_doubt(file, name, "may be either of two days", mend, shown)


def _as_units(shown: str) -> str:
    readings = []
    for unit in _UNITS:
        try:
            day = pd.Timestamp(int(float(shown)), unit=unit)
        except (ValueError, OverflowError, pd.errors.OutOfBoundsDatetime):
            continue
        if 1970 < day.year < 2200:
            readings.append(f"--time-form {unit} would make it {day:%Y-%m-%d}")
    return ", ".join(readings) or "--time-form s, ms, us or ns"


def _in_doubt(file: str, name: str, problem: str, mend: str, shown: str) -> DataError:
    return DataError((Fault(file, problem, mend, column=name, value=shown),))


def _naive(column: pd.Series, rules: Rules) -> bool:
    """Whether some times of a column have no offset from UTC."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.tz is None
    try:
        microseconds(column, rules)
    except TimesError:
        return True
    return False


def _since_1970(column: pd.Series, unit: str) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    if pd.api.types.is_integer_dtype(column) and not column.isna().any():
        whole = column.to_numpy(dtype=np.int64)
        per = {"s": 1_000_000, "ms": 1000, "us": 1}.get(unit)
        fits = np.abs(whole) < 2**62 // (per or 1)
        return np.where(fits, whole * per if per else whole // 1000, 0), fits
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    scaled = numbers * {"s": 1e6, "ms": 1e3, "us": 1.0, "ns": 1e-3}[unit]
    known = np.abs(scaled) < 2.5e17
    return np.where(known, np.round(np.where(known, scaled, 0)), 0).astype(np.int64), known


def _read(column: pd.Series, rules: Rules) -> pd.Series:
    if not len(column) or column.isna().all():
        return pd.to_datetime(pd.Series(pd.NaT, index=column.index)).dt.tz_localize("UTC")
    text = column.astype("str")
    if rules.time_form:
        return _numbered(text, rules.time_form == "day-first")
    return _iso(text, rules)


def _iso(text: pd.Series, rules: Rules) -> pd.Series:
    with contextlib.suppress(ValueError):  # of one form all through, as nearly all columns are
        read: pd.Series = pd.to_datetime(text, format="ISO8601")
        if pd.api.types.is_datetime64_any_dtype(read):
            return read
    text = text.str.replace(r"\s*(?:UTC|GMT|z)\s*$", "Z", regex=True)
    offset = text.str.contains(_OFFSET, regex=True).fillna(value=False).to_numpy(dtype=bool)
    if (offset | text.isna().to_numpy()).all():
        return pd.to_datetime(text, format="ISO8601", errors="coerce", utc=True)
    if not offset.any():
        return pd.to_datetime(text, format="ISO8601", errors="coerce")
    with_offset = pd.to_datetime(text.where(offset), format="ISO8601", errors="coerce", utc=True)
    without = pd.to_datetime(text.where(~offset), format="ISO8601", errors="coerce")
    if without.isna().all():
        return with_offset
    return with_offset.where(offset, _local(without, rules).dt.tz_convert("UTC"))


def _numbered(text: pd.Series, day_first: bool) -> pd.Series:
    parts = text.str.extract(_DAY_FIRST)
    day, month = ("a", "b") if day_first else ("b", "a")
    iso = parts["y"] + "-" + parts[month].str.zfill(2) + "-" + parts[day].str.zfill(2) + _of_24(parts["rest"])
    return pd.to_datetime(iso, format="ISO8601", errors="coerce")


def _of_24(clock: pd.Series) -> pd.Series:
    """Times of day as clocks of 24 hours tell them: 1:05 PM is 13:05."""
    parts = clock.str.extract(_OF_12)
    half = parts["half"].notna()
    if not half.any():
        return clock
    hour = pd.to_numeric(parts["hour"]) % 12 + 12 * parts["half"].str.upper().eq("P")
    written = " " + hour[half].astype("int64").astype("str").str.zfill(2) + parts["rest"][half]
    return clock.where(~half, written.reindex(clock.index))


def _local(moments: pd.Series, rules: Rules) -> pd.Series:
    if not rules.time_zone:
        if moments.isna().all():
            nothing: pd.Series = moments.dt.tz_localize("UTC")
            return nothing
        raise TimesError(
            "the times have no offset from UTC; say which time zone they are in (--time-zone UTC, Asia/Bangkok …)"
        )
    first = np.ones(len(moments), dtype=bool)
    local: pd.Series = moments.dt.tz_localize(
        ZoneInfo(rules.time_zone), ambiguous=first, nonexistent="shift_forward"
    )
    return local
