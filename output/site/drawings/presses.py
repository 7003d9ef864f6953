"""What followed each press, drawn: a bar from its day on, all rows in the same months; as SVG in shares of the width."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from waterbed.output.still.overview.bars import LEAST_MONTHS, Bar, month_text, step_of
from waterbed.output.text.speaker import Speaker

_LONGEST, _LEAST_STEP = 0.9, 0.13
"""Shares of the width: the longest bar, and a step of the axis at least."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The months of some bars."""

    share: float
    """Of the width, for a month."""
    step: int
    """Months from line to line."""

    @classmethod
    def of(cls, shown: Sequence[Bar]) -> "Axis":
        """As long as the longest bar asks for."""
        longest = max([LEAST_MONTHS, *(bar.months or 0.0 for bar in shown)])
        share = _LONGEST / longest
        return cls(share, step_of(_LEAST_STEP / share))

    def lines(self) -> list[int]:
        """Months at which a line stands."""
        return [n * self.step for n in range(int(1 / (self.share * self.step)) + 1)]

    def at(self, months: float) -> str:
        """A place on it."""
        return f"{100 * months * self.share:.2f}%"


def draw_axis(say: Speaker, axis: Axis) -> Markup:
    """The numbers over the lines; a reader of the text has them in the rows."""
    written = Markup("").join(
        Markup('<text class="{}" x="{}" y="12">{}</text>').format(
            "middle" if months else "first",
            axis.at(months),
            month_text(say, months, axis.step) if months else say.t("overview.pressed"),
        )
        for months in axis.lines()
        # the first word is wide
        if not months or months * axis.share > _LEAST_STEP * 0.9
    )
    return Markup('<svg class="press-way" height="16" aria-hidden="true">{}</svg>').format(written)


def draw_bar(bar: Bar, axis: Axis, number: int) -> Markup:
    """The bar of a press; ``number`` is that of the picture, 0 for none."""
    parts = [
        Markup('<line class="year" x1="{0}" x2="{0}" y1="0" y2="100%"/>').format(axis.at(months))
        for months in axis.lines()
    ]
    end = axis.at(bar.months or 0.0)
    if bar.months:
        parts.append(
            Markup(
                '<rect class="{} p-{}" y="50%" width="{}" height="8" transform="translate(0 -4)"/>'
            ).format("way" if bar.linked else "way after", bar.ink, end)
        )
    if bar.open:
        dots = Markup('<svg x="{}" overflow="visible"><path class="open p-{}" d="M{} 0h18"/></svg>')
        parts.append(
            Markup('<svg y="50%" overflow="visible">{}</svg>').format(
                dots.format(end, bar.ink, 5 if bar.months else 14)
            )
        )
    parts.append(Markup('<circle class="p-crackdown core" cy="50%" r="{}"/>').format(10 if number else 6))
    if number:
        parts.append(Markup('<text class="middle number" y="50%" dy=".36em">{}</text>').format(number))
    return Markup('<svg class="press-way" aria-hidden="true">{}</svg>').format(Markup("").join(parts))
