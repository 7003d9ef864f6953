"""A made-up story for every player: movements between 316 hubs over ten years, the same for the same seed."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import from_day
from waterbed.layers.files.raw import Package, RawTable

HUBS = 316
SEED = 20_250_501
FIRST_DAY, LAST_DAY = 16_436, 20_088
"""2015-01-01 to 2024-12-31, days since 1970-01-01."""
BOX = (92.0, -9.0, 127.0, 28.0)
"""West, south, east, north: over land, so that the basemap is drawn as in a real story."""

_LONGEST = 60
_KINDS = {"displacement": 0.6, "return": 0.2, "expansion": 0.1, "trafficking": 0.1}
_CERTAINTY = {"high": 0.5, "medium": 0.35, "low": 0.15}
_COUNTRIES = 8

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Story:
    """Hubs and movements as arrays; movements in the order of their first days."""

    lon: Floats
    lat: Floats
    origin: Ints
    """Numbers of hubs."""
    destination: Ints
    start: Ints
    """First day, since 1970-01-01."""
    end: Ints
    """Last day."""
    kind: npt.NDArray[np.str_]
    certainty: npt.NDArray[np.str_]

    @property
    def size(self) -> int:
        """Number of movements."""
        return len(self.origin)


def made_up(movements: int, seed: int = SEED) -> Story:
    """Draw hubs and movements; the hubs are the same for every number of movements."""
    places, rng = np.random.default_rng(seed), np.random.default_rng([seed, movements])
    west, south, east, north = BOX
    origin = rng.integers(0, HUBS, movements)
    start = np.sort(rng.integers(FIRST_DAY, LAST_DAY - _LONGEST, movements))
    return Story(
        lon=places.uniform(west, east, HUBS).round(4),
        lat=places.uniform(south, north, HUBS).round(4),
        origin=origin,
        destination=(origin + rng.integers(1, HUBS, movements)) % HUBS,
        start=start,
        end=start + rng.integers(1, _LONGEST, movements),
        kind=rng.choice(list(_KINDS), movements, p=list(_KINDS.values())),
        certainty=rng.choice(list(_CERTAINTY), movements, p=list(_CERTAINTY.values())),
    )


def names_of(story: Story) -> npt.NDArray[np.object_]:
    """What each movement is called."""
    names = _numbered("Hub ", HUBS)
    ends = zip(names[story.origin], names[story.destination], strict=True)
    return np.array([f"{origin} → {destination}" for origin, destination in ends], dtype=object)


def dataset(story: Story) -> Dataset:
    """The story as a data set of waterbed."""
    raw = {
        "sources": {"id": ["made-up"], "title": ["Made up for a measurement"], "lang": ["en"]},
        "countries": _countries(),
        "hubs": _hubs(story),
        "movements": _movements(story),
    }
    return Dataset.of(Package("players", _META, {name: _raw(name, columns) for name, columns in raw.items()}))


_META: dict[str, Any] = {
    "name": "players",
    "title": "Made-up movements between 316 hubs",
    "as_of": from_day(LAST_DAY).isoformat(),
    "licenses": [{"name": "CC0-1.0", "title": "CC0 1.0"}],
    "waterbed": {
        "simulated": True,
        "languages": ["en"],
        "default_view": "all",
        "views": {"all": list(BOX)},
        "description": {"en": "Made up for a measurement; nothing here happened."},
    },
}


def _countries() -> dict[str, Any]:
    numbers = range(1, _COUNTRIES + 1)
    return {
        "id": [f"country-{n}" for n in numbers],
        "label_en": [f"Country {n}" for n in numbers],
        "source": "made-up",
    }


def _hubs(story: Story) -> dict[str, Any]:
    stripe = np.clip((story.lon - BOX[0]) / (BOX[2] - BOX[0]) * _COUNTRIES, 0, _COUNTRIES - 1).astype(int)
    return {
        "id": _numbered("hub-", HUBS),
        "label_en": _numbered("Hub ", HUBS),
        "place": [f"country-{n + 1}" for n in stripe],
        "role": "fraud_hub",
        "lon": story.lon.astype(str),
        "lat": story.lat.astype(str),
        "precision_km": "5",
        "source": "made-up",
        "certainty": "high",
    }


def _movements(story: Story) -> dict[str, Any]:
    hubs = _numbered("hub-", HUBS)
    days = np.array([from_day(day).isoformat() for day in range(FIRST_DAY, LAST_DAY + 1)], dtype=object)
    return {
        "id": _numbered("move-", story.size),
        "label_en": names_of(story),
        "kind": story.kind,
        "origin": hubs[story.origin],
        "destination": hubs[story.destination],
        "period": days[story.start - FIRST_DAY] + "/" + days[story.end - FIRST_DAY],
        "source": "made-up",
        "certainty": story.certainty,
    }


def _numbered(prefix: str, count: int) -> npt.NDArray[np.object_]:
    return np.array([f"{prefix}{number:03d}" for number in range(1, count + 1)], dtype=object)


def _raw(name: str, columns: dict[str, Any]) -> RawTable:
    frame = pd.DataFrame(columns).astype("str")
    return RawTable(name, f"{name}.csv", frame, np.arange(2, len(frame) + 2, dtype=np.int64))
