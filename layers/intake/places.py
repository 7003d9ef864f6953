"""The places that tables name: each once, as a country or a zone, with its point where a table gives one."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from waterbed.geo.plane import distance_km
from waterbed.layers.intake.values.countries import country_label, country_of
from waterbed.layers.intake.values.words import nothing, spoken


@dataclass(slots=True)
class Place:
    """A place as it will be recorded."""

    id: str
    label: str
    iso2: str = ""
    """Set for a country."""
    country: str = ""
    """Id of the country that a zone lies in."""
    parent: str = ""
    """Id of the place that it is a spot of."""
    province: str = ""
    """What the table calls the province that it lies in."""
    lon: float | None = None
    lat: float | None = None
    wkt: str = ""
    rows: int = 0
    """How many cells name it."""
    point_source: str = ""
    precision_km: float = 0.0
    """How exact the point is; 0 when nothing is said."""
    spots: list[tuple[float, float]] = field(default_factory=list)
    """Points of incidents that happened there: longitude and latitude."""
    iso_3166_2: str = ""
    """Code of the province that it is."""
    is_province: bool = False
    """Whether it stands in a column of provinces."""


@dataclass(slots=True)
class Gazetteer:
    """Places by their names, made as they are met."""

    lang: str
    places: dict[str, Place] = field(default_factory=dict)
    """By id."""
    ids: set[str] = field(default_factory=set)
    """Every id that is taken, of whatever table."""
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def country(self, text: object, *, new: bool = True) -> str:
        """Id of a country, recorded when it is first met, unless only known ones are wanted; "" for what is no country."""
        code = "" if nothing(text) else country_of(str(text))
        if not code:
            return ""
        found = self._known.get(("iso2", code), "")
        if not found and new:
            label = country_label(code, self.lang)
            found = self._known["iso2", code] = new_id(country_label(code, "en"), self.ids, code.lower())
            self.places[found] = Place(found, label, iso2=code)
        return found

    def place(
        self,
        text: object,
        country: object = None,
        point: tuple[float, float] | None = None,
        wkt: str = "",
        *,
        provinces: bool = False,
    ) -> str:
        """Id of a place by its name and country; a country where the name is that of one, else a zone; "" for nothing.

        In a column of ``provinces`` a name is never that of a country, as Georgia is none in one of states.
        """
        within = self.country(country)
        if nothing(text):
            if point is None and not wkt:
                if within:
                    self.places[within].rows += 1
                return within
            name = _said_point(point) if point else "outline"
        else:
            name = " ".join(str(text).split())
            # What has a point is no country but a town of its name, such as Singapore or Panama.
            if (
                point is None
                and not wkt
                and not provinces
                and (found := self.country(name, new=not within))
                and within in ("", found)
            ):
                self.places[found].rows += 1
                return found
        key = (spoken(name) or name, within)
        known = self._known.get(key) or (self._only(key[0]) if not within else "")
        if not known:
            known = self._known[key] = new_id(name, self.ids, "place")
            self.places[known] = Place(known, name, country=within)
        place = self.places[known]
        place.rows += 1
        place.is_province |= provinces
        if point is not None and place.lon is None:
            place.lon, place.lat = point
        place.wkt = place.wkt or wkt
        return known

    def alias(self, name: str, place: str) -> None:
        """Let a place be found by another name too, such as its code in a table of places."""
        if place and spoken(name):
            self._known.setdefault((spoken(name), ""), place)
            self._known.setdefault((spoken(name), self.places[place].country), place)

    def spot(self, text: object, country: object, point: tuple[float, float]) -> str:
        """Id of a spot in a place that has several, as incidents in one sea area have."""
        around = self.place(text, country)
        self.places[around].rows -= 1  # which is not what the row is about
        name = f"{self.places[around].label}, {_said_point(point)}"
        within = self.places[around].country or (around if self.places[around].iso2 else "")
        key = (name, around)
        if key not in self._known:
            self._known[key] = new_id(name, self.ids, "spot")
            parent = "" if self.places[around].iso2 else around
            self.places[self._known[key]] = Place(self._known[key], name, country=within, parent=parent)
        spot = self.places[self._known[key]]
        spot.lon, spot.lat = point
        spot.rows += 1
        return spot.id

    def coarsen(self, place: str, km: float) -> None:
        """Let a place's point be no more exact than its least exact row says."""
        one = self.places[place]
        one.precision_km = max(one.precision_km, km)

    def between_spots(self) -> list[Place]:
        """Give places without a point the middle of their incidents, as exact as these are far from it.

        Those whose incidents all have one point get that; the others are returned.
        """
        found = []
        for place in self.zones():
            if place.lon is not None or place.wkt or not place.spots:
                continue
            lon, lat = (np.array(axis) for axis in zip(*place.spots, strict=True))
            lon = lon % 360 if np.ptp(lon) > 180 else lon
            place.lon, place.lat = (float(axis.min() + axis.max()) / 2 for axis in (lon, lat))
            place.lon = (place.lon + 180) % 360 - 180
            km = float(np.max(distance_km(place.lon, place.lat, lon, lat)))
            if km >= 1:
                place.precision_km = max(place.precision_km, float(np.ceil(km)))
                place.point_source = f"middle of {len(place.spots):,} incidents"
                found.append(place)
        return found

    def _only(self, name: str) -> str:
        """The one place of a name, whatever its country: a table that gives no country means that one."""
        found = {known for (other, _), known in self._known.items() if other == name}
        return found.pop() if len(found) == 1 else ""

    def unplaced(self) -> list[Place]:
        """Zones that rows name and no table gives a point, those that most rows name first."""
        waiting = (place for place in self.zones() if place.lon is None and not place.wkt and place.rows)
        return sorted(waiting, key=lambda place: (-place.rows, place.id))

    def countries(self) -> Iterable[Place]:
        """Those that are countries."""
        return (place for place in self.places.values() if place.iso2)

    def zones(self) -> Iterable[Place]:
        """Those that are not."""
        return (place for place in self.places.values() if not place.iso2)


def coordinate(value: float | None) -> str:
    """A coordinate in degrees as tables write it, to a tenth of a metre."""
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def new_id(name: str, taken: set[str], other: str) -> str:
    """An id made of a name, not yet taken; of another word where the name has no letters that ids can have."""
    folded = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:60].strip("-") or other
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    taken.add(found)
    return found


def _said_point(point: tuple[float, float]) -> str:
    lon, lat = point
    return f"{abs(lat):.3f}° {'N' if lat >= 0 else 'S'}, {abs(lon):.3f}° {'E' if lon >= 0 else 'W'}"
