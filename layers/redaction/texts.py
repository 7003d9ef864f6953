"""The texts, words and ids of a whole data set, blacked out."""

from collections.abc import Collection, Mapping
from functools import cache

import pandas as pd

from waterbed.layers.dataset import Dataset
from waterbed.layers.dates.days import from_day
from waterbed.layers.manifest.profiles import Profile
from waterbed.layers.redaction.blackout import Blackout, withheld
from waterbed.layers.redaction.names import Names, normal
from waterbed.layers.redaction.numbers import spellings
from waterbed.layers.redaction.spoken import spoken
from waterbed.layers.redaction.withheld import differences
from waterbed.layers.schema.tables import PLACE_TABLES, Column, columns, schema
from waterbed.layers.schema.vocabulary import vocabulary

Frames = dict[str, pd.DataFrame]

_NAMING_TABLES = ("organisations", *PLACE_TABLES)


_BIBLIOGRAPHIC = ("title", "publisher", "url", "date")
"""Columns of sources whose days stay: a published page is known by its date and address."""


def blackout_for(
    dataset: Dataset, profile: Profile, tables: Frames, gone: frozenset[str], languages: tuple[str, ...]
) -> Blackout:
    """Gather what goes out of texts: the profile's words, names of what is left out, and what columns of `tables` lost."""
    typed = {name: frame[_typed(name, frame)] for name, frame in dataset.tables.items()}
    left = {name: frame[_typed(name, frame)] for name, frame in tables.items()}
    lost = differences(typed, left, dataset.languages, profile.dates)
    days = [from_day(one.value) for one in lost if one.kind == "day" and isinstance(one.value, int)]
    points = [one.value for one in lost if isinstance(one.value, tuple) and one.kind == "point"]
    return Blackout(
        Names([*profile.words, *_names_gone(dataset, gone)]),
        profile.dates,
        frozenset((day.year, day.month, day.day) for day in days),
        frozenset(text for point in points for side in point for text in spellings(side)),
        frozenset(one.value for one in lost if one.kind == "number" and isinstance(one.value, int)),
        languages,
    )


def black_out(
    dataset: Dataset,
    tables: Frames,
    blackout: Blackout,
    gone: frozenset[str],
    cited: Mapping[str, str],
    few: Mapping[str, Collection[int]],
) -> None:
    """Black out every text and word of `tables`.

    Parameters
    ----------
    gone
        Records whose sentences go out of the scenes.
    cited
        New ids, for the citations of the scenes.
    few
        By movement the small numbers that go out of what is said of it.
    """
    quoted = dict(dataset["sources"]["lang"])
    for name, frame in tables.items():
        for column in columns(name, dataset.languages)[1:]:  # but for the id
            cells = frame[column.name]
            langs = spoken(frame, name, column.name, dataset.languages, quoted)
            if name == "scenes" and column.name.startswith("text_"):
                frame[column.name] = [
                    blackout.scene(text, lang, gone, cited, few)
                    for text, lang in zip(cells, langs, strict=True)
                ]
            elif column.name == "url":
                frame["url"] = ["" if any(blackout.names.find(normal(text))) else text for text in cells]
            elif column.type == "text" and column.name != "view":
                dated = not (name == "sources" and column.name in _BIBLIOGRAPHIC)
                small = few if name == "movements" else {}
                frame[column.name] = [
                    _text(text, column, blackout, lang, dated, small.get(str(record), ()))
                    for (record, text), lang in zip(cells.items(), langs, strict=True)
                ]
            elif column.type in ("texts", "words"):
                kept = [
                    tuple(text for text in texts if not _tells(text, column, blackout)) for texts in cells
                ]
                frame[column.name] = pd.Series(kept, frame.index, dtype="object")
            elif column.type == "word" and not column.closed:
                frame[column.name] = ["" if _tells(word, column, blackout) else word for word in cells]


def new_ids(tables: Frames, blackout: Blackout) -> dict[str, str]:
    """Find ids for those that carry what is withheld; a second one of the same name is numbered."""
    old = [str(one) for frame in tables.values() for one in frame.index]
    new = {one: slug for one in old if (slug := blackout.slug(one)) != one}
    taken = {one.casefold() for one in old if one not in new}
    for one, slug in new.items():
        unique, number = slug, 2
        while unique.casefold() in taken:
            unique, number = f"{slug}-{number}", number + 1
        taken.add(unique.casefold())
        new[one] = unique
    return new


def renamed(frame: pd.DataFrame, name: str, ids: Mapping[str, str]) -> pd.DataFrame:
    """Give the records of a table, and those that they name, their new ids."""
    if not ids:
        return frame
    frame = frame.rename(index=dict(ids))
    for column in schema()[name]:
        if column.type == "ref":
            frame[column.name] = [ids.get(one, one) for one in frame[column.name]]
        elif column.type == "refs":
            cells = [tuple(ids.get(one, one) for one in listed) for listed in frame[column.name]]
            frame[column.name] = pd.Series(cells, frame.index, dtype="object")
    return frame


def language_of(column: str, dataset: Dataset) -> str:
    """Return the language of a column by its name, the default one for a column that is not localised."""
    return next((lang for lang in dataset.languages if column.endswith(f"_{lang}")), dataset.languages[0])


def _typed(name: str, frame: pd.DataFrame) -> list[str]:
    kinds = ("edtf", "edtfs", "number", "wkt")
    return [one.name for one in schema()[name] if one.type in kinds and one.name in frame]


def _names_gone(dataset: Dataset, gone: frozenset[str]) -> set[str]:
    """Names of places and organisations that are left out, but for those that others which stay bear as well."""
    gone_names: set[str] = set()
    kept_names: set[str] = set()
    for name in _NAMING_TABLES:
        frame = dataset[name]
        naming = [column for column in frame.columns if column.startswith(("label_", "name_in_source"))]
        for record, row in zip(frame.index, frame[naming].to_numpy(), strict=True):
            (gone_names if record in gone else kept_names).update(normal(str(one)) for one in row if one)
    return gone_names - kept_names


def _text(text: str, column: Column, blackout: Blackout, lang: str, dated: bool, few: Collection[int]) -> str:
    # A word of the vocabulary is shown by its label, which may tell what the word itself does not.
    if any(blackout.text(label, lang) != label for label in _labels(column.name, text)):
        return f"[{withheld(lang or blackout.languages[0])}]"
    return blackout.text(text, lang, dated=dated, few=few)


def _tells(word: str, column: Column, blackout: Blackout) -> bool:
    said = (word, *_labels(column.of or column.name, word))
    return any(blackout.text(text, "") != text for text in said)


def _labels(group: str, word: str) -> tuple[str, ...]:
    return _labels_by_word().get((group, word), ())


@cache
def _labels_by_word() -> dict[tuple[str, str], tuple[str, ...]]:
    labels = vocabulary().filter(like="label_")
    return {
        (str(group), str(word)): tuple(row)
        for (group, word), row in zip(labels.index, labels.to_numpy(), strict=True)
    }
