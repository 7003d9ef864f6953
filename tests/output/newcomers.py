"""Three sets of the kind that newcomers bring: pirates at sea, vendors in one town, layers of a GIS in metres."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from waterbed.layers.dataset import Dataset
from waterbed.layers.intake.reading import read_files, settled
from waterbed.layers.intake.records import Choices

SEAS = {
    "Gulf of Guinea": [(-3, 1), (9, 1), (9, 4), (7, 4.4), (4.5, 6.3), (1, 6), (-3, 4.8)],
    "Gulf of Aden": [(43.3, 11.4), (51.3, 11.9), (51.3, 15.4), (45, 13), (43.5, 12.7)],
    "Somali Basin": [(47, -2), (60, -2), (62, 10), (56, 15), (51.4, 11.8), (51, 8)],
    "Strait of Malacca": [
        (95.3, 5.7),
        (98.2, 4.6),
        (100.4, 2.6),
        (103.4, 1),
        (104.6, 1.3),
        (101.3, 3),
        (98.2, 8),
    ],
    "Sulu and Celebes Seas": [(118, 2), (124.8, 2), (124, 6.2), (122, 7), (121, 9), (118, 7), (117.6, 4)],
}
"""Outlines of seas in degrees, as coarse as people draw them."""

_YEARS = {"Gulf of Guinea": (2013, 2021), "Gulf of Aden": (2008, 2012), "Somali Basin": (2009, 2013),
          "Strait of Malacca": (2004, 2022), "Sulu and Celebes Seas": (2014, 2020)}  # fmt: skip

STALLS = ("Old Market", "Central Market", "Riverside", "Stadium", "Bus Park", "Ring Road")
"""Zones of one town."""


def pirates(folder: Path, attacks: int = 900, seed: int = 7) -> Dataset:
    """Incidents at longitudes and latitudes, seas without a country, patrols and where the pirates went, as tables come.

    Parameters
    ----------
    attacks
        How many incidents.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for name in rng.choice(list(SEAS), attacks, p=[0.34, 0.16, 0.16, 0.22, 0.12]):
        shape, (first, last) = shapely.Polygon(SEAS[name]), _YEARS[name]
        west, south, east, north = shape.bounds
        while True:
            point = shapely.Point(rng.uniform(west, east), rng.uniform(south, north))
            if shape.contains(point):
                break
        day = date(first, 1, 1) + timedelta(int(rng.integers((last - first + 1) * 365)))
        kind = rng.choice(["Boarding", "Attempted", "Hijacking", "Firing"], p=[0.55, 0.25, 0.1, 0.1])
        rows.append((f"{day:%d/%m/%Y}", f"{point.x:.4f}", f"{point.y:.4f}", name, kind))
    _write(folder / "attacks.csv", "date,longitude,latitude,area,attack type", rows, "Anti-piracy reports")
    areas = gpd.GeoDataFrame(
        {"name": list(SEAS)}, geometry=[shapely.Polygon(at) for at in SEAS.values()], crs=4326
    )
    areas.to_file(folder / "seas.geojson", driver="GeoJSON")
    patrols = [("2008-12-08", "Gulf of Aden", "Naval patrol"), ("2009-08-17", "Somali Basin", "Naval patrol"),
               ("2021-07-10", "Gulf of Guinea", "Naval patrol"),
               ("2017-06-19", "Sulu and Celebes Seas", "Naval patrol")]  # fmt: skip
    _write(folder / "patrols.csv", "date,area,kind", patrols, "Fleet communiqués")
    moves = [("2009-01/2009-06", "Gulf of Aden", "Somali Basin", "displacement"),
             ("2012~/2014", "Somali Basin", "Gulf of Guinea", "displacement"),
             ("2022", "Gulf of Guinea", "Strait of Malacca", "displacement")]  # fmt: skip
    _write(folder / "shifts.csv", "date,from,to,kind", moves, "A yearbook")
    choices = Choices(enforcement=frozenset(("Naval patrol",)), source="")
    files = [folder / name for name in ("seas.geojson", "attacks.csv", "patrols.csv", "shifts.csv")]
    return Dataset.of(settled(read_files(files, title="Piracy at sea", choices=choices)))


def vendors(folder: Path) -> Dataset:
    """Zones of one town, 0.4 degrees wide, with outlines in metres; evictions, and where the vendors went."""
    cells = [shapely.box(104.72 + 0.066 * n, 11.50 + 0.03 * (n % 2), 104.782 + 0.066 * n, 11.555 + 0.03 * (n % 2))
             for n in range(len(STALLS))]  # fmt: skip
    gpd.GeoDataFrame({"name": list(STALLS)}, geometry=cells, crs=4326).to_crs(32648).to_file(
        folder / "stalls.gpkg"
    )
    raids = [("05/03/2023", "Old Market", "Eviction"), ("20/07/2023", "Riverside", "Eviction")]
    _write(folder / "evictions.csv", "date,zone,kind", raids, "City notices")
    moves = [("10/03/2023", "Old Market", "Ring Road", "120"), ("15/03/2023", "Old Market", "Bus Park", "80"),
             ("28/07/2023", "Riverside", "Stadium", "45"), ("02/10/2023", "Ring Road", "Central Market", "30")]  # fmt: skip
    _write(folder / "moves.csv", "date,from,to,people", moves, "Vendors' association")
    choices = Choices(enforcement=frozenset(("Eviction",)), order="day")
    files = [folder / name for name in ("stalls.gpkg", "evictions.csv", "moves.csv")]
    return Dataset.of(settled(read_files(files, title="Street vendors", choices=choices)))


def layers_in_metres(folder: Path) -> Dataset:
    """One GeoPackage with a layer of outlines and a layer of points, both in Web Mercator metres."""
    rng = np.random.default_rng(3)
    names = ["Catatumbo", "Bajo Cauca", "Pacífico sur", "Putumayo"]
    middles = [(-73.0, 8.6), (-75.3, 7.7), (-78.3, 1.8), (-76.2, 0.7)]
    shapes = [shapely.Point(at).buffer(0.6 + 0.1 * n, quad_segs=24) for n, at in enumerate(middles)]
    areas = gpd.GeoDataFrame({"name": names, "country": "Colombia"}, geometry=shapes, crs=4326)
    areas.to_crs(3857).to_file(folder / "zonas.gpkg", layer="zonas")
    at = rng.integers(0, 4, 240)
    points = [shapely.Point(middles[n][0] + dx, middles[n][1] + dy)
              for n, dx, dy in zip(at, *rng.normal(0, 0.25, (2, 240)), strict=True)]  # fmt: skip
    days = [(date(2019, 1, 1) + timedelta(int(n))).isoformat() for n in np.sort(rng.integers(0, 1800, 240))]
    seen = gpd.GeoDataFrame(
        {"fecha": days, "tipo": rng.choice(["erradicación", "ataque"], 240)}, geometry=points, crs=4326
    )
    seen.to_crs(3857).to_file(folder / "zonas.gpkg", layer="incidentes")
    choices = Choices(lang="es", enforcement=frozenset(("erradicación",)))
    return Dataset.of(settled(read_files([folder / "zonas.gpkg"], title="Zonas", choices=choices)))


def _write(path: Path, header: str, rows: Iterable[Sequence[str]], source: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*header.split(","), "source"])
        writer.writerows([*row, source] for row in rows)
