"""What cannot be right in records that can be read: warnings, never errors."""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from waterbed.layers.checks.sheet import Sheet
from waterbed.layers.checks.spots import spot_doubts
from waterbed.layers.checks.times import time_doubts
from waterbed.layers.dates.bounds import first_of
from waterbed.layers.dates.grains import grains_of
from waterbed.layers.errors import Fault
from waterbed.layers.schema.cells import cell_text

_MOST_COMPARED = 10_000


Dates = Mapping[tuple[str, str], pd.DataFrame]
"""The bounds of every column of dates, by table and column (`waterbed.layers.bounds.bounds_frame`)."""


def doubts(sheets: Mapping[str, Sheet], dates: Dates, as_of: int | None, language: str) -> Iterator[Fault]:
    """Find what cannot be right.

    Parameters
    ----------
    sheets
        Every table, as `Sheet.sound` gives it.
    dates
        Their dates.
    as_of
        Day number up to which the records were checked; None when it is not known.
    language
        Default language, whose labels are compared.
    """
    yield from time_doubts(sheets, dates, as_of)
    yield from _causes_too_late(sheets, dates)
    yield from _effects_too_early(sheets, dates)
    yield from _same_labels(sheets, language)
    yield from _same_rows(sheets)
    yield from _counted_twice(sheets["counts"], dates)
    yield from _totals_beside_parts(sheets)
    yield from _unknown_countries(sheets["countries"])
    yield from spot_doubts(sheets)


def _causes_too_late(sheets: Mapping[str, Sheet], dates: Dates) -> Iterator[Fault]:
    sheet = sheets["movements"]
    links = pd.DataFrame(
        {"at": np.arange(len(sheet.frame)), "cause": sheet.frame["cause"].to_numpy(dtype=object)}
    )
    links = links.explode("cause").dropna()
    if links.empty or sheets["events"].frame.empty:
        return
    ends = dates["movements", "period"]
    starts = dates["events", "date"].set_index(sheets["events"].frame.index)
    last = (ends["end_max"] + ends["end_margin"]).to_numpy()[links["at"]]
    first = (starts["start_min"] - starts["start_margin"]).reindex(links["cause"]).to_numpy()
    for at, cause in links[first > last].itertuples(index=False):
        period, date = sheet.frame["period"].iloc[at], str(sheets["events"].frame.at[cause, "date"])
        problem = f"happened ({date}) after the movement was over ({period})"
        yield sheet.fault(int(at), "cause", cause, problem, "mend a date or take the cause out")


def _effects_too_early(sheets: Mapping[str, Sheet], dates: Dates) -> Iterator[Fault]:
    """Find movements that had begun, however vague the dates are, before the first of the causes they name."""
    sheet = sheets["movements"]
    if sheet.frame.empty or sheets["events"].frame.empty:
        return
    days = dates["movements", "period"]
    events = dates["events", "date"].set_index(sheets["events"].frame.index)
    first = first_of(sheet.frame["cause"], events["start_min"] - events["start_margin"])
    began = (days["start_max"] + days["start_margin"]).to_numpy()
    # What was over by then has had its say.
    over = (days["end_max"] + days["end_margin"]).to_numpy() < first
    for at in np.flatnonzero((began < first) & ~over):
        row = sheet.frame.iloc[at]
        dated = ", ".join(str(events.at[cause, "text"]) for cause in row["cause"])
        problem = f"began before its cause ({dated})"
        mend = "mend a date, write a vaguer one (2019~), or take the cause out"
        yield sheet.fault(int(at), "period", row["period"], problem, mend)


def _same_labels(sheets: Mapping[str, Sheet], language: str) -> Iterator[Fault]:
    label = f"label_{language}"
    for name, within in (("countries", []), ("zones", ["country", "parent"]), ("hubs", ["place"])):
        frame = sheets[name].frame
        folded = frame[[*within, label]].assign(**{label: frame[label].str.casefold()})
        twice = folded.duplicated(keep="first").to_numpy() & (frame[label] != "").to_numpy()
        for at in np.flatnonzero(twice):
            mend = "give one of them another label, or make them one record"
            value = frame[label].iloc[at]
            yield sheets[name].fault(
                int(at), label, value, f"is the label of two {name} of the same parent", mend
            )


def _same_rows(sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    """Find records that say the same as an earlier one, word for word; of events there can be several of a kind a day."""
    for name in ("movements", "phases", "figures"):
        sheet, seen = sheets[name], dict[tuple[str, ...], str]()
        twice = np.flatnonzero(sheet.frame.duplicated(keep=False).to_numpy())[:_MOST_COMPARED]
        rows = sheet.frame.iloc[twice].itertuples(name=None)
        for at, (record, *row) in zip(twice.tolist(), rows, strict=True):
            first = seen.setdefault(tuple(map(cell_text, row)), record)
            if first != record:
                problem = f'says the same as "{first}", word for word'
                yield sheet.fault(at, "", "", problem, "take one of them out, or say how they differ")


def _counted_twice(sheet: Sheet, dates: Dates) -> Iterator[Fault]:
    """Find numbers of one place and unit whose periods overlap: what is counted would be counted twice."""
    if not len(sheet.frame):
        return
    days = dates["counts", "period"]
    frame = sheet.frame[["place", "unit", "period"]].reset_index()
    frame = frame.assign(
        at=np.arange(len(frame)), start=days["start_min"].to_numpy(), end=days["end_max"].to_numpy()
    )
    frame = frame.dropna(subset=["start", "end"]).sort_values(["place", "unit", "start", "at"], kind="stable")
    frame = frame.assign(grain=grains_of(frame["start"].to_numpy(), frame["end"].to_numpy()))
    # The row that lasts longest so far, by place, unit and length of the period.
    lasting: dict[tuple[str, str], dict[str, tuple[float, str, str]]] = {}
    columns = ["id", "place", "unit", "period", "at", "start", "end", "grain"]
    for record, place, unit, period, at, start, end, grain in frame[columns].itertuples(
        index=False, name=None
    ):
        before = lasting.setdefault((place, unit), {})
        for other_grain in (grain, *(one for one in before if one != grain)):
            until, other, its = before.get(other_grain, (-np.inf, "", ""))
            if start <= until and not _runs_on(its, period):
                yield sheet.fault(
                    int(at), "period", period, *_overlap(period, grain, other, its, other_grain)
                )
                break
        if end > before.get(grain, (-np.inf, "", ""))[0]:
            before[grain] = (end, record, period)


def _totals_beside_parts(sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    """Find places with numbers of a unit inside a place with numbers of that unit: a total and its parts."""
    sheet = sheets["counts"]
    if not len(sheet.frame):
        return
    above: dict[str, str] = {}
    for name, columns in (("zones", ("parent", "country")), ("hubs", ("place",))):
        frame = sheets[name].frame
        for record, *outer in frame[list(columns)].itertuples(name=None):
            above[record] = next((one for one in outer if one), "")
    counted = sheet.frame[["place", "unit"]].reset_index(drop=True).drop_duplicates()
    has = set(counted.itertuples(index=False, name=None))
    for at, place, unit in counted.itertuples(name=None):
        around, seen = above.get(place, ""), {place}
        while around and around not in seen:
            if (around, unit) in has:
                problem = f'has numbers, and so has "{around}", which it lies in, of the same unit'
                mend = "a total and its parts are never summed; measures of the total leave its parts out"
                yield sheet.fault(int(at), "place", place, problem, mend)
                break
            seen.add(around)
            around = above.get(around, "")


def _runs_on(before: str, after: str) -> bool:
    """Whether both are years that run into the next, such as seasons of a crop, and one begins where the other ends."""
    (first, second), (third, fourth) = (text.partition("/")[::2] for text in (before, after))
    if not all(year.isdigit() and len(year) == 4 for year in (first, second, third, fourth)):
        return False
    return int(first) + 1 == int(second) == int(third) == int(fourth) - 1


def _overlap(period: str, grain: str, other: str, its: str, other_grain: str) -> tuple[str, str]:
    """What is wrong with a period that overlaps with another one, and the mend."""
    if period == its:
        problem = f'is a second number for the place, unit and period of "{other}"'
    else:
        problem = f'overlaps with the period of "{other}", of the same place and unit'
    if grain != other_grain:
        mend = f"numbers by {grain} and by {other_grain} are drawn apart, never summed; measures need one of them"
    else:
        mend = "keep one number for each place, unit and day"
    return problem, mend


def _unknown_countries(sheet: Sheet) -> Iterator[Fault]:
    codes = sheet.frame["iso2"]
    if not codes.any():
        return
    from waterbed.geo.basemap import countries

    for at in np.flatnonzero(((codes != "") & ~codes.isin(countries().index)).to_numpy()):
        problem = "is no country of the basemap, which has no outline for it"
        yield sheet.fault(int(at), "iso2", codes.iloc[at], problem, "mend the code, or leave it empty")
