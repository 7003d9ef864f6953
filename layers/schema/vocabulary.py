"""The words that records may use (kinds, roles, flags, stages), with their labels."""

from functools import cache
from pathlib import Path

import pandas as pd

_FILE = Path(__file__).with_name("vocabulary.csv")


@cache
def vocabulary() -> pd.DataFrame:
    """Return every word with its labels; cached, not to be changed.

    Returns
    -------
    DataFrame
        Indexed by (group, word); text columns ``family``, ``drawn`` ("1" or ""), ``label_en``, ``label_fr``
        and whatever else the file holds, "" where a cell is empty.
    """
    frame = pd.read_csv(_FILE, dtype=str, keep_default_na=False)
    indexed = frame.set_index(["group", "word"])
    if not indexed.index.is_unique:
        twice = indexed.index[indexed.index.duplicated()].tolist()
        raise ValueError(f"vocabulary.csv has these words twice: {twice}; keep one row of each.")
    return indexed.sort_index()


@cache
def words(group: str, **cells: str) -> tuple[str, ...]:
    """Return the words of a group, () for a group that is not in the vocabulary.

    With cells, such as ``family="people"``, those alone that have them.
    """
    frame = vocabulary()
    kept = frame.index.get_level_values("group") == group
    for column, cell in cells.items():
        kept &= (frame[column] == cell).to_numpy()
    return tuple(frame.index.get_level_values("word")[kept].tolist())


def word_label(word: str, lang: str, *, group: str | None = None) -> str:
    """Return the label of a word in a language.

    Falls back to English, then to the word itself with spaces for underscores, so that a word that a data set
    brings along can still be shown.

    Parameters
    ----------
    word
        A word of the vocabulary.
    lang
        Language code, such as "fr".
    group
        Group to look in; without it the first group that has the word.
    """
    labels = _labels(lang)
    found = labels.get((group, word)) or _labels("en").get((group, word))
    return found or word.replace("_", " ")


@cache
def _labels(lang: str) -> dict[tuple[str | None, str], str]:
    frame = vocabulary().reset_index()
    if f"label_{lang}" not in frame:
        return {}
    found: dict[tuple[str | None, str], str] = {}
    for group, word, label in zip(frame["group"], frame["word"], frame[f"label_{lang}"], strict=True):
        if label:
            found[group, word] = label
            found.setdefault((None, word), label)
    return found
