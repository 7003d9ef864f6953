"""The words that a data set brings along in ``vocabulary.csv``."""

import re
from collections.abc import Iterator

import pandas as pd

from waterbed.layers.errors import Fault, did_you_mean
from waterbed.layers.files.raw import RawTable
from waterbed.layers.schema.vocabulary import OWN_GROUPS, Vocabulary, bundled

_COLUMNS = ("group", "word", "family", "drawn")
_WORD = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*")


def own_vocabulary(raw: RawTable | None) -> tuple[Vocabulary, list[Fault]]:
    """Read the words of a data set.

    Parameters
    ----------
    raw
        ``vocabulary.csv``: group, word, family (of an event kind: enforcement, regulation, disruption, observation), drawn
        (of a role: 1 when it is a sign on the map), ``label_<language>``. None where there is no such file.

    Returns
    -------
    vocabulary
        That of waterbed with the words that can be read.
    faults
        What is wrong with the others.
    """
    if raw is None or not len(raw.frame):
        return bundled(), []
    frame = raw.frame
    missing = [column for column in ("group", "word") if column not in frame]
    if missing:
        return bundled(), [
            Fault(raw.file, "is missing", "add the column", column=column) for column in missing
        ]
    faults = list(_faults(raw))
    wrong = {fault.row for fault in faults}
    kept = [row not in wrong for row in raw.rows.tolist()]
    labels = [column for column in frame.columns if column.startswith("label_")]
    own = frame.loc[kept, [column for column in (*_COLUMNS, *labels) if column in frame]].set_index(
        ["group", "word"]
    )
    return bundled().with_own(own), faults


def _faults(raw: RawTable) -> Iterator[Fault]:
    families = bundled().words("family")
    seen: set[tuple[str, str]] = set()
    for row, cells in zip(raw.rows.tolist(), raw.frame.to_dict("records"), strict=True):
        group, word, family = (str(cells.get(name, "")).strip() for name in ("group", "word", "family"))

        def fault(
            column: str, value: str, problem: str, mend: str, row: int = row, word: str = word
        ) -> Fault:
            return Fault(raw.file, problem, mend, row=row, column=column, value=value, id=word)

        if group not in OWN_GROUPS:
            mend = did_you_mean(group, OWN_GROUPS) or f"use one of: {', '.join(OWN_GROUPS)}"
            yield fault("group", group, "is no group that a data set can add words to", mend)
        elif not _WORD.fullmatch(word):
            meant = "_".join(re.findall(r"[a-z0-9]+", word.casefold()))
            yield fault(
                "word", word, "is no word", f"write {meant or 'small letters'}; its label may be anything"
            )
        elif group == "event_kind" and family not in families and (group, word) not in bundled().frame.index:
            mend = did_you_mean(family, families) or f"use one of: {', '.join(families)}"
            yield fault("family", family, "is no family of events" if family else "has no family", mend)
        elif (group, word) in seen:
            yield fault("word", word, "stands twice in its group", "keep one row")
        seen.add((group, word))


def rows_of(vocabulary: Vocabulary) -> pd.DataFrame:
    """The own words as a table to be written."""
    return vocabulary.own.reset_index()
