"""Every engine finds what plain geopandas and pandas find, row by row; and what they say when they cannot."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from tests.layers.trace.reference import Expected, expected
from tests.layers.trace.workers import cluster_of, one_killed_at_work
from waterbed.layers.errors import DataError
from waterbed.layers.simulation.sightings import Roaming, write_sightings, zones_of
from waterbed.layers.trace.rules import DAY_S, Rules
from waterbed.layers.trace.run import Trace, trace

WORLD = Roaming(groups=1_000, sightings=100_000, side=6, missing_days=(40, 41, 500))
RULES = Rules(longest_gap_s=20 * DAY_S, least_stay_s=3_600, time_zone="Asia/Bangkok")


@pytest.fixture(scope="module")
def zones() -> gpd.GeoDataFrame:
    laid = zones_of(WORLD, 12)
    # One more zone over the borders of others, whose hole is of one of them, and one within a zone.
    over = laid.geometry.iloc[8].buffer(0.4).difference(laid.geometry.iloc[8].buffer(-0.2))
    more = gpd.GeoDataFrame(
        {"name": ["over", "within"]}, geometry=[over, laid.geometry.iloc[3].buffer(-0.2)], crs=4326
    )
    return pd.concat([laid.iloc[:10], more, laid.iloc[10:]], ignore_index=True)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_sightings(WORLD, tmp_path_factory.mktemp("sightings"), 12)


@pytest.fixture(scope="module")
def truth(files: list[Path], zones: gpd.GeoDataFrame) -> Expected:
    frame = pd.concat([pd.read_parquet(path) for path in files], ignore_index=True)
    found = expected(frame, zones, RULES)
    assert len(frame) > 90_000 and len(found.movements) > 500 and found.outside and found.dropped
    return found


def _same(found: Trace, truth: Expected) -> None:
    for name in ("presence", "movements"):
        assert_frame_equal(getattr(found, name), getattr(truth, name), check_exact=True, check_dtype=False)
    assert (found.outside, sum(found.dropped.values())) == (truth.outside, truth.dropped)


@pytest.mark.parametrize(
    "engine", [{}, {"memory_limit": "400MB"}, {"memory_limit": "60MB"}, {"scheduler": "sync"}], ids=str
)
def test_engines_find_what_geopandas_finds(
    engine: dict[str, Any], files: list[Path], zones: gpd.GeoDataFrame, truth: Expected
) -> None:
    _same(trace(files, zones, RULES, **engine), truth)


@pytest.mark.parametrize("period", ["year", "quarter", "day"])
def test_periods_are_those_of_the_reference(period: str, files: list[Path], zones: gpd.GeoDataFrame) -> None:
    rules = replace(RULES, period=period)
    frame = pd.read_parquet(files[0])
    _same(trace(files[0], zones, rules), expected(frame, zones, rules))


def test_text_is_read_as_parquet_is(files: list[Path], zones: gpd.GeoDataFrame, tmp_path: Path) -> None:
    frame = pd.concat([pd.read_parquet(path) for path in files[:2]], ignore_index=True)
    frame.to_csv(tmp_path / "a.csv", index=False)
    _same(trace(tmp_path / "a.csv", zones, RULES, memory_limit="100MB"), expected(frame, zones, RULES))


def test_a_worker_killed_at_work_takes_nothing_from_the_result(
    files: list[Path], zones: gpd.GeoDataFrame, truth: Expected, tmp_path: Path
) -> None:
    with cluster_of(2, tmp_path) as (cluster, workers):
        with one_killed_at_work(cluster, workers) as in_hand:
            found = trace(files, zones, RULES, scheduler=cluster.scheduler_address)
        assert in_hand[0] > 10, "it was killed too late to be missed"
        assert len(cluster.scheduler.workers) == 1
        missing = tmp_path / "gone.parquet"
        missing.write_bytes(files[0].read_bytes())
        with pytest.raises(DataError, match=r"has a worker, tcp://\S+, that does not see .*gone\.parquet"):
            _forgotten(missing, zones, cluster.scheduler_address)
    _same(found, truth)


def _forgotten(path: Path, zones: gpd.GeoDataFrame, address: str) -> None:
    """Take a file away once it was found, as it is from a machine that does not have the disk."""
    told = iter([path.unlink])
    trace(path, zones, RULES, scheduler=address, told=lambda done, total: next(told, lambda: None)())


def test_local_workers_find_the_same(files: list[Path], zones: gpd.GeoDataFrame, truth: Expected) -> None:
    _same(trace(files, zones, RULES, scheduler="local:2"), truth)


def test_a_cluster_that_cannot_be_used_is_told_at_once(
    files: list[Path], zones: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=r"cannot be reached at tcp://127\.0\.0\.1:9 .*dask scheduler"):
        trace(files[0], zones, RULES, scheduler="tcp://127.0.0.1:9")
    with cluster_of(0, tmp_path) as (cluster, _), pytest.raises(DataError, match=r"has no workers at tcp://"):
        trace(files[0], zones, RULES, scheduler=cluster.scheduler_address)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"scheduler": "spark"}, r"write sync, local, local:4 or tcp://"),
        ({"scheduler": "local:0"}, r"write sync, local"),
        ({"memory_limit": "400"}, r"write one like 400MB or 2GB"),
        ({"memory_limit": "400MB", "scheduler": "sync"}, r"of local workers alone"),
        ({"scheduler": "local", "resume": True}, r"nothing to go on with"),
    ],
)
def test_what_no_engine_can_be_asked_for(
    asked: dict[str, Any], said: str, files: list[Path], zones: gpd.GeoDataFrame
) -> None:
    with pytest.raises(ValueError, match=said):
        trace(files, zones, RULES, **asked)


def test_a_file_cut_short_is_told_by_every_engine(
    files: list[Path], zones: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    whole = files[0].read_bytes()
    # Its end is whole, so that it opens: the fault shows only where the rows are read.
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(whole[:200] + bytes(len(whole) // 2) + whole[200 + len(whole) // 2 :])
    engines: list[dict[str, Any]] = [{}, {"memory_limit": "400MB"}, {"scheduler": "sync"}]
    for engine in engines:
        with pytest.raises(DataError, match=r"cut\.parquet"):
            trace([files[1], cut], zones, RULES, **engine)
