"""Points for places that no table gives one: confirmed by a person, or found by a name that scores enough."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from waterbed.layers.intake.byname.candidates import Candidate, credit, outline
from waterbed.layers.intake.byname.confirm import Answer, key_of, to_confirm
from waterbed.layers.intake.byname.proposals import Proposal, accepted, propose
from waterbed.layers.intake.places import Gazetteer, Place


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """What became of the places without a point."""

    proposed: tuple[Proposal, ...]
    """What they could be, the best first for each."""
    taken: Mapping[str, Proposal]
    """Proposals that were taken, by place."""
    confirmed: tuple[Place, ...]
    """Places whose points a person has confirmed."""
    between: tuple[Place, ...]
    """Places that stand in the middle of their incidents, since nothing else says where they lie."""
    to_confirm: str
    """The table of places to confirm; "" when there is nothing to confirm."""


def give_points(
    gazetteer: Gazetteer, *, accept: float | None, answers: Sequence[Answer], countries: Sequence[str]
) -> Points:
    """Give points to the places of a gazetteer that have none, where a person has said so.

    Parameters
    ----------
    gazetteer
        Whose places get their points.
    accept
        Least score, of 100, of a proposal to be taken; none is taken when left out.
    answers
        What a person has said of places.
    countries
        ISO codes of those in which places lie that name none; where there is one, all such places do.
    """
    iso2_of = {one.id: one.iso2 for one in gazetteer.countries()}
    said = {one.key: one.candidate for one in answers if one.yes}
    waiting = gazetteer.unplaced()
    confirmed = [(place, said[key]) for place in waiting if (key := key_of(place, iso2_of)) in said]
    left = [place for place in waiting if key_of(place, iso2_of) not in said]
    proposed = propose(left, iso2_of, countries)
    taken = accepted(proposed, accept) if accept is not None else {}
    table = to_confirm(proposed, left, taken, iso2_of, answers) if left or answers else ""
    for place, candidate in (*confirmed, *((one.place, one.candidate) for one in taken.values())):
        _put(gazetteer, place, candidate)
    if len(countries) == 1:
        for place in list(gazetteer.zones()):
            place.country = place.country or gazetteer.country(countries[0])
    between = gazetteer.between_spots()
    return Points(tuple(proposed), taken, tuple(place for place, _ in confirmed), tuple(between), table)


def _put(gazetteer: Gazetteer, place: Place, found: Candidate) -> None:
    place.lon, place.lat, place.precision_km = found.lon, found.lat, found.precision_km
    place.point_source = credit(found.kind, found.name, found.reference) if found.name else "placed by hand"
    place.wkt = outline(found.kind, found.name)
    place.country = place.country or gazetteer.country(found.iso2)
    place.iso_3166_2 = found.reference if found.kind == "province" else ""
