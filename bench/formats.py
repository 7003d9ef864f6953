"""What each format costs: size, CPU seconds and peak memory for a table of 100,000 movements, into docs/formats.md.

``python -m bench.formats`` writes the files, reads each in a process of its own as ``Dataset.read`` does, keeps the numbers
in bench/results/formats.csv and makes the page anew; ``--rows`` takes another number and only prints them.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import psycopg
import shapely
import xlsxwriter

from tests.layers.foreign.database import named, server
from tests.layers.foreign.formats import PAGE, READS, RESULTS, page
from tests.layers.foreign.good import write_ods
from tests.needs import ROOT, postgresql
from waterbed import Dataset

_PLACES = 500
_FIELDS = ("from", "to", "date", "number", "source")


def moves(rows: int) -> gpd.GeoDataFrame:
    """Movements between 500 places of a region on days of four years, as lines, with numbers and forty sources."""
    draw = np.random.default_rng(7)
    lon, lat = draw.uniform(95, 109, _PLACES).round(4), draw.uniform(5, 25, _PLACES).round(4)
    start = draw.integers(_PLACES, size=rows)
    end = (start + draw.integers(1, _PLACES, size=rows)) % _PLACES
    days = np.datetime64("2020-01-01") + draw.integers(1500, size=rows)
    ends = np.stack([np.stack([lon[start], lat[start]], 1), np.stack([lon[end], lat[end]], 1)], 1)
    return gpd.GeoDataFrame(
        {
            "from": [f"Place {one}" for one in start],
            "to": [f"Place {one}" for one in end],
            "date": days.astype(str),
            "number": draw.integers(1, 900, size=rows),
            "source": [f"Source {one}" for one in draw.integers(40, size=rows)],
        },
        geometry=shapely.linestrings(ends),
        crs=4326,
    )


def _table(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """The ends of the lines as columns."""
    ends = shapely.get_coordinates(frame.geometry).reshape(-1, 4)
    table = pd.DataFrame(frame.drop(columns="geometry"))
    for at, name in enumerate(("from_lon", "from_lat", "to_lon", "to_lat")):
        table[name] = ends[:, at]
    return table


def _csv(frame: gpd.GeoDataFrame, path: Path) -> None:
    header, *rows = [_table(frame).columns.tolist(), *_table(frame).to_numpy().tolist()]
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([header, *rows])


def _xlsx(frame: gpd.GeoDataFrame, path: Path) -> None:
    table = _table(frame)
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, table.columns)
    at = table.columns.get_loc("date")
    for number, row in enumerate(table.to_numpy().tolist(), start=1):
        sheet.write_row(number, 0, row)
        sheet.write_datetime(number, at, pd.Timestamp(str(row[at])).to_pydatetime(), day)
    book.close()


def _ods(frame: gpd.GeoDataFrame, path: Path) -> None:
    table = _table(frame)
    write_ods(path, [table.columns, *table.to_numpy().tolist()])


def _layer(frame: gpd.GeoDataFrame, path: Path) -> None:
    frame.to_file(path)


def _parquet(frame: gpd.GeoDataFrame, path: Path) -> None:
    frame.to_parquet(path, compression="zstd")


def _kml(frame: gpd.GeoDataFrame, path: Path) -> None:
    """Placemarks have one point each: where a move leads to."""
    ends = shapely.get_coordinates(frame.geometry).reshape(-1, 4)
    marks = (
        f"<Placemark><name>{row[1]}</name><TimeStamp><when>{row[2]}</when></TimeStamp><ExtendedData>"
        f'<Data name="number"><value>{row[3]}</value></Data><Data name="source"><value>{row[4]}</value></Data>'
        f"</ExtendedData><Point><coordinates>{end[2]},{end[3]}</coordinates></Point></Placemark>"
        for row, end in zip(frame[list(_FIELDS)].to_numpy().tolist(), ends, strict=True)
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
    path.write_text(f"{head}{''.join(marks)}</Document></kml>", encoding="utf-8")


def _kmz(frame: gpd.GeoDataFrame, path: Path) -> None:
    _kml(frame, path.with_suffix(".kml"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(path.with_suffix(".kml"), "doc.kml")


WRITERS: dict[str, Callable[[gpd.GeoDataFrame, Path], None]] = {
    "CSV": _csv, "XLSX": _xlsx, "ODS": _ods, "GeoPackage": _layer, "GeoJSON": _layer, "Shapefile": _layer,
    "File Geodatabase": _layer, "FlatGeobuf": _layer, "GeoParquet": _parquet, "KML": _kml, "KMZ": _kmz,
}  # fmt: skip
_SUFFIXES = {
    "GeoPackage": "gpkg",
    "Shapefile": "shp",
    "File Geodatabase": "gdb",
    "FlatGeobuf": "fgb",
    "GeoParquet": "parquet",
}


@contextmanager
def files(rows: int, forms: Collection[str]) -> Iterator[dict[str, tuple[str, int]]]:
    """A source in each of some formats that can be had here, and its bytes; of a database none."""
    frame = moves(rows)
    with tempfile.TemporaryDirectory() as name:
        made: dict[str, tuple[str, int]] = {}
        for form, write in WRITERS.items():
            if form not in forms or (form == "GeoParquet" and find_spec("pyarrow") is None):
                continue
            folder = Path(name, form)
            folder.mkdir()
            path = folder / f"moves.{_SUFFIXES.get(form, form.lower())}"
            write(frame, path)
            size = sum(one.stat().st_size for one in folder.rglob("*") if form != "KMZ" or one == path)
            made[form] = (str(path), size)
        programs = postgresql()
        if "PostGIS" not in forms:
            yield made
        elif named() not in ("", "none"):
            yield made | {"PostGIS": (f"{named()}?table={_filled(named(), frame)}", 0)}
        elif programs and os.geteuid() == 0 and named() != "none":
            with server(programs) as address:
                yield made | {"PostGIS": (f"{address}?table={_filled(address, frame)}", 0)}
        else:
            yield made


def _filled(address: str, frame: gpd.GeoDataFrame) -> str:
    """Name of a table of the movements in a database."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("create extension if not exists postgis")
        connection.execute("drop table if exists waterbed_bench_moves")
        connection.execute(
            'create table waterbed_bench_moves ("from" text, "to" text, date date, number int, source text, '
            "path geometry(LineString, 4326))"
        )
        with connection.cursor().copy("copy waterbed_bench_moves from stdin") as copy:
            shapes = shapely.to_wkb(
                shapely.set_srid(frame.geometry.to_numpy(), 4326), hex=True, include_srid=True
            )
            for row, shape in zip(frame[list(_FIELDS)].to_numpy().tolist(), shapes, strict=True):
                copy.write_row((*row, shape))
    return "waterbed_bench_moves"


def measured(source: str) -> dict[str, float]:
    """CPU seconds and peak memory (MB) of reading a source, in a process of its own."""
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "bench.formats", "--read", source],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _read(source: str) -> None:
    before = time.process_time()
    dataset = Dataset.read(source)
    # What `resource` tells counts the memory of the process that started this one as well.
    peak = int(re.search(r"VmHWM:\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1]) / 1000  # type: ignore[index]
    records = len(dataset["movements"]) + len(dataset["events"])
    print(
        json.dumps(
            {"records": records, "cpu_s": round(time.process_time() - before, 1), "peak_mb": round(peak)}
        )
    )


def main() -> int:
    """Measure each format, print it, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--only", nargs="+", help="some formats, such as CSV; nothing is written then")
    parser.add_argument("--read", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        _read(asked.read)
        return 0
    rows = []
    with files(asked.rows, asked.only or READS) as made:
        for form, (source, size) in made.items():
            found = measured(source)
            rows.append({"format": form, "size_mb": round(size / 1e6, 1) if size else "", **found})
            print(rows[-1], flush=True)
    if asked.rows == 100_000 and not asked.only:
        with RESULTS.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
