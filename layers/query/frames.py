"""The layer of countries."""

import geopandas as gpd
import numpy as np

from waterbed.geo import basemap
from waterbed.layers.dataset import Dataset
from waterbed.layers.places import points_of, zone_shapes


def countries(dataset: Dataset) -> gpd.GeoDataFrame:
    """Return the countries of a data set with their outlines.

    Returns
    -------
    GeoDataFrame
        The table ``countries`` with the basemap's multipolygons (EPSG:4326), joined by ``iso2``; None for a
        country without a code that the basemap knows.
    """
    table = dataset["countries"]
    shapes = basemap.countries().geometry.reindex(table["iso2"])
    return gpd.GeoDataFrame(table.copy(), geometry=shapes.to_numpy(), crs="EPSG:4326")


def hubs(dataset: Dataset) -> gpd.GeoDataFrame:
    """Return the hubs of a data set as points.

    Returns
    -------
    GeoDataFrame
        The table ``hubs`` with the hub's own point, else its place's (EPSG:4326), else None; ``precision_km``
        is that of the point. ``zone_id`` and ``country_id`` are what the hub rolls up to, "" where there is
        none.
    """
    table, places = dataset["hubs"], dataset.places
    points, own = points_of(table), table["lon"].notna().to_numpy()
    at_place = places.reindex(table["place"])
    points[~own] = at_place.geometry.to_numpy()[~own]
    rolled = table.assign(
        precision_km=np.where(own, table["precision_km"], at_place["precision_km"].to_numpy()),
        zone_id=table["place"].where(table["place"].isin(dataset["zones"].index), ""),
        country_id=table.index.map(dataset.country_of),
    )
    return gpd.GeoDataFrame(rolled, geometry=points, crs="EPSG:4326")


def zones(dataset: Dataset) -> gpd.GeoDataFrame:
    """Return the zones of a data set with their shapes.

    Returns
    -------
    GeoDataFrame
        The table ``zones`` with its recorded outline as geometry, else its point (EPSG:4326), else None. The
        column ``country_id`` is the country the zone rolls up to: its own, or that of the zone it lies in; ""
        for a region.
    """
    table = dataset["zones"]
    rolled = table.drop(columns="geometry").assign(country_id=table.index.map(dataset.country_of))
    return gpd.GeoDataFrame(rolled, geometry=zone_shapes(table), crs="EPSG:4326")
