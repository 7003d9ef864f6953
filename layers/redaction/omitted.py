"""Which records a redaction profile leaves out, and which go with them."""

from collections.abc import Iterator

import pandas as pd

from waterbed.layers.checks.scenes import citations
from waterbed.layers.dataset import Dataset
from waterbed.layers.manifest.profiles import LeaveOut, Profile
from waterbed.layers.redaction.coarse import small
from waterbed.layers.schema.tables import TABLES, has_source

_WHERE = ("place", "origin", "destination")


def left_out(dataset: Dataset, profile: Profile) -> frozenset[str]:
    """Return the ids of the records, sources included, that are left out.

    Those that the profile names or describes; figures and counts of fewer people than its smallest group; then whatever
    would be left without what it needs: a source, the place of a phase or a count, all that a gap or a scene is about.
    """
    gone = {*_named(dataset, profile.leave_out), *_too_few(dataset, profile.min_group)}
    before = -1
    while before < len(gone):
        before = len(gone)
        gone |= {*_sourceless(dataset, gone), *_placeless(dataset, gone), *_pointless(dataset, gone)}
    return frozenset(gone)


def _named(dataset: Dataset, rule: LeaveOut) -> Iterator[str]:
    yield from rule.records
    for name in TABLES:
        frame = dataset[name]
        if rule.flags and "flags" in frame:
            yield from frame.index[[not rule.flags.isdisjoint(flags) for flags in frame["flags"]]]
        if not has_source(name):
            continue
        yield from frame.index[frame["certainty"].isin(rule.certainty) | frame["source"].isin(rule.sources)]
        for column in _WHERE:
            if rule.places and column in frame:
                yield from frame.index[[_is_at(dataset, place, rule.places) for place in frame[column]]]


def _is_at(dataset: Dataset, place: str, places: frozenset[str]) -> bool:
    return bool(place) and not places.isdisjoint((place, *dataset.ancestors(place)))


def _too_few(dataset: Dataset, least: int) -> Iterator[str]:
    for name, column in (("figures", "value"), ("counts", "n")):
        frame = dataset[name]
        yield from frame.index[small(frame[column], frame["unit"], least)]


def _sourceless(dataset: Dataset, gone: set[str]) -> Iterator[str]:
    for name in TABLES:
        if has_source(name):
            frame = dataset[name]
            lost = frame[frame["source"].isin(gone)]
            yield from lost.index[[gone.issuperset(others) for others in lost["corroboration"]]]


def _placeless(dataset: Dataset, gone: set[str]) -> Iterator[str]:
    for name in ("phases", "counts"):
        frame = dataset[name]
        lost = frame[frame["place"].isin(gone)]
        yield from lost.index[[gone.issuperset(dataset.ancestors(place)) for place in lost["place"]]]


def _pointless(dataset: Dataset, gone: set[str]) -> Iterator[str]:
    for name, column in (("gaps", "about"), ("phases", "basis")):
        frame = dataset[name]
        yield from frame.index[_all_gone(frame[column], gone)]
    scenes = dataset["scenes"]
    for scene, named in scenes["records"].items():
        texts = [str(scenes.at[scene, column]) for column in scenes.columns if column.startswith("text_")]
        cited = {record for text in texts for record in citations(text)} | set(named)
        if cited and gone.issuperset(cited):
            yield str(scene)


def _all_gone(lists: "pd.Series[str]", gone: set[str]) -> list[bool]:
    return [len(records) > 0 and gone.issuperset(records) for records in lists]
