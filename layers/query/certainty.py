"""How sure the records are: a data set without its weaker ones."""

from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.query.remembered import remembered
from waterbed.layers.schema.vocabulary import words

CERTAINTIES = ("low", "medium", "high")
"""The three stops, each a least certainty; at the first one every record counts, rated or not."""

_RATED = ("events", "movements", "phases", "figures", "counts")


def at_least(dataset: Dataset, certainty: str) -> Dataset:
    """Return a data set with the events, movements, phases, figures and counts of at least a certainty.

    Places and hubs stay, so that what is left still has a place. A record without a rating counts at "low" only.

    Raises
    ------
    ValueError
        For a word that is no certainty.
    """
    if certainty not in CERTAINTIES:
        raise ValueError(f"certainty: {certainty!r} is none; use one of {', '.join(words('certainty'))}.")
    if certainty == "low":
        return dataset
    return _surer(dataset, certainty)


@remembered
def _surer(dataset: Dataset, certainty: str) -> Dataset:
    kept = CERTAINTIES[CERTAINTIES.index(certainty) :]
    fewer = {name: dataset[name][dataset[name]["certainty"].isin(kept)] for name in _RATED}
    return replace(dataset, tables=MappingProxyType({**dataset.tables, **fewer}))


def ranks(certainty: "pd.Series[str]") -> "pd.Series[float]":
    """Number certainties, 0 the weakest; NaN for a record without a rating."""
    return certainty.map({word: float(rank) for rank, word in enumerate(CERTAINTIES)}).astype(float)


def of_rank(rank: "pd.Series[float]") -> "pd.Series[str]":
    """Return the words of ranks, "" for what is no rank."""
    return rank.map(dict(enumerate(CERTAINTIES))).fillna("").astype("str")
