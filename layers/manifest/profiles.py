"""Redaction profiles: what an edition of a data set leaves out, as ``datapackage.json`` names it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from waterbed.layers.errors import Fault, did_you_mean
from waterbed.layers.manifest import shapes
from waterbed.layers.schema.tables import PLACE_TABLES, TABLES, schema
from waterbed.layers.schema.vocabulary import words

Coordinates = Literal["exact", "zone", "country"]


Dates = Literal["day", "month", "year"]

_SHORTEST_WORD = 3


_MOST_GROUP = 1_000_000


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """What goes altogether."""

    columns: frozenset[tuple[str, str]] = frozenset()
    """Table and column, a localised column by its name without the language."""
    records: frozenset[str] = frozenset()
    """Ids; of a source, the source."""
    flags: frozenset[str] = frozenset()
    """Records with one of these flags."""
    certainty: frozenset[str] = frozenset()
    """Records of one of these certainties."""
    places: frozenset[str] = frozenset()
    """Records at one of these places or inside it; the place itself stays."""
    sources: frozenset[str] = frozenset()
    """Records whose lead source is one of these; the source itself stays."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What an edition of a data set shows, and how coarsely."""

    name: str
    """Word that chooses it."""
    coordinates: Coordinates = "exact"
    """Where things stand: at their points, at the zone or at the country they lie in."""
    dates: Dates = "day"
    """The finest unit of any date."""
    min_group: int = 0
    """A number of people above 0 and below this is withheld; 0 withholds none."""
    leave_out: LeaveOut = LeaveOut()
    """What goes altogether."""
    words: tuple[str, ...] = ()
    """Names that are withheld wherever they stand."""
    marking: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Text printed on every picture, by language; empty for the name of the profile in words."""

    @property
    def withholds(self) -> bool:
        """Whether anything is withheld at all."""
        return self != Profile(self.name, marking=self.marking)


BUILT_IN = MappingProxyType(
    {
        "public": Profile("public", coordinates="zone", dates="month", min_group=5),
        "partner": Profile("partner", coordinates="zone", min_group=3),
        "internal": Profile("internal"),
    }
)
"""The profiles of a data set that defines none of that name; why these values: ``docs/redaction.md``."""


def profiles(meta: Mapping[str, Any]) -> dict[str, Profile]:
    """Read the profiles of a data set whose settings were checked: its own, then the built-in ones it does not name."""
    given: Mapping[str, Any] = meta.get("waterbed", {}).get("profiles", {})
    own = {name: _profile(name, content) for name, content in given.items()}
    return own | {name: profile for name, profile in BUILT_IN.items() if name not in own}


def profile_faults(meta: Mapping[str, Any], known: Mapping[str, str] | None) -> list[Fault]:
    """Find everything that is wrong with the setting ``profiles``.

    Parameters
    ----------
    meta
        Content of ``datapackage.json``.
    known
        The table of each id. An id that no record has is a fault: what was meant to be left out would stay. None
        where a table cannot be read, so that nobody knows the ids.
    """
    ours = meta.get("waterbed", {})
    given = ours.get("profiles", {}) if isinstance(ours, Mapping) else {}
    if not isinstance(given, Mapping):
        mend = 'write "profiles": {"public": {"dates": "month"}}'
        return [_fault("", "is not an object", mend, given)]
    faults = [fault for name, content in given.items() for fault in _content_faults(name, content)]
    return faults if faults or known is None else list(_unknown_ids(given, known))


def _unknown_ids(given: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[Fault]:
    targets = {"records": TABLES, "places": PLACE_TABLES, "sources": ("sources",)}
    for name, content in given.items():
        for key, tables in targets.items():
            ids = {record for record, table in known.items() if table in tables}
            for one in content.get("leave_out", {}).get(key, []):
                if one not in ids:
                    problem = "is no record" if key == "records" else f"is no record of {', '.join(tables)}"
                    mend = did_you_mean(one, ids) or "write ids of the data set"
                    yield _fault(f"{name}.leave_out.{key}", problem, mend, one)


def _profile(name: str, content: Mapping[str, Any]) -> Profile:
    left: Mapping[str, list[str]] = content.get("leave_out", {})
    sets = {key: frozenset(left.get(key, ())) for key in _LISTS if key != "columns"}
    columns = frozenset(pair for text in left.get("columns", ()) for pair in _columns_named(text))
    marking = content.get("marking", {})
    return Profile(
        name,
        cast(Coordinates, content.get("coordinates", "exact")),
        cast(Dates, content.get("dates", "day")),
        content.get("min_group", 0),
        LeaveOut(columns=columns, **sets),
        tuple(content.get("words", ())),
        MappingProxyType({"": marking} if isinstance(marking, str) else dict(marking)),
    )


def _columns_named(text: str) -> Iterator[tuple[str, str]]:
    """Tables and columns of ``table.column``, or of ``*.column`` for every table that has it."""
    table, _, column = text.partition(".")
    for name in TABLES if table == "*" else (table,):
        if any(one.name == column for one in schema().get(name, ())):
            yield name, column


def _content_faults(name: str, content: object) -> Iterator[Fault]:
    if not isinstance(content, Mapping):
        yield _fault(name, "is not an object", 'write {"dates": "month"}', content)
        return
    for key in content:
        if key not in _KEYS:
            yield _fault(f"{name}.{key}", "is no known setting", _question(key, _KEYS))
    for key, value in content.items():
        if key in _KEYS:
            yield from _KEYS[key](f"{name}.{key}", value)


def _one_of(*allowed: str) -> Callable[[str, Any], Iterator[Fault]]:
    def faults(where: str, value: Any) -> Iterator[Fault]:
        if value not in allowed:
            yield _fault(
                where, f"is not one of {', '.join(allowed)}", _question(str(value), allowed), str(value)
            )

    return faults


def _group_faults(where: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_GROUP:
        yield _fault(
            where,
            "is not a whole number from 0",
            "write the smallest group that is shown, like 5",
            value,
        )


def _word_faults(where: str, value: Any) -> Iterator[Fault]:
    yield from _list_faults(where, value)
    for word in value if isinstance(value, list) else ():
        if isinstance(word, str) and sum(c.isalnum() for c in word) < _SHORTEST_WORD:
            yield _fault(where, "is too short to be searched for", "write three letters or more", word)


def _marking_faults(where: str, value: Any) -> Iterator[Fault]:
    yield from shapes.by_language(shapes.line)(f"waterbed.profiles.{where}", value)


def _left_out_faults(where: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield _fault(where, "is not an object", 'write {"records": ["an-id"]}', value)
        return
    for key, listed in value.items():
        if key not in _LISTS:
            yield _fault(f"{where}.{key}", "is no known setting", _question(key, _LISTS))
            continue
        yield from _list_faults(f"{where}.{key}", listed)
        for one in listed if isinstance(listed, list) else ():
            if isinstance(one, str):
                yield from _LISTS[key](f"{where}.{key}", one)


def _list_faults(where: str, value: Any) -> Iterator[Fault]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        yield _fault(where, "is not a list of texts", 'write ["one", "another"]', value)


def _column_faults(where: str, text: str) -> Iterator[Fault]:
    table, _, column = text.partition(".")
    known = [f"{name}.{one.name}" for name in TABLES for one in schema()[name]]
    named = [one for name in TABLES for one in schema()[name] if table in ("*", name) and one.name == column]
    if not named:
        mend = _question(text, known) or "write table.column, or *.column for all tables that have it"
        yield _fault(where, "is no column of a table", mend, text)
    elif any(one.required and one.name != "label" for one in named):
        yield _fault(where, "is a column that every row needs", "leave out the records instead", text)


def _certainty_faults(where: str, word: str) -> Iterator[Fault]:
    yield from _one_of(*words("certainty"))(where, word)


def _no_faults(where: str, text: str) -> Iterator[Fault]:
    """Ids are looked up once the records are known; any word may be a flag."""
    return iter(())


_LISTS: dict[str, Callable[[str, str], Iterator[Fault]]] = {
    "columns": _column_faults,
    "records": _no_faults,
    "flags": _no_faults,
    "certainty": _certainty_faults,
    "places": _no_faults,
    "sources": _no_faults,
}


_KEYS: dict[str, Callable[[str, Any], Iterator[Fault]]] = {
    "coordinates": _one_of(*get_args(Coordinates)),
    "dates": _one_of(*get_args(Dates)),
    "min_group": _group_faults,
    "leave_out": _left_out_faults,
    "words": _word_faults,
    "marking": _marking_faults,
}


def _question(name: str, names: Iterable[str]) -> str:
    return did_you_mean(name, list(names))


def _fault(where: str, problem: str, mend: str, value: object = "") -> Fault:
    return shapes.fault(f"waterbed.profiles.{where}" if where else "waterbed.profiles", problem, mend, value)
