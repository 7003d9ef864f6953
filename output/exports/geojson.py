"""Places, events and movements as GeoJSON, for other maps."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from waterbed.geo.plane import degrees
from waterbed.output.timeline import Timeline


def geojson(features: Sequence[Mapping[str, Any]]) -> str:
    """Features on a line each, so that two versions can be compared (RFC 7946: WGS 84, lon before lat)."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def _feature(geometry: str, coordinates: Any, properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": geometry, "coordinates": coordinates},
        "properties": dict(properties),
    }


def _said(timeline: Timeline, record: int) -> dict[str, Any]:
    """Names and dates in every language, standing of the evidence, ids of the sources."""
    meta, records = timeline["meta"], timeline["records"]
    labels = {
        f"label_{lang}": timeline["texts"][lang]["records"]["label"][record] for lang in meta["languages"]
    }
    first = timeline["texts"][meta["languages"][0]]["records"]
    sources = [timeline["sources"]["id"][source] for source in records["sources"][record]]
    return {
        "id": records["id"][record],
        **labels,
        "when": first["when"][record],
        "sources": ";".join(sources),
    }


def _points(timeline: Timeline) -> list[list[float] | None]:
    """The point of each event: its own, else that of its place."""
    table, events = timeline["incidents"], timeline["events"]
    found = [_point(timeline, place) for place in events["place"]]
    lon, lat = degrees(table["x"], table["y"])
    for event, *point in zip(table["event"], lon.round(4).tolist(), lat.round(4).tolist(), strict=True):
        found[event] = point
    return found


def _point(timeline: Timeline, place: int) -> list[float] | None:
    places = timeline["places"]
    if place < 0 or places["lon"][place] is None:
        return None
    return [places["lon"][place], places["lat"][place]]


def place_features(timeline: Timeline) -> list[dict[str, Any]]:
    """Places as points, with the phases that are on record there."""
    places, spans = timeline["places"], timeline["spans"]
    phases: dict[int, list[str]] = {}
    for place, phase in zip(spans["place"], spans["phase"], strict=True):
        phases.setdefault(place, []).append(phase)
    return [
        _feature(
            "Point",
            point,
            {
                **_said(timeline, places["record"][place]),
                **{name: places[name][place] for name in ("level", "kind", "iso2", "precision_km")},
                "phases": ";".join(dict.fromkeys(phases.get(place, ()))),
            },
        )
        for place in range(len(places["id"]))
        if (point := _point(timeline, place))
    ]


def event_features(timeline: Timeline) -> list[dict[str, Any]]:
    """Events as points: their own, else those of their places."""
    events, points = timeline["events"], _points(timeline)
    return [
        _feature(
            "Point",
            point,
            {
                **_said(timeline, events["record"][row]),
                **{name: events[name][row] for name in ("kind", "family")},
            },
        )
        for row in range(len(events["id"]))
        if (point := points[row])
    ]


def movement_features(timeline: Timeline) -> list[dict[str, Any]]:
    """Movements between two known places as lines."""
    moves = timeline["movements"]
    found = []
    for row in range(len(moves["id"])):
        start, end = (_point(timeline, moves[name][row]) for name in ("origin", "destination"))
        if start and end and start != end:
            said = _said(timeline, moves["record"][row])
            sizes = {name: moves[name][row] for name in ("kind", "low", "best", "high", "unit")}
            found.append(_feature("LineString", [start, end], {**said, **sizes}))
    return found
