"""Scenes where nobody wrote any: one a crackdown or disruption, in words that say no more than the cycle table."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.query.certainty import CERTAINTIES
from waterbed.output.columns.cycles import aftermath, head, names_place, when
from waterbed.output.language.numbers import number
from waterbed.output.language.strings import shortened, templates

MOST = 12
"""So many can be gone through; what else is on record stands in the cycle table."""

_NAMED, _TOLD, _LABEL = 2, 5, 80
"""Destinations in a headline, triggers in a text, characters of a trigger in a headline."""

_Row = Mapping[Hashable, Any]
_Press = Sequence[_Row]
"""Rows of the cycle table that the same moves followed in one place: they are one press."""


def with_scenes(dataset: Dataset, rows: pd.DataFrame) -> tuple[Dataset, int]:
    """The data set as pictures tell it: with scenes made from its cycle table where it has none.

    The records themselves stay as they are: what is checked, written and exported has no scene that nobody wrote.

    Parameters
    ----------
    rows
        The cycle table.

    Returns
    -------
    dataset
        The same one where scenes are written, and where nothing was pressed.
    presses
        Out of how many presses scenes were made, 0 where none were. Of more than `MOST`, those come first that a record
        links by cause, then those with a return, any move, a date, most moves elsewhere, the surer, the newer.
    """
    presses = [] if len(dataset["scenes"]) else list(_presses(rows))
    if not presses:
        return dataset, 0
    chosen = sorted(sorted(range(len(presses)), key=lambda n: (_urgency(presses[n]), -n))[:MOST])
    scenes = _frame(dataset, [presses[n] for n in chosen])
    told = replace(dataset, tables=MappingProxyType({**dataset.tables, "scenes": scenes}))
    return told, len(presses)


def _presses(rows: pd.DataFrame) -> Iterator[_Press]:
    found: dict[Any, list[_Row]] = {}
    for number_, row in enumerate(rows.to_dict("records")):
        if row["returned"]:  # what might be a return says nothing beside one
            row["candidates"] = ()
        followed = row["departures"] or row["returned"] or row["candidates"]
        key = (row["place"], row["departures"], row["returned"], row["candidates"]) if followed else number_
        found.setdefault(key, []).append(row)
    yield from found.values()


def _urgency(press: _Press) -> tuple[int, ...]:
    """The less the sooner told."""
    row = press[0]
    linked = row["linked_by"] == "cause" or bool(row["returned"])
    undated = bool(pd.isna(row["trigger_start_min"]) and pd.isna(row["trigger_start_max"]))
    sure = CERTAINTIES.index(row["certainty"]) if row["certainty"] in CERTAINTIES else -1
    nothing = not (row["departure"] or row["candidates"])
    return -linked, -bool(row["returned"]), nothing, undated, -len(row["arrivals"]), -sure


def _frame(dataset: Dataset, presses: Sequence[_Press]) -> pd.DataFrame:
    """A table of scenes like those that people write."""
    used = {record for table in dataset.tables.values() for record in table.index.tolist()}
    scenes = []
    for seq, press in enumerate(presses, 1):
        name = f"{press[0]['trigger']}-scene"
        while name in used:
            name += "-"
        used.add(name)
        words = {
            f"{column}_{lang}": said(dataset, press, lang)
            for lang in dataset.shown
            for column, said in (("label", _headline), ("text", _text))
        }
        scenes.append({"id": name, "seq": float(seq), "records": _records(press), **words})
    # Where a cell of the table is empty, it is so as the reader of a file leaves it.
    blank = {
        name: "" if pd.api.types.is_string_dtype(kind) else ()
        for name, kind in dataset["scenes"].dtypes.items()
    }
    return pd.DataFrame([blank | scene for scene in scenes]).set_index("id")


def _records(press: _Press) -> tuple[str, ...]:
    row = press[0]
    moves = (*row["departures"], *((row["returned"],) if row["returned"] else ()), *row["candidates"])
    return tuple(dict.fromkeys((*(one["trigger"] for one in press), *moves)))


def _headline(dataset: Dataset, press: _Press, lang: str) -> str:
    row, said = press[0], templates(lang)["made"]
    trigger = shortened(dataset.label(row["trigger"], lang), _LABEL)
    if not names_place(dataset, row, lang):
        trigger = said["at"].format(trigger=trigger, place=dataset.label(row["place"], lang))
    if len(press) > 1:
        trigger = said["more"].format(trigger, n=number(len(press) - 1, lang))
    places = [dataset.label(place, lang) for place in row["destinations"] if place != row["place"]]
    named = said["list"].join(places[:_NAMED])
    if len(places) > _NAMED:
        named = said["more"].format(named, n=number(len(places) - _NAMED, lang))
    return str(said[_outcome(row, len(places))]).format(
        trigger=trigger, when=when(dataset, row["trigger"], lang), places=named
    )


def _outcome(row: _Row, places: int) -> str:
    """Which template fits."""
    gone = {0: "left", 1: "moved_once"}.get(places, "moved") if row["departure"] else ""
    if not row["returned"]:
        return gone or ("again" if row["candidates"] else "nothing")
    return f"{gone}_and_returned" if gone else "returned"


def _text(dataset: Dataset, press: _Press, lang: str) -> str:
    told: list[tuple[str, tuple[str, ...]]] = [
        (head(dataset, row, lang), (row["trigger"],)) for row in press[:_TOLD]
    ]
    if more := press[_TOLD:]:
        left = templates(lang)["made"]["left_out"].format(n=number(len(more), lang))
        told.append((left, tuple(row["trigger"] for row in more)))
    triggers = tuple(row["trigger"] for row in press)
    told += [(said, tuple(records) or triggers) for said, records in aftermath(dataset, press[0], lang)]
    # Between square brackets stand the records that a sentence rests on.
    return " ".join(f"{said.translate(_ROUND)} [{';'.join(records)}]" for said, records in told)


_ROUND = str.maketrans("[]", "()")
