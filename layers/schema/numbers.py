"""Numbers as people and programs write them, and what to write instead."""

import re
from math import isfinite

from waterbed.layers.errors import CellError, not_known
from waterbed.layers.schema.tables import Column

_LONGEST = 100


_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[ '\u2019\u00a0\u202f,.][0-9]{3})+")


_DIRECTIONS = {"n": 1, "s": -1, "e": 1, "w": -1, "o": 0}
"""O is east in German and west in French."""

_DEGREES = re.compile(
    r"(?P<before>[NSEWO])? ?(?P<sign>[-+])?(?P<deg>[0-9]{1,3}(?:[.,][0-9]+)?) ?(?:[°ºd˚:]|deg| ) ?"
    r"(?:(?P<min>[0-9]{1,2}(?:[.,][0-9]+)?) ?(?:['\u2018\u2019\u2032m:]| |$) ?)?"
    r"(?:(?P<sec>[0-9]{1,2}(?:[.,][0-9]+)?) ?(?:[\"\u201c\u201d\u2033s]|''|''|\u2032\u2032)? ?)?(?P<after>[NSEWO])?",
    re.IGNORECASE,
)
"""104°54'57.6"E and its kin: signs or blanks between, the letter before or behind, minutes or seconds left out."""


def read_number(text: str, low: float, high: float, column: Column) -> float:
    """Read a number within its bounds; NaN for an empty text.

    Raises
    ------
    CellError
        With what is wrong and what to write instead.
    """
    bare = text.strip()
    if not bare:
        return float("nan")
    number = _number(bare)
    is_degree = column.name in ("lon", "lat")
    if number is None:
        raise CellError("is not a number", lambda: (_degrees_mend(bare) if is_degree else "") or _mend(bare))
    if not low <= number <= high:
        raise CellError(f"is outside {column.of}", _far_mend(bare, number, column.name if is_degree else ""))
    return number


def _number(text: str) -> float | None:
    # float() also takes 1_000 and digits of other scripts; a file is read by more tools than this one.
    if len(text) > _LONGEST or not text.isascii() or "_" in text:
        return None
    try:
        number = float(text)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _mend(text: str) -> str:
    short = text[:_LONGEST].replace("\u2212", "-").replace("\u2013", "-")
    if not_known(short):
        return "leave the cell empty when it is not known"
    if short != text[:_LONGEST] and _number(short) is not None:
        return f"write {short}, with a plain minus"
    if re.fullmatch(r"[+-]?[0-9]{1,3},[0-9]{3}", short):
        return f"write {short.replace(',', '')}, or {short.replace(',', '.')} if the comma is a decimal one"
    if _GROUPED.fullmatch(short):
        return "write " + re.sub(r"[^0-9+-]", "", short)
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", short):
        return "write " + short.replace(",", ".")
    return "write digits with a point for decimals, and leave the cell empty when it is not known"


def _degrees_mend(text: str) -> str:
    found = _DEGREES.fullmatch(text) if len(text) <= _LONGEST else None
    letter = ((found["before"] or found["after"] or "") if found else "").lower()
    if not found or not (letter or re.search(r"[°º˚]|deg", text)):
        return ""
    degrees = sum(
        float((found[part] or "0").replace(",", ".")) / size
        for part, size in (("deg", 1), ("min", 60), ("sec", 3600))
    )
    if letter == "o":
        return f"write {degrees:.6g} when O is east, -{degrees:.6g} when it is west"
    sign = -1 if found["sign"] == "-" else 1
    return f"write {sign * _DIRECTIONS.get(letter, 1) * degrees:.6g}"


def _far_mend(text: str, number: float, axis: str) -> str:
    if not_known(text):
        return "leave the cell empty when it is not known"
    if axis == "lon" and 180 < number <= 360:
        return f"write {number - 360:.6g}"
    if axis and abs(number) > 1000:
        return "that looks like metres: give degrees (EPSG:4326)"
    return ""
