"""What was measured, drawn small as SVG: what was found among its placebos, and the steps before and after."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from waterbed.output.language.numbers import number
from waterbed.output.type.faces import FAMILY

_WIDTH, _STRIP = 246.0, 26.0

_WIDE, _HIGH, _TOP, _FOOT = 480.0, 130.0, 16.0, 18.0


def draw_placebos(strip: Mapping[str, Any], label: str) -> Markup:
    """Placebos as bars by how large they are, a pin where what was found stands; the rule in the middle is no change."""
    bins: Sequence[int] = strip["bins"]
    wide, most = _WIDTH / len(bins), max(max(bins), 1)
    middle, own = _WIDTH / 2, wide * (strip["own"] + 0.5)
    parts = [Markup('<path class="zero" d="M{:g} 0V{:g}"/>').format(middle, _STRIP)]
    for at, n in enumerate(bins):
        if n:
            # By the root, so that one tall bar, such as that of no change, leaves the others to be seen.
            high = 18 * (n / most) ** 0.5
            bar = Markup('<rect class="placebo" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>')
            parts.append(bar.format(wide * (at + 0.1), _STRIP - high, wide * 0.8, high))
    pin = Markup('<path class="own" d="M{0:.1f} 5V{1:g}"/><circle class="own" cx="{0:.1f}" cy="5" r="4.2"/>')
    parts.append(pin.format(own, _STRIP))
    return Markup('<svg class="placebos" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">{}</svg>').format(
        _WIDTH, _STRIP, label, Markup("").join(parts)
    )


def draw_course(
    course: Mapping[str, Any], area: Mapping[str, Sequence[float]], label: str, lang: str
) -> Markup:
    """Steps as bars, the line that the control gives, a rule on the day of the crackdown."""
    counts, expected, before = area["counts"], area["expected"], course["before"]
    most = max(*counts, *expected, 1)
    wide, foot = _WIDE / len(counts), _HIGH - _FOOT

    def y(n: float) -> float:
        return round(foot - n / most * (foot - _TOP), 1)

    bars = [
        "".join(
            f"M{wide * (at + 0.08):.1f} {foot:g}V{y(counts[at]):g}h{wide * 0.84:.1f}V{foot:g}Z"
            for at in steps
            if counts[at]
        )
        for steps in (range(before), range(before, len(counts)))
    ]
    line = "".join(
        f"{'L' if at else 'M'}{wide * at:.1f} {y(n):g}h{wide:.1f}" for at, n in enumerate(expected)
    )
    days = course["days"]
    ticks = (
        (0.0, "start", f"−{number(days * before, lang)}"),
        (wide * before, "middle", "0"),
        (_WIDE, "end", f"+{number(days * (len(counts) - before), lang)}"),
    )
    parts = [
        Markup('<path class="year" d="M0 {0:g}H{1:g}M0 {2:g}H{1:g}"/>').format(y(most), _WIDE, foot),
        Markup('<text x="0" y="{:g}">{}</text>').format(_TOP - 4, number(round(most, 1), lang)),
        Markup(
            '<path class="before" d="{}"/><path class="after" d="{}"/><path class="expected" d="{}"/>'
        ).format(*bars, line),
        Markup('<path class="pressed" d="M{:.1f} 0V{:g}"/>').format(wide * before, foot),
        *(
            Markup('<text x="{:.1f}" y="{:g}" text-anchor="{}">{}</text>').format(x, _HIGH - 4, anchor, said)
            for x, anchor, said in ticks
        ),
    ]
    return Markup('<svg class="course" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">{}</svg>').format(
        _WIDE, _HIGH, label, Markup("").join(parts)
    )


def standing_alone(drawing: Markup, colours: Mapping[str, str]) -> bytes:
    """A drawing with its colours in it, for where no style sheet reaches: ink, ink3, line, ctl, arrival, crackdown."""
    style = (
        f"text{{{{font:12px '{FAMILY}',sans-serif;fill:{{ink3}}}}}}"
        ".placebo,.before{{fill:{ink3}}}.after{{fill:{ink}}}"
        ".zero{{stroke:{ctl}}}.year{{stroke:{line}}}.expected{{fill:none;stroke:{arrival};stroke-width:1.6}}"
        ".own,.pressed{{stroke:{crackdown};stroke-width:2}}circle{{fill:{crackdown}}}"
    ).format(**colours)
    head = '<svg xmlns="http://www.w3.org/2000/svg" '
    opened, rest = str(drawing).removeprefix("<svg ").split(">", 1)
    return f"{head}{opened}><style>{style}</style>{rest}".encode()
