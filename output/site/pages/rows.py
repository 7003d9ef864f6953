"""Rows of the tables on a page: records in words, with links and the numbers of their sources."""

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

from markupsafe import Markup, escape

from waterbed.output.site.drawings.signs import arrow, icon
from waterbed.output.site.model.links import Links
from waterbed.output.site.model.words import Words

MOST_ROWS = 200

Row: TypeAlias = dict[str, Any]


Cites = Literal["own", "all", "none"]


class Rows:
    """Makes rows for one page, which numbers its sources in the order in which it cites them.

    Parameters
    ----------
    words, links
        Of the page's language and site.
    up
        What leads from the page to the folder of its language: "" or "../".
    cites
        ``own``: the page lists the sources that it cites; ``all``: the numbers are those of the list of all sources;
        ``none``: it cites none.
    """

    def __init__(self, words: Words, links: Links, up: str, cites: Cites = "none") -> None:
        self.words, self.links, self.up, self.cites = words, links, up, cites
        self.timeline = words.timeline
        self._number: dict[int, int] = {}
        self._links: dict[tuple[str, str], Row] = {}

    @property
    def sources(self) -> list[int]:
        """Rows of the sources cited so far, by their numbers."""
        return list(self._number)

    def href(self, path: str) -> str:
        """Address of a path below the folder of the language, "" for ""."""
        return f"{self.up}{path}" if path else ""

    def to_record(self, row: int) -> Row:
        """Name and address of a record."""
        return self._link(self.words.label(row), self.links.record(row))

    def to_place(self, place: int) -> Row:
        """Name and address of a place; empty for none."""
        return self._link(self.words.place(place), self.links.place(place))

    def _link(self, label: str, path: str) -> Row:
        """The same places are named again and again on a page: their links are made once."""
        if (label, path) not in self._links:
            href = self.href(path)
            link = f'<a href="{escape(href)}">{escape(label)}</a>' if href else escape(label)
            self._links[label, path] = {"label": label, "href": href, "link": Markup(link)}  # noqa: S704  escaped
        return self._links[label, path]

    def numbers(self, records: Iterable[int]) -> Markup:
        """Numbers of the sources of some records, raised, each a link."""
        sources = self.timeline["records"]["sources"]
        return self._numbers({s for row in records if row >= 0 for s in sources[row]})

    def sources_of(self, sources: Iterable[int]) -> Markup:
        """Numbers of some sources themselves."""
        return self._numbers(set(sources))

    def lead(self, records: Iterable[int]) -> Markup:
        """Numbers of the lead sources alone: enough for a sentence."""
        return self._numbers(set(self.timeline.leads(records)))

    def _numbers(self, sources: set[int]) -> Markup:
        if self.cites == "none" or not sources:
            return Markup()
        if self.cites == "all":
            named = [(source + 1, escape(self.href(self.links.source(source)))) for source in sorted(sources)]
        else:
            known = self._number
            numbers = sorted(known.setdefault(source, len(known) + 1) for source in sorted(sources))
            named = [(number, escape(f"#s{number}")) for number in numbers]
        marks = " ".join(f'<a href="{address}">{number}</a>' for number, address in named)
        return Markup(f'<sup class="cited">{marks}</sup>')  # noqa: S704  numbers and escaped addresses

    def record(self, row: int) -> Row:
        """A record: what every table has of it."""
        records, words = self.timeline["records"], self.words
        return {
            **self.to_record(row),
            "id": records["id"][row],
            "table": words.ui.get(f"one.{records['table'][row]}", records["table"][row]),
            "when": words.record("when", row),
            "place": words.record("place", row),
            "value": words.record("value", row),
            "note": words.record("note", row),
            "paraphrase": words.record("paraphrase", row),
            "certainty": words.certainty(records["certainty"][row]),
            "standing": words.standing(records["standing"][row]),
            "after": bool(records["after"][row]),
            "flags": [words.word(flag) for flag in records["flags"][row] if flag != "after_the_article"],
            "numbers": self.numbers([row]),
        }

    def listed(self, row: int) -> Row:
        """A record among records of other tables: with the sign or arrow that it has on the map, "" for none."""
        own, timeline = self.words.index.owner, self.timeline
        sign = Markup()
        if (event := own["events"].get(row)) is not None and timeline["events"]["sign"][event]:
            sign = icon(timeline["events"]["sign"][event])
        elif (move := own["movements"].get(row)) is not None:
            sign = arrow(timeline["movements"]["kind"][move])
        elif (hub := own["hubs"].get(row)) is not None and timeline["hubs"]["drawn"][hub]:
            sign = icon("presence")
        return {**self.record(row), "sign": sign}

    def event(self, event: int) -> Row:
        """An event, with its place, kind and sign."""
        events = self.timeline["events"]
        return {
            **self.record(events["record"][event]),
            "at": self.to_place(events["place"][event]),
            "kind": self.words.word(events["kind"][event]),
            "sign": events["sign"][event],
        }

    def movement(self, move: int) -> Row:
        """A movement, with its ends and its kind."""
        moves = self.timeline["movements"]
        return {
            **self.record(moves["record"][move]),
            "origin": self.to_place(moves["origin"][move]),
            "destination": self.to_place(moves["destination"][move]),
            "kind": self.words.word(moves["kind"][move]),
            "arrow": arrow(moves["kind"][move]),
            "inside": moves["shape"][move] == "ring",
        }

    def hub(self, hub: int) -> Row:
        """A hub, with its role and place."""
        hubs = self.timeline["hubs"]
        organisation = hubs["organisation"][hub]
        return {
            **self.record(hubs["record"][hub]),
            "at": self.to_place(hubs["place"][hub]),
            "role": self.words.word(hubs["role"][hub]),
            "organisation": self.to_record(organisation) if organisation >= 0 else None,
        }

    def figure(self, figure: int) -> Row:
        """A figure, with what it measures and whether it is reported, claimed or verified."""
        figures = self.timeline["figures"]
        organisation = figures["organisation"][figure]
        return {
            **self.record(figures["record"][figure]),
            "measure": self.words.word(figures["measure"][figure]),
            "stands": self.words.word(figures["standing"][figure]),
            "by": self.words.label(organisation) if figures["standing"][figure] == "verified" else "",
            "at": self.to_place(figures["place"][figure]),
        }

    def span(self, span: int) -> Row:
        """A phase of a place: what it rests on gives it its date."""
        spans, words = self.timeline["spans"], self.words
        basis = spans["basis"][span]
        phase = spans["phase"][span]
        return {
            "place": self.to_place(spans["place"][span]),
            "phase": words.word("return_candidate") if spans["candidate"][span] else words.word(phase),
            "sign": "candidate" if spans["candidate"][span] else phase,
            "form": words.word(spans["form"][span]),
            "when": words.record("when", basis[0]) if basis else words.undated,
            "basis": [self.to_record(record) for record in basis[:1]],
            "rule": words.ui["recorded"] if not spans["derived"][span] else words.word(spans["rule"][span]),
            "certainty": words.certainty(spans["certainty"][span]),
            "numbers": self.numbers(basis),
        }

    def cycle(self, cycle: int) -> Row:
        """A row of the cycle table in words."""
        table, words = self.timeline["cycles"], self.words
        said = words.texts["cycles"]
        trigger = table["record"][cycle]
        return {
            "at": self.to_place(table["place"][cycle]),
            "trigger": self.to_record(trigger),
            "when": words.record("when", trigger),
            "family": table["family"][cycle],
            "kind": words.word(table["family"][cycle]),
            "departure": self._move(table["departure"][cycle]),
            "lag_departure": said["lag_departure"][cycle],
            "linked": words.ui.get(f"linked.{table['linked_by'][cycle]}", ""),
            "destinations": [self.to_place(place) for place in table["destinations"][cycle]],
            "outcome": words.ui[f"outcome.{table['outcome'][cycle]}"],
            "sign": table["outcome"][cycle],
            "form": words.word(table["form"][cycle]),
            "returned": self._move(table["returned"][cycle]),
            "candidates": [self._move(move) for move in table["candidates"][cycle]],
            "lag_return": said["lag_return"][cycle],
            "certainty": words.certainty(table["certainty"][cycle]),
            "sentence": said["sentence"][cycle],
            "numbers": self.numbers(table["basis"][cycle]),
        }

    def _move(self, move: int) -> Row | None:
        if move < 0:
            return None
        record = self.timeline["movements"]["record"][move]
        return {**self.to_record(record), "when": self.words.record("when", record)}

    def source(self, source: int, number: int) -> Row:
        """A source as it stands in a list."""
        table, words = self.timeline["sources"], self.words
        return {
            "n": number,
            "id": table["id"][source],
            "href": self.href(self.links.source(source)),
            "url": table["url"][source],
            "link": bool(table["link"][source]),
            "title": table["title"][source],
            "publisher": table["publisher"][source],
            "when": words.texts["sources"]["when"][source],
            "lang": table["lang"][source],
            "language": words.word(table["lang"][source]),
            "kind": words.word(table["kind"][source]),
            "tier": words.word(table["tier"][source]),
            "note": words.texts["sources"]["note"][source],
        }

    def own_sources(self) -> list[Row]:
        """The sources of this page, by their numbers."""
        return [self.source(source, n) for source, n in self._number.items()]
