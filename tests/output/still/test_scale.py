"""Pictures of a city: the ground says what it does not show, the bar is true and short enough."""

from pathlib import Path

import pytest

from tests.layers.stories import MARKET, RIVERSIDE, STATION, write_story
from waterbed.geo.plane import distance_km
from waterbed.layers.dataset import Dataset
from waterbed.output.still.options import StillOptions, Story
from waterbed.output.still.panel import lay_map
from waterbed.output.still.sources import status_runs
from waterbed.output.text.speaker import Speaker
from waterbed.output.timeline import Timeline

PLACES = {"market": MARKET, "station": STATION, "river": RIVERSIDE}


@pytest.mark.parametrize("apart", [1.0, 0.1])
def test_places_a_few_metres_apart_fill_the_map_beside_a_true_bar(tmp_path: Path, apart: float) -> None:
    lon, lat = MARKET
    places = {name: (lon + apart * (x - lon), lat + apart * (y - lat)) for name, (x, y) in PLACES.items()}
    timeline = Timeline.of(
        Dataset.read(write_story(tmp_path, places, [("market", "river", "2024")], precision_km=0))
    )
    say, options = Speaker(timeline, "en"), StillOptions()
    part = lay_map(say, Story.of(timeline, None, None, options), options, 700, 450)
    frame = part.picture.frame
    x, _ = frame.pixels([MARKET[0], places["river"][0]], [MARKET[1]] * 2)
    assert x[1] - x[0] > 250
    assert 0 < part.scale_km * 1000 / frame.metres < 200
    km = distance_km(MARKET[0], MARKET[1], places["river"][0], MARKET[1])
    assert float(km) * 1000 / frame.metres == pytest.approx(float(x[1] - x[0]), rel=0.01)
    assert say.t("map.city") in "".join(run.text for run in status_runs(say, frame))


def test_a_country_has_nothing_to_say_of_streets(timeline: Timeline) -> None:
    say, options = Speaker(timeline, "en"), StillOptions()
    frame = lay_map(say, Story.of(timeline, None, None, options), options, 700, 450).picture.frame
    assert say.t("map.city") not in "".join(run.text for run in status_runs(say, frame))


def test_an_enlarged_part_without_a_name_is_called_no_more_than_that() -> None:
    timeline = Timeline.of(Dataset.read("piracy"))
    say, options = Speaker(timeline, "en"), StillOptions()
    part = lay_map(say, Story.of(timeline, None, 7, options), options, 1100, 620)
    assert part.inset is not None and part.inset.spot.title == "Enlarged"
