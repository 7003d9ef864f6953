"""The columns of a timeline made small: numbers as digits, words by number.

``unpacking.py`` and ``viewer/src/unpack.js`` undo it. The packed forms are described in ``docs/timeline.md``. They are JSON
and meant to be deflated: a column becomes strings of one symbol a row, in which a value has the same symbol wherever it
stands, so that the cost of a row follows the entropy of its column and not the length of its words.
"""

import json
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Column: TypeAlias = list[Any]
_Row: TypeAlias = tuple[Any, ...]
"""A text in every language."""
_Ints = npt.NDArray[np.int64]

BASE = 91
_FIRST, _BACKSLASH = 35, 92
"""Digits are the printable characters from ``#`` to ``~`` without the backslash: JSON leaves them as they are."""

_SCALES = tuple(10**power for power in range(8))
_NONE = type(None)
_LARGE = 4_000
"""From so many rows on a column is packed without a trial."""
AFTER = ("start_max", "start_min"), ("end_min", "start_max"), ("end_max", "end_min")
"""Days that are best said as days after another column's."""
_SEPARATOR = re.compile(r"\s*[→–]\s*")
_NUMBERED = re.compile(r"(.*?)([0-9]{1,15})")
SAME = "\0"
"""Stands for a place that reads as the label does; no text of a data set is this character alone."""


def pack(content: Mapping[str, Any]) -> dict[str, Any]:
    """Pack every table of a timeline; what does not become smaller stays as it is."""
    ids = content["records"]["id"]
    packed = {name: pack_table(table) for name, table in content.items() if name not in ("meta", "texts")}
    for name, table in packed.items():
        if name != "records" and "id" in table and _ids_of_records(content[name], ids):
            table["id"] = "record"
    texts, said = _said(content["texts"])
    return {"meta": content["meta"], **packed, "texts": texts, "said": said}


def pack_table(table: Mapping[str, Column]) -> dict[str, Any]:
    """Pack the columns of one table."""
    after = {day: table[base] for day, base in AFTER if day in table}
    packed: dict[str, Any] = {}
    for name, column in table.items():
        packed[name] = _smaller(column, _packed(column, name, after.get(name)))
    return packed


def _ids_of_records(table: Mapping[str, Column], ids: Column) -> bool:
    """Whether the ids are those of the records, and need not be said twice."""
    return table["id"] == [ids[row] if row >= 0 else "" for row in table.get("record", [])]


def _smaller(plain: Any, packed: Any) -> Any:
    large = isinstance(plain, list) and len(plain) >= _LARGE
    return packed if packed is not None and (large or _size(packed) < _size(plain)) else plain


def _size(value: Any) -> int:
    return len(zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 9))


def _packed(column: Column, name: str = "", after: Column | None = None) -> Any:
    if not column:
        return None
    kinds = set(map(type, column))
    if kinds <= {int, float, _NONE} and kinds != {_NONE}:
        return _numbers(column, after)
    if kinds == {str}:
        return (_counted(column) if name == "id" else None) or _words(column)
    if kinds == {list} and set(map(type, flat := list(chain.from_iterable(column)))) <= {int}:
        lengths = list(map(len, column))
        return {"lists": _numbers(lengths), "of": _numbers(flat) if flat else []}
    return _words(column)


def _numbers(column: Column, after: Column | None = None) -> dict[str, Any] | None:
    """Numbers as digits: as they are, as steps from the one before, or as days after another column's."""
    values = np.array(column, dtype=np.float64)
    known = ~np.isnan(values)
    scale = next((s for s in _SCALES if (np.round(values[known] * s) / s == values[known]).all()), None)
    if scale is None or np.abs(values[known] * scale).max() >= 2**53:
        return None
    whole = np.round(values[known] * scale).astype(np.int64)
    forms: list[tuple[_Ints, dict[str, Any]]] = [
        (whole, {}),
        (
            np.diff(whole, prepend=2 * whole[0] - whole[1]) if len(whole) > 1 else whole,
            {"from": int(whole[0])},
        ),
    ]
    if after is not None:
        base = np.array(after, dtype=np.float64)[known]
        if not np.isnan(base).any():
            forms.append((whole - base.astype(np.int64), {"after": 1}))
    form, said = min(forms, key=lambda form: _spread(form[0]))
    least = int(form.min())
    codes = np.zeros(len(values), dtype=np.int64)
    codes[known] = form - least + (not known.all())
    packed = {"n": len(values), "least": least, "digits": _digits(codes), **said}
    return packed | ({"scale": scale} if scale > 1 else {}) | ({} if known.all() else {"null": 1})


def entropy(values: npt.ArrayLike) -> float:
    """Zero-order entropy of whole numbers, in bits a value."""
    counts = np.unique(np.asarray(values), return_counts=True)[1]
    shares = counts / counts.sum()
    return float(-(shares * np.log2(shares)).sum())


def _spread(values: _Ints) -> float:
    """What a form costs, judged by the first rows of a large column."""
    return entropy(values[:_LARGE])


def _digits(codes: _Ints) -> str:
    """One string: the lowest digit of every row, then the next one of every row, and so on; "" where all are 0."""
    planes = []
    while codes.any():
        codes, digit = np.divmod(codes, BASE)
        symbol = digit + _FIRST
        planes.append((symbol + (symbol >= _BACKSLASH)).astype(np.uint8).tobytes().decode("ascii"))
    return "".join(planes)


def _words(column: Column) -> dict[str, Any] | None:
    """Each distinct value once, and its number in every row."""
    plain = set(map(type, column)) <= {str, _NONE}
    keys = column if plain else [json.dumps(value, ensure_ascii=False) for value in column]
    distinct = dict(zip(keys, column, strict=True))
    if 2 * len(distinct) > len(column) > 1:
        return None
    number = {key: i for i, key in enumerate(distinct)}
    return {"words": list(distinct.values()), "at": _numbers([number[key] for key in keys])}


def _counted(column: Column) -> dict[str, Any] | None:
    """Ids that end in a number: the stem, and the number with at least ``wide`` digits."""
    found = [_NUMBERED.fullmatch(text) for text in column]
    padded = [len(match[2]) for match in found if match and match[2][0] == "0"]
    wide = min(padded, default=1)
    numbers = [
        int(match[2]) if match and match[2] == str(int(match[2])).zfill(wide) else None for match in found
    ]
    stems = [
        match[1] if match and number is not None else text
        for match, number, text in zip(found, numbers, column, strict=True)
    ]
    if 2 * len(set(stems)) > len(column):
        return None
    return {"stem": _words(stems), "wide": wide, "number": _numbers(numbers)}


def _said(texts: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Take the columns of texts out of the languages and pack each over all of them: the same rows repeat in each."""
    first = next(iter(texts.values()))
    tables = [
        name for name, table in first.items() if name not in ("words", "ui") and isinstance(table, dict)
    ]
    rest = {
        lang: {name: table for name, table in said.items() if name not in tables}
        for lang, said in texts.items()
    }
    said: dict[str, Any] = {}
    for name in tables:
        rows = {
            column: list(zip(*(texts[lang][name][column] for lang in texts), strict=True))
            for column in first[name]
        }
        if name == "records":
            rows["place"] = _as_the_label(rows["place"], rows["label"])
        said[name] = {column: _spoken(cells, list(texts)) for column, cells in rows.items()}
    return rest, said


def _as_the_label(places: list[_Row], labels: list[_Row]) -> list[_Row]:
    return [
        (SAME,) * len(place) if place == label and any(place) else place
        for place, label in zip(places, labels, strict=True)
    ]


def _spoken(rows: list[_Row], languages: Sequence[str]) -> dict[str, Any]:
    """Texts of a column in every language, each distinct row once; cut in two where the halves recur more."""
    lists = any(isinstance(cell, list) for row in rows[:_LARGE] for cell in row)
    keys = [tuple(map(tuple, row)) for row in rows] if lists else rows
    distinct = dict(zip(keys, rows, strict=True))
    if len(distinct) >= _LARGE and (halves := _halves(rows)):
        joints, heads, tails = halves
        cut = {"head": _spoken(heads, languages), "tail": _spoken(tails, languages)}
        return {"joint": dict(zip(languages, joints, strict=True)), **cut}
    plain = {"texts": _by_language(rows, languages)}
    if 2 * len(distinct) > len(rows):
        return plain
    number = {key: i for i, key in enumerate(distinct)}
    at: Any = _numbers([number[key] for key in keys]) if rows else []
    packed = {"texts": _by_language(list(distinct.values()), languages), "at": at}
    return packed if len(rows) >= _LARGE or _size(packed) < _size(plain) else plain


def _halves(rows: list[_Row]) -> tuple[list[str], list[_Row], list[_Row]] | None:
    """Cut every row at its separator; a row that has none in some language stays whole, with no second half."""
    columns = list(zip(*rows, strict=True))
    joints = [_joint(texts) for texts in columns]
    if not all(joints):
        return None
    cut = [[text.partition(joint) for text in texts] for texts, joint in zip(columns, joints, strict=True)]
    heads, found, tails = (
        list(zip(*([parts[i] for parts in texts] for texts in cut), strict=True)) for i in range(3)
    )
    none = (None,) * len(joints)
    for i in [i for i, parts in enumerate(found) if not all(parts)]:
        heads[i], tails[i] = rows[i], none
    return (joints, heads, tails) if 4 * (len(set(heads)) + len(set(tails))) < len(rows) else None


def _joint(texts: Sequence[Any]) -> str:
    """The most frequent separator of a column, "" when there is none."""
    found = Counter(
        match[0] for text in texts[:_LARGE] if isinstance(text, str) and (match := _SEPARATOR.search(text))
    )
    return found.most_common(1)[0][0] if found else ""


def _by_language(rows: list[_Row], languages: Sequence[str]) -> dict[str, Column]:
    return {lang: [row[i] for row in rows] for i, lang in enumerate(languages)}
