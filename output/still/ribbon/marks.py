"""The marks of the ribbon; of those that would overlap the darkest, with their number. The player's ``marks.js``."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from waterbed.output.still.ribbon.layout import Link, RibbonLayout, Row
from waterbed.output.timeline import Timeline

_SIGNS = ("attested", "event", "disruption", "crackdown")
"""From the lightest to the darkest."""

_HALF, _HEAD, _FIGURE = 4.5, 3.5, 6.0
"""Half of the width of a mark, of the head of a link, and the width of a figure of its number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Events or attestations at one point of a row."""

    row: Row
    x: float
    sign: str
    count: int
    """Of the events, else of the attestations, that it stands for."""


@dataclass(slots=True)
class _Heap:
    x: float
    first: float
    rank: int
    events: int
    seen: int = 1

    @property
    def count(self) -> int:
        return self.events or self.seen


def reach(count: int) -> float:
    """How far a mark and its number reach to the right of its middle, in pixels."""
    return _HALF + (1 + _FIGURE * len(str(count)) if count > 1 else 0)


def marks(timeline: Timeline, layout: RibbonLayout, many: Collection[Row] = ()) -> list[Mark]:
    """Return the marks of all rows, row by row, from left to right; ``many`` are rows whose other events are columns."""
    rows = {place: row for row in layout.rows for place in row.places}
    found: dict[Row, list[tuple[float, int]]] = {row: [] for row in layout.rows}
    for place, first, last, sign in _days(timeline):
        row, x = rows.get(place), layout.x((first + last + 1) / 2)
        if row is None or not layout.left <= x <= layout.right:
            continue
        if (sign == "attested" and row.held) or (sign == "event" and row in many):
            continue
        found[row].append((x, _SIGNS.index(sign)))
    return [
        Mark(row, heap.x, _SIGNS[heap.rank], heap.count)
        for row, every in found.items()
        for heap in _apart(every)
    ]


def _days(timeline: Timeline) -> Iterator[tuple[int, int, int, str]]:
    events, hubs = timeline["events"], timeline["hubs"]
    for place, first, last, sign in zip(
        events["place"], events["start_min"], events["end_max"], events["sign"], strict=True
    ):
        if first is not None:
            yield place, first, first if last is None else last, sign or "event"
    for place, drawn, windows in zip(hubs["place"], hubs["drawn"], hubs["attested"], strict=True):
        for first, last in windows if drawn else ():
            yield place, first, last, "attested"


def _apart(every: list[tuple[float, int]]) -> list[_Heap]:
    """Leave room between marks: one that would touch the one before joins it."""
    heaps: list[_Heap] = []
    for x, rank in sorted(every, key=lambda one: one[0]):
        last = heaps[-1] if heaps else None
        if last and x - last.x < reach(last.count) + _HALF + 1:
            last.x = (last.first + x) / 2
            last.rank = max(last.rank, rank)
            last.events += rank > 0
            last.seen += 1
        else:
            heaps.append(_Heap(x, x, rank, int(rank > 0)))
    return heaps


def ends(layout: RibbonLayout, link: Link, every: list[Mark]) -> tuple[float, float]:
    """Where a link leaves its row and where its head stands, clear of the marks of the row that it leads to.

    It leaves in the middle of the time that it took: an S from start to end would run along the bars.
    """
    at = max(layout.left + 2, min(link.x1, link.x0 + 26))
    for mark in every:
        right = mark.x + reach(mark.count)
        if mark.row is link.end and at + _HEAD > mark.x - _HALF and at - _HEAD < right:
            at = right + _HEAD
    leaves = max(layout.left + 2, link.x0 + min(8, (link.x1 - link.x0) * 0.15))
    return leaves, min(at, layout.right)
