"""A data set from the rows that were made of strangers' tables."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from waterbed.layers.dates.days import from_day
from waterbed.layers.dates.edtf import parse
from waterbed.layers.errors import DateError
from waterbed.layers.files.raw import Package, RawTable
from waterbed.layers.intake.places import coordinate, new_id
from waterbed.layers.intake.records import Choices, Row, Tables


def package_of(into: Tables, title: str, choices: Choices, as_of: str, file: str) -> Package:
    """The package of a data set.

    Parameters
    ----------
    into
        Its rows.
    title
        Its title, of which its name is made.
    choices
        What the user has said: the language, and the source of records that name none.
    as_of
        Day up to which the records were checked; their last day when left out.
    file
        The first file read, which is the source where nothing else is.
    """
    lang = choices.lang
    default = next(iter(into.sources.values()), None)
    if default is None:
        into.source("", "", choices.source or file)
        default = next(iter(into.sources.values()))
    source = default["id"]
    countries = [
        {"id": one.id, f"label_{lang}": one.label, "iso2": one.iso2, "source": source}
        for one in into.gazetteer.countries()
    ]
    zones = [
        {
            "id": one.id, f"label_{lang}": one.label, "country": one.country, "parent": one.parent,
            "lon": coordinate(one.lon), "lat": coordinate(one.lat),
            "precision_km": f"{one.precision_km:g}" if one.precision_km else "",
            "point_source": one.point_source, "geometry": one.wkt, "iso_3166_2": one.iso_3166_2, "source": source,
        }
        for one in into.gazetteer.zones()
    ]  # fmt: skip
    rows = {"sources": list(into.sources.values()), "countries": countries, "zones": zones, **into.rows}
    meta = {
        "name": new_id(title, set(), "records"),
        "title": title,
        "as_of": as_of or _last_day(rows),
        "waterbed": {"languages": [lang]},
    }
    tables = {name: _raw(name, table) for name, table in rows.items() if table}
    words = list(into.own_words.values())
    return Package(title, MappingProxyType(meta), tables, words=_raw("vocabulary", words) if words else None)


def _raw(name: str, rows: Sequence[Row]) -> RawTable:
    header = list(dict.fromkeys(column for row in rows for column in row))
    used = [column for column in header if any(row.get(column) for row in rows)]
    frame = pd.DataFrame({column: [row.get(column, "") for row in rows] for column in used}, dtype="str")
    return RawTable(name, f"{name}.csv", frame, np.arange(2, len(rows) + 2, dtype=np.int64))


def _last_day(rows: Mapping[str, Sequence[Row]]) -> str:
    days = []
    for table, column in (("events", "date"), ("movements", "period"), ("counts", "period")):
        for row in rows[table]:
            try:
                bounds = parse(row.get(column, ""))
            except DateError:
                continue
            days += [day for day in (bounds.end_max, bounds.start_max) if day is not None]
    return (from_day(max(days)) if days else date.today()).isoformat()
