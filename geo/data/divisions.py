"""Derive the committed names of provinces, states and departments of the world from their source.

Run by a person, not by the library: ``python -m waterbed.geo.data.divisions [ADMIN1 COUNTRIES]``, with the files that
``rebuild.py`` takes, and fetched as it does without them. The same sources give the same bytes. See NOTICE.md.
"""

import csv
import sys
import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from waterbed.geo.data.rebuild import (
    COUNTRIES_SHA256,
    HERE,
    PLACES_SHA256,
    apply_policy,
    check_source,
    fetch_sources,
    read_countries,
    read_table,
    read_units,
    to_plane,
)

NAMES = ("name_fr", "name_es", "name_pt", "name_de", "name_ar", "name_ru", "name_zh", "name", "name_local")
KM_A_DEGREE = 111.2
REGIONS_OF = ("BE", "BF", "ES", "FR", "GN", "IE", "IT", "LK", "PH", "SD", "UG")
"""Countries whose units in the source are smaller than what people name first: their regions are listed too."""


def main(arguments: list[str]) -> None:
    """Write divisions.csv next to this file."""
    with tempfile.TemporaryDirectory() as folder:
        places, countries = map(Path, arguments) if arguments else fetch_sources(Path(folder))
        check_source(places, PLACES_SHA256)
        check_source(countries, COUNTRIES_SHA256)
        units = apply_policy(read_units(places), read_table("policy.csv"), read_countries(countries))
        more = gpd.read_file(
            places, columns=["adm1_code", "region", "name_alt", *NAMES], ignore_geometry=True
        )
    units = units.merge(more, on="adm1_code", suffixes=("", "_source"))
    units = units[units.name_en.notna() & units.iso2.str.fullmatch("[A-Z]{2}")]
    units["size"] = shapely.area(units.geometry.values)
    units = units.sort_values(["code", "size"], ascending=[True, False])
    regions = units[units.iso2.isin(REGIONS_OF) & units.region.notna()]
    rows = [
        *(_row(group, str(code)) for code, group in units.groupby("code", sort=True)),
        *(_row(group, "", region) for (_, region), group in regions.groupby(["iso2", "region"], sort=True)),
    ]
    with (HERE / "divisions.csv").open("w", encoding="utf-8", newline="") as file:
        written = csv.writer(file, lineterminator="\n")
        written.writerow(
            (
                "iso_3166_2",
                "iso2",
                "name_en",
                "names",
                "lon",
                "lat",
                "west",
                "south",
                "east",
                "north",
                "reach_km",
            )
        )
        written.writerows(rows)


def _row(group: gpd.GeoDataFrame, code: str, region: str = "") -> tuple[str, ...]:
    """A division of one or more units, the largest of which names it; codes that the source made up are left out."""
    first = group.iloc[0]
    shape = shapely.union_all(group.geometry.make_valid().values)
    middle = shapely.maximum_inscribed_circle(
        max(shapely.get_parts(shape), key=lambda part: part.area)
    ).coords[0]
    said = [region] if region else [first.name_en, *first[list(NAMES)], *str(first.name_alt or "").split("|")]
    names = dict.fromkeys(
        one.strip() for one in said if isinstance(one, str) and one.strip() not in ("", "nan")
    )
    label, *others = names
    numbers = (f"{one:.2f}" for one in (*middle, *shape.bounds))
    return (
        "" if code.endswith("~") else code,
        first.iso2,
        label,
        "|".join(others),
        *numbers,
        f"{_reach_km(shape):.0f}",
    )


def _reach_km(shape: shapely.Geometry) -> float:
    """Radius of a circle as large as a shape, in km, rounded up."""
    km2 = shapely.area(shapely.transform(shape, to_plane)) * KM_A_DEGREE**2
    return float(np.ceil(np.sqrt(km2 / np.pi)))


if __name__ == "__main__":
    main(sys.argv[1:])
