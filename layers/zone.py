"""The layer of zones: regions, states, special economic zones, cities, compound areas."""

import geopandas as gpd

from waterbed.layers.dataset import Dataset
from waterbed.layers.places import zone_shapes


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
