"""Places and how they lie in one another, by the fields of their records; polygons never decide it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from waterbed.geo import basemap
from waterbed.geo.outlines import label_point, outline_of
from waterbed.geo.views import view_around, widened

_EQUAL_AREA = "EPSG:6933"


_KM_A_DEGREE = 111.2
"""Of latitude."""


_Shapes = np.ndarray[tuple[int], np.dtype[np.object_]]


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Which place lies in which: hub in zone in country, zone in zone, country or zone in a region."""

    parent: Mapping[str, str]
    """The place that each hub's and zone's record names: a hub's place, a zone's parent; "" when none."""
    country: Mapping[str, str]
    """The country of each place, its own or that of what it lies in; "" when there is none."""
    countries: frozenset[str]
    """Ids of the countries."""

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame]) -> "Hierarchy":
        """Read the hierarchy off the fields ``place``, ``parent`` and ``country``."""
        countries = frozenset(tables["countries"].index)
        parent = _pairs(tables["zones"]["parent"]) | _pairs(tables["hubs"]["place"])
        country = {one: one for one in countries} | _pairs(tables["zones"]["country"])
        for place in parent:
            country[place] = next((country[one] for one in _upwards(place, parent) if country.get(one)), "")
        return cls(parent, country, countries)

    def ancestors(self, place: str) -> tuple[str, ...]:
        """Return what a place lies in, nearest first."""
        above = [one for one in _upwards(place, self.parent) if one != place]
        country = self.country.get(place, "")
        if country == place:
            return ()
        within = [one for one in above if self.country.get(one) and one not in self.countries]
        regions = [one for one in above if not self.country.get(one)]
        return (*within, *([country] if country else []), *regions)


def place_frame(
    tables: Mapping[str, pd.DataFrame], hierarchy: Hierarchy, drawn_roles: Collection[str]
) -> gpd.GeoDataFrame:
    """Put every place that can have a point into one frame (see `Dataset.places`).

    ``drawn_roles`` are those of hubs that are signs on the map.
    """
    hubs = tables["hubs"]
    own = hubs[hubs["lon"].notna() & hubs["lat"].notna()]
    at_hand = _with_records(tables, drawn_roles)
    parts = [
        _countries(tables["countries"]),
        _zones(tables["zones"], hierarchy, at_hand),
        _hubs(own, hierarchy),
    ]
    frame = pd.concat([part for part in parts if len(part)] or parts[:1])
    codes = tables["countries"][
        "iso2"
    ].to_dict()  # a mapping of a set without countries is a column of numbers
    frame["iso2"] = [codes.get(country, "") for country in frame["country"]]
    frame.index.name = "id"
    names = ["table", "level", "kind", "parent", "country", "iso2", "iso_3166_2", "precision_km"]
    return gpd.GeoDataFrame(frame[names], geometry=frame["geometry"].to_numpy(), crs="EPSG:4326")


def _with_records(tables: Mapping[str, pd.DataFrame], drawn_roles: Collection[str]) -> frozenset[str]:
    """Places that something is recorded of, beyond that movements lead there."""
    hubs = tables["hubs"]
    drawn = hubs.loc[hubs["role"].isin(list(drawn_roles)), "place"]
    return frozenset(chain(drawn, tables["events"]["place"], tables["phases"]["place"]))


def zone_shapes(zones: pd.DataFrame) -> _Shapes:
    """Return the outline of each zone where its record has one, cut at the dateline, else its point, else None."""
    shapes = points_of(zones)
    for at in np.flatnonzero((zones["geometry"] != "").to_numpy()):
        shapes[at] = outline_of(str(zones["geometry"].iloc[at]))
    return shapes


_ROOM = 0.12
"""Share of its longer side that a view leaves free around the places."""


_LEAST_DEG = 0.001
"""Degrees to each side at least: pictures know places to some ten metres."""


_ALONE_DEG = 2.0
"""Degrees to each side of places that say nothing of how much ground they or their distances cover."""


def view_of(places: gpd.GeoDataFrame, also: Iterable[shapely.Geometry] = ()) -> list[float]:
    """Return west, south, east, north in degrees of a view of some places, each as large as it is known to be.

    East passes 180 where the shortest way around the places leads over the dateline. ``also`` are shapes in degrees, cut at
    the dateline, that the view holds too: outlines, and points of incidents.
    """
    known = places[places.geometry.notna() & ~places.geometry.is_empty]
    lon, lat = known.geometry.x.to_numpy(), known.geometry.y.to_numpy()
    # Nobody looks for the edges of a region.
    sizes = known["precision_km"].where(known["level"] != "region").fillna(0.0).to_numpy(dtype=float)
    corners = shapely.get_coordinates(shapely.convex_hull(shapely.get_parts(list(also))))
    lon, lat = np.append(lon, corners[:, 0]), np.append(lat, corners[:, 1])
    sizes = np.append(sizes, np.zeros(len(corners)))
    if not len(lon):
        return [-180.0, -60.0, 180.0, 80.0]
    alone = len(set(zip(lon, lat, strict=True))) == 1
    return widened(view_around(lon, lat, sizes), _ROOM, _ALONE_DEG if alone else _LEAST_DEG)


def points_of(frame: pd.DataFrame) -> _Shapes:
    """Return the point of each row with coordinates, None for the others."""
    points = np.full(len(frame), None, dtype=object)
    known = (frame["lon"].notna() & frame["lat"].notna()).to_numpy()
    points[known] = shapely.points(frame["lon"].to_numpy()[known], frame["lat"].to_numpy()[known])
    return points


def _countries(countries: pd.DataFrame) -> pd.DataFrame:
    labelled = _label_points(countries["iso2"])
    km = labelled["precision_km"].to_numpy(dtype=float, copy=True)
    points = np.array([*labelled["geometry"], None], dtype=object)[:-1]
    for at in np.flatnonzero((countries["geometry"] != "").to_numpy()):
        shape = outline_of(str(countries["geometry"].iloc[at]))
        km[at], points[at] = _reach_km(shape), label_point(shape)
    return pd.DataFrame(
        {
            "table": "countries",
            "level": "country",
            "kind": "",
            "parent": "",
            "country": countries.index,
            "iso_3166_2": "",
            "precision_km": km,
            "geometry": points,
        },
        index=countries.index,
    )


def _reach_km(shape: shapely.Geometry) -> float:
    """The radius of a circle as large as an outline in degrees, in whole kilometres."""
    km2 = shapely.area(shape) * _KM_A_DEGREE**2 * np.cos(np.radians(shapely.centroid(shape).y))
    return float(np.round(np.sqrt(km2 / np.pi)))


def _label_points(iso2: "pd.Series[str]") -> pd.DataFrame:
    """Return where the basemap labels each country, and the radius of a circle of its area in km."""
    if not iso2.any():  # a made-up country needs none of the world's shapes, which take their time
        return pd.DataFrame({"precision_km": np.nan, "geometry": None}, index=pd.Index(iso2))
    shapes = basemap.countries()
    shapes = shapes[shapes.index.isin(iso2)]
    area_m2 = shapes.to_crs(_EQUAL_AREA).area
    labelled = gpd.GeoDataFrame(
        {"precision_km": np.round(np.sqrt(area_m2 / np.pi) / 1000)},
        geometry=gpd.points_from_xy(shapes["label_lon"], shapes["label_lat"]),
        crs="EPSG:4326",
    )
    return pd.DataFrame(labelled.reindex(iso2))


def _zones(zones: pd.DataFrame, hierarchy: Hierarchy, with_records: frozenset[str]) -> pd.DataFrame:
    points = points_of(zones)
    # An outline without a point of its own is labelled at a point inside it.
    bare = np.array([point is None for point in points], dtype=bool) & (zones["geometry"] != "").to_numpy()
    for at in np.flatnonzero(bare):
        points[at] = label_point(outline_of(str(zones["geometry"].iloc[at])))
    country = zones.index.map(hierarchy.country)
    # A region only says a direction. What has edges, or records of its own, is a place as any zone, be it at sea.
    direction = (country == "") & (zones["kind"] == "region") & (zones["geometry"] == "")
    direction &= ~zones.index.isin(with_records)
    return pd.DataFrame(
        {
            "table": "zones",
            "level": np.where(direction, "region", "zone"),
            "kind": zones["kind"],
            "parent": zones["parent"],
            "country": country,
            "iso_3166_2": zones["iso_3166_2"],
            "precision_km": zones["precision_km"],
            "geometry": points,
        },
        index=zones.index,
    )


def _hubs(hubs: pd.DataFrame, hierarchy: Hierarchy) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "table": "hubs",
            "level": "hub",
            "kind": hubs["role"],
            "parent": hubs["place"],
            "country": hubs.index.map(hierarchy.country),
            "iso_3166_2": "",
            "precision_km": hubs["precision_km"],
            "geometry": points_of(hubs),
        },
        index=hubs.index,
    )


def _pairs(column: "pd.Series[str]") -> dict[str, str]:
    return dict(zip(column.index.tolist(), column.tolist(), strict=True))


def _upwards(place: str, parent: Mapping[str, str]) -> Iterator[str]:
    """Yield a place and what it lies in, step by step. Circles were refused when the data was read."""
    while place:
        yield place
        place = parent.get(place, "")
