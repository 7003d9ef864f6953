"""Entries of a legend: a swatch and its words, in a column or beside one another."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from waterbed.output.ink.blocks import Block, Run, block, draw_block
from waterbed.output.ink.pen import Pen
from waterbed.output.ink.typeface import Face, width

_SIGN_ROOM = 22.0


Draw = Callable[[Pen, float], None]
"""Draws a swatch with a pen at its left middle, in a width."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A swatch and its words."""

    draw: Draw
    text: str
    room: float = _SIGN_ROOM


def _set(entry: Entry, size: float, room: float, lang: str) -> Block:
    return block([Run(entry.text, ink="ink")], size, room - entry.room, lang, leading=1.25)


def column_height(entries: Iterable[Entry], size: float, room: float, row: float, lang: str) -> float:
    """How high a column of entries is; a row has at least a height."""
    return sum(max(row, _set(entry, size, room, lang).height + 3) for entry in entries)


def draw_column(
    pen: Pen, entries: Iterable[Entry], x: float, top: float, size: float, room: float, row: float
) -> float:
    """Draw entries below one another; returns where they end."""
    for entry in entries:
        said = _set(entry, size, room, pen.lang)
        high = max(row, said.height + 3)
        scale = min(1.0, row / 18)
        entry.draw(pen.at(x, top + high / 2, size=scale), entry.room / scale)
        draw_block(pen, said, x + entry.room, top + (high - said.height) / 2)
        top += high
    return top


def rows_of(
    entries: Sequence[Entry], size: float, room: float, lang: str, gap: float = 10.0
) -> list[list[tuple[float, Entry]]]:
    """Entries beside one another, in rows that fit a width, with the left of each."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    x = 0.0
    for entry in entries:
        wide = entry.room + max(
            (left + width_of(run, size, lang) for left, run in _set(entry, size, 9e9, lang).lines[0]),
            default=0.0,
        )
        if rows[-1] and x + wide > room:
            rows.append([])
            x = 0.0
        rows[-1].append((x, entry))
        x += wide + gap
    return [row for row in rows if row]


def width_of(run: Run, size: float, lang: str) -> float:
    """How wide a run is."""
    return width(run.text, Face(size, bold=run.bold), lang)


def draw_rows(
    pen: Pen, rows: Sequence[Sequence[tuple[float, Entry]]], x: float, top: float, size: float, row: float
) -> None:
    """Draw entries beside one another."""
    for n, entries in enumerate(rows):
        for left, entry in entries:
            scale = min(1.0, row / 18)
            entry.draw(pen.at(x + left, top + (n + 0.5) * row, size=scale), entry.room / scale)
            said = _set(entry, size, 9e9, pen.lang)
            draw_block(pen, said, x + left + entry.room, top + (n + 0.5) * row - said.height / 2)
