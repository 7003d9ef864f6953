"""A small drawing of the movements into and out of a place, as SVG."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup, escape

from waterbed.output.language.strings import shortened

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
        f'<rect class="place" x="{x:g}" y="{height / 2 - 14:g}" width="{_MIDDLE}" height="28" rx="4"/>'
        f'<text class="middle" x="{_WIDTH / 2:g}" y="{height / 2 + 4.5:g}">{escape(shortened(name, _LONGEST_MIDDLE))}</text>'
    )
    return Markup(  # noqa: S704  every text in it is escaped
        f'<svg class="flows" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def _rows(flows: Iterable[Flow]) -> list[tuple[Key, int]]:
    """Lines by other end, kind and dash, the fullest places first."""
    lines = Counter((flow.end, flow.kind, flow.dash) for flow in flows)
    ends: Counter[str] = Counter()
    for (end, _, _), n in lines.items():
        ends[end] += n
    return sorted(lines.items(), key=lambda line: (-ends[line[0][0]], line[0]))


def _side(rows: Sequence[tuple[Key, int]], height: float, more: str, *, incoming: bool) -> list[str]:
    shown = rows[:MOST_ENDS]
    top = (height - _ROW * (len(shown) - 1)) / 2
    name_x = _NAMES - 8 if incoming else _WIDTH - _NAMES + 8
    edge = (_WIDTH - _MIDDLE) / 2 if incoming else (_WIDTH + _MIDDLE) / 2
    anchor = "end" if incoming else "start"
    parts = []
    for at, ((end, kind, dash), n) in enumerate(shown):
        y, width = top + at * _ROW, min(_MOST, _LEAST + (n - 1) * _A_MOVEMENT)
        inner = height / 2 + (at - (len(shown) - 1) / 2) * min(3.0, 22 / max(len(shown), 1))
        start, stop = (
            ((_NAMES, y), (edge - 8, inner)) if incoming else ((edge, inner), (_WIDTH - _NAMES - 8, y))
        )
        parts.append(_line(start, stop, kind, dash, width))
        text = shortened(end, _LONGEST_NAME)
        times = f" ×{n}" if n > 1 else ""
        parts.append(f'<text class="{anchor}" x="{name_x}" y="{y + 4.5:g}">{escape(text)}{times}</text>')
    if len(rows) > MOST_ENDS:
        said = escape(more.format(n=len(rows) - MOST_ENDS))
        parts.append(f'<text class="{anchor} more" x="{name_x}" y="{height - 3:g}">{said}</text>')
    return parts


def _line(start: tuple[float, float], stop: tuple[float, float], kind: str, dash: str, width: float) -> str:
    (x0, y0), (x1, y1) = start, stop
    middle, half = (x0 + x1) / 2, 3.4 + width * 0.55
    way = f"M{x0:g} {y0:.1f}C{middle:g} {y0:.1f} {middle:g} {y1:.1f} {x1:g} {y1:.1f}"
    tip = f"M{x1 - 1:g} {y1:.1f}l-2 {-half:.1f}l10 {half:.1f}l-10 {half:.1f}Z"
    return (
        f'<g class="k-{escape(kind)}"><path class="line d-{dash}" stroke-width="{width:.1f}" d="{way}"/>'
        f'<path class="tip" d="{tip}"/></g>'
    )
