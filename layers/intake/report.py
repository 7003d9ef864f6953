"""What has to be said about a reading, for a person."""

from collections import Counter
from collections.abc import Iterator, Sequence

from waterbed.layers.intake.reading import Reading
from waterbed.layers.intake.shape import SAID
from waterbed.layers.intake.towns import CREDIT, available


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
            first, last = one.columns.periods[0], one.columns.periods[-1]
            yield f"  {first} … {last} → one number a period ({len(one.columns.periods)} columns)"
        if one.columns.left:
            yield f"  not used: {', '.join(one.columns.left)}"
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
    if reading.unplaced:
        names = ", ".join(place.label for place in reading.unplaced[:5])
        more = f" and {len(reading.unplaced) - 5:,} more" if len(reading.unplaced) > 5 else ""
        yield f"Without a point, so not on the map: {names}{more}"
        if not available():
            yield "  towns can be looked up by name: pip install 'waterbed[places]'"
    if reading.taken:
        shown = [
            f"{one.place.label} = {one.town.name} ({one.town.iso2}, {one.score:g})"
            for one in reading.taken.values()
        ]
        yield f"Points by name, from {CREDIT}: {', '.join(shown[:8])}" + (
            f" and {len(shown) - 8:,} more" if len(shown) > 8 else ""
        )


def _listed(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:5]))
    return f"{shown} and {len(rows) - 5:,} more" if len(rows) > 5 else shown
