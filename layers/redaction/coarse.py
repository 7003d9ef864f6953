"""Coarser dates, places and counts: what a redaction profile leaves of them."""

import math
import re
from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely

from waterbed.geo.outlines import outline_of
from waterbed.geo.plane import distance_km
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import date_text
from waterbed.layers.manifest.profiles import Coordinates, Dates
from waterbed.layers.places import Hierarchy
from waterbed.layers.query.series import series
from waterbed.layers.query.told import sums
from waterbed.layers.schema.vocabulary import vocabulary, words

SITE_KM = 5.0
"""A zone whose point is known better than this is a site, and stands at the zone around it."""

_END = re.compile(r"([0-9]{3}[0-9X])(?:-([0-9X]{2})(?:-([0-9X]{2}))?)?([~?%]*)")


_GRID_DEG = {"zone": 1.0, "country": 5.0}


def coarse_date(text: str, unit: Dates) -> str:
    """Cut an EDTF date, or both ends of an interval, to a unit; coarser dates and marks stay as they are.

    >>> coarse_date("2024-03-04~/2024-06-10", "month"), coarse_date("2019-08-18/", "year")
    ('2024-03~/2024-06', '2019/')
    >>> coarse_date("2024-03-04/2024-03-20", "month")
    '2024-03'
    """
    if unit == "day" or not text:
        return text
    start, slash, end = text.partition("/")
    start, end = _coarse_end(start, unit), _coarse_end(end, unit)
    return start if start == end else f"{start}{slash}{end}"


def coarse_dates(texts: tuple[str, ...], unit: Dates) -> tuple[str, ...]:
    """Cut a list of dates, each that remains once."""
    return tuple(dict.fromkeys(coarse_date(text, unit) for text in texts))


def _coarse_end(text: str, unit: Dates) -> str:
    found = _END.fullmatch(text)
    if not found:
        return text
    year, month, day, marks = found.groups()
    if unit == "year" or month is None or (month == "XX" and day):
        # A decade keeps its X.
        return f"{year}{marks}"
    return f"{year}-{month}{marks}"


def standing_elsewhere(tables: Mapping[str, pd.DataFrame], coordinates: Coordinates) -> frozenset[str]:
    """Return the zones that may not stand at their own points: sites, or every zone that lies in a country."""
    if coordinates == "exact":
        return frozenset()
    sites = _sites(tables["zones"])
    if coordinates == "zone":
        return sites
    country = Hierarchy.of(tables).country
    return sites | {zone for zone in tables["zones"].index if country[zone]}


def _sites(zones: pd.DataFrame) -> frozenset[str]:
    """Zones that are one spot: of such a kind, known better than `SITE_KM`, of a small outline, of unknown size and kind."""
    kinds = zones["kind"].map({word: _family(word) for word in words("zone_kind")})
    unknown = kinds.isna() & zones["precision_km"].isna() & zones["lon"].notna()
    outlined = zones["geometry"].map(_is_small).astype(bool)
    return frozenset(zones.index[(kinds == "site") | (zones["precision_km"] < SITE_KM) | outlined | unknown])


def _is_small(outline: str) -> bool:
    """Whether an outline reaches less than `SITE_KM` from its middle: it says as much as a point."""
    if not outline:
        return False
    parts = shapely.get_parts(outline_of(outline))
    west, south, east, north = shapely.bounds(parts).T
    return float(np.max(distance_km(west, south, east, north))) < 2 * SITE_KM


def _family(kind: str) -> str:
    return str(vocabulary().at[("zone_kind", kind), "family"])


def coarse_view(view: list[float], coordinates: Coordinates) -> list[float]:
    """Widen west, south, east, north to whole steps of degrees: a tight frame around a place gives it away.

    >>> coarse_view([98.2, 16.4, 98.9, 16.9], "zone")
    [98, 16, 99, 17]
    """
    if coordinates == "exact":
        return view
    step = _GRID_DEG[coordinates]
    west, south, east, north = view
    low = [math.floor(side / step) * step for side in (west, south)]
    high = [math.ceil(side / step) * step for side in (east, north)]
    return [int(side) for side in (low[0], max(low[1], -90), high[0], min(high[1], 90))]


def counts_people(units: "pd.Series[str]") -> "pd.Series[bool]":
    """Whether a unit counts people; one that is empty or not in the vocabulary may do so."""
    others = [unit for unit in words("unit") if vocabulary().at[("unit", unit), "family"] != "people"]
    return ~units.isin(others)


def small(sizes: "pd.Series[float]", units: "pd.Series[str]", least: int) -> "pd.Series[bool]":
    """Whether a number of people is above 0 and below the smallest group that may be shown."""
    number = sizes.to_numpy(dtype=float)
    few = (number > 0) & (number < least) & np.isfinite(number)
    return pd.Series(few, sizes.index) & counts_people(units)


def without_days(dataset: Dataset, counts: pd.DataFrame, unit: Dates) -> pd.DataFrame:
    """Replace series of counts by the day with their whole months or years.

    Parameters
    ----------
    dataset
        As recorded: it knows which numbers are a series by the day.
    counts
        Its table ``counts``, perhaps without some rows.
    unit
        The finest unit of a date that may be shown.

    Returns
    -------
    DataFrame
        Of the same columns; other rows are left as they are, quantities too. What stands beside a sum is that of the first
        number of its series.
    """
    if unit == "day":
        return counts
    found = series(dataset)
    found = found[(found["grain"] == "day") & found.index.isin(counts.index)]
    found = found[(counts["kind"].reindex(found.index) != "quantity").to_numpy()]
    parts = [counts[~counts.index.isin(found.index)]]
    for of, days in found.groupby("unit", sort=False):
        summed = sums(days, unit)
        first_of = dict(zip(days["place"][::-1], days.index[::-1], strict=True))
        periods = [date_text(day, unit) for day in summed["start"].tolist()]
        named = zip(summed["place"], periods, strict=True)
        ids = [re.sub("[^a-z0-9]+", "-", f"sum-{place}-{of}-{period}") for place, period in named]
        index = pd.Index(ids, name=counts.index.name, dtype=counts.index.dtype)
        first = counts.loc[[first_of[place] for place in summed["place"]]].set_axis(index)
        parts.append(first.assign(period=periods, n=summed["n"].to_numpy(), low=np.nan, high=np.nan))
    return pd.concat(parts)
