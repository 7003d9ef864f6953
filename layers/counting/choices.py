"""Which places a design compares: the target, the receiving places, the control; every default is noted."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd

from waterbed.geo.areas import in_ring
from waterbed.layers.cycle.placed import placed_movements
from waterbed.layers.dataset import Dataset
from waterbed.layers.query.ancestry import by_word, lines_upwards
from waterbed.layers.query.remembered import remembered

ChosenBy = Literal["named", "ring", "recorded"]

Observed: TypeAlias = Callable[[Sequence[str], Sequence[str]], tuple[str, ...]]
"""Of candidates beside places already chosen, those whose numbers are known before and after."""

CONTROLS = "controls"
"""Setting that names the places that a place is compared with: {"gulf-of-aden": ["peru", "brazil"]}."""

NoteKey = Literal[
    "after_not_over",
    "campaign",
    "control_default",
    "control_differs_in_size",
    "control_none",
    "control_settings",
    "control_zones",
    "counted_by_share",
    "kinds_default",
    "no_control_of_receiving",
    "periods_default",
    "periods_differ",
    "receiving_after",
    "receiving_none",
    "receiving_recorded",
    "receiving_ring",
    "ring_around_label",
    "ring_without_point",
    "season_broken",
    "season_years",
    "target_default",
    "target_of_several",
    "trigger_day_vague",
    "total_holds_area",
    "totals_shared_out",
    "trigger_without_start",
    "undated_left_out",
    "unit_default",
    "unobserved",
    "unobserved_left_out",
    "washout",
]


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a reader of the counts must know; worded by its key, in any language."""

    key: NoteKey
    """Which sentence it is."""
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """What the sentence fills in: ids of places and records, days, numbers."""


def known_places(dataset: Dataset, name: str, places: Sequence[str]) -> tuple[str, ...]:
    """Return where named places stand, each once; a name that is no place is an error that says for what it was given."""
    for place in places:
        if dataset.table_of(place) not in ("countries", "zones", "hubs"):
            raise ValueError(f"{name}: {place!r} is no place of {dataset.name}; give ids of places.")
    return tuple(dict.fromkeys(dataset.stands_at(place) for place in places))


def target_of(
    dataset: Dataset, trigger: str, named: str | None, rows: pd.DataFrame, notes: list[Note]
) -> str:
    """Choose the target: the named one, else the place of the trigger's rows in the cycle table, else where it was aimed."""
    if named is not None:
        return known_places(dataset, "target", [named])[0]
    listed = [
        *rows.loc[rows["departure"] != "", "place"],
        *rows.loc[rows["returned"] != "", "place"],
        *rows["place"],
    ]
    aimed = dataset.stands_at(str(dataset["events"].at[trigger, "place"]))
    places: list[str] = list(dict.fromkeys([*listed, *([aimed] if aimed and not listed else [])]))
    if not places:
        raise ValueError(f"{trigger} names no place that it hit; give target.")
    if len(places) > 1:
        notes.append(Note("target_of_several", {"place": places[0], "others": tuple(places[1:])}))
    else:
        notes.append(Note("target_default", {"place": places[0]}))
    return places[0]


def receiving_of(
    dataset: Dataset,
    target: str,
    named: Sequence[str] | None,
    ring_km: tuple[float, float] | None,
    rows: pd.DataFrame,
    observed: Observed,
    notes: list[Note],
) -> tuple[tuple[str, ...], ChosenBy]:
    """Choose the receiving places: the named ones, else those in the ring, else the recorded destinations.

    Of those that nobody named, those whose numbers are not known are left out, and told.
    """
    if named is not None:
        return tuple(one for one in known_places(dataset, "receiving", named) if one != target), "named"
    if ring_km is not None:
        _tell_of_ring(dataset, target, notes)
        places = _known_of(in_ring_of(dataset, target, ring_km), [target], observed, notes)
        notes.append(
            Note("receiving_ring", {"inner_km": ring_km[0], "outer_km": ring_km[1], "places": places})
        )
        return places, "ring"
    row = rows[rows["place"] == target]
    places = tuple(dict.fromkeys(one for ids in row["destinations"] for one in ids if one != target))
    places = _known_of(places, [target], observed, notes)
    by_cause = bool((row["linked_by"] == "cause").any())
    if places:
        notes.append(Note("receiving_recorded" if by_cause else "receiving_after", {"places": places}))
    else:
        notes.append(Note("receiving_none"))
    return places, "recorded"


def _known_of(
    places: tuple[str, ...], beside: Sequence[str], observed: Observed, notes: list[Note]
) -> tuple[str, ...]:
    known = observed(places, beside)
    if left_out := tuple(one for one in places if one not in known):
        notes.append(Note("unobserved_left_out", {"places": left_out}))
    return known


def _tell_of_ring(dataset: Dataset, target: str, notes: list[Note]) -> None:
    if dataset.places.geometry.reindex([target]).isna().all():
        notes.append(Note("ring_without_point", {"place": target}))
    elif dataset.places.at[target, "level"] == "country":
        notes.append(Note("ring_around_label", {"place": target}))


def in_ring_of(dataset: Dataset, target: str, ring_km: tuple[float, float]) -> tuple[str, ...]:
    """Return the zones and hubs with a point between two distances in km from the target's, those inside it left out."""
    places = dataset.places
    centre = places.geometry.reindex([target])
    inside = in_ring(places.geometry, centre, *ring_km) & places["level"].isin(["zone", "hub"]).to_numpy()
    return tuple(one for one in places.index[inside] if target not in (one, *dataset.ancestors(one)))


def control_of(
    dataset: Dataset,
    target: str,
    receiving: tuple[str, ...],
    named: Sequence[str] | None,
    table: pd.DataFrame,
    observed: Observed,
    notes: list[Note],
) -> tuple[str, ...]:
    """Choose the control: the named places, else those of the settings, else places free of links.

    The settings name places for the target or, nearest first, for what lies around it. Free of links are countries, else
    zones that nothing ever hit. Of those that nobody named, those whose numbers are not known are no control.
    """
    taken = {target, *receiving}
    beside = [target, *receiving]
    if named is not None:
        return tuple(one for one in known_places(dataset, "control", named) if one not in taken)
    if meant := _control_in_settings(dataset, target):
        places = observed([one for one in known_places(dataset, CONTROLS, meant) if one not in taken], beside)
        notes.append(Note("control_settings" if places else "control_none", {"places": places}))
        return places
    touched = {dataset.country_of(one) for one in taken} - {""}
    linked = _linked(_other_ends(dataset, of_countries=True), touched)
    places = observed([one for one in dataset["countries"].index if one not in linked], beside)
    if places:
        notes.append(Note("control_default", {"places": places}))
        return places
    linked = _linked(_other_ends(dataset, of_countries=False), taken)
    places = observed(_free_zones(dataset, [*linked, *table["place"].unique()]), beside)
    notes.append(Note("control_zones" if places else "control_none", {"places": places}))
    return places


def _control_in_settings(dataset: Dataset, target: str) -> Sequence[str]:
    lists: Mapping[str, Sequence[str]] = dataset.settings.get(CONTROLS, {})
    return next((lists[one] for one in (target, *dataset.ancestors(target)) if one in lists), ())


def _free_zones(dataset: Dataset, linked: Sequence[str]) -> tuple[str, ...]:
    """The zones that neither lie in one of the linked places nor hold one."""
    lines = lines_upwards(dataset)
    marked = np.zeros(len(lines.rows), dtype=bool)
    marked[lines.at(linked)] = True
    marked[-1] = False
    holding = np.zeros_like(marked)
    holding[lines.rows[marked]] = True
    zones = dataset["zones"].index
    free = ~(holding | marked[lines.rows].any(axis=1))[lines.at(zones)]
    return tuple(zones[free])


@remembered
def _other_ends(dataset: Dataset, *, of_countries: bool) -> Mapping[str, set[str]]:
    """Of each place, or each country, those at the other end of its movements, of whatever kind."""
    moves = placed_movements(dataset)[["origin", "destination"]]
    if of_countries:
        moves = moves.apply(lambda end: by_word(end, dataset.country_of))
    ends: dict[str, set[str]] = defaultdict(set)
    for origin, destination in moves.drop_duplicates().itertuples(index=False):
        ends[origin].add(destination)
        ends[destination].add(origin)
    return dict(ends)


def _linked(other_ends: Mapping[str, set[str]], taken: set[str]) -> set[str]:
    """The places taken, and those at the other end of a movement from or to one of them."""
    return taken.union(*(other_ends.get(one, ()) for one in taken)) - {""}
