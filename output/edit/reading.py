"""What a text means while it is typed: a date in words, or what keeps it from being one and what to write instead."""

import re
from dataclasses import dataclass

from waterbed.layers.dates.days import from_day
from waterbed.layers.dates.edtf import parse
from waterbed.layers.errors import CellError
from waterbed.layers.schema.cells import reader, split_list
from waterbed.layers.schema.tables import Column
from waterbed.output.language.dates import period

_WRITTEN = re.compile(r"(?:\.\.)?[0-9][0-9X/.~?%;-]*")
_PRESENCE = ("present", "attested")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a date is read."""

    said: str = ""
    """In words; "" for a text that is no date."""
    problem: str = ""
    mend: str = ""
    offers: tuple[str, ...] = ()
    """Texts that are dates, which may be meant."""


def read_date(text: str, column: Column, lang: str) -> Reading:
    """Say what a text is as the date, or the dates, of a column.

    Examples
    --------
    >>> from waterbed.layers.schema.tables import Column
    >>> read_date("2024-12~", Column("date", "edtf"), "en").said
    'about December 2024 (1–31 December 2024)'
    >>> read_date("late 2024", Column("date", "edtf"), "en").offers
    ('2024-12~', '2024-09~/2024-12~')
    """
    try:
        reader(column)(text)
    except CellError as error:
        mend = error.mend
        offers = dict.fromkeys(
            one.rstrip(".;") for one in _WRITTEN.findall(mend.partition(" like ")[0]) if _fits(one, column)
        )
        return Reading("", error.problem, mend, tuple(offers) if "write " in mend else ())
    items = split_list(text) if column.is_list else tuple(one for one in (text.strip(),) if one)
    words = "presence" if column.name in _PRESENCE else "period"
    return Reading("; ".join(_said(one, lang, words) for one in items))


def _said(text: str, lang: str, words: str) -> str:
    """A date in words, with its first and last possible day where it has no exact one."""
    said, bounds = period(text, lang, bound_words=words), parse(text)
    days = [from_day(day).isoformat() for day in (bounds.start_min, bounds.end_max) if day is not None]
    if bounds.mode != "bounded" or days[0] == days[-1]:
        return said
    return f"{said} ({period('/'.join(days), lang)})"


def _fits(text: str, column: Column) -> bool:
    try:
        reader(column)(text.rstrip(".;"))
    except CellError:
        return False
    return True
