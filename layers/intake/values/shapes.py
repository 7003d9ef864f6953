"""Shapes in the cells of a table: WKT, EWKT, hexadecimal WKB as databases export it, GeoJSON."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from shapely.geometry.base import BaseGeometry

from waterbed.layers.foreign.grid import Cell
from waterbed.layers.foreign.wkb import DEEPEST, too_deep
from waterbed.layers.intake.values.words import nothing

_LONGEST = 5_000_000
"""Limit for absurd input: characters a shape."""
_SRID = re.compile(r"\A\s*SRID ?= ?([0-9]{1,6}) ?; ?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shapes:
    """A column of shapes, read."""

    values: tuple[BaseGeometry | None, ...]
    """In degrees (EPSG:4326)."""
    unread: tuple[tuple[int, str], ...]
    changed: tuple[str, ...]
    """CRSs from which coordinates were changed to degrees."""
    without_crs: int
    """How many shapes are not in degrees and do not say in what."""


def read_shapes(cells: Sequence[Cell], crs: str = "") -> Shapes:
    """Read a column of shapes.

    Parameters
    ----------
    cells
        Texts.
    crs
        CRS of those that name none, like ``EPSG:32648``; when it is left out they are taken to be in degrees if they can be.
    """
    values: list[BaseGeometry | None] = []
    unread: list[tuple[int, str]] = []
    changed: dict[str, None] = {}
    lost = 0
    for index, cell in enumerate(cells):
        shape, srid = (None, 0) if nothing(cell) else _read(str(cell))
        if shape is None or shape.is_empty:
            if not nothing(cell):
                unread.append((index, str(cell)))
            values.append(None)
            continue
        named = f"EPSG:{srid}" if srid else crs
        if named and named.upper() != "EPSG:4326":
            try:
                shape = in_degrees(shape, named)
                changed[named] = None
            except CRSError:
                unread.append((index, str(cell)))
                shape = None
        elif not _is_in_degrees(shape):
            lost, shape = lost + 1, None
        values.append(shape)
    return Shapes(tuple(values), tuple(unread), tuple(changed), lost)


def in_degrees(shape: BaseGeometry, crs: str) -> BaseGeometry:
    """A shape of another CRS in degrees.

    Raises
    ------
    CRSError
        If there is no such CRS.
    """

    def turned(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(_to_degrees(crs).transform(points[:, 0], points[:, 1]))

    made: BaseGeometry = shapely.transform(shape, turned)
    return made


def is_crs(text: str) -> bool:
    """Whether there is a CRS of this name or code."""
    try:
        CRS.from_user_input(text)
    except CRSError:
        return False
    return True


@cache
def _to_degrees(crs: str) -> Transformer:
    return Transformer.from_crs(CRS.from_user_input(crs), 4326, always_xy=True)


def _read(text: str) -> tuple[BaseGeometry | None, int]:
    """A shape and the number of its CRS, 0 where it names none."""
    bare = text.strip()
    if len(bare) > _LONGEST or _depth(bare) > DEEPEST:
        return None, 0
    try:
        if re.fullmatch(r"(?:\\x)?0[01][0-9A-Fa-f]{8,}", bare):
            raw = bytes.fromhex(bare.removeprefix("\\x"))
            if too_deep([raw]):
                return None, 0
            shape = shapely.from_wkb(raw)
            srid = int(shapely.get_srid(shape))
        elif bare.startswith("{"):
            shape, srid = shapely.from_geojson(bare), 0
        else:
            prefix = _SRID.match(bare)
            shape, srid = shapely.from_wkt(_SRID.sub("", bare)), int(prefix[1]) if prefix else 0
    except (shapely.errors.GEOSException, NotImplementedError, ValueError):
        return None, 0
    return shapely.force_2d(shape), srid


def _depth(text: str) -> int:
    depth = deepest = 0
    for sign in re.findall(r"[(\[{)\]}]", text):
        depth += 1 if sign in "([{" else -1
        deepest = max(deepest, depth)
    return deepest


def _is_in_degrees(shape: BaseGeometry) -> bool:
    west, south, east, north = shape.bounds
    return bool(west >= -360 and east <= 360 and south >= -90 and north <= 90)
