"""What places without a point could be, the best first, with a score that says how sure the name is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from waterbed.geo.plane import distance_km
from waterbed.layers.intake.byname.candidates import (
    Candidate,
    Likeness,
    in_province,
    provinces_called,
    seas_called,
    towns_called,
    towns_known,
)
from waterbed.layers.intake.places import Place

_MOST = 3
"""Proposals a place."""
_SAME_KM = 25.0
"""Entries of a gazetteer that are nearer to each other are one place."""
_BEARS = {"alternative name": 0.25}
"""How much of a place of another name counts when people look for this one."""
_IN_A_PROVINCE = {"province": 100_000}
"""People counted for a province, whose number is not known here."""
_AS_LIKE = 5.0
"""Names that are less like the one asked for by more than this are no rivals."""
_OTHER_KIND = 0.9
"""Of a name that a town and a province far from it both bear."""
_LARGE_TOWN = 100_000
"""People from whom on a town is meant by the name that it shares with the province around it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate for a place."""

    place: Place
    candidate: Candidate
    score: float
    """Of 100: likeness of the names, times the share of this one in the people of all places of the name."""
    matched: str
    km_to_next: float | None
    """To the nearest other place of the data set, those proposed with them; None where there is no other."""


def propose(
    places: Iterable[Place], iso2_of: Mapping[str, str], countries: Collection[str] = ()
) -> list[Proposal]:
    """Candidates for places, at most three each, the best first.

    A place whose country is known is looked for in that country alone, a town whose province is known in that.
    What stands in a column of provinces is looked for among towns only where it is no province.
    Towns need the extra ``places``; seas have English names.

    Parameters
    ----------
    places
        Without a point.
    iso2_of
        ISO codes of countries by their ids.
    countries
        ISO codes of those in which places lie that name none.
    """
    waiting = list(places)
    within = {
        place.id: (iso2_of[place.country],) if place.country in iso2_of else tuple(countries)
        for place in waiting
    }
    towns: dict[tuple[str, ...], Mapping[str, list[Likeness]]] = {}
    if towns_known():
        for where in dict.fromkeys(within.values()):
            towns[where] = towns_called(
                [place.label for place in waiting if within[place.id] == where], where
            )
    found = []
    for place in waiting:
        where = within[place.id]
        called: Sequence[Likeness] = towns.get(where, {}).get(place.label, [])
        divisions = list(provinces_called(place.label, where))
        if place.is_province and divisions:
            called = []
        if place.province:
            called = in_province(called, place.province, where)
        # In the whole world a small province is a rival of a large town of its name; in one country it lies around it.
        kinds = [called, divisions] if where else [[*called, *divisions]]
        likely = [
            *(one for kind in kinds for one in _scored(kind)),
            *([] if place.country else _scored(list(seas_called(place.label)))),
        ]
        ranked = sorted(
            _doubted(likely),
            key=lambda one: (-one[1], -one[0].candidate.population, one[0].candidate.reference),
        )
        found += [
            Proposal(place, one.candidate, round(score, 1), one.matched, None)
            for one, score in ranked[:_MOST]
        ]
    return _with_distances(found)


def accepted(found: Sequence[Proposal], least: float) -> dict[str, Proposal]:
    """The best proposal of each place that scores enough, by place."""
    taken: dict[str, Proposal] = {}
    for one in found:
        if one.score >= least:
            taken.setdefault(one.place.id, one)
    return taken


def _scored(names: Sequence[Likeness]) -> list[tuple[Likeness, float]]:
    """Candidates of one kind with their scores; of entries that are one place the largest alone."""
    ranked = sorted(names, key=lambda one: (-one.percent, -one.candidate.population, one.candidate.reference))
    distinct: list[Likeness] = []
    for one in ranked:
        if (_km_to(one.candidate, [other.candidate for other in distinct]) > _SAME_KM).all():
            distinct.append(one)
    # A village bears its name as rightly as a city: some people are counted for each, so that none is ruled out.
    people = [
        ((one.candidate.population or _IN_A_PROVINCE.get(one.candidate.kind, 0)) + 100)
        * _BEARS.get(one.matched, 1.0)
        for one in distinct
    ]
    scored = []
    for one, own in zip(distinct, people, strict=True):
        rivals = (
            each
            for each, other in zip(people, distinct, strict=True)
            if other.percent >= one.percent - _AS_LIKE
        )
        scored.append((one, one.percent * own / sum(rivals)))
    return scored


def _doubted(likely: Sequence[tuple[Likeness, float]]) -> list[tuple[Likeness, float]]:
    """Less sure where a town and a province far from it bear one name."""
    return [
        (one, score * _OTHER_KIND)
        if any(_of_another_kind_and_far(one.candidate, other.candidate) for other, _ in likely)
        else (one, score)
        for one, score in likely
    ]


def _of_another_kind_and_far(one: Candidate, other: Candidate) -> bool:
    """A large town in the province of its name is what people mean by it; of a small one nobody can tell."""
    people = max(one.population, other.population)
    near = max(_SAME_KM, one.precision_km, other.precision_km) if people >= _LARGE_TOWN else _SAME_KM
    return one.kind != other.kind and bool((_km_to(one, [other]) > near).all())


def _with_distances(found: Sequence[Proposal]) -> list[Proposal]:
    best: dict[str, Candidate] = {}
    for one in found:
        best.setdefault(one.place.id, one.candidate)
    if len(best) < 2:
        return list(found)
    at = {place: number for number, place in enumerate(best)}
    firsts = list(best.values())
    ends = _directions(firsts)
    told = []
    for one in found:
        # The nearest is found on the sphere, which takes no time, and measured on the ellipsoid.
        nearness = ends @ _directions([one.candidate])[0]
        nearness[at[one.place.id]] = -np.inf
        nearest = firsts[int(nearness.argmax())]
        told.append(replace(one, km_to_next=float(_km_to(one.candidate, [nearest])[0])))
    return told


def _directions(towns: Sequence[Candidate]) -> npt.NDArray[np.float64]:
    """Unit vectors from the middle of the globe, a row each."""
    lon, lat = np.radians([[town.lon, town.lat] for town in towns]).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _km_to(one: Candidate, others: Sequence[Candidate]) -> npt.NDArray[np.float64]:
    lon, lat = ([getattr(other, axis) for other in others] for axis in ("lon", "lat"))
    return distance_km(one.lon, one.lat, np.array(lon, dtype=float), np.array(lat, dtype=float))
