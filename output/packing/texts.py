"""The texts of a timeline made small: what is the same row in every language is said once, and halves that recur too."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from waterbed.output.language.strings import templates
from waterbed.output.packing.digits import LARGE, Column, Ints, as_digits, distinct
from waterbed.output.packing.ends import ENDS, Forms, spoken_ends

_SEPARATOR = re.compile(r"\s*[→–]\s*")


SAME = "\0"
"""Stands for a place that reads as the label does; no text of a data set is this character alone."""


def pack_texts(texts: Mapping[str, Any], content: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Take the columns of texts out of the languages and pack each over all of them: the same rows repeat in each.

    Parameters
    ----------
    texts
        By language.
    content
        The plain tables of the timeline that the texts are of.

    Returns
    -------
    tuple
        What is left of each language; the packed columns by table.
    """
    first = next(iter(texts.values()))
    tables = [
        name
        for name, table in first.items()
        if name not in ("words", "ui", "locale") and isinstance(table, dict)
    ]
    rest = {
        lang: {name: table for name, table in said.items() if name not in tables}
        for lang, said in texts.items()
    }
    packed: dict[str, Any] = {}
    for name in tables:
        columns = {column: {lang: texts[lang][name][column] for lang in texts} for column in first[name]}
        if name == "records":
            columns["place"] = _marked(columns["place"], columns["label"], SAME)
            columns["place"] = _marked(columns["place"], _ends(columns["label"], content), ENDS)
        packed[name] = {column: _pack(_Rows.of(said)) for column, said in columns.items()}
        if name == "records":
            packed[name]["place"]["ends"] = {lang: _forms(lang) for lang in texts}
    return rest, packed


def _forms(lang: str) -> Forms:
    return templates(lang)["place"].plain, templates(lang)["unplaced"].plain


def _ends(labels: Mapping[str, Column], content: Mapping[str, Any]) -> dict[str, Column]:
    said = {lang: spoken_ends(content, column, _forms(lang)) for lang, column in labels.items()}
    return {lang: [said[lang].get(row) for row in range(len(column))] for lang, column in labels.items()}


def _marked(places: Mapping[str, Column], others: Mapping[str, Column], mark: str) -> dict[str, Column]:
    """Places that read as another column does in every language, by a mark."""
    said = {lang: np.array(column, dtype=object) for lang, column in places.items()}
    same = np.all([said[lang] == np.array(others[lang], dtype=object) for lang in said], axis=0)
    same &= np.any([column != "" for column in said.values()], axis=0)
    for column in said.values():
        column[same] = mark
    return {lang: column.tolist() for lang, column in said.items()}


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """A column of texts in every language."""

    at: Ints
    """The number of each row among the distinct ones."""
    texts: dict[str, Column]
    """The distinct rows, by language; a list of texts is a tuple."""

    @classmethod
    def of(cls, said: Mapping[str, Column]) -> "_Rows":
        columns = list(map(_hashable, said.values()))
        if len(columns) == 1:
            at, words = distinct(columns[0])
            return cls(at, dict.fromkeys(said, words))
        at, rows = distinct(zip(*columns, strict=True))
        return cls(at, {lang: [row[i] for row in rows] for i, lang in enumerate(said)})

    @property
    def distinct(self) -> int:
        """How many rows differ."""
        return len(next(iter(self.texts.values())))


def _hashable(column: Column) -> Column:
    return [tuple(cell) for cell in column] if column and isinstance(column[0], list) else column


def _plain(texts: Mapping[str, Column]) -> dict[str, Column]:
    return {
        lang: [list(cell) for cell in column] if column and isinstance(column[0], tuple) else column
        for lang, column in texts.items()
    }


def _pack(rows: _Rows) -> dict[str, Any]:
    """Each distinct row once; cut in two where the halves recur more."""
    if rows.distinct >= LARGE and (halves := _halves(rows)):
        joints, head, tail = halves
        return {"joint": joints, "head": _pack(head), "tail": _pack(tail)}
    count = len(rows.at)
    if count and 2 * rows.distinct <= count:
        return {"texts": _plain(rows.texts), "at": as_digits(rows.at)}
    at = rows.at.tolist()
    return {"texts": _plain({lang: [texts[i] for i in at] for lang, texts in rows.texts.items()})}


def _halves(rows: _Rows) -> tuple[dict[str, str], _Rows, _Rows] | None:
    """Cut every row at its separator; a row that has none in some language stays whole, with no second half."""
    begin = rows.at[:LARGE].tolist()
    joints = {lang: _joint([texts[i] for i in begin]) for lang, texts in rows.texts.items()}
    if not all(joints.values()):
        return None
    cut = {lang: [(text or "").partition(joints[lang]) for text in rows.texts[lang]] for lang in joints}
    heads, found, tails = ({lang: [parts[i] for parts in cut[lang]] for lang in cut} for i in range(3))
    for row, joint in enumerate(zip(*found.values(), strict=True)):
        if not all(joint):
            for lang in joints:
                heads[lang][row], tails[lang][row] = rows.texts[lang][row], None
    head, tail = (_of_rows(_Rows.of(half), rows.at) for half in (heads, tails))
    return (joints, head, tail) if 4 * (head.distinct + tail.distinct) < len(rows.at) else None


def _of_rows(half: _Rows, at: Ints) -> _Rows:
    """Half of the distinct rows, for every row."""
    return _Rows(half.at[at], half.texts)


def _joint(texts: Sequence[Any]) -> str:
    """The most frequent separator of some texts, "" when there is none."""
    found = Counter(
        match[0] for text in texts if isinstance(text, str) and (match := _SEPARATOR.search(text))
    )
    return found.most_common(1)[0][0] if found else ""
