import numpy as np
import pytest

from waterbed.geo.bends import bend, bends, control_point
from waterbed.geo.plane import degrees, distance_km, mercator, world_shift

KUALA_LUMPUR, LIMA = (101.69, 3.14), (-77.03, -12.05)
BANGKOK, TOKYO, LONDON = (100.5, 13.75), (139.69, 35.69), (-0.13, 51.51)


@pytest.mark.parametrize(
    ("lon", "lat", "x", "y"),
    [
        (0, 0, 0.5, 0.5),
        (-180, 85.05112878, 0, 0),
        (180, -85.05112878, 1, 1),
        (90, 0, 0.75, 0.5),
        (0, 66.51326044, 0.5, 0.25),
        (0, 90, 0.5, 0),
    ],
)
def test_mercator_and_back(lon: float, lat: float, x: float, y: float) -> None:
    assert mercator(lon, lat) == pytest.approx((x, y), abs=1e-9)
    assert degrees(x, y) == pytest.approx((lon, min(lat, 85.05112878)), abs=1e-7)


@pytest.mark.parametrize(("distance", "share"), [(0, 0.12), (0.275, 0.17), (0.55, 0.22), (3, 0.22)])
def test_long_curves_stand_higher(distance: float, share: float) -> None:
    assert bend(distance, 1) == pytest.approx(share)


def test_control_point_lies_to_the_right_of_travel() -> None:
    # Due east, y down: right is down. Due west, right is up.
    assert control_point(0, 0, 10, 0, 0.2) == pytest.approx((5, 4))
    assert control_point(10, 0, 0, 0, 0.2) == pytest.approx((5, -4))
    assert control_point(0, 0, 0, 10, 0.2) == pytest.approx((-4, 5))


def test_curve_is_as_high_as_its_bend() -> None:
    # The middle of a quadratic curve lies halfway between its chord and its control point.
    _, cy = control_point(0, 0, 10, 0, 0.2)
    assert cy / 2 == pytest.approx(0.2 * 10)


def test_out_and_back_have_the_same_bend() -> None:
    k = bends([0, 100], [0, 0], [100, 0], [0, 0], view_width=100)
    assert k.tolist() == pytest.approx([0.22, 0.22])


def test_same_pair_same_way_goes_up_in_steps() -> None:
    k = bends([0, 0, 0], [0, 0, 0], [100] * 3, [0, 0, 0], view_width=100)
    assert k.tolist() == pytest.approx([0.22, 0.29, 0.36])


@pytest.mark.parametrize(("count", "step"), [(4, 0.07), (5, 0.07), (8, 0.32 / 7), (40, 0.32 / 39)])
def test_many_of_one_pair_share_the_room_evenly(count: int, step: float) -> None:
    k = bends([0] * count, [0] * count, [100] * count, [0] * count, view_width=100)
    assert np.diff(k).tolist() == pytest.approx([step] * (count - 1))
    assert (k.min(), k.max()) == pytest.approx((0.36 - step * (count - 1), 0.36))


def test_a_crowded_pair_leaves_the_bends_of_others_alone() -> None:
    alone = bends([0], [0], [0], [100], view_width=100)
    k = bends([0] * 9, [0] * 9, [100] * 8 + [0], [0] * 8 + [100], view_width=100)
    assert k[8] == alone[0]


def test_fan_is_spread_around_its_middle() -> None:
    # Directions 0°, 10° and 20° from one node, and a fourth at 90° that is not in the fan.
    angle = np.radians([0, 10, 20, 90])
    k = bends([0] * 4, [0] * 4, 100 * np.cos(angle), 100 * np.sin(angle), view_width=100)
    assert k.tolist() == pytest.approx([0.16, 0.22, 0.28, 0.22])


def test_fan_over_the_direction_west_is_one_fan() -> None:
    angle = np.radians([175, -175])
    k = bends([0, 0], [0, 0], 100 * np.cos(angle), 100 * np.sin(angle), view_width=100)
    assert k.tolist() == pytest.approx([0.19, 0.25])


def test_fans_of_many_places_are_those_of_each_by_itself() -> None:
    random = np.random.default_rng(5)
    starts, ends = np.repeat(random.random((2, 40)), 30, axis=1), random.random((2, 1200))
    together = bends(*starts, *ends, view_width=1)
    apart = [bends(*starts[:, at], *ends[:, at], view_width=1) for at in np.split(np.arange(1200), 40)]
    assert together.tolist() == np.concatenate(apart).tolist()


def test_fan_of_arrivals() -> None:
    angle = np.radians([0, 10])
    k = bends(100 * np.cos(angle), 100 * np.sin(angle), [0, 0], [0, 0], view_width=100)
    assert k.tolist() == pytest.approx([0.19, 0.25])


def test_bends_keep_within_limits() -> None:
    angle = np.radians(np.linspace(0, 20, 9))
    k = bends([0] * 9, [0] * 9, 10 * np.cos(angle), 10 * np.sin(angle), view_width=1000)
    assert k.min() == 0.04
    assert k.max() == 0.36


def test_no_movements_have_no_bends() -> None:
    assert bends([], [], [], [], view_width=1).tolist() == []


@pytest.mark.parametrize(
    ("start", "end", "shift"),
    [
        (BANGKOK, TOKYO, 0),
        (BANGKOK, LONDON, 0),
        (TOKYO, LIMA, 1),  # 217° apart in longitude: the near copy is over the Pacific anyway
        (LIMA, TOKYO, -1),
        (KUALA_LUMPUR, LIMA, 1),  # 178.7° apart: the far copy, over the Pacific
        (LIMA, KUALA_LUMPUR, -1),
        ((178, -17), (-178, -14), 1),
        ((0, -80), (5, 75), 0),  # 155° apart along a meridian
    ],
)
def test_world_shift(start: tuple[float, float], end: tuple[float, float], shift: int) -> None:
    assert world_shift(*start, *end) == shift


def test_kuala_lumpur_to_lima_crosses_the_dateline() -> None:
    shift = world_shift(*KUALA_LUMPUR, *LIMA)
    x0, _ = mercator(*KUALA_LUMPUR)
    x1, _ = mercator(*LIMA)
    assert x0 < 1 < x1 + shift


def test_distances_are_geodesic() -> None:
    km = distance_km([0, 100.5], [0, 13.75], [1, 139.69], [0, 35.69])
    assert km.tolist() == pytest.approx([111.319, 4604.29], abs=0.01)
