"""What must hold before records are used: columns, types, ids, references, words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from waterbed.layers.checks.meant import Records, meant_word
from waterbed.layers.checks.scenes import scene_faults
from waterbed.layers.checks.sheet import Said, Sheet, read_sheet
from waterbed.layers.checks.words import own_vocabulary
from waterbed.layers.errors import Fault, did_you_mean, kept
from waterbed.layers.files.raw import Package, length_faults
from waterbed.layers.manifest.profiles import profile_faults
from waterbed.layers.manifest.settings import Settings
from waterbed.layers.manifest.shapes import MANIFEST
from waterbed.layers.schema.tables import RECORD_TABLES, TABLES, Column, columns
from waterbed.layers.schema.vocabulary import Vocabulary, bundled

# After this many distinct values nobody reads the questions any more, and each costs time.
_MOST_QUESTIONS = 20


_MOST_ANSWERS = 1000


_MOST_WITHIN = 50
"""Limit for absurd input: zones that a zone lies in."""


@dataclass(slots=True)
class Findings:
    """Tables read from a package, and what was found on the way."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    """Every table of the schema."""
    errors: list[Fault] = field(default_factory=list)
    """Faults that forbid the use of the data."""
    warnings: list[Fault] = field(default_factory=list)
    """Words and names that look wrong."""
    vocabulary: Vocabulary = field(default_factory=bundled)
    """Words that records may use, those of the data set's own with them."""


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
    findings.vocabulary, wrong = own_vocabulary(package.words)
    findings.errors += wrong
    unread = package.unread | {name for name, raw in package.tables.items() if "id" not in raw.frame}
    findings.errors += _missing_tables(package, unread)
    findings.errors += [fault for raw in package.tables.values() for fault in length_faults(raw)]
    for name in TABLES:
        sheet, errors, warnings = read_sheet(
            package.tables.get(name), name, columns(name, settings.languages)
        )
        findings.errors += errors
        findings.warnings += warnings
        findings.sheets[name] = sheet
    known = _known_ids(list(findings.sheets.values()), findings.errors)
    records = Records(known, findings.sheets.values())
    lost: Counter[str] = Counter()
    for sheet in findings.sheets.values():
        findings.errors += sheet.faults(_reference_faults(sheet, records, unread, package.strays, lost))
        findings.errors += sheet.faults(_ordering_faults(sheet))
        _check_words(sheet, findings)
    findings.errors += _lost(package.strays, lost)
    if "sources" not in unread and "sources" not in package.strays:
        findings.errors += _lead_faults(settings.lead_source, records)
    if "counts" not in unread:
        findings.warnings += _main_unit_doubts(settings.main_unit, findings.sheets["counts"])
    findings.warnings += _counted_kind_doubts(settings.counted_kinds, findings.vocabulary)
    if not unread:
        findings.warnings += _control_doubts(settings.controls, records)
    citable = None if unread.intersection(RECORD_TABLES) else records
    findings.errors += scene_faults(findings.sheets["scenes"], citable, settings.views)
    if "zones" not in unread:
        findings.errors += _parent_loops(findings.sheets["zones"])
    findings.errors += profile_faults(package.meta, None if unread else known)
    findings.errors, findings.warnings = list(kept(findings.errors)), list(kept(findings.warnings))
    return findings


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


def _reference_faults(
    sheet: Sheet,
    records: Records,
    unread: frozenset[str],
    strays: Mapping[str, str],
    lost: Counter[str],
) -> Iterator[Said]:
    for column in sheet.of_type("ref", "refs"):
        if unread.intersection(column.targets):
            continue  # the records may be there, in a file that cannot be read
        targets, asked = frozenset(column.targets), 0
        stray = next((table for table in column.targets if table in strays), "")
        for value, places in _distinct(sheet.frame[column.name], column):
            table = records.known.get(value)
            if not value or table in targets:
                continue
            if table is None and stray:
                lost[stray] += len(places)
                continue
            asked += 1
            if table is not None:
                mend = f"this column names records of {_either(column.targets)}"
                yield places, column.name, value, f"is a record of {table}", mend
                continue
            problem, mend = "", ""
            if asked <= _MOST_ANSWERS:
                near = asked <= _MOST_QUESTIONS
                problem, mend = records.meant(value, targets, is_list=column.is_list, near=near)
            nothing = "is no record" if column.of == "*" else f"is no record of {_either(column.targets)}"
            yield places, column.name, value, problem or nothing, mend


def _lost(strays: Mapping[str, str], lost: Mapping[str, int]) -> Iterator[Fault]:
    """Say once of a table that was not read what would be said of every reference to its records."""
    for table, cells in lost.items():
        named = "1 cell names a record" if cells == 1 else f"{cells:,} cells name records"
        problem = f"was not read, and {named} that may be in it"
        yield Fault(strays[table], problem, f"rename it {table}.csv")


def _check_words(sheet: Sheet, findings: Findings) -> None:
    for column in sheet.of_type("word", "words"):
        listed, asked = findings.vocabulary.words(column.of), 0
        wrong: list[Said] = []
        for value, places in _distinct(sheet.frame[column.name], column):
            if not value or value in listed:
                continue
            asked += 1
            problem, mend = meant_word(value, column.of) if asked <= _MOST_QUESTIONS else ("", "")
            if not mend:
                mend = (
                    f"use one of: {', '.join(listed)}"
                    if column.closed
                    else "add it to vocabulary.csv in the folder, or mend it"
                )
            problem = problem or f"is no known {column.of.replace('_', ' ')}"
            if column.closed:
                wrong.append((places, column.name, value, problem, mend))
            elif (
                asked <= _MOST_ANSWERS
            ):  # one warning for a word of one's own, not one for each of its thousand rows
                times = f" ({len(places)} rows)" if len(places) > 1 else ""
                findings.warnings.append(
                    sheet.fault(int(places[0]), column.name, value, problem + times, mend)
                )
        findings.errors += sheet.faults(wrong)


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


def _ordering_faults(sheet: Sheet) -> Iterator[Said]:
    """Find coordinates with one half missing, and quantities whose low is above their high."""
    frame = sheet.frame
    # A column of the data set's own that bears such a name is text, and means what its author says.
    ours = {column.name for column in sheet.columns}
    if {"lon", "lat"} <= ours:
        for column, other in (("lon", "lat"), ("lat", "lon")):
            # A cell that could not be read is empty here, and has had its say.
            blank = np.flatnonzero(_blank(sheet, column) & frame[other].notna().to_numpy())
            yield blank, column, "", f"is empty but {other} is not", "a point needs both"
    for low, high in (("low", "best"), ("best", "high"), ("low", "n"), ("n", "high"), ("low", "high")):
        if {low, high} <= ours:
            for at in np.flatnonzero((frame[low] > frame[high]).to_numpy()):
                value = f"{frame[low].iloc[at]:g}"
                yield [int(at)], low, value, f"is above {high} ({frame[high].iloc[at]:g})", "swap them"


def _blank(sheet: Sheet, column: str) -> npt.NDArray[np.bool_]:
    if sheet.raw is None or column not in sheet.raw.frame:
        return np.full(len(sheet.frame), True)
    return np.asarray(sheet.raw.frame[column].str.strip() == "", dtype=bool)


def _missing_tables(package: Package, unread: frozenset[str]) -> Iterator[Fault]:
    """Ask for sources, and countries, zones or events with points; every other table may be absent and is then empty."""
    filled = {name for name, raw in package.tables.items() if len(raw.frame)} | unread
    if "sources" not in filled:
        yield _needed(package, "sources", "every record names its source: add at least one")
    events = package.tables.get("events")
    spots = (
        events is not None and "lon" in events.frame and bool((events.frame["lon"].str.strip() != "").any())
    )
    if not spots and not filled.intersection(("countries", "zones")):
        yield _needed(package, "countries", "there is no place: add countries or zones")


def _needed(package: Package, table: str, mend: str) -> Fault:
    raw, stray = package.tables.get(table), package.strays.get(table)
    if stray:
        mend = f'is it "{stray}"? rename it {table}.csv'
    return Fault(raw.file, "has no rows", mend) if raw else Fault(f"{table}.csv", "is missing", mend)


def _lead_faults(lead: str, records: Records) -> Iterator[Fault]:
    if lead and records.known.get(lead) != "sources":
        problem, mend = records.meant(lead, ("sources",), is_list=False)
        mend = mend or "write the id of a row of sources"
        problem = problem or "is no record of sources"
        yield Fault(MANIFEST, problem, mend, column="waterbed.lead_source", value=lead)


def _main_unit_doubts(unit: str, counts: Sheet) -> Iterator[Fault]:
    units = list(dict.fromkeys(counts.frame["unit"]))
    if unit and unit not in units:
        mend = did_you_mean(unit, units) or f"write one of {', '.join(units) or 'the units of counts'}"
        yield Fault(MANIFEST, "is no unit of counts", mend, column="waterbed.main_unit", value=unit)


def _counted_kind_doubts(kinds: tuple[str, ...], vocabulary: Vocabulary) -> Iterator[Fault]:
    known = vocabulary.words("event_kind")
    for kind in kinds:
        if kind not in known:
            mend = did_you_mean(kind, known) or "write kinds of events, or add the word to vocabulary.csv"
            yield Fault(MANIFEST, "is no kind of event", mend, column="waterbed.counted_kinds", value=kind)


def _control_doubts(places: tuple[str, ...], records: Records) -> Iterator[Fault]:
    tables = ("zones", "countries", "hubs")
    for place in places:
        if records.known.get(place) not in tables:
            mend = records.meant(place, tables, is_list=False)[1] or "write ids of places"
            yield Fault(MANIFEST, "is no place", mend, column="waterbed.controls", value=place)


def _parent_loops(sheet: Sheet) -> Iterator[Fault]:
    """Find zones that lie within themselves, one fault a circle, and those that lie in too many others."""
    pairs = zip(sheet.frame.index, sheet.frame["parent"], strict=True)
    parents = {zone: parent for zone, parent in pairs if zone and parent}
    positions = {zone: at for at, zone in enumerate(sheet.frame.index)}
    done: set[str] = set()
    depth: dict[str, int] = {}
    for start in parents:
        path: dict[str, None] = {}
        zone = start
        while zone in parents and zone not in done and zone not in path:
            path[zone] = None
            zone = parents[zone]
        if zone in path:
            circle = list(path)[list(path).index(zone) :]
            chain = " in ".join([*circle[:10], zone])
            yield sheet.fault(
                positions[zone], "parent", parents[zone], f"makes a circle ({chain})", "cut it somewhere"
            )
        for one in reversed(path):
            depth[one] = depth.get(parents[one], 0) + 1
            if depth[one] == _MOST_WITHIN + 1:
                mend = f"a zone lies in {_MOST_WITHIN} others at most"
                yield sheet.fault(positions[one], "parent", parents[one], "is nested too deeply", mend)
        done.update(path)


def _either(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
