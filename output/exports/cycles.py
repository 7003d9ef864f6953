"""The cycle table as frames: in words for people, with ids for machines."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from waterbed.layers.cycle.table import NONE_RECORDED
from waterbed.layers.dataset import Dataset
from waterbed.layers.schema.vocabulary import word_label
from waterbed.output.columns.cycles import texts, when
from waterbed.output.language.dates import period
from waterbed.output.language.strings import templates


def worded_cycles(dataset: Dataset, lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the cycle table in words, headings in the language; the lines of a cell are short.

    Under the date stands the place, under the trigger its id (for ``--trigger``), under the departure the destinations,
    under the return its lag, under the family the weakest certainty.
    """
    said, templ = texts(dataset, rows, lang), templates(lang)["measure"]
    departures = zip(rows["departure"], said["lag_departure"], rows["destinations"], strict=True)
    grades = (word_label(word, lang, group="certainty") if word else "" for word in rows["certainty"])
    frame = pd.DataFrame(
        {
            "date": [when(dataset, trigger, lang) for trigger in rows["trigger"]],
            "trigger": [dataset.label(trigger, lang) for trigger in rows["trigger"]],
            "departure": [
                two_lines(lag or period("", lang), _towards(dataset, places, templ, lang)) if move else ""
                for move, lag, places in departures
            ],
            "outcome": list(map(two_lines, said["outcome"], said["lag_return"])),
            "family": [word_label(family, lang, group="family") for family in rows["family"]],
        }
    )
    places = (dataset.label(place, lang) for place in rows["place"])
    frame["date"] = list(map(two_lines, frame["date"], places))
    frame["trigger"] = list(map(two_lines, frame["trigger"], rows["trigger"]))
    frame["family"] = list(map(two_lines, frame["family"], grades))
    return frame.rename(columns=templ["columns"])


def returned_cycles(dataset: Dataset, lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the cycle table with a return or a candidate: where, after what, how, and how many days after."""
    back = rows[rows["outcome"] != NONE_RECORDED]
    said = texts(dataset, back, lang)
    frame = pd.DataFrame(
        {
            "place": [dataset.label(place, lang) for place in back["place"]],
            "trigger": [dataset.label(trigger, lang) for trigger in back["trigger"]],
            "outcome": list(map(two_lines, said["outcome"], said["lag_return"])),
        }
    )
    return frame.rename(columns=templates(lang)["measure"]["columns"])


def quiet_cycles(dataset: Dataset, lang: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows after whose trigger nothing is recorded, a line each."""
    frame = pd.DataFrame(
        {
            "date": [when(dataset, trigger, lang) for trigger in rows["trigger"]],
            "place": [dataset.label(place, lang) for place in rows["place"]],
            "trigger": [dataset.label(trigger, lang) for trigger in rows["trigger"]],
            "id": list(rows["trigger"]),
        }
    )
    return frame.rename(columns=templates(lang)["measure"]["columns"])


def two_lines(first: str, second: str) -> str:
    """A cell of two lines, or of one where the second is empty."""
    return f"{first}\n{second}" if second else first


def _towards(dataset: Dataset, places: Sequence[str], said: Mapping[str, Any], lang: str) -> str:
    names = said["list"].join(dataset.label(place, lang) for place in places)
    return str(said["to"]).format(places=names) if names else ""


def plain_cycles(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the cycle table with ids and day numbers; lists joined by semicolons."""
    lists = [name for name in rows if rows[name].map(lambda value: isinstance(value, tuple)).any()]
    return rows.assign(**{str(name): rows[name].map(";".join) for name in lists})
