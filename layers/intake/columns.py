"""Which column of a table says what: by its name, its HXL hashtag, a mapping, and what stands in it."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from waterbed.layers.errors import DataError, Fault, did_you_mean, some
from waterbed.layers.foreign.grid import Cell
from waterbed.layers.intake.layout.header import Table
from waterbed.layers.intake.values.countries import country_of
from waterbed.layers.intake.values.dates import looks_dated
from waterbed.layers.intake.values.numbers import looks_numeric, mostly_numbers
from waterbed.layers.intake.values.words import nothing, spoken

DATED = ("date", "start", "end", "period")
NUMBERS = ("number", "low", "high", "lon", "lat", "from_lon", "from_lat", "to_lon", "to_lat")
_TAGS = {
    "#date+start": "start", "#date+end": "end", "#date": "date", "#country+name": "country", "#country": "country",
    "#adm1+origin": "from", "#adm1+name": "place", "#adm2+name": "place", "#adm1": "place", "#adm2": "place",
    "#loc": "place",
    "#geo+lat": "lat", "#geo+lon": "lon", "#affected": "number", "#event+type": "kind", "#meta+source": "source",
    "#meta+url": "url", "#cause": "cause", "#value": "number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """A column that was given a role, and by what."""

    role: str
    header: str
    by: str
    """``name``, ``hashtag``, ``mapping``, ``export`` or ``what stands in it``."""


@dataclass(frozen=True, slots=True)
class Period:
    """A column whose name says when its numbers are of."""

    header: str
    when: str
    """The date in it."""
    what: str
    """What else it says, such as "Hectares" of "Hectares 2019"."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The roles of a table's columns."""

    matches: tuple[Match, ...]
    periods: tuple[Period, ...]
    """Columns that are one period each, in their order."""
    left: tuple[str, ...]
    """Headers without a role."""
    more: tuple[str, ...] = ()
    """Columns of further numbers, by their names: those of a series are series of their own."""

    def header(self, role: str) -> str:
        """The column of a role, "" when there is none."""
        return next((match.header for match in self.matches if match.role == role), "")

    @property
    def dated(self) -> bool:
        """Whether a column, or the name of one, says when."""
        return bool(self.periods) or any(role in self for role in (*DATED, "year", "quarter", "month"))

    def __contains__(self, role: str) -> bool:
        """Whether a role has a column."""
        return bool(self.header(role))


@cache
def aliases() -> Mapping[str, tuple[str, ...]]:
    """Roles and the names that columns of each have, in order of preference, as `spoken` compares them."""
    with (Path(__file__).parent / "aliases.csv").open(encoding="utf-8", newline="") as file:
        return {row["role"]: tuple(row["names"].split("|")) for row in csv.DictReader(file)}


def find_columns(
    table: Table,
    mapping: Mapping[str, str] | None = None,
    languages: tuple[str, ...] = (),
    *,
    by: str = "mapping",
    alone: bool = False,
) -> Columns:
    """Give roles to columns.

    Parameters
    ----------
    table
        With its header.
    mapping
        Headers by role, as the user has said; a role mapped to "" has no column.
    languages
        Of the data, for names of months.
    by
        What to say of the mapping: the user's, or that of a known export.
    alone
        Whether the mapping says it all, as that of a known export does.

    Raises
    ------
    DataError
        If the mapping names a role or a column that is not there.
    """
    mapping = dict(mapping or {})
    _check_mapping(table, mapping)
    taken = {header: Match(role, header, by) for role, header in mapping.items() if header}
    closed = set(mapping)
    named = (
        []
        if alone
        else _periods(table, [header for header in table.header if header not in taken], languages)
    )
    periods = [one.header for one in named]
    if periods:  # which hold the numbers and say when
        closed |= {"number", "low", "high", *DATED, "year", "quarter", "month", "day"}
    if alone:
        closed |= {*aliases()}
    for by, ranked in (("hashtag", _by_tag(table)), ("name", _by_name(table))):
        for _, role, header in ranked:
            if role in closed or header in taken or header in periods:
                continue
            if _fits(role, _column(table, header), languages):
                taken[header] = Match(role, header, by)
                closed.add(role)
    _swap_dates_for_places(table, taken, languages)
    _source_beside_target(table, taken)
    if not alone:
        _by_content(table, taken, closed, periods, languages)
    free = [header for header in table.header if header not in taken and header not in periods]
    more = () if alone else _more_numbers(table, taken, free)
    left = tuple(header for header in free if header not in more)
    matches = sorted(taken.values(), key=lambda match: table.header.index(match.header))
    return Columns(tuple(matches), tuple(named), left, more)


def _more_numbers(table: Table, taken: Mapping[str, Match], free: Sequence[str]) -> tuple[str, ...]:
    """Columns of further numbers beside the one that has the role; a column of units tells of that alone.

    Those that are called so; where the first could not be told from its name either, all that do not tell of the place.
    """
    roles = {match.role for match in taken.values()}
    if "number" not in roles or "unit" in roles:
        return ()
    untold = any(match.by == "what stands in it" for match in taken.values() if match.role == "number")
    numeric = [header for header in free if not header.startswith("column ") and _numeric(table, header)]
    return tuple(
        header
        for header in numeric
        if spoken(header) in aliases()["number"] or (untold and not _of_the_place(table, taken, header))
    )


def _of_the_place(table: Table, taken: Mapping[str, Match], header: str) -> bool:
    """Whether a column says the same in all rows of a place, as codes and populations do, and some place has several."""
    named = [
        one for one, match in taken.items() if match.role in ("place", "admin1", "country", "from", "to")
    ]
    if not named:
        return False
    places = list(zip(*(map(str, _column(table, one)) for one in named), strict=True))
    pairs = {*zip(places, map(str, _column(table, header)), strict=True)}
    return len(set(places)) < len(places) and len(pairs) == len(set(places))


def _by_content(
    table: Table,
    taken: dict[str, Match],
    closed: set[str],
    periods: Sequence[str],
    languages: tuple[str, ...],
) -> None:
    """Give the roles that no name told to the one column that can have them by what stands in it."""
    roles = {match.role for match in taken.values()} | closed
    for role, others, fits in (
        ("country", {"country", "from", "from_country"}, _countries),
        ("date", {*DATED, "year"}, lambda cells: looks_dated(cells, languages) == 1),
        ("number", {"number"}, lambda cells: looks_numeric(cells) == 1),
    ):
        if roles & others or (role == "number" and not roles & {"place", "country", "admin1", "from"}):
            continue
        free = [header for header in table.header if header not in taken and header not in periods
                and not header.startswith("column ") and not all(map(nothing, _column(table, header)))]  # fmt: skip
        found = [header for header in free if fits(_column(table, header))]
        if (
            role == "number"
            and roles & {*DATED, "year", "quarter", "month"}
            and not roles & {"kind", "label", "unit"}
        ):
            # What a place has in every row is its code or its size, and the first of the others the number.
            found = [header for header in found if not _of_the_place(table, taken, header)][:1]
        if len(found) == 1 and len({*map(str, _column(table, found[0]))}) > 1:
            taken[found[0]] = Match(role, found[0], "what stands in it")
            roles.add(role)


def _countries(cells: Sequence[Cell]) -> bool:
    """Whether a column that no name tells holds countries: names and letters, since any number is the code of one."""
    if any(looks_numeric([cell]) for cell in cells if not nothing(cell)):
        return False
    texts = {cell for cell in cells if isinstance(cell, str) and not nothing(cell)}
    return bool(texts) and sum(bool(country_of(text)) for text in texts) > 0.8 * len(texts)


def _periods(table: Table, headers: Sequence[str], languages: tuple[str, ...]) -> list[Period]:
    """Columns of numbers whose names are dates, or hold a year beside other words; two at least.

    Beside two of them, one in which most numbers are missing still is a period: the newest year is often not complete.
    """
    for read in (lambda header: Period(header, header, ""), _with_a_year):
        found = [read(header) for header in headers]
        named = [one for one in found if one and looks_dated([_as_period(one.when)], languages) == 1]
        if sum(_numeric(table, one.header) for one in named) > 1:
            return [one for one in named if _some_number(table, one.header)]
    return []


def _some_number(table: Table, header: str) -> bool:
    cells = _column(table, header)
    return looks_numeric(cells) > 0 or all(map(nothing, cells))


def _with_a_year(header: str) -> Period | None:
    year = r"((?:19|20)[0-9]{2})"
    if found := re.fullmatch(rf"{year}[ ,:_-]+([^0-9]+)", header):
        return Period(header, found[1], found[2].strip())
    found = re.fullmatch(rf"([^0-9]+?)[ ,:_-]+\(?{year}\)?", header)
    return Period(header, found[2], found[1].strip()) if found else None


def _as_period(header: str) -> Cell:
    return int(header) if header.isdigit() and len(header) == 4 else header


def _numeric(table: Table, header: str) -> bool:
    return mostly_numbers(_column(table, header))


def _column(table: Table, header: str) -> Sequence[Cell]:
    return table.columns[table.header.index(header)]


def _by_tag(table: Table) -> list[tuple[int, str, str]]:
    ranked = []
    for tag, header in zip(table.tags, table.header, strict=True):
        for rank, (known, role) in enumerate(_TAGS.items()):
            if tag.casefold().replace(" ", "").startswith(known):
                ranked.append((rank, role, header))
                break
    return sorted(ranked, key=lambda one: one[0])


def _by_name(table: Table) -> list[tuple[int, str, str]]:
    """Role and column by name, the best first: a name that is an alias whole, in the order of the aliases."""
    ranked = []
    for header in table.header:
        said = spoken(header)
        for role, names in aliases().items():
            if said in names:
                ranked.append((names.index(said), role, header))
            else:
                within = [
                    rank for rank, name in enumerate(names) if len(name) > 3 and f" {name} " in f" {said} "
                ]
                if within:
                    ranked.append((1000 + min(within), role, header))
    return sorted(ranked, key=lambda one: one[0])


def _fits(role: str, cells: Sequence[Cell], languages: tuple[str, ...]) -> bool:
    """Whether what stands in a column can be what its name says."""
    if all(nothing(cell) for cell in cells):
        return True
    if role in NUMBERS and role not in ("lon", "lat"):
        return looks_numeric(cells) > 0.5
    if role in DATED:
        return looks_dated(cells, languages, end=role == "end") >= 0.5
    if role == "label" and all(not isinstance(cell, str) or cell.isdigit() for cell in cells):
        return looks_dated(cells, languages) < 1  # times as numbers, under a name such as EVENT_DT
    if role in ("from", "to", "place", "country", "admin1", "from_admin1", "to_admin1"):
        return looks_numeric(cells) < 0.5
    return True


def _swap_dates_for_places(table: Table, taken: dict[str, Match], languages: tuple[str, ...]) -> None:
    """Columns called from and to that hold dates are a start and an end."""
    for role, dated in (("from", "start"), ("to", "end")):
        for header, match in list(taken.items()):
            if (
                match.role == role
                and match.by == "name"
                and looks_dated(_column(table, header), languages) > 0.8
            ):
                taken[header] = Match(dated, header, "what stands in it")


def _source_beside_target(table: Table, taken: dict[str, Match]) -> None:
    """A column called source beside one called target is where a move starts, as tables of networks have it."""
    known = {spoken(header): header for header in taken}
    if "source" in known and "target" in known and not any(match.role == "from" for match in taken.values()):
        taken[known["source"]] = Match("from", known["source"], "name")


def _check_mapping(table: Table, mapping: Mapping[str, str]) -> None:
    faults = []
    for role, header in mapping.items():
        if role not in aliases():
            mend = did_you_mean(role, aliases()) or f"write one of {', '.join(aliases())}"
            faults.append(Fault("--map", "is no role of a column", mend, value=role))
        if header and header not in table.header:
            mend = did_you_mean(header, table.header) or f"its columns are {some(table.header)}"
            faults.append(Fault(table.place, "is no column of it", mend, value=header))
    if faults:
        raise DataError(tuple(faults))
