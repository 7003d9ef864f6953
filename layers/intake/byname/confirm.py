"""The table of places to confirm: written with what is proposed, filled in by a person, read again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from waterbed.layers.errors import DataError, Fault
from waterbed.layers.files.sheets import GUARDED
from waterbed.layers.foreign.grid import Cell
from waterbed.layers.foreign.tables import read_tables
from waterbed.layers.intake.byname.candidates import Candidate
from waterbed.layers.intake.byname.proposals import Proposal
from waterbed.layers.intake.layout.header import find_table
from waterbed.layers.intake.places import Place
from waterbed.layers.intake.values.numbers import Mark, read_numbers
from waterbed.layers.intake.values.words import spoken

COLUMNS = (
    *("place", "country", "candidate", "kind", "candidate_country", "lon", "lat", "precision_km"),
    *("population", "km_to_next", "score", "matched", "reference", "accept"),
)
_YES = frozenset(
    ("yes", "y", "x", "1", "true", "ok", "oui", "o", "si", "sí", "s", "ja", "j", "sim", "да", "ใช่", "是", "vrai", "wahr")
)  # fmt: skip

Key = tuple[str, str]
"""Name of a place as the table has it, and the ISO code of the country that the table says it lies in, "" for none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A row of the table that a person has answered, or given a point by hand."""

    cells: Mapping[str, str]
    """By column; coordinates with a decimal point."""
    yes: bool

    @property
    def key(self) -> Key:
        """By what its place is found among others."""
        return spoken(self.cells["place"]) or self.cells["place"], self.cells["country"]

    @property
    def candidate(self) -> Candidate:
        """What the place is, without a name where it was placed by hand."""
        said = self.cells
        return Candidate(
            said["candidate"], said["kind"], said["candidate_country"], float(said["lon"]), float(said["lat"]), 0,
            said["reference"], float(said["precision_km"] or 0),
        )  # fmt: skip


def key_of(place: Place, iso2_of: Mapping[str, str]) -> Key:
    """By what a place is found in the table."""
    return spoken(place.label) or place.label, iso2_of.get(place.country, "")


def to_confirm(
    found: Sequence[Proposal],
    places: Sequence[Place],
    taken: Mapping[str, Proposal],
    iso2_of: Mapping[str, str],
    kept: Sequence[Answer] = (),
) -> str:
    """The table to confirm: a row a proposal, and one for each place that nothing is proposed for.

    Parameters
    ----------
    found
        Proposals.
    places
        That were without a point before any proposal was taken.
    taken
        Proposals that were taken, by place.
    iso2_of
        ISO codes of countries by their ids.
    kept
        Answers of the table as it was, which stay.
    """
    rows = [dict(answer.cells) for answer in kept]
    answered = {answer.key for answer in kept if answer.yes}
    refused = {(answer.key, answer.cells["candidate"]) for answer in kept if not answer.yes}
    open_ones = {place.id: key for place in places if (key := key_of(place, iso2_of)) not in answered}
    for one in found:
        if one.place.id in open_ones and (open_ones[one.place.id], one.candidate.name) not in refused:
            yes = "yes" if taken.get(one.place.id) is one else ""
            rows.append(_named(one.place, iso2_of) | _proposed(one) | {"accept": yes})
    proposed = {one.place.id for one in found}
    rows += [_named(place, iso2_of) for place in places if place.id in open_ones.keys() - proposed]
    return GUARDED.written(COLUMNS, ([_cell(name, row.get(name, "")) for name in COLUMNS] for row in rows))


def _cell(column: str, text: str) -> float | str:
    return float(text) if text and column in ("lon", "lat") else text


def _named(place: Place, iso2_of: Mapping[str, str]) -> dict[str, str]:
    return {"place": place.label, "country": iso2_of.get(place.country, "")}


def _proposed(one: Proposal) -> dict[str, str]:
    found = one.candidate
    return {
        "candidate": found.name,
        "kind": found.kind,
        "candidate_country": found.iso2,
        "lon": f"{found.lon:g}",
        "lat": f"{found.lat:g}",
        "precision_km": f"{found.precision_km:g}" if found.precision_km else "",
        "population": str(found.population or ""),
        "km_to_next": "" if one.km_to_next is None else f"{one.km_to_next:.0f}",
        "score": f"{one.score:g}",
        "matched": one.matched,
        "reference": found.reference,
    }


def read_answers(path: Path) -> tuple[Answer, ...]:
    """Read the table as a person left it, in whatever form a spreadsheet saved it: rows that say yes or no, or have a point.

    Raises
    ------
    DataError
        If it lacks its columns, a row that says yes has no point, or two rows of one place say yes.
    """
    (grid, *_) = read_tables(path)
    table = find_table(grid)
    missing = {"place", "lon", "lat", "accept"} - {*table.header}
    if missing:
        raise DataError((Fault(path.name, f"has no column {', '.join(sorted(missing))}", "keep its header"),))
    cells = {name: table.columns[table.header.index(name)] for name in table.header}
    lons, lats = (read_numbers(cells[name], decimal=_mark(cells[name])).values for name in ("lon", "lat"))
    reach = cells.get("precision_km", (None,) * len(table))
    reaches = read_numbers(reach, decimal=_mark(reach)).values
    found: list[Answer] = []
    faults: list[Fault] = []
    said_yes: set[Key] = set()
    for index, row in enumerate(table.rows):
        said = {name: _read(cells[name][index]) if name in cells else "" for name in COLUMNS}
        lon, lat = lons[index].best, lats[index].best
        placed = lon is not None and lat is not None and abs(lon) <= 180 and abs(lat) <= 90
        yes = said["accept"].casefold() in _YES or (not said["candidate"] and lon is not None)
        if yes and not placed:
            faults.append(
                Fault(
                    path.name, "has no point", "fill in lon and lat, in degrees", row=row, value=said["place"]
                )
            )
        elif yes or said["accept"]:
            point = {"lon": repr(lon), "lat": repr(lat)} if placed else {}
            said["precision_km"] = "" if reaches[index].best is None else f"{reaches[index].best:g}"
            answer = Answer(said | point, yes=yes)
            if yes and answer.key in said_yes:
                faults.append(
                    Fault(path.name, "is confirmed twice", "keep one yes", row=row, value=said["place"])
                )
            said_yes |= {answer.key} if yes else set()
            found.append(answer)
    if faults:
        raise DataError(tuple(faults))
    return tuple(found)


def _read(cell: Cell) -> str:
    """A cell as text, without the apostrophe that it was written with where a spreadsheet would have computed it."""
    return re.sub(r"\A'(?=[=+\-@])", "", " ".join(str("" if cell is None else cell).split()))


def _mark(cells: Sequence[object]) -> Mark:
    return "," if any(isinstance(cell, str) and "," in cell for cell in cells) else "."
