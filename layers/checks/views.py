"""What scenes look at: their own records, the box around these, and views of a scene that do not show them."""

import math
from collections.abc import Iterator, Mapping, Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from waterbed.geo.outlines import outline_of
from waterbed.geo.views import view_around
from waterbed.layers.checks.sheet import Sheet
from waterbed.layers.errors import Fault
from waterbed.layers.places import Hierarchy, place_frame, points_of, view_of

Tables = Mapping[str, pd.DataFrame]

_LEAST_SHARE = 0.15
"""Signs that take less of the longer side of a view are a heap in its middle."""

_MOST_NAMED = 3

_OF_PEOPLE = frozenset({"trafficking", "laundering", "repatriation", "handover"})
"""Kinds of movements that lead far from what happens: beside moves of operations they are named at the frame's edge."""


def own_records(tables: Tables) -> list[tuple[str, ...]]:
    """The records of each scene and the dated movements that name one of its events as a cause, in the table's order."""
    movements = tables["movements"]
    caused = movements["cause"][movements["period"] != ""].explode().dropna()
    of_event = caused.index.to_series().groupby(caused.to_numpy()).agg(list).to_dict()
    return [
        tuple(dict.fromkeys([*records, *(move for one in records for move in of_event.get(one, ()))]))
        for records in tables["scenes"]["records"]
    ]


def view_around_records(
    tables: Tables, places: gpd.GeoDataFrame, records: Sequence[str]
) -> list[float] | None:
    """West, south, east, north in degrees around some records and the ends of movements; None where none has a point.

    Of a country its label point counts and not its size, unless it is alone; regions only say a direction. Where people and
    money go counts only in scenes that tell of no move of operations.
    """
    records = _stretching(tables, records)
    found = places.loc[_places_of(tables, places, records)]
    also = _shapes_of(tables, records)
    if found.empty and not also:
        return None
    points = {point.coords[0] for point in found.geometry}
    alone = len(points) == 1 and not also
    return view_of(found if alone else found.assign(precision_km=0.0), also)


def view_doubts(
    sheets: Mapping[str, Sheet], views: Mapping[str, Sequence[float]], drawn_roles: Sequence[str]
) -> Iterator[Fault]:
    """Find views of scenes that leave out what the scene tells of, or in which its signs are a heap.

    Parameters
    ----------
    sheets
        Every table, without a fault.
    views
        The named views of the settings.
    drawn_roles
        Roles of hubs that are signs on the map.
    """
    sheet = sheets["scenes"]
    if not (sheet.frame["view"] != "").any():
        return
    tables = {name: one.frame for name, one in sheets.items()}
    places = place_frame(tables, Hierarchy.of(tables), drawn_roles)
    for at, (text, records) in enumerate(zip(sheet.frame["view"], own_records(tables), strict=True)):
        best = view_around_records(tables, places, records) if text else None
        if best is None:
            continue
        records = tuple(_stretching(tables, records))
        view = views[text] if text in views else [float(side) for side in text.split()]
        mend = f"leave it empty, or write {_written(best)}"
        outside = [one for one in records if _is_outside(tables, places, one, view)]
        if outside:
            named = ", ".join(f'"{one}"' for one in outside[:_MOST_NAMED])
            more = f" and {len(outside) - _MOST_NAMED} more" if len(outside) > _MOST_NAMED else ""
            yield sheet.fault(at, "view", text, f"leaves out {named}{more}, of which the scene tells", mend)
        elif (share := _share(tables, places, records, best, view)) < _LEAST_SHARE:
            yield sheet.fault(
                at, "view", text, f"is so wide that the signs take {int(100 * share)}% of it", mend
            )


def _stretching(tables: Tables, records: Sequence[str]) -> list[str]:
    """Those of some records that a view is made to hold."""
    kind = tables["movements"]["kind"]
    aside = [one for one in records if kind.get(one) in _OF_PEOPLE]
    moves = [one for one in records if one in kind.index]
    return [one for one in records if one not in aside or len(aside) == len(moves)]


def _places_of(tables: Tables, places: gpd.GeoDataFrame, records: Sequence[str]) -> list[str]:
    """Places with a point at which records stand, each once, regions left out."""
    named: list[str] = []
    for record in records:
        for name in ("movements", "events", "phases"):
            if record in tables[name].index:
                ends = ("origin", "destination") if name == "movements" else ("place",)
                named += [str(tables[name].at[record, end]) for end in ends]
        named.append(record)
    hubs = tables["hubs"]
    bare = hubs.index[hubs["lon"].isna() | hubs["lat"].isna()]
    stands = [str(hubs.at[one, "place"]) if one in bare else one for one in named]
    with_point = places.index[places.geometry.notna() & (places["level"] != "region")]
    return [one for one in dict.fromkeys(stands) if one in with_point]


def _shapes_of(tables: Tables, records: Sequence[str]) -> list[shapely.Geometry]:
    """Points of events and outlines of zones among some records."""
    zones, events = tables["zones"], tables["events"]
    outlined = zones["geometry"][zones.index.isin(list(records)) & (zones["geometry"] != "").to_numpy()]
    points = points_of(events[events.index.isin(list(records))])
    return [*(outline_of(str(text)) for text in outlined), *(point for point in points if point is not None)]


def _is_outside(tables: Tables, places: gpd.GeoDataFrame, record: str, view: Sequence[float]) -> bool:
    lon, lat = _corners(tables, places, [record])
    west, south, east, north = view
    inside = ((lon - west) % 360 <= east - west) & (south <= lat) & (lat <= north)
    return not inside.all()


def _corners(
    tables: Tables, places: gpd.GeoDataFrame, records: Sequence[str]
) -> "tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]":
    points = places.geometry[_places_of(tables, places, records)]
    shapes = [*points, *_shapes_of(tables, records)]
    corners = shapely.get_coordinates(shapely.convex_hull(np.array(shapes, dtype=object)))
    return corners[:, 0], corners[:, 1]


def _share(
    tables: Tables,
    places: gpd.GeoDataFrame,
    records: Sequence[str],
    best: Sequence[float],
    view: Sequence[float],
) -> float:
    """How much of a view the signs take, the wider way; one sign takes what the view around it does."""
    lon, lat = _corners(tables, places, records)
    box = view_around(lon, lat)
    west, south, east, north = best if box[0] == box[2] and box[1] == box[3] else box
    return max((east - west) / (view[2] - view[0]), (north - south) / (view[3] - view[1]))


def _written(view: Sequence[float]) -> str:
    """A view as a cell has it, rounded outwards."""
    digits = max(0, 1 - math.floor(math.log10(max(view[2] - view[0], view[3] - view[1]) / 10)))
    step = 10.0**digits
    west, south = (math.floor(side * step) / step for side in view[:2])
    east, north = (math.ceil(side * step) / step for side in view[2:])
    return " ".join(f"{side:g}" for side in (west, south, east, north))
