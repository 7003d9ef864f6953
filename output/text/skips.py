"""What is said of the stretches of the calendar that a story leaves out; ``conductor.js``."""

from waterbed.output.text.speaker import Speaker

_YEARS_FROM, _MONTHS_FROM = 700, 45
"""From here on a span is said in years and in months."""


_WORTH_A_WORD = 31
"""Fewer days between two scenes are passed over."""


def skipped(say: Speaker, kind: str, first: float, last: float) -> str:
    """Say what a leg leaves out: "2 years, nothing new recorded", "3 years later"; "" where there is nothing to say."""
    days = abs(last - first)
    if kind in ("run", "hold") or (kind == "move" and days < _WORTH_A_WORD):
        return ""
    unit, length = (
        ("years", 365.25)
        if days >= _YEARS_FROM
        else ("months", 365.25 / 12)
        if days >= _MONTHS_FROM
        else ("days", 1.0)
    )
    span = say.t(f"skip.{unit}", n=int(days / length + 0.5))
    said = "empty" if kind != "move" else "later" if last > first else "earlier"
    return say.t(f"skip.{said}", span=span)
