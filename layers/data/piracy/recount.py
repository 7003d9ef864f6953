"""Derive ``counts.csv`` from the incidents of Benden et al. 2021.

Run by a person, not by the library: ``python -m waterbed.layers.data.piracy.recount pirate_attacks.csv``. The file is
``data/csv/pirate_attacks.csv`` of the GitHub repository newzealandpaul/Maritime-Pirate-Attacks at commit 83c7f52. Only day,
point, EEZ and name of the vessel are read of each row, the name to find rows that are there twice. The same file gives the
same bytes. See NOTICE.md.
"""

import csv
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import shapely

from waterbed.layers.files.sheets import LOSSLESS

HERE = Path(__file__).parent
SHA256 = "d8011a5bd9d56984ed0f3f71d11d27935cb3dff344449ee88ab5ee1a4f7382bd"
FIRST_DAY, LAST_DAY = "2003-01-01", "2020-12-31"

NO_NAME = {"", "na", "unknown", "unnamed", "namewithheld", "notknown"}
"""What stands for the name of a vessel where none is known, in small letters."""

_BESIDE = 1e-9
"""Degrees."""

COLUMNS = ("id", "place", "period", "unit", "kind", "n", "source", "certainty")


def counts(
    rows: Iterable[Mapping[str, str]], zones: Iterable[Mapping[str, str]]
) -> Iterator[tuple[str, str, int]]:
    """Count incidents by place and day.

    Parameters
    ----------
    rows
        Rows of the data file.
    zones
        Rows of ``zones.csv``: sea areas with an outline, and zones that hold an EEZ (``field eez_country = NGA``).

    Yields
    ------
    tuple
        Place, day and number, zone by zone in order of time. Days without an incident are left out, but for a 0 on the first
        and on the last day that were watched: between the two all days are known.
    """
    zones = list(zones)
    outlines = {zone["id"]: shapely.from_wkt(zone["geometry"]) for zone in zones if zone["geometry"]}
    eez = {
        zone["locator"][-3:]: zone["id"] for zone in zones if zone["locator"].startswith("field eez_country")
    }
    found: dict[str, Counter[str]] = {
        zone["id"]: Counter({FIRST_DAY: 0, LAST_DAY: 0})
        for zone in zones
        if zone["id"] in {*outlines, *eez.values()}
    }
    for row in _without_doubles(rows):
        place = _place_of(row, outlines, eez)
        if place and FIRST_DAY <= row["date"] <= LAST_DAY:
            found[place][row["date"]] += 1
    for place, days in found.items():
        yield from ((place, day, days[day]) for day in sorted(days))


def _without_doubles(rows: Iterable[Mapping[str, str]]) -> Iterator[Mapping[str, str]]:
    """Leave out a row whose day, point and vessel are those of an earlier one; vessels without a name are all kept."""
    seen = set()
    for row in rows:
        name = re.sub(r"[^a-z0-9]", "", row["vessel_name"].lower())
        key = (row["date"], row["longitude"], row["latitude"], name)
        if name in NO_NAME or key not in seen:
            yield row
        seen.add(key)


def _place_of(
    row: Mapping[str, str], outlines: Mapping[str, shapely.Geometry], eez: Mapping[str, str]
) -> str:
    """The sea area that holds the point, else the zone of the EEZ in which the data file has it; "" for neither.

    On an edge between two areas the one to the east or north has it: each is counted once.
    """
    point = shapely.Point(float(row["longitude"]) + _BESIDE, float(row["latitude"]) + _BESIDE)
    areas = (place for place, outline in outlines.items() if shapely.covers(outline, point))
    return next(areas, eez.get(row["eez_country"], ""))


def table(rows: Iterable[tuple[str, str, int]]) -> str:
    """The counts as the text of a table of the data set."""
    cells = (
        (f"n-{place}-{day}", place, day, "incident", "count", n, "benden-2021", "medium")
        for place, day, n in rows
    )
    return LOSSLESS.written(COLUMNS, cells)


def read(path: Path) -> list[dict[str, str]]:
    """Read a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(source: Path) -> None:
    """Write ``counts.csv`` anew."""
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"{source}: is another version (SHA-256 {digest}); take the file of commit 83c7f52.")
    text = table(counts(read(source), read(HERE / "zones.csv")))
    (HERE / "counts.csv").write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
