"""The index of a site's search, made here and read by MiniSearch in the browser (its serialisation version 2)."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from waterbed.output.site.model.links import Links
from waterbed.output.site.model.words import Words

FIELDS = ("label", "text")

_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
"""Accents and points, which a reader leaves out; other marks, as the vowels of Burmese or Thai, belong to their words."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found."""

    type: str
    """place, event, source or organisation."""
    label: str
    href: str
    """Path below the folder of the language."""
    detail: str
    """A second line: where and when."""
    text: str = ""
    """Further words it is found by."""


def search_index(entries: Sequence[Entry]) -> dict[str, Any]:
    """The index in MiniSearch's own form: terms with the number of times that each field of each entry has them.

    Examples
    --------
    >>> search_index([Entry("place", "Hpa-An", "zones/hpa-an.html", "Myanmar")])["index"]
    [['an', {'0': {'0': 1}}], ['hpa', {'0': {'0': 1}}], ['myanmar', {'1': {'0': 1}}]]
    """
    index: defaultdict[str, defaultdict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    lengths: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        key = str(number)
        fields = [terms(entry.label), terms(f"{entry.detail} {entry.text}")]
        for field, found in enumerate(fields):
            for term, times in Counter(found).items():
                index[term][str(field)][key] = times
        lengths[key] = [len(set(found)) for found in fields]
    count = max(len(entries), 1)
    return {
        "documentCount": len(entries),
        "nextId": len(entries),
        "documentIds": {str(n): n for n in range(len(entries))},
        "fieldIds": {name: number for number, name in enumerate(FIELDS)},
        "fieldLength": lengths,
        "averageFieldLength": [sum(row[field] for row in lengths.values()) / count for field in range(2)],
        "storedFields": {
            str(n): {"type": e.type, "label": e.label, "href": e.href, "detail": e.detail}
            for n, e in enumerate(entries)
        },
        "dirtCount": 0,
        "index": [
            [term, {field: dict(found) for field, found in index[term].items()}] for term in sorted(index)
        ],
        "serializationVersion": 2,
    }


def terms(text: str) -> list[str]:
    """Words as ``search.js`` takes them: parted at what is no letter, number or mark; without case and accents.

    Examples
    --------
    >>> terms("Préfecture d’Écône"), terms("မြဝတီ")
    (['prefecture', 'd', 'econe'], ['မြဝတီ'])
    """
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in plain)
    return [term.lower() for term in kept.split()]


def entries(words: Words, links: Links) -> Iterator[Entry]:
    """Everything that has a page or an anchor: places, hubs, events, organisations, sources."""
    timeline = words.timeline
    yield from _places(words, links)
    for event, record in enumerate(timeline["events"]["record"]):
        detail = _joined(words.record("when", record), words.record("place", record))
        kind = words.word(timeline["events"]["kind"][event])
        more = f"{kind} {words.record('paraphrase', record)}"
        yield Entry("event", words.label(record), links.record(record), detail, more)
    for record in words.index.table.get("organisations", ()):
        if path := links.record(record):
            kind = words.word(words.facts.kind.get(timeline["records"]["id"][record], ""))
            yield Entry("organisation", words.label(record), path, kind)
    sources = timeline["sources"]
    for source, title in enumerate(sources["title"]):
        label = title or sources["publisher"][source] or sources["id"][source]
        detail = _joined(
            sources["publisher"][source] if title else "", words.texts["sources"]["when"][source]
        )
        yield Entry("source", label, links.source(source), detail)


def _places(words: Words, links: Links) -> Iterator[Entry]:
    timeline = words.timeline
    places: Mapping[str, Sequence[Any]] = timeline["places"]
    for place, level in enumerate(places["level"]):
        if level == "hub":
            continue
        above = words.timeline.ancestors(place)
        kind = words.word(places["kind"][place] or level)
        detail = _joined(kind, words.place(above[0]) if above else "")
        yield Entry("place", words.place(place), links.place(place), detail, places["iso2"][place])
    for hub, record in enumerate(timeline["hubs"]["record"]):
        detail = _joined(words.word(timeline["hubs"]["role"][hub]), words.record("place", record))
        yield Entry("place", words.label(record), links.record(record), detail)


def _joined(*parts: str) -> str:
    return ", ".join(_known(parts))


def _known(parts: Iterable[str]) -> list[str]:
    return [part for part in parts if part]
