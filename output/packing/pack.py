"""The columns of a timeline made small: numbers as digits, words by number.

``unpack.py`` and ``viewer/src/data/unpack.js`` undo it. The packed forms stand in ``docs/timeline.md``. They are JSON
and meant to be deflated: a column becomes strings of one symbol a row, in which a value has the same symbol wherever it
stands, so that the cost of a row follows the entropy of its column and not the length of its words.
"""

import json
from collections.abc import Mapping
from itertools import chain
from typing import Any

from waterbed.output.packing.digits import Column, as_digits, distinct
from waterbed.output.packing.texts import pack_texts

_NONE = type(None)


AFTER = ("start_max", "start_min"), ("end_min", "start_max"), ("end_max", "end_min")
"""Days that are best said as days after another column's."""


_MOST_DIGITS = 15
"""Digits at the end of an id that make a number: with more it would not be whole in a float."""


def pack(content: Mapping[str, Any]) -> dict[str, Any]:
    """Pack every table of a timeline; a column that has no packed form stays as it is."""
    ids = content["records"]["id"]
    packed = {
        name: {"id": "record"} | pack_table({column: table[column] for column in table if column != "id"})
        if name != "records" and _has_ids_of_records(table, ids)
        else pack_table(table)
        for name, table in content.items()
        if name not in ("meta", "texts")
    }
    texts, said = pack_texts(content["texts"], content)
    return {"meta": content["meta"], **packed, "texts": texts, "said": said}


def _has_ids_of_records(table: Mapping[str, Column], ids: Column) -> bool:
    """Whether the ids are those of the records, and need not be said twice."""
    records = table.get("record", [])
    return {"id", "record"} <= table.keys() and table["id"] == [
        ids[row] if row >= 0 else "" for row in records
    ]


def pack_table(table: Mapping[str, Column]) -> dict[str, Any]:
    """Pack the columns of one table."""
    after = {day: table[base] for day, base in AFTER if day in table}
    return {name: _form(column, name, after.get(name)) or column for name, column in table.items()}


def _form(column: Column, name: str, after: Column | None) -> dict[str, Any] | None:
    """The packed form of a column, None where it has none or where values hardly recur.

    None is tried out: alone a short column may be smaller plain, yet among the others, deflated with them, it is not.
    """
    if not column:
        return None
    kinds = set(map(type, column))
    if kinds == {str}:
        return (_counted(column) if name == "id" else None) or _words(column)
    if kinds <= {int, float, _NONE} and kinds != {_NONE}:
        return as_digits(column, after)
    if kinds == {list}:
        flat = list(chain.from_iterable(column))
        inner = set(map(type, flat))
        if inner <= {int}:
            return {"lists": as_digits(list(map(len, column))), "of": as_digits(flat) if flat else []}
        if inner == {str}:
            found = _words(list(map(tuple, column)))
            return found and found | {"words": list(map(list, found["words"]))}
    if kinds <= {str, _NONE}:
        return _words(column)
    found = _words([json.dumps(value, ensure_ascii=False) for value in column])
    return found and found | {"words": list(map(json.loads, found["words"]))}


def _words(column: Column) -> dict[str, Any] | None:
    """Each distinct value once, and its number in every row."""
    at, words = distinct(column)
    return (
        {"words": words, "at": as_digits(at)} if 2 * len(words) <= len(column) or len(column) == 1 else None
    )


def _counted(column: Column) -> dict[str, Any] | None:
    """Ids that end in a number: the stem, and the number with at least ``wide`` digits."""
    cut = [max(len(text.rstrip("0123456789")), len(text) - _MOST_DIGITS) for text in column]
    said = [text[at:] for text, at in zip(column, cut, strict=True)]
    wide = min((len(digits) for digits in said if digits[:1] == "0"), default=1)
    numbers = [
        int(digits) if len(digits) == wide or (len(digits) > wide and digits[0] != "0") else None
        for digits in said
    ]
    stems = [
        text if number is None else text[:at] for text, at, number in zip(column, cut, numbers, strict=True)
    ]
    if 2 * len(set(stems)) > len(column):
        return None
    return {"stem": _words(stems), "wide": wide, "number": as_digits(numbers)}
