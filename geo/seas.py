"""Seas, gulfs and straits by their English names, with outlines to draw."""

from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd


@cache
def seas() -> gpd.GeoDataFrame:
    """Return the seas that have an outline.

    Returns
    -------
    geopandas.GeoDataFrame
        Index ``name``; ``lon`` and ``lat`` of a point well inside, in degrees; outlines in EPSG:4326, whose coasts are some
        10 km off. It is kept for later calls: copy it before changing it.
    """
    table = pd.read_csv(Path(__file__).parent / "data" / "seas.csv", index_col="name")
    outlines = gpd.GeoSeries.from_wkt(table.pop("outline"), crs="EPSG:4326")
    return gpd.GeoDataFrame(table, geometry=outlines)
