"""What of a data set had been published by a day: its records as they could have been drawn then."""

from collections.abc import Iterator, Mapping
from itertools import chain

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.checks.scenes import citations
from waterbed.layers.dates.bounds import bounds_frame
from waterbed.layers.dates.edtf import parse
from waterbed.layers.schema.cells import split_list
from waterbed.layers.schema.tables import TABLES, columns

RECORDED, WITHDRAWN = "recorded", "withdrawn"
"""When a record became known, where that is not when its first source was published; when it was taken back."""
_GROUND = ("countries", "zones", "hubs", "organisations")
"""Tables whose rows stay where others need them."""
_MAP = ("countries", "zones")
"""Tables of places that are no news: without a date they were known always."""
_OF_THE_LEAD = ("locator", "quote")
"""What is said of the source that leads, and of no other."""
_SAID = (*_OF_THE_LEAD, "stage", "stage_by", "date_basis")
"""What is said of a place beside its dates."""

Frames = Mapping[str, pd.DataFrame]


def known_by(
    tables: Frames, day: int, languages: tuple[str, ...], published_only: bool = True
) -> dict[str, pd.DataFrame]:
    """Leave out what had not been published by a day, and what had been withdrawn by then.

    A record is known from the last day that its ``recorded`` allows, else the date of the first of its sources to be
    published; without either it is undated, and is not known. Places, organisations and sources stay where a record that
    stays needs them, by name and place alone, and countries and zones of undated sources always. A scene is known once all
    is known that it tells of. What points to a record that is left out points to nothing.

    Parameters
    ----------
    tables
        Cells as text by table (`Contents.tables`).
    day
        Days since 1970-01-01.
    languages
        Languages of the texts, default first.
    published_only
        False leaves out only what had been withdrawn.
    """
    frames = {name: frame.set_index("id", drop=False) for name, frame in tables.items() if name in TABLES}
    published = _published(frames.get("sources")) if published_only else {}
    kept = {
        name: _kept(name, frame, published if published_only else None, day) for name, frame in frames.items()
    }
    news = {name: rows.copy() for name, rows in kept.items()}
    _keep_ground(frames, kept, languages)
    known = {record for name, rows in kept.items() for record in frames[name].index[rows]}
    if "scenes" in frames:
        scenes: list[dict[str, str]] = frames["scenes"].to_dict("records")  # type: ignore[assignment]
        told = [_told(row) <= known for row in scenes]
        kept["scenes"] &= np.array(told, dtype=bool)
        known -= set(frames["scenes"].index[~kept["scenes"]])
    late = {source for source, at in published.items() if at > day}
    found = {name: frame[kept[name]].copy() for name, frame in frames.items()}
    for name, rows in found.items():
        _lead_with_the_first(rows, published, late)
        _attest_no_later(name, rows, day, languages)
        _say_nothing(name, rows, frames[name].index[kept[name] & ~news[name]], languages)
    if "sources" in frames:
        needed = {source for rows in found.values() if "source" in rows for source in rows["source"]}
        found["sources"] = frames["sources"][kept["sources"] | frames["sources"].index.isin(needed)]
        known |= set(found["sources"].index)
    for name, rows in found.items():
        _forget(name, rows, known, late, languages)
    return {
        name: found[name].reset_index(drop=True) if name in found else frame for name, frame in tables.items()
    }


def has_withdrawn(tables: Frames) -> bool:
    """Whether any record was taken back, at whatever time."""
    return any(WITHDRAWN in frame and (frame[WITHDRAWN] != "").any() for frame in tables.values())


def _last_days(texts: "pd.Series[str]") -> npt.NDArray[np.float64]:
    """The last day that each date allows, NaN where it has none."""
    found: npt.NDArray[np.float64] = bounds_frame(texts)["end_max"].to_numpy()
    return found


def _published(sources: pd.DataFrame | None) -> dict[str, float]:
    """The last day by which each dated source was published."""
    if sources is None or "date" not in sources:
        return {}
    days = _last_days(sources["date"])
    return {source: day for source, day in zip(sources.index, days, strict=True) if day == day}


def _kept(
    name: str, frame: pd.DataFrame, published: Mapping[str, float] | None, day: int
) -> npt.NDArray[np.bool_]:
    """Which rows were known by the day, and not withdrawn."""
    if published is None or name == "scenes":
        days = np.full(len(frame), -np.inf)
    elif name == "sources":
        days = np.array([published.get(source, -np.inf) for source in frame.index])
    else:
        undated = -np.inf if name in _MAP else np.inf
        days = np.array(
            [
                min((published[one] for one in named if one in published), default=undated)
                for named in _sources(frame)
            ]
        )
    if RECORDED in frame and published is not None:
        said = _last_days(frame[RECORDED])
        days = np.where(np.isnan(said), days, said)
    kept: npt.NDArray[np.bool_] = days <= day
    if WITHDRAWN in frame:
        kept &= ~(_last_days(frame[WITHDRAWN]) <= day)
    return kept


def _sources(frame: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    empty = [""] * len(frame)
    named = ([*frame[name]] if name in frame else empty for name in ("source", "corroboration"))
    yield from ((lead, *split_list(others)) for lead, others in zip(*named, strict=True))


def _keep_ground(
    frames: Frames, kept: Mapping[str, npt.NDArray[np.bool_]], languages: tuple[str, ...]
) -> None:
    """Keep the places and organisations that what is kept needs, those around them too."""
    at = {
        record: (name, row)
        for name in _GROUND
        if name in frames
        for row, record in enumerate(frames[name].index)
    }
    asked = [one for name, frame in frames.items() for one in _named(name, frame[kept[name]], languages)]
    while asked:
        one = asked.pop()
        name, row = at.get(one, ("", 0))
        if name and not kept[name][row]:
            kept[name][row] = True
            asked += _named(name, frames[name].iloc[[row]], languages)


def _named(name: str, frame: pd.DataFrame, languages: tuple[str, ...]) -> Iterator[str]:
    """Ids of places and organisations that rows name."""
    for column in columns(name, languages):
        if column.type == "ref" and column.name in frame and set(column.targets) <= set(_GROUND):
            yield from (cell for cell in frame[column.name] if cell)


def _told(scene: Mapping[str, str]) -> set[str]:
    """Ids of what a scene tells of: its records, and those that its sentences cite."""
    texts = (cell for name, cell in scene.items() if name.startswith("text_"))
    return {*split_list(scene.get("records", "")), *chain.from_iterable(map(citations, texts))}


def _lead_with_the_first(rows: pd.DataFrame, published: Mapping[str, float], late: set[str]) -> None:
    """Where the source that leads was published later, the first of the others leads: what is quoted of it was not known."""
    if "source" not in rows or "corroboration" not in rows:
        return
    quoted = [name for name in rows.columns if name in _OF_THE_LEAD or name.startswith("paraphrase_")]
    for record in rows.index[rows["source"].isin(late)]:
        others = [one for one in split_list(str(rows.at[record, "corroboration"])) if one not in late]
        if not others:
            continue
        first = min(others, key=lambda one: published.get(one, np.inf))
        rows.at[record, "source"] = first
        rows.at[record, "corroboration"] = ";".join(one for one in others if one != first)
        rows.loc[record, quoted] = ""


def _attest_no_later(name: str, rows: pd.DataFrame, day: int, languages: tuple[str, ...]) -> None:
    """Of single days on which something was seen leave those up to the day: what comes later stands in later sources."""
    for column in columns(name, languages):
        if column.type == "edtfs" and column.name in rows:
            rows[column.name] = [
                ";".join(one for one in split_list(cell) if not _begins_after(one, day))
                for cell in rows[column.name].tolist()
            ]


def _begins_after(text: str, day: int) -> bool:
    start = parse(text).start_min
    return start is not None and start > day


def _say_nothing(name: str, rows: pd.DataFrame, bare: "pd.Index[str]", languages: tuple[str, ...]) -> None:
    """Of what is there for others alone leave name and place: what a later source says of it was not known."""
    told = {one.name for one in columns(name, languages) if one.type in ("edtf", "edtfs")}
    told |= {one for one in rows.columns if one in _SAID or one.startswith(("paraphrase_", "note_"))}
    for column in told & set(rows.columns):
        rows.loc[bare, column] = ""


def _forget(
    name: str, rows: pd.DataFrame, known: set[str], late: set[str], languages: tuple[str, ...]
) -> None:
    """Point to nothing that was not known; a source that is there for a place alone bears out nothing else."""
    for column in columns(name, languages):
        if column.name not in rows or column.type not in ("ref", "refs"):
            continue
        cells = rows[column.name].tolist()
        if column.type == "ref":
            rows[column.name] = [cell if cell in known else "" for cell in cells]
        else:
            there = known - late if column.name == "corroboration" else known
            rows[column.name] = [";".join(one for one in split_list(cell) if one in there) for cell in cells]
