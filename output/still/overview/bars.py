"""What followed a press, as a row of a strip that is aligned on its day; the twin of ``viewer/src/overview/presses.js``."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from waterbed.output.columns.presses import Press
from waterbed.output.language.script import isolated
from waterbed.output.text.speaker import Speaker

LEAST_MONTHS = 6.0
"""A strip is no shorter."""
_MONTH = 365.2425 / 12
_YEAR = 12
"""Months from which on the axis counts years."""
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240)
_SHORT = 20
"""Days of a bar that is hidden by the disc at its start."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A press as it stands in the strip: months from its day."""

    title: str
    triggers: tuple[str, ...]
    """What hit it and when: as many as there is room for are written."""
    places: tuple[str, ...]
    """Where it is next reported, or after how long where the bar is too short to be read."""
    back: str
    """In which form it came back, and when; empty where no return is recorded."""
    text: str
    """Both in words."""
    ink: str
    """Token of what followed: displacement or return."""
    months: float | None
    """To the last day on record; None where no day is."""
    open: bool
    linked: bool


def bars(say: Speaker, rows: Iterable[int], *, star: str = "*") -> list[Bar]:
    """The rows of the strip, a press of the overview each; ``star`` marks places without a last day on record."""
    presses = say.timeline["presses"]
    return [bar_of(say, {name: column[row] for name, column in presses.items()}, star=star) for row in rows]


def bar_of(say: Speaker, press: Press, *, star: str = "*") -> Bar:
    """A press as a row of a strip."""
    timeline = say.timeline
    moves = timeline["movements"]
    place, back, first = press["place"], press["returned"], press["cycles"][0]
    day, gone = press["day"], press["moves"]
    last = press["last"] if gone else press["back"]
    ends: dict[str, str] = {}
    for move in gone:
        to = moves["destination"][move]
        named = bare_place(say, to)
        within = "overview.within" + (".country" if timeline["places"]["level"][to] == "country" else "")
        said = say.t(within, place=named) if to == place else named
        ends[said] = star if moves["end_max"][move] is None else ends.get(said, "")
    texts = [said + mark for said, mark in ends.items()]
    if gone and last is not None and day is not None and last - day < _SHORT and texts:
        # A bar too short to be read against the axis says its length.
        texts[-1] = ", ".join(part for part in (texts[-1], say.cycle("lag_departure", first)) if part)
    came = _back(say, first) if back >= 0 else ""
    return Bar(
        bare_place(say, place),
        tuple(_trigger(say, one) for one in press["cycles"]),
        tuple(texts),
        came,
        "; ".join(isolated(text, say.lang) for text in (*texts, came) if text),
        "displacement" if gone else "return",
        None if day is None or last is None else max(0.0, (last - day) / _MONTH),
        bool(press["open"]),
        bool(press["linked"]),
    )


def _back(say: Speaker, row: int) -> str:
    """The form of a return, which is no news where nobody stated it, and after how long."""
    form = say.timeline["cycles"]["form"][row]
    said = say.t("overview.returned") if form == "not_stated" else say.word(form)
    return ", ".join(part for part in (said, say.cycle("lag_return", row)) if part)


def _trigger(say: Speaker, row: int) -> str:
    """What hit the place, in a word, and when."""
    cycles = say.timeline["cycles"]
    event, record = cycles["trigger"][row], cycles["record"][row]
    kind = say.word(say.timeline["events"]["kind"][event]) if event >= 0 else say.record("label", record)
    return ", ".join(part for part in (kind, say.record("when", record)) if part)


def bare_place(say: Speaker, place: int) -> str:
    """The name of a place without the comma or the last bracket that only tells places of one name apart."""
    return re.sub(r"(?:, [^,]*| \([^()]*\))$", "", say.short_place(place))


def step_of(months: float) -> int:
    """Months from one line of an axis to the next, where no step is to be shorter than so many."""
    return next((step for step in _STEPS if step >= months), _STEPS[-1])


def strip_title(say: Speaker, step: int) -> str:
    """What the axis counts: months, or years where its steps are so long."""
    return say.t("overview.strip" if step < _YEAR else "overview.strip.years")


def month_text(say: Speaker, months: int, step: int) -> str:
    """A number of the axis."""
    return say.t("overview.month", n=say.number(months if step < _YEAR else months // _YEAR))
