"""Numbers in texts: coordinates in any of their spellings, and numbers long enough to tell something."""

import re
from collections.abc import Iterator

_NUMBER = re.compile(r"(?<!\d)\d+[.,]\d+")


_LONG_NUMBER = re.compile(
    r"(?<![\d.,])\d{1,3}(?:([,. '’\u00a0\u202f])\d{3})(?:\1\d{3})*(?![\d])|(?<![\d.])\d{6,}"
)


def decimals(text: str) -> Iterator[tuple[int, int, str]]:
    """Find the decimal numbers in a text: start, end, the digits with a point and without zeros at the end."""
    for found in _NUMBER.finditer(text):
        yield found.start(), found.end(), bare_decimal(found[0])


def bare_decimal(digits: str) -> str:
    """Write a decimal number without sign and without zeros at the end, so that two spellings of it are equal."""
    return digits.lstrip("-+").replace(",", ".").rstrip("0").rstrip(".")


def long_numbers(text: str) -> Iterator[tuple[int, int, int]]:
    """Find the whole numbers of six digits and more in a text, grouped or not: start, end, the number."""
    for found in _LONG_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if 6 <= len(digits) <= 18:
            yield found.start(), found.end(), int(digits)


def spellings(degrees: float) -> frozenset[str]:
    """Return how a coordinate may be written, rounded or cut, without its sign; with five digits or more.

    Fewer digits are no secret: they name tens of square kilometres, and stand everywhere.
    """
    value = abs(degrees)
    written = {bare_decimal(f"{value:.{digits}f}") for digits in range(2, 16)}
    written |= {bare_decimal(f"{int(value * 10**digits) / 10**digits:.{digits}f}") for digits in range(2, 9)}
    written.add(bare_decimal(repr(float(value))))
    return frozenset(text for text in written if len(text.replace(".", "").lstrip("0")) >= 5 and "." in text)
