"""What must hold before records are used: columns, types, ids, references, words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.checks.scenes import scene_faults
from waterbed.layers.checks.sheet import Sheet, read_sheet
from waterbed.layers.errors import Fault, did_you_mean, nearest
from waterbed.layers.files.raw import Package
from waterbed.layers.manifest.profiles import profile_faults
from waterbed.layers.manifest.settings import MANIFEST, Settings
from waterbed.layers.schema.tables import RECORD_TABLES, TABLES, Column, columns
from waterbed.layers.schema.vocabulary import words

# After this many distinct values nobody reads the questions any more, and each costs time.
_MOST_QUESTIONS = 20


@dataclass(slots=True)
class Findings:
    """Tables read from a package, and what was found on the way."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    """Every table of the schema."""
    errors: list[Fault] = field(default_factory=list)
    """Faults that forbid the use of the data."""
    warnings: list[Fault] = field(default_factory=list)
    """Words and names that look wrong."""


def check(package: Package, settings: Settings) -> Findings:
    """Read the tables of a package and check them.

    Parameters
    ----------
    package
        The tables as text.
    settings
        Languages, lead source and views of the data set.
    """
    findings = Findings(errors=list(package.faults), warnings=list(package.warnings))
    for name in TABLES:
        sheet, errors, warnings = read_sheet(
            package.tables.get(name), name, columns(name, settings.languages)
        )
        findings.errors += errors
        findings.warnings += warnings
        findings.sheets[name] = sheet
    unread = package.unread | {name for name, raw in package.tables.items() if "id" not in raw.frame}
    known = _known_ids(list(findings.sheets.values()), findings.errors)
    for sheet in findings.sheets.values():
        findings.errors += _reference_faults(sheet, known, unread)
        findings.errors += _ordering_faults(sheet)
        _check_words(sheet, findings)
    findings.errors += _missing_tables(package, unread, findings.sheets, known, settings.lead_source)
    citable = None if unread.intersection(RECORD_TABLES) else _records(known)
    findings.errors += scene_faults(findings.sheets["scenes"], citable, settings.views)
    if "zones" not in unread:
        findings.errors += _parent_loops(findings.sheets["zones"])
    findings.errors += profile_faults(package.meta, None if unread else known)
    return findings


def _records(known: Mapping[str, str]) -> dict[str, str]:
    return {record: table for record, table in known.items() if table in RECORD_TABLES}


def _known_ids(sheets: list[Sheet], errors: list[Fault]) -> dict[str, str]:
    """Return the table of each id; ids that are used twice, or differ only in case, are faults."""
    ids = np.concatenate([sheet.frame.index.to_numpy(dtype=object) for sheet in sheets])
    owner = np.repeat(np.arange(len(sheets)), [len(sheet.frame) for sheet in sheets])
    starts = np.concatenate([[0], np.cumsum([len(sheet.frame) for sheet in sheets])])
    # Pages are named by ids, and some file systems take "A" and "a" for the same name.
    folded, _ = pd.factorize(np.array([str(one).casefold() for one in ids], dtype=object))
    first = pd.Series(np.arange(len(ids))).groupby(folded).transform("first").to_numpy()
    for at in np.flatnonzero(first != np.arange(len(ids))):
        sheet, other = sheets[owner[at]], sheets[owner[first[at]]]
        if not ids[at]:
            continue  # said already: the id is empty
        there = other.fault(int(first[at] - starts[owner[first[at]]]), "id", "", "")
        used = f"is already used in {there.file}, row {there.row}"
        same = (
            "" if ids[at] == ids[first[at]] else f" as {ids[first[at]]} (upper and lower case count as one)"
        )
        mend = "give each record an id of its own"
        errors.append(sheet.fault(int(at - starts[owner[at]]), "id", str(ids[at]), used + same, mend))
    return {str(one): sheets[table].name for one, table in zip(ids, owner, strict=True) if one}


def _reference_faults(sheet: Sheet, known: Mapping[str, str], unread: frozenset[str]) -> Iterator[Fault]:
    for column in sheet.of_type("ref", "refs"):
        if unread.intersection(column.targets):
            continue  # the records may be there, in a file that cannot be read
        targets, asked = frozenset(column.targets), 0
        for value, places in _distinct(sheet.frame[column.name], column):
            table = known.get(value)
            if not value or table in targets:
                continue
            asked += 1
            if table is None:
                problem = "is no record" if column.of == "*" else f"is no record of {_either(column.targets)}"
                mend = _question(value, (one for one, its in known.items() if its in targets), asked)
            else:
                problem = f"is a record of {table}"
                mend = f"this column names records of {_either(column.targets)}"
            for at in places:
                yield sheet.fault(int(at), column.name, value, problem, mend)


def _check_words(sheet: Sheet, findings: Findings) -> None:
    for column in sheet.of_type("word", "words"):
        listed, asked = words(column.of), 0
        for value, places in _distinct(sheet.frame[column.name], column):
            if not value or value in listed:
                continue
            asked += 1
            mend = _question(value, listed, asked)
            if not mend:
                mend = (
                    f"use one of: {', '.join(listed)}"
                    if column.closed
                    else "add it to the vocabulary, or mend it"
                )
            group = column.of.replace("_", " ")
            problem = f"is no known {group}"
            if column.closed:
                findings.errors += [sheet.fault(int(at), column.name, value, problem, mend) for at in places]
            else:  # one warning for a word of one's own, not one for each of its thousand rows
                times = f" ({len(places)} rows)" if len(places) > 1 else ""
                findings.warnings.append(
                    sheet.fault(int(places[0]), column.name, value, problem + times, mend)
                )


def _question(value: str, names: Iterable[str], asked: int) -> str:
    return did_you_mean(value, names) if asked <= _MOST_QUESTIONS else ""


def _distinct(series: "pd.Series[str]", column: Column) -> Iterator[tuple[str, npt.NDArray[np.intp]]]:
    """Yield each distinct value of a column, lists taken apart, with the positions where it stands."""
    cells = pd.Series(series.to_numpy(dtype=object))
    if column.is_list:
        cells = cells[cells.map(len) > 0].explode()
    if cells.empty:
        return
    codes, values = pd.factorize(cells.to_numpy(dtype=object))
    order = np.argsort(codes, kind="stable")
    places = cells.index.to_numpy()[order]
    yield from zip(values, np.split(places, np.flatnonzero(np.diff(codes[order])) + 1), strict=True)


def _ordering_faults(sheet: Sheet) -> Iterator[Fault]:
    """Find coordinates with one half missing, and quantities whose low is above their high."""
    frame = sheet.frame
    if {"lon", "lat"} <= set(frame.columns):
        for column, other in (("lon", "lat"), ("lat", "lon")):
            # A cell that could not be read is empty here, and has had its say.
            blank = _blank(sheet, column)
            for at in np.flatnonzero(blank & frame[other].notna().to_numpy()):
                yield sheet.fault(int(at), column, "", f"is empty but {other} is not", "a point needs both")
    for low, high in (("low", "best"), ("best", "high"), ("low", "high")):
        if {low, high} <= set(frame.columns):
            for at in np.flatnonzero((frame[low] > frame[high]).to_numpy()):
                value = f"{frame[low].iloc[at]:g}"
                yield sheet.fault(
                    int(at), low, value, f"is above {high} ({frame[high].iloc[at]:g})", "swap them"
                )


def _blank(sheet: Sheet, column: str) -> npt.NDArray[np.bool_]:
    if sheet.raw is None or column not in sheet.raw.frame:
        return np.full(len(sheet.frame), True)
    return np.asarray(sheet.raw.frame[column].str.strip() == "", dtype=bool)


def _missing_tables(
    package: Package,
    unread: frozenset[str],
    sheets: Mapping[str, Sheet],
    known: Mapping[str, str],
    lead_source: str,
) -> Iterator[Fault]:
    """Ask for sources, and countries or zones; every other table may be absent and is then empty."""
    sources, countries, zones = (sheets[name].frame for name in ("sources", "countries", "zones"))
    if sources.empty and "sources" not in unread:
        yield _needed(package, "sources", "every record names its source: add at least one")
    if not unread.intersection(("countries", "zones")) and countries.empty and zones.empty:
        yield _needed(package, "countries", "there is no place: add countries or zones")
    if lead_source and known.get(lead_source) != "sources" and "sources" not in unread:
        near = nearest(lead_source, sources.index)
        mend = f'did you mean "{near}"?' if near else "write the id of a row of sources"
        column = "waterbed.lead_source"
        yield Fault(MANIFEST, "is no record of sources", mend, column=column, value=lead_source)


def _needed(package: Package, table: str, mend: str) -> Fault:
    raw = package.tables.get(table)
    return Fault(raw.file, "has no rows", mend) if raw else Fault(f"{table}.csv", "is missing", mend)


def _parent_loops(sheet: Sheet) -> Iterator[Fault]:
    """Find zones that lie within themselves; one fault a circle."""
    parents = dict(zip(sheet.frame.index, sheet.frame["parent"], strict=True))
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        zone = start
        while zone in parents and zone not in done and zone not in path:
            path[zone] = None
            zone = parents[zone]
        if zone in path:
            circle = list(path)[list(path).index(zone) :]
            at = list(sheet.frame.index).index(zone)
            chain = " in ".join([*circle[:10], zone])
            yield sheet.fault(at, "parent", parents[zone], f"makes a circle ({chain})", "cut it somewhere")
        done.update(path)


def _either(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
