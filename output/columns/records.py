"""The tables of a timeline: rows of a data set as parallel columns of numbers (``docs/timeline.md``)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from waterbed.geo.bends import bends
from waterbed.geo.plane import Floats, Ints, mercator, world_shift
from waterbed.layers.checks.views import own_records, view_around_records
from waterbed.layers.cycle.causes import movement_bounds
from waterbed.layers.cycle.placed import attested_windows, families, is_drawn, on_record
from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN, bounds_frame, first_of
from waterbed.layers.known import RECORDED
from waterbed.output.columns.codes import CERTAINTY, STANDING
from waterbed.output.columns.references import Records, References, sources_of
from waterbed.output.columns.scenes.days import scene_days

Column: TypeAlias = list[Any]


Table: TypeAlias = dict[str, Column]


def records(dataset: Dataset, rows: Records, keys: References) -> Table:
    """Columns of every row that has a source."""
    ids, flags = rows.ids, rows.column("flags", ())
    standing = dict(zip(dataset.standing.index.tolist(), dataset.standing.tolist(), strict=True))
    recorded = numbers(bounds_frame(pd.Series(rows.column(RECORDED), dtype=object))["end_max"], 0)
    return {
        "id": ids,
        "table": rows.each(lambda table, frame: [table] * len(frame)),
        "place": keys.places(rows.each(_places_of)),
        "certainty": _each(rows.column("certainty"), lambda word: CERTAINTY.get(word, -1)),
        "standing": _each([standing.get(record, "") for record in ids], lambda word: STANDING.get(word, -1)),
        "scope": rows.column("scope"),
        "sources": _each(sources_of(rows), lambda named: [keys.source(source) for source in named]),
        "locator": _each(rows.column("locator", ()), ";".join),
        "quote": rows.column("quote"),
        "quote_lang": _quote_lang(dataset, rows),
        "flags": _each(flags, list),
        "after": _each(flags, lambda words: int("after_the_article" in words)),
        **({"recorded": recorded} if any(day is not None for day in recorded) else {}),
    }


def _places_of(table: str, frame: pd.DataFrame) -> Column:
    if table in ("countries", "zones"):
        return list(frame.index)
    column = "destination" if table == "movements" else "place"
    return frame[column].tolist() if column in frame else [""] * len(frame)


def _quote_lang(dataset: Dataset, rows: Records) -> Column:
    lang = dataset["sources"]["lang"].to_dict()
    quoted = zip(rows.column("quote"), rows.column("source"), strict=True)
    return [lang[source] if quote and source else "" for quote, source in quoted]


def places(dataset: Dataset, keys: References) -> Table:
    """Columns of countries, zones, regions, and of hubs with a point of their own."""
    table = dataset.places
    lon, lat = _degrees(dataset)
    x, y = mercator(lon, lat)
    country = table["country"].where(table["table"] != "countries", table.index.to_series())
    at_sea = dataset.vocabulary.words("zone_kind", family="sea")
    return {
        "id": list(table.index),
        "record": keys.records(table.index),
        "level": table["level"].tolist(),
        "kind": table["kind"].tolist(),
        "parent": [keys.place(place) for place in table["parent"]],
        "country": [keys.place(place) for place in country],
        "iso2": list(country.map(table["iso2"]).astype(object).fillna("")),
        "iso_3166_2": table["iso_3166_2"].tolist(),
        "lon": numbers(lon, 4),
        "lat": numbers(lat, 4),
        "x": numbers(x, 7),
        "y": numbers(y, 7),
        "precision_km": numbers(table["precision_km"], 1),
        "at_sea": [int(kind in at_sea) for kind in table["kind"]],
    }


def _degrees(dataset: Dataset) -> tuple[Floats, Floats]:
    """Lon and lat of every place, NaN where it has no point."""
    points = dataset.places.geometry.to_numpy()
    return shapely.get_x(points), shapely.get_y(points)


def hubs(dataset: Dataset, keys: References) -> Table:
    """Columns of hubs: where they are drawn, their presence and their attestations."""
    table = dataset["hubs"]
    return {
        "id": list(table.index),
        "record": keys.records(table.index),
        "place": [keys.place(dataset.stands_at(hub)) for hub in table.index],
        "role": table["role"].tolist(),
        "drawn": [int(drawn) for drawn in is_drawn(dataset)],
        "organisation": keys.records(table["organisation"]),
        "certainty": _certainty(table),
        **_days(dataset.bounds("hubs", "present")),
        "stage": table["stage"].tolist(),
        "stage_by": table["stage_by"].tolist(),
        "attested": [[list(pair) for pair in pairs] for pairs in attested_windows(table)],
    }


def movements(dataset: Dataset, keys: References) -> Table:
    """Columns of movements: ends, shape, mode, days, and the curve that every picture draws."""
    moves = dataset["movements"]
    bounds = movement_bounds(dataset)
    not_before = first_of(moves["cause"], dataset.bounds("events", "date")["start_min"])
    origin, destination = keys.places(moves["origin"]), keys.places(moves["destination"])
    shape, bend, shift = _curves(dataset, np.array(origin, dtype=int), np.array(destination, dtype=int))
    return {
        "id": moves.index.tolist(),
        "record": keys.records(moves.index.tolist()),
        "kind": moves["kind"].tolist(),
        "origin": origin,
        "destination": destination,
        "shape": shape.tolist(),
        "mode": bounds["mode"].tolist(),
        **_days(bounds),
        "start_margin": numbers(bounds["start_margin"], 0),
        "end_margin": numbers(bounds["end_margin"], 0),
        "bend": numbers(bend, 4),
        "shift": shift.tolist(),
        **{column: numbers(moves[column], 3) for column in ("low", "best", "high")},
        "unit": moves["unit"].tolist(),
        "not_before": numbers(not_before, 0),
        "cause": _each(moves["cause"].tolist(), lambda events: [keys.event(event) for event in events]),
        "stage": moves["stage"].tolist(),
        "stage_by": moves["stage_by"].tolist(),
        "certainty": _certainty(moves),
    }


def _curves(dataset: Dataset, origin: Ints, destination: Ints) -> tuple[npt.NDArray[np.str_], Floats, Ints]:
    """Shapes of movements between rows of places (-1 unknown); bends and world shifts of the curves among them.

    They are made once for all pictures; bends are relative to the default view's width.
    """
    lon, lat = (np.append(degrees, np.nan) for degrees in _degrees(dataset))  # the last one is row -1
    left, reached = ~np.isnan(lon[origin]), ~np.isnan(lon[destination])
    inside = left & (origin == destination)
    shape = np.select([inside, left & reached, reached], ["ring", "curve", "arrival"], "none")
    bend, shift = np.zeros(len(shape)), np.zeros(len(shape), dtype=int)
    curved = shape == "curve"
    if curved.any():
        start, end = origin[curved], destination[curved]
        shift[curved] = world_shift(lon[start], lat[start], lon[end], lat[end])
        x, y = mercator(lon, lat)
        x1 = x[end] + shift[curved]
        bend[curved] = bends(x[start], y[start], x1, y[end], view_width=_default_width(dataset))
    return shape, bend, shift


def _default_width(dataset: Dataset) -> float:
    west, _, east, _ = views(dataset)[dataset.settings["default_view"]]
    return (east - west) / 360


def views(dataset: Dataset) -> Mapping[str, list[float]]:
    """Named views of a data set: west, south, east, north in degrees."""
    found: Mapping[str, list[float]] = dataset.settings["views"]
    return found


def events(dataset: Dataset, keys: References, phases: pd.DataFrame) -> Table:
    """Columns of events; the sign is that of the phase or disruption that rests on the event."""
    signs: dict[str, set[str]] = {"crackdown": set(), "disruption": set()}
    shown = phases[phases["phase"].isin(signs)]
    for phase, basis in zip(shown["phase"], shown["basis"], strict=True):
        signs[phase].update(basis)
    table = dataset["events"]
    return {
        "id": list(table.index),
        "record": keys.records(table.index),
        "kind": table["kind"].tolist(),
        "sign": [next((sign for sign, ids in signs.items() if event in ids), "") for event in table.index],
        "family": list(families(dataset)),
        "place": [keys.place(place) for place in table["place"]],
        "stage": table["stage"].tolist(),
        "stage_by": table["stage_by"].tolist(),
        **_days(on_record(dataset.bounds("events", "date"))),
        "actor": keys.records(table["actor"]),
        "certainty": _certainty(table),
    }


def spans(frame: pd.DataFrame, keys: References) -> Table:
    """Columns of phases and disruptions, as `waterbed.layers.phases.spans` gives them."""
    return {
        "place": keys.places(frame["place"]),
        "phase": frame["phase"].tolist(),
        "form": frame["form"].tolist(),
        "candidate": frame["candidate"].astype(int).tolist(),
        "derived": frame["derived"].astype(int).tolist(),
        "rule": frame["rule"].tolist(),
        **_days(frame),
        "certainty": _certainty(frame),
        "basis": [keys.records(basis) for basis in frame["basis"].tolist()],
    }


def scenes(dataset: Dataset, keys: References) -> Table:
    """Columns of scenes: days of the clock, view (west, south, east, north), records."""
    table = dataset["scenes"].sort_values("seq")
    days, seen = scene_days(dataset), scene_views(dataset)
    own = pd.Series(own_records(dataset.tables), dataset["scenes"].index, dtype=object)
    return {
        "id": list(table.index),
        "record": keys.records(table.index),
        "start": days["start"].tolist(),
        "end": days["end"].tolist(),
        "view": [seen[scene] for scene in table.index],
        "records": [keys.records(records) for records in table["records"]],
        "own": [keys.records(own[scene]) for scene in table.index],
    }


def scene_views(dataset: Dataset) -> Mapping[str, list[float]]:
    """West, south, east, north in degrees of each scene: its own, else the box of what it tells, else the default."""
    table, named = dataset["scenes"], views(dataset)
    default = named[dataset.settings["default_view"]]

    def view(text: str, records: Sequence[str]) -> list[float]:
        if text:
            return list(named[text]) if text in named else [float(side) for side in text.split()]
        around = view_around_records(dataset.tables, dataset.places, records)
        return [round(side, 4) for side in around] if around else list(default)

    told = zip(table.index, table["view"], own_records(dataset.tables), strict=True)
    return {scene: view(text, records) for scene, text, records in told}


def figures(dataset: Dataset, keys: References) -> Table:
    """Columns of figures."""
    table = dataset["figures"]
    return {
        "id": list(table.index),
        "record": keys.records(table.index),
        "measure": table["measure"].tolist(),
        "place": [keys.place(place) for place in table["place"]],
        "organisation": keys.records(table["organisation"]),
        "event": [keys.event(event) for event in table["event"]],
        "value": numbers(table["value"], 3),
        "qualifier": table["qualifier"].tolist(),
        "unit": table["unit"].tolist(),
        "standing": table["standing"].tolist(),
    }


def sources(dataset: Dataset, order: Sequence[str]) -> Table:
    """Columns of sources, in the given order."""
    table = dataset["sources"].loc[list(order)]
    return {
        "id": list(table.index),
        **{
            column: table[column].tolist() for column in ("kind", "tier", "title", "publisher", "url", "lang")
        },
        "published": numbers(dataset.bounds("sources", "date")["end_max"].loc[list(order)], 0),
        "link": [int(may_link(url, tier)) for url, tier in zip(table["url"], table["tier"], strict=True)],
    }


def may_link(url: str, tier: str) -> bool:
    """Only web addresses become links, and a mirror's or aggregator's address stays text."""
    return url.startswith(("https://", "http://")) and not ("mirror" in tier or tier == "aggregator")


def _certainty(frame: pd.DataFrame) -> Column:
    return _each(frame["certainty"].tolist(), lambda word: CERTAINTY.get(word, -1))


def _each(column: Column, function: Callable[[Any], Any]) -> Column:
    """What a function says of each value of a column; it is asked once for each distinct one."""
    known = {value: function(value) for value in dict.fromkeys(column)}
    return list(map(known.__getitem__, column))


def _days(bounds: pd.DataFrame) -> Table:
    return {column: numbers(bounds[column], 0) for column in SPAN}


def numbers(values: "Iterable[float]", digits: int) -> Column:
    """Rounded numbers, whole ones as integers, None for NaN."""
    rounded = np.round(np.asarray(values, dtype=float), digits)
    if np.isnan(rounded).any():
        return [None if v != v else int(v) if v == int(v) else v for v in rounded.tolist()]
    if (rounded == np.trunc(rounded)).all():
        return cast(Column, rounded.astype(np.int64).tolist())
    return [int(v) if v == int(v) else v for v in rounded.tolist()]
