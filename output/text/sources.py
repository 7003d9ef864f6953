"""The spoken map: what pictures say, in sentences."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from waterbed.output.language.script import isolated
from waterbed.output.timeline import Timeline

_CERTAINTY = {2: "high", 1: "medium", 0: "low"}


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
    return str(timeline["texts"][lang]["words"].get(_CERTAINTY.get(certainty, ""), ""))


def lead_sources(timeline: Timeline, records: Iterable[int]) -> tuple[int, ...]:
    """Numbers of the lead sources of records, in order."""
    table = timeline["records"]["sources"]
    return tuple(sorted({table[record][0] + 1 for record in records if record >= 0 and table[record]}))


def sources_numbered(timeline: Timeline, lang: str, numbers: Iterable[int]) -> Iterator[Source]:
    """Sources by their numbers, which count from 1."""
    table, when = timeline["sources"], timeline["texts"][lang]["sources"]["when"]
    for one in numbers:
        row = one - 1
        parts = (table["publisher"][row], table["title"][row], when[row])
        text = ". ".join(isolated(part, lang) for part in parts if part)
        url = table["url"][row]
        yield Source(one, text or table["id"][row], url, url if table["link"][row] else "")
