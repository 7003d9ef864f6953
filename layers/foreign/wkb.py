"""Binary shapes of databases and GeoParquet, looked through before a library reads them: too deep ones crash it."""

from collections.abc import Iterable
from struct import error as cut_off
from struct import unpack_from

DEEPEST = 8
"""Limit for absurd input: shapes within shapes. A collection of parts of several kinds has three."""
_LINES, _POLYGON, _HOLDERS = (2, 8), 3, (4, 5, 6, 7, 9, 10, 11, 12)
"""Kinds of shapes that have points, rings, or other shapes in them; curves too."""
_HAS_SRID, _HAS_Z, _HAS_M = 0x20000000, 0x80000000, 0x40000000
_MORE_AXES = (0, 1, 1, 2)
"""By the thousands of a kind, which say the same as the flags."""


def too_deep(cells: Iterable[object]) -> int:
    """How many shapes, those that are bytes, hold shapes in one another deeper than any map needs."""
    return sum(1 for cell in cells if isinstance(cell, bytes | memoryview) and _is_too_deep(cell))


def _is_too_deep(raw: bytes | memoryview) -> bool:
    """Walk from part to part, as GEOS would by calling itself; where the bytes end or mean nothing, so does the walk."""
    at, order, left = 0, "<", [1]
    try:
        while left:
            if not left[-1]:
                left.pop()
                continue
            left[-1] -= 1
            order = {0: ">", 1: "<"}.get(raw[at], order)
            (code,) = unpack_from(f"{order}I", raw, at + 1)
            at += 9 if code & _HAS_SRID else 5
            thousands, kind = divmod(code & 0xFFFF, 1000)
            axes = 2 + max(bool(code & _HAS_Z) + bool(code & _HAS_M), _MORE_AXES[thousands % 4])
            if kind == 1:
                at += 8 * axes
                continue
            (count,) = unpack_from(f"{order}I", raw, at)
            at += 4
            if kind in _LINES:
                at += 8 * axes * count
            elif kind == _POLYGON:
                for _ in range(count):
                    at += 4 + 8 * axes * unpack_from(f"{order}I", raw, at)[0]
            elif kind in _HOLDERS:
                left.append(count)
                if len(left) > DEEPEST:
                    return True
            else:
                return False
    except (cut_off, IndexError):
        pass
    return False
