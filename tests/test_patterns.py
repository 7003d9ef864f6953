"""No pattern that searches a text takes the square of its length: a cell holds a hundred thousand characters."""

import importlib
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.needs import ROOT
from tests.test_rooms import MODULES
from waterbed.layers.files.raw import MOST_IN_A_TEXT
from waterbed.layers.redaction.months import months

BOUNDED = {
    "waterbed.layers.checks.columns",  # names of columns
    "waterbed.layers.errors",  # messages
    "waterbed.layers.dates.mends",  # texts of 64 characters
    "waterbed.layers.intake.values.coordinates",  # cells that may be a coordinate
    "waterbed.layers.intake.values.dates",  # cells that may be a date
    "waterbed.layers.intake.values.numbers",  # cells that may be a number
    "waterbed.output.packing.texts",  # labels
}
"""Modules whose patterns are held against short texts only."""
LENGTH = MOST_IN_A_TEXT // 4
PIECES = (
    "1",
    "a",
    " ",
    "\n",
    "-",
    ".",
    ",",
    "[",
    "(",
    "<a",
    '"',
    "#",
    "1,",
    "1 ",
    "a ",
    "3月 ",
    "2024-",
    "12 march ",
)


def _patterns(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list | dict) and depth < 3:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _patterns(one, depth + 1)


def _found() -> dict[str, re.Pattern[str]]:
    found = {"names of months": months(("en", "fr")).pattern}
    for path in MODULES:
        name = "waterbed." + path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(
            ".__init__"
        )
        if name not in BOUNDED and "geo.data" not in name:
            for key, value in vars(importlib.import_module(name)).items():
                found |= {f"{name}.{key}: {one.pattern[:40]}": one for one in _patterns(value)}
    return found


FOUND = _found()


def test_there_are_patterns() -> None:
    assert len(FOUND) > 40


@pytest.mark.parametrize("piece", PIECES)
def test_a_search_takes_as_long_as_its_text(piece: str) -> None:
    text = (piece * LENGTH)[:LENGTH]
    slow = []
    for name, pattern in FOUND.items():
        for searched in (text, f"{text}!"):
            begun = time.process_time()
            for _ in pattern.finditer(searched):
                pass
            if time.process_time() - begun > 1.0:  # a linear one takes some milliseconds
                slow.append(name)
    assert not slow
