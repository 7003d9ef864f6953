"""The form of a row: a field a column, in an order in which a record is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from waterbed.layers.locale.strings import locale_of
from waterbed.layers.schema.tables import Column, columns, schema
from waterbed.layers.schema.vocabulary import Vocabulary
from waterbed.output.language.strings import edit_strings

Kind = Literal["line", "lines", "date", "choice", "search"]
Part = Literal["what", "evidence", "remarks", "absent"]
PARTS: tuple[Part, ...] = ("what", "evidence", "remarks", "absent")

_EVIDENCE = ("source", "locator", "corroboration", "scope", "certainty", "quote", "paraphrase")
_REMARKS = ("flags", "note", "recorded", "withdrawn")
_ALWAYS = ("what", "evidence")


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a row, as it is shown."""

    name: str
    """The column in the file."""
    label: str
    kind: Kind
    part: Part
    value: str
    required: bool
    help: str
    """What the cell takes; "" where that needs no word."""
    many: bool = False
    """Whether it holds several, with semicolons between."""
    numeric: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """Words to choose from, with their labels."""


def fields_of(
    table: str,
    header: Sequence[str],
    cells: Mapping[str, str],
    languages: tuple[str, ...],
    words: Vocabulary,
    lang: str,
) -> tuple[Field, ...]:
    """The fields of a row: those of the schema, then columns of the file's own.

    Parameters
    ----------
    table
        One of the tables.
    header
        The columns that its file has; none of a file that is not there yet.
    cells
        What stands in the row, by column.
    languages
        Languages of the texts, default first.
    words
        Words to choose from.
    lang
        Language of the page.
    """
    told = tuple(_fields(table, header, cells, languages, words, lang))
    known = {one.name for one in told}
    own = [
        Field(name, name, "lines", "remarks", cells.get(name, ""), False, "")
        for name in header
        if name and name not in known
    ]
    return tuple(sorted((*told, *own), key=lambda one: PARTS.index(one.part)))


def column_of(table: str, name: str, languages: tuple[str, ...]) -> Column | None:
    """A column of the schema by its name in the file."""
    return next((one for one in columns(table, languages) if one.name == name), None)


def label_of(table: str, name: str, languages: tuple[str, ...], lang: str) -> str:
    """What a column is called on the page; its own name for one that is not of the schema."""
    for bare, column in _localised(table, languages):
        if column.name == name:
            return _label(bare, column, lang)
    return name


def _fields(
    table: str,
    header: Sequence[str],
    cells: Mapping[str, str],
    languages: tuple[str, ...],
    words: Vocabulary,
    lang: str,
) -> Iterator[Field]:
    for bare, column in _localised(table, languages):
        listed = column.type == "word" and column.closed
        value = cells.get(column.name, "")
        chosen = (
            [(word, words.label(word, lang, group=column.of)) for word in words.words(column.of)]
            if listed
            else []
        )
        if value and listed and value not in dict(chosen):
            chosen.append((value, value))  # it is a fault, and is shown as it stands
        part: Part = "evidence" if bare in _EVIDENCE else "remarks" if bare in _REMARKS else "what"
        if header and column.name not in header and not column.required:
            part = "absent"
        yield Field(
            column.name,
            _label(bare, column, lang),
            _kind(column),
            part,
            value,
            column.required,
            str(edit_strings(lang)["help"].get(column.type, "")),
            column.is_list,
            column.type == "number",
            tuple(chosen),
        )


def _localised(table: str, languages: tuple[str, ...]) -> Iterator[tuple[str, Column]]:
    """The columns of a table as they stand in a file, each with its name in the schema."""
    for column in schema()[table]:
        names = {column.name} if column.type != "localised" else {f"{column.name}_{one}" for one in languages}
        yield from ((column.name, one) for one in columns(table, languages) if one.name in names)


def _label(bare: str, column: Column, lang: str) -> str:
    said = str(edit_strings(lang)["columns"].get(bare, bare))
    if bare == column.name:
        return said
    code = column.name.removeprefix(f"{bare}_")
    return f"{said} ({locale_of(lang).languages.get(code, code)})"


def _kind(column: Column) -> Kind:
    if column.type in ("edtf", "edtfs"):
        return "date"
    if column.type == "word":
        return "choice" if column.closed else "search"
    if column.type in ("ref", "refs", "words"):
        return "search"
    return "lines" if column.of == "lines" or column.type == "wkt" else "line"
