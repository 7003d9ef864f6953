"""The records of a simulated data set: from days, places and crackdowns to tables that read like any other."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import from_day
from waterbed.layers.files.raw import Package, RawTable
from waterbed.layers.simulation.coast import EAST, NORTH, SOUTH, WEST, countries
from waterbed.layers.simulation.numbers import monthly_numbers, unit_words
from waterbed.layers.simulation.story import SOURCE, Columns, Course, movements, scenes
from waterbed.layers.simulation.truth import FIRST_DAY, Group, Ints, day_text, place_id
from waterbed.layers.simulation.worlds import World

_COUNTRIES = ("country-a", "country-b")


_CERTAINTY = (("high", 0.5), ("medium", 0.35), ("low", 0.15))


_VAGUE = {"month": 0.6, "span": 0.3, "year": 0.1}


_WIDEST_SPAN = 20


def dataset(
    parameters: Mapping[str, Any],
    groups: Sequence[Group],
    place: Ints,
    day: Ints,
    rng: np.random.Generator,
    monthly: World | None = None,
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
    monthly
        Where it is given, the reports are written as a number a place and month, as far as this world keeps them.
    """
    count, days, course = parameters["places"], parameters["days"], _course(parameters)
    tables = {
        "sources": _sources(parameters),
        "countries": _countries(count),
        "zones": _zones(count, rng),
        "hubs": _hubs(count, rng),
        "events": _crackdowns(groups),
        "movements": movements(groups, course, days),
        "scenes": scenes(groups[0], course, days),
    }
    if monthly is None:
        reported = _reports(place, day, parameters["vague_dates"], days, rng)
        tables["events"] = _joined(tables["events"], reported)
    else:
        tables["counts"] = monthly_numbers(place, day, count, days, monthly, rng)
    raw = {name: _raw(name, columns) for name, columns in tables.items() if len(columns["id"])}
    meta = _meta(parameters)
    words = None if monthly is None else unit_words()
    return Dataset.of(Package(meta["name"], meta, raw, words=words))


def _course(parameters: Mapping[str, Any]) -> Course:
    if parameters["kind"] == "nothing" or not parameters["reduction"]:
        return "unchanged"
    return "moved" if parameters["kind"] == "displacement" and parameters["displaced_share"] else "shrunk"


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
            "counted_kinds": ["report"],
            "languages": ["en", "fr"],
            "default_view": "simulated",
            "views": {"simulated": [WEST - 4, SOUTH - 4, EAST + 4, NORTH + 4]},
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
    return {"id": [SOURCE], "title": [title], "publisher": ["waterbed new --simulate"], "lang": ["en"]}


def _columns(count: int) -> tuple[int, npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The grid on which places lie: its rows, and the column and row of each place."""
    across = int(np.ceil(np.sqrt(count)))
    column, row = np.divmod(np.arange(count), across)
    return across, column, row


def _countries(count: int) -> Columns:
    """Two countries on an invented island; the border runs between two columns of places."""
    _, column, _ = _columns(count)
    border = WEST + (column[-1] // 2 + 1) * (EAST - WEST) / (column[-1] + 1)
    return {
        "id": list(_COUNTRIES),
        "label_en": ["Country A", "Country B"],
        "label_fr": ["Pays A", "Pays B"],
        "geometry": list(countries(float(border))),
        "note_en": ["SIMULATED: country and coast are invented."] * 2,
        "note_fr": ["SIMULATION : le pays et sa côte sont inventés."] * 2,
        "source": [SOURCE] * 2,
    }


def _zones(count: int, rng: np.random.Generator) -> Columns:
    """Places on a shaken grid, the western half in one country and the eastern in the other."""
    across, column, row = _columns(count)
    shaken = rng.uniform(0.2, 0.8, (2, count))
    lon = WEST + (column + shaken[0]) * (EAST - WEST) / (column[-1] + 1)
    lat = NORTH - (row + shaken[1]) * (NORTH - SOUTH) / across
    return {
        "id": _place_ids(count),
        "label_en": _numbered("Place ", count),
        "label_fr": _numbered("Lieu ", count),
        "country": np.where(column <= column[-1] // 2, *_COUNTRIES),
        "kind": "district",
        "lon": lon.round(4).astype(str),
        "lat": lat.round(4).astype(str),
        "precision_km": "5",
        "source": SOURCE,
    }


def _hubs(count: int, rng: np.random.Generator) -> Columns:
    return {
        "id": _numbered("site-", count),
        "label_en": _numbered("Site at place ", count),
        "label_fr": _numbered("Site du lieu ", count),
        "place": _place_ids(count),
        "role": "fraud_hub",
        "present": f"{from_day(FIRST_DAY).isoformat()}/",
        "source": SOURCE,
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
        "date": [day_text(group.day) for group in groups],
        "stage": ["crackdown"] * len(groups),
        "source": [SOURCE] * len(groups),
        "certainty": ["high"] * len(groups),
    }


def _reports(place: Ints, day: Ints, vague: float, days: int, rng: np.random.Generator) -> Columns:
    count, places = len(place), int(place.max(initial=0)) + 1
    return {
        "id": _numbered("report-", count),
        "label_en": _numbered("Place ", places)[place] + ": operations reported",
        "label_fr": _numbered("Lieu ", places)[place] + " : activité signalée",
        "kind": np.full(count, "report", dtype=object),
        "place": _place_ids(places)[place],
        "date": _dates(day, vague, days, rng),
        "stage": np.full(count, "context", dtype=object),
        "source": np.full(count, SOURCE, dtype=object),
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


def _certainties(count: int, rng: np.random.Generator) -> npt.NDArray[np.object_]:
    words = np.array([word for word, _ in _CERTAINTY], dtype=object)
    return words[rng.choice(len(words), size=count, p=[share for _, share in _CERTAINTY])]


def _numbered(prefix: str, count: int) -> npt.NDArray[np.object_]:
    return np.array([f"{prefix}{number:02d}" for number in range(1, count + 1)], dtype=object)


def _place_ids(count: int) -> npt.NDArray[np.object_]:
    return _numbered("place-", count)


def _texts(day: Ints) -> npt.NDArray[np.object_]:
    known, codes = np.unique(day, return_inverse=True)
    return np.array([day_text(int(one)) for one in known], dtype=object)[codes]


def _joined(first: Columns, then: Columns) -> Columns:
    return {name: [*first[name], *then[name]] for name in first}


def _raw(name: str, columns: Columns) -> RawTable:
    frame = pd.DataFrame(columns).astype("str")
    return RawTable(name, f"{name}.csv", frame, np.arange(2, len(frame) + 2, dtype=np.int64))
