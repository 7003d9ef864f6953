"""Columns that are missing, and columns that nothing reads."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from waterbed.layers.dates.months import folded
from waterbed.layers.errors import Fault, nearest
from waterbed.layers.files.raw import RawTable
from waterbed.layers.schema import tables
from waterbed.layers.schema.tables import Column

_ENDS = re.compile(r"start|end|begin|began|beginn|ende|debut|fin|from|to|since|until")

_LANGUAGE = re.compile(r"(.+)_([a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)")


def column_faults(raw: RawTable, known: tuple[Column, ...]) -> Iterator[Fault]:
    """Point out columns that every row needs and that are missing."""
    strangers = _strangers(raw, known)
    for column in known:
        if column.required and column.name not in raw.frame:
            called = next(
                (one for one in strangers if _meant(one, [column.name], raw.name) == column.name), ""
            )
            mend = f'is it called "{called}"?' if called else "add it"
            yield Fault(raw.file, "is missing", mend, row=1, column=column.name)


def column_doubts(raw: RawTable, known: tuple[Column, ...]) -> Iterator[Fault]:
    """Point out columns that are not known, and which of the table's they were probably meant to be."""
    absent = [column for column in known if column.name not in raw.frame]
    for name in _strangers(raw, known):
        meant = _meant(name, [column.name for column in absent], raw.name)
        kinds = {column.name: column.type for column in absent}
        problem, mend = (
            "is no known column and was kept as it is",
            f'did you mean "{meant}"?' if meant else "",
        )
        if meant and kinds[meant] == "edtf" and _is_an_end(name):
            mend = f'write start and end in one column "{meant}", like 2023-09/2024-04'
        elif not meant and (found := _LANGUAGE.fullmatch(name)) and found[1] in _localised(raw.name):
            problem = "is in a language that is not named and was kept as it is"
            mend = f'add "{found[2]}" to languages in datapackage.json'
        yield Fault(raw.file, problem, mend, row=1, column=name)


def _strangers(raw: RawTable, known: tuple[Column, ...]) -> list[str]:
    names = {column.name for column in known}
    return [name for name in raw.frame.columns if name not in names]


def _localised(table: str) -> set[str]:
    return {column.name for column in tables.schema().get(table, ()) if column.type == "localised"}


def _meant(name: str, absent: Iterable[str], table: str) -> str:
    """The column that is probably meant by another name; "" when none is."""
    called = _called(tuple(absent), table)
    plain = _plain(name)
    if plain in called:
        return called[plain]
    near = nearest(plain, called, cutoff=0.85)
    return called[near] if near else ""


@cache
def _called(absent: tuple[str, ...], table: str) -> Mapping[str, str]:
    """Other names of some columns of a table, as people have them in theirs."""
    localised = _localised(table)
    found = {_plain(column): column for column in absent}
    for column in absent:
        base, _, language = column.partition("_")
        words = _synonyms().get(column) or (_synonyms().get(base, ()) if base in localised else ())
        for word in words:
            found.setdefault(_plain(word), column)
            if base in localised and language:
                found.setdefault(_plain(f"{word}_{language}"), column)
    return found


@cache
def _synonyms() -> Mapping[str, tuple[str, ...]]:
    file = Path(tables.__file__).with_name("synonyms.csv")
    with file.open(encoding="utf-8", newline="") as opened:
        return {row["column"]: tuple(row["called"].split()) for row in csv.DictReader(opened)}


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", folded(name))


def _is_an_end(name: str) -> bool:
    words = re.split(r"[^a-z]+", folded(name))
    return any(_ENDS.fullmatch(word) for word in words)
