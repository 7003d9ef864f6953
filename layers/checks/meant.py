"""What was probably meant by a text that is no id and no word."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from waterbed.layers.checks.sheet import Sheet
from waterbed.layers.dates.months import folded
from waterbed.layers.errors import did_you_mean, not_known
from waterbed.layers.schema.cells import meant_list
from waterbed.layers.schema.vocabulary import labels_of, words

_EMPTY = "leave the cell empty when it is not known"

_TITLES = ("label", "title", "name_in_source", "statement", "topic")


class Records:
    """The records of a data set, to be found by what people write in place of their ids."""

    def __init__(self, known: Mapping[str, str], sheets: Collection[Sheet]) -> None:
        self.known = known
        """The table of each id."""
        self._sheets = sheets

    def meant(
        self, value: str, tables: Collection[str], *, is_list: bool, near: bool = True
    ) -> tuple[str, str]:
        """Say what a text is that is no id, and what to write instead.

        Parameters
        ----------
        value
            The text.
        tables
            Tables whose records can be meant.
        is_list
            Whether several can be.
        near
            Whether to look for ids of nearly the same spelling, which takes time.

        Returns
        -------
        problem, mend
            "" where nothing better can be said than that it is no record.
        """
        if not_known(value):
            return "", _EMPTY
        if named := self._named(value, tables):
            return f"is the label of {named}", f"write {named}"
        if same := self._same_number(value, tables):
            return "", f'did you mean "{same}"?'
        items = [self._one(item, tables) for item in meant_list(value)]
        if items and all(items):
            return "is several ids in one", f"write {';'.join(items)}" if is_list else "this column takes one"
        return "", did_you_mean(value, self._ids(tables)) if near else ""

    def _one(self, item: str, tables: Collection[str]) -> str:
        return item if self.known.get(item) in tables else self._named(item, tables)

    def _ids(self, tables: Collection[str]) -> Iterator[str]:
        return (one for one, its in self.known.items() if its in tables)

    def _named(self, value: str, tables: Collection[str]) -> str:
        return next(
            (one for one in self._by_label.get(_plain(value), ()) if self.known.get(one) in tables), ""
        )

    def _same_number(self, value: str, tables: Collection[str]) -> str:
        """Spreadsheets turn 001 into 1, and 1 into 1.0."""
        those = self._by_number.get(_number(value), ())
        return next((one for one in those if self.known.get(one) in tables), "")

    @cached_property
    def _by_label(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for sheet in self._sheets:
            for name in sheet.frame.columns:
                if name.startswith(_TITLES):
                    for record, label in zip(sheet.frame.index, sheet.frame[name], strict=True):
                        if record and isinstance(label, str) and label:
                            found.setdefault(_plain(label), []).append(record)
        return found

    @cached_property
    def _by_number(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for record in self.known:
            if number := _number(record):
                found.setdefault(number, []).append(record)
        return found


def meant_word(value: str, group: str) -> tuple[str, str]:
    """Say what a text is that is no word of a group, and what to write instead; "" where nothing better can be said."""
    if not_known(value):
        return "", _EMPTY
    labels = _labels(group)
    if word := labels.get(_plain(value), ""):
        return (
            ("", f"write {word}")
            if _plain(value) == _plain(word)
            else (f"is the label of {word}", f"write {word}")
        )
    items = [item if item in words(group) else labels.get(_plain(item), "") for item in meant_list(value)]
    if items and all(items):
        return "is several words in one", f"write {';'.join(items)}"
    return "", did_you_mean(value, words(group))


def _labels(group: str) -> Mapping[str, str]:
    """The word of each label of a group in any language, and of each word as people spell it."""
    found = {_plain(word): word for word in words(group)}
    for word, label in labels_of(group):
        found.setdefault(_plain(label), word)
    found.pop("", None)
    return found


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", folded(text[:300])).split()) or text


def _number(text: str) -> str:
    found = re.fullmatch(r"([A-Za-z]*[-_.]?)0*([0-9]+)(?:\.0+)?", text[:100])
    return f"{found[1].casefold()}{found[2]}" if found else ""
