"""What is worked out of a data set once."""

import gc
import weakref
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from waterbed import CyclePlayer, Timeline, explore
from waterbed.layers.cycle.table import cycles
from waterbed.layers.dataset import Dataset
from waterbed.layers.query.remembered import remembered


def test_the_same_question_is_worked_out_once(bundled: Dataset) -> None:
    asked: list[str] = []

    @remembered
    def rows(dataset: Dataset, table: str = "events") -> int:
        asked.append(table)
        return len(dataset[table])

    assert rows(bundled) == rows(bundled, "events") == rows(bundled, table="events")
    assert rows(bundled, "sources") == len(bundled["sources"])
    assert asked == ["events", "sources"]


def test_the_default_certainty_and_the_named_one_share_a_table(bundled: Dataset) -> None:
    assert cycles(bundled) is cycles(bundled, certainty="low")


def test_a_data_set_that_nobody_holds_is_given_back() -> None:
    dataset = Dataset.read()
    cycles(dataset, certainty="high")
    held = weakref.ref(dataset)
    del dataset
    gc.collect()
    assert held() is None


@pytest.mark.parametrize("handed", [gpd.GeoDataFrame({"a": [1]}), pd.DataFrame(), "my-records", None])
def test_what_is_no_data_set_is_told_how_to_become_one(handed: Any) -> None:
    # Frames are what explore takes.
    frame = isinstance(handed, pd.DataFrame)
    asked: list[Callable[[Any], object]] = [Timeline.of, cycles, CyclePlayer, *([] if frame else [explore])]
    for public in asked:
        with pytest.raises(
            TypeError, match=rf"not a {type(handed).__name__}; read one with Dataset.read\(folder\)"
        ):
            public(handed)
