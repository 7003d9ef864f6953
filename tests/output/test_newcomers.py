"""What newcomers bring becomes pictures: seas without a country, one town, layers in metres."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import shapely

from tests.output.newcomers import SEAS, STALLS, layers_in_metres, pirates, vendors
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.edtf import parse
from waterbed.output.exports.geojson import event_features
from waterbed.output.incidents import lit_days
from waterbed.output.moment import moment
from waterbed.output.outlines import outlines_of
from waterbed.output.site.model.focus import selection
from waterbed.output.still.map.areas import areas_of
from waterbed.output.still.map.frame import MapFrame
from waterbed.output.still.map.picture import lay_picture
from waterbed.output.text.spoken import spoken_day
from waterbed.output.timeline import Timeline


@pytest.fixture(scope="module")
def at_sea(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Pirates."""
    return pirates(tmp_path_factory.mktemp("pirates"), 300)


def _day(text: str) -> int:
    day = parse(text).start_min
    assert day is not None
    return day


@pytest.mark.parametrize("made", [pirates, vendors, layers_in_metres])
def test_no_warning_asks_for_what_cannot_be_done(tmp_path: Path, made: Callable[[Path], Dataset]) -> None:
    assert made(tmp_path).warnings == ()


def test_seas_have_rows_and_take_phases_in_their_outlines(at_sea: Dataset) -> None:
    timeline = Timeline.of(at_sea)
    names = timeline["texts"]["en"]["records"]["label"]
    places = timeline["places"]
    assert {names[places["record"][place]] for place in timeline["rows"]["place"]} == set(SEAS)
    assert timeline["rows"]["country"] == timeline["rows"]["place"]
    view = timeline["meta"]["views"]["all"]
    frame = MapFrame.fitted(tuple(view), 800, 500)
    day = _day("2009-08-17")
    picture = lay_picture(timeline, day, -1, frame)
    hatched = {places["id"][one.place]: one for one in areas_of(timeline, picture.moment, picture.ground)}
    assert hatched["somali-basin"].own and hatched["somali-basin"].phase == "crackdown"
    west, south, east, north = view
    for place, shape in outlines_of(timeline).items():
        left, low, right, high = shapely.bounds(shape)
        assert west <= left and right <= east and south <= low and high <= north, places["id"][place]


def test_incidents_are_lit_for_a_while_then_dots_and_none_is_lost(at_sea: Dataset) -> None:
    timeline = Timeline.of(at_sea)
    day = _day("2010-05-10")
    frame = MapFrame.fitted((40, -5, 64, 16), 800, 600)
    spots = lay_picture(timeline, day, -1, frame).spots
    events, rows = timeline["events"], timeline["incidents"]["event"]
    begun = np.array([events["start_min"][row] for row in rows])
    lon, lat = at_sea["events"][["lon", "lat"]].dropna().to_numpy().T
    near = (lon > 41) & (lon < 63) & (lat > -4) & (lat < 15)
    lit = (begun <= day) & (day < begun + lit_days(timeline["meta"])) & near
    assert lit.sum() > 3
    assert {row for _, spot in spots.lit for row in spot.rows} >= set(np.flatnonzero(lit).tolist())
    assert spots.over


def test_a_point_does_not_strike_its_place(at_sea: Dataset) -> None:
    timeline = Timeline.of(at_sea)
    day = _day("2010-05-10")
    frame = MapFrame.fitted((40, -5, 64, 16), 800, 600)
    assert moment(timeline, day).events
    assert lay_picture(timeline, day, -1, frame).events == {}


def test_events_leave_with_their_own_points_and_are_said_where_they_are(at_sea: Dataset) -> None:
    timeline = Timeline.of(at_sea)
    own = dict(zip(at_sea["events"].index, at_sea["events"][["lon", "lat"]].to_numpy().tolist(), strict=True))
    told = {one["properties"]["id"]: one["geometry"]["coordinates"] for one in event_features(timeline)}
    for event, point in own.items():
        if not np.isnan(point).any():
            assert told[event] == pytest.approx(point, abs=2e-4)
    first = at_sea["events"].dropna(subset="lon").sort_values("date").iloc[0]
    day, around = (
        _day(first["date"]),
        [first["lon"] - 1, first["lat"] - 1, first["lon"] + 1, first["lat"] + 1],
    )
    elsewhere = [-60.0, -40.0, -50.0, -30.0]
    assert first["label_en"] in " ".join(spoken_day(timeline, "en", day, view=around))
    assert first["label_en"] not in " ".join(spoken_day(timeline, "en", day, view=elsewhere))


def test_a_part_of_a_timeline_keeps_points_and_outlines_of_what_it_keeps(at_sea: Dataset) -> None:
    timeline = Timeline.of(at_sea)
    place = timeline["places"]["id"].index("gulf-of-aden")
    there = [row for row, at in enumerate(timeline["events"]["place"]) if at == place]
    part = selection(timeline, {"events": there, "places": [place]})
    assert {timeline["incidents"]["event"][row] for row in part["incidents"]} <= set(there)
    assert len(part["incidents"]) > 20
    assert {timeline["outlines"]["place"][row] for row in part["outlines"]} == {place}


def test_a_town_in_metres_is_a_town_in_degrees(tmp_path: Path) -> None:
    timeline = Timeline.of(vendors(tmp_path))
    west, _, east, _ = timeline["meta"]["views"]["all"]
    assert 0.4 < east - west < 0.6
    assert len(outlines_of(timeline)) == len(STALLS)


def test_incidents_make_a_view_that_holds_them(tmp_path: Path) -> None:
    dataset = layers_in_metres(tmp_path)
    west, south, east, north = Timeline.of(dataset)["meta"]["views"]["all"]
    lon, lat = dataset["events"][["lon", "lat"]].to_numpy().T
    assert west < lon.min() and lon.max() < east and south < lat.min() and lat.max() < north
    assert max(east - west, north - south) < 2 * max(np.ptp(lon), np.ptp(lat))
