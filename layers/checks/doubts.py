"""What cannot be right in records that can be read: warnings, never errors."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.checks.sheet import Sheet
from waterbed.layers.dates.days import from_day
from waterbed.layers.errors import Fault

_TOLERANCE_KM = 5.0
"""Generalised borders put border towns some kilometres into the neighbour's land."""


Dates = Mapping[tuple[str, str], pd.DataFrame]
"""The bounds of every column of dates, by table and column (`waterbed.layers.bounds.bounds_frame`)."""


def doubts(sheets: Mapping[str, Sheet], dates: Dates, as_of: int, language: str) -> list[Fault]:
    """Find what cannot be right.

    Parameters
    ----------
    sheets
        Every table, checked.
    dates
        Their dates.
    as_of
        Day number up to which the records were checked.
    language
        Default language, whose labels are compared.
    """
    return [
        *_after_as_of(sheets, dates, as_of),
        *_causes_too_late(sheets, dates),
        *_same_labels(sheets, language),
        *_unknown_countries(sheets["countries"]),
        *_outside_country(sheets),
    ]


def _after_as_of(sheets: Mapping[str, Sheet], dates: Dates, as_of: int) -> Iterator[Fault]:
    last = from_day(as_of).isoformat()
    for (table, column), days in dates.items():
        # Only what even at its earliest lies after the day; NaN compares as false.
        late = (days["start_min"] > as_of) | (days["end_min"] > as_of)
        for at, text in days.loc[late.to_numpy(), ["at", "text"]].itertuples(index=False):
            mend = "mend the date, or as_of in datapackage.json"
            problem = f"is after the data set's own day {last}"
            yield sheets[table].fault(int(at), column, text, problem, mend)


def _causes_too_late(sheets: Mapping[str, Sheet], dates: Dates) -> Iterator[Fault]:
    sheet = sheets["movements"]
    links = pd.DataFrame(
        {"at": np.arange(len(sheet.frame)), "cause": sheet.frame["cause"].to_numpy(dtype=object)}
    )
    links = links.explode("cause").dropna()
    if links.empty:
        return
    ends = dates["movements", "period"]
    starts = dates["events", "date"].set_index(sheets["events"].frame.index)
    last = (ends["end_max"] + ends["end_margin"]).to_numpy()[links["at"]]
    first = (starts["start_min"] - starts["start_margin"]).reindex(links["cause"]).to_numpy()
    for at, cause in links[first > last].itertuples(index=False):
        period, date = sheet.frame["period"].iloc[at], str(sheets["events"].frame.at[cause, "date"])
        problem = f"happened ({date}) after the movement was over ({period})"
        yield sheet.fault(int(at), "cause", cause, problem, "mend a date or take the cause out")


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


def _unknown_countries(sheet: Sheet) -> Iterator[Fault]:
    codes = sheet.frame["iso2"]
    if not codes.any():
        return
    from waterbed.geo.basemap import countries

    for at in np.flatnonzero(((codes != "") & ~codes.isin(countries().index)).to_numpy()):
        problem = "is no country of the basemap, which has no outline for it"
        yield sheet.fault(int(at), "iso2", codes.iloc[at], problem, "mend the code, or leave it empty")


def _outside_country(sheets: Mapping[str, Sheet]) -> Iterator[Fault]:
    for name in ("zones", "hubs"):
        sheet = sheets[name]
        iso2 = _iso2(sheets, name)
        lon, lat = sheet.frame["lon"].to_numpy(), sheet.frame["lat"].to_numpy()
        asked = np.flatnonzero(np.isfinite(lon) & np.isfinite(lat) & (iso2 != ""))
        if not len(asked):
            continue
        away = _distance_outside_km(lon[asked], lat[asked], iso2[asked])
        allowed = np.fmax(_TOLERANCE_KM, sheet.frame["precision_km"].to_numpy()[asked])
        far = np.flatnonzero(away > allowed)
        if not len(far):
            continue
        swapped = _would_fit(lon[asked][far], lat[asked][far], iso2[asked][far], allowed[far])
        for at, km, code, fits in zip(asked[far], away[far], iso2[asked][far], swapped, strict=True):
            value = f"{lon[at]:g}, {lat[at]:g}"
            mend = "lon and lat look swapped" if fits else "check the point, the country or precision_km"
            yield sheet.fault(int(at), "lon, lat", value, f"is {km:,.0f} km outside {code}", mend)


def _would_fit(
    lon: npt.NDArray[np.float64],
    lat: npt.NDArray[np.float64],
    iso2: npt.NDArray[np.object_],
    allowed: npt.NDArray[np.float64],
) -> npt.NDArray[np.bool_]:
    """Whether points would lie in their country with their coordinates swapped."""
    fits = np.abs(lon) <= 90
    fits[fits] = _distance_outside_km(lat[fits], lon[fits], iso2[fits]) <= allowed[fits]
    return fits


def _distance_outside_km(
    lon: npt.NDArray[np.float64], lat: npt.NDArray[np.float64], iso2: npt.NDArray[np.object_]
) -> npt.NDArray[np.float64]:
    # Imported here: polygons are only needed when there are points to check.
    from geopandas import GeoSeries, points_from_xy

    from waterbed.geo.areas import distance_outside_km

    points = GeoSeries(points_from_xy(lon, lat), crs="EPSG:4326")
    return np.asarray(distance_outside_km(points, iso2), dtype=float)


def _iso2(sheets: Mapping[str, Sheet], name: str) -> npt.NDArray[np.object_]:
    """Return the country code of each row's country field, "" when there is none."""
    codes = sheets["countries"].frame["iso2"]
    of_zone = sheets["zones"].frame["country"].map(codes)
    if name == "zones":
        found = of_zone
    else:
        place = sheets["hubs"].frame["place"]
        found = place.map(of_zone).astype(object).fillna(place.map(codes))
    return found.astype(object).fillna("").to_numpy(dtype=object)
