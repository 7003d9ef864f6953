"""What each container of a data set costs: ``python -m bench.containers`` writes the table into docs/formats.md.

A set of 100,000 movements is written and read again by each, compared, and written a second time; ``--rows`` takes another
number and only prints.
"""

import argparse
import csv
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pandas.testing import assert_frame_equal

from bench.formats import moves
from tests.layers.containers.costs import HOLDS, RESULTS
from tests.layers.foreign.database import named, server
from tests.layers.foreign.formats import PAGE, page
from tests.needs import postgresql
from waterbed import Dataset

_ENDINGS = {
    "CSV package": "",
    "XLSX": ".xlsx",
    "GeoPackage": ".gpkg",
    "GeoJSON": ".geojson",
    "GeoParquet": ".parquet",
}
_SCHEMA = "waterbed_bench_set"


@contextmanager
def _places(folder: Path) -> Iterator[dict[str, tuple[str, str]]]:
    """Where each container is written twice; a database once, where there is one."""
    files = {name: (str(folder / f"a{end}"), str(folder / f"b{end}")) for name, end in _ENDINGS.items()}
    programs = postgresql()
    if named() not in ("", "none"):
        yield files | {"PostGIS": (f"{named()}?schema={_SCHEMA}", "")}
    elif programs and os.geteuid() == 0 and named() != "none":
        with server(programs) as address:
            import psycopg

            with psycopg.connect(address, autocommit=True) as connection:
                connection.execute("create extension postgis")
            yield files | {"PostGIS": (f"{address}?schema={_SCHEMA}", "")}
    else:
        yield files


def _bytes(place: str) -> list[bytes]:
    path = Path(place)
    return [path.read_bytes()] if path.is_file() else [one.read_bytes() for one in sorted(path.rglob("*.*"))]


def main() -> int:
    """Measure each container, print it, and write the page; 1 where one does not give back what it was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    asked = parser.parse_args()
    frame = moves(asked.rows)
    frame["source"] = frame["source"].astype(str)
    dataset = Dataset.from_frames(movements=frame, source="Bench")
    rows, wrong = [], 0
    with tempfile.TemporaryDirectory() as name, _places(Path(name)) as places:
        for container, (first, second) in places.items():
            at = time.process_time()
            dataset.write(first)
            written = time.process_time() - at
            at = time.process_time()
            again = Dataset.read(first)
            read = time.process_time() - at
            try:
                for table, cells in dataset.tables.items():
                    assert_frame_equal(cells, again[table])
                equal = "yes"
            except AssertionError as error:
                print(f"{container}: {error}")
                equal, wrong = "no", 1
            size, same = "", ""
            if second:
                dataset.write(second)
                size = f"{sum(map(len, _bytes(first))) / 1e6:.1f}"
                same = "yes" if _bytes(first) == _bytes(second) else "no"
            row = {"container": container, "equal": equal, "same_bytes": same, "size_mb": size}
            rows.append(row | {"write_s": f"{written:.1f}", "read_s": f"{read:.1f}"})
            print(rows[-1], flush=True)
    if asked.rows == 100_000 and len(rows) == len(HOLDS):
        with RESULTS.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        PAGE.write_text(page(), encoding="utf-8")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
