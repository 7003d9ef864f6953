"""Questions asked of a timeline: what a place lies in, which sources lead, the checksum of it all."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pytest

from tests.layers.packages import changed, write_tiny
from waterbed import Dataset, Timeline, cycles


def _row(timeline: Timeline, table: str, record: str) -> int:
    return int(timeline[table]["id"].index(record))


def test_what_a_place_lies_in_comes_nearest_first_its_country_before_regions(tiny: Dataset) -> None:
    timeline = Timeline.of(tiny)
    names = timeline["places"]["id"]
    lies_in = {name: [names[row] for row in timeline.ancestors(place)] for place, name in enumerate(names)}
    assert lies_in == {
        "cambodia": [],
        "myanmar": [],
        "southeast-asia": [],
        "shan": ["myanmar", "southeast-asia"],
        "laukkai": ["shan", "myanmar", "southeast-asia"],
        "phnom-penh": ["cambodia"],
        "hub-compound": ["laukkai", "shan", "myanmar", "southeast-asia"],
    }
    assert timeline.ancestors(-1) == ()


def test_lead_sources_are_listed_once_in_the_order_of_their_numbers(tiny: Dataset) -> None:
    timeline = Timeline.of(tiny)
    raid, ban, police = (_row(timeline, "records", record) for record in ("raid", "ban", "police"))
    sources = [timeline["sources"]["id"][row] for row in timeline.leads([raid, ban, police, -1])]
    assert sources == sorted(["article", "wire"], key=timeline["sources"]["id"].index)
    assert timeline.leads([-1]) == []


def test_the_checksum_is_that_of_the_data_and_goes_along_to_another_process(
    tiny: Dataset, tmp_path: Path
) -> None:
    timeline = Timeline.of(tiny)
    assert timeline.data_hash == Timeline.of(tiny).data_hash
    assert vars(pickle.loads(pickle.dumps(timeline)))["data_hash"] == timeline.data_hash  # noqa: S301  our own
    write_tiny(tmp_path, events=changed("events", "raid", label_en="Raid in the city"))
    assert Timeline.of(Dataset.read(tmp_path)).data_hash != timeline.data_hash


def test_a_column_of_ones_own_that_is_called_source_names_no_source(tmp_path: Path) -> None:
    scenes = (
        "id,label_en,seq,period,view,text_en,records,source,corroboration\n"
        "scene-ban,The ban,1,2019-08/2020,river,A ban came. [ban],ban;to-shan,a newspaper,wire\n"
    )
    dataset = Dataset.read(write_tiny(tmp_path, scenes=scenes))
    records = Timeline.of(dataset)["records"]
    assert records["sources"][records["id"].index("scene-ban")] == []


@pytest.mark.parametrize("asked", [Timeline.of, cycles])
def test_a_frame_in_place_of_a_data_set_is_told_with_what_to_hand(asked: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError, match=r"A data set is needed, not a GeoDataFrame; .* Dataset\.from_frames"):
        asked(geopandas.GeoDataFrame())
