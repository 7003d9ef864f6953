import json
import struct

import numpy as np
import pytest

from waterbed.geo.topology import Arc, Topology, from_bytes, renumber, to_bytes

# Two squares side by side. Arc 0 is the border between them, arcs 1 and 2 the rest of the western and of the eastern one.
# tests/viewer/data/basemap.test.js reads the same bytes.
HEADER = {
    "arcs": 3,
    "countries": [["WW", 5, 5, 2, [[0, 1]]], ["EE", 15, 5, 3, [[2, -1]]]],
    "grid": 1,
}
# (10, 0) (10, 10); (10, 10) (0, 10) (0, 5), only fine, (0, 0) (10, 0); (10, 0) (20, 0) (20, 10) (10, 10)
LENGTHS = [2, 5, 4]
EAST = [20, 0, 0, 19, 0, 0, 20, 0, 20, 0, 19]
NORTH = [0, 20, 0, 0, 9, 9, 0, 0, 0, 20, 0]
COARSE = [0b11110111, 0b11100000]
ARCS = bytes([*LENGTHS, *EAST, *NORTH, *COARSE])


@pytest.fixture
def two_squares() -> Topology:
    text = json.dumps(HEADER, separators=(",", ":")).encode()
    return from_bytes(struct.pack("<I", len(text)) + text + ARCS)


def test_bytes_hold_arcs_as_steps(two_squares: Topology) -> None:
    assert two_squares.arcs[1].points.tolist() == [[10, 10], [0, 10], [0, 5], [0, 0], [10, 0]]
    assert two_squares.arcs[1].coarse.tolist() == [True, True, False, True, True]
    assert to_bytes(two_squares).endswith(ARCS)


def test_ring_runs_along_arcs_and_back(two_squares: Topology) -> None:
    assert two_squares.ring((2, ~0)).tolist() == [[10, 0], [20, 0], [20, 10], [10, 10], [10, 0]]


def test_coarse_ring_leaves_points_out(two_squares: Topology) -> None:
    assert len(two_squares.ring((0, 1))) == 6
    assert two_squares.ring((0, 1), coarse=True).tolist() == [[10, 0], [10, 10], [0, 10], [0, 0], [10, 0]]


def test_area_is_in_degrees(two_squares: Topology) -> None:
    assert two_squares.area([[0, 1]]).bounds == (0, 0, 10, 10)
    assert two_squares.area([[0, 1], [2, ~0]]).area == 200


def test_only_keeps_some_arcs_and_renumbers_them(two_squares: Topology) -> None:
    east, numbers = two_squares.only([2, ~0])
    assert numbers == {0: 0, 2: 1}
    assert renumber([[2, ~0]], numbers) == [[1, ~0]]
    assert east.ring((1, ~0)).tolist() == two_squares.ring((2, ~0)).tolist()


def test_large_and_negative_steps_survive() -> None:
    points = np.array([[-36000, -17000], [36000, 16727], [-36000, 0]])
    arc = Arc(points, np.array([True, False, True]))
    back = from_bytes(to_bytes(Topology((arc,), {"grid": 200}))).arcs[0]
    assert back.points.tolist() == points.tolist()
    assert back.coarse.tolist() == [True, False, True]
