import numpy as np
import pytest

from waterbed.geo.views import shortest_arc, view_around, widened

SUVA, APIA, TAVEUNI = (178.44, -18.14), (-171.77, -13.83), (180.0, -16.8)


@pytest.mark.parametrize(
    ("west", "east", "arc"),
    [
        ([10], [10], (10, 10)),
        ([10, 20], [10, 20], (10, 20)),
        ([178, -172], [178, -172], (178, 188)),
        ([-180, 180], [-180, 180], (-180, -180)),
        ([-100, 100], [-100, 100], (100, 260)),  # from Asia to America over the Pacific
        ([-90, 90], [-90, 90], (-90, 90)),  # two ways of one length: not over the dateline
        ([170, -175], [190, -174], (170, 190)),
        ([-0.5, 0.5], [0.5, 1.5], (-0.5, 1.5)),
        ([-180, 0], [0, 180], (-180, 180)),
        ([0], [400], (-180, 180)),
    ],
)
def test_shortest_arc(west: list[float], east: list[float], arc: tuple[float, float]) -> None:
    assert shortest_arc(west, east) == pytest.approx(arc)


def test_shortest_arc_holds_every_point_and_is_no_longer_than_any_other() -> None:
    random = np.random.default_rng(3)
    for _ in range(200):
        lon = random.uniform(-180, 180, random.integers(1, 6))
        west, east = shortest_arc(lon, lon)
        assert np.all((lon - west) % 360 <= east - west + 1e-9)
        assert east - west <= min(((lon - one) % 360).max() for one in lon) + 1e-9


def test_a_view_over_the_dateline_is_the_short_one() -> None:
    lon, lat = zip(SUVA, APIA, TAVEUNI, strict=True)
    assert view_around(lon, lat) == pytest.approx([178.44, -18.14, 188.23, -13.83])


def test_circles_count() -> None:
    assert view_around([10], [0], 111.32) == pytest.approx([9, -1, 11, 1])
    west, _, east, _ = view_around([10], [60], 111.32)
    assert east - west == pytest.approx(4)
    assert view_around([-179.9], [0], 111.32) == pytest.approx([179.1, -1, 181.1, 1])


def test_a_view_is_never_wider_than_the_world() -> None:
    assert widened([-170, -80, 170, 80], 0.1) == [-180, -85, 180, 85]
    assert widened([10, 0, 11, 0], 0.5, 2) == [8, -2, 13, 2]
    assert widened([170, 0, 190, 10], 0.5) == [160, -10, 200, 20]
    assert widened([-175, 0, -165, 10], 1) == [175, -10, 205, 20]
