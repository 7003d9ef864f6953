"""The layer of countries."""

import geopandas as gpd

from waterbed.geo import basemap
from waterbed.layers.dataset import Dataset


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
