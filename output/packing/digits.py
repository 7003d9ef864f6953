"""A column as a string of digits: numbers by their value, anything else by the number of its first use.

A value has the same symbol wherever it stands, so that a deflated row costs what the entropy of its column makes it cost.
"""

import zlib
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Column: TypeAlias = list[Any]


Ints: TypeAlias = npt.NDArray[np.int64]

BASE = 91


FIRST, BACKSLASH = 35, 92
"""Digits are the printable characters from ``#`` to ``~`` without the backslash: JSON leaves them as they are."""

LARGE = 4_000
"""A column of more rows is judged by its first ones."""

_LONG = 500_000
"""Bytes from which on zlib's last levels cost more time than all else and win a hundredth."""

_SCALES = tuple(10**power for power in range(8))


_WHOLE = 2**53
"""Whole numbers below are exact in a float."""


def distinct(column: Iterable[Any]) -> tuple[Ints, Column]:
    """The number of each value, and the values by number, in the order of their first use."""
    values = column if isinstance(column, list) else list(column)
    if _is_constant(values):
        return np.zeros(len(values), dtype=np.int64), values[:1]
    number = {value: i for i, value in enumerate(dict.fromkeys(values))}
    return np.fromiter(map(number.__getitem__, values), np.int64, len(values)), list(number)


def _is_constant(values: Column) -> bool:
    return bool(values) and values.count(values[0]) == len(values)


def as_digits(column: Sequence[float | None] | Ints, after: Column | None = None) -> dict[str, Any] | None:
    """Numbers as they are, as steps from the one before, or as days after another column's; None where they have no form."""
    if isinstance(column, list) and _is_constant(column):
        values = np.full(len(column), column[0], dtype=np.float64)
    else:
        values = np.array(column, dtype=np.float64)
    gaps = np.isnan(values)
    known = values[~gaps] if gaps.any() else values
    scale = next((s for s in _SCALES if (np.round(known * s) / s == known).all()), None)
    if scale is None or np.abs(known * scale).max() >= _WHOLE:
        return None
    whole = np.round(known * scale).astype(np.int64)
    form, said = min(_forms(whole, after, gaps), key=lambda form: entropy(form[0][:LARGE]))
    least = int(form.min())
    codes = np.zeros(len(values), dtype=np.int64)
    codes[~gaps] = form - least + (len(known) < len(values))
    packed = {"n": len(values), "least": least, "digits": _digits(codes), **said}
    return packed | ({"scale": scale} if scale > 1 else {}) | ({"null": 1} if gaps.any() else {})


def _forms(
    whole: Ints, after: Column | None, gaps: npt.NDArray[np.bool_]
) -> list[tuple[Ints, dict[str, Any]]]:
    forms: list[tuple[Ints, dict[str, Any]]] = [(whole, {})]
    if (whole == whole[0]).all():
        return forms
    forms.append((np.diff(whole, prepend=2 * whole[0] - whole[1]), {"from": int(whole[0])}))
    if after is not None:
        base = np.array(after, dtype=np.float64)[~gaps]
        if not np.isnan(base).any():
            forms.append((whole - base.astype(np.int64), {"after": 1}))
    return forms


def entropy(values: npt.ArrayLike) -> float:
    """Zero-order entropy of whole numbers, in bits a value."""
    counts = np.unique(np.asarray(values), return_counts=True)[1]
    shares = counts / counts.sum()
    return float(-(shares * np.log2(shares)).sum())


def _digits(codes: Ints) -> str:
    """One string: the lowest digit of every row, then the next one of every row, and so on; "" where all are 0."""
    planes = []
    while codes.any():
        codes, digit = np.divmod(codes, BASE)
        symbol = digit + FIRST
        planes.append((symbol + (symbol >= BACKSLASH)).astype(np.uint8).tobytes().decode("ascii"))
    return "".join(planes)


def deflated(text: str) -> bytes:
    """Packed columns in zlib's format: little memory makes short blocks, so that each column has its own code."""
    data = text.encode()
    deflate = zlib.compressobj(9 if len(data) < _LONG else 5, memLevel=6)
    return deflate.compress(data) + deflate.flush()
