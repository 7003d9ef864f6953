"""Sources as they are cited, and how sure a record is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from waterbed.output.columns.codes import certainty_of
from waterbed.output.language.script import isolated
from waterbed.output.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it is cited; ``link`` is empty where the address may not be one."""

    number: int
    text: str
    url: str
    link: str


def source_lines(timeline: Timeline, lang: str, numbers: Iterable[int]) -> list[Source]:
    """Sources by their numbers, as they are cited."""
    return list(sources_numbered(timeline, lang, numbers))


def certainty_word(timeline: Timeline, lang: str, certainty: int) -> str:
    """A degree of certainty in words; empty where it is not graded."""
    return str(timeline["texts"][lang]["words"].get(certainty_of(certainty), ""))


def lead_sources(timeline: Timeline, records: Iterable[int]) -> tuple[int, ...]:
    """Numbers of the lead sources of records, in order."""
    return tuple(row + 1 for row in timeline.leads(records))


def sources_numbered(timeline: Timeline, lang: str, numbers: Iterable[int]) -> Iterator[Source]:
    """Sources by their numbers, which count from 1."""
    table, when = timeline["sources"], timeline["texts"][lang]["sources"]["when"]
    for one in numbers:
        row = one - 1
        parts = (table["publisher"][row], table["title"][row], when[row])
        text = ". ".join(isolated(part, lang) for part in parts if part)
        url = table["url"][row]
        yield Source(one, text or table["id"][row], url, url if table["link"][row] else "")


def sources_in_short(timeline: Timeline, lang: str, numbers: Iterable[int]) -> Iterator[Source]:
    """Sources as they stand under a picture: who published them, and when."""
    table, when = timeline["sources"], timeline["texts"][lang]["sources"]["when"]
    for one in numbers:
        row = one - 1
        name = table["publisher"][row] or table["title"][row] or table["id"][row]
        text = ", ".join(isolated(part, lang) for part in (name, when[row]) if part)
        url = table["url"][row]
        yield Source(one, text, url, url if table["link"][row] else "")
