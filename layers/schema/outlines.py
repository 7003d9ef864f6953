"""Outlines as WKT: what can be read."""

import re

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from waterbed.layers.errors import CellError, not_known

_LONGEST = 5_000_000


_DEEPEST = 8
"""Limits for absurd input: characters an outline, brackets within brackets (a collection of MULTIPOLYGONs has five)."""

_SRID = re.compile(r"SRID ?= ?([0-9]+) ?; ?", re.IGNORECASE)

_LIKE = 'write a shape like "POLYGON ((98 16, 99 16, 99 17, 98 16))"'

_IN_DEGREES = "give longitudes and latitudes (EPSG:4326), longitude first"


def read_outline(text: str) -> str:
    """Check that a text is a shape in degrees, and return it without blanks around it.

    Raises
    ------
    CellError
        With what is wrong and what to write instead.
    """
    bare = text.strip()
    if not bare:
        return ""
    if len(bare) > _LONGEST:
        raise CellError(
            f"has {len(bare):,} characters", f"an outline takes {_LONGEST:,} at most: simplify it"
        )
    if _depth(bare) > _DEEPEST:  # the reader of WKT calls itself at every bracket
        raise CellError("has too many brackets within brackets", f"an outline takes {_DEEPEST} at most")
    if prefix := _SRID.match(bare):
        degrees = "" if prefix[1] == "4326" else f" and {_IN_DEGREES}"
        raise CellError("is not WKT", f"take {prefix[0].strip()} away{degrees}")
    shape = _read(bare)
    west, south, east, north = shape.bounds
    known = not shape.is_empty and bool(np.isfinite(shapely.get_coordinates(shape)).all())
    if not known or not (west >= -360 and east <= 360 and south >= -90 and north <= 90):
        metres = "that looks like metres: " if known and max(map(abs, shape.bounds)) > 1000 else ""
        raise CellError("is not a shape in degrees", metres + _IN_DEGREES)
    return bare


def _read(text: str) -> BaseGeometry:
    try:
        with np.errstate(invalid="ignore"):  # of nan for a coordinate, which is refused later
            shape: BaseGeometry = shapely.from_wkt(text)
            return shape
    except (shapely.errors.GEOSException, NotImplementedError):  # the second of curves
        raise CellError("is not WKT", _mend(text)) from None


def _mend(text: str) -> str:
    if not_known(text):
        return "leave the cell empty when it is not known"
    if text.startswith("{"):
        return f"that is GeoJSON: {_LIKE}"
    if re.fullmatch(r"[0-9A-Fa-f]{18,}", text[:1000]):
        return f"that is WKB: {_LIKE}"
    return _LIKE


def _depth(text: str) -> int:
    deepest = depth = 0
    for bracket in re.finditer(r"[()]", text):
        depth += 1 if bracket[0] == "(" else -1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST:
            break
    return deepest
