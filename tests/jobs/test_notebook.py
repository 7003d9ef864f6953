"""Frames of a notebook, as GeoPandas users have them, put on a map."""

from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import pytest
from playwright.sync_api import Browser

from tests.anything.opened import faults_of
from waterbed import CyclePlayer, DataError, Dataset, Timeline, explore, write_map


@pytest.fixture
def hubs() -> gpd.GeoDataFrame:
    """Two towns in metres."""
    points = gpd.points_from_xy([106.135, 98.509], [11.063, 16.689], crs=4326)
    return gpd.GeoDataFrame({"name": ["Bavet", "Myawaddy"]}, geometry=points).to_crs(3857)


@pytest.fixture
def moves() -> pd.DataFrame:
    dates = pd.to_datetime(pd.Series(["2024-04-05", None]))
    return pd.DataFrame(
        {"from": ["Bavet", "Myawaddy"], "to": ["Myawaddy", "Bavet"], "date": dates, "people": [7, None]}
    )


def test_frames_are_explored_on_a_map_of_ones_own(
    hubs: gpd.GeoDataFrame, moves: pd.DataFrame, tmp_path: Path, browser: Browser
) -> None:
    mine = folium.Map(location=[14, 102], zoom_start=6, tiles=None)
    assert explore(hubs, moves, m=mine) is mine
    player = next(child for child in mine._children.values() if isinstance(child, CyclePlayer))
    assert len(player.timeline["movements"]["origin"]) == 2
    dataset = Dataset.from_frames(hubs=hubs, movements=moves, source="My notebook")
    assert dataset["movements"]["period"].tolist() == ["2024-04-05", ""]
    assert dataset["movements"]["best"].tolist()[:1] == [7] and pd.isna(dataset["movements"]["best"].iloc[1])
    assert dataset["zones"]["lon"].round(3).tolist() == [106.135, 98.509]
    assert dataset["sources"]["title"].tolist() == ["My notebook"]
    page = write_map(dataset, tmp_path / "map.html")
    assert faults_of(browser, page) == []


def test_columns_are_named_and_found_beside_others(moves: pd.DataFrame) -> None:
    frame = moves.rename(columns={"from": "Origin place", "to": "Z", "date": "When"}).assign(colour="red")
    dataset = Dataset.from_frames(movements=frame, columns={"to": "Z"})
    assert dataset["movements"]["destination"].tolist() == ["myawaddy", "bavet"]


def test_hubs_with_times_are_there_from_when_to_when(hubs: gpd.GeoDataFrame) -> None:
    dataset = Dataset.from_frames(
        hubs=hubs.assign(start=["2019", "2020-05"], end=[None, "2023"], type="fraud hub")
    )
    assert dataset["hubs"]["present"].tolist() == ["2019", "2020-05/2023"]
    assert dataset["hubs"]["role"].tolist() == ["fraud_hub", "fraud_hub"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"date": "03/04/2024"},
            r"movements, date: 03/04/2024 can be .* say day_first=True or day_first=False",
        ),
        (
            {"people": "1.500"},
            r'movements, people: 1.500 can be 1,500 or 1.5 .* say decimal="." for 1.5, else decimal=","',
        ),
    ],
)
def test_what_is_in_doubt_is_asked_in_words_of_python(
    moves: pd.DataFrame, change: dict[str, str], said: str
) -> None:
    with pytest.raises(DataError, match=said):
        Dataset.from_frames(movements=moves.assign(**change))


def test_an_answer_settles_it(moves: pd.DataFrame) -> None:
    dataset = Dataset.from_frames(movements=moves.assign(date="03/04/2024"), day_first=True)
    assert dataset["movements"]["period"].tolist() == ["2024-04-03"] * 2


def test_a_frame_without_a_crs_is_refused_by_name(hubs: gpd.GeoDataFrame) -> None:
    with pytest.raises(DataError, match=r"hubs: says no CRS; set it in a GIS, or frame.set_crs\(4326\)"):
        Dataset.from_frames(hubs=hubs.set_crs(None, allow_override=True))


@pytest.mark.parametrize(
    "maker", [Timeline.of, CyclePlayer, lambda frame: write_map(frame, "x.html"), Dataset.of]
)
def test_a_frame_where_a_data_set_is_wanted_leads_to_from_frames(
    hubs: gpd.GeoDataFrame, maker: object
) -> None:
    with pytest.raises(
        TypeError, match=r"needed, not a GeoDataFrame; .*Dataset.from_frames\(hubs=…, movements=…\)"
    ):
        maker(hubs)  # type: ignore[operator]


def test_frames_beside_a_data_set_are_refused(tiny: Dataset, moves: pd.DataFrame) -> None:
    with pytest.raises(TypeError, match="a data set has its own"):
        explore(tiny, moves)
