"""What happened at a place: how often it was pressed, where operations came from and went, whether they came back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from waterbed.output.language.numbers import plural
from waterbed.output.language.strings import templates
from waterbed.output.site.model.index import SiteIndex
from waterbed.output.site.model.words import Words

MOST_PLACES = 6
_MOVED = ("displacement", "return")
"""Kinds of movements in which operations go; people, money and suspects go in the others."""


@dataclass(frozen=True, slots=True)
class Told:
    """Rows of a timeline that tell what happened at a place and in all that lies in it."""

    pressed: tuple[int, ...]
    """Records of the crackdowns and disruptions, the first first."""
    disruptions: int
    """How many of them are disruptions."""
    into: tuple[int, ...]
    """Movements of operations from elsewhere."""
    out: tuple[int, ...]
    """Movements of operations to elsewhere."""
    within: tuple[int, ...]
    """Movements of operations from one place in it to another, or no farther than it."""
    grown: tuple[int, ...]
    """Movements by which operations elsewhere grew to it."""
    back: tuple[int, ...]
    """Movements that came back after a crackdown or disruption."""
    followed: bool
    """Whether a departure or a return is recorded after one."""
    hubs: int
    """Hubs; victims and recruits come from places that are none."""

    @property
    def anything(self) -> bool:
        """Whether operations were there, came or went, or were pressed."""
        return bool(self.pressed or self.into or self.out or self.within or self.grown or self.hubs)

    @property
    def weight(self) -> int:
        """How much it has of the story."""
        return len(self.pressed) + len(self.into) + len(self.out) + len(self.within) + self.hubs


def told_of(index: SiteIndex, place: int) -> Told:
    """Gather what happened at a place."""
    timeline = index.timeline
    cycles, moves = timeline["cycles"], timeline["movements"]
    inside = set(index.inside[place])
    pressed: dict[int, str] = {}
    back: dict[int, None] = {}
    followed = False
    for row in index.within(index.cycles_at, place):
        pressed[cycles["record"][row]] = cycles["family"][row]
        followed |= cycles["departure"][row] >= 0 or cycles["returned"][row] >= 0
        if cycles["returned"][row] >= 0:
            back[cycles["returned"][row]] = None
    ways: dict[str, list[int]] = {"into": [], "out": [], "within": [], "grown": []}
    for move in sorted(
        {*index.within(index.moves_from, place), *index.within(index.moves_to, place)}, key=index.move_day
    ):
        comes, goes = moves["destination"][move] in inside, moves["origin"][move] in inside
        if moves["kind"][move] in _MOVED:
            ways["within" if comes and goes else "into" if comes else "out"].append(move)
        elif moves["kind"][move] == "expansion" and comes and not goes:
            ways["grown"].append(move)
    hubs = index.within(index.hubs_at, place)
    return Told(
        tuple(pressed),
        sum(family == "disruption" for family in pressed.values()),
        **{way: tuple(rows) for way, rows in ways.items()},
        back=tuple(back),
        followed=followed,
        hubs=sum(timeline["hubs"]["drawn"][hub] for hub in hubs),
    )


def line(words: Words, told: Told) -> str:
    """What happened in one line, for a card: "7 crackdowns; moves in from 2 places; back, March 2026"."""
    within = set(told.within) - set(told.back)
    numbers = {
        "into": len(_ends(words, "origin", told.into)) or len(told.into),
        "out": len(_ends(words, "destination", told.out)) or len(told.out),
        "within": len(within),
        "grown": len(told.grown),
    }
    parts = [counted(words, told)] if told.pressed else []
    parts += [words.t(f"told.{way}", n=n) for way, n in numbers.items() if n]
    parts += [_back(words, move) for move in told.back[-1:]]
    if not parts and told.hubs:
        parts = [words.t("n.hubs", n=told.hubs), words.t("told.nothing")]
    return f"{words.t('semicolon')} ".join(parts)


def sentences(words: Words, told: Told) -> Iterator[tuple[str, list[int]]]:
    """What happened in sentences, each with the records that it rests on."""
    moved = words.timeline["movements"]["record"]
    if told.pressed:
        yield _pressed(words, told)
    for way, end in (("out", "destination"), ("into", "origin"), ("grown", "origin")):
        rows: Sequence[int] = getattr(told, way)
        if rows:
            ends = _ends(words, end, rows)
            shown = ", ".join(words.apart(words.place(place)) for place in ends[:MOST_PLACES])
            if len(ends) > MOST_PLACES:
                shown = f"{shown} {words.t('n.flows', n=len(ends) - MOST_PLACES)}"
            elif ends:
                shown = words.listed(words.place(place) for place in ends)
            yield (
                words.t(f"told.{way}.said", places=shown or words.t("told.unknown")),
                [moved[row] for row in rows],
            )
    if within := [row for row in told.within if row not in told.back]:
        yield words.t("told.within.said"), [moved[row] for row in within]
    for row in told.back[-1:]:
        record = moved[row]
        yield words.t("told.back.said", what=words.label(record), when=_when(words, record)), [record]
    if told.pressed and not told.followed:
        yield words.t("told.neither"), []
    if not (told.pressed or told.into or told.out or told.within or told.grown) and told.hubs:
        yield words.t("told.hubs", n=told.hubs), []


def _pressed(words: Words, told: Told) -> tuple[str, list[int]]:
    dated = [record for record in told.pressed if _dated(words, record)] or list(told.pressed)
    first, last = dated[0], dated[-1]
    said = words.t(
        "told.pressed",
        n=1 if first == last else len(told.pressed),
        counted=counted(words, told),
        first=words.label(first),
        since=_when(words, first),
        last=words.label(last),
        until=_when(words, last),
    )
    return said, list(dict.fromkeys((first, last)))


def _dated(words: Words, record: int) -> bool:
    event = words.index.owner["events"].get(record)
    return event is not None and not words.index.event_day(event)[0]


def _when(words: Words, record: int) -> str:
    return words.apart(words.record("when", record) or words.undated)


def counted(words: Words, told: Told) -> str:
    """How often it was pressed, in words."""
    n = len(told.pressed)
    kind = {0: "crackdowns", n: "disruptions"}.get(told.disruptions, "both")
    said: Mapping[str, Any] = templates(words.lang)["finding"]
    return plural(said[kind], n, words.lang).format(n=words.number(n))


def _ends(words: Words, end: str, rows: Iterable[int]) -> list[int]:
    """Places at the other ends of some movements, each once."""
    column = words.timeline["movements"][end]
    return list(dict.fromkeys(column[row] for row in rows if column[row] >= 0))


def _back(words: Words, move: int) -> str:
    when = words.record("when", words.timeline["movements"]["record"][move])
    said = words.ui["overview.back.when" if when else "overview.back"]
    return str(said).format(when=words.apart(when))
