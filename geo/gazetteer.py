"""Places larger than a town by their names: seas with their outlines, provinces and the like with a point."""

from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd

_DATA = Path(__file__).parent / "data"


@cache
def seas() -> gpd.GeoDataFrame:
    """Return the seas, gulfs and straits that have an outline.

    Returns
    -------
    geopandas.GeoDataFrame
        Index ``name``, in English; ``lon`` and ``lat`` of a point well inside, in degrees; outlines in EPSG:4326, whose
        coasts are some 10 km off. It is kept for later calls: copy it before changing it.
    """
    table = pd.read_csv(_DATA / "seas.csv", index_col="name")
    outlines = gpd.GeoSeries.from_wkt(table.pop("outline"), crs="EPSG:4326")
    return gpd.GeoDataFrame(table, geometry=outlines)


@cache
def divisions() -> pd.DataFrame:
    """Return the provinces, states, departments and regions of all countries.

    Returns
    -------
    pandas.DataFrame
        ``iso_3166_2``, "" where there is no official code; ``iso2``, the country on the basemap; ``name_en``; ``names``,
        others in several languages, parted by ``|``; ``lon`` and ``lat`` of a point well inside and ``west``, ``south``,
        ``east``, ``north`` of a box around it, in degrees; ``reach_km``, the radius of a circle as large. It is kept for
        later calls: copy it before changing it.
    """
    return pd.read_csv(_DATA / "divisions.csv", keep_default_na=False)
