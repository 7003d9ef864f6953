"""How a point or a view may be written: in degrees and on the plane, alone, in pairs, as doubles."""

import re
import struct
from collections.abc import Iterator
from itertools import pairwise

from waterbed.geo.plane import mercator
from waterbed.layers.redaction.numbers import bare_decimal, spellings

Point = tuple[float, float]

_COLUMNS = re.compile(r'"(lon|lat|x|y)"\s*:\s*\[([^\[\]]*)\]')


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


_FARTHEST_PAIR = 12


_COARSEST_PAIR_DECIMALS = 2


def alone(point: object) -> frozenset[str]:
    """Spellings of a coordinate that tell by themselves: degrees, and the unit Web Mercator plane."""
    lon, lat = _lon_lat(point)
    x, y = mercator(lon, lat)
    return frozenset(text for value in (lon, lat, float(x), float(y)) for text in spellings(value))


def in_pairs(point: object) -> Iterator[tuple[str, str]]:
    """Spellings of a point that tell when they stand side by side, in either order."""
    lon, lat = _lon_lat(point)
    for digits in range(_COARSEST_PAIR_DECIMALS, 8):
        pair = bare_decimal(f"{lon:.{digits}f}"), bare_decimal(f"{lat:.{digits}f}")
        if "." in pair[0] and "." in pair[1]:
            yield pair
            yield pair[::-1]


def packed(point: object) -> Iterator[bytes]:
    """A point as two doubles, as geometries and databases hold it."""
    lon, lat = _lon_lat(point)
    for digits in (None, *range(4, 8)):
        pair = (lon, lat) if digits is None else (round(lon, digits), round(lat, digits))
        yield struct.pack("<dd", *pair)
        yield struct.pack(">dd", *pair)


def view(sides: object) -> re.Pattern[str]:
    """The four sides of a view in a row, rounded or not."""
    if not isinstance(sides, tuple):
        raise TypeError(f"{sides!r} is no view.")
    rounded = ({bare_decimal(f"{side:.{digits}f}") for digits in range(1, 8)} for side in sides)
    spelled = (
        "|".join(
            f"{re.escape(one)}0*" if "." in one else rf"{one}(?:\.0*)?"
            for one in sorted(row, key=len, reverse=True)
        )
        for row in rounded
    )
    return re.compile(rf"\D{{1,{_FARTHEST_PAIR}}}".join(rf"(?<![\d.])(?:{one})(?!\d)" for one in spelled))


def _lon_lat(point: object) -> Point:
    if not isinstance(point, tuple) or len(point) != 2:
        raise TypeError(f"{point!r} is no point.")
    return point[0], point[1]


def pairs_in(text: str) -> Iterator[tuple[str, str]]:
    """Numbers that stand side by side, in a text or in two parallel columns."""
    for one, two in pairwise(_NUMBER.finditer(text)):
        if two.start() - one.end() <= _FARTHEST_PAIR and ("." in one[0] or "." in two[0]):
            yield (
                bare_decimal(one[0]) if "." in one[0] else one[0],
                bare_decimal(two[0]) if "." in two[0] else two[0],
            )
    for one, two in pairwise(_COLUMNS.finditer(text)):
        if (one[1], two[1]) in (("lon", "lat"), ("lat", "lon")):
            sides = [
                [bare_decimal(number.strip()) for number in column[2].split(",")] for column in (one, two)
            ]
            yield from zip(*sides, strict=False)
