"""Golden files: what one half of the house said to given inputs, read by Python and by JavaScript.

A file holds the cases of a subject, one a line: ``name``, what is ``given``, what is ``expected``.
``tests/viewer/golden.js`` is the twin of this module.
"""

import json
from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

Case = dict[str, Any]

NEAR = 0.01
"""Of a pixel: nobody sees it."""


def path_of(subject: str) -> Path:
    """The golden file of a subject."""
    return Path(__file__).with_name(f"{subject}.json")


def read_cases(subject: str) -> list[Case]:
    """The cases of a golden file; one that is missing or empty is an error, never a test that passes."""
    cases: list[Case] = json.loads(path_of(subject).read_text(encoding="utf-8"))
    if not cases:
        raise ValueError(f"{path_of(subject)} holds no case: write it with `python -m tests.golden.rebuild`.")
    return cases


def each_case(subject: str) -> pytest.MarkDecorator:
    """Run a test on each case of a subject, under its name."""
    return pytest.mark.parametrize("case", read_cases(subject), ids=itemgetter("name"))


def write_cases(subject: str, cases: Mapping[str, tuple[Any, Any]]) -> None:
    """Write what is given and expected by name, a case a line, so that a difference names its case."""
    lines = (
        json.dumps(
            {"name": name, "given": given, "expected": expected}, ensure_ascii=False, separators=(",", ":")
        )
        for name, (given, expected) in cases.items()
    )
    path_of(subject).write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def plain(value: Any) -> Any:
    """A value as JSON has it, numbers to three digits."""
    if isinstance(value, float):
        return round(value, 3) + 0.0
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def parted(found: Any, expected: Any, *, within: float = NEAR, where: str = "") -> list[str]:
    """Where two answers differ, a line each: ``[3] "place 7", dx: 12.0 where 11.0 was expected``.

    Numbers may be ``within`` a distance of one another: the halves may add in another order.
    """
    if isinstance(expected, dict) and isinstance(found, dict) and expected.keys() == found.keys():
        pairs = [(f"{where}, {key}".lstrip(", "), found[key], expected[key]) for key in expected]
    elif isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
        pairs = [
            (f"{where}[{n}]{_named(other)}", one, other)
            for n, (one, other) in enumerate(zip(found, expected, strict=True))
        ]
    elif _is_number(found) and _is_number(expected) and abs(found - expected) < within:
        pairs = []
    else:
        return [] if found == expected else [f"{where}: {_said(found)} where {_said(expected)} was expected"]
    return [line for at, one, other in pairs for line in parted(one, other, within=within, where=at)]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _named(value: Any) -> str:
    return f' "{value["id"]}"' if isinstance(value, dict) and "id" in value else ""


def _said(value: Any) -> str:
    """Of a list of things with names the names."""
    named = isinstance(value, list) and value and all(_named(one) for one in value)
    return json.dumps([one["id"] for one in value] if named else value, ensure_ascii=False)


def columns(names: str, *rows: Sequence[Any]) -> dict[str, list[Any]]:
    """A table of a timeline, written row by row."""
    return {name: list(column) for name, column in zip(names.split(), zip(*rows, strict=True), strict=True)}
