"""Two sets whose story is a series, in the shapes that people have them, taken in as `waterbed import` does.

Coca by country and year, a sheet as an office keeps it; incidents by sea area and month, with a stretch that nobody
looked at, a gap, and months without any. The numbers are made up.
"""

import math
from calendar import month_name
from pathlib import Path

from waterbed import Dataset
from waterbed.layers.intake.reading import read_files, settled

COUNTRIES = ("Bolivia", "Colombia", "Peru")
YEARS = range(1990, 2023)
AREAS = {
    "Gulf of Aden": (48.0, 12.5),
    "Arabian Sea": (62.0, 12.0),
    "Gulf of Guinea": (3.5, 3.0),
    "Strait of Malacca": (100.5, 3.5),
}
MONTHS = [month_name[n] for n in range(1, 13)]


def hectares(country: str, year: int) -> int:
    """Made-up hectares: they fall in two countries while they rise in the third."""
    first, step = {"Bolivia": (48_000, -900), "Colombia": (40_000, 4_100), "Peru": (121_000, -2_400)}[country]
    return first + step * (year - YEARS[0])


def incidents(area: str, year: int, month: int) -> int | None:
    """Made-up incidents of a month; None where there is no row."""
    if (area == "Arabian Sea" and year == 2006) or (
        (area, year) == ("Gulf of Guinea", 2009) and 3 <= month <= 5
    ):
        return None
    wave = {"Gulf of Aden": 2008.5, "Arabian Sea": 2010.5, "Gulf of Guinea": 2012, "Strait of Malacca": 2005}[
        area
    ]
    return round(14 * math.exp(-((year + month / 12 - wave) ** 2)) * (1 + 0.3 * math.sin(month)))


def coca_csv(folder: Path) -> Path:
    """A row a country and year, semicolons between the columns."""
    rows = [f"{country};{year};{hectares(country, year)}" for country in COUNTRIES for year in YEARS]
    path = folder / "coca.csv"
    path.write_text("\n".join(["Country;Year;Hectares", *rows]) + "\n", encoding="utf-8")
    return path


def incidents_csv(folder: Path) -> Path:
    """A row a sea area and month, the month by its name, the point beside it."""
    rows = ["Area,Lat,Lon,Month,Incidents"]
    for area, (lon, lat) in AREAS.items():
        for year in range(2006, 2013):
            for month, name in enumerate(MONTHS, 1):
                n = incidents(area, year, month)
                if n is not None:
                    rows.append(f"{area},{lat},{lon},{name} {year},{n}")
    path = folder / "incidents.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def taken_in(path: Path) -> Dataset:
    """The data set that an import makes of a table."""
    return Dataset.of(settled(read_files([path])))
