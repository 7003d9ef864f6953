"""Characters that no picture, page or file can hold, and what becomes of them."""

import re

BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
"""What breaks a line beside the plain line feed: Office cells hold vertical tabs, old files bare carriage returns."""

UNFIT = re.compile(r"[\0-\x08\v\f\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 forbids or advises against, so that SVG, feeds and slides cannot hold it; and halves of characters."""

_HALF = re.compile(r"[\ud800-\udfff]")

_LINES = re.compile(r"[\n\t]+")


def tidied(text: str, *, one_line: bool = False) -> str:
    r"""Make every break of a line a plain one and take out what no output can hold.

    Parameters
    ----------
    text
        Text of a cell or setting.
    one_line
        Whether breaks of lines and tabs become one space, as in names.

    Examples
    --------
    >>> tidied("the\vraid\x07"), tidied("the\r\n\r\nraid", one_line=True)
    ('the\nraid', 'the raid')
    """
    plain = UNFIT.sub("", BREAKS.sub("\n", text))
    if not one_line or not _LINES.search(plain):
        return plain
    return " ".join(part.strip(" ") for part in _LINES.split(plain) if part.strip(" "))


def half_a_character(text: str) -> bool:
    """Whether a text holds half of a surrogate pair, which no encoding can write."""
    return bool(_HALF.search(text))


def code_point(character: str) -> str:
    """Write a character as Unicode counts it: U+000B."""
    return f"U+{ord(character):04X}"
