"""Values of the pages that list records of one sort, and of the story."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any
from unicodedata import combining, normalize

from waterbed.layers.dates import from_day
from waterbed.output.locatormap import Mark, Picture, draw_map
from waterbed.output.moment import PlaceMark, moment
from waterbed.output.sitefocus import view_of_place
from waterbed.output.siteplaces import strip
from waterbed.output.siterows import Row, Rows
from waterbed.output.sitewords import PER_PAGE, Words
from waterbed.output.timeline import Timeline

_TELLING = ("crackdown", "return", "displacement", "arrival", "presence", "attested", "earlier", "ended")
_CARD = (300, 150)
MOST_NAMES = 5


def pages_of(total: int) -> int:
    """How many pages a list of so many rows has."""
    return max(1, -(-total // PER_PAGE))


def part(items: Sequence[Any], page: int) -> Sequence[Any]:
    """What of a list stands on a page, counted from 0."""
    return items[page * PER_PAGE : (page + 1) * PER_PAGE]


def story_scenes(rows: Rows) -> list[Row]:
    """The scenes with their sentences, the numbers of their sources and their records."""
    timeline, words = rows.timeline, rows.words
    scenes = timeline["scenes"]
    return [
        {
            "id": scenes["id"][at],
            "title": scene["title"],
            "when": words.record("when", scenes["record"][at]),
            "text": [(said, rows.lead(records)) for said, records in scene["text"]],
            "records": [rows.record(record) for record in scenes["records"][at] if record >= 0],
        }
        for at, scene in enumerate(words.texts["scenes"])
    ]


def countries(rows: Rows) -> list[Row]:
    """Countries, most eventful first."""
    level = rows.timeline["places"]["level"]
    found = [country_row(rows, place) for place, word in enumerate(level) if word == "country"]
    return sorted(found, key=lambda row: (-row["hubs"] - row["events"] - row["movements"], row["label"]))


def country_row(rows: Rows, place: int) -> Row:
    """A country with how much is on record there."""
    words, index = rows.words, rows.words.index
    moves = {*index.within(index.moves_from, place), *index.within(index.moves_to, place)}
    counts = {
        "hubs": len(index.within(index.hubs_at, place)),
        "events": len(index.within(index.events_at, place)),
        "movements": len(moves),
    }
    roles = words.facts.roles.get(rows.timeline["places"]["id"][place], ())
    return {
        **rows.to_place(place),
        "row": place,
        **counts,
        "counted": ", ".join(words.t(f"n.{name}", n=n) for name, n in counts.items() if n),
        "roles": words.listed(words.word(role) for role in roles) if roles else "",
    }


def country_card(rows: Rows, place: int, day: float) -> Row:
    """A country with a small map on a day and its line of phases."""
    words, index = rows.words, rows.words.index
    return {
        **country_row(rows, place),
        "map": place_map(words, place, day, _CARD),
        "strip": strip(words, index.within(index.spans_at, place), words.place(place)),
    }


def place_map(words: Words, place: int, day: float, size: tuple[int, int]) -> Any:
    """A still of a place and all in it on a day; "" where nothing of it has a point."""
    index, places = words.index, words.timeline["places"]
    view = view_of_place(index, place)
    if view is None:
        return ""
    inside = set(index.inside[place])
    label = words.t("map.title", title=f"{words.place(place)}, {words.day(int(day))}")
    return draw_map(
        Picture(view, *size, frozenset({places["iso2"][place]}), marks(words, day, inside), label)
    )


def all_map(words: Words, day: float, view: Sequence[float], size: tuple[int, int]) -> Any:
    """A still of the whole story on a day."""
    places = words.timeline["places"]
    story = frozenset(code for code in places["iso2"] if code)
    title = words.timeline["meta"]["title"][words.lang]
    label = words.t("map.title", title=f"{title}, {words.day(int(day))}")
    return draw_map(Picture(view, *size, story, marks(words, day, None), label))


def marks(words: Words, day: float, inside: set[int] | None) -> tuple[Mark, ...]:
    """The signs of places on a day, the most telling first; the first few are named."""
    places = words.timeline["places"]
    shown = [
        mark
        for mark in _on_day(words.timeline, day)
        if (inside is None or mark.index in inside) and places["lon"][mark.index] is not None
    ]
    rank = {phase: at for at, phase in enumerate(_TELLING)}
    shown.sort(key=lambda mark: (rank.get(mark.phase, len(rank)), mark.index))
    return tuple(
        Mark(
            places["lon"][mark.index],
            places["lat"][mark.index],
            "candidate" if mark.candidate else mark.phase,
            words.place(mark.index) if at < MOST_NAMES and places["level"][mark.index] != "country" else "",
        )
        for at, mark in enumerate(shown)
    )


@lru_cache(maxsize=4)
def _on_day(timeline: Timeline, day: float) -> tuple[PlaceMark, ...]:
    """What places show on a day: every small map of a site stands on the same one."""
    return moment(timeline, day).places


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
    above = words.index.chain[place]
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
    index = rows.words.index

    def year(event: int) -> str:
        undated, day, _ = index.event_day(event)
        return rows.words.t("events.undated") if undated else str(from_day(day).year)

    return [(name, [rows.event(event) for event in group]) for name, group in groupby(events, key=year)]


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
