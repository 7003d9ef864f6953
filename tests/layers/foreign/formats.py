"""The page about formats: what each reads, beside what was measured."""

import csv

from tests.layers.containers.costs import part
from tests.needs import ROOT

RESULTS = ROOT / "bench" / "results" / "formats.csv"
PAGE = ROOT / "docs" / "formats.md"

READS = {
    "CSV": (
        ".csv .tsv .txt .tab",
        "any separator and encoding, a title above the header, totals and remarks below, Excel's `sep=` line",
    ),
    "XLSX": (
        ".xlsx .xlsm .xlsb .xls",
        "every visible sheet that holds a table; merged cells, formulas by the value saved with them, dates as dates; "
        "a sheet spans 20,000,000 cells at most",
    ),
    "ODS": (".ods", "as a workbook"),
    "GeoPackage": (
        ".gpkg",
        "every layer: points as places, lines as moves from end to end, outlines as shapes; any CRS, changed to "
        "degrees and said",
    ),
    "GeoJSON": (".geojson .json", "as a GeoPackage, in degrees"),
    "Shapefile": (".shp", "as a GeoPackage; names of columns have ten letters there"),
    "File Geodatabase": (".gdb", "as a GeoPackage"),
    "FlatGeobuf": (".fgb", "as a GeoPackage"),
    "GeoParquet": (
        ".parquet .geoparquet",
        "as a GeoPackage; also a table without shapes (`pip install 'waterbed[parquet]'`)",
    ),
    "KML": (
        ".kml",
        "placemarks as incidents or places: a year stays a year; folders, extended data, HTML as text",
    ),
    "KMZ": (".kmz", "as KML; what unfolds to far more than it is gets refused"),
    "PostGIS": (
        "postgresql://…",
        "a table or view (`?table=schema.name`) or a query (`?sql=select …`), only reading; geometry of any SRID "
        "(`pip install 'waterbed[postgis]'`)",
    ),
}
"""By format: how its files or addresses end or begin, and what is understood."""

_HEAD = """# Formats

What `waterbed import` and `Dataset.read` understand. Size, work and memory are of a table of 100,000 movements between 500
places, with dates, numbers and forty sources, read, checked and held as a data set in one process; measured by
`python -m bench.formats`, which wrote this page. A database is in no file: it has no size here.

| format | files | what is read | size, MB | CPU, s | memory, MB |
| --- | --- | --- | ---: | ---: | ---: |
"""
_TAIL = """
Limits stop what no table is: 200 MB a text or KML, 2 GB unfolded a packed file and 300 times its own size, 20,000,000
cells a sheet, 5,000,000 rows a query. A file that goes beyond says so in one line, and nothing is written. How tables of any
shape become records is told in [your own data](your-own-data.md).
"""


def page() -> str:
    """The page, made of what was measured last."""
    with RESULTS.open(encoding="utf-8", newline="") as file:
        measured = {row["format"]: row for row in csv.DictReader(file)}
    lines = []
    for form, (suffixes, said) in READS.items():
        row = measured.get(form, {})
        cells = [row.get(name, "") or "–" for name in ("size_mb", "cpu_s", "peak_mb")]
        ends = ", ".join(f"`{suffix}`" for suffix in suffixes.split())
        lines.append(f"| {form} | {ends} | {said} | {' | '.join(cells)} |\n")
    return _HEAD + "".join(lines) + _TAIL + part()
