"""Longitudes and latitudes as people write them: signs or letters, decimals or minutes and seconds."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from waterbed.layers.foreign.grid import Cell
from waterbed.layers.intake.values.words import MOST_IN_A_VALUE, nothing

Axis: TypeAlias = Literal["lon", "lat"]
Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees."""

_LETTERS = {
    "N": ("lat", 1), "S": ("lat", -1), "E": ("lon", 1), "W": ("lon", -1),
    "NORTH": ("lat", 1), "SOUTH": ("lat", -1), "EAST": ("lon", 1), "WEST": ("lon", -1),
    "с": ("lat", 1), "ю": ("lat", -1), "в": ("lon", 1), "з": ("lon", -1),
}  # fmt: skip
"""Letters of the winds. O is west in French and Spanish and east in German, so it says nothing."""
_NUMBER = r"[0-9]{1,3}(?:[.,][0-9]+)?"
_ONE = re.compile(
    rf"(?P<before>[A-Za-zсюзв]*) ?(?P<sign>[-+]?) ?(?P<degrees>{_NUMBER})"
    rf"(?: ?[°ºd] ?|(?= [0-9])| ?$|(?= ?[A-Za-zсюзв]))"
    rf" ?(?:(?P<minutes>{_NUMBER})(?: ?['′’m] ?|(?= [0-9])| ?$|(?= ?[A-Za-zсюзв])))?"
    rf" ?(?:(?P<seconds>{_NUMBER})(?: ?(?:\"|''|″|”|s) ?| ?$|(?= ?[A-Za-zсюзв])))?"
    rf" ?(?P<after>[A-Za-zсюзв]*)"
)
_DECIMALS = re.compile(r"[-+]?[0-9]{1,3}(?:[.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A column of coordinates, read."""

    values: tuple[float | None, ...]
    unread: tuple[tuple[int, str], ...]
    """Cells that hold something else: their place in the column and their text."""


def read_coordinates(cells: Sequence[Cell], axis: Axis, o_is: int = 0) -> Coordinates:
    """Read a column of longitudes or latitudes.

    Parameters
    ----------
    cells
        As the format gives them.
    axis
        Which of the two they are.
    o_is
        The sign that the letter O stands for in the language of the data, -1 for west, 1 for east; 0 where nobody knows.
    """
    values: list[float | None] = []
    unread = []
    for index, cell in enumerate(cells):
        if axis == "lon" and o_is and isinstance(cell, str):
            cell = re.sub(r"(?<![A-Za-z])[Oo](?![A-Za-z])", "W" if o_is < 0 else "E", cell)
        value = _value(cell, axis)
        if value is None and not nothing(cell):
            unread.append((index, str(cell)))
        values.append(value)
    return Coordinates(tuple(values), tuple(unread))


def read_pairs(cells: Sequence[Cell]) -> tuple[tuple[Point | None, ...], tuple[tuple[int, str], ...], bool]:
    """Read a column of points in one cell each, such as ``16.69, 98.51`` or ``16°41'N 98°30'E``.

    Without letters the latitude comes first, unless a first number of the column is beyond 90.

    Returns
    -------
    points, unread, longitude_first
    """
    pairs = [_pair(cell) for cell in cells]
    swapped = any(pair is not None and abs(pair[0]) > 90 for pair in pairs)
    points: list[Point | None] = []
    unread = []
    for index, (cell, pair) in enumerate(zip(cells, pairs, strict=True)):
        lon, lat = (pair if swapped else pair[::-1]) if pair else (0.0, 999.0)
        good = abs(lat) <= 90 and abs(lon) <= 360
        points.append((_turned(lon), lat) if good else None)
        if not good and not nothing(cell):
            unread.append((index, str(cell)))
    return tuple(points), tuple(unread), swapped


def _turned(lon: float) -> float:
    return lon - 360 if lon > 180 else lon


def _value(cell: Cell, axis: Axis) -> float | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return None if cell != cell else float(cell)
    if not isinstance(cell, str) or nothing(cell) or len(cell) > MOST_IN_A_VALUE:
        return None
    text = _plain(cell)
    if re.fullmatch(r"[-+]?[0-9]+(?:[.,][0-9]+)?", text):
        return float(text.replace(",", "."))
    return _worded(text, axis)


def _worded(text: str, axis: Axis) -> float | None:
    found = _ONE.fullmatch(text)
    if not found:
        return None
    letters = [found[name] for name in ("before", "after") if found[name]]
    if len(letters) > 1:
        return None
    sign = -1 if found["sign"] == "-" else 1
    if letters:
        known = _LETTERS.get(letters[0].upper()) or _LETTERS.get(letters[0])
        if known is None or known[0] != axis or found["sign"] == "-":
            return None
        sign = known[1]
    degrees, minutes, seconds = (
        float((found[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds")
    )
    return sign * (degrees + minutes / 60 + seconds / 3600) if minutes < 60 and seconds < 60 else None


def _pair(cell: Cell) -> Point | None:
    """The two numbers of a cell in the order in which they stand; by their letters the latitude first."""
    if not isinstance(cell, str) or nothing(cell) or len(cell) > MOST_IN_A_VALUE:
        return None
    text = _plain(cell).strip("()[] ")
    for sign in (";", ", ", ",", " / ", "|", " "):
        parts = [part.strip(" ,") for part in text.split(sign) if part.strip(" ,")]
        if len(parts) == 2 and all(_DECIMALS.fullmatch(part) for part in parts):
            first, second = (float(part.replace(",", ".")) for part in parts)
            return first, second
    # An end of the first coordinate by its letter parts the two.
    parts = [part.strip(" ,;/") for part in re.split(r"(?<=[NSEW])[ ,;/]+", text) if part.strip(" ,;/")]
    if len(parts) == 2:
        for lat, lon in (parts, parts[::-1]):
            north, east = _worded(lat, "lat"), _worded(lon, "lon")
            if north is not None and east is not None and re.search("[NSEW]", text):
                return north, east
    return None


def _plain(text: str) -> str:
    """A text with the digits and minus signs of ASCII."""
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)
    return " ".join(text.replace("\u2212", "-").replace("\u2013", "-").replace("\u00a0", " ").split())
