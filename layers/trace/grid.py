"""The lookup grid: which zone a point lies in, by the cell that holds it."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

_NONE, _ASK = -1, -2
_FIRST_CELLS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Zones, and a square grid over them whose cells know the answer where there is but one.

    A cell lies strictly inside exactly one zone, outside all, or it is to be asked: then shapely is, point by point. Zones
    that overlap, lie in one another or have holes need nothing special, since a cell that meets two zones, or the border
    of one, is asked.
    """

    zones: NDArray[np.object_]
    """Polygons and multipolygons in degrees (EPSG:4326), in the order that settles ties."""
    owner: NDArray[np.int32]
    """Of each cell, by row from the south and column from the west: the ordinal of its zone, -1 for none, -2 to ask."""
    side: int
    """Cells in a row and in a column."""
    west: float
    south: float
    width: float
    """Of a cell, degrees."""
    height: float
    """Of a cell, degrees."""

    def lookup(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int32]:
        """Return the ordinal of the first zone that each point meets, -1 for none.

        Parameters
        ----------
        lon, lat
            Degrees (EPSG:4326), finite.
        """
        # A point by the outer border may fall a rounding beside the grid: it is asked as one of the cell beside it.
        x, y = (lon - self.west) / self.width, (lat - self.south) / self.height
        near = (x > -1) & (x < self.side + 1) & (y > -1) & (y < self.side + 1)
        found = np.full(len(lon), _NONE, dtype=np.int32)
        column, row = (np.clip(np.floor(along[near]).astype(np.int64), 0, self.side - 1) for along in (x, y))
        found[near] = self.owner[row * self.side + column]
        ask = np.flatnonzero(found == _ASK)
        if len(ask):
            found[ask] = _asked(self.zones, lon[ask], lat[ask])
        return found


def grid_of(zones: NDArray[np.object_], side: int) -> Grid:
    """Lay a grid over zones.

    Parameters
    ----------
    zones
        Polygons and multipolygons in degrees (EPSG:4326), none of them missing or empty.
    side
        Cells in a row and in a column: a power of two from 8 on (`side_for`).
    """
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(zones))
    width, height = (east - west) / side, (north - south) / side
    owner = np.full((side, side), _ASK, dtype=np.int32)
    size = side // _FIRST_CELLS
    column, row = (one.ravel() * size for one in np.meshgrid(*[np.arange(_FIRST_CELLS)] * 2))
    while len(column):
        # Grown by what rounding can move a point by, and more: a cell must never know what is not true of all its points.
        grow_x, grow_y = (1e-9 * max(1.0, span) for span in (width, height))
        boxes = shapely.box(
            west + column * width - grow_x,
            south + row * height - grow_y,
            west + (column + size) * width + grow_x,
            south + (row + size) * height + grow_y,
        )
        known = _owners(zones, boxes)
        for at in np.flatnonzero(known != _ASK) if size > 1 else ():
            owner[row[at] : row[at] + size, column[at] : column[at] + size] = known[at]
        if size == 1:
            owner[row, column] = known
            break
        open_ = known == _ASK
        size //= 2
        column = np.concatenate([column[open_] + step * size for step in (0, 1, 0, 1)])
        row = np.concatenate([row[open_] + step * size for step in (0, 0, 1, 1)])
    return Grid(zones, owner.ravel(), side, west, south, width, height)


def side_for(rows: int) -> int:
    """Return how fine a grid pays for so many sightings: what building it costs is won back by points not asked."""
    return 256 if rows < 2_000_000 else 512 if rows < 100_000_000 else 1024


def _owners(zones: NDArray[np.object_], boxes: NDArray[np.object_]) -> NDArray[np.int32]:
    tree = STRtree(boxes)
    # Asked from the side of the zones: each is prepared once for all its cells.
    _, cell = tree.query(zones, predicate="intersects")
    meets = np.bincount(cell, minlength=len(boxes))
    known = np.full(len(boxes), _ASK, dtype=np.int32)
    known[meets == 0] = _NONE
    inner, held = tree.query(zones, predicate="contains_properly")
    alone = meets[held] == 1
    known[held[alone]] = inner[alone]
    return known


def _asked(
    zones: NDArray[np.object_], lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> NDArray[np.int32]:
    points = np.asarray(shapely.points(lon, lat), dtype=object)
    zone, point = STRtree(points).query(zones, predicate="intersects")
    found = np.full(len(lon), len(zones), dtype=np.int64)
    np.minimum.at(found, point, zone)
    return np.where(found == len(zones), _NONE, found).astype(np.int32)
