"""Values of the pages of events."""

from typing import Any

from waterbed.output.siteplaces import cycle_values
from waterbed.output.siterows import Row, Rows


def event_values(rows: Rows, event: int) -> dict[str, Any]:
    """All that the page of an event says."""
    words, index, timeline = rows.words, rows.words.index, rows.timeline
    events = timeline["events"]
    record, actor = events["record"][event], events["actor"][event]
    cycles = index.cycles_of.get(event, [])
    return {
        "event": rows.event(event),
        "family": words.word(events["family"][event]),
        "basis": words.record("basis", record),
        "actor": rows.to_record(actor) if actor >= 0 else None,
        "quote": timeline["records"]["quote"][record],
        "quote_lang": timeline["records"]["quote_lang"][record],
        "locator": timeline["records"]["locator"][record],
        **cycle_values(rows, cycles),
        "findings": [text for cycle in cycles for text in _findings(rows, cycle)],
        "movements": [rows.movement(move) for move in index.moves_after.get(event, ())],
        "figures": [rows.figure(figure) for figure in index.figures_of.get(event, ())],
        **_neighbours(rows, event),
    }


def event_summary(rows: Rows, event: int) -> list[tuple[str, list[int]]]:
    """What happened, where and when, in a sentence for the player and the description of the page."""
    words = rows.words
    record = rows.timeline["events"]["record"][event]
    said = words.record("paraphrase", record) or words.label(record)
    where = words.record("place", record)
    when = words.record("when", record)
    return [(f"{said.rstrip('.')} ({', '.join(part for part in (where, when) if part)}).", [record])]


def _findings(rows: Rows, cycle: int) -> list[str]:
    """Sentences of what was measured with all records, where anything could be counted."""
    table, said = rows.timeline["findings"], rows.words.texts["findings"]
    return [
        said["sentence"][row]
        for row in rows.words.index.findings_of.get(cycle, ())
        if table["stop"][row] == 0 and table["measures"][row]
    ]


def _neighbours(rows: Rows, event: int) -> dict[str, Row | None]:
    """The events before and after it at its place."""
    index, events = rows.words.index, rows.timeline["events"]
    order = sorted(index.events_at.get(events["place"][event], ()), key=index.event_day)
    at = order.index(event) if event in order else 0

    def beside(step: int) -> Row | None:
        found = order[at + step] if event in order and 0 <= at + step < len(order) else None
        if found is None:
            return None
        record = events["record"][found]
        return {**rows.to_record(record), "when": rows.words.record("when", record)}

    return {"previous": beside(-1), "next": beside(1)}
