"""The words that records may use (kinds, roles, flags, stages), with their labels; a data set may bring words of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

_FILE = Path(__file__).with_name("vocabulary.csv")
OWN_GROUPS = (
    "event_kind",
    "movement_kind",
    "role",
    "unit",
    "zone_kind",
    "organisation_kind",
    "source_kind",
    "flag",
    "topic",
    "measure",
)
"""Groups that a data set may add words to."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words with their labels: those of waterbed, and those of a data set."""

    frame: pd.DataFrame
    """Indexed by (group, word); text columns ``family``, ``drawn`` ("1" or ""), ``label_en``, ``label_fr`` and whatever else
    the files hold, "" where a cell is empty."""
    own: pd.DataFrame
    """The rows that a data set brings along; of the same form."""
    _labels: dict[str, Mapping[tuple[str | None, str], str]] = field(default_factory=dict)

    def words(self, group: str, **cells: str) -> tuple[str, ...]:
        """Return the words of a group, () for a group that is not in the vocabulary.

        With cells, such as ``family="people"``, those alone that have them.
        """
        kept = self.frame.index.get_level_values("group") == group
        for column, cell in cells.items():
            kept &= (self.frame[column] == cell).to_numpy()
        return tuple(self.frame.index.get_level_values("word")[kept].tolist())

    def family(self, group: str, word: str) -> str:
        """Family of a word; "" for one that is not in the vocabulary."""
        return str(self.frame["family"].get((group, word), ""))

    def label(self, word: str, lang: str, *, group: str | None = None) -> str:
        """Return the label of a word in a language.

        Falls back to the data set's own label in another language, to English, then to the word itself with spaces for
        underscores, so that a word that a data set brings along can still be shown.

        Parameters
        ----------
        word
            A word of the vocabulary.
        lang
            Language code, such as "fr".
        group
            Group to look in; without it the first group that has the word.
        """
        others = (column.removeprefix("label_") for column in self.own.columns if column.startswith("label_"))
        languages = [lang, "en", *others]
        found = (self._in(one).get((group, word)) for one in languages)
        return next((label for label in found if label), word.replace("_", " "))

    def with_own(self, own: pd.DataFrame) -> "Vocabulary":
        """The vocabulary with words of a data set: what a row of its own says of a known word goes before."""
        merged = own.replace("", None).combine_first(self.frame.replace("", None)).fillna("").astype("str")
        return Vocabulary(merged.sort_index(), own)

    def _in(self, lang: str) -> Mapping[tuple[str | None, str], str]:
        if lang not in self._labels:
            found: dict[tuple[str | None, str], str] = {}
            column = f"label_{lang}"
            if column in self.frame:
                for (group, word), label in zip(self.frame.index, self.frame[column], strict=True):
                    if label:
                        found[group, word] = label
                        found.setdefault((None, word), label)
            self._labels[lang] = found
        return self._labels[lang]


@cache
def bundled() -> Vocabulary:
    """The words of waterbed."""
    frame = pd.read_csv(_FILE, dtype=str, keep_default_na=False)
    indexed = frame.set_index(["group", "word"])
    if not indexed.index.is_unique:
        twice = indexed.index[indexed.index.duplicated()].tolist()
        raise ValueError(f"vocabulary.csv has these words twice: {twice}; keep one row of each.")
    return Vocabulary(indexed.sort_index(), indexed.iloc[:0])


def vocabulary() -> pd.DataFrame:
    """Return every word of waterbed with its labels (`Vocabulary.frame`); not to be changed."""
    return bundled().frame


@cache
def words(group: str, **cells: str) -> tuple[str, ...]:
    """Return the words of a group of waterbed; see `Vocabulary.words`."""
    return bundled().words(group, **cells)


def word_label(word: str, lang: str, *, group: str | None = None) -> str:
    """Return the label of a word of waterbed in a language; see `Vocabulary.label`."""
    return bundled().label(word, lang, group=group)
