"""Blocks of text on pictures: runs of plain and bold words, broken into lines, set in one or two columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from waterbed.output.ink import typeface
from waterbed.output.ink.pen import Pen
from waterbed.output.ink.typeface import Face
from waterbed.output.language.script import base_direction


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike."""

    text: str
    bold: bool = False
    ink: str = "ink2"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of runs with the place of each on its line."""

    size: float
    leading: float
    lines: tuple[tuple[tuple[float, Run], ...], ...]

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return self.leading * len(self.lines)


def block(runs: Sequence[Run], size: float, room: float, lang: str, *, leading: float = 1.35) -> Block:
    """Break runs into lines that fit a width; what is written from right to left stands at its right end."""
    lines: list[list[tuple[float, Run]]] = [[]]
    x = 0.0
    for run in runs:
        face = Face(size, bold=run.bold)
        for piece in typeface.pieces(run.text, face, room, lang):
            wide = typeface.width(piece, face, lang)
            if x + typeface.width(piece.rstrip(), face, lang) > room and lines[-1]:
                lines.append([])
                x, piece = 0.0, piece.lstrip()
                wide = typeface.width(piece, face, lang)
            before = lines[-1][-1] if lines[-1] else None
            if before and before[1].bold == run.bold and before[1].ink == run.ink:
                lines[-1][-1] = before[0], Run(before[1].text + piece, run.bold, run.ink)
            elif piece.strip() or lines[-1]:
                lines[-1].append((x, Run(piece, run.bold, run.ink)))
            x += wide
    if base_direction("".join(run.text for run in runs), lang) == "rtl":
        lines = [_from_right(line, size, room, lang) for line in lines]
    return Block(size, size * leading, tuple(tuple(line) for line in lines))


def _from_right(
    line: list[tuple[float, Run]], size: float, room: float, lang: str
) -> list[tuple[float, Run]]:
    return [(room - x - typeface.width(run.text, Face(size, bold=run.bold), lang), run) for x, run in line]


def fitted(
    runs: Sequence[Run], sizes: Sequence[float], room: float, most: int, lang: str, *, leading: float = 1.2
) -> Block:
    """The largest of some sizes at which runs take no more than so many lines, else the smallest; lines of like length.

    What takes more than twice as many lines at the smallest size ends there, with an ellipsis.
    """
    for size in sizes:
        made = block(runs, size, room, lang, leading=leading)
        if len(made.lines) <= most:
            break
    if len(made.lines) > 2 * most:
        return _cut(made, 2 * most)
    # No word is left alone on the last line: the width shrinks as long as the lines stay as few.
    for share in (0.5, 0.6, 0.7, 0.8, 0.9):
        even = block(runs, size, room * share, lang, leading=leading)
        if len(even.lines) == len(made.lines):
            return even if base_direction("".join(run.text for run in runs), lang) == "ltr" else made
    return made


def _cut(text: Block, most: int) -> Block:
    *lines, last = text.lines[:most]
    *runs, (left, run) = last
    ended = Run(run.text[: max(1, len(run.text) - 3)].rstrip() + "…", run.bold, run.ink)
    return Block(text.size, text.leading, (*lines, (*runs, (left, ended))))


def draw_block(pen: Pen, text: Block, x: float, top: float, first: int = 0, last: int | None = None) -> None:
    """Write some lines of a block, or all."""
    for n, line in enumerate(text.lines[first:last]):
        baseline = top + n * text.leading + 0.5 * text.leading + 0.36 * text.size
        for left, run in line:
            # Each run starts with the space before it, which is room and no ink.
            pen.text(run.text, x + left, baseline, Face(text.size, bold=run.bold), run.ink)


def draw_columns(pen: Pen, text: Block, x: float, top: float, width: float, gap: float, count: int) -> None:
    """Write a block, set for the width of a column, in columns side by side."""
    each = -(-len(text.lines) // count)
    for column in range(count):
        left = x + column * ((width - gap * (count - 1)) / count + gap)
        draw_block(pen, text, left, top, column * each, (column + 1) * each)
