"""Texts as every output can hold them: one line, without characters that XML, slides or fonts refuse."""

import re
from collections.abc import Mapping
from typing import Any

_BREAKS = re.compile(r"(?<! ) *[\t-\r\x1c-\x1f\x85\u2028\u2029][\s]*")
"""Line breaks and tabs of every kind, the vertical tab and form feed of office programs among them."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

_EITHER = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def one_line(text: str) -> str:
    r"""A text in one line, without control characters.

    Examples
    --------
    >>> one_line("The\n\n raid\x07 in\x0bMyawaddy\n"), one_line("12\u00a0000")
    ('The raid in Myawaddy', '12\xa0000')
    """
    return _CONTROLS.sub("", _BREAKS.sub(" ", text)).strip() if _EITHER.search(text) else text


def in_lines(value: Any) -> Any:
    """Tables, columns and texts with every text in one line (:func:`one_line`)."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, Mapping):
        return {name: in_lines(inner) for name, inner in value.items()}
    if not isinstance(value, list) or not value or isinstance(value[0], int | float):
        return value
    if isinstance(value[0], str) and set(map(type, value)) == {str} and not _EITHER.search("".join(value)):
        return value  # of a column of many texts it is asked once whether any has something to mend
    return [in_lines(inner) for inner in value]
