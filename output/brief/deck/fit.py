"""What fits on a slide: lines of text in points, the size that fills a box, rows of a table by page."""

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from waterbed.output.ink.typeface import Face, width, words

LEADING = 1.2
"""Height of a line in ems; slides say it, so that lines are as far apart in any font."""


_SLACK = 1.03
"""Another program breaks lines a little earlier; the measure takes every text for this much wider."""


def height(
    paragraphs: Sequence[str], size: float, room: float, lang: str, *, gap: float = 0.0, bold: bool = False
) -> float:
    """How high paragraphs stand, in points, with ``gap`` between them."""
    lines = sum(line_count(text, size, room, lang, bold=bold) for text in paragraphs)
    return lines * size * LEADING + gap * max(0, len(paragraphs) - 1)


def line_count(text: str, size: float, room: float, lang: str, *, bold: bool = False) -> int:
    """Lines that a text takes in a room of so many points; a word that is wider is broken."""
    lines, used = 1, 0.0
    space = _word_width(" ", bold, lang) * size
    for number, part in enumerate(text.split("\n")):
        if number:
            lines, used = lines + 1, 0.0
        for piece in words(part):
            word = piece.strip(" ")
            wide = _word_width(word, bold, lang) * size
            before = space if used and piece != word else 0.0
            if used and used + before + wide > room:
                lines, used, before = lines + 1, 0.0, 0.0
            used += before + wide
            if used > room:
                lines += math.ceil(used / room) - 1
                used %= room
    return lines


def widest_word(text: str, size: float, lang: str, *, bold: bool = False) -> float:
    """Width of the widest word, in points."""
    return max((_word_width(word.strip(" "), bold, lang) for word in words(text)), default=0.0) * size


def size_that_fits(
    paragraphs: Sequence[str],
    sizes: Sequence[float],
    room: float,
    most: float,
    lang: str,
    *,
    gap: float = 0.0,
    bold: bool = False,
) -> float | None:
    """The first of ``sizes`` (largest first) at which paragraphs are not higher than ``most``; None if none is."""
    return next(
        (size for size in sizes if height(paragraphs, size, room, lang, gap=gap, bold=bold) <= most), None
    )


def shortened(text: str, size: float, room: float, most_lines: int, lang: str, *, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it takes more lines than it may."""
    if line_count(text, size, room, lang, bold=bold) <= most_lines:
        return text
    shortest, longest = 0, len(text)
    while longest - shortest > 1:
        middle = (shortest + longest) // 2
        fits = line_count(f"{text[:middle].rstrip()}…", size, room, lang, bold=bold) <= most_lines
        shortest, longest = (middle, longest) if fits else (shortest, middle)
    return f"{text[:shortest].rstrip()}…"


def pages(heights: Sequence[float], most: float, *, multiple: int = 1) -> Iterator[list[int]]:
    """Rows by page, in order, no page higher than ``most``; pages are filled evenly.

    Where there are rows enough their number is a ``multiple``, as of columns that stand in pairs.
    """
    count = len(_filled(heights, most))
    if not count:
        return
    count = min(len(heights), -(-count // multiple) * multiple)
    low, high = sum(heights) / count, most
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(heights, middle)) <= count else (middle, high)
    yield from _filled(heights, high)


def _filled(heights: Sequence[float], most: float) -> list[list[int]]:
    found: list[list[int]] = []
    used = 0.0
    for row, high in enumerate(heights):
        if not found or used + high > most:
            found.append([])
            used = 0.0
        found[-1].append(row)
        used += high
    return found


@lru_cache(maxsize=20_000)
def _word_width(word: str, bold: bool, lang: str) -> float:
    """Width of a word in ems."""
    return width(word, Face(1.0, bold), lang) * _SLACK if word else 0.0
