"""Where everything of the ribbon sits: arithmetic from days and rows to pixels. The player's ``ribbon-layout.js``."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from waterbed.output.series import measures
from waterbed.output.timeline import Timeline

_PHASE_WEIGHT = {"crackdown": 1.0, "return": 4.0}
"""Crackdowns are counted with their events."""

_NUMBERS = 2.0
"""What a series weighs, however long it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place of the ribbon, or the last row, of all that have none."""

    place: int
    """-1 for the last row of a ribbon without room for all."""
    country: int
    depth: int
    """0 for a country, 1 for a zone or a town."""
    y: float
    """Top, in pixels."""
    head: bool
    """The first row of its country."""
    told: bool = False
    """The scene tells of it."""
    held: tuple[int, ...] = ()
    """Places that stand together in the row."""

    @property
    def places(self) -> tuple[int, ...]:
        """The places whose phases and events the row shows."""
        return self.held if self.place < 0 else (self.place, *self.held)


@dataclass(frozen=True, slots=True)
class Link:
    """A movement between two rows."""

    movement: int
    kind: str
    start: Row
    end: Row
    x0: float
    x1: float
    certainty: int


@dataclass(frozen=True, slots=True)
class Undated:
    """Undated movements of a row, the same kind and way counted together."""

    kind: str
    away: bool
    count: int
    slot: int
    row: Row


@dataclass(frozen=True, slots=True)
class RibbonLayout:
    """Rows and links in pixels; ``left`` and ``right`` bound the axis."""

    width: float
    row_height: float
    left: float
    right: float
    first: int
    last: int
    rows: list[Row]
    links: list[Link] = field(default_factory=list)
    undated: list[Undated] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Height of the rows."""
        return len(self.rows) * self.row_height

    def x(self, day: float) -> float:
        """Where a day stands."""
        share = (day - self.first) / max(1, self.last + 1 - self.first)
        return self.left + share * (self.right - self.left)


def lay_ribbon(
    timeline: Timeline,
    width: float,
    *,
    row_height: float,
    most_rows: int,
    left: float,
    undated: float,
    first: int | None = None,
    last: int | None = None,
    told: frozenset[int] = frozenset(),
    rest: bool = True,
) -> RibbonLayout:
    """Lay the ribbon out.

    ``left`` is the room of the names, ``undated`` that of the column of undated movements. The places that are ``told`` of
    come first, then the most eventful others; both in the order of the data, those of a country together. What has no room
    stands together in one last row, unless the picture says otherwise what it leaves out (without ``rest``).
    """
    meta = timeline["meta"]
    first = meta["first_day"] if first is None else first
    last = meta["last_day"] if last is None else last
    rows = _chosen(timeline, most_rows, told, rest, _weights(timeline, first, last))
    rows = [replace(row, y=n * row_height) for n, row in enumerate(rows)]
    layout = RibbonLayout(width, row_height, left, width - undated, first, last, rows)
    layout.links.extend(_links(timeline, layout))
    layout.undated.extend(_undated(timeline, layout))
    return layout


def _chosen(
    timeline: Timeline, most: int, told: frozenset[int], rest: bool, weight: dict[int, float]
) -> list[Row]:
    table = timeline["rows"]
    places, countries, depths = table["place"], table["country"], table["depth"]
    every = range(len(places))
    fitting = set(every)
    if len(every) > most:
        order = sorted(every, key=lambda i: (places[i] not in told, -weight.get(places[i], 0.0), i))
        fitting = set(order[: max(0, most - int(rest))])
    rows: list[Row] = []
    for part in (True, False):
        own = [i for i in every if i in fitting and (places[i] in told) is part]
        for n, i in enumerate(own):
            head = n == 0 or countries[i] < 0 or countries[own[n - 1]] != countries[i]
            rows.append(Row(places[i], countries[i], depths[i], 0.0, head, part))
    if rest and len(fitting) < len(every):
        rows.append(Row(-1, -1, 0, 0.0, True, held=tuple(places[i] for i in every if i not in fitting)))
    return rows


def _weights(timeline: Timeline, first: int, last: int) -> dict[int, float]:
    """What happens at each place between two days: phases count double, a return, the rarest, double again."""
    found: dict[int, float] = {}

    def add(place: int, weight: float, start: int | None, end: int | None) -> None:
        if (start is None or start <= last) and (end is None or end >= first):
            found[place] = found.get(place, 0.0) + weight

    for table, weight in (("spans", 2.0), ("events", 1.0), ("movements", 1.0)):
        columns = timeline[table]
        ends = ("origin", "destination") if table == "movements" else ("place",)
        for row, (start, start_max, end) in enumerate(
            zip(columns["start_min"], columns["start_max"], columns["end_max"], strict=True)
        ):
            begun = next((day for day in (start, start_max, end) if day is not None), None)
            if begun is None:
                continue
            own = _PHASE_WEIGHT.get(columns["phase"][row], weight) if table == "spans" else weight
            for way in ends:
                add(columns[way][row], own, begun, end)
    hubs = timeline["hubs"]
    for place, drawn, windows in zip(hubs["place"], hubs["drawn"], hubs["attested"], strict=True):
        for start, end in windows if drawn else ():
            add(place, 0.5, start, end)
    for measure in measures(timeline):
        for one in measure.lines:
            table = timeline["series"]
            add(one.place, _NUMBERS, table["start"][one.rows.start], table["end"][one.rows.stop - 1])
    return found


def _row_of(timeline: Timeline, layout: RibbonLayout, place: int) -> Row | None:
    """The row of a place, else of the nearest place it lies in."""
    by_place = {p: row for row in layout.rows for p in row.places}
    return next((by_place[at] for at in (place, *timeline.ancestors(place)) if at in by_place), None)


def _links(timeline: Timeline, layout: RibbonLayout) -> Iterator[Link]:
    moves = timeline["movements"]
    for i, mode in enumerate(moves["mode"]):
        if mode == "undated":
            continue
        start, end = (_row_of(timeline, layout, moves[way][i]) for way in ("origin", "destination"))
        first = moves["start_min"][i] if moves["start_min"][i] is not None else moves["end_max"][i]
        last = moves["end_max"][i] if moves["end_max"][i] is not None else moves["start_max"][i]
        if start is None or end is None or start is end or first is None or last is None:
            continue
        if start.place < 0 or end.place < 0:
            continue
        yield Link(
            i, moves["kind"][i], start, end, layout.x(first), layout.x(last + 1), moves["certainty"][i]
        )


def _undated(timeline: Timeline, layout: RibbonLayout) -> Iterator[Undated]:
    moves = timeline["movements"]
    counts: dict[tuple[Row, str, bool], int] = {}
    for i, mode in enumerate(moves["mode"]):
        if mode != "undated":
            continue
        start, end = (_row_of(timeline, layout, moves[way][i]) for way in ("origin", "destination"))
        for row, away in ((start if start is not end else None, True), (end, False)):
            if row and row.place >= 0:
                key = (row, moves["kind"][i], away)
                counts[key] = counts.get(key, 0) + 1
    slots: dict[Row, int] = {}
    for (row, kind, away), count in counts.items():
        slot = slots.get(row, 0)
        slots[row] = slot + 1
        yield Undated(kind, away, count, slot, row)
