"""References of the records that stay, once others are left out or stand elsewhere."""

from collections.abc import Iterable, Mapping

import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.schema.tables import PLACE_TABLES, Column, has_source, schema

Frames = dict[str, pd.DataFrame]


def places_around(dataset: Dataset, gone: frozenset[str], sites: frozenset[str]) -> dict[str, str]:
    """For each place that is left out, or that is a site, the nearest place around it that stays; "" when none does."""
    lost = [one for name in PLACE_TABLES for one in dataset[name].index if one in gone or one in sites]
    return {
        place: next((one for one in dataset.ancestors(place) if one not in gone and one not in sites), "")
        for place in lost
    }


def repoint(dataset: Dataset, tables: Frames, gone: frozenset[str], moved: Mapping[str, str]) -> None:
    """Let no reference in `tables` point at what is left out: places become the place around them, others go."""
    _keep_countries(dataset, tables["zones"], moved)
    for name, frame in tables.items():
        if has_source(name):
            _another_source(frame, gone)
        for column in schema()[name]:
            if column.type == "ref" and column.name != "source":
                frame[column.name] = [
                    _elsewhere(dataset, one, column, gone, moved) for one in frame[column.name]
                ]
            elif column.type == "refs":
                cells = [
                    _each_once(_elsewhere(dataset, one, column, gone, moved) for one in ids)
                    for ids in frame[column.name]
                ]
                frame[column.name] = pd.Series(cells, frame.index, dtype="object")


def _each_once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in ids if one))


def _keep_countries(dataset: Dataset, zones: pd.DataFrame, moved: Mapping[str, str]) -> None:
    """A zone that took its country from the zone around it names it itself when that one goes."""
    orphaned = zones["parent"].isin(moved) & (zones["country"] == "")
    zones.loc[orphaned, "country"] = [dataset.country_of(zone) for zone in zones.index[orphaned]]


def _elsewhere(
    dataset: Dataset, record: str, column: Column, gone: frozenset[str], moved: Mapping[str, str]
) -> str:
    if record in moved:
        # What happened at a place happened in the place around it; what is about it is not about that one.
        to = "" if record in gone and column.of == "*" else moved[record]
        return to if dataset.table_of(to) in column.targets else ""
    return "" if record in gone else record


def _another_source(frame: pd.DataFrame, gone: frozenset[str]) -> None:
    """Where the lead source is left out, the first other one leads; what was quoted from the first goes with it."""
    lost = frame["source"].isin(gone).to_numpy()
    others = [tuple(one for one in ids if one not in gone) for ids in frame["corroboration"]]
    pairs = list(zip(lost, frame["source"], others, strict=True))
    frame["source"] = [more[0] if gone_too else source for gone_too, source, more in pairs]
    frame["corroboration"] = pd.Series(
        [more[1:] if gone_too else more for gone_too, _, more in pairs], frame.index, dtype="object"
    )
    frame.loc[lost, ["quote", "scope"]] = ""
    frame["locator"] = pd.Series(
        [() if gone_too else cell for gone_too, cell in zip(lost, frame["locator"], strict=True)],
        frame.index,
        dtype="object",
    )
