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


def reading_seconds(words: str) -> float:
    """Give the seconds that words take to be read in peace.

    Examples
    --------
    >>> reading_seconds("A ban comes."), reading_seconds("word " * 60)
    (5.0, 20.0)
    """
    unspaced = len(_UNSPACED.findall(words))
    spaced = len(_UNSPACED.sub(" ", words).split())
    return max(_LEAST_SECONDS, round((spaced + unspaced / _LETTERS_A_WORD) / _WORDS_A_SECOND, 1))
