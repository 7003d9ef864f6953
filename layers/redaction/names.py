"""Names that are looked for in texts, whatever their dress, and how texts are made comparable."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

# Scripts written without spaces: each sign counts as a word, or a name inside a sentence would not be found.
_SYLLABLES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x0F00, 0x0FFF),  # Tibetan
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x19FF),  # Tai Le, New Tai Lue
    (0xA9E0, 0xA9FF),  # Burmese, further signs
    (0xAA60, 0xAA7F),
)


_IDEOGRAPHS = (
    (0x3040, 0x30FF),  # Kana
    (0x3400, 0x9FFF),
    (0xAC00, 0xD7AF),  # Korean has spaces, but none before its particles
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)


_UNSEEN = "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Signs that show nothing inside a word: soft hyphen, joiners, marks of direction and of the byte order."""


_STROKES = tuple(zip("łđøħŧı", "ldohti", strict=True))
"""Letters with a stroke are letters of their own for Unicode, but not for those who type them without."""


_LAST_MARK = 0x20000


_PLAIN_WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text mentions something."""

    start: int
    end: int
    name: str
    """What is mentioned, as it was asked for."""


def normal(text: str) -> str:
    """Return a text with its accents joined to their letters, as all functions here take and count it."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def words_of(text: str) -> list[tuple[int, int, str]]:
    """Take a text apart into words: start, end, and the word without accents and case."""
    found = ((one.start(), one.end(), folded(one[0])) for one in _word(text.isascii()).finditer(text))
    return [word for word in found if word[2]]


class Names:
    """Names that are looked for, whatever their case, accents, or the signs between their words.

    >>> [m.name for m in Names(["Dragon Villa"]).find("at DRAGON-VILLA, hub-dragon_villa, dragonvilla")]
    ['Dragon Villa', 'Dragon Villa']
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_head: dict[tuple[str, ...], list[tuple[tuple[str, ...], str]]] = {}
        for name in dict.fromkeys(names):
            words = tuple(word for _, _, word in words_of(normal(name)))
            if words:
                self._by_head.setdefault(words[:2], []).append((words, name))
        for listed in self._by_head.values():
            listed.sort(key=lambda found: -len(found[0]))

    def __bool__(self) -> bool:
        """Whether there is any name."""
        return bool(self._by_head)

    def find(self, text: str) -> Iterator[Mention]:
        """Find the names in a text, the longest at each place."""
        if not self._by_head:
            return
        words = words_of(text)
        bare = tuple(word for _, _, word in words)
        free = 0
        for at in range(len(words)):
            if at < free:
                continue
            for known in (
                *self._by_head.get(bare[at : at + 2], ()),
                *self._by_head.get(bare[at : at + 1], ()),
            ):
                if bare[at : at + len(known[0])] == known[0]:
                    yield Mention(words[at][0], words[at + len(known[0]) - 1][1], known[1])
                    free = at + len(known[0])
                    break

    def mentioned(self, text: str) -> set[str]:
        """Return the names that a text mentions, also those inside others; quick for long texts."""
        plain = folded(text)
        return {name for name, _, _ in self.inside(_word(plain.isascii()).findall(plain))}

    def inside(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Find the names in a row of words as `words_of` gives them: name, place of its first word, number of words."""
        heads = {*pairwise(words), *((word,) for word in words)} & self._by_head.keys()
        starts: dict[str, list[int]] = {head[0]: [] for head in heads}
        for at, word in enumerate(words if heads else ()):
            if word in starts:
                starts[word].append(at)
        for head in heads:
            for known, name in self._by_head[head]:
                for at in starts[head[0]]:
                    if tuple(words[at : at + len(known)]) == known:
                        yield name, at, len(known)


def folded(text: str) -> str:
    """A text without case, accents and unseen signs, as names are compared."""
    if text.isascii():
        return text.lower()
    bare = _dropped().sub("", unicodedata.normalize("NFKD", text)).casefold()
    for stroke, plain in _STROKES:
        bare = bare.replace(stroke, plain)
    # Korean syllables, taken apart with the accents, are put together again.
    return unicodedata.normalize("NFC", bare)


@cache
def _word(plain: bool) -> re.Pattern[str]:
    """A word: letters and digits with the marks that belong to them, or one sign of a script without spaces."""
    if plain:
        return _PLAIN_WORD
    every_sign = _every_sign()
    syllables = _class(
        (code for first, last in _SYLLABLES for code in range(first, last + 1)),
        lambda c: unicodedata.category(c)[0] in "LMN",
    )
    marks = _class(range(0x300, _LAST_MARK), lambda c: unicodedata.category(c)[0] == "M")
    letter = rf"[^\W_{every_sign}]"
    return re.compile(
        rf"[{syllables}]|(?=\w)[{every_sign}]|{letter}(?:{letter}|(?![{every_sign}])[{marks}{_UNSEEN}])*"
    )


@cache
def signs() -> re.Pattern[str]:
    """Return the pattern of one sign of a script that is written without spaces."""
    return re.compile(f"[{_every_sign()}]")


def _every_sign() -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in (*_SYLLABLES, *_IDEOGRAPHS))


def _class(codes: Iterable[int], belongs: Callable[[str], bool]) -> str:
    """The inside of a pattern's brackets for the characters that belong, in ranges."""
    ranges: list[list[int]] = []
    for code in codes:
        if not belongs(chr(code)):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(
        re.escape(chr(first)) + (f"-{re.escape(chr(last))}" if last > first else "") for first, last in ranges
    )


@cache
def _dropped() -> re.Pattern[str]:
    """What does not count when texts are compared: accents, and signs that show nothing."""
    accents = _class(range(0x300, _LAST_MARK), lambda c: unicodedata.combining(c) > 0)
    return re.compile(f"[{accents}{_UNSEEN}]+")
