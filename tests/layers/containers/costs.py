"""The part of the page about formats that tells of whole data sets, beside what was measured."""

import csv

from tests.needs import ROOT

RESULTS = ROOT / "bench" / "results" / "containers.csv"
HOLDS = {
    "CSV package": ("a folder", "the form that data sets are kept in: text, to be compared line by line"),
    "XLSX": (".xlsx", "a sheet a table, lists to choose from, what each column takes; dates stay text"),
    "GeoPackage": (".gpkg", "a layer a table, days as DATE (`t_min`, `t_max`), points, outlines and lines"),
    "GeoJSON": (".geojson", "a feature for each record, one a line"),
    "GeoParquet": (".parquet", "a folder, a file a table (`pip install 'waterbed[parquet]'`)"),
    "PostGIS": (
        "postgresql://…?schema=name",
        "a table a table, in one transaction (`pip install 'waterbed[postgis]'`)",
    ),
}
"""By container: how its name ends, and what it holds."""

_HEAD = """
## Whole data sets

`waterbed convert A B` and `Dataset.write` write them, every verb and `Dataset.read` read them; between any two of them
nothing is lost. A data set of 100,000 movements between 500 places, written and read again in one process
(`python -m bench.containers`): *equal* says that every table came back the same, *same bytes* that a second writing gave the
same file.

| container | named | what it is | equal | same bytes | size, MB | written, CPU s | read, CPU s |
| --- | --- | --- | --- | --- | ---: | ---: | ---: |
"""
_TAIL = """
In a GIS a point that is moved has its new place when the set is read, an outline its new edge; `t_min` and `t_max` follow
from the date of the record, which is the one to change. A file or schema that somebody has worked on is not written over.
Written only: `.kml` to look at, and `.csv`, one table of links for i2, Gephi, flowmap.blue and kepler.gl. A logo stays
behind, as every other file in the folder does.
"""


def part() -> str:
    """The part, made of what was measured last."""
    with RESULTS.open(encoding="utf-8", newline="") as file:
        measured = {row["container"]: row for row in csv.DictReader(file)}
    lines = []
    for name, (ending, said) in HOLDS.items():
        row = measured.get(name, {})
        cells = [row.get(key, "") or "–" for key in ("equal", "same_bytes", "size_mb", "write_s", "read_s")]
        lines.append(
            f"| {name} | {ending if ending == 'a folder' else f'`{ending}`'} | {said} | {' | '.join(cells)} |\n"
        )
    return _HEAD + "".join(lines) + _TAIL
