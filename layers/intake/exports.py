"""Exports with a known header: which column says what is settled by who made the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from waterbed.layers.intake.layout.header import Table
from waterbed.layers.intake.shape import Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """One kind of export (``exports.json``)."""

    name: str
    signature: tuple[str, ...]
    """Columns that only this export has together."""
    shape: Shape
    roles: Mapping[str, str]
    """Headers by role; those that a file lacks are passed over."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By role, what its codes mean."""
    coarse: Mapping[str, Any] = field(default_factory=dict)
    """The column that says how exact a date is, and its codes for a week and a month."""
    precision: Mapping[str, Any] = field(default_factory=dict)
    """The column that says how exact a point is, and kilometres by its codes."""
    unit: str = ""
    source: str = ""
    """Title of the source of records that name none."""


def export_of(table: Table) -> Export | None:
    """The export that a table is, by its header; None where it is none that is known."""
    header = {name.casefold() for name in table.header}
    return next((one for one in _exports() if {name.casefold() for name in one.signature} <= header), None)


@cache
def _exports() -> tuple[Export, ...]:
    content = json.loads((Path(__file__).parent / "exports.json").read_text(encoding="utf-8"))
    return tuple(Export(**{**one, "signature": tuple(one["signature"])}) for one in content)
