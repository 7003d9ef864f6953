"""A trace by every engine beside plain geopandas: equal row by row, in CPU seconds and memory of the whole process tree.

``python -m bench.trace`` makes a million sightings and traces them in one run with plain geopandas, in memory, with DuckDB
at 400 MB, and on Dask in one process, with two workers, and with one of two workers killed at work; with more numbers, such
as ``1000000 10000000``, it tells the growth too. It ends with 1 when two engines differ, or one takes more than it may
(``MOST_…``). SedonaDB is told beside them where the environment variable ``SEDONA_PYTHON`` names a Python that has
``sedonadb[geopandas]``.
"""

import argparse
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import psutil
from pandas.testing import assert_frame_equal

from tests.layers.trace.reference import expected
from tests.layers.trace.workers import cluster_of, one_killed_at_work
from tests.needs import ROOT
from waterbed.layers.simulation.sightings import Roaming, write_sightings, zones_of
from waterbed.layers.trace import run
from waterbed.layers.trace.rules import Rules

ENGINES = ("geopandas", "memory", "duckdb", "dask sync", "dask local:2", "dask killed")
ROWS_A_FILE = 250_000
MOST_OF_GEOPANDAS = 0.25
"""CPU seconds of DuckDB as a share of those of plain geopandas, at the largest size."""
MOST_GB = 0.8
"""Memory of DuckDB."""
MOST_OF_DUCKDB = 1.6
"""CPU seconds of two Dask workers as a multiple of those of DuckDB."""
MOST_GROWTH = 8.0
"""CPU seconds of DuckDB at ten times the rows."""

_SEDONA = """
import sys, time
import geopandas as gpd, sedonadb
folder = sys.argv[1]
sd = sedonadb.connect()
sd.create_data_frame(gpd.read_file(folder + "/zones.gpkg")[["name", "geometry"]]).to_view("zones")
sd.read_parquet(folder + "/seen").to_view("seen")
found = sd.sql('''
    WITH met AS (SELECT s."group", s."time", z.name FROM seen s JOIN zones z
                 ON ST_Intersects(ST_SetSRID(ST_Point(s.lon, s.lat), 4326), z.geometry)
                 WHERE s.lon = s.lon AND s.lat = s.lat)
    SELECT name, date_trunc('month', "time") AS month, count(*) AS records, count(DISTINCT "group") AS groups
    FROM met GROUP BY 1, 2''').to_pandas()
print(len(found))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What an engine took."""

    cpu_s: float
    wall_s: float
    peak_gb: float


def one(engine: str, folder: Path) -> None:
    """Trace the sightings of a folder with one engine and keep what it found, without names."""
    import geopandas as gpd

    files, zones = sorted((folder / "seen").iterdir()), gpd.read_file(folder / "zones.gpkg")
    if engine == "geopandas":
        frame = pd.concat([pd.read_parquet(path) for path in files], ignore_index=True)
        found = expected(frame, zones, Rules())
        kept = (found.presence, found.movements)
    elif engine == "dask killed":
        with (
            cluster_of(2, folder / "workers") as (cluster, workers),
            one_killed_at_work(cluster, workers, done=4),
        ):
            traced = run.trace(files, zones, Rules(), scheduler=cluster.scheduler_address)
        kept = (traced.presence, traced.movements)
    else:
        run.EMBEDDED_ROWS = 10**12
        known: dict[str, dict[str, Any]] = {"duckdb": {"memory_limit": "400MB"}, "memory": {}}
        options = known.get(engine, {"scheduler": engine[5:]})
        traced = run.trace(files, zones, Rules(), **options)
        kept = (traced.presence, traced.movements)
    (folder / f"{engine}.pickle").write_bytes(pickle.dumps(kept))


def measured(command: Sequence[str]) -> Cost:
    """Run a command; its memory is that of it and all that it starts, looked at ten times a second."""
    began, before = time.monotonic(), os.times()
    process = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 - made above
    peak = [0]

    def watch() -> None:
        me = psutil.Process(process.pid)
        while process.poll() is None:
            try:
                tree = [me, *me.children(recursive=True)]
                peak[0] = max(peak[0], sum(each.memory_info().rss for each in tree))
            except psutil.NoSuchProcess:
                continue
            finally:
                time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    if process.wait():
        raise SystemExit(f"{' '.join(command[:6])} ended with {process.returncode}")
    watcher.join()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(cpu, time.monotonic() - began, peak[0] / 1e9)


def compared(rows: int, engines: Sequence[str]) -> dict[str, Cost]:
    """Make sightings, trace them with each engine, and hold each against the first."""
    world = Roaming(groups=max(rows // 100, 100), sightings=rows, side=32)
    costs: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_sightings(world, folder / "seen", max(1, rows // ROWS_A_FILE))
        zones_of(world, 55).to_file(folder / "zones.gpkg")
        for engine in engines:
            costs[engine] = measured([sys.executable, "-m", "bench.trace", "--one", engine, name])
            print(_line(rows, engine, costs[engine]), flush=True)
            first, found = (
                pickle.loads((folder / f"{which}.pickle").read_bytes())  # noqa: S301 - written above
                for which in (engines[0], engine)
            )
            for mine, theirs in zip(first, found, strict=True):
                assert_frame_equal(mine, theirs, check_exact=True, check_dtype=False)
        if python := os.environ.get("SEDONA_PYTHON"):
            # It counts where groups were seen, and follows nobody: a part of the work.
            costs["sedonadb"] = measured([python, "-c", _SEDONA, name])
            print(_line(rows, "sedonadb", costs["sedonadb"]), flush=True)
    return costs


def _line(rows: int, engine: str, cost: Cost) -> str:
    return f"{rows:>12,}  {engine:<14} {cost.cpu_s:8.1f} s CPU {cost.wall_s:8.1f} s {cost.peak_gb:6.2f} GB"


def over(costs: dict[str, Cost], smaller: dict[str, Cost]) -> list[str]:
    """What took more than it may."""
    base, disk = costs["geopandas"].cpu_s, costs["duckdb"]
    said = []
    if disk.cpu_s > MOST_OF_GEOPANDAS * base:
        said.append(f"DuckDB: {disk.cpu_s / base:.2f} of geopandas")
    if disk.peak_gb > MOST_GB:
        said.append(f"DuckDB: {disk.peak_gb:.2f} GB")
    if "dask local:2" in costs and costs["dask local:2"].cpu_s > MOST_OF_DUCKDB * disk.cpu_s:
        said.append(f"Dask: {costs['dask local:2'].cpu_s / disk.cpu_s:.2f} of DuckDB")
    if "sedonadb" in costs and costs["sedonadb"].cpu_s < disk.cpu_s:
        said.append("SedonaDB took less than DuckDB")
    if "duckdb" in smaller and disk.cpu_s > MOST_GROWTH * smaller["duckdb"].cpu_s:
        said.append(f"DuckDB: grew {disk.cpu_s / smaller['duckdb'].cpu_s:.1f} times")
    return said


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=[1_000_000], help="numbers of sightings, rising")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES, help="only these")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.one:
        one(said.one[0], Path(said.one[1]))
        return 0
    found: list[dict[str, Cost]] = [{}]
    for rows in said.rows:
        found.append(compared(rows, said.engines))
    wrong = over(found[-1], found[-2]) if {"geopandas", "duckdb"} <= set(found[-1]) else []
    for problem in wrong:
        print(f"too much: {problem}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
