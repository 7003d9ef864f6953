"""The invented land of simulated sets and of the template."""

from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely

from waterbed import Dataset
from waterbed.geo.basemap import countries
from waterbed.geo.outlines import outline_of
from waterbed.layers.files.template import EXAMPLES
from waterbed.layers.simulation.simulate import simulate


def _lands(dataset: Dataset) -> dict[str, Any]:
    return {str(country): outline_of(text) for country, text in dataset["countries"]["geometry"].items()}


def _is_on_its_land(dataset: Dataset) -> bool:
    lands, places = _lands(dataset), dataset.places[dataset.places["level"] == "zone"]
    return all(
        lands[country].contains(at) for country, at in zip(places["country"], places.geometry, strict=True)
    )


@pytest.mark.parametrize("places", [4, 9, 24, 400])
def test_every_place_lies_in_its_invented_country_and_none_in_a_real_one(places: int) -> None:
    dataset = simulate(places=places, days=60).dataset
    assert _is_on_its_land(dataset)
    a, b = _lands(dataset).values()
    assert shapely.intersection(a, b).area < 1e-4 and shapely.area([a, b]).min() > 10
    assert not countries().geometry.intersects(shapely.union(a, b)).any()
    assert dataset["countries"]["note_en"].str.contains("SIMULATED").all()
    assert dataset["countries"]["label_en"].tolist() == ["Country A", "Country B"]


def test_the_view_of_a_simulated_set_holds_its_island() -> None:
    dataset = simulate().dataset
    view = shapely.box(*dataset.settings["views"]["simulated"])
    assert all(view.contains(land) for land in _lands(dataset).values())


def test_the_template_lies_on_land_and_says_what_it_is() -> None:
    dataset = Dataset.read(EXAMPLES)
    assert _is_on_its_land(dataset)
    (land,) = _lands(dataset).values()
    assert not countries().geometry.intersects(land).any()
    west, south, east, north = dataset.settings["views"]["all"]
    assert shapely.box(west, south, east, north).contains(land) and east - west < 2 * (
        land.bounds[2] - land.bounds[0]
    )
    assert "invented" in dataset.meta["title"] and "Nothing here happened" in dataset.meta["description"]


def test_an_outline_gives_a_country_its_point_and_its_size() -> None:
    dataset = simulate(places=4, days=60).dataset
    country, land = dataset.places.loc["country-a"], gpd.GeoSeries([_lands(dataset)["country-a"]], crs=4326)
    assert country["level"] == "country" and country.geometry.within(land.iloc[0])
    area_km2 = float(land.to_crs(6933).area.iloc[0]) / 1e6
    assert country["precision_km"] == pytest.approx(np.sqrt(area_km2 / np.pi), rel=0.01)
