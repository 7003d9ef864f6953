"""The bundled basemap: countries, provinces, disputed areas and lines, label points and names.

Everything is in EPSG:4326. The view is `neutral`: `geo/data/policy.csv` lists every unit whose assignment
is a decision, with its reason; `geo/data/NOTICE.md` has the source and the licence. Borders are generalised
and do not imply endorsement.
"""

import csv
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import geopandas as gpd
import pandas as pd
import shapely

from waterbed.geo.locale import known_locale
from waterbed.geo.topology import Topology, from_bytes, renumber, to_bytes

Level = Literal["world", "region"]

_DATA = Path(__file__).parent / "data"


_CRS = "EPSG:4326"


@cache
def countries(level: Level = "region") -> gpd.GeoDataFrame:
    """Return the countries.

    Parameters
    ----------
    level
        ``region`` for maps of a part of the world, ``world`` for coarser shapes and fewer islands. Every
        country is in both.

    Returns
    -------
    geopandas.GeoDataFrame
        Index ``iso2`` (XK for Kosovo); ``label_lon``, ``label_lat`` in degrees; ``rank``, the web map zoom
        from which the country is about 40 px wide; multipolygons. It is kept for later calls: copy it
        before changing it.
    """
    if level not in ("world", "region"):
        raise ValueError(f"level: {level!r} is not a level of the basemap; take 'world' or 'region'.")
    topology = _topology()
    rows = topology.header["countries"]
    table = pd.DataFrame(
        [row[:4] for row in rows], columns=["iso2", "label_lon", "label_lat", "rank"]
    ).set_index("iso2")
    shapes = [topology.area(row[4], coarse=level == "world") for row in rows]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=_CRS)


@cache
def _provinces_by_name() -> pd.DataFrame:
    return pd.read_csv(_DATA / "provinces.csv", index_col="iso_3166_2", keep_default_na=False)


@cache
def _all_provinces() -> gpd.GeoDataFrame:
    names = _provinces_by_name()
    topology = _topology()
    rows = topology.header["provinces"]
    shapes = pd.Series([topology.area(row[2]) for row in rows], index=[row[0] for row in rows])
    return gpd.GeoDataFrame(names, geometry=shapes.reindex(names.index).to_numpy(), crs=_CRS)


def provinces(iso2s: Iterable[str] | None = None) -> gpd.GeoDataFrame:
    """Return the provinces of some countries, or all that are bundled.

    Returns
    -------
    geopandas.GeoDataFrame
        Index ``iso_3166_2``; ``iso2``, ``name_en``, ``name_fr``; multipolygons whose outer borders are the
        country's. Empty for a country whose provinces are not bundled.
    """
    table = _all_provinces()
    return table.copy() if iso2s is None else table[table.iso2.isin(set(iso2s))].copy()


def disputed() -> gpd.GeoDataFrame:
    """Return the disputed areas, to be hatched: index ``area``; ``iso2``, ``name_en``, ``name_fr``; multipolygons."""
    topology = _topology()
    rows = topology.header["disputed"]
    table = pd.DataFrame([row[:4] for row in rows], columns=["area", "iso2", "name_en", "name_fr"]).set_index(
        "area"
    )
    return gpd.GeoDataFrame(table, geometry=[topology.area(row[4]) for row in rows], crs=_CRS)


def disputed_lines() -> gpd.GeoDataFrame:
    """Return the disputed lines, to be dashed: index ``area``, the area whose limit they are; multilines."""
    topology = _topology()
    rows = topology.header["disputed_lines"]
    grid = topology.header["grid"]
    shapes = [shapely.MultiLineString([topology.line(arc) / grid for arc in arcs]) for _, arcs in rows]
    return gpd.GeoDataFrame(index=pd.Index([row[0] for row in rows], name="area"), geometry=shapes, crs=_CRS)


def country_name(iso2: str, lang: str) -> str:
    """Return a country's name in a language: our own table first, then the Unicode locale data, then English.

    Examples
    --------
    >>> country_name("MM", "en"), country_name("MM", "fr")
    ('Myanmar', 'Birmanie')
    """
    own, lang = _own_names(), lang.replace("-", "_")
    if (iso2, lang) in own:
        return own[iso2, lang]
    name = _unicode_name(iso2, lang) or own.get((iso2, "en")) or _unicode_name(iso2, "en")
    if not name:
        raise KeyError(f"{iso2!r} has no name; use an ISO 3166-1 alpha-2 code such as 'KH'.")
    return name


def _unicode_name(iso2: str, lang: str) -> str:
    """Name of a country in the Unicode locale data; "" where they have none."""
    locale = known_locale(lang)
    return str(locale.territories.get(iso2, "")) if locale else ""


def payload(languages: Sequence[str], provinces_of: Iterable[str]) -> bytes:
    """Return the basemap for a page, deflated (zlib); the same arguments always give the same bytes.

    Inflated it is the format of `waterbed.geo.topology` with two tables more in the header, ``names`` and
    ``province_names``, by language and then by code. The viewer's ``basemap.js`` reads it.

    Parameters
    ----------
    languages
        For names. Province names exist in English and French; other languages get the English ones.
    provinces_of
        ISO 3166-1 codes of the countries whose provinces go along, where bundled.
    """
    topology, names = _topology(), _provinces_by_name()
    table = names[names.iso2.isin(set(provinces_of))]
    header = dict(topology.header)
    header["provinces"] = [row for row in header["provinces"] if row[0] in table.index]
    header["names"] = {
        lang: {row[0]: country_name(row[0], lang) for row in header["countries"]} for lang in languages
    }
    header["province_names"] = {lang: _province_names(table, lang) for lang in languages}
    # short blocks, each with its own code table: the parts of the format are unlike one another
    deflate = zlib.compressobj(9, memLevel=6)
    return deflate.compress(to_bytes(_with_used_arcs(topology, header))) + deflate.flush()


def _province_names(table: pd.DataFrame, lang: str) -> dict[str, str]:
    names = table[f"name_{lang}"] if f"name_{lang}" in table else table["name_en"]
    return {str(code): str(name) for code, name in names.items()}


def _with_used_arcs(topology: Topology, header: Mapping[str, Any]) -> Topology:
    """Leave out the arcs that no table of the header uses."""
    tables = ("countries", "disputed", "provinces")
    used = [i for table in tables for row in header[table] for ring in row[-1] for i in ring]
    used += [i for row in header["disputed_lines"] for i in row[-1]]
    smaller, numbers = topology.only(used)
    new = {table: [[*row[:-1], renumber(row[-1], numbers)] for row in header[table]] for table in tables}
    new["disputed_lines"] = [[area, *renumber([arcs], numbers)] for area, arcs in header["disputed_lines"]]
    return Topology(smaller.arcs, {**header, **new})


@cache
def _topology() -> Topology:
    return from_bytes((_DATA / "basemap.bin").read_bytes())


@cache
def _own_names() -> dict[tuple[str, str], str]:
    with (_DATA / "names.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    return {(row["iso2"], row["lang"]): row["name"] for row in table}
