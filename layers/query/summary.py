"""What is in a data set, for the command line: frames and plain values, nothing printed."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.bounds import SPAN
from waterbed.layers.dates.days import from_day
from waterbed.layers.errors import Fault
from waterbed.layers.locale.strings import machine_made
from waterbed.layers.query.series import measured
from waterbed.layers.schema.tables import TABLES, has_source, schema


def summary(dataset: Dataset) -> pd.DataFrame:
    """Count the records of each table.

    Returns
    -------
    DataFrame
        A row a table that has rows. ``rows``; ``dated`` (with a date in the table's first column of dates);
        ``placed`` (with a known place or, of a movement, both ends); and by standing of the evidence
        ``article``, ``article_and_others``, ``others``. <NA> where the question does not arise.
    """
    counts = {name: _counts(dataset, name) for name in TABLES if len(dataset[name])}
    columns = ["rows", "dated", "placed", "article", "article_and_others", "others"]
    frame = pd.DataFrame.from_dict(counts, orient="index", columns=columns)
    return frame.astype("Int64").rename_axis("table")


def overview(dataset: Dataset) -> dict[str, Any]:
    """Return the head of a data set: what it is, its languages, its days, how many records; JSON-ready."""
    meta = dataset.meta
    given = meta.get("licenses")
    licences = given if isinstance(given, list) else []
    first, last = extent(dataset)
    return {
        "name": meta.get("name", dataset.name),
        "title": meta.get("title", ""),
        "licences": [one.get("title") or one.get("name", "") for one in licences if isinstance(one, Mapping)],
        "languages": list(dataset.languages),
        "shown": list(dataset.shown),
        "machine_made": [lang for lang in dataset.shown if machine_made(lang)],
        "lead_source": dataset.lead_source,
        "as_of": from_day(dataset.as_of).isoformat(),
        "first_day": "" if first is None else from_day(first).isoformat(),
        "last_day": "" if last is None else from_day(last).isoformat(),
        "series": measured(dataset),
        "records": sum(len(frame) for frame in dataset.tables.values()),
        "warnings": len(dataset.warnings),
    }


def extent(dataset: Dataset) -> tuple[int | None, int | None]:
    """Return the first and the last day of events, movements, hubs, phases and counts; None when undated."""
    columns = (
        *(("events", "date"), ("movements", "period"), ("hubs", "present"), ("phases", "period")),
        ("counts", "period"),
    )
    frames = [dataset.bounds(*column) for column in columns]
    days = pd.concat([frame[SPAN] for frame in frames]).to_numpy()
    known = days[np.isfinite(days)]
    return (int(known.min()), int(known.max())) if len(known) else (None, None)


def fault_rows(faults: tuple[Fault, ...]) -> list[dict[str, Any]]:
    """Return faults as plain objects, JSON-ready, with the whole sentence under ``message``."""
    return [asdict(fault) | {"message": str(fault)} for fault in faults]


def _counts(dataset: Dataset, name: str) -> dict[str, int | None]:
    frame = dataset[name]
    standing = dataset.standing.reindex(frame.index).value_counts() if has_source(name) else None
    return {
        "rows": len(frame),
        "dated": _dated(frame, name),
        "placed": _placed(dataset, name),
        "article": None if standing is None else int(standing.get("article", 0)),
        "article_and_others": None if standing is None else int(standing.get("article_and_others", 0)),
        "others": None if standing is None else int(standing.get("others", 0)),
    }


def _dated(frame: pd.DataFrame, name: str) -> int | None:
    column = next((one.name for one in schema()[name] if one.type == "edtf"), None)
    return None if column is None else int((frame[column] != "").sum())


def _placed(dataset: Dataset, name: str) -> int | None:
    frame = dataset[name]
    if name in ("countries", "zones"):
        points = dataset.places.geometry.reindex(frame.index)
        return int((points.notna() & ~points.is_empty).sum())
    ends = [column for column in ("place", "origin", "destination") if column in frame]
    if name in ("sources", "scenes", "context") or not ends:
        return None
    return int((frame[ends] != "").all(axis="columns").sum())
