"""The scenes of a storyboard: pressed, moved, pressed, moved, returned; else those with the most change."""

from collections.abc import Iterator, Sequence

from waterbed.output.moment import moment
from waterbed.output.still.map.picture import own_records, told_places
from waterbed.output.timeline import Timeline


def key_moments(timeline: Timeline, most: int = 6, *, among: Sequence[int] | None = None) -> list[int]:
    """Rows of the scenes that tell of the cycle, in the order of the story.

    For each press of the overview, the first of its ranks first, these are the scenes of the press, of where it led and of
    its return, as long as there is room for all of them. Room that is left goes to the scenes with the most change
    (:func:`_change`).

    Parameters
    ----------
    among
        Rows of scenes that may be chosen; all when left out.
    """
    there = range(len(timeline["scenes"]["id"])) if among is None else among
    presses = timeline["presses"]
    chosen: set[int] = set()
    for press in sorted(range(len(presses["rank"])), key=lambda row: presses["rank"][row]):
        told = chosen | set(_arc(timeline, press, there))
        if len(told) <= most:
            chosen = told
    rest = [row for row in there if row not in chosen]
    rest.sort(key=lambda row: (-_change(timeline, row), row))
    return sorted([*chosen, *rest[: max(0, most - len(chosen))]])


def _arc(timeline: Timeline, press: int, there: Sequence[int]) -> Iterator[int]:
    """The scenes that tell of a press, of its moves and of its return, one each."""
    cycles, presses, records = timeline["cycles"], timeline["presses"], timeline["movements"]["record"]
    own = timeline["scenes"]["own"]

    def telling(wanted: set[int]) -> list[int]:
        """Rows of scenes, of those that tell of most the ones; in the order of the story."""
        counts = {row: len(wanted.intersection(own[row])) for row in there}
        most = max(counts.values(), default=0)
        return [row for row, count in counts.items() if most and count == most]

    struck = telling({cycles["record"][row] for row in presses["cycles"][press]})
    yield from struck[:1]
    # What followed is told in a scene of its own where there is one.
    yield from telling({records[move] for move in presses["moves"][press]})[-1:]
    if (back := presses["returned"][press]) >= 0:
        yield from telling({records[back]})[-1:]


def _change(timeline: Timeline, row: int) -> float:
    """What a scene tells of that is recorded to happen in it.

    Places that show another phase at its end than before its start, twice the movements with a date, and the crackdowns and
    disruptions.
    """
    scenes, moves, events = timeline["scenes"], timeline["movements"], timeline["events"]
    start, end = scenes["start"][row], scenes["end"][row]
    before, after = ({m.index: m.phase for m in moment(timeline, day).places} for day in (start - 1, end))
    told, records = told_places(timeline, row) or frozenset(), own_records(timeline, row)
    phases = sum(before.get(place) != phase for place, phase in after.items() if place in told)
    dated = sum(
        record in records and mode != "undated"
        for record, mode in zip(moves["record"], moves["mode"], strict=True)
    )
    struck = sum(
        record in records and bool(sign)
        for record, sign in zip(events["record"], events["sign"], strict=True)
    )
    return float(phases + 2 * dated + struck)
