"""What nobody could tell apart on a picture: movements, of which it has one arrow, and reports. As in ``crowds.js``."""

import weakref
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from waterbed.output.timeline import Timeline

APART = 6.0
"""Curves between the same two places that lie nearer than this, in pixels, are one."""


_LANE = 8.0
"""Pixels between the arrows of what differs in kind or state, where the bends leave room."""


_FEW = 3
"""So many on a short way tell themselves apart by their dates, unless they have the same."""


_LOWEST, _HIGHEST = 0.04, 0.36


MOST_MARKED = 24
"""More events of one place that are neither crackdowns nor disruptions than these are no news, each by itself."""


class State(Protocol):
    """How a movement stands at a moment."""

    @property
    def state(self) -> str:
        """under_way, past, since, by or undated."""

    @property
    def age(self) -> float:
        """Days since it arrived."""


_S = TypeVar("_S", bound=State)


@dataclass(frozen=True, slots=True)
class Arrow(Generic[_S]):
    """What is drawn once: one movement, or several."""

    rows: tuple[int, ...]
    """Of the movements; the first one says kind and ends."""
    state: _S
    """The latest of theirs."""
    bend: float | None = None
    """The height of its curve as a share of the chord; None for the movement's own."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Movements that lead the same way between the same two places."""

    key: Hashable
    step: float
    """Between the bends of neighbours; 0 where there are no curves."""
    middle: float
    kinds: tuple[str, ...]
    together: bool
    """All on the same days."""


def arrows(
    timeline: Timeline,
    drawn: Iterable[tuple[int, _S]],
    chord: Callable[[int], float],
) -> list[Arrow[_S]]:
    """Gather the movements that a picture draws, in the order of their first ones.

    Kinds stay apart, and so do those under way from those at rest: each has a lane of its own, the same at every moment.
    (The player parts what a scene tells of from the rest as well, when a reader asks for both.)

    Parameters
    ----------
    timeline
        The story.
    drawn
        Rows of movements and their states.
    chord
        Pixels between the ends of a movement's curve.
    """
    pairs = _pairs_of(timeline)
    table = timeline["movements"]
    found: dict[Hashable, tuple[list[int], list[_S], float | None]] = {}
    for row, state in drawn:
        pair = pairs.get(row)
        way = chord(row) if pair and pair.step else 0.0
        if pair is None or pair.step * way >= APART:
            found[row] = [row], [state], None
            continue
        moves = state.state == "under_way"
        days = (table["start_min"][row], table["end_max"][row]) if moves else ()
        key = (pair.key, table["kind"][row], state.state, days)
        if key in found:
            found[key][0].append(row)
            found[key][1].append(state)
            continue
        lane, lanes = pair.kinds.index(table["kind"][row]), len(pair.kinds)
        if not pair.together:
            lane, lanes = 2 * lane + moves, 2 * lanes
        found[key] = [row], [state], _bend(pair, lane, lanes, way) if way else None
    return [
        Arrow(tuple(rows), min(states, key=lambda state: state.age), bend)
        for rows, states, bend in found.values()
    ]


def _bend(pair: _Pair, lane: int, lanes: int, way: float) -> float:
    step = min(_LANE / way, (_HIGHEST - _LOWEST) / max(1, lanes - 1))
    return min(_HIGHEST, max(_LOWEST, pair.middle + (lane - (lanes - 1) / 2) * step))


_known: "weakref.WeakKeyDictionary[Timeline, dict[int, _Pair]]" = weakref.WeakKeyDictionary()


def _pairs_of(timeline: Timeline) -> dict[int, _Pair]:
    """The pair of each movement that shares its way with so many others that they may have to be gathered."""
    if timeline not in _known:
        _known[timeline] = _pairs(timeline)
    return _known[timeline]


def _pairs(timeline: Timeline) -> dict[int, _Pair]:
    table = timeline["movements"]
    groups: dict[tuple[str, int, int, int], list[int]] = {}
    for row, key in enumerate(
        zip(table["shape"], table["origin"], table["destination"], table["shift"], strict=True)
    ):
        if key[0] != "none":
            groups.setdefault(key, []).append(row)
    found = {}
    for key, rows in groups.items():
        days = {
            tuple(table[end][row] for end in ("start_min", "start_max", "end_min", "end_max")) for row in rows
        }
        together = len(days) == 1
        if len(rows) > (1 if together else _FEW):
            bends = [table["bend"][row] for row in rows]
            low, high = min(bends), max(bends)
            kinds = tuple(dict.fromkeys(table["kind"][row] for row in rows))
            pair = _Pair(key, (high - low) / (len(rows) - 1), (low + high) / 2, kinds, together)
            found.update(dict.fromkeys(rows, pair))
    return found


def routine_at(timeline: Timeline) -> frozenset[int]:
    """Places with more than `MOST_MARKED` events that are neither crackdowns nor disruptions."""
    events = timeline["events"]
    rows = zip(*(events[name] for name in ("place", "start_min", "sign")), strict=True)
    counts = Counter(place for place, first, sign in rows if place >= 0 and first is not None and not sign)
    return frozenset(place for place, n in counts.items() if n > MOST_MARKED)
