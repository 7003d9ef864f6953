"""The words that records may use (kinds, roles, flags, stages), with their labels; a data set may bring words of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pandas as pd

from waterbed.layers.locale.file import BUNDLED
from waterbed.layers.locale.strings import installed, installed_strings, labels

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
    "date_basis",
)
"""Groups that a data set may add words to."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words with their labels: those of waterbed, and those of a data set."""

    frame: pd.DataFrame
    """Indexed by (group, word); text columns ``family``, ``drawn`` ("1" or "") and whatever else a data set's file holds, ""
    where a cell is empty. The labels of waterbed's words lie with the other strings of a language."""
    own: pd.DataFrame
    """The rows that a data set brings along; of the same form."""
    _labels: dict[str, tuple[object, Mapping[tuple[str | None, str], str]]] = field(default_factory=dict)

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
        merged = own.mask(own == "").combine_first(self.frame.mask(self.frame == "")).astype("str").fillna("")
        return Vocabulary(merged.sort_index(), own)

    def _in(self, lang: str) -> Mapping[tuple[str | None, str], str]:
        """Labels by group and word, and by the word alone; made anew when the process is taught other languages."""
        said = labels(lang)
        known, found = self._labels.get(lang, (None, {}))
        if known is not said:
            found = self._labels_in(lang, said)
            self._labels[lang] = said, found
        return found

    def _labels_in(
        self, lang: str, said: Mapping[str, Mapping[str, str]]
    ) -> Mapping[tuple[str | None, str], str]:
        column = f"label_{lang}"
        own = self.own[column].to_dict() if column in self.own else {}
        found: dict[tuple[str | None, str], str] = {}
        for group, word in self.frame.index:
            if label := own.get((group, word)) or said.get(group, {}).get(word):
                found[group, word] = label
                found.setdefault((None, word), label)
        return found


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
    """Return every word of waterbed (`Vocabulary.frame`); not to be changed."""
    return bundled().frame


@cache
def words(group: str, **cells: str) -> tuple[str, ...]:
    """Return the words of a group of waterbed; see `Vocabulary.words`."""
    return bundled().words(group, **cells)


def labels_of(group: str) -> Iterator[tuple[str, str]]:
    """Words of a group of waterbed with what each language that comes with it calls them."""
    for lang in installed():
        yield from installed_strings(lang)["words"].get(group, {}).items()
        yield from installed_strings(lang).get(BUNDLED, {}).get(group, {}).items()


def word_label(word: str, lang: str, *, group: str | None = None) -> str:
    """Return the label of a word of waterbed in a language; see `Vocabulary.label`."""
    return bundled().label(word, lang, group=group)
