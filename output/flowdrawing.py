"""A small drawing of the movements into and out of a place, as SVG."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup

Key: TypeAlias = tuple[str, str, str]

MOST_ENDS = 8
_WIDTH, _NAMES, _ROW, _TOP = 760, 214, 24, 16
_MIDDLE = 108
_LONGEST_NAME = 32
_LONGEST_MIDDLE = 17
_LEAST, _MOST, _A_MOVEMENT = 1.9, 8.0, 0.55


@dataclass(frozen=True, slots=True)
class Flow:
    """One movement, seen from the place that the drawing is about."""

    end: str
    """Name of the place at its other end."""
    kind: str
    """Its kind: a word of the vocabulary, which gives the colour."""
    dash: str
    """high, medium, low, or undated: solid, dashed, finely dashed, dotted."""


def draw_flows(name: str, into: Iterable[Flow], out: Iterable[Flow], label: str, more: str) -> Markup:
    """Movements in on the left, out on the right; one line a place, kind and certainty, as wide as it has movements.

    Parameters
    ----------
    name
        The place in the middle.
    into, out
        Its movements.
    label
        What the drawing says, for those who do not see it.
    more
        Words for the places left out, with ``{n}``.
    """
    left, right = _rows(into), _rows(out)
    height = _TOP * 2 + _ROW * max(len(left[:MOST_ENDS]), len(right[:MOST_ENDS]), 1)
    parts = [*_side(left, height, more, incoming=True), *_side(right, height, more, incoming=False)]
    x = (_WIDTH - _MIDDLE) / 2
    parts.append(
        Markup(
            '<rect class="place" x="{:g}" y="{:g}" width="{}" height="28" rx="4"/>'
            '<text class="middle" x="{:g}" y="{:g}">{}</text>'
        ).format(x, height / 2 - 14, _MIDDLE, _WIDTH / 2, height / 2 + 4.5, _cut(name, _LONGEST_MIDDLE))
    )
    return Markup(
        '<svg class="flows" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(_WIDTH, height, label, Markup("").join(parts))  # fmt: skip


def _rows(flows: Iterable[Flow]) -> list[tuple[Key, int]]:
    """Lines by other end, kind and dash, the fullest places first."""
    lines = Counter((flow.end, flow.kind, flow.dash) for flow in flows)
    ends: Counter[str] = Counter()
    for (end, _, _), n in lines.items():
        ends[end] += n
    return sorted(lines.items(), key=lambda line: (-ends[line[0][0]], line[0]))


def _side(rows: Sequence[tuple[Key, int]], height: float, more: str, *, incoming: bool) -> list[Markup]:
    shown = rows[:MOST_ENDS]
    top = (height - _ROW * (len(shown) - 1)) / 2
    name_x = _NAMES - 8 if incoming else _WIDTH - _NAMES + 8
    edge = (_WIDTH - _MIDDLE) / 2 if incoming else (_WIDTH + _MIDDLE) / 2
    parts = []
    for at, ((end, kind, dash), n) in enumerate(shown):
        y, width = top + at * _ROW, min(_MOST, _LEAST + (n - 1) * _A_MOVEMENT)
        inner = height / 2 + (at - (len(shown) - 1) / 2) * min(3.0, 22 / max(len(shown), 1))
        start, stop = (
            ((_NAMES, y), (edge - 8, inner)) if incoming else ((edge, inner), (_WIDTH - _NAMES - 8, y))
        )
        parts.append(_line(start, stop, kind, dash, width))
        text = _cut(end, _LONGEST_NAME)
        times = f" ×{n}" if n > 1 else ""
        parts.append(
            Markup('<text class="{}" x="{}" y="{:g}">{}{}</text>').format(
                "end" if incoming else "start", name_x, y + 4.5, text, times
            )
        )
    if len(rows) > MOST_ENDS:
        parts.append(
            Markup('<text class="{} more" x="{}" y="{:g}">{}</text>').format(
                "end" if incoming else "start", name_x, height - 3, more.format(n=len(rows) - MOST_ENDS)
            )
        )
    return parts


def _line(
    start: tuple[float, float], stop: tuple[float, float], kind: str, dash: str, width: float
) -> Markup:
    (x0, y0), (x1, y1) = start, stop
    middle, half = (x0 + x1) / 2, 3.4 + width * 0.55
    return Markup(
        '<g class="k-{}"><path class="line d-{}" stroke-width="{:.1f}" '
        'd="M{:g} {:.1f}C{:g} {:.1f} {:g} {:.1f} {:g} {:.1f}"/>'
        '<path class="tip" d="M{:g} {:.1f}l-2 {:.1f}l10 {:.1f}l-10 {:.1f}Z"/></g>'
    ).format(
        kind, dash, width, x0, y0, middle, y0, middle, y1, x1, y1, x1 - 1, y1, -half, half, half
    )  # fmt: skip


def _cut(name: str, most: int) -> str:
    return name if len(name) <= most else f"{name[: most - 1].rstrip(' ,(')}…"
