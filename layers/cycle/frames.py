"""Layers for GeoPandas: countries, zones and hubs with their phases, and the phases as a frame of their own."""

from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.geo import basemap
from waterbed.layers.cycle.phases import STRENGTH, on_record_at, shown, spans
from waterbed.layers.cycle.placed import is_drawn
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.dates.days import date_text
from waterbed.layers.dates.edtf import parse
from waterbed.layers.places import points_of, zone_shapes
from waterbed.layers.query.certainty import at_least
from waterbed.layers.query.sources import cited_by, sources_of

CRS = "EPSG:4326"


def countries(dataset: Dataset, *, on: str | date = "", certainty: str = "low") -> gpd.GeoDataFrame:
    """Return the countries of a data set with their outlines and their phases.

    Parameters
    ----------
    dataset
        The records.
    on, certainty
        As in :func:`zones`.

    Returns
    -------
    GeoDataFrame
        The table ``countries`` with the columns that :func:`zones` adds, ``country_id`` apart. Geometry: the basemap's
        multipolygons (EPSG:4326), joined by ``iso2``; None for a country without a code that the basemap knows.
    """
    table = dataset["countries"]
    shapes = basemap.countries().geometry.reindex(table["iso2"]).to_numpy()
    return _layer(dataset, "countries", table, table.index.to_series(), shapes, on, certainty)


def zones(dataset: Dataset, *, on: str | date = "", certainty: str = "low") -> gpd.GeoDataFrame:
    """Return the zones of a data set with their shapes and their phases.

    Parameters
    ----------
    dataset
        The records.
    on
        A day, for the phase that each place shows on it: EDTF text or a date. A month or a year stands for its last day
        that the records reach. Left out, no day is looked at.
    certainty
        Least certainty ("low", "medium", "high") of the events, movements and phases that count.

    Returns
    -------
    GeoDataFrame
        The table ``zones``, a row a zone by its id; cells of several values are text joined by semicolons, as in the table's
        file, so that the layer can be written in any format. Geometry: the recorded outline, else the point (EPSG:4326),
        else None. Added are:

        ``label`` in the data set's first language; ``country_id``, the country the zone rolls up to, its own or that of the
        zone it lies in, "" for a region; ``n_sources``, how many sources the record names; ``phases``, the words of all
        phases of the place itself, in the order in which they first began ("" without any; those of places inside it are
        theirs).

        With ``on``: ``phase``, the one that every picture shows on that day, "" without any; ``candidate``, whether it is an
        arrival compatible with a return; ``disrupted``, whether a disruption is on record; ``span``, the row of
        :func:`phases` that is shown, -1 without one.

    Raises
    ------
    ValueError
        If ``on`` is no date, or one after the day up to which the records go; if ``certainty`` is none.

    Examples
    --------
    >>> from waterbed import Dataset, phases, zones
    >>> dataset = Dataset.read()
    >>> layer = zones(dataset, on="2024-05")
    >>> layer.loc["shwe-kokko", ["label", "country_id", "phase"]].tolist()
    ['Shwe Kokko', 'myanmar', 'presence']
    >>> layer.join(phases(dataset)[["end_min", "basis"]], on="span").loc["shwe-kokko", "basis"]
    ('hub-shwe-kokko',)
    """
    table = dataset["zones"]
    rolled = table.drop(columns="geometry").assign(country_id=table.index.map(dataset.country_of))
    return _layer(dataset, "zones", rolled, table.index.to_series(), zone_shapes(table), on, certainty)


def hubs(dataset: Dataset, *, on: str | date = "", certainty: str = "low") -> gpd.GeoDataFrame:
    """Return the hubs of a data set as points, with the phases of the places at which they stand.

    Parameters
    ----------
    dataset
        The records.
    on, certainty
        As in :func:`zones`.

    Returns
    -------
    GeoDataFrame
        The table ``hubs`` with the columns that :func:`zones` adds. Geometry: the hub's own point, else its place's
        (EPSG:4326), else None; ``precision_km`` is that of the point. ``zone_id`` and ``country_id`` are what the hub rolls
        up to, "" where there is none.

        A phase belongs to a place: ``stands_at`` is the one whose phases the row has, the hub itself where it has a point of
        its own, else the zone or country that it names, which it may share with other hubs. It is "" for hubs of roles that
        are not drawn: these take no phase.
    """
    table, places = dataset["hubs"], dataset.places
    points, own = points_of(table), table["lon"].notna().to_numpy()
    at_place = places.reindex(table["place"])
    points[~own] = at_place.geometry.to_numpy()[~own]
    stands_at = pd.Series(table.index.map(dataset.stands_at), table.index).where(is_drawn(dataset), "")
    rolled = table.assign(
        precision_km=np.where(own, table["precision_km"], at_place["precision_km"].to_numpy()),
        zone_id=table["place"].where(table["place"].isin(dataset["zones"].index), ""),
        country_id=table.index.map(dataset.country_of),
        stands_at=stands_at,
    )
    return _layer(dataset, "hubs", rolled, stands_at, points, on, certainty)


def phases(dataset: Dataset, *, certainty: str = "low") -> pd.DataFrame:
    """Return the phases of all places, and the disruptions beside them, in the order in which they began.

    Parameters
    ----------
    dataset
        The records.
    certainty
        Least certainty ("low", "medium", "high") of the events, movements and phases that count.

    Returns
    -------
    DataFrame
        A row a span. ``place``: id of the country, zone or hub (the index of :func:`countries`, :func:`zones`; the column
        ``stands_at`` of :func:`hubs`). ``phase``: presence, crackdown, displacement, arrival, return, or disruption, which
        is none. ``form`` of a return; ``candidate``, an arrival compatible with a return; ``derived`` by the rule ``rule``,
        or recorded.

        ``start_min`` and ``start_max``, the first and last day on which it can have begun, ``end_min`` and ``end_max``, on
        which it can have ended, as dates. NaT stands in ``start_min`` where the start is unknown, ``start_max`` being the
        first day on record; in ``end_max`` where the end is unknown, ``end_min`` being the last day on record; in all four
        where it is undated.

        ``certainty``; ``basis``, a tuple of the ids of the records it rests on; ``sources``, a tuple of the ids of theirs.

    Examples
    --------
    >>> from waterbed import Dataset, phases
    >>> found = phases(Dataset.read())
    >>> found[found["phase"] == "return"].iloc[0][["place", "certainty", "basis"]].tolist()
    ['kk-park', 'high', ('mov-43-kkpark-regrowth',)]
    """
    found = spans(at_least(dataset, certainty))
    cited = [
        tuple(
            dict.fromkeys(
                one for record in basis for one in sources_of(dataset, dataset.table_of(record))[record]
            )
        )
        for basis in found["basis"]
    ]
    days = {day: _dates(found[day].to_numpy(dtype=np.float64)) for day in SPAN}
    return found.assign(**days, sources=pd.Series(cited, found.index, dtype=object))


def _layer(
    dataset: Dataset,
    name: str,
    table: pd.DataFrame,
    place: "pd.Series[str]",
    shapes: npt.NDArray[np.object_],
    on: str | date,
    certainty: str,
) -> gpd.GeoDataFrame:
    """A table with shapes, and what is on record at the place of each row."""
    found = spans(at_least(dataset, certainty))
    told = found[found["phase"].isin(STRENGTH)].groupby("place")["phase"].agg(_joined)
    lists = [str(name) for name, cells in table.items() if any(isinstance(cell, tuple) for cell in cells)]
    label = [dataset.label(record, dataset.languages[0]) for record in table.index]
    rows = table.assign(**{name: table[name].str.join(";") for name in lists})
    rows.insert(0, "label", label)
    rows["n_sources"] = [len(set(sources)) for sources in cited_by(name, table)]
    rows["phases"] = place.map(told).fillna("").astype("str")
    if on != "":
        rows = rows.assign(**_on_day(found, place, _day(dataset, on), dataset.as_of))
    return gpd.GeoDataFrame(rows, geometry=shapes, crs=CRS)


def _on_day(
    found: pd.DataFrame, place: "pd.Series[str]", day: int, as_of: int
) -> dict[str, "pd.Series[Any]"]:
    now = on_record_at(found, day, as_of)
    row = place.map(shown(now))
    disrupted = now.loc[~now["phase"].isin(STRENGTH), "place"]
    return {
        "phase": row.map(found["phase"]).fillna("").astype("str"),
        "candidate": row.map(found["candidate"]).eq(True),
        "disrupted": place.isin(disrupted),
        "span": row.fillna(-1).astype(int),
    }


def _joined(words: "pd.Series[str]") -> str:
    return ";".join(dict.fromkeys(words))


def _day(dataset: Dataset, on: str | date) -> int:
    """The day that is asked for; of a month or a year the last one up to which the records go."""
    text = on if isinstance(on, str) else on.isoformat()
    bounds = parse(text)
    if bounds.start_min is None or bounds.end_max is None:
        raise ValueError(f"on: {text!r} is no day, month or year; write one such as '2024-05'.")
    if bounds.start_min > dataset.as_of:
        raise ValueError(f"on: {text!r} is after {date_text(dataset.as_of)}, up to which the records go.")
    return min(bounds.end_max, dataset.as_of)


def _dates(days: npt.NDArray[np.float64]) -> npt.NDArray[np.datetime64]:
    """Days since 1970-01-01 as dates, NaT where one is not known; by the second, since nanoseconds end in 2262."""
    known = np.isfinite(days)
    dates = np.full(len(days), "NaT", dtype="datetime64[s]")
    dates[known] = days[known].astype("datetime64[D]")
    return dates
