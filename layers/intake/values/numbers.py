"""A column of numbers as people write them: what a point or a comma means is decided by the whole column."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from waterbed.layers.foreign.grid import Cell
from waterbed.layers.intake.values.words import AT_HAND, MOST_IN_A_VALUE, nothing

Mark: TypeAlias = Literal["", ".", ","]

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'’٬](?=\d{3}(?!\d))")
_ONE = r"[-+\u2212]?\d[\d.,]*"
_NUMBER = re.compile(_ONE)
_RANGE = re.compile(rf"({_ONE})(?: ?[-–] ?| (?:to|à|a|e|y|and|bis|до|até|hasta) )({_ONE})")
_AT_LEAST = re.compile(
    rf"(?:over|more than|at least|>=?|≥|plus de|au moins|más de|mas de|mehr als) ?({_ONE})|({_ONE}) ?\+"
)
_AT_MOST = re.compile(
    rf"(?:up to|under|less than|at most|fewer than|<=?|≤|jusqu'à|moins de|hasta|bis zu) ?({_ONE})"
)
_ABOUT = re.compile(
    rf"(?:about|around|≈|~|±|约|約|大约|около|примерно|ประมาณ|حوالي|khoảng|sekitar|"
    rf"approx\.?|approximately|est\.?|estimated|estim[ée]s?|estimad[oa]s?|"
    rf"some|nearly|ca\.?|c\.|c(?= )|circa|environ|env\.|près de|unos|cerca de|etwa|rund) ?({_ONE})"
)
_NOTE = re.compile(r"(?<=[\d\]])\s*(?:\*+|[†‡§]+|\[\w{1,3}\]|\([a-z]{1,2}\)|[⁰¹²³⁴-⁹ᵃ-ᶻ]+)$")
"""Signs that lead from a number to a note."""
_SCALE = {"k": 1e3, "thousand": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "mio": 1e6, "millions": 1e6, "billion": 1e9,
          "bn": 1e9, "mille": 1e3, "mil": 1e3, "milliers": 1e3}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """One number, or its limits: a range has two, "over 500" only a lower one."""

    low: float | None = None
    best: float | None = None
    high: float | None = None

    def said(self) -> str:
        """The number or its limits in words."""
        if self.best is not None:
            return f"{self.best:,.10g}"
        low, high = ("" if one is None else f"{one:,.10g}" for one in (self.low, self.high))
        return (
            f"{low} to {high}"
            if low and high
            else f"{low} or more"
            if low
            else f"{high} or less"
            if high
            else ""
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Numbers whose mark can be thousands or decimals, and nothing in the column decides which."""

    example: str
    as_thousands: float
    as_decimal: float
    cells: int
    sign: Literal[".", ","]
    """The mark that stands in it."""

    @property
    def other(self) -> Literal[".", ","]:
        """The decimal mark where that one parts thousands."""
        return "," if self.sign == "." else "."


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column of numbers, read."""

    values: tuple[Number, ...]
    unread: tuple[tuple[int, str], ...]
    """Cells that hold something that is no number: their place in the column and their text."""
    doubt: Doubt | None
    decimal: Mark
    """The decimal mark that was taken, "" where no cell needs one."""
    habits: tuple[tuple[str, int, str], ...]
    """Ways of writing that were understood: what they were read as, in how many cells, and an example."""
    settled: str
    """What decided the mark, in words; "" where nothing had to be decided."""


def read_numbers(cells: Sequence[Cell], *, decimal: Mark = "") -> Numbers:
    """Read a column of numbers.

    ``1.500`` beside ``850`` and ``12.000``, or beside numbers that a spreadsheet keeps whole, is fifteen hundred: a column
    of whole numbers in which every mark stands before three digits has thousands. A mark before any other number of
    digits is a decimal one, and so is the last of two different marks. Where every cell has a mark before three digits,
    and nothing else speaks, the doubt is given with both readings.

    Parameters
    ----------
    cells
        As the format gives them.
    decimal
        The decimal mark, where the user or the file has said it.
    """
    texts = [_tidied(cell) for cell in cells]
    marked = [found for text in texts for found in _NUMBER.findall(text or "")]
    mark, settled = (decimal, "") if decimal else _decide(marked, _whole_numbers(cells))
    undecided = [
        index for index, text in enumerate(texts) if text and any(map(_two_ways, _NUMBER.findall(text)))
    ]
    doubt = None
    if undecided and not mark and not settled:
        example = next(found for found in _NUMBER.findall(texts[undecided[0]] or "") if _two_ways(found))
        sign: Literal[".", ","] = "," if "," in example else "."
        doubt = Doubt(
            str(cells[undecided[0]]),
            _value(example, "." if sign == "," else ","),
            _value(example, sign),
            len(undecided),
            sign,
        )
    values, unread, seen = [], [], dict[str, list[str]]()
    for index, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        read = _numbered(cell, text, mark or ".")
        if read is None:
            unread.append((index, str(cell)))
        elif isinstance(cell, str) and (habit := _habit(cell, text or "")):
            seen.setdefault(habit, []).append(f"{cell.strip()} → {read.said()}")
        values.append(read or Number())
    habits = tuple((habit, len(cases), cases[0]) for habit, cases in seen.items())
    return Numbers(tuple(values), tuple(unread), doubt, mark, habits, settled)


def looks_numeric(cells: Sequence[Cell]) -> float:
    """Share of the filled cells that can be read as numbers, with the decimal mark that reads more of them."""
    filled = [cell for cell in cells if not nothing(cell)]
    marks: tuple[Mark, ...] = (".", ",")
    read = [sum(_numbered(cell, _tidied(cell), mark) is not None for cell in filled) for mark in marks]
    return max(read) / len(filled) if filled else 0.0


def mostly_numbers(cells: Sequence[Cell]) -> bool:
    """Whether a column is one of numbers, however many of its cells say something else."""
    return looks_numeric(cells) > 0.8


def _habit(cell: str, text: str) -> str:
    """What was understood in a cell beyond its digits."""
    low = text.casefold()
    if nothing(cell) or _NUMBER.fullmatch(low):
        last = cell.rstrip()[-1:]
        return (
            "the sign % left out"
            if last == "%"
            else "signs of notes left out"
            if _NOTE.search(cell.rstrip())
            else "brackets left out"
            if last == "]"
            else ""
        )
    if _ABOUT.fullmatch(low):
        return "about, as a number"
    return "words for a scale" if low.endswith(tuple(_SCALE)) else "limits"


@lru_cache(AT_HAND, typed=True)
def _tidied(cell: Cell) -> str | None:
    if not isinstance(cell, str) or nothing(cell):
        return None
    text = "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in cell)
    text = _SPACES.sub("", text.strip().replace("\u2212", "-").replace("٫", "."))
    text = _NOTE.sub("", text)
    text = re.sub(r"^\[(.+)\]$", r"\1", text)  # an estimate, as yearbooks print it
    return re.sub(
        r"^(?:US\$|[$€£¥])\s*|\s*(?:people|persons?|personnes|personas|hectares|hect[aá]reas|ha|tonnes|toneladas|t|kg|%|[€£])$",
        "",
        text,
        flags=re.IGNORECASE,
    )


def _two_ways(number: str) -> bool:
    """Whether a number has one mark before three digits, such as 1.500, which 0.500 has not."""
    return re.fullmatch(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", number) is not None


def _whole_numbers(cells: Sequence[Cell]) -> list[str]:
    """Numbers that a spreadsheet keeps as such, where all of the column are whole."""
    numbers = [
        cell
        for cell in cells
        if isinstance(cell, int | float) and not isinstance(cell, bool) and not nothing(cell)
    ]
    return [f"{cell:.0f}" for cell in numbers] if all(float(cell).is_integer() for cell in numbers) else []


def _decide(numbers: Sequence[str], kept_whole: Sequence[str]) -> tuple[Mark, str]:
    """The decimal mark of a column and what decided it."""
    for number in numbers:
        signs = re.findall(r"[.,]", number)
        if len(set(signs)) == 2:
            return (signs[-1], f"{number} has both marks")
        if len(signs) > 1:
            return ("," if signs[0] == "." else ".", f"{number} has its mark twice")
    for number in numbers:
        if re.search(r"[.,]", number) and not _two_ways(number):
            sign: Mark = "," if "," in number else "."
            return sign, f"{number} can only have decimals"
    doubtful = [number for number in numbers if _two_ways(number)]
    whole = [*(number for number in numbers if number.lstrip("-+").isdigit()), *kept_whole]
    if doubtful and len({"," if "," in number else "." for number in doubtful}) == 1 and whole:
        sign = "," if "," in doubtful[0] else "."
        return ("." if sign == "," else ","), f"{doubtful[0]} stands beside whole numbers such as {whole[0]}"
    return "", ""


def _value(text: str, decimal: str) -> float:
    thousands = "," if decimal == "." else "."
    whole = text.partition(decimal)[0]
    if thousands in whole and not re.fullmatch(
        rf"[-+]?\d{{1,3}}(?:{re.escape(thousands)}\d{{2,3}})*(?<=\d{{3}})", whole
    ):
        raise ValueError(
            f"{text}: {thousands} parts no thousands"
        )  # 1.5 in a column where 1.500 is fifteen hundred
    return float(text.replace(thousands, "").replace(decimal, ".").rstrip("."))


@lru_cache(AT_HAND, typed=True)  # or True would be 1
def _numbered(cell: Cell, text: str | None, decimal: str) -> Number | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return Number() if nothing(cell) else Number(best=float(cell))
    if cell is None or nothing(cell):
        return Number()
    if not isinstance(cell, str) or text is None or len(text) > MOST_IN_A_VALUE:
        return None
    try:
        return _phrase(text.casefold(), decimal)
    except ValueError:
        return None


def _phrase(text: str, decimal: str) -> Number | None:
    if scaled := re.fullmatch(rf"({_ONE}) ?({'|'.join(_SCALE)})", text):
        return Number(best=_value(scaled[1], decimal) * _SCALE[scaled[2]])
    if _NUMBER.fullmatch(text):
        return Number(best=_value(text, decimal))
    if found := _ABOUT.fullmatch(text):
        return Number(best=_value(found[1], decimal))
    if found := _AT_LEAST.fullmatch(text):
        return Number(low=_value(found[1] or found[2], decimal))
    if found := _AT_MOST.fullmatch(text):
        return Number(high=_value(found[1], decimal))
    if found := _RANGE.fullmatch(text):
        low, high = _value(found[1], decimal), _value(found[2], decimal)
        return Number(low=low, high=high) if low <= high else None
    return None
