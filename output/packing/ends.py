"""The two ends of a movement in words: made from the places' own labels, so that a page need not say them a second time."""

from collections.abc import Mapping
from typing import Any

ENDS = "\1"
"""Stands for a place that reads as the ends of its movement do; no text of a data set is this character alone."""

Forms = tuple[str, str]
"""How a place and its country are said together, ``{0}`` and ``{1}``, and what is said where no place is given."""


def spoken_ends(content: Mapping[str, Any], labels: list[str], forms: Forms) -> dict[int, str]:
    """Say the ends of every movement, by row of its record.

    Parameters
    ----------
    content
        Plain tables: ``places`` and ``movements`` are read.
    labels
        Of the records, in one language.
    forms
        Of the same language.
    """
    together, unplaced = forms
    named = [labels[record] if record >= 0 else "" for record in content["places"]["record"]]
    words = [
        own if country in (-1, place) else together.format(own, named[country])
        for place, (own, country) in enumerate(zip(named, content["places"]["country"], strict=True))
    ]
    words.append(unplaced)  # number -1
    columns = (content["movements"][column] for column in ("record", "origin", "destination"))
    return {
        record: f"{words[origin]} → {words[destination]}"
        for record, origin, destination in zip(*columns, strict=True)
    }
