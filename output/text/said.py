"""Numbers of a series in words; the twin of ``viewer/src/numbers/said.js``."""

from waterbed.output.language.script import isolated
from waterbed.output.series import Measure, measures, numbers_on
from waterbed.output.text.speaker import Speaker, unit_of

_MOST = 3
"""Numbers on the line of the clock."""


def measure_name(say: Speaker, measure: Measure) -> str:
    """What is counted and how often: "Hectares, by year"."""
    unit = say.word(measure.unit) or say.t("numbers.count")
    parts = (say.upper(unit[:1]) + unit[1:], say.t(f"grain.{measure.grain}"))
    return ", ".join(isolated(part, say.lang) for part in parts)


def period_of(say: Speaker, row: int) -> str:
    """The period of a number in words."""
    table = say.timeline["series"]
    return said_period(say, table["start"][row], table["end"][row])


def said_period(say: Speaker, first: int, last: int) -> str:
    """A period in words: a year, a month, a day, or from when to when."""
    unit = unit_of(first, last)
    if unit:
        return say.year(first) if unit == "year" else say.month(first)
    return say.day(first) if first == last else f"{say.day(first)} – {say.day(last)}"


def largest_first(say: Speaker, day: float) -> list[int]:
    """Rows of ``series`` with the numbers of the main measure on a day, the largest first."""
    value = say.timeline["series"]["value"] if measures(say.timeline) else []
    return sorted(numbers_on(say.timeline, day).values(), key=lambda row: (-value[row], row))


def numbers_line(say: Speaker, day: float) -> str:
    """What the clock says where nothing happens: the largest numbers of the day; empty without any."""
    rows = largest_first(say, day)
    if not rows:
        return ""
    table = say.timeline["series"]
    told = ", ".join(
        f"{isolated(say.short_place(table['place'][row]), say.lang)} {say.number(table['value'][row])}"
        for row in rows[:_MOST]
    )
    more = f"{told} …" if len(rows) > _MOST else told
    return say.t("clock.numbers", measure=measure_name(say, measures(say.timeline)[0]), list=more)
