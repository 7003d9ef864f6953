"""The records of a simulated data set: from days, places and crackdowns to tables that read like any other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.csvtable import RawTable
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates import day_number, from_day
from waterbed.layers.package import Package

Ints: TypeAlias = npt.NDArray[np.int64]
Floats: TypeAlias = npt.NDArray[np.float64]
Columns: TypeAlias = dict[str, Any]

FIRST_DAY = day_number(date(2022, 1, 1))
"""Day number of day 0 of every simulation."""

# An empty stretch of the southern Indian Ocean: no place on it can be mistaken for a real one.
_WEST, _SOUTH, _EAST, _NORTH = 78.0, -34.0, 94.0, -14.0
_SOURCE = "simulation"
_COUNTRIES = ("country-a", "country-b")
_CERTAINTY = (("high", 0.5), ("medium", 0.35), ("low", 0.15))
_VAGUE = {"month": 0.6, "span": 0.3, "year": 0.1}
_WIDEST_SPAN = 20
_MOVING_DAYS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """One crackdown and the places that have a part in it, by their numbers from 0."""

    number: int
    """Of the crackdown, from 1."""
    day: int
    """Of the crackdown, from 0."""
    back: int
    """Day on which the rates are back; the length of the record when they never are."""
    target: int
    control: int
    receiving: Ints
    control_of_receiving: Ints

    @property
    def places(self) -> list[int]:
        """All its places."""
        return [self.target, self.control, *self.receiving, *self.control_of_receiving]

    @property
    def trigger(self) -> str:
        """Id of the crackdown's event."""
        return f"crackdown-{self.number:02d}"


def place_id(number: int) -> str:
    """Id of a place.

    >>> place_id(6)
    'place-07'
    """
    return f"place-{number + 1:02d}"


def day_number_of(day: int) -> int:
    """Day number of a day of the simulation."""
    return FIRST_DAY + day


def dataset(
    parameters: Mapping[str, Any],
    groups: Sequence[Group],
    place: Ints,
    day: Ints,
    rng: np.random.Generator,
) -> Dataset:
    """Write down what happened.

    Parameters
    ----------
    parameters
        Of the simulation; they are kept in the settings.
    groups
        The crackdowns.
    place, day
        Number of the place and day of each report, in the order of the days.
    rng
        Draws where places lie, which dates are vague, and how certain a record is.
    """
    count, days, kind = parameters["places"], parameters["days"], parameters["kind"]
    tables = {
        "sources": _sources(parameters),
        "countries": _countries(),
        "zones": _zones(count, rng),
        "hubs": _hubs(count, rng),
        "events": _joined(_crackdowns(groups), _reports(place, day, parameters["vague_dates"], days, rng)),
        "movements": _movements(groups, kind, days),
        "scenes": _scenes(groups[0], kind, days),
    }
    raw = {name: _raw(name, columns) for name, columns in tables.items() if len(columns["id"])}
    meta = _meta(parameters)
    return Dataset.of(Package(meta["name"], meta, raw))


def _meta(parameters: Mapping[str, Any]) -> dict[str, Any]:
    kind, seed = parameters["kind"], parameters["seed"]
    french = {"displacement": "déplacement", "diffusion": "diffusion", "nothing": "aucun effet"}[kind]
    return {
        "name": f"simulated-{kind}-{seed}",
        "title": f"Simulated data: {kind}, seed {seed}",
        "as_of": from_day(FIRST_DAY + parameters["days"] - 1).isoformat(),
        "licenses": [{"name": "CC0-1.0", "title": "CC0 1.0"}],
        "waterbed": {
            "simulated": True,
            "simulation": dict(parameters),
            "languages": ["en", "fr"],
            "default_view": "simulated",
            "views": {"simulated": [_WEST - 6, _SOUTH - 4, _EAST + 6, _NORTH + 4]},
            "title": {
                "en": f"Simulated data: {kind}, seed {seed}",
                "fr": f"Données simulées : {french}, graine {seed}",
            },
            "description": {
                "en": "Simulated data with a known truth. The places are made up; nothing here happened.",
                "fr": "Données simulées dont la vérité est connue. Les lieux sont inventés ; rien ici n'a eu lieu.",
            },
        },
    }


def _sources(parameters: Mapping[str, Any]) -> Columns:
    title = f"Simulated records, {parameters['kind']}, seed {parameters['seed']}"
    return {"id": [_SOURCE], "title": [title], "publisher": ["waterbed new --simulate"], "lang": ["en"]}


def _countries() -> Columns:
    return {
        "id": list(_COUNTRIES),
        "label_en": ["Simulated country A", "Simulated country B"],
        "label_fr": ["Pays simulé A", "Pays simulé B"],
        "source": [_SOURCE] * 2,
    }


def _zones(count: int, rng: np.random.Generator) -> Columns:
    """Places on a shaken grid, the western half in one country and the eastern in the other."""
    across = int(np.ceil(np.sqrt(count)))
    column, row = np.divmod(np.arange(count), across)
    shaken = rng.uniform(0.2, 0.8, (2, count))
    lon = _WEST + (column + shaken[0]) * (_EAST - _WEST) / (column[-1] + 1)
    lat = _NORTH - (row + shaken[1]) * (_NORTH - _SOUTH) / across
    return {
        "id": _place_ids(count),
        "label_en": _numbered("Place ", count),
        "label_fr": _numbered("Lieu ", count),
        "country": np.where(column <= column[-1] // 2, *_COUNTRIES),
        "kind": "district",
        "lon": lon.round(4).astype(str),
        "lat": lat.round(4).astype(str),
        "precision_km": "5",
        "source": _SOURCE,
    }


def _hubs(count: int, rng: np.random.Generator) -> Columns:
    return {
        "id": _numbered("site-", count),
        "label_en": _numbered("Site at place ", count),
        "label_fr": _numbered("Site du lieu ", count),
        "place": _place_ids(count),
        "role": "fraud_hub",
        "present": f"{from_day(FIRST_DAY).isoformat()}/",
        "source": _SOURCE,
        "certainty": _certainties(count, rng),
    }


def _crackdowns(groups: Sequence[Group]) -> Columns:
    names = [f"{group.target + 1:02d}" for group in groups]
    return {
        "id": [group.trigger for group in groups],
        "label_en": [f"Simulated crackdown at place {name}" for name in names],
        "label_fr": [f"Répression simulée au lieu {name}" for name in names],
        "kind": ["raid"] * len(groups),
        "place": [place_id(group.target) for group in groups],
        "date": [_text(group.day) for group in groups],
        "stage": ["crackdown"] * len(groups),
        "source": [_SOURCE] * len(groups),
        "certainty": ["high"] * len(groups),
    }


def _reports(place: Ints, day: Ints, vague: float, days: int, rng: np.random.Generator) -> Columns:
    count = len(place)
    return {
        "id": _numbered("report-", count),
        "label_en": _numbered("Place ", int(place.max(initial=0)) + 1)[place] + ": operations reported",
        "label_fr": _numbered("Lieu ", int(place.max(initial=0)) + 1)[place] + " : activité signalée",
        "kind": np.full(count, "report", dtype=object),
        "place": _place_ids(int(place.max(initial=0)) + 1)[place],
        "date": _dates(day, vague, days, rng),
        "stage": np.full(count, "context", dtype=object),
        "source": np.full(count, _SOURCE, dtype=object),
        "certainty": _certainties(count, rng),
    }


def _dates(day: Ints, vague: float, days: int, rng: np.random.Generator) -> npt.NDArray[np.object_]:
    """Write days as EDTF; a share of them as a month, a year or a span that holds the day."""
    form = rng.choice(len(_VAGUE), size=len(day), p=list(_VAGUE.values()))
    form = np.where(rng.random(len(day)) < vague, form, -1)
    before, after = rng.integers(0, _WIDEST_SPAN + 1, (2, len(day)))
    exact, start = _texts(day), _texts(np.maximum(day - before, 0))
    end = _texts(np.minimum(day + after, days - 1))
    month, year = (np.array([text[:length] for text in exact], dtype=object) for length in (7, 4))
    return np.select([form == 0, form == 1, form == 2], [month, start + "/" + end, year], exact)


def _movements(groups: Sequence[Group], kind: str, days: int) -> Columns:
    """Moves out on the day of the crackdown and back on the day of the return; regrowth in place where none moved."""
    rows: list[tuple[str, ...]] = []
    for group in groups:
        out, back = _period(group.day, days), _period(group.back, days)
        returned = group.back < days
        if kind == "displacement":
            there = sorted(place_id(one) for one in group.receiving)
            rows += [_move(group, "displacement", "", one, out, group.trigger) for one in there]
            rows += [_move(group, "return", one, "", back) for one in there if returned]
        elif kind == "diffusion" and returned:
            rows.append(_move(group, "return", "", "", back, flags="regrowth_in_place"))
    names = ("id", "label_en", "label_fr", "kind", "origin", "destination", "period", "cause", "flags")
    columns: Columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    return columns | {"source": [_SOURCE] * len(rows), "certainty": ["medium"] * len(rows)}


def _move(
    group: Group, kind: str, origin: str, destination: str, period: str, cause: str = "", flags: str = ""
) -> tuple[str, ...]:
    target = place_id(group.target)
    origin, destination = origin or target, destination or target
    other = next((end for end in (origin, destination) if end != target), "")
    name = f"{kind}-{group.number:02d}{other.replace('place', '')}"
    start, end = (end.replace("place-", "place ") for end in (origin, destination))
    english = f"Back in {start}" if start == end else f"From {start} to {end}"
    french = english.replace("Back in place", "De retour au lieu").replace("From place", "Du lieu")
    french = french.replace("to place", "au lieu")
    return name, english, french, kind, origin, destination, period, cause, flags


def _period(day: int, days: int) -> str:
    return f"{_text(day)}/{_text(min(day + _MOVING_DAYS, days - 1))}"


def _scenes(group: Group, kind: str, days: int) -> Columns:
    """Tell the story of the first crackdown."""
    site, name = f"site-{group.target + 1:02d}", f"{group.target + 1:02d}"
    moves = ";".join(sorted(f"displacement-{group.number:02d}-{one + 1:02d}" for one in group.receiving))
    back = moves.replace("displacement", "return") if kind == "displacement" else f"return-{group.number:02d}"
    told = [
        (
            "before",
            0,
            group.day - 1,
            site,
            f"Before: place {name}",
            f"Avant : lieu {name}",
            f"Simulated: operations at place {name}, as at all others.",
            f"Simulation : activité au lieu {name}, comme dans tous les autres.",
        ),
        (
            "crackdown",
            group.day,
            group.day,
            group.trigger,
            "Crackdown",
            "Répression",
            f"A crackdown hits place {name}.",
            f"Le lieu {name} est frappé par la répression.",
        ),
    ]
    if kind == "displacement":
        told.append(
            (
                "moved",
                group.day,
                min(group.day + _MOVING_DAYS, days - 1),
                moves,
                "Displacement",
                "Déplacement",
                "Operations move to other places.",
                "L'activité passe dans d'autres lieux.",
            )
        )
    if kind != "nothing" and group.back < days:
        told.append(
            (
                "back",
                group.back,
                min(group.back + _MOVING_DAYS, days - 1),
                back,
                "Return",
                "Retour",
                f"Operations are back at place {name}.",
                f"L'activité est de retour au lieu {name}.",
            )
        )
    return {
        "id": [f"scene-{scene[0]}" for scene in told],
        "seq": [str(at) for at in range(1, len(told) + 1)],
        "period": [f"{_text(scene[1])}/{_text(scene[2])}" for scene in told],
        "view": ["simulated"] * len(told),
        "label_en": [scene[4] for scene in told],
        "label_fr": [scene[5] for scene in told],
        "text_en": [f"{scene[6]} [{scene[3]}]" for scene in told],
        "text_fr": [f"{scene[7]} [{scene[3]}]" for scene in told],
        "records": [scene[3] for scene in told],
    }


def _certainties(count: int, rng: np.random.Generator) -> npt.NDArray[np.object_]:
    words = np.array([word for word, _ in _CERTAINTY], dtype=object)
    return words[rng.choice(len(words), size=count, p=[share for _, share in _CERTAINTY])]


def _numbered(prefix: str, count: int) -> npt.NDArray[np.object_]:
    return np.array([f"{prefix}{number:02d}" for number in range(1, count + 1)], dtype=object)


def _place_ids(count: int) -> npt.NDArray[np.object_]:
    return _numbered("place-", count)


def _text(day: int) -> str:
    return from_day(FIRST_DAY + day).isoformat()


def _texts(day: Ints) -> npt.NDArray[np.object_]:
    known, codes = np.unique(day, return_inverse=True)
    return np.array([_text(int(one)) for one in known], dtype=object)[codes]


def _joined(first: Columns, then: Columns) -> Columns:
    return {name: [*first[name], *then[name]] for name in first}


def _raw(name: str, columns: Columns) -> RawTable:
    frame = pd.DataFrame(columns).astype("str")
    return RawTable(name, f"{name}.csv", frame, np.arange(2, len(frame) + 2, dtype=np.int64))
