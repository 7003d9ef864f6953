"""What must hold in scenes: their views and days of rest can be shown, and what their sentences cite is on record."""

import re
from collections.abc import Iterator

from waterbed.layers.checks.meant import Records
from waterbed.layers.checks.sheet import Sheet
from waterbed.layers.dates.edtf import parse
from waterbed.layers.errors import Fault, did_you_mean, some
from waterbed.layers.manifest.views import is_view, view_mend
from waterbed.layers.schema.tables import RECORD_TABLES

CITATION = re.compile(r"\[([^\[\]]*)\]")
"""A sentence names its records after it, between square brackets: ``A ban came. [evt-ban;mov-01]``."""


def scene_faults(sheet: Sheet, records: Records | None, views: tuple[str, ...]) -> Iterator[Fault]:
    """Find views and days of rest that cannot be shown, and citations of records that do not exist.

    Parameters
    ----------
    sheet
        The table of scenes.
    records
        Every record; None when some could not be read, so that citations cannot be judged.
    views
        Names of the views in the settings.
    """
    for at, view in enumerate(sheet.frame["view"]):
        if view and view not in views and not is_view(_numbers(view)):
            mend = did_you_mean(view, views) or _view_mend(view, views)
            yield sheet.fault(at, "view", view, "is not a view", mend)
    yield from _holds_outside(sheet)
    if records is None:
        return
    asked = 0
    for column in (name for name in sheet.frame.columns if name.startswith("text_")):
        for at, text in enumerate(sheet.frame[column]):
            for cited in citations(text):
                if records.known.get(cited) not in RECORD_TABLES:
                    asked += 1
                    near = asked <= _MOST_QUESTIONS
                    problem, mend = records.meant(cited, RECORD_TABLES, is_list=True, near=near)
                    mend = mend or "write ids of records between square brackets"
                    said = f"is cited and {problem or 'is no record'}"
                    yield sheet.fault(at, column, cited, said, mend)


def _holds_outside(sheet: Sheet) -> Iterator[Fault]:
    """Find days of rest that their scene's clock never reaches; without a period it runs over the days of its records."""
    for at, (hold, period) in enumerate(zip(sheet.frame["hold"], sheet.frame["period"], strict=True)):
        rest, clock = parse(hold), parse(period)
        first, last = rest.start_min, rest.end_max
        if not hold:
            continue
        # A month or a year is what an edition makes of a day.
        if first is None or last is None or (first, last) != (rest.end_min, rest.start_max):
            yield sheet.fault(at, "hold", hold, "is not one day", "write a day, as in 2025-03-10")
            continue
        begins = [day for day in (clock.start_min, clock.end_min) if day is not None]
        ends = [day for day in (clock.end_max, clock.start_max) if day is not None]
        if period and (last < begins[0] or first > ends[0]):
            problem = f"is not within the period of its scene ({period})"
            yield sheet.fault(at, "hold", hold, problem, "write a day of it, or leave it empty")


_MOST_QUESTIONS = 20


def _view_mend(view: str, views: tuple[str, ...]) -> str:
    if sides := _numbers(view.replace(",", " ").strip("[]( )")):
        mend = view_mend(sides)
        if is_view(sides):
            mend = f"write {' '.join(f'{side:g}' for side in sides)}"
        # In a cell the four numbers stand without brackets and commas.
        return re.sub(r"\[(.*)\]", lambda found: found[1].replace(",", ""), mend)
    names = f"one of {some(views)}" if views else "a name from the settings"
    return f"write {names}, or west south east north in degrees"


def _numbers(view: str) -> list[float]:
    try:
        return [float(side) for side in view.split()[:5]]
    except ValueError:
        return []


def citations(text: str) -> Iterator[str]:
    """Yield the ids of the records that a scene's text names."""
    for found in CITATION.finditer(text):
        yield from cited_ids(found)


def cited_ids(found: re.Match[str]) -> tuple[str, ...]:
    """Return the ids between the brackets of a `CITATION`."""
    return tuple(one.strip() for one in found[1].split(";"))


_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")


def cited_sentences(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Split a scene's text into sentences, each in one line, and the ids of the records that each rests on.

    Spaces at which a line must not break stay, as those before the semicolons of French.

    Examples
    --------
    >>> cited_sentences("A ban is announced. [evt-a] Operations move on. [mov-b; mov-c]")
    [('A ban is announced.', ('evt-a',)), ('Operations move on.', ('mov-b', 'mov-c'))]
    """
    found: list[tuple[str, tuple[str, ...]]] = []
    end = 0
    for cited in CITATION.finditer(text):
        found.append((_in_one_line(text[end : cited.start()]), cited_ids(cited)))
        end = cited.end()
    rest = _in_one_line(text[end:])
    return [*found, (rest, ())] if rest else found


def _in_one_line(text: str) -> str:
    return _BREAKS.sub(" ", text).strip()
