"""Records and words by what somebody types of them, what an id is called, and what refers to a record."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from waterbed.layers.checks.words import own_vocabulary
from waterbed.layers.dates.months import folded
from waterbed.layers.files.raw import Package, RawTable
from waterbed.layers.schema.cells import split_list
from waterbed.layers.schema.tables import TABLES, Column, schema
from waterbed.layers.schema.vocabulary import Vocabulary

_NAMES = ("label", "title", "statement", "topic", "text")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a cell may name."""

    id: str
    label: str
    table: str = ""
    """Where it is a record of; "" for a word."""


@dataclass(frozen=True, slots=True)
class Use:
    """A cell that names a record."""

    table: str
    id: str
    column: str


def vocabulary_of(package: Package) -> Vocabulary:
    """The words of a data set, as far as they can be read."""
    return own_vocabulary(package.words)[0]


def records_of(table: RawTable | None, name: str, lang: str) -> Iterator[Choice]:
    """The rows of a table with what they are called."""
    if table is None or "id" not in table.frame:
        return
    frame = table.frame
    columns = [
        frame[column].tolist()
        for said in _NAMES
        for column in (f"{said}_{lang}", *(one for one in frame if str(one).startswith(f"{said}_")), said)
        if column in frame
    ]
    for record, *names in zip(frame["id"].tolist(), *columns, strict=True):
        yield Choice(record.strip(), next(filter(None, names), record), name)


def addresses_of(table: RawTable | None) -> list[str]:
    """How each row is asked for: by its id, or by its number where it has none or one of another row (``:17``)."""
    if table is None or "id" not in table.frame:
        return []
    ids = [one.strip() for one in table.frame["id"].tolist()]
    times = Counter(ids)
    return [
        one if one and times[one] == 1 else f":{row}"
        for one, row in zip(ids, table.rows.tolist(), strict=True)
    ]


def choices(package: Package, column: Column, typed: str, lang: str, most: int = 20) -> list[Choice]:
    """What a column may name that begins with, or holds, what was typed; what begins with it first.

    Parameters
    ----------
    package
        The data set.
    column
        A column of references or of words.
    typed
        Part of an id or of a name, whatever its case and accents.
    lang
        Language of the names.
    most
        So many are given at most.
    """
    asked = folded(typed.strip())
    ranked = []
    for at, one in enumerate(_every(package, column, lang)):
        name, label = folded(one.id), folded(one.label)
        if asked in (name, label):
            rank = 0
        elif name.startswith(asked) or label.startswith(asked):
            rank = 1
        elif f" {asked}" in label or f"-{asked}" in name:
            rank = 2
        elif all(word in f"{name} {label}" for word in asked.split()):
            rank = 3
        else:
            continue
        ranked.append((rank, at, one))
    return [one for *_, one in sorted(ranked, key=lambda found: found[:2])[:most]]


def called(package: Package, column: Column, text: str, lang: str) -> list[tuple[str, str]]:
    """The ids or words that stand in a cell, each with what it is called, "" for what is not there."""
    asked = split_list(text) if column.is_list else tuple(one for one in (text.strip(),) if one)
    known = {one.id: one.label for one in _every(package, column, lang)} if asked else {}
    return [(one, known.get(one, "")) for one in asked]


def uses(package: Package, table: str, record: str) -> list[Use]:
    """Cells of other rows that name a record."""
    found = []
    for name in TABLES:
        raw = package.tables.get(name)
        for column in schema()[name]:
            if (
                raw is None
                or not {"id", column.name} <= {*raw.frame}
                or not {table, "*"} & {*column.targets, column.of}
            ):
                continue
            if column.type in ("ref", "refs"):
                cells = zip(raw.frame["id"].tolist(), raw.frame[column.name].tolist(), strict=True)
                found += [
                    Use(name, who.strip(), column.name)
                    for who, cell in cells
                    if record in cell and record in (one.strip() for one in cell.split(";"))
                ]
    return [use for use in found if (use.table, use.id) != (table, record)]


def _every(package: Package, column: Column, lang: str) -> Iterator[Choice]:
    if column.type in ("word", "words"):
        words = vocabulary_of(package)
        for word in words.words(column.of):
            yield Choice(word, words.label(word, lang, group=column.of))
        return
    for name in column.targets:
        yield from records_of(package.tables.get(name), name, lang)
