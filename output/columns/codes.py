"""Codes that stand in the columns of a timeline, and the words of the vocabulary that they stand for."""

from waterbed.layers.query.certainty import CERTAINTIES

CERTAINTY = {word: code for code, word in enumerate(CERTAINTIES)}

STANDING = {"article": 0, "article_and_others": 1, "others": 2}

_CERTAINTY_OF = {code: word for word, code in CERTAINTY.items()}

_STANDING_OF = {code: word for word, code in STANDING.items()}


def certainty_of(code: int) -> str:
    """The word of a code of certainty, "" where it is not graded.

    Examples
    --------
    >>> certainty_of(2), certainty_of(-1)
    ('high', '')
    """
    return _CERTAINTY_OF.get(code, "")


def standing_of(code: int) -> str:
    """The word of a code of the standing of evidence, "" for a record without any."""
    return _STANDING_OF.get(code, "")
