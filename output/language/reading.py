"""How long words take to be read."""

import re

_LEAST_SECONDS = 5.0
"""Less is no time to find the words and look at the picture beside them."""


_WORDS_A_SECOND = 3.0
"""180 words a minute."""


_LETTERS_A_WORD = 6
"""Where a script sets no spaces between words."""


_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese."""


def words_in(text: str) -> float:
    """Count the words of a text; where a script sets no spaces between them so many letters are one.

    Examples
    --------
    >>> words_in("A ban comes.")
    3.0
    """
    unspaced = len(_UNSPACED.findall(text))
    return len(_UNSPACED.sub(" ", text).split()) + unspaced / _LETTERS_A_WORD


def reading_seconds(words: str) -> float:
    """Give the seconds that words take to be read in peace.

    Examples
    --------
    >>> reading_seconds("A ban comes."), reading_seconds("word " * 60)
    (5.0, 20.0)
    """
    return max(_LEAST_SECONDS, round(words_in(words) / _WORDS_A_SECOND, 1))
