"""What has to be said about a reading, for a person."""

from collections import Counter
from collections.abc import Iterator, Sequence

from waterbed.layers.intake.byname.candidates import GEONAMES, NATURAL_EARTH, towns_known
from waterbed.layers.intake.byname.proposals import Proposal
from waterbed.layers.intake.reading import Reading
from waterbed.layers.intake.shape import SAID, USED


def report(reading: Reading) -> Iterator[str]:
    """What was read, guessed, left out and is missing, line by line."""
    for one in reading.tables:
        table = one.table
        known = (f"the export of {one.export.name}",) if one.export else ()
        noted = f" ({'; '.join((*known, *table.notes))})" if known or table.notes else ""
        yield f"{table.place}{noted}: {SAID[one.shape]}; {len(table):,} rows, header in row {table.header_row}"
        for match in one.columns.matches:
            yield (
                f"  {match.header} → {match.role}, by its {match.by}"
                if match.by == "name"
                else (f"  {match.header} → {match.role}, by {match.by}")
            )
        if one.columns.periods:
            first, last = one.columns.periods[0].header, one.columns.periods[-1].header
            yield f"  {first} … {last} → one number a period ({len(one.columns.periods)} columns)"
        used = USED[one.shape]
        idle = [match for match in one.columns.matches if match.role not in used]
        if idle:
            yield f"  not used by {one.shape}: {', '.join(f'{match.header} ({match.role})' for match in idle)}"
        more = one.columns.more if one.shape == "series" else ()
        for header in more:
            yield f"  {header} → number too, a series of its own, by its name"
        if left := [*one.columns.left, *(() if more else one.columns.more)]:
            yield f"  not used: {', '.join(left)}"
        for why, rows in table.dropped:
            yield f"  left out: {why}, row {_listed(rows)}"
        for word, said in (
            ("read", one.doubts.habits),
            ("guessed", one.doubts.guesses),
            ("left out", one.doubts.left_out),
        ):
            for text, times in Counter(said).items():
                yield f"  {word}: {text}{f' ({times} times)' if times > 1 else ''}"
    for place in reading.passed:
        yield f"{place}: passed over, no table of a known shape"
    made = Counter({name: len(raw.rows) for name, raw in reading.package.tables.items()})
    yield "Made: " + ", ".join(f"{count:,} {name}" for name, count in made.items() if count)
    if reading.own_words:
        yield "Own words: " + ", ".join(
            f"{row['word']} ({row['group'].replace('_', ' ')})" for row in reading.own_words
        )
    yield from _of_places(reading)


def _of_places(reading: Reading) -> Iterator[str]:
    """Which places have a point by their name, and which have none."""
    if reading.points.confirmed:
        yield f"Points confirmed in the table of places: {_some([place.label for place in reading.points.confirmed])}"
    if reading.points.taken:
        shown = [f"{one.place.label} = {_said(one)}" for one in reading.points.taken.values()]
        yield f"Points by name, from {', '.join(_who(list(reading.points.taken.values())))}: {_some(shown)}"
    if between := reading.points.between:
        names = _some([f"{place.label} ({place.precision_km:g} km around)" for place in between])
        yield f"In the middle of their incidents, for want of a point of their own: {names}"
    if not reading.unplaced:
        return
    yield f"Without a point, so not on the map: {_some([place.label for place in reading.unplaced])}"
    best: dict[str, Proposal] = {}
    for one in reading.points.proposed:
        if one.place.id not in reading.points.taken:
            best.setdefault(one.place.id, one)
    if best:
        shown = [f"{one.place.label} = {_said(one)}?" for one in best.values()]
        yield f"  proposed, from {', '.join(_who(list(best.values())))}: {_some(shown)}"
    if not towns_known():
        yield "  towns can be looked up by name once the gazetteer is installed: pip install 'waterbed[places]'"


def _said(one: Proposal) -> str:
    found = one.candidate
    within = f"{found.iso2}, " if found.iso2 else ""
    kind = "" if found.kind == "town" else f"{found.kind}, "
    return f"{found.name} ({within}{kind}{one.score:g})"


def _who(found: Sequence[Proposal]) -> list[str]:
    by = {"town": GEONAMES, "province": NATURAL_EARTH, "sea": NATURAL_EARTH}
    return list(dict.fromkeys(by[one.candidate.kind] for one in found))


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - 8:,} more" if len(names) > 8 else ""
    return f"{', '.join(names[:8])}{more}"


def _listed(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:5]))
    return f"{shown} and {len(rows) - 5:,} more" if len(rows) > 5 else shown
