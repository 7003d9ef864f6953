"""The lookup grid says the zone that a plain spatial join says, whatever the zones and wherever the points."""

from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from shapely.affinity import rotate

from waterbed.layers.trace.grid import grid_of

DISC = shapely.Point(2.2, 2.1).buffer(1.3)
ZONES: dict[str, list[Any]] = {
    "shared borders": [shapely.box(x, y, x + 1, y + 1) for x in range(4) for y in range(4)],
    "overlapping": [shapely.box(0, 0, 3, 3), DISC, shapely.box(1, 1, 4, 4)],
    "nested, the inner one last": [shapely.box(0, 0, 4, 4), shapely.box(1, 1, 2, 2)],
    "nested, the inner one first": [shapely.box(1, 1, 2, 2), shapely.box(0, 0, 4, 4)],
    "a hole, and a zone in it": [DISC.difference(DISC.buffer(-0.5)), DISC.buffer(-0.5), DISC.buffer(-0.9)],
    "both sides of the dateline": [
        shapely.union(shapely.box(178, -2, 180, 2), shapely.box(-180, -2, -177, 2)),
        shapely.box(-177, -2, -176, 2),
    ],
    "turned, so that no border is one of a cell": [
        rotate(shapely.box(x, 0, x + 1, 4), 31, (2, 2)) for x in range(4)
    ],
    "small and far apart": [shapely.Point(x, x / 3).buffer(1e-4) for x in (-170, 0, 0.001, 160)],
}


def _joined(
    zones: NDArray[np.object_], lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> NDArray[np.int32]:
    points = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=4326)
    pairs = points.sjoin(gpd.GeoDataFrame(geometry=list(zones), crs=4326), predicate="intersects")[
        "index_right"
    ]
    first: NDArray[np.int32] = (
        pairs.groupby(level=0).min().reindex(points.index, fill_value=-1).to_numpy(np.int32)
    )
    return first


def _points(zones: NDArray[np.object_], side: int) -> NDArray[np.float64]:
    """Points anywhere, on corners and middles of borders, and on the lines of the grid."""
    rng = np.random.default_rng(4)
    west, south, east, north = shapely.total_bounds(zones)
    wide, high = east - west, north - south
    anywhere = rng.uniform((west - 1, south - 1), (east + 1, north + 1), (3_000, 2))
    near = np.concatenate([rng.normal(shapely.get_coordinates(one.centroid), 0.3, (300, 2)) for one in zones])
    corners = shapely.get_coordinates(zones)
    middles = (corners[1:] + corners[:-1]) / 2
    lines = rng.integers(0, side + 1, (2_000, 2)) * (wide / side, high / side) + (west, south)
    found: NDArray[np.float64] = np.concatenate([anywhere, near, corners, middles, lines])
    inside = (np.abs(found) <= (180, 90)).all(axis=1)
    return np.asarray(found[inside])


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("side", [8, 128])
def test_the_grid_is_exact(name: str, side: int) -> None:
    zones = np.array(ZONES[name], dtype=object)
    lon, lat = _points(zones, side).T
    expected = _joined(zones, lon, lat)
    assert len(set(expected.tolist())) > 1, "the points meet too few zones to tell"
    np.testing.assert_array_equal(grid_of(zones, side).lookup(lon, lat), expected)


def test_most_cells_know_the_answer() -> None:
    owner = grid_of(np.array(ZONES["shared borders"], dtype=object), 256).owner
    assert set(owner.tolist()) == {-2, *range(16)}
    assert (owner == -2).mean() < 0.1


def test_no_points_have_no_zones() -> None:
    nothing = np.empty(0)
    assert grid_of(np.array([DISC], dtype=object), 8).lookup(nothing, nothing).tolist() == []
