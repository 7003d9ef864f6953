"""Where counted events happened: their own points, else those of the places they are recorded at."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from waterbed.layers.counting.tally import Tally
from waterbed.layers.dataset import Dataset

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Points of counted things, a row each, NaN where nothing tells one."""

    lon: Floats
    lat: Floats
    precision_km: Floats
    """How far off a point may be; 0 where nobody says."""

    def within_km(self, precision_km: float) -> npt.NDArray[np.bool_]:
        """Which have a point that is not vaguer than so many kilometres."""
        return np.asarray(np.isfinite(self.lon) & (self.precision_km <= precision_km))


def points(dataset: Dataset, things: Tally) -> Points | None:
    """Find the points of counted events; None for what is no event.

    An event without a point of its own has that of its hub, or of its zone where the zone is no outline; a country is no
    point.
    """
    if things.unit != "events":
        return None
    events = dataset["events"].loc[list(things.ids)]
    own = (events["lon"].notna() & events["lat"].notna()).to_numpy()
    places = dataset.places
    table = places.reindex(events["place"])
    drawn = dataset["zones"]["geometry"]
    pointed = table["level"].isin(["zone", "hub"]) & ~table.index.isin(drawn.index[drawn != ""])
    lon, lat = (
        np.where(pointed, part(np.asarray(table.geometry.values)), np.nan)
        for part in (shapely.get_x, shapely.get_y)
    )
    precision = np.where(own, events["precision_km"], table["precision_km"].to_numpy(dtype=np.float64))
    return Points(
        np.where(own, events["lon"], lon),
        np.where(own, events["lat"], lat),
        np.nan_to_num(np.asarray(precision, dtype=np.float64)),
    )
