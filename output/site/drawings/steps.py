"""A series as SVG: steps of the length of their periods over an axis from 0; what is not on record has none."""

from markupsafe import Markup

from waterbed.output.language.numbers import number
from waterbed.output.language.ticks import ticks
from waterbed.output.series import Line
from waterbed.output.timeline import Timeline

_WIDTH, _HEIGHT, _TOP, _FOOT = 760.0, 190.0, 20.0, 22.0

_LETTER = 7.0


def draw_steps(timeline: Timeline, line: Line, label: str, lang: str) -> Markup:
    """One series; ``label`` says what it shows to whoever cannot see it."""
    table = timeline["series"]
    start, end, value = (table[name] for name in ("start", "end", "value"))
    first, last = int(start[line.rows.start]), int(end[line.rows.stop - 1])
    largest = float(max(value[row] for row in line.rows)) or 1.0
    foot = _HEIGHT - _FOOT

    def x(day: float) -> float:
        return round((day - first) / (last + 1 - first) * _WIDTH, 1)

    def y(n: float) -> float:
        return round(foot - n / largest * (foot - _TOP), 1)

    parts = [
        Markup('<path class="year" d="M0 {0:g}H{1:g}M0 {2:g}H{1:g}"/>').format(y(largest), _WIDTH, foot),
        Markup('<text x="0" y="{:g}">{}</text>').format(_TOP - 6, number(largest, lang)),
    ]
    free = 0.0
    for tick in ticks(first, last, _WIDTH, lang):
        at = max(0.0, x(tick.day))
        parts.append(Markup('<path class="year" d="M{:g} {:g}v5"/>').format(at, foot))
        if at >= free and at + _LETTER * len(tick.text) < _WIDTH:
            parts.append(Markup('<text x="{:g}" y="{:g}">{}</text>').format(at, _HEIGHT - 5, tick.text))
            free = at + _LETTER * len(tick.text) + 14
    area = "".join(
        f"M{x(start[row]):g} {foot:g}V{y(value[row]):g}H{x(end[row] + 1):g}V{foot:g}Z" for row in line.rows
    )
    tops = "".join(f"M{x(start[row]):g} {y(value[row]):g}H{x(end[row] + 1):g}" for row in line.rows)
    parts.append(Markup('<path class="under" d="{}"/><path class="top" d="{}"/>').format(area, tops))
    return Markup('<svg class="steps" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _HEIGHT, label, Markup("").join(parts)
    )
