"""What a page of markup says: its text and the values of its attributes, without the words of the markup itself."""

import re
from collections.abc import Iterator

WALL = "ꙮ"
"""A letter that no text has: names and dates do not reach over it."""

_TAG = re.compile(
    r"<(/?)([A-Za-z][\w:.-]*+)((?:\s++[^\s=>\"'/<]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'<]++))?+)*+)\s*+/?>"
)


_ATTRIBUTE = re.compile(r"(?<![^\s=\"'/])([^\s=\"'/]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++))")


# Links and raised numbers stand apart: the numbers of sources before "March 2024" are no days.
_WITHIN_A_LINE = re.compile(
    "abbr|b|bd[io]|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|time|tspan|u|var|wbr"
    "|a:r|a:t|a:rPr|a:fld|w:r|w:t|w:rPr"  # of Office
)


_LISTED = frozenset({"class", "rel", "role", "sandbox"})
"""Attributes whose value is a list of words, each for itself."""


def is_markup(text: str) -> bool:
    """Whether a text is a page of markup, HTML or XML."""
    return bool(re.match(r"\ufeff?\s*<(?:[A-Za-z]|!|\?xml)", text))


def said(text: str) -> str:
    """Return what a page of markup says: its text in its order, then the values of its attributes, each behind its name.

    >>> said('<p class="lead">Dragon <b title="x">Villa</b></p>').split()
    ['ꙮ', 'Dragon', 'Villa', 'ꙮ', 'ꙮclass', 'lead', 'ꙮtitle', 'x', 'ꙮ']
    """
    pieces: list[str] = []
    values: list[str] = []
    at = 0
    for tag in _TAG.finditer(text):
        pieces += [text[at : tag.start()], " " if _WITHIN_A_LINE.fullmatch(tag[2]) else f" {WALL} "]
        values += _values(tag[3])
        at = tag.end()
    said_aloud = "".join([*pieces, text[at:]])
    return f"{said_aloud.lstrip(' ')}\n{' '.join([*values, WALL])}" if values else said_aloud


def _values(attributes: str) -> Iterator[str]:
    for name, *forms in _ATTRIBUTE.findall(attributes):
        value = "".join(forms)
        yield from (f"{WALL}{name} {one}" for one in (value.split() if name in _LISTED else [value]))
