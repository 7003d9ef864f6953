"""Values of the pages of events."""

from collections.abc import Iterator
from typing import Any

from waterbed.output.site.drawings.measured import draw_course, draw_placebos
from waterbed.output.site.model.linkeddata import event_ld, json_ld
from waterbed.output.site.pages.followed import cycle_values
from waterbed.output.site.pages.parts import days_of_event, focused, part_of_event, view_of_event
from waterbed.output.site.pages.rows import Row, Rows
from waterbed.output.site.pages.sheet import Sheet
from waterbed.output.text.charts import bare


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
        "findings": [found for cycle in cycles for found in _findings(rows, cycle)],
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
    beside = ", ".join(words.apart(part) for part in (where, when) if part)
    return [(f"{words.apart(said.rstrip('.'))} ({beside}).", [record])]


def _findings(rows: Rows, cycle: int) -> list[dict[str, Any]]:
    """What was measured with all records, where anything could be counted: in sentences, and drawn."""
    table, said = rows.timeline["findings"], rows.words.texts["findings"]
    return [
        {
            "sentence": said["sentence"][row],
            "strips": [
                {"name": name, "ranked": ranked, "drawing": draw_placebos(strip, f"{name}: {ranked}")}
                for strip, name, ranked in zip(
                    table["strips"][row], said["strips"][row], said["ranked"][row], strict=True
                )
            ],
            "caption": said["course"][row],
            "courses": list(_courses(rows, row)),
        }
        for row in rows.words.index.findings_of.get(cycle, ())
        if table["stop"][row] == 0 and table["measures"][row]
    ]


def _courses(rows: Rows, row: int) -> Iterator[dict[str, Any]]:
    """The steps of target and receiving places, each with its numbers for whoever cannot see them."""
    table, words = rows.timeline["findings"], rows.words
    course = table["course"][row]
    names = {
        "target": words.place(table["target"][row]),
        "receiving": bare(words.ui["zones.receiving"]),
    }
    for role, name in names.items():
        if course and role in course:
            counts = [words.speaker.number(n) for n in course[role]["counts"]]
            before = course["before"]
            label = f"{name}: {', '.join(counts[:before])} | {', '.join(counts[before:])}"
            yield {"name": name, "drawing": draw_course(course, course[role], label, words.lang)}


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


def event_page(sheet: Sheet) -> dict[str, Any]:
    """What the template of an event's page needs."""
    site, words, event = sheet.site, sheet.words, sheet.page.key
    events = site.timeline["events"]
    place, record = events["place"][event], events["record"][event]
    part = part_of_event(site.index, event)
    rows = sheet.citing("own")
    said = event_summary(rows, event)
    values = event_values(rows, event)
    name = words.label(record)
    view = view_of_event(site.index, event)
    player = None
    if view is not None:
        since, day = days_of_event(site.index, event)
        # the page around it says what happened
        data = focused(site.index, sheet.numbered(part), words.lang, name, view, record, [], day, since)
        player = sheet.player(data)
    return sheet.values(
        name,
        " ".join(text for text, _ in said),
        [(words.t("nav.overview"), "index.html"), (words.t("nav.events"), "events.html")],
        player=player,
        ld=json_ld(event_ld(words, event)),
        og_image=sheet.picture_of(place),
        **values,
    )
