"""Names found in a text whatever their case, accents, or the signs between their words."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"


# Scripts without spaces: each sign counts as a word, or a name inside a sentence would not be found.
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}]+")


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
    return [(found.start(), found.end(), folded(found[0])) for found in _WORD.finditer(text)]


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
        words = _WORD.findall(folded(text))
        heads = {*pairwise(words), *((word,) for word in words)} & self._by_head.keys()
        if not heads:
            return set()
        starts: dict[str, list[int]] = {head[0]: [] for head in heads}
        for at, word in enumerate(words):
            if word in starts:
                starts[word].append(at)
        return {
            name
            for head in heads
            for known, name in self._by_head[head]
            if any(tuple(words[at : at + len(known)]) == known for at in starts[head[0]])
        }


def folded(word: str) -> str:
    """A word without case and accents, as names are compared."""
    if word.isascii():
        return word.lower()
    return _accents().sub("", unicodedata.normalize("NFKD", word)).casefold()


@cache
def _accents() -> re.Pattern[str]:
    return re.compile(f"[{''.join(chr(c) for c in range(0x300, 0x10000) if unicodedata.combining(chr(c)))}]+")
