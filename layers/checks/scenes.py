"""What must hold in scenes: their views can be shown, and what their sentences cite is on record."""

import re
from collections.abc import Iterator, Mapping

from waterbed.layers.checks.sheet import Sheet
from waterbed.layers.errors import Fault, did_you_mean
from waterbed.layers.manifest.settings import is_view

CITATION = re.compile(r"\[([^\[\]]*)\]")
"""A sentence names its records after it, between square brackets: ``A ban came. [evt-ban;mov-01]``."""


def scene_faults(sheet: Sheet, known: Mapping[str, str] | None, views: tuple[str, ...]) -> Iterator[Fault]:
    """Find views that cannot be shown and citations of records that do not exist.

    Parameters
    ----------
    sheet
        The table of scenes.
    known
        The table of each record id; None when some records could not be read, so that citations cannot be judged.
    views
        Names of the views in the settings.
    """
    for at, view in enumerate(sheet.frame["view"]):
        if view and view not in views and not is_view(_numbers(view)):
            names = f"one of {', '.join(views)}" if views else "a name from the settings"
            mend = did_you_mean(view, views) or f"write {names}, or west south east north in degrees"
            yield sheet.fault(at, "view", view, "is not a view", mend)
    if known is None:
        return
    for column in (name for name in sheet.frame.columns if name.startswith("text_")):
        for at, text in enumerate(sheet.frame[column]):
            for cited in citations(text):
                if cited not in known:
                    mend = did_you_mean(cited, known) or "write ids of records between square brackets"
                    yield sheet.fault(at, column, cited, "is cited and is no record", mend)


def _numbers(view: str) -> list[float]:
    try:
        return [float(side) for side in view.split()]
    except ValueError:
        return []


def citations(text: str) -> Iterator[str]:
    """Yield the ids of the records that a scene's text names."""
    for found in CITATION.finditer(text):
        yield from cited_ids(found)


def cited_ids(found: re.Match[str]) -> tuple[str, ...]:
    """Return the ids between the brackets of a `CITATION`."""
    return tuple(one.strip() for one in found[1].split(";"))


def cited_sentences(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Split a scene's text into sentences and the ids of the records that each rests on.

    Examples
    --------
    >>> cited_sentences("A ban is announced. [evt-a] Operations move on. [mov-b; mov-c]")
    [('A ban is announced.', ('evt-a',)), ('Operations move on.', ('mov-b', 'mov-c'))]
    """
    sentences, at = [], 0
    for found in CITATION.finditer(text):
        sentences.append((text[at : found.start()].strip(), cited_ids(found)))
        at = found.end()
    rest = text[at:].strip()
    return [*sentences, (rest, ())] if rest else sentences
