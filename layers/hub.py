"""The layer of hubs: places in a role."""

import geopandas as gpd
import numpy as np

from waterbed.layers.dataset import Dataset
from waterbed.layers.places import points_of


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
