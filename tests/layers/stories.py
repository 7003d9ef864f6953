"""Stories in a few words, for pictures of what other people's data are like: a pair, a day, a city, an ocean."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

MARKET, STATION, RIVERSIDE = (104.916, 11.569), (104.9195, 11.57), (104.93, 11.565)
"""Corners of one city, some hundred metres apart."""

SUVA, APIA = (178.44, -18.14), (-171.77, -13.83)
"""On both sides of the dateline."""

Place = tuple[float, float]


def write_story(
    folder: Path,
    places: Mapping[str, Place],
    moves: Iterable[tuple[str, str, str]] = (),
    *,
    raids: Iterable[tuple[str, str]] = (),
    labels: Mapping[str, str] | None = None,
    scenes: Sequence[tuple[str, str, str]] = (),
    precision_km: float = 0.1,
    as_of: str = "2025-12-31",
    **settings: Any,
) -> Path:
    """Write a data package without a view of its own.

    Parameters
    ----------
    places
        Longitude and latitude by id; all are said to lie in Cambodia.
    moves
        Origin, destination and period of displacements.
    raids
        Place and date of each.
    labels
        Names of records that are not their ids.
    scenes
        Name, period and records, with ``;`` between them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    said = labels or {}
    zones = [
        {"id": name, "label_en": said.get(name, name), "country": "cambodia", "kind": "city", "lon": lon,
         "lat": lat, "precision_km": precision_km, "source": "wire"}
        for name, (lon, lat) in places.items()
    ]  # fmt: skip
    movements = [
        {"id": f"m{n}", "label_en": said.get(f"m{n}", f"Move {n}"), "kind": "displacement", "origin": origin,
         "destination": destination, "period": period, "source": "wire", "certainty": "high"}
        for n, (origin, destination, period) in enumerate(moves, 1)
    ]  # fmt: skip
    events = [
        {"id": f"raid{n}", "label_en": said.get(f"raid{n}", f"Raid {n}"), "kind": "raid", "place": place,
         "date": date, "stage": "crackdown", "source": "wire", "certainty": "high"}
        for n, (place, date) in enumerate(raids, 1)
    ]  # fmt: skip
    told = [
        {"id": f"s{n}", "seq": n, "period": period, "label_en": title, "records": records,
         "text_en": " ".join(f"Said. [{record}]" for record in records.split(";"))}
        for n, (title, period, records) in enumerate(scenes, 1)
    ]  # fmt: skip
    country = {"id": "cambodia", "label_en": "Cambodia", "iso2": "KH", "iso3": "KHM", "source": "wire"}
    source = {"id": "wire", "title": "Raids", "publisher": "A wire", "url": "https://example.org/w",
              "date": "2024-04-05", "lang": "en"}  # fmt: skip
    tables: dict[str, Sequence[Mapping[str, object]]] = {
        "sources": [source],
        "countries": [country],
        "zones": zones,
        "movements": movements,
        "events": events,
        "scenes": told,
    }
    for name, rows in tables.items():
        if rows:
            _write(folder / f"{name}.csv", rows)
    ours = {"languages": ["en"], "lead_source": "wire", "article_day": "2024-05"} | settings
    meta = {"name": "story", "title": "A story", "as_of": as_of, "waterbed": ours}
    (folder / "datapackage.json").write_text(json.dumps(meta), encoding="utf-8")
    return folder


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
