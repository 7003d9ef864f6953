"""A part of a timeline that is a timeline itself: what a single page needs, with every reference still right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from waterbed.output.timeline import Timeline, first_day

Rows: TypeAlias = Sequence[int]

# What the columns that hold row numbers count. A number whose row is left out becomes -1, or leaves its list.
_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "records": {"place": "places", "sources": "sources"},
    "places": {"record": "records", "parent": "places", "country": "places"},
    "hubs": {"record": "records", "place": "places", "organisation": "records"},
    "movements": {"record": "records", "origin": "places", "destination": "places", "cause": "events"},
    "events": {"record": "records", "place": "places", "actor": "records"},
    "incidents": {"event": "events"},
    "outlines": {"place": "places"},
    "spans": {"place": "places", "basis": "records"},
    "scenes": {"record": "records", "records": "records", "own": "records"},
    "figures": {"record": "records", "place": "places", "organisation": "records", "event": "events"},
    "cycles": {
        **{"place": "places", "destinations": "places", "trigger": "events", "record": "records"},
        **dict.fromkeys(("departure", "departures", "returned", "candidates"), "movements"),
        "basis": "records",
    },
    "findings": {
        "cycle": "cycles",
        "sources": "sources",
        **dict.fromkeys(("target", "receiving", "control"), "places"),
    },
    "presses": {
        **{"cycles": "cycles", "place": "places"},
        **dict.fromkeys(("moves", "returned"), "movements"),
    },
    "series": {"place": "places", "sources": "sources"},
    "rows": {"place": "places", "country": "places"},
    "sources": {},
}


# Rows of these tables bring along what they name, so that no mark ends in nothing; each table after those that name it.
_BRINGS: Mapping[str, Sequence[str]] = {
    "findings": ("target", "receiving", "control", "sources"),
    "presses": ("cycles", "place", "moves", "returned"),
    "cycles": ("place", "record", "trigger", "departures", "destinations", "returned", "candidates", "basis"),
    "scenes": ("record", "records", "own"),
    "movements": ("record", "origin", "destination"),
    "events": ("record", "place", "actor"),
    "hubs": ("record", "place", "organisation"),
    "figures": ("record", "place", "organisation"),
    "series": ("place", "sources"),
    "spans": ("place", "basis"),
    "rows": ("place", "country"),
    "records": ("sources",),
}


_COMES_WITH = {"incidents": "event", "outlines": "place"}
"""Tables that say more of rows of others, and come with them."""


_TEXTS = ("records", "sources", "cycles", "findings")


@dataclass(frozen=True, slots=True)
class Scene:
    """The one scene of a focused timeline: how its page opens, and what it says there; its title is the timeline's."""

    record: int
    """Row of the record that the page is about; -1 for none."""
    start: int
    """First day of the clock's stretch."""
    end: int
    """Day on which the page opens."""
    text: Sequence[tuple[str, Rows]]
    """Sentences, each with the record rows it rests on."""


def selection(timeline: Timeline, rows: Mapping[str, Iterable[int]]) -> dict[str, list[int]]:
    """Complete a choice of rows with what they rest on: places with all they lie in, records, sources.

    Parameters
    ----------
    timeline
        The whole timeline.
    rows
        Row numbers by table.

    Returns
    -------
    dict
        Row numbers of every table, ascending. The order of the sources is the order of their numbers on a page.
    """
    kept = {table: set(rows.get(table, ())) for table in _REFERENCES}
    for table, columns in _BRINGS.items():
        for column in columns:
            values = timeline[table][column]
            found = kept[_REFERENCES[table][column]]
            for row in kept[table]:
                value = values[row]
                found.update(value if isinstance(value, list) else (value,))
        _drop_none(kept)
        if table == "rows":
            _with_ancestors(timeline, kept)
    for table, column in _COMES_WITH.items():
        of = kept[_REFERENCES[table][column]]
        kept[table] = {row for row, number in enumerate(timeline[table][column]) if number in of}
    return {table: sorted(numbers) for table, numbers in kept.items()}


def _with_ancestors(timeline: Timeline, kept: dict[str, set[int]]) -> None:
    places = timeline["places"]
    parent, country = places["parent"], places["country"]
    kept["places"].update(timeline["records"]["place"][record] for record in kept["records"])
    waiting = [place for place in kept["places"] if place >= 0]
    while waiting:
        place = waiting.pop()
        for above in (parent[place], country[place]):
            if above >= 0 and above not in kept["places"]:
                kept["places"].add(above)
                waiting.append(above)
    _drop_none(kept)
    kept["records"].update(places["record"][place] for place in kept["places"])


def _drop_none(kept: dict[str, set[int]]) -> None:
    for numbers in kept.values():
        numbers.discard(-1)


def focus(
    timeline: Timeline,
    chosen: Mapping[str, Rows],
    lang: str,
    *,
    title: str = "",
    view: Sequence[float] | None = None,
    scene: Scene | None = None,
    of_all: bool = False,
) -> Timeline:
    """The part of a timeline that a `selection` names, in one language, as a timeline of its own.

    Words and interface strings are left out: they are the same on every page of a site, which keeps them once
    (`shared_words`).

    Parameters
    ----------
    timeline
        The whole timeline.
    chosen
        Row numbers of every table, ascending, as `selection` gives them.
    lang
        Language to keep.
    title
        Title, where it is not that of the whole.
    view
        West, south, east, north in degrees, where it is not the default view of the whole.
    scene
        The one scene that takes the place of all others.
    of_all
        It stands for the whole, of which it is as much as a page can carry: it has the finding.
    """
    new = {table: {row: number for number, row in enumerate(rows)} for table, rows in chosen.items()}
    tables = {table: _table(timeline[table], rows, _REFERENCES[table], new) for table, rows in chosen.items()}
    whole = of_all or len(chosen["records"]) == len(timeline["records"]["id"])
    texts = _texts(timeline["texts"][lang], chosen, new["records"], whole=whole)
    meta = {**timeline["meta"], "languages": [lang]}
    for name in ("title", "description", "disclaimer"):
        meta[name] = {lang: meta[name][lang]}
    if title:
        meta["title"] = {lang: title}
    if view:
        meta |= {"views": {"focus": list(view)}, "default_view": "focus"}
    if scene:
        tables["scenes"] = _own_scene(scene, meta, len(chosen["records"]), new["records"])
        said = [[text, _renumbered(list(rows), new["records"])] for text, rows in scene.text]
        texts["scenes"] = [{"title": meta["title"][lang], "text": said}]
    elif len(chosen["scenes"]) == len(timeline["scenes"]["id"]):
        tables["legs"] = timeline["legs"]
    meta["first_day"] = first_day(tables, meta["as_of"])
    return Timeline({"meta": meta, **tables, "texts": {lang: texts}})


def shared_words(timeline: Timeline, lang: str) -> dict[str, Any]:
    """What `focus` leaves out: the words and interface strings of a language, in the shape of ``texts``."""
    return {lang: {name: timeline["texts"][lang][name] for name in ("words", "ui", "locale")}}


def _table(
    table: Mapping[str, Sequence[Any]],
    rows: Rows,
    references: Mapping[str, str],
    new: Mapping[str, Mapping[int, int]],
) -> dict[str, list[Any]]:
    chosen = {column: list(map(values.__getitem__, rows)) for column, values in table.items()}
    if rows:  # most pages have nothing of most tables
        for column, counted in references.items():
            chosen[column] = [_renumbered(value, new[counted]) for value in chosen[column]]
    return chosen


def _renumbered(value: Any, new: Mapping[int, int]) -> Any:
    if isinstance(value, list):
        return [new[row] for row in value if row in new]
    return new.get(value, -1)


def _texts(
    texts: Mapping[str, Any], chosen: Mapping[str, Rows], records: Mapping[int, int], *, whole: bool
) -> dict[str, Any]:
    kept: dict[str, Any] = {
        name: {column: list(map(values.__getitem__, chosen[name])) for column, values in texts[name].items()}
        for name in _TEXTS
    }
    # What is found in all records is no finding of a part.
    kept["finding"] = (
        texts["finding"] if whole else {part: [""] * len(said) for part, said in texts["finding"].items()}
    )
    scenes = [texts["scenes"][row] for row in chosen["scenes"]]
    kept["scenes"] = [
        {
            "title": scene["title"],
            "text": [[text, _renumbered(rows, records)] for text, rows in scene["text"]],
        }
        for scene in scenes
    ]
    return kept


def _own_scene(
    scene: Scene, meta: Mapping[str, Any], records: int, new: Mapping[int, int]
) -> dict[str, list[Any]]:
    return {
        "id": [meta["id"]],
        "record": [new.get(scene.record, -1)],
        "start": [scene.start],
        "end": [scene.end],
        "hold": [scene.end],
        "view": [list(meta["views"][meta["default_view"]])],
        "records": [list(range(records))],
        "own": [list(range(records))],
    }
