"""Outlines laid out as rings: few corners, borders still shared, the same ground."""

import numpy as np
import pytest
import shapely

from waterbed.geo.rings import GRID, Ring, rings_of, shape_of


def _wiggly(west: float, east: float, corners: int = 4000) -> shapely.Polygon:
    """A box whose eastern border is a measured coast, and whose western border is that of its neighbour."""
    lat = np.linspace(0, 2, corners)

    def border(lon: float) -> np.ndarray:
        return np.column_stack([lon + 0.1 * np.sin(9 * lat) + 0.002 * np.sin(900 * lat), lat])

    return shapely.Polygon(np.vstack([border(west), border(east)[::-1]]))


def _back(rings: list[Ring], shape: int) -> shapely.Geometry:
    return shape_of(
        [(ring.closed, ring.x.tolist(), ring.y.tolist()) for ring in rings if ring.shape == shape]
    )


@pytest.mark.parametrize("most", [8000, 300])
def test_neighbours_share_their_border_however_coarse_it_gets(most: int) -> None:
    rings = rings_of([_wiggly(10, 11), _wiggly(11, 12)], most)
    assert sum(len(ring.x) for ring in rings) <= most
    one, other = (_back(rings, shape) for shape in (0, 1))
    assert shapely.area(one) == pytest.approx(2, rel=0.02)
    # Neither a gap nor an overlap: the border is one line.
    assert shapely.area(shapely.intersection(one, other)) < 1e-9
    assert shapely.area(shapely.union(one, other)) == pytest.approx(
        shapely.area([one, other]).sum(), abs=1e-9
    )
    assert len(shapely.get_parts(shapely.union(one, other))) == 1


def test_a_hole_stays_a_hole_and_a_line_a_line() -> None:
    lake = shapely.Polygon(shapely.box(0, 0, 4, 4).exterior, [shapely.box(1, 1, 2, 2).exterior])
    rings = rings_of([lake, shapely.LineString([(0, 0), (5, 5)]), shapely.Point(1, 1)])
    assert shapely.area(_back(rings, 0)) == pytest.approx(15, rel=1e-3)
    assert [ring.closed for ring in rings if ring.shape == 1] == [False]
    assert not [ring for ring in rings if ring.shape == 2]


def test_a_compound_of_a_hundred_metres_keeps_its_corners() -> None:
    (ring,) = rings_of([shapely.box(98.5, 16.6, 98.501, 16.601)])
    assert len(ring.x) == 4
    assert tuple(shapely.bounds(_back([ring], 0))) == pytest.approx(
        (98.5, 16.6, 98.501, 16.601), abs=2 * 360 / GRID
    )
