"""Values of the pages that list records of one sort."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any
from unicodedata import combining, normalize

from waterbed.layers.dates.days import from_day
from waterbed.output.site.model.index import SiteIndex
from waterbed.output.site.model.links import pages_of, part
from waterbed.output.site.model.whole import Site
from waterbed.output.site.model.words import Words
from waterbed.output.site.pages.rows import MOST_ROWS, Row, Rows
from waterbed.output.site.pages.sheet import Sheet

_FEW, _FEW_A_YEAR = 40, 20
"""Rows that stand in one table, and rows that a year shows at least."""
Day = tuple[bool, int, int]
"""By what an event or a movement is sorted: whether it is undated, its first day."""


def places_a_to_z(rows: Rows) -> list[Row]:
    """Every place and hub, in the order of the alphabet."""
    timeline, words = rows.timeline, rows.words
    found = []
    for place, level in enumerate(timeline["places"]["level"]):
        if level != "hub":
            found.append(_place_row(rows, place))
    for hub, record in enumerate(timeline["hubs"]["record"]):
        found.append(
            {
                **rows.to_record(record),
                "kind": words.word(timeline["hubs"]["role"][hub]),
                "around": words.place(timeline["hubs"]["place"][hub]),
            }
        )
    return sorted(found, key=lambda row: (sort_key(row["label"]), row["href"]))


def _place_row(rows: Rows, place: int) -> Row:
    places, words = rows.timeline["places"], rows.words
    above = words.timeline.ancestors(place)
    return {
        **rows.to_place(place),
        "kind": words.word(places["kind"][place] or places["level"][place]),
        "around": words.place(above[0]) if above else "",
    }


def by_letter(found: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Rows under the first letters of their names."""
    return [
        (letter, list(group))
        for letter, group in groupby(found, key=lambda row: sort_key(row["label"])[:1].upper())
    ]


def sort_key(name: str) -> str:
    """A name without accents and case, for the order of the alphabet."""
    plain = "".join(letter for letter in normalize("NFKD", name) if not combining(letter))
    return plain.casefold().lstrip("'\"«“ ")


def events_by_year(rows: Rows, events: Sequence[int]) -> list[tuple[str, list[Row]]]:
    """Events under their years, in order; undated ones last."""
    years = _by_year(events, rows.words.index.event_day, rows.words)
    return [(name, [rows.event(event) for event in group]) for name, group in years]


def years_of(
    found: Sequence[int], day: Callable[[int], Day], row: Callable[[int], Row], words: Words
) -> list[Row]:
    """Rows of a table for a page that has more to tell: all in one where they are few, else a year each, to be unfolded.

    Of each year the first rows alone where there are very many, with how many more there are.
    """
    if len(found) <= _FEW:
        return (
            [{"year": "", "rows": [row(one) for one in found], "n": len(found), "more": 0}] if found else []
        )
    years = _by_year(found, day, words)
    most = max(_FEW_A_YEAR, MOST_ROWS // len(years))
    return [
        {
            "year": year,
            "rows": [row(one) for one in group[:most]],
            "n": len(group),
            "more": max(0, len(group) - most),
        }
        for year, group in years
    ]


def _by_year(found: Sequence[int], day: Callable[[int], Day], words: Words) -> list[tuple[str, list[int]]]:
    def year(one: int) -> str:
        undated, first, _ = day(one)
        return words.t("events.undated") if undated else str(from_day(first).year)

    return [(name, list(group)) for name, group in groupby(found, key=year)]


def organisations(rows: Rows) -> list[Row]:
    """Organisations with what they are and the records that name them."""
    words, index = rows.words, rows.words.index
    records = rows.timeline["records"]
    found = [
        {
            **rows.record(record),
            "kind": words.word(words.facts.kind.get(records["id"][record], "")),
            "own": rows.links.has_page(record),
            "records": [rows.record(one) for one in index.records_of.get(record, ())][:3],
            "n": len(index.records_of.get(record, ())),
        }
        for record in index.table.get("organisations", ())
    ]
    return sorted(found, key=lambda row: sort_key(row["label"]))


def sources(rows: Rows, numbers: Iterable[int]) -> list[Row]:
    """Sources with how many records rest on them; the records themselves where they are few."""
    index = rows.words.index
    found = []
    for source in numbers:
        records = index.records_from.get(source, [])
        found.append(
            {
                **rows.source(source, source + 1),
                "own": rows.links.source_has_page(source),
                "count": len(records),
                "records": []
                if rows.links.source_has_page(source)
                else [rows.record(one) for one in records],
            }
        )
    return found


def figures(rows: Rows, chosen: Sequence[int]) -> list[tuple[str, list[Row]]]:
    """Figures under what they measure, rival values side by side."""
    measure = rows.timeline["figures"]["measure"]
    first = {name: at for at, name in reversed(list(enumerate(measure)))}
    order = sorted(chosen, key=lambda row: (first[measure[row]], row))
    named: Callable[[int], str] = measure.__getitem__
    return [
        (rows.words.word(name), [rows.figure(row) for row in group])
        for name, group in groupby(order, key=named)
    ]


def context(rows: Rows) -> list[tuple[str, list[Row]]]:
    """What the sources say without place or date, under topics in the order of the table."""
    words, records = rows.words, rows.timeline["records"]
    found: dict[str, list[Row]] = {}
    for record in words.index.table.get("context", ()):
        topic = words.facts.topic.get(records["id"][record], "")
        found.setdefault(topic, []).append(
            {**rows.record(record), "locator": records["locator"][record], "lead": rows.lead([record])}
        )
    return [(words.word(topic), group) for topic, group in found.items()]


def gaps(rows: Rows) -> list[Row]:
    """What is not known, and why."""
    words = rows.words
    return [
        {
            **rows.record(record),
            "why": words.record("why", record),
            "at": rows.to_place(rows.timeline["records"]["place"][record]),
        }
        for record in words.index.table.get("gaps", ())
    ]


_MOST_RECORDS = 1000
_FIRST = ("events", "movements", "hubs", "figures")
"""Tables whose records come before those of others: what happened, what moved, where, how much."""


def in_order(index: SiteIndex, records: Iterable[int]) -> list[int]:
    """Records of several tables: events and movements by their days, then the others."""
    tables = index.timeline["records"]["table"]
    days = {"events": index.event_day, "movements": index.move_day}

    def key(record: int) -> tuple[int, Day]:
        table = tables[record]
        rank = _FIRST.index(table) if table in _FIRST else len(_FIRST)
        row = index.owner[table].get(record) if table in days else None
        return rank, (True, 0, record) if row is None else days[table](row)

    return sorted(records, key=key)


def organisation_page(sheet: Sheet) -> dict[str, Any]:
    """What the template of an organisation's page needs."""
    site, words, record = sheet.site, sheet.words, sheet.page.key
    named = in_order(site.index, site.index.records_of.get(record, []))
    rows = sheet.citing("own")
    own, found = rows.record(record), [rows.listed(one) for one in named]
    name = words.label(record)
    kind = words.word(words.facts.kind.get(site.timeline["records"]["id"][record], ""))
    return sheet.values(
        name,
        f"{name}. {kind}",
        [(words.t("nav.overview"), "index.html"), (words.t("nav.organisations"), "organisations.html")],
        record=own,
        what=kind,
        records=found,
    )


def source_page(sheet: Sheet) -> dict[str, Any]:
    """What the template of a source's page needs."""
    site, words, source = sheet.site, sheet.words, sheet.page.key
    rows = sheet.rows
    row = rows.source(source, source + 1)
    records = in_order(site.index, site.index.records_from.get(source, []))
    title = row["title"] or row["publisher"] or row["id"]
    return sheet.values(
        title,
        ", ".join(words.apart(part) for part in (title, row["publisher"], row["when"]) if part),
        [(words.t("nav.overview"), "index.html"), (words.t("nav.sources"), "sources.html")],
        source=row,
        records=[rows.listed(one) for one in records[:_MOST_RECORDS]],
        more=max(0, len(records) - _MOST_RECORDS),
    )


def paged(
    key: str, make: Callable[[Rows, int], Any], total: Callable[[Site], int]
) -> Callable[[Sheet], dict[str, Any]]:
    """A page of a list that may have several."""

    def values(sheet: Sheet) -> dict[str, Any]:
        words, page = sheet.words, sheet.page.key
        pages = pages_of(total(sheet.site))
        name = words.t(f"nav.{key}")
        title = name if pages == 1 else f"{name}, {words.t('page.n', at=page + 1, of=pages)}"
        lead = words.t(f"{key}.lead")
        return sheet.values(
            title,
            lead,
            [(words.t("nav.overview"), "index.html")],
            lead=lead,
            items=make(sheet.rows, page),
            pages=[(n + 1, f"{key}{f'-{n + 1}' if n else ''}.html", n == page) for n in range(pages)],
        )

    return values


def events_of(rows: Rows, page: int) -> Any:
    """The events of a page of their list, by year."""
    return events_by_year(rows, part(rows.words.index.event_order, page))


def movements_of(rows: Rows, page: int) -> Any:
    """The movements of a page of their list."""
    return [rows.movement(move) for move in part(rows.words.index.move_order, page)]


def figures_of(rows: Rows, page: int) -> Any:
    """The figures of a page of their list."""
    return figures(rows, part(range(len(rows.timeline["figures"]["id"])), page))


def sources_of(rows: Rows, page: int) -> Any:
    """The sources of a page of their list."""
    return sources(rows, part(range(len(rows.timeline["sources"]["id"])), page))


def places_of(rows: Rows, page: int) -> Any:
    """The places of a page of their list, by first letter."""
    return by_letter(part(places_a_to_z(rows), page))


def rows_of(table: str) -> Callable[[Site], int]:
    """How many rows a table of a site has."""
    return lambda site: len(site.timeline[table]["id"])


def whole(key: str, make: Callable[[Rows], Any]) -> Callable[[Sheet], dict[str, Any]]:
    """A page of its own that lists everything of one sort; its sources have the numbers of the list of sources."""

    def values(sheet: Sheet) -> dict[str, Any]:
        words = sheet.words
        rows = sheet.citing("all")
        lead = " ".join(filter(None, (words.t(f"{key}.lead"), words.made if key == "story" else "")))
        found = make(rows)
        return sheet.values(
            words.t(f"nav.{key}"),
            lead,
            [(words.t("nav.overview"), "index.html")],
            lead=lead,
            items=found,
        )

    return values
